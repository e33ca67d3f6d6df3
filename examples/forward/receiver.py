# Takes syslog messages over TCP (RFC 6587, octets counted), prints them, and ends after five seconds.
import signal
import socket
import sys

signal.signal(signal.SIGALRM, lambda *_: sys.exit("enough for now"))
signal.alarm(5)

server = socket.create_server(("127.0.0.1", int(sys.argv[1])))
connection, _ = server.accept()
stream = connection.makefile("rb")
while True:
    length = b""
    while not length.endswith(b" "):
        byte = stream.read(1)
        if not byte:
            sys.exit("the sender has hung up")
        length += byte
    print(stream.read(int(length)).decode(), flush=True)
