#!/bin/sh
# The schema keeps the rules by itself: whoever goes round the program with
# another tool is refused, for the reason expected, and nothing changes. Beside
# each refusal stands the same thing made legal, which goes in.
. "$(dirname "$0")/lib.sh"

programme ten
want 0 match 2026-12
want 0 match 2027-01
# Late joiners: one of Kwabena's employer, but of another part of the system,
# one on leave, one back in the third month, one gone.
add() { # NAME ORGANISATION SECTOR
	want 0 people add "$1@late.example.org" name="Late $1" \
		organisation="$2" sector="$3"
}
add pat "King's College Hospital NHS Foundation Trust" academic
add quin 'METRO GAVS' vcse
add robin 'METRO GAVS' vcse
add sam 'METRO GAVS' vcse
want 0 people pause quin@late.example.org
want 0 people pause robin@late.example.org --until 2027-02
want 0 people withdraw sam@late.example.org

query() {
	sqlite3 connect5.db "$1"
}

# run FILE SQL: one transaction, as any tool with foreign keys on would do it.
run() {
	sqlite3 -bail "$1" "PRAGMA foreign_keys = ON; BEGIN; $2" >out 2>err
}

# refuses REASON SETUP STATEMENT: the setup goes in, the statement does not.
refuses() {
	run connect5.db "$2 ROLLBACK;" || fail "the setup failed before: $3"
	if run connect5.db "$2 $3 COMMIT;"; then fail "went in: $3"; fi
	said err "$1"
	sqlite3 connect5.db .dump >after
	cmp -s before after || fail "refused, but the file has changed: $3"
}

# takes SETUP STATEMENT: the statement goes in after the setup, into a copy.
takes() {
	cp connect5.db copy.db
	run copy.db "$1 COMMIT;" || fail "refused: $1"
	sqlite3 copy.db .dump >after
	run copy.db "$2 COMMIT;" || fail "refused: $2"
	sqlite3 copy.db .dump >changed
	if cmp -s after changed; then fail "changed nothing: $2"; fi
}

# either REASON SETUP BAD GOOD: two statements that differ in what matters.
either() {
	refuses "$1" "$2" "$3"
	takes "$2" "$4"
}

sqlite3 connect5.db .dump >before

id() { # NAME BEFORE THE AT
	query "SELECT participant FROM address WHERE address LIKE '$1@%'"
}
ann=$(id ann.bell)
kwabena=$(id kwabena.asantemills)
nisha=$(id nisha.ravalia)
pat=$(id pat) quin=$(id quin) robin=$(id robin) sam=$(id sam)

# Two who met in the first round, and two who met in the second; the group.
met() { # ROUND
	query "SELECT g.id, m.participant, n.participant FROM match_group g
		JOIN group_member m ON m.match_group = g.id AND m.seat = 1
		JOIN group_member n ON n.match_group = g.id AND n.seat = 2
		WHERE g.round = $1 AND g.number = 1" | tr '|' ' '
}
# shellcheck disable=SC2046 # three numbers
set -- $(met 1) $(met 2)
group_1=$1 a=$2 b=$3 group_2=$4 c=$5 d=$6

# other "WHO, ..." "NOT, ...": somebody who may meet each WHO, but no NOT.
other() {
	query "SELECT p.id FROM participant p JOIN profile f ON f.id = p.profile
		WHERE p.status = 'active' AND p.id NOT IN ($1, $2) AND
			NOT EXISTS (SELECT 1 FROM participant q
			JOIN profile e ON e.id = q.profile
			WHERE q.id IN ($1) AND (e.sector = f.sector OR
				e.organisation = f.organisation OR EXISTS (
				SELECT 1 FROM connection WHERE
				a = min(p.id, q.id) AND b = max(p.id, q.id))))
		ORDER BY p.id LIMIT 1"
}
friend=$(other "$a, $b" "$pat")
second=$(other "$a" "$b, $pat, $friend")
if [ -z "$friend" ] || [ -z "$second" ]; then fail 'nobody to meet'; fi

# ---- Pieces of SQL ------------------------------------------------------

log="INSERT INTO log (at, user, command, effect) VALUES (0, 't', 't', '');"

