#!/bin/sh
# A past round is judged by its own facts: nothing that people, exclusions,
# erasures or new names bring later makes it wrong. (repairs_hold.sh goes on with
# repairs; tampering_found.sh is the other side: what does make it wrong.)
. "$(dirname "$0")/lib.sh"

query() {
	sqlite3 connect5.db "$1"
}

# sql FILE SQL: goes round the program, in one transaction.
sql() {
	sqlite3 -bail "$1" "PRAGMA foreign_keys = ON; BEGIN; $2 COMMIT;" \
		>out 2>err || fail "the file refuses: $2"
}

# holds N: N rounds stand, each with its proof, and there are no others.
holds() {
	want 0 check
	[ "$(grep -c 'every rule holds, and the proof stands$' out)" = "$1" ] ||
		fail "not $1 rounds stand"
	[ "$(query 'SELECT count(*) FROM round')" = "$1" ] || fail "not $1 rounds"
}

# remember ROUND...: what show says of them. as_before ROUND...: it still does.
remember() {
	for round; do
		want 0 show "$round" --json
		mv out "shown.$round"
	done
}
as_before() {
	for round; do
		want 0 show "$round" --json
		cmp out "shown.$round" || fail "round $round is shown otherwise"
	done
}

log="INSERT INTO log (at, user, command, effect) VALUES (0, 't', 't', '');"

programme ten
want 0 match 2026-12
want 0 match 2027-01
holds 2
remember 1 2
cp connect5.db ten.db

# ---- Everybody changes everything that is scored ------------------------

query 'SELECT address FROM address' >addresses
while read -r address; do
	want 0 people set "$address" organisation='Nowhere Ltd' \
		sector=ambulance place=Elsewhere profession=Clown \
		seniority='Early career' interests=Juggling \
		availability='Sunday night'
done <addresses
[ "$(query "SELECT count(*) FROM attendance t
	JOIN profile o ON o.id = t.profile
	JOIN participant p ON p.id = t.participant
	JOIN profile n ON n.id = p.profile
	WHERE o.sector <> n.sector AND o.organisation <> n.organisation AND
		o.place <> n.place AND o.profession <> n.profession AND
		o.seniority_step <> n.seniority_step AND
		o.interests <> n.interests AND
		o.availability <> n.availability")" = 20 ] ||
	fail 'not everything has changed'
holds 2
as_before 1 2
# By today's facts nobody may meet anybody: the next round shows it.
want 0 match 2027-02 --json
json 'j["summary"]["waiting"] == 10'
holds 3
as_before 1 2

# The same by import: everybody gets the answers of the next in the list.
rm connect5.db
programme demo
want 0 match 2026-12
want 0 match 2027-01
holds 2
remember 1 2
want 0 export people --raw -o people.csv
python3 - <<'END'
import csv
with open("people.csv", encoding="utf-8", newline="") as file:
    header, *rows = csv.reader(file)
fixed = [header.index(name) for name in ("email", "name", "exclude")]
with open("shifted.csv", "w", encoding="utf-8", newline="") as file:
    out = csv.writer(file)
    out.writerow(header)
    for row, other in zip(rows, rows[1:] + rows[:1]):
        out.writerow(row[i] if i in fixed else other[i]
                     for i in range(len(header)))
END
NOW=2027-01-20T09:00:00Z
want 0 import shifted.csv
said out ' 0 refused'
[ "$(query "SELECT count(*) FROM attendance t
	JOIN participant p ON p.id = t.participant AND p.profile <> t.profile
	WHERE t.revision = 1")" -gt 50 ] || fail 'too few have changed'
holds 2
as_before 1 2
NOW=2026-12-01T09:00:00Z

# ---- An exclusion of two who have met -----------------------------------

cp ten.db connect5.db
remember 1 2
sql connect5.db "$log INSERT INTO exclusion (a, b, source, change)
	SELECT a, b, 'coordinator', (SELECT max(id) FROM log) FROM connection;"
holds 2
as_before 1 2
want 0 match 2027-02
holds 3

# ---- Names change -------------------------------------------------------

cp ten.db connect5.db
sql connect5.db "UPDATE sector SET label = 'Part ' || id, short = 'P' || id;
	UPDATE organisation SET name = 'Employer ' || id,
		folded = 'employer ' || id;"
holds 2
want 0 show 1
said out 'Employer '

# ---- An erasure ---------------------------------------------------------

erase() { # WHO
	sql connect5.db "$log
	UPDATE group_member SET sector = NULL, organisation = NULL
		WHERE participant = $1;
	UPDATE profile SET erased = 1, name = '', sector = NULL,
		organisation = NULL, place = '', profession = '',
		seniority = '', seniority_step = 0, interests = '', hopes = '',
		availability = '' WHERE participant = $1;
	DELETE FROM address WHERE participant = $1;
	DELETE FROM pending_exclusion WHERE participant = $1;
	UPDATE participant SET status = 'erased', until = NULL,
		answered_at = 0, digest = 0 WHERE id = $1;"
}

# forgotten N OF: N rounds can no longer be verified, the others stand.
forgotten() {
	want 0 check
	[ "$(grep -c 'not re-verifiable: a participant was erased$' out)" = \
		"$1" ] || fail "not $1 rounds are beyond verifying"
	[ "$(grep -c 'every rule holds' out)" = "$2" ] || fail 'a rule is broken'
}

cp ten.db connect5.db
query 'SELECT a, b, round FROM connection' >met
erase 1
forgotten 2 2
query 'SELECT a, b, round FROM connection' | cmp - met ||
	fail 'an erasure has touched who met whom'
unsaid out 'Ann'
want 0 show 1
unsaid out 'Ann Bell'
want 0 status
want 0 export pairs 1
unsaid out 'ann.bell'
# Life goes on, and whom they met is still on record.
want 0 match 3 --json
json 'j["summary"]["active"] == 9'
forgotten 2 3
# shellcheck disable=SC2046
set -- $(query 'SELECT a, b, change FROM connection WHERE a = 1
	LIMIT 1' | tr '|' ' ')
if sqlite3 connect5.db "INSERT INTO connection (a, b, change)
	VALUES ($1, $2, $3)" 2>err; then
	fail 'those who met somebody erased may meet them again'
fi
said err 'these two have met before'

# ---- Those who waited ---------------------------------------------------

rm connect5.db
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
holds 3
waiting=$(query "SELECT t.participant FROM attendance t WHERE t.revision = 1
	AND NOT EXISTS (SELECT 1 FROM group_member m
	WHERE m.participant = t.participant AND m.round = 1) LIMIT 1")
erase "$waiting"
forgotten 3 3
