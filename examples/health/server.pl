# A web server that answers 200, until it is told to break: then it answers 503.
use strict;
use warnings;
use IO::Socket::INET;

$SIG{TERM} = sub { exit 0 };
my $listen = IO::Socket::INET->new(
    LocalAddr => '127.0.0.1', LocalPort => $ARGV[0], Listen => 64, ReuseAddr => 1
) or die "cannot listen on port $ARGV[0]: $!\n";
$| = 1;
print "listening on port $ARGV[0]\n";
my $status = '200 OK';
while (my $client = $listen->accept) {
    my $request = <$client> // '';
    while (defined(my $line = <$client>)) { last if $line =~ /^\r?\n$/ }
    $status = '503 Service Unavailable' if $request =~ m{ /break };
    print $client "HTTP/1.1 $status\r\nContent-Length: 3\r\nConnection: close\r\n\r\nhi\n";
    close $client;
}