# revision ROUND NUMBER: with everybody active in its attendance.
revision() {
	echo "$log INSERT INTO revision (round, number, change, kind, pairs,
		ceiling, waits_made_good, score, bound, given_up, optimal,
		certificate) SELECT $1, $2, max(id), 'match', 0, 0, 0, 0, 0, 0,
		1, x'' FROM log;
	INSERT INTO attendance (revision, participant, profile, earlier_waits,
		met, witness) SELECT v.id, p.id, p.profile, 0, '', 0
		FROM participant p, (SELECT max(id) AS id FROM revision) v
		WHERE p.status = 'active';"
}

# A third round, and a second revision of the second.
round="INSERT INTO round (ordinal, month, theme)
	SELECT 3, max(month) + 1, 3 FROM round; $(revision 3 1)"
repair="$(revision 2 2)"

# group NUMBER KIND RELAXED: in the newest revision.
group() {
	echo "INSERT INTO match_group (round, revision, number, kind, relaxed,
		score) SELECT round, id, $1, '$2', $3, 0 FROM revision
		ORDER BY id DESC LIMIT 1;"
}

# seat SEAT WHO [HOW]: in the newest group.
seat() {
	echo "INSERT ${3-} INTO group_member (match_group, round, kind,
		relaxed, live, seat, participant, sector, organisation)
		SELECT g.id, g.round, g.kind, g.relaxed, g.live, $1, p.id,
		f.sector, f.organisation FROM match_group g, participant p
		JOIN profile f ON f.id = p.profile
		WHERE p.id = $2 ORDER BY g.id DESC LIMIT 1;"
}

# supersede GROUP: by the newest revision.
supersede() {
	echo "UPDATE match_group SET live = 0, superseded = (
		SELECT max(id) FROM revision) WHERE id = $1;"
}

# pair A B [RELAXED]: a first group but for its second seat.
pair() {
	echo "$round $(group 1 pair "${3-0}") $(seat 1 "$1")"
}

# ---- Never again --------------------------------------------------------

again='these two have met before'
either "$again" "$(pair "$a")" "$(seat 2 "$b")" "$(seat 2 "$friend")"
refuses "$again" "$(pair "$b")" "$(seat 2 "$a")"
refuses "$again" "$(pair "$c")" "$(seat 2 "$d")"
refuses "$again" "$(pair "$d")" "$(seat 2 "$c" 'OR IGNORE')"
refuses "$again" "$(pair "$a")" "$(seat 2 "$b" 'OR REPLACE')"
refuses "$again" "$round $(group 1 trio 0) $(seat 1 "$a") $(seat 2 "$friend")" \
	"$(seat 3 "$b")"
# Also when the group in which they met was dissolved; but a repair of that
# very round may put the two together again.
refuses "$again" "$repair $(supersede "$group_2") $(pair "$c")" "$(seat 2 "$d")"
refuses "$again" "$repair $(supersede "$group_2") $(pair "$d")" "$(seat 2 "$c")"
takes "$repair $(supersede "$group_2") $(group 1 pair 0) $(seat 1 "$c")" \
	"$(seat 2 "$d")"

connect() { # A B [HOW]
	echo "INSERT ${3-} INTO connection (a, b, change) VALUES ($1, $2, 1);"
}
low() { if [ "$1" -lt "$2" ]; then echo "$1"; else echo "$2"; fi; }
high() { if [ "$1" -lt "$2" ]; then echo "$2"; else echo "$1"; fi; }
low=$(low "$a" "$b") high=$(high "$a" "$b")
either "$again" '' "$(connect "$low" "$high")" "$(connect "$ann" "$pat")"
refuses "$again" '' "$(connect "$low" "$high" 'OR REPLACE')"
refuses "$again" '' "$(connect "$low" "$high" 'OR IGNORE')"
refuses 'CHECK constraint failed: a < b' '' "$(connect "$high" "$low")"
refuses 'CHECK constraint failed: a < b' '' "$(connect "$ann" "$ann")"

of_them="WHERE a = $low AND b = $high"
either 'a connection is never rewritten' '' \
	"UPDATE connection SET round = 2 $of_them;" \
	"UPDATE match_group SET outcome = 'not met' WHERE id = $group_1;"
refuses 'a connection is never rewritten' '' \
	"UPDATE connection SET b = $pat $of_them;"
either 'these two are in a live group' '' "DELETE FROM connection $of_them;" \
	"UPDATE match_group SET outcome = 'not met' WHERE id = $group_1;
	DELETE FROM connection $of_them;"
