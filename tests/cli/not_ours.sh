#!/bin/sh
# Files that cannot be used: missing, not ours, newer, damaged, out of reach.
# Each gets its exit code, a message with a remedy, and is left as it is.
. "$(dirname "$0")/lib.sh"

programme ten
want 0 match 2026-12
cp connect5.db good.db

# no_programme FILE WORDS REMEDY: whatever is asked, the answer is the same.
no_programme() {
	rm -rf before
	if [ -e "$1" ]; then cp -R "$1" before; fi
	for command in status check match show log config people \
		'match 2027-01' 'export pairs 1' 'people set ann@x.org name=Ann' \
		"import $data/demo/ten.csv"; do
		# shellcheck disable=SC2086 # several words
		want 4 -f "$1" $command
		[ ! -s out ] || [ "$command" = check ] || fail 'data of no file'
		said err "connect5: $1:"
		said err "$2"
		said err "$3"
	done
	if [ -e before ]; then
		diff -r before "$1" >&2 || fail "$1 has changed"
	else
		[ ! -e "$1" ] || fail "$1 was made"
	fi
	[ ! -e "$1-journal" ] || fail 'a journal is left'
}

# ---- Missing, or something else -----------------------------------------

no_programme none.db 'there is no programme file here' "'connect5 -f none.db init'"
no_programme none/none.db 'there is no programme file here' "'connect5 -f none/none.db init'"
mkdir folder
no_programme folder 'this is not a file' 'name one with -f FILE'
: >empty
no_programme empty 'this is not a programme file' "'connect5 -f NEW.db init'"
echo 'Dear all, please find attached the programme.' >letter.txt
no_programme letter.txt 'not a programme file' 'backup'
seq 1 20000 >numbers.txt
no_programme numbers.txt 'not a programme file' 'backup'
sqlite3 photos.db 'CREATE TABLE photo (name TEXT);'
no_programme photos.db 'this is not a programme file' 'name another with -f'
# As much like ours as can be, but for the mark of the application.
cp good.db twin.db
sqlite3 twin.db 'PRAGMA application_id = 1;'
no_programme twin.db 'this is not a programme file' 'name another with -f'

# An init that came only as far as the empty file is simply repeated, and none
# takes what is somebody's.
: >started.db
want 0 -f started.db init
want 0 -f started.db check
for file in letter.txt photos.db good.db folder; do
	rm -rf before
	cp -R $file before
	want 2 -f $file init
	said err 'there is a file already'
	diff -r before $file >&2 || fail "init has changed $file"
done

# ---- Newer, or damaged --------------------------------------------------

cp good.db newer.db
sqlite3 newer.db 'PRAGMA user_version = 9;'
no_programme newer.db 'made by a newer connect5 (version 9' 'update connect5'

size=$(wc -c <good.db)
for part in 60 100 4096 5000 $((size / 2)) $((size - 4096)); do
	head -c "$part" good.db >cut.db
	no_programme cut.db 'damaged' 'restore it from a backup'
done

# damage PAGE: junk in its place.
seq 1 1000 | tr -d '\n' >junk
damage() {
	cp good.db damaged.db
	dd if=junk of=damaged.db bs=4096 count=1 seek=$(($1 - 1)) \
		conv=notrunc status=none
}
[ "$(sqlite3 good.db 'PRAGMA page_size; PRAGMA freelist_count;' |
	tr '\n' ' ')" = '4096 0 ' ] || fail 'other pages than expected'
page=2
while [ $page -le $((size / 4096)) ]; do
	damage $page
	want 4 -f damaged.db check
	grep -Eq 'damaged|not sound' err || fail "what is wrong? (page $page)"
	# The others may not come across it, but then work, or say so.
	for command in status 'match 2027-01' 'people list'; do
		# shellcheck disable=SC2086
		c5 -f damaged.db $command
		case $code in
		0 | 4) ;;
		*) fail "exit $code of $command with page $page damaged" ;;
		esac
	done
	page=$((page + 3))
done
# check names what it finds, as JSON as well.
damage "$(sqlite3 good.db "SELECT rootpage FROM sqlite_schema
	WHERE name = 'connection'")"
want 4 -f damaged.db check --json
json 'not j["ok"] and not j["file_sound"] and j["problems"]'

# ---- After a kill -------------------------------------------------------

