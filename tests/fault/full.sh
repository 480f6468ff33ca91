#!/bin/sh
# A full disk, a full or closed standard output: exit 5 and a word about it, the
# file as it was, and nothing half made is left.
. "$(dirname "$0")/../cli/lib.sh"
[ -w /dev/full ] || { echo 'skipped: no /dev/full here' >&2 && exit 77; }

# state FILE: all tables but the log.
state() {
	sqlite3 connect5.db .dump >dump
	grep -Ev '^INSERT INTO (log|undo|sqlite_sequence) ' dump >"$1"
}

# within LIMIT ARGUMENT...: no file may grow beyond LIMIT blocks of 512 bytes,
# which is what a full disk looks like. What is said goes through a pipe.
within() {
	limit=$1
	shift
	code=0
	words=$(
		ulimit -f "$limit"
		exec 2>&1 "$CONNECT5" --now "$NOW" "$@" >/dev/null </dev/null
	) || code=$?
	printf '%s\n' "$words" >err
	: >out
}

# all_or_nothing CODE ARGUMENT...: a change, with less and less wanting to the
# room that it needs. CODE is how it ends where there is enough.
all_or_nothing() {
	enough=$1
	shift
	rm -f connect5.db-journal
	cp connect5.db old.db
	state state.old
	want "$enough" "$@"
	state state.new
	blocks=$(($(wc -c <connect5.db) / 512))
	failed=0
	for sixteenths in 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 20; do
		room=$((blocks * sixteenths / 16))
		rm -f connect5.db-journal
		cp old.db connect5.db
		within $room "$@"
		case $code in
		"$enough")
			after=state.new
			;;
		5)
			after=state.old
			failed=$((failed + 1))
			said err 'connect5: connect5.db: '
			said err 'is the disk full? make room and try again'
			;;
		*) fail "exit $code of $* in $room blocks" ;;
		esac
		want 0 check
		state now
		cmp now $after || fail "exit $code of $*, but not $after"
		[ "$code" = 0 ] || want "$enough" "$@"
	done
	state now
	cmp now state.new || fail "$* cannot be made good"
	[ $failed -gt 3 ] || fail "$* failed only $failed times"
}

# ---- No room for the file -----------------------------------------------

want 0 init --first-month 2026-12 --seed 2026
all_or_nothing 3 import "$data/demo/eoi.csv"
all_or_nothing 0 match 2026-12
all_or_nothing 0 people add new@x.example.org name=New sector=acute
all_or_nothing 0 export pairs 2026-12

# Nor for a new one: what is half made goes away again.
within 1 -f new.db init
[ "$code" = 5 ] || fail "exit $code of init"
said err 'is the disk full'
[ ! -e new.db ] || fail 'a programme that is none is left'
[ ! -e new.db-journal ] || fail 'a journal is left'

# ---- No room for a sheet ------------------------------------------------

mkdir sheets
for what in pairs people mailmerge waiting scores prompts; do
	if [ $what = people ]; then month=''; else month=1; fi
	# shellcheck disable=SC2086 # nothing, or a month
	want 0 export $what $month -o sheets/whole --raw
	[ "$(wc -c <sheets/whole)" -gt 512 ] || [ $what = waiting ] ||
		fail "$what is too short to be cut"
	printf old >sheets/old
	for room in 0 1; do
		[ $what != waiting ] || [ $room = 0 ] || continue
		# shellcheck disable=SC2086
		within $room export $what $month -o sheets/new
		[ "$code" = 5 ] || fail "exit $code of export $what"
		said err 'connect5: sheets/new: cannot write it'
		# shellcheck disable=SC2086
		within $room export $what $month -o sheets/old --force
		[ "$code" = 5 ] || fail "exit $code of export $what --force"
		[ "$(cat sheets/old)" = old ] || fail 'the old sheet is gone'
		[ "$(echo sheets/*)" = 'sheets/old sheets/whole' ] ||
			fail "left: $(echo sheets/*)"
	done
	rm sheets/whole
done
want 0 check

# A workbook is written by way of other files, of which the library does not say
# that they are cut short.
c5 export scores 1 --format xlsx
if [ "$code" = 0 ]; then
	mv out whole.xlsx
	failed=0
	for room in 0 8 32 56 64 72 80 96 128 192 256 384 512 768 1024 4096; do
		within $room export scores 1 -o sheets/new.xlsx
		if [ "$code" = 0 ]; then
			cmp sheets/new.xlsx whole.xlsx ||
				fail "half a workbook in $room blocks"
			rm sheets/new.xlsx
			continue
		fi
		failed=$((failed + 1))
		[ "$code" = 5 ] || fail "exit $code of a workbook"
		said err 'cannot make the workbook ('
		said err 'is there room in /tmp?'
		[ "$(echo sheets/*)" = sheets/old ] || fail "left: $(echo sheets/*)"
	done
	[ "$code" = 0 ] || fail 'no room for a workbook is enough'
	[ $failed -gt 6 ] || fail "workbooks failed only $failed times"
fi

# ---- Standard output ----------------------------------------------------

# onto CODE TARGET ARGUMENT...: with standard output there, or "closed".
onto() {
	wanted=$1 target=$2
	shift 2
	code=0
	: >out
	if [ "$target" = closed ]; then
		"$CONNECT5" --now "$NOW" "$@" 2>err </dev/null >&- || code=$?
	else
		"$CONNECT5" --now "$NOW" "$@" 2>err </dev/null >"$target" ||
			code=$?
	fi
	[ "$code" = "$wanted" ] ||
		fail "connect5 $* onto $target: exit $code, not $wanted"
}

cp connect5.db old.db
for target in /dev/full closed; do
	for command in status check log config 'people list' 'show 1' help \
		version 'help match' 'export people' 'export pairs 1' \
		'export prompts 1' 'match 2026-12' '--json show 1' \
		'--json check' '--json status' '--json match 2026-12' \
		'--json export pairs 1' 'match --dry-run 2027-01'; do
		# shellcheck disable=SC2086 # several words
		onto 5 "$target" $command
		said err 'connect5: cannot write to standard output'
	done
	cmp old.db connect5.db || fail 'the file has changed'
	# What nobody could read is done all the same, and can be read again.
	onto 5 "$target" match 2027-01
	want 0 check
	want 0 match 2027-01 --json
	json 'not j["created"] and j["round"] == 2'
	cp old.db connect5.db
	onto 5 "$target" import "$data/demo/ten.csv"
	want 0 check
	want 0 import "$data/demo/ten.csv"
	said out ' 0 added'
	cp old.db connect5.db
	onto 5 "$target" -f "other.db" init
	want 0 -f other.db check
	rm other.db
done

# Nothing at all is open: the file must not be taken for one of the streams.
code=0
"$CONNECT5" --now "$NOW" match 2027-01 <&- >&- 2>&- || code=$?
: >out
: >err
[ $code = 5 ] || fail "exit $code with all streams closed"
want 0 check
said out 'round 2, 2027-01: every rule holds, and the proof stands'
code=0
"$CONNECT5" --now "$NOW" status >out 2>&- || code=$?
[ $code = 0 ] || fail "exit $code without standard error"

# The reader of a pipe may have seen enough.
mkfifo pipe
head -n 1 <pipe >first &
reader=$!
code=0
"$CONNECT5" --now "$NOW" help >pipe 2>err </dev/null || code=$?
wait $reader
case $code in
0 | 5) ;;
*) fail "exit $code into a pipe that nobody reads" ;;
esac