[ "$(sqlite3 copy.db "SELECT count(*) FROM former_connection $of_them")" = 1 ] ||
	fail 'a connection that was taken back is not remembered'

# ---- What was said of a group -------------------------------------------

say() { # GROUP WHO OUTCOME
	echo "INSERT INTO report (match_group, participant, outcome, change)
		VALUES ($1, $2, '$3', 1);"
}
either 'only its members report on a group' '' "$(say "$group_1" "$pat" met)" \
	"$(say "$group_1" "$a" met)"
either 'UNIQUE constraint failed: report' "$(say "$group_1" "$a" met)" \
	"$(say "$group_1" "$a" 'not met')" "$(say "$group_1" "$b" 'not met')"
refuses 'CHECK constraint failed' '' "$(say "$group_1" "$a" perhaps)"
kept='a report is never rewritten'
either "$kept" "$(say "$group_1" "$a" met)" \
	"UPDATE report SET outcome = 'not met';" 'UPDATE report SET removed = 1;'
either "$kept" "$(say "$group_1" "$a" met)" \
	"UPDATE report SET participant = $b;" \
	'UPDATE report SET participant = NULL;'
refuses "$kept" "$(say "$group_1" "$a" met) UPDATE report SET removed = 1;" \
	'UPDATE report SET removed = NULL;'

# ---- What is wished of two ----------------------------------------------

wish() { # A B KIND
	echo "INSERT INTO wish (a, b, kind, change)
		VALUES ($(low "$1" "$2"), $(high "$1" "$2"), '$3', 1);"
}
must() { # A B MONTH
	echo "INSERT INTO must_pair (a, b, month, change)
		VALUES ($(low "$1" "$2"), $(high "$1" "$2"), $3, 1);"
}
end='removed = 1'
either 'UNIQUE constraint failed: wish.a, wish.b' "$(wish "$a" "$b" prefer)" \
	"$(wish "$b" "$a" avoid)" "UPDATE wish SET $end; $(wish "$b" "$a" avoid)"
refuses 'CHECK constraint failed' '' "$(wish "$a" "$b" love)"
either 'a wish is never rewritten' "$(wish "$a" "$b" prefer)" \
	"UPDATE wish SET kind = 'avoid';" "UPDATE wish SET $end;"
refuses 'a wish is never rewritten' \
	"$(wish "$a" "$b" prefer) UPDATE wish SET $end;" \
	'UPDATE wish SET removed = NULL;'
only='one of these two must meet somebody else'
either "$only" "$(must "$a" "$friend" 24325)" "$(must "$pat" "$a" 24325)" \
	"$(must "$pat" "$a" 24326)"
either "$only" "$(must "$a" "$friend" 24325)" "$(must "$friend" "$pat" 24325)" \
	"UPDATE must_pair SET $end; $(must "$friend" "$pat" 24325)"
either 'a must-pair is never rewritten' "$(must "$a" "$friend" 24325)" \
	'UPDATE must_pair SET month = 24326;' "UPDATE must_pair SET $end;"

kept() { # A B FATE: of the newest revision
	echo "INSERT INTO revision_pair (revision, a, b, fate)
		SELECT max(id), $(low "$1" "$2"), $(high "$1" "$2"), '$3'
		FROM revision;"
}
together='these two must be a pair'
bound="$round $(kept "$a" "$friend" kept) $(group 1 pair 0) $(seat 1 "$a")"
either "$together" "$bound" "$(seat 2 "$second")" "$(seat 2 "$friend")"
takes "$round $(kept "$a" "$friend" met) $(group 1 pair 0) $(seat 1 "$a")" \
	"$(seat 2 "$second")"
refuses "$together" "$round $(kept "$a" "$friend" kept) $(group 1 pair 0)
	$(seat 1 "$second")" "$(seat 2 "$a")"
refuses 'CHECK constraint failed' "$round" "$(kept "$a" "$friend" maybe)"

# ---- Once a round, two seats a pair ------------------------------------

