# Every line carries its number, so that a reader can prove that none is lost.
pad='the quick brown fox jumps over the lazy dog 0123456789 abcdefghij'
if [ "$RATE" = 0 ]; then
  [ "$LINES" = 0 ] && exec yes "INFO fast $pad"
  seq 1 "$LINES" | sed "s/\$/ INFO line $pad/"
  exit
fi
i=0
while [ "$LINES" = 0 ] || [ "$i" -lt "$LINES" ]; do
  i=$((i + 1))
  echo "$i INFO slow $pad"
  [ $((i % 7)) = 0 ] && echo "$i ERROR on stderr" >&2
  usleep $((1000000 / RATE))
done
