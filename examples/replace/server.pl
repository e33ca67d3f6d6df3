# A web server on a socket that it is given (sd_listen_fds(3)). On TERM it answers whom it has accepted, and ends.
use strict;
use warnings;
use Socket;
use IO::Handle;

($ENV{LISTEN_PID} // 0) == $$ && ($ENV{LISTEN_FDS} // 0) == 1 or die "no socket was passed\n";
open(my $listen, '+<&=', 3) or die "descriptor 3: $!\n";

my $ending = 0;
$SIG{TERM} = sub { $ending = 1 };
$SIG{PIPE} = 'IGNORE';
$| = 1;

sub notify {
    my $path = $ENV{NOTIFY_SOCKET} or return;
    $path =~ s/^\@/\0/;
    socket(my $socket, AF_UNIX, SOCK_DGRAM, 0) or die "socket: $!\n";
    send($socket, $_[0], 0, pack_sockaddr_un($path)) or die "send: $!\n";
}

notify('READY=1');
print "process $$ serves ", ($ENV{LISTEN_FDNAMES} // '?'), "\n";
my $served = 0;
until ($ending) {
    # With a bound, so that a signal between the look at $ending and the wait is seen.
    my $ready = '';
    vec($ready, 3, 1) = 1;
    next unless select($ready, undef, undef, 0.1) > 0;
    last if $ending;
    accept(my $client, $listen) or next;
    while (defined(my $line = <$client>)) { last if $line =~ /^\r?\n$/ }
    my $body = "served by $$\n";
    print $client "HTTP/1.1 200 OK\r\nContent-Length: ", length $body, "\r\nConnection: close\r\n\r\n", $body;
    close $client;
    $served++;
}
print "process $$ has served $served\n";