twice='UNIQUE constraint failed: group_member.round, group_member.participant'
both="$(pair "$a") $(seat 2 "$friend") $(group 2 pair 0)"
either "$twice" "$both" "$(seat 1 "$a")" "$(seat 1 "$pat")"
takes "$(pair "$a") $(seat 2 "$friend") $(revision 3 2)
	$(supersede '(SELECT max(id) FROM match_group)') $(group 1 pair 0)" \
	"$(seat 1 "$a") $(seat 2 "$second")"
# A dissolved group does not come back while its people are elsewhere.
refuses "$twice" "$repair $(supersede "$group_2") $(group 9 pair 0)
	$(seat 1 "$c")" \
	"UPDATE match_group SET live = 1, superseded = NULL
		WHERE id = $group_2;"
takes "$repair $(supersede "$group_2")" \
	"UPDATE match_group SET live = 1, superseded = NULL
		WHERE id = $group_2;"
refuses 'UNIQUE constraint failed: group_member' "$(pair "$a")" "$(seat 2 "$a")"
refuses 'UNIQUE constraint failed: match_group.round, match_group.number' \
	"$both" "$(group 1 pair 0)"
refuses 'UNIQUE constraint failed: group_member.match_group, group_member.seat' \
	"$(pair "$a")" "$(seat 1 "$friend")"
three() { # KIND: a group whose first two have seats, and have not met
	echo "$round DELETE FROM group_member WHERE round < 3;
	DELETE FROM connection; $(group 1 "$1" 0) $(seat 1 "$ann")
	$(seat 2 "$nisha")"
}
refuses 'CHECK constraint failed: seat' "$(three pair)" "$(seat 3 "$pat")"
takes "$(three trio)" "$(seat 3 "$pat")"
refuses 'CHECK constraint failed: seat' "$(three trio)" "$(seat 4 "$pat")"

# ---- Different parts of the system, different employers -----------------

sector='UNIQUE constraint failed: group_member.match_group, group_member.sector'
refuses "$sector" "$(pair "$ann")" "$(seat 2 "$kwabena")"
takes "$(pair "$ann" '' 1)" "$(seat 2 "$kwabena")"
refuses "$sector" "$(three trio)" "$(seat 3 "$kwabena")"
employer="UNIQUE constraint failed: group_member.match_group,"
employer="$employer group_member.organisation"
either "$employer" "$(pair "$pat")" "$(seat 2 "$kwabena")" "$(seat 2 "$ann")"
refuses "$employer" "$(pair "$kwabena" '' 1)" "$(seat 2 "$pat")"

# ---- Exclusions ---------------------------------------------------------

apart='an exclusion keeps these two apart'
first=$(low "$a" "$friend") last=$(high "$a" "$friend")
# exclude [REMOVED]: the two, from the newest change on.
exclude() {
	echo "$log INSERT INTO exclusion (a, b, source, change, removed)
		SELECT $first, $last, 'coordinator', max(id), ${1-NULL}
		FROM log;"
}
refuses "$apart" "$(exclude) $(pair "$a")" "$(seat 2 "$friend")"
refuses "$apart" "$(exclude) $(pair "$friend")" "$(seat 2 "$a")"
takes "$(exclude 'max(id)') $(pair "$a")" "$(seat 2 "$friend")"
takes "$(pair "$a") $(exclude)" "$(seat 2 "$friend")"
refuses "$apart" "$round INSERT INTO attendance_exclusion (revision, a, b)
	SELECT max(id), $first, $last FROM revision;
	$(group 1 pair 1) $(seat 1 "$a")" "$(seat 2 "$friend")"
refuses 'UNIQUE constraint failed: exclusion.a, exclusion.b' "$(exclude)" \
	"$(exclude)"
refuses 'CHECK constraint failed: a < b' "$log" \
	"INSERT INTO exclusion (a, b, source, change)
		VALUES ($last, $first, 'form', 1);"

# ---- Only who takes part, with their own facts --------------------------

attend() { # WHO PROFILE
	echo "INSERT INTO attendance (revision, participant, profile,
		earlier_waits, met, witness)
		SELECT max(id), $1, $2, 0, '', 0 FROM revision;"
}
profile() { # WHO
	query "SELECT profile FROM participant WHERE id = $1"
}
inactive='only active participants take part in a round'
refuses "$inactive" "$round" "$(attend "$quin" "$(profile "$quin")")"
refuses "$inactive" "$round" "$(attend "$sam" "$(profile "$sam")")"
takes "$round" "$(attend "$robin" "$(profile "$robin")")"
refuses "$inactive" "$repair" "$(attend "$robin" "$(profile "$robin")")"
either "$inactive" "$round DELETE FROM attendance WHERE participant = $pat;
	INSERT INTO away (participant, month)
	SELECT $pat, month + m FROM round, (SELECT -1 AS m UNION SELECT 1)
	WHERE ordinal = 2;" \
	"$(attend "$pat" "$(profile "$pat")")" \
	"DELETE FROM away WHERE month = 2027 * 12 + 1;
	$(attend "$pat" "$(profile "$pat")")"
