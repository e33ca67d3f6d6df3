# Speaks the protocol of sd_notify(3), without a library.
use strict;
use warnings;
use Socket;

sub notify {
    my ($text) = @_;
    my $path = $ENV{NOTIFY_SOCKET} or return;
    $path =~ s/^\@/\0/;
    socket(my $socket, AF_UNIX, SOCK_DGRAM, 0) or die "socket: $!\n";
    send($socket, $text, 0, pack_sockaddr_un($path)) or die "send: $!\n";
}

sleep 1;
notify("READY=1\nSTATUS=serving");
for (1 .. 5) {
    sleep 1;
    notify("WATCHDOG=1");
}
notify("STATUS=tired");
sleep 1000;
