#!/bin/sh
# Twenty at once: one round, one import, and nobody sees half of anything.
. "$(dirname "$0")/../cli/lib.sh"

twenty='1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20'

# start N ARGUMENT...: in the background, with streams and code of its own.
pids=''
start() {
	slot=$1
	shift
	"$CONNECT5" --now "$NOW" "$@" >"out.$slot" 2>"err.$slot" </dev/null &
	pids="$pids $slot:$!"
}

# finish CODES: waits for all of them; each must end with one of the codes.
finish() {
	for pid in $pids; do
		code=0
		wait "${pid#*:}" || code=$?
		slot=${pid%:*}
		case " $1 " in
		*" $code "*) ;;
		*) cp "err.$slot" err && fail "process $slot: exit $code" ;;
		esac
		echo "$code" >"code.$slot"
		[ "$code" != 75 ] || grep -qF 'in use' "err.$slot" ||
			fail 'no word about who has the file'
	done
	pids=''
}

# state FILE: all tables but the log.
state() {
	sqlite3 connect5.db .dump >dump
	grep -Ev '^INSERT INTO (log|undo|sqlite_sequence) ' dump >"$1"
}

count() {
	sqlite3 connect5.db "SELECT count(*) FROM $1"
}

# ---- Twenty matches -----------------------------------------------------

# match_together OPTION...: one makes the round, the others print it.
match_together() {
	for n in $twenty; do
		start "$n" "$@" match 2026-12 --json
	done
	finish '0 75'
	made=0 printed=0
	for n in $twenty; do
		[ "$(cat "code.$n")" = 0 ] || continue
		printed=$((printed + 1))
		if grep -q '"created":true' "out.$n"; then
			made=$((made + 1))
			sed 's/"created":true/"created":false/' "out.$n" >one
		fi
	done
	[ $made = 1 ] || fail "$made of twenty say that they made the round"
	for n in $twenty; do
		[ "$(cat "code.$n")" = 0 ] || continue
		sed 's/"created":true/"created":false/' "out.$n" |
			cmp - one || fail "process $n printed another round"
	done
	want 0 check
	said out 'round 1, 2026-12: every rule holds, and the proof stands'
	[ "$(count round)" = 1 ] || fail 'more than one round'
	[ "$(count "log WHERE command = 'match'")" = 1 ] || fail 'two were made'
}

# Who has time gets their turn, however slow the machine is.
programme demo
cp connect5.db before.db
match_together --wait 3600
[ $printed = 20 ] || fail "only $printed of twenty waited for their turn"
# With no patience at all, whoever comes too late says so.
cp before.db connect5.db
match_together --wait 0

# ---- Twenty imports -----------------------------------------------------

rm connect5.db
want 0 init --first-month 2026-12 --seed 2026
cp connect5.db before.db
want 3 import "$data/demo/eoi.csv"
state alone
cp before.db connect5.db
for n in $twenty; do
	start "$n" --wait 3600 import "$data/demo/eoi.csv"
done
finish 3
want 0 check
state now
cmp now alone || fail 'twenty imports are not as one'
[ "$(cat out.* | grep -c '61 added')" = 1 ] || fail 'not one came first'
[ "$(cat out.* | grep -c ' 0 added, 0 updated')" = 19 ] ||
	fail 'somebody came in twice'

# ---- Each in another way ------------------------------------------------

# All at once, on one file: who looks sees the file as it was before or after,
# and who changes it has their turn.
for n in 1 4 7 10; do
	start "$n" match 2026-12
	start "$((n + 1))" import "$data/demo/ten.csv"
	start "$((n + 2))" people pause ann.bell@acute.example.org
done
for n in 13 18 23; do
	start "$n" status
	start "$((n + 1))" people list
	start "$((n + 2))" export people
	start "$((n + 3))" export scores 2026-12
	start "$((n + 4))" check
done
finish '0 75'
for n in 17 22 27; do
	[ "$(cat "code.$n")" = 75 ] || grep -q 'file is sound' "out.$n" ||
		fail 'a check found something'
done
want 0 check
[ "$(count round)" = 1 ] || fail 'not one round'

# ---- Copies, while others write -----------------------------------------

# work_together OPTION...: five each import, match, list and back up.
work_together() {
	cp before.db connect5.db
	rm -f copy.*
	for n in 1 5 9 13 17; do
		start "$n" "$@" import --yes "$data/demo/ten.csv"
		start "$((n + 1))" "$@" match 2026-12
		start "$((n + 2))" "$@" people list --json
		start "$((n + 3))" "$@" backup "copy.$((n + 3))"
	done
}

# copies: each is sound, and there is none of those that had no turn.
copies() {
	for n in 4 8 12 16 20; do
		[ "$(cat "code.$n")" = 0 ] || continue
		want 0 -f "copy.$n" check
		rm "copy.$n"
	done
	for left in copy.*; do
		[ ! -e "$left" ] || fail "$left is there, although nobody made it"
	done
	want 0 check
	[ "$(count round)" -le 1 ] || fail 'more than one round'
}

rm connect5.db
programme demo
cp connect5.db before.db
work_together --wait 3600
finish 0
copies
[ "$(count round)" = 1 ] || fail 'no round'
work_together --wait 0
finish '0 75'
copies
rm connect5.db
programme demo
want 0 match 2026-12

# Show and the sheets, while the next months are made.
start 1 match 2027-01
start 2 match 2027-02
for n in 3 8 13; do
	start "$n" show 1 --json
	start "$((n + 1))" export pairs 1
	start "$((n + 2))" export mailmerge 1
	start "$((n + 3))" check
	start "$((n + 4))" log
done
# 2: the later month was faster, and rounds are made in order.
finish '0 2 75'
for n in 3 8 13; do
	[ "$(cat "code.$n")" = 0 ] || continue
	sed 's/"created":true/"created":false/' "out.$n" | cmp - out.3 ||
		fail 'round 1 is shown in two ways'
done
want 0 check
