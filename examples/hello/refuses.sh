#!/bin/sh
# Ignores the polite request to end, and so do the commands that it starts.
trap '' TERM
while :; do
    echo "I am here to stay"
    sleep 2
done
