#!/bin/sh
# Prints a line every three seconds, and says goodbye.
number=1

# The shell would report on its sleep, which is asked to end as well.
trap 'echo "goodbye"; exec 2>/dev/null; exit 0' TERM

while :; do
    echo "hello, number $number"
    number=$((number + 1))
    # The shell handles a signal when the command it waits for has ended, but it can leave a background one at once.
    sleep 3 &
    wait $!
done
