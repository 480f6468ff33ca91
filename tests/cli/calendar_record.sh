#!/bin/sh
# What invitations were issued cannot be rewritten by any tool that leaves the
# triggers alone, and check finds what one that does not has done.
. "$(dirname "$0")/lib.sh"

programme ten
want 0 match 2026-12
want 0 config organiser team@example.org
want 0 export calendar 2026-12 -o one
want 0 people withdraw 'Ann Bell'
want 0 repair
want 0 export calendar 2026-12 -o two
want 0 match 2027-01
want 0 check
mv connect5.db issued.db
sqlite3 issued.db .dump >before

# refused REASON STATEMENT: not without dropping a trigger.
refused() {
	cp issued.db connect5.db
	if sqlite3 -bail connect5.db "PRAGMA foreign_keys = ON; BEGIN; $2 COMMIT;" \
		>out 2>err; then
		fail "went in: $2"
	fi
	said err "$1"
	sqlite3 connect5.db .dump | cmp -s before - || fail "has changed: $2"
}

# found WORDS STATEMENT: with the triggers asleep it goes in; check says so.
found() {
	cp issued.db connect5.db
	sqlite3 connect5.db "SELECT 'DROP TRIGGER ' || name || ';'
		FROM sqlite_schema WHERE type = 'trigger'" >drop
	sqlite3 connect5.db "SELECT sql || ';' FROM sqlite_schema
		WHERE type = 'trigger'" >back
	{ cat drop && echo "$2" && cat back; } | sqlite3 -bail connect5.db ||
		fail "did not go in: $2"
	c5 check
	[ "$code" = 4 ] || fail "exit $code, not 4, after: $2"
	cat out err >both
	said both "$1"
}

# version INVITATION SEQUENCE GROUP CANCELLED
version() {
	echo "INSERT INTO invitation_version VALUES ($1, $2, $3, $4, 0, 1, '',
		(SELECT max(id) FROM log));"
}

# Of the five, 1 is cancelled with its group 1; 4 has gone on to group 6.
live='(SELECT min(id) FROM match_group WHERE live = 1 AND round = 1)'
gone='(SELECT min(id) FROM match_group WHERE live = 0 AND round = 1)'
next='(SELECT min(id) FROM match_group WHERE live = 1 AND round = 2)'
kept='what was issued is never rewritten'
refused 'an invitation is never rewritten' \
	"UPDATE invitation SET uid = 'x' WHERE id = 1;"
refused "$kept" 'UPDATE invitation_version SET stamp = stamp + 1;'
refused "$kept" 'UPDATE invitation_version SET digest = 7;'
refused "$kept" "UPDATE invitation_version SET slot = 'x', digest = 0;"
refused "$kept" "INSERT OR REPLACE INTO invitation_version
	SELECT * FROM invitation_version WHERE invitation = 2;"
refused 'what was issued stays on record' \
	'DELETE FROM invitation_version WHERE invitation = 2;'
refused 'versions count up from 0' "$(version 2 2 "$live" 0)"
refused 'what is cancelled stays so' "$(version 1 2 "$live" 0)"
refused 'the group was dissolved' "$(version 2 1 "$gone" 0)"
refused 'the group is of another round' "$(version 2 1 "$next" 0)"
refused 'UNIQUE constraint failed: invitation.uid' \
	"INSERT INTO invitation (round, number, uid)
		SELECT round, 9, uid FROM invitation WHERE id = 1;"

found 'the versions of invitation 4 are not numbered from 0 on' \
	'DELETE FROM invitation_version WHERE invitation = 4 AND sequence = 0;'
found 'the versions of invitation 3 are not numbered from 0 on' \
	'DELETE FROM invitation_version WHERE invitation = 3;'
found 'invitation 4 was issued to no group that stood then' \
	"UPDATE invitation_version SET match_group = $gone
		WHERE invitation = 4 AND sequence = 1;"
found 'invitation 2 was issued to no group that stood then' \
	"UPDATE invitation_version SET match_group = $next
		WHERE invitation = 2;"
found 'was issued to no group that stood then' \
	'UPDATE round SET exported_at = NULL;'
found 'invitation 4 is cancelled, but its group stands' \
	'UPDATE invitation_version SET cancelled = 1
		WHERE invitation = 4 AND sequence = 1;'
found 'has two invitations' "INSERT INTO invitation VALUES (99, 1, 99, 'x');
	INSERT INTO invitation_version SELECT 99, 0, match_group, 0, stamp,
		digest, slot, change FROM invitation_version
		WHERE invitation = 4 AND sequence = 1;"
found 'refers to a row of' 'UPDATE invitation_version SET invitation = 77
	WHERE invitation = 3;'
