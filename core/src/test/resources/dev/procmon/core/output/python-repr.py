# SPDX-License-Identifier: Apache-2.0
"""Writes python-repr.txt, the golden file of LineTextTest: python3 python-repr.py > python-repr.txt"""

import random

ALPHABET = [bytes([b]) for b in range(256)]
LIKELY = [b"'", b'"', b"\\", b"\t", b"\r", b"\n", b"\0", b"\x7f", b" ", b"a", b"~", b"\xff", b"\xc3", b"\x80", b"\xe2\x82"]
VALID = [s.encode() for s in ("é", "€", "😀", "\u0080", "\u07ff", "\u0800", "\ud7ff", "\ue000", "\uffff", "\U0010ffff")]
CHOSEN = [
    b"\xff", b"\xffhello", b"'\xff", b'"\xff', b"'\"\xff", b"\\\xff", b"\xff\t\n\r\0\x1f\x20\x7e\x7f\x80",
    b"\xc0\x80", b"\xc1\xbf", b"\xe0\x80\x80", b"\xe0\x9f\xbf", b"\xed\xa0\x80", b"\xed\xbf\xbf", b"\xf0\x80\x80\x80",
    b"\xf0\x8f\xbf\xbf", b"\xf4\x90\x80\x80", b"\xf5\x80\x80\x80", b"\xf8\x88\x80\x80\x80", b"\xc3", b"\xe2\x82",
    b"\xf0\x9f\x98", b"\x80", b"\xbf", b"a\xc3", b"\xc3a", "é".encode("latin-1"), b"\xef\xbb\xbf\xff", b"\xef\xbb\xbfbom",
    b"".join(ALPHABET),
]


def generate():
    rng = random.Random(20260101)
    yield from CHOSEN
    yield from VALID
    for _ in range(500):
        pool = rng.choice([ALPHABET, LIKELY, LIKELY + VALID, VALID])
        yield b"".join(rng.choice(pool) for _ in range(rng.randint(1, 16)))


print("# SPDX-License-Identifier: Apache-2.0")
print("# Bytes in hexadecimal, and their repr() by Python 3, or 'utf-8' where they are that. Written by python-repr.py.")
for line in generate():
    try:
        line.decode("utf-8")
        print(line.hex(), "utf-8", sep="\t")
    except UnicodeDecodeError:
        print(line.hex(), repr(line), sep="\t")
