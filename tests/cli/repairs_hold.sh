#!/bin/sh
# A round that was repaired, by hand, the way the schema means it: a second
# revision with an attendance and a certificate of its own, groups dissolved and
# groups in their place. It is verified by the facts of that revision, those who
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
query 'SELECT address FROM address' >addresses
mv connect5.db ten.db

# ---- Repairs ------------------------------------------------------------

# plan: what the second round would be, made in a copy from which it was
# taken out; the scores of its pairs are in the copy as well.
plan() {
	rm -f scores.csv
	cp connect5.db plan.db
	sql plan.db "
		DELETE FROM group_member WHERE round = 2;
		DELETE FROM match_group WHERE round = 2;
		DELETE FROM connection WHERE round = 2;
		DELETE FROM attendance WHERE revision = 2;
		DELETE FROM revision_setting WHERE revision = 2;
		DELETE FROM revision WHERE round = 2;
		DELETE FROM round WHERE id = 2;"
	want 0 -f plan.db match 2027-01
	want 0 -f plan.db export scores 2027-01 --raw -o scores.csv
	sqlite3 plan.db '.import --csv scores.csv score' || fail 'no scores'
	sqlite3 plan.db "CREATE TABLE allowed AS
		SELECT min(a.participant, b.participant) AS a,
		max(a.participant, b.participant) AS b,
		CAST(score AS INTEGER) AS score
		FROM score JOIN address a ON a.address = email_1
		JOIN address b ON b.address = email_2;"
}

# repair GROUP GROUP A B C D: two groups of the second round (0: only one) are
# dissolved, and two pairs, or a trio where D is 0, come in their place. The
# facts and the bound are those of plan.db.
repair() {
	first="$3 AS a, $4 AS b, NULL AS c"
	next="$5, $6, NULL"
	[ "$6" != 0 ] || first="$3 AS a, $4 AS b, $5 AS c"
	[ "$6" != 0 ] || next='0, 0, 0 LIMIT 0'
	sqlite3 -bail connect5.db >out 2>err <<END || fail 'the repair fails'
PRAGMA foreign_keys = ON;
ATTACH 'plan.db' AS plan;
CREATE TEMP TABLE new AS SELECT $first UNION SELECT * FROM (SELECT $next);
CREATE TEMP VIEW old AS SELECT id FROM match_group
	WHERE round = 2 AND live = 1;
BEGIN;
$log
INSERT INTO revision (round, number, change, kind, pairs, ceiling,
	waits_made_good, score, bound, given_up, optimal, certificate)
	SELECT 2, 2, (SELECT max(id) FROM log), 'repair', pairs, ceiling,
	waits_made_good, bound, bound, 0, 1, certificate
	FROM plan.revision ORDER BY id DESC LIMIT 1;
INSERT INTO revision_setting (revision, key, value)
	SELECT (SELECT max(id) FROM main.revision), key, value
	FROM plan.revision_setting
	WHERE revision = (SELECT max(id) FROM plan.revision);
INSERT INTO attendance (revision, participant, profile, earlier_waits, met,
	witness)
	SELECT (SELECT max(id) FROM main.revision), participant, profile,
	earlier_waits, met, witness FROM plan.attendance
	WHERE revision = (SELECT max(id) FROM plan.revision);
UPDATE match_group SET live = 0, superseded = (SELECT max(id) FROM revision)
	WHERE id IN ($1, $2);
INSERT INTO match_group (round, revision, number, kind, relaxed, score)
	SELECT 2, (SELECT max(id) FROM main.revision),
	6 + row_number() OVER (ORDER BY a),
	CASE WHEN c THEN 'trio' ELSE 'pair' END, 0,
	(SELECT sum(score) FROM plan.allowed s WHERE
		s.a IN (new.a, new.b, new.c) AND s.b IN (new.a, new.b, new.c))
	FROM new;
INSERT INTO group_member (match_group, round, kind, relaxed, live, seat,
	participant, sector, organisation)
	SELECT g.id, g.round, g.kind, 0, 1, seat, who, sector, organisation
	FROM (SELECT 1 AS seat, a AS who, a FROM new
		UNION SELECT 2, b, a FROM new
		UNION SELECT 3, c, a FROM new WHERE c)
	JOIN (SELECT *, row_number() OVER (ORDER BY a) AS n FROM new) USING (a)
	JOIN match_group g ON g.number = 6 + n AND g.live = 1 AND g.round = 2
	JOIN participant p ON p.id = who JOIN profile f ON f.id = p.profile
	ORDER BY g.id, seat;
UPDATE revision SET score = s, given_up = bound - s FROM (
	SELECT sum(score) AS s FROM plan.allowed s JOIN old
	JOIN group_member m ON m.match_group = old.id AND m.seat = 1
	JOIN group_member n ON n.match_group = old.id AND n.seat = 2
	WHERE s.a = min(m.participant, n.participant) AND
		s.b = max(m.participant, n.participant))
	WHERE id = (SELECT max(id) FROM main.revision);
COMMIT;
END
	[ "$(query "SELECT max(number) FROM revision WHERE round = 2")" = 2 ] ||
		fail 'there is no second revision'
}

