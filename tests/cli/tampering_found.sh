#!/bin/sh
# What was changed behind the program's back is found by check, which then ends
# with 4: figures, facts, members, certificates, the schema.
. "$(dirname "$0")/lib.sh"

query() {
	sqlite3 connect5.db "$1"
}

programme ten
want 0 match 2026-12
want 0 match 2027-01
want 0 check
mv connect5.db ten.db

# A programme in which two must wait each month.
cat >crowd.csv <<'END'
email,name,organisation,sector,place,profession,interests,exclude
amy@a.example.org,Amy,Hospital One,acute,Lambeth,Nurse,Digital;Workforce,
ben@a.example.org,Ben,Hospital Two,acute,Lambeth,Doctor,Digital,cat@p.example.org
cas@a.example.org,Cas,Hospital Three,acute,Bexley,Porter,Workforce,
dee@a.example.org,Dee,Hospital Four,acute,Bromley,Nurse,Digital,
eve@a.example.org,Eve,Hospital Five,acute,Lewisham,Doctor,Workforce,
cat@p.example.org,Cat,Practice One,primary,Lambeth,GP,Digital,
dan@p.example.org,Dan,Practice Two,primary,Bexley,GP,Workforce,
fay@c.example.org,Fay,Council One,council,Bromley,Planner,Digital,
END
want 0 init --first-month 2026-12 --seed 2026
want 0 import crowd.csv
for month in 2026-12 2027-01 2027-02; do
	want 0 match $month --json
	json 'j["summary"]["waiting"] == 2'
