#!/bin/sh
# Who said what of their conversation is kept: what a group comes to follows
# from all of it, whichever file it came in, and whatever became of the group.
. "$(dirname "$0")/lib.sh"

# report WHO MET [COMPLETED]: what WHO says of December, in a file of one row.
report() {
	printf 'Timestamp,month,email,met\n%s,2026-12,%s,"%s"\n' "${3-}" "$1" "$2" \
		>report.csv
	want 0 --json import --as outcomes report.csv
}

# counts ADDED UPDATED UNCHANGED SUPERSEDED REFUSED: of the only file.
counts() {
	json "[j['files'][0][k] for k in ('added', 'updated', 'unchanged',
		'superseded', 'refused')] == [$1, $2, $3, $4, $5]"
}

# outcome WHO WANTED: what became of the group that WHO is in.
outcome() {
	want 0 --json show 2026-12
	json "[g.get('outcome', 'unknown') for g in j['groups'] if '$1' in
		[p['email'] for p in g['people']]] == ['$2']"
}

# said_by WHO EXPRESSION: of the list of what they said.
said_by() {
	want 0 --json people show "$1"
	json "[(r['month'], r['partners'], r['said'], r['until'] != '')
		for r in j['reports']] == $2"
}

# partner WHO: the addresses of those they are with.
partner() {
	want 0 --json show 2026-12
	python3 -c 'import json, sys
print(*[p["email"] for g in json.load(open("out"))["groups"]
	for p in g["people"] if sys.argv[1] in [q["email"] for q in g["people"]]
	and p["email"] != sys.argv[1]])' "$1"
}

same() {
	cmp connect5.db same.db || fail "$1"
}

ann=ann.bell@acute.example.org
programme ten
want 0 match 2026-12
want 0 export mailmerge
other=$(partner "$ann")
want 0 --json people show "$other"
name=$(python3 -c 'import json; print(json.load(open("out"))["name"])')
cp connect5.db matched.db

# ---- Two files are as one -----------------------------------------------------------

report "$ann" no
counts 1 0 0 0 0
report "$other" yes
counts 0 1 0 0 0
said err "report.csv:2: Ann Bell (in change 5, $NOW) says that they did not meet, and $name that they did: ask them; until then they have met, so that they are not put together again"
said err 'were reported not met in 2026-12 before, and now met'
outcome "$ann" met
cp connect5.db same.db
report "$other" yes
counts 0 0 1 0 0
said err 'Ann Bell (in change 5'
same 'what was said is said again'
said_by "$ann" "[('2026-12', ['$name'], 'not met', False)]"
want 0 people show "$ann"
said out "said           not met, of 2026-12 with $name, since $NOW"
# The other way round.
cp matched.db connect5.db
report "$other" yes
report "$ann" no
counts 0 0 1 0 0
said err "report.csv:2: Ann Bell says that they did not meet, and $name (in change 5, $NOW) that they did"
outcome "$ann" met
# Taken back, and back again.
report "$other" no
counts 0 1 0 0 0
outcome "$ann" 'not met'
said_by "$other" "[('2026-12', ['Ann Bell'], 'met', True),
	('2026-12', ['Ann Bell'], 'not met', False)]"
report "$other" ''
counts 0 0 1 0 0
outcome "$ann" 'not met'
want 0 check

# What is to come says nothing yet, and what it is is said.
cp matched.db connect5.db
report "$ann" 'Yes - arranged for January'
counts 0 0 1 0 0
said err "report.csv:2: 'Yes - arranged for January' is a meeting to come: whether they met stays open until they say so"
said_by "$ann" "[('2026-12', ['$name'], 'unknown', False)]"
outcome "$ann" unknown
report "$ann" 'Yes, but not in person'
counts 1 0 0 0 0
outcome "$ann" met
want 0 undo
said_by "$ann" "[('2026-12', ['$name'], 'unknown', False)]"
outcome "$ann" unknown
want 0 check
printf 'month,email,met\n2026-12,%s,half and half\n' "$ann" >report.csv
want 3 import --as outcomes report.csv
said err "'half and half' says neither that they met nor that they did not: write yes or no, or leave it empty"

# ---- By the time at which they were answered -------------------------------------------

