#!/bin/sh
# A round that was repaired: a second revision with an attendance and a
# certificate of its own, groups dissolved and groups in their place. It is
# verified by the facts of that revision and by what it had to keep, those who
# were parted have met all the same, and an erasure takes the proof alone.
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
mv connect5.db ten.db

# ---- Repairs ------------------------------------------------------------

cp ten.db connect5.db
# Two who are together in the second round.
pair=$(query "SELECT group_concat(address, ' ') FROM address
	JOIN group_member USING (participant) JOIN match_group g
	ON g.id = match_group WHERE g.round = 2 AND g.number = 1")
# revisions N: so many of the second round.
revisions() {
	[ "$(query 'SELECT count(*) FROM revision WHERE round = 2')" = "$1" ] ||
		fail "not $1 revisions"
}

# shellcheck disable=SC2086 # two addresses
want 0 people exclude $pair
want 0 repair 2027-01
revisions 2
holds 2
as_before 1
want 0 show 2 --json
json 'len(j["groups"]) == 5 and j["proof"]["optimal"]'
# Those who were parted have met all the same: never again.
query 'SELECT count(*) FROM connection' >connections
want 0 match 2027-02
holds 3
[ "$(query 'SELECT count(*) FROM connection')" = $(($(cat connections) + 5)) ] ||
	fail 'met twice'
cp connect5.db repaired.db

# A second repair, of the first one.
want 0 people withdraw "${pair% *}"
want 0 repair 2027-01
revisions 3
holds 3
as_before 1

# Two late joiners.
cp ten.db connect5.db
want 0 people add xena@late.example.org name=Xena organisation='Firm X' \
	sector=social
want 0 people add yves@late.example.org name=Yves organisation='Firm Y' \
	sector=pubhealth
want 0 repair 2027-01
holds 2
want 0 show 2 --json
json 'j["summary"]["active"] == 12 and len(j["groups"]) == 6'
# A certificate of the ten proves nothing about the twelve, and none is none.
cp connect5.db good.db
for certificate in "(SELECT certificate FROM revision WHERE id = 2)" "x''"; do
	cp good.db connect5.db
	sql connect5.db "UPDATE revision SET certificate = $certificate
		WHERE number = 2;"
	want 4 check
	said err 'certificate'
done

# What it had to keep is part of the proof: two pairs more than it needed to
# change is found, as is that a pair was never announced.
cp good.db connect5.db
sql connect5.db "UPDATE match_group SET superseded = (SELECT id FROM revision
	WHERE round = 1) WHERE round = 2 AND superseded AND number = 1;"
want 4 check
cp good.db connect5.db
sql connect5.db "UPDATE revision SET kind = 'match' WHERE number = 2;"
want 4 check

# One drops out: the one left behind joins a pair.
cp ten.db connect5.db
want 0 people withdraw "${pair% *}"
want 0 repair 2027-01
holds 2
want 0 show 2 --json
json 'j["summary"]["trios"] == 1 and j["summary"]["waiting"] == 0'
# It may claim less than it proves, not more.
sql connect5.db "UPDATE revision SET optimal = 0 WHERE number = 2;"
want 0 check
sql connect5.db "UPDATE revision SET score = score + 1, bound = bound + 1
	WHERE number = 2;"
want 4 check

# ---- An erasure ---------------------------------------------------------

cp repaired.db connect5.db
sql connect5.db "$log
	UPDATE group_member SET sector = NULL, organisation = NULL
		WHERE participant = 1;
	UPDATE profile SET erased = 1, name = '', sector = NULL,
		organisation = NULL, place = '', profession = '',
		seniority = '', seniority_step = 0, interests = '', hopes = '',
		availability = '' WHERE participant = 1;
	DELETE FROM address WHERE participant = 1;
	UPDATE participant SET status = 'erased', answered_at = 0, digest = 0
		WHERE id = 1;"
want 0 check
[ "$(grep -c 'not re-verifiable: a participant was erased$' out)" = 3 ] ||
	fail 'not three rounds are beyond verifying'
want 0 match 2027-03
want 0 check
