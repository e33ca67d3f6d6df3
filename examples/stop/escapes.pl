# Starts a process that is in another session, has no parent and ignores TERM.
use strict;
use warnings;
use POSIX qw(setsid);

if (fork() == 0) {
    setsid();
    if (fork() == 0) {
        $SIG{TERM} = 'IGNORE';
        $SIG{HUP} = 'IGNORE';
        sleep 1000;
    }
    exit 0;
}
wait;
$| = 1;
print "somebody has escaped\n";
sleep 1000;
