#!/bin/sh
# Works for half a second, then fails.
echo "working ..."
sleep 0.5
echo "out of luck" >&2
exit 1