# choose SQL: numbers into $1, $2 ... of what follows.
choose() {
	sqlite3 plan.db "$1 LIMIT 1" | tr '|' ' '
}

pairs="SELECT g.id, m.participant AS a, n.participant AS b FROM match_group g
	JOIN group_member m ON m.match_group = g.id AND m.seat = 1
	JOIN group_member n ON n.match_group = g.id AND n.seat = 2"
# In plan.db: the pairs of connect5.db's second round, and who may meet.
given() {
	sqlite3 connect5.db "$pairs WHERE g.round = 2" | tr '|' ',' >given.csv
	sqlite3 plan.db 'CREATE TABLE given (id INTEGER, a INTEGER, b INTEGER);' \
		'.import --csv given.csv given' "CREATE VIEW may AS
		SELECT a, b FROM allowed UNION SELECT b, a FROM allowed;"
}

# Two pairs change partners: the certificate is the old one, and what the swap
# costs is given up.
cp ten.db connect5.db
plan
given
# shellcheck disable=SC2046 # numbers
set -- $(choose "SELECT g.id, h.id, g.a, h.b, h.a, g.b FROM given g, given h,
	may x, may y WHERE g.id < h.id AND x.a = g.a AND x.b = h.b AND
	y.a = h.a AND y.b = g.b")
[ $# = 6 ] || fail 'no two pairs can change partners'
repair "$@"
[ "$(query 'SELECT v.certificate = w.certificate AND w.given_up > 0
	FROM revision v JOIN revision w USING (round)
	WHERE round = 2 AND v.number = 1 AND w.number = 2')" = 1 ] ||
	fail 'the certificate is another'
holds 2
as_before 1
want 0 show 2 --json
json 'len(j["groups"]) == 5 and j["proof"]["given_up"] > 0'
# Those who were parted have met all the same: never again.
want 0 match 2027-02
holds 3
[ "$(query 'SELECT count(*) FROM connection')" = 17 ] || fail 'met twice'
cp connect5.db repaired.db

# Two late joiners: one pair is dissolved for them.
cp ten.db connect5.db
want 0 people add xena@late.example.org name=Xena organisation='Firm X' \
	sector=social
want 0 people add yves@late.example.org name=Yves organisation='Firm Y' \
	sector=pubhealth
plan
given
# shellcheck disable=SC2046
set -- $(choose 'SELECT g.id, 0, g.a, 11, g.b, 12 FROM given g')
repair "$@"
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

# One drops out: the one left behind joins a pair.
cp ten.db connect5.db
while read -r address; do
	cp ten.db connect5.db
	want 0 people withdraw "$address"
	plan
	given
	# shellcheck disable=SC2046
	set -- $(choose "SELECT h.id, g.id, g.a, g.b, lone.who, 0
		FROM (SELECT id, a + b - p.participant AS who FROM given
			JOIN address p ON p.participant IN (a, b)
			WHERE p.address = '$address') lone
		JOIN given h ON h.id = lone.id JOIN given g ON g.id <> h.id
		JOIN may x ON x.a = lone.who AND x.b = g.a
		JOIN may y ON y.a = lone.who AND y.b = g.b")
	[ $# = 0 ] || break
done <addresses
[ $# = 6 ] || fail 'nobody left behind can join a pair'
repair "$@"
holds 2
want 0 show 2 --json
json 'j["summary"]["trios"] == 1 and j["summary"]["waiting"] == 0'

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