done
want 0 check
waiting=$(query "SELECT t.participant FROM attendance t WHERE t.revision = 1
	AND NOT EXISTS (SELECT 1 FROM group_member m
	WHERE m.participant = t.participant AND m.round = 1) LIMIT 1")
mv connect5.db crowd.db

# tampered FILE WORDS SQL: check says so, and ends with 4.
tampered() {
	cp "$1.db" connect5.db
	sqlite3 -bail connect5.db "$3" >out 2>err || fail "cannot tamper: $3"
	cmp -s "$1.db" connect5.db && fail "nothing was changed: $3"
	c5 check
	[ "$code" = 4 ] || fail "exit $code, not 4, after: $3"
	cat out err >both
	said both "$2"
}

# behind NAME... : drops triggers (then $back brings them back as they were).
behind() {
	drop='' back=''
	for name; do
		drop="$drop DROP TRIGGER $name;"
		back="$back $(sqlite3 ten.db "SELECT sql || ';'
			FROM sqlite_schema WHERE name = '$name'")"
	done
}

schema='somebody has changed the schema'
tampered ten "$schema" 'CREATE TABLE note (text TEXT) STRICT;'
tampered ten "$schema" 'CREATE INDEX speed ON log (at);'
tampered ten "$schema" "CREATE VIEW people AS SELECT name FROM profile;"
tampered ten "$schema" "CREATE TRIGGER spy AFTER INSERT ON log BEGIN
	UPDATE log SET user = 'nobody'; END;"
tampered ten "$schema" 'DROP TRIGGER connection_is_unique;'
tampered ten "$schema" 'DROP INDEX one_of_a_sector;'
tampered ten "$schema" 'DROP INDEX one_of_a_sector;
	CREATE INDEX one_of_a_sector ON group_member (match_group, sector);'
tampered ten 'refers to a row of' 'DELETE FROM attendance WHERE revision = 2;
	DELETE FROM revision WHERE id = 2;'
tampered ten 'refers to a row of' 'UPDATE address SET participant = 99
	WHERE participant = 1;'

scored='scores '
tampered ten "$scored" 'UPDATE match_group SET score = score + 10 WHERE id = 1;'
tampered ten "$scored" "UPDATE revision_setting SET value = '0'
	WHERE key = 'weight.sector';"
tampered ten "$scored" "UPDATE attendance SET met = '1 2 3 4 5 6 7 8'
	WHERE revision = 2;"
figures="the proof's figures do not add up"
tampered ten "$figures" 'UPDATE revision SET score = score + 1,
	bound = bound + 1;'
tampered ten "$figures" 'UPDATE revision SET score = score - 10,
	given_up = given_up + 10;'
tampered ten "$figures" 'UPDATE revision SET pairs = pairs - 1;'
tampered ten "$figures" 'UPDATE revision
	SET waits_made_good = waits_made_good + 1;'
tampered ten 'not proven to be the best' 'UPDATE revision
	SET bound = bound + 10, given_up = given_up + 10;'
tampered ten 'not proven to be the best' 'UPDATE revision
	SET ceiling = ceiling + 1;'
tampered ten 'not proven to be the best' 'UPDATE revision SET optimal = 0;'
tampered ten "$figures" 'UPDATE attendance SET earlier_waits = 1
	WHERE revision = 1 AND participant = 1;'
tampered crowd 'round 1: ' "UPDATE attendance SET earlier_waits = 1
	WHERE revision = 1 AND participant = $waiting;"
tampered crowd 'round 1: ' 'UPDATE attendance SET witness = 0
	WHERE revision = 1;'
tampered crowd 'round 1: ' "UPDATE attendance SET witness = 1
	WHERE revision = 1 AND participant = $waiting;"
tampered crowd 'is missing' 'DELETE FROM attendance_exclusion
	WHERE revision = 1;'
tampered ten 'round 1: ' 'UPDATE match_group SET superseded = 1, live = 0
	WHERE id = 1;
	UPDATE group_member SET live = 0 WHERE match_group = 1;'
tampered ten 'is said to be a trio' "PRAGMA foreign_keys = ON;
	UPDATE match_group SET kind = 'trio' WHERE id = 1;"
tampered ten 'in the attendance' 'DELETE FROM attendance
	WHERE revision = 1 AND participant = 1;'
tampered crowd 'certificate' "DELETE FROM attendance_exclusion;
	DELETE FROM exclusion;
	DELETE FROM attendance WHERE revision = 1 AND participant = $waiting;"

# Two people change places, against the triggers; then the triggers are as
# they were. (By way of 99, since a seat is taken once.)
behind member_is_kept
# shellcheck disable=SC2046
set -- $(sqlite3 ten.db "SELECT m.participant, n.participant
	FROM group_member m JOIN group_member n USING (match_group)
	WHERE m.round = 1 AND m.seat = 1 AND n.seat = 2" | tr '|' ' ')
swap="UPDATE group_member SET participant = 99 WHERE round = 1 AND
		participant = $1;
	UPDATE group_member SET participant = $1 WHERE round = 1 AND
		participant = $3;
	UPDATE group_member SET participant = $3 WHERE round = 1 AND
		participant = 99;"
tampered ten "$schema" "$drop $swap"
tampered ten 'have no connection on record' "$drop $swap $back"
tampered ten 'with other facts than' "$drop UPDATE group_member
	SET sector = 12 WHERE participant = 1; $back"
behind connection_stands connection_is_remembered
tampered ten 'have no connection on record' "$drop DELETE FROM connection
	WHERE a = 1 OR b = 1; $back"
behind profile_is_append_only
tampered ten "$scored" "$drop UPDATE profile
	SET place = 'Croydon', profession = 'Baker', interests = ''; $back"
tampered ten 'with other facts than' "$drop UPDATE profile
	SET sector = 12; $back"

# Certificates: a number that is changed is found, and so is one that is lost or
# added. (The digits of the objective and who is counted may be others, as long
# as the proof holds with them.)
bytes=$(sqlite3 ten.db 'SELECT hex(certificate) FROM revision WHERE id = 1')
python3 - "$bytes" >changes <<'END'
import sys

data = bytes.fromhex(sys.argv[1])
ends = [at + 1 for at, byte in enumerate(data) if not byte & 0x80]
spans = list(zip([0] + ends, ends))
blossoms = data[spans[5][0]]  # version, n, three digits, blossoms
people = spans[6 + 2 * blossoms:]
fixed = spans[:2] + spans[5:6 + 2 * blossoms] + people[0::3] + people[1::3]
for start, end in spans:
    for at in range(start, end):
        for bit in (2, 128):
            flipped = bytearray(data)
            flipped[at] ^= bit
            must = bit == 128 or (start, end) in fixed
            print("found" if must else "either", flipped.hex())
END
wrong='UPDATE revision SET certificate ='
found=0
while read -r must flipped; do
	cp ten.db connect5.db
	query "$wrong x'$flipped' WHERE id = 1"
	c5 check
	case $must-$code in
	found-4) found=$((found + 1)) ;;
	either-0 | either-4) ;;
	*) fail "exit $code with the certificate $flipped" ;;
	esac
done <changes
[ "$found" -gt 60 ] || fail "only $found changes of a certificate tried"
tampered ten 'certificate' "$wrong x'${bytes%??}' WHERE id = 1;"
tampered ten 'certificate' "$wrong x'${bytes}00' WHERE id = 1;"
tampered ten 'round 1: ' "$wrong (SELECT certificate FROM revision
	WHERE id = 2) WHERE id = 1;"
