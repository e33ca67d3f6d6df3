# Takes syslog messages over TCP (RFC 6587, octets counted), prints them, and ends after twenty.
import socket
import sys

MESSAGES = 20

server = socket.create_server(("127.0.0.1", int(sys.argv[1])))
connection, _ = server.accept()
stream = connection.makefile("rb")
for _ in range(MESSAGES):
    length = b""
    while not length.endswith(b" "):
        byte = stream.read(1)
        if not byte:
            sys.exit("the sender has hung up")
        length += byte
    print(stream.read(int(length)).decode(), flush=True)
print("enough for now", flush=True)