cp matched.db connect5.db
report "$ann" yes 2026-12-20T10:00:00
report "$ann" no 2026-12-19T10:00:00
counts 0 0 1 0 0
said err "older than the same person's answer that came in on $NOW, which counts"
outcome "$ann" met
report "$ann" no 2026-12-21T10:00:00
counts 0 1 0 0 0
cp connect5.db same.db
report "$ann" yes 2026-12-20T10:00:00
counts 0 0 1 0 0
same 'an answer that was taken back comes again'
# A correction by hand, without a time, stands against the rows before it.
report "$ann" yes
outcome "$ann" met
report "$ann" no 2026-12-21T10:00:00
counts 0 0 1 0 0
outcome "$ann" met

# ---- Somebody who is erased, or turns out to be somebody else -----------------------------

want 0 people add ann@home.example.org 'name=Ann Bell' sector=Acute
want 0 people merge ann@home.example.org "$ann"
want 0 --json people show ann@home.example.org
json '[r["said"] for r in j["reports"]] == ["met", "not met", "met"]'
report ann@home.example.org no
counts 0 1 0 0 0
want 0 --json people show ann@home.example.org
json '[(r["said"], r["until"] != "") for r in j["reports"]][-2:] == [
	("met", True), ("not met", False)]'
report "$other" yes
want 0 check
want 0 people erase "$other"
outcome ann@home.example.org met
[ "$(sqlite3 connect5.db 'SELECT count(*) FROM report
	WHERE participant IS NULL AND completed = 0')" = 1 ] ||
	fail 'it still says who it was'
report ann@home.example.org no
counts 0 0 1 0 0
said err 'an earlier report of nobody knows whom (in change '
want 0 check
# A file whose outcomes do not follow from what was said is not sound.
sqlite3 connect5.db "UPDATE match_group SET outcome = 'not met'
	WHERE outcome = 'met'"
want 4 check
said out 'counts as not met, and the reports on it say otherwise'

# ---- A repair has changed the group ---------------------------------------------------------

cp matched.db connect5.db
want 0 people withdraw "$other"
NOW=2026-12-10T09:00:00Z
want 0 repair
now=$(partner "$ann")
[ "$now" != "$other" ] || fail 'nothing was repaired'
cp connect5.db repaired.db
# Nobody has told Ann of it.
report "$ann" yes
counts 1 0 0 0 0
said err 'report.csv:2: taken to be about '
said err ', whom a repair has put together, and not about '
said err "Ann Bell and $name"
outcome "$ann" met
want 0 check
# Once she is told, there is nothing to wonder about.
cp repaired.db connect5.db
want 0 export changes
report "$ann" yes
counts 1 0 0 0 0
unsaid err 'taken to be'
outcome "$ann" met
# The one who has left speaks of the group that was.
report "$other" no
counts 1 0 0 0 0
said err 'report.csv:2: about '
said err ', who are no longer a group: it counts for them as they were'
outcome "$ann" met
said_by "$other" "[('2026-12', ['Ann Bell'], 'not met', False)]"
want 0 check
report "$other" yes
counts 0 1 0 0 0
want 0 check
want 0 export history --raw
grep -q ",met$" out || fail 'what was said of a group that is gone is lost'
# An answer that is older than the repair, and one that comes again after it.
cp repaired.db connect5.db
want 0 export changes
report "$ann" yes 2026-12-05T10:00:00
counts 1 0 0 0 0
said err 'it was answered before a repair changed that to '
outcome "$ann" unknown
want 0 check
cp connect5.db same.db
report "$ann" yes 2026-12-05T10:00:00
counts 0 0 1 0 0
same 'an old answer comes again'
cp matched.db connect5.db
NOW=2026-12-05T09:00:00Z
report "$ann" no
want 0 people withdraw "$other"
NOW=2026-12-10T09:00:00Z
want 0 repair
want 0 export changes
cp connect5.db same.db
report "$ann" no
counts 0 0 1 0 0
said err 'report.csv:2: taken as what was said before of '
outcome "$ann" unknown
same 'the answer of before the repair counts for the group after it'
report "$ann" no 2026-12-20T10:00:00
counts 1 0 0 0 0
unsaid err 'report.csv:2:'
outcome "$ann" 'not met'
want 0 check
