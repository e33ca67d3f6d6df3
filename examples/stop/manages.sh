# Two workers that end when they are told to, by this one.
sleep 1000 &
one=$!
sleep 1000 &
two=$!
trap 'echo "ending my workers"; kill $one $two; wait; echo "both have ended"; exit 0' INT
echo "two workers"
while :; do wait; done