# A tool is killed in the middle of a large change, when a part of it has
# reached the file: the journal that it leaves must be played back.
sqlite3 good.db .dump >whole
cp good.db killed.db
sqlite3 killed.db >out 2>err <<'END' || :
PRAGMA cache_size = 2;
BEGIN IMMEDIATE;
UPDATE organisation SET name = name || ' that never was', place = 'Nowhere';
UPDATE prompt SET text = 'Nothing';
UPDATE log SET effect = 'nothing';
.shell kill -9 $PPID
END
[ -s killed.db-journal ] || fail 'no journal is left'
cmp -s good.db killed.db && fail 'nothing had reached the file'
cp killed.db hot.db
cp killed.db-journal hot.db-journal
for command in check status 'show 1' 'match 2026-12'; do
	cp hot.db killed.db
	cp hot.db-journal killed.db-journal
	# shellcheck disable=SC2086
	want 0 -f killed.db $command
	[ ! -s killed.db-journal ] || fail 'the journal is still there'
	sqlite3 killed.db .dump | cmp - whole || fail 'not as it was'
done
want 0 -f killed.db match 2027-01
want 0 -f killed.db check

# ---- In use -------------------------------------------------------------

# Somebody else holds the file: a look waits for nobody before the very end of
# their change, a change ends with 75 after the wait that was asked for.
mkfifo ask answer
sqlite3 good.db <ask >answer 2>&1 &
holder=$!
exec 3>ask 4<answer
trap 'exec 3>&-; wait $holder || :; rm -rf "$work"' EXIT
hold() { # SQL
	printf '%s\n' "$1" "SELECT 'held';" >&3
	read -r line <&4
	[ "$line" = held ] || fail "the holder says $line"
}
hold 'BEGIN IMMEDIATE;'
want 75 -f good.db --wait 0 match 2027-01
said err 'in use by another process'
said err '--wait SECONDS'
want 75 -f good.db --wait 1 people pause ann.bell@acute.example.org
want 0 -f good.db --wait 0 status
want 0 -f good.db --wait 0 check
hold 'ROLLBACK; BEGIN EXCLUSIVE;'
want 75 -f good.db --wait 0 status
want 75 -f good.db --wait 0 check
want 75 -f good.db --wait 0 match 2027-01
hold 'ROLLBACK;'
want 0 -f good.db --wait 0 status
exec 3>&-
wait "$holder"
trap 'rm -rf "$work"' EXIT

# ---- Out of reach -------------------------------------------------------

# Root may do everything: the rest runs as nobody, who needs a program and a
# folder within reach.
nobody='setpriv --reuid=65534 --regid=65534 --clear-groups'
if [ "$(id -u)" != 0 ]; then
	nobody=''
elif ! $nobody true 2>/dev/null; then
	echo 'skipped: files out of reach (no setpriv here)' >&2
	exit 77
fi
chmod 755 .
cp "$CONNECT5" program
chmod 755 program
mkdir reach
cp good.db reach/file.db
chmod 777 reach
reach() { # CODE ARGUMENT...
	wanted=$1
	shift
	code=0
	# shellcheck disable=SC2086 # several words, or none
	$nobody ./program --now "$NOW" "$@" >out 2>err </dev/null || code=$?
	[ "$code" = "$wanted" ] || fail "connect5 $*: exit $code, not $wanted"
}
mine='file and folder must be yours to read and write'

chmod 000 reach/file.db
for command in status check 'match 2027-01'; do
	# shellcheck disable=SC2086
	reach 5 -f reach/file.db $command
	said err "connect5: reach/file.db: "
	said err "$mine"
done
chmod 444 reach/file.db
reach 0 -f reach/file.db status
reach 0 -f reach/file.db show 1
reach 0 -f reach/file.db check
reach 5 -f reach/file.db match 2027-01
said err "$mine"
chmod 666 reach/file.db
chmod 555 reach
reach 0 -f reach/file.db check
reach 5 -f reach/file.db match 2027-01
said err "$mine"
reach 5 -f reach/new.db init
said err 'reach/new.db: cannot make it: Permission denied'
reach 5 -f reach/file.db export people -o reach/people.csv
said err 'reach/people.csv: cannot write it: Permission denied'
chmod 000 reach
reach 5 -f reach/file.db status
said err 'reach/file.db: Permission denied'
chmod 700 reach
cmp good.db reach/file.db || fail 'the file has changed'
[ "$(ls reach)" = file.db ] || fail 'something is left in the folder'
