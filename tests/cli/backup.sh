#!/bin/sh
# backup: one consistent copy, also while others write.
. "$(dirname "$0")/lib.sh"

programme ten
want 0 match 2026-12
want 0 backup copy.db
said out 'Copied to copy.db'
[ "$(stat -c %a copy.db)" = 600 ] || fail 'the copy is open to others'
want 0 -f copy.db check
said out 'round 1, 2026-12: every rule holds, and the proof stands'
for what in people history connections; do
	want 0 export $what --raw
	mv out here
	want 0 -f copy.db export $what --raw
	cmp out here || fail "export $what of the copy is another"
done
# It goes on where the programme stood, undo included.
want 0 -f copy.db undo
said out 'Taken back: match'
want 0 show 1
want 0 -f copy.db match 2026-12
want 0 --json backup second.db
json 'j == {"backup": "second.db"}'

# files: all that is there, by their bytes.
files() {
	find . -type f ! -name out ! -name err ! -name before -exec cksum {} + |
		sort
}

# refused CODE TEXT ARGUMENT...: and nothing is made or changed.
refused() {
	wanted_code=$1 wanted_text=$2
	shift 2
	files >before
	want "$wanted_code" "$@"
	said err "$wanted_text"
	files | cmp - before || fail "$* wrote"
}

: >empty
ln -s nowhere link
mkdir folder
refused 2 copy.db backup copy.db
refused 2 connect5.db backup connect5.db
refused 2 empty backup empty
refused 2 link backup link
refused 2 folder backup folder
refused 5 'connect5: missing/copy.db: cannot write it: No such file or directory' backup missing/copy.db
refused 4 'there is no programme file here' -f missing.db backup third.db
[ ! -e nowhere ] || fail 'a link was followed'

# While another process imports: all of the import is in the copy, or nothing
awk 'BEGIN {
	print "email,name,organisation,sector"
	split("acute,primary,council,vcse,icb", sector, ",")
	for (i = 1; i <= 4000; i++)
		printf "p%d@example.org,Person P%d,Place %d,%s\n", i, i, i,
			sector[i % 5 + 1]
}' >many.csv
want 0 init -f busy.db --first-month 2026-12 --seed 2026
"$CONNECT5" -f busy.db --now "$NOW" import --yes many.csv \
	>import.out 2>import.err </dev/null &
pid=$!
n=0 before=0 after=0
while kill -0 $pid 2>/dev/null && [ $n -lt 200 ]; do
	n=$((n + 1))
	want 0 -f busy.db backup "busy.$n.db"
	if [ $n -gt 2 ]; then rm "busy.$((n - 1)).db"; fi
done
wait $pid || fail "the import ends with $?"
want 0 -f busy.db backup last.db
for copy in busy.*.db last.db; do
	want 0 -f "$copy" check
	people=$(sqlite3 "$copy" 'SELECT count(*) FROM participant')
	case $people in
	0) before=$((before + 1)) ;;
	4000) after=$((after + 1)) ;;
	*) fail "$people people are in a copy" ;;
	esac
done
[ $before -ge 1 ] || echo 'no copy was made before the import was in' >&2
[ $after -ge 1 ] || fail 'the import is in no copy'
[ $n -ge 1 ] || echo 'the import was over before a copy was made' >&2