either "the profile is somebody else's" \
	"$round DELETE FROM attendance WHERE participant = $pat;" \
	"$(attend "$pat" "$(profile "$ann")")" \
	"$(attend "$pat" "$(profile "$pat")")"
refuses 'FOREIGN KEY constraint failed' "$round" \
	"INSERT INTO attendance_exclusion (revision, a, b)
		SELECT max(id), $ann, $sam FROM revision;"

facts='a member has the facts of the attendance'
claim() { # SECTOR ORGANISATION
	echo "INSERT INTO group_member (match_group, round, kind, relaxed, live,
		seat, participant, sector, organisation)
		SELECT g.id, g.round, g.kind, g.relaxed, g.live, 2, $friend, $1,
		$2 FROM match_group g JOIN participant p ON p.id = $friend
		JOIN profile f ON f.id = p.profile
		ORDER BY g.id DESC LIMIT 1;"
}
either "$facts" "$(pair "$a")" "$(claim 12 f.organisation)" \
	"$(claim f.sector f.organisation)"
refuses "$facts" "$(pair "$a")" "$(claim NULL f.organisation)"
refuses "$facts" "$(pair "$a")" "$(claim f.sector NULL)"
refuses "$facts" "$(pair "$a")" "$(claim f.sector 1+f.organisation)"
refuses "$facts" "$(pair "$a")" "$(seat 2 "$sam")"
refuses 'FOREIGN KEY constraint failed' "$(pair "$a")" \
	"UPDATE group_member SET live = 0 WHERE match_group = $group_1;"
refuses 'FOREIGN KEY constraint failed' "$(pair "$a")" \
	"UPDATE group_member SET relaxed = 1 WHERE match_group = $group_1;"

kept='a group is never rewritten: supersede it'
rewrite() { # ASSIGNMENT
	echo "UPDATE group_member SET $1
		WHERE match_group = $group_1 AND seat = 1;"
}
either "$kept" '' "$(rewrite "participant = $pat")" \
	"$repair $(supersede "$group_1")"
refuses "$kept" '' "$(rewrite 'seat = 3')"
refuses "$kept" '' "$(rewrite "match_group = $group_2")"
either "$kept" '' "$(rewrite 'sector = 12')" "$(rewrite 'sector = NULL')"
either "$kept" '' "$(rewrite 'organisation = 12')" \
	"$(rewrite 'organisation = NULL')"

# ---- Profiles -----------------------------------------------------------

appended='profiles are append-only: add a version'
profile=$(profile "$ann")
version() { # HOW ID NAME
	echo "INSERT $1 INTO profile (id, participant, change, name, sector,
		place, profession, seniority, seniority_step, interests, hopes,
		availability) VALUES ($2, $ann, 1, '$3', 1, '', '', '', 0, '',
		'', '');"
}
either "$appended" '' "UPDATE profile SET sector = 2 WHERE id = $profile;" \
	"$(version '' NULL Ann)"
refuses "$appended" '' "UPDATE profile SET hopes = '' WHERE id = $profile;"
refuses "$appended" '' "$(version 'OR REPLACE' "$profile" Ann)"
refuses 'profiles are kept: erase empties them' '' \
	"DELETE FROM profile WHERE id = $profile;"
refuses 'CHECK constraint failed' '' "$(version '' NULL '')"
empty="name = '', sector = NULL, organisation = NULL, place = '',
	profession = '', seniority = '', seniority_step = 0, interests = '',
	availability = '', erased = 1"
either 'CHECK constraint failed' '' \
	"UPDATE profile SET $empty WHERE id = $profile;" \
	"UPDATE profile SET $empty, hopes = '' WHERE id = $profile;"

# ---- References and values ----------------------------------------------

dangling='FOREIGN KEY constraint failed'
either "$dangling" '' "$(connect "$ann" 999)" "$(connect "$ann" "$pat")"
address() { # ADDRESS WHO CURRENT
	echo "INSERT INTO address (address, participant, current)
		VALUES ('$1', $2, $3);"
}
either "$dangling" '' "$(address x@x.org 999 1)" "$(address x@x.org "$ann" 0)"
refuses "$dangling" '' "DELETE FROM participant WHERE id = $ann;"
refuses "$dangling" '' "DELETE FROM match_group WHERE id = $group_1;"
refuses "$dangling" '' "UPDATE participant SET profile = 999 WHERE id = $ann;"
either "$dangling" '' "DELETE FROM sector WHERE code = 'acute';" \
	"UPDATE sector SET label = 'Hospitals' WHERE code = 'acute';"
refuses 'UNIQUE constraint failed: address.participant' '' \
	"$(address x@x.org "$ann" 1)"
refuses 'UNIQUE constraint failed: address.address' '' \
	"$(address ann.bell@acute.example.org "$pat" 0)"

make() { # ORDINAL MONTH THEME
	echo "INSERT INTO round (ordinal, month, theme) VALUES ($1, $2, $3);"
}
month=$((2027 * 12 + 1)) # 2027-02
either "$dangling" '' "$(make 3 $month 99)" "$(make 3 $month 3)"
either 'CHECK constraint failed: ordinal' '' "$(make 0 $month 3)" \
	"$(make 4 $month 3)"
refuses 'UNIQUE constraint failed: round.ordinal' '' "$(make 2 $month 3)"
refuses 'UNIQUE constraint failed: round.month' '' "$(make 3 $((month - 1)) 3)"
refuses 'CHECK constraint failed: month' '' "$(make 3 202702 3)"
refuses 'CHECK constraint failed: month' '' "$(make 3 2 3)"
refuses 'cannot store TEXT value in INTEGER column' '' "$(make 3 "'2027-02'" 3)"
refuses 'NOT NULL constraint failed: round.month' '' "$(make 3 NULL 3)"

person() { # ASSIGNMENT
	echo "UPDATE participant SET $1 WHERE id = $ann;"
}
either 'CHECK constraint failed: status' '' "$(person "status = 'gone'")" \
	"$(person "status = 'withdrawn'")"
either 'CHECK constraint failed: until' '' "$(person "until = $month")" \
	"$(person "status = 'paused', until = $month")"
refuses 'CHECK constraint failed: until' '' \
	"$(person "status = 'paused', until = 202702")"
refuses 'CHECK constraint failed: wait_base' '' "$(person 'wait_base = -1')"
either 'CHECK constraint failed: months' '' \
	'UPDATE programme SET months = 0;' 'UPDATE programme SET months = 6;'
refuses 'CHECK constraint failed: first_month' '' \
	'UPDATE programme SET first_month = 202612;'
refuses 'CHECK constraint failed: id = 1' '' \
	"INSERT INTO programme (id, name, first_month, months, created_at)
		VALUES (2, 'x', $month, 5, 0);"

of_group() { # ASSIGNMENT
	echo "UPDATE match_group SET $1 WHERE id = $group_1;"
}
either 'CHECK constraint failed: outcome' '' "$(of_group "outcome = 'maybe'")" \
	"$(of_group "outcome = 'met'")"
refuses 'CHECK constraint failed: kind' '' "$(of_group "kind = 'quartet'")"
refuses 'CHECK constraint failed: live' '' "$(of_group 'live = 0')"
refuses 'CHECK constraint failed: score' '' "$(of_group 'score = -1')"
of_revision() { # ASSIGNMENT
	echo "UPDATE revision SET $1 WHERE id = 1;"
}
either 'CHECK constraint failed: pairs <= ceiling' '' \
	"$(of_revision 'ceiling = pairs - 1')" \
	"$(of_revision 'ceiling = pairs + 1')"
refuses 'CHECK constraint failed: optimal' '' \
	"$(of_revision 'score = score + 1')"
refuses 'CHECK constraint failed: given_up' '' "$(of_revision 'given_up = -1')"
refuses 'UNIQUE constraint failed: revision.round, revision.number' '' \
	"$(revision 1 1)"

# Through all of this the file is as it was, and sound.
want 0 check
