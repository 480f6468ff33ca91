#!/bin/sh
# A pair that did not meet may be put together again, and only such a pair; what
# stood when a round was made judges that round, whatever is reported later.
. "$(dirname "$0")/lib.sh"

# report MONTH WHO MET: what WHO says, in a file of one row.
report() {
	printf 'month,email,met\n%s,%s,%s\n' "$1" "$2" "$3" >report.csv
	want 0 import --as outcomes report.csv
}

# together MONTH WHO...: the groups of a month are those of the words given,
# each "a+b", by the first letters of the addresses.
together() {
	month=$1
	shift
	want 0 --json show "$month"
	python3 - "$*" <<'END' || fail "not together in $month: $*"
import json, sys
groups = json.load(open("out"))["groups"]
found = sorted("+".join(sorted(p["email"][0] for p in g["people"]))
               for g in groups)
sys.exit(found != sorted(sys.argv[1].split()))
END
}

# connections N: so many are on record.
connections() {
	want 0 export connections --raw
	[ "$(tail -n +2 out | wc -l)" = "$1" ] || fail "not $1 connections"
}

sound() {
	want 0 check
	unsaid out wrong
}

# ---- Two people -----------------------------------------------------------------------

cat >people.csv <<END
email,name,sector
a@example.org,Ada One,Acute
b@example.org,Bea Two,GP
END
want 0 init --first-month 2026-12 --months 8 --seed 7
want 0 import people.csv
want 0 export scores 2026-12 --raw
cp out scores.csv
want 0 match 2026-12
want 0 export mailmerge 2026-12
# Nobody has told: they stay apart.
want 0 match 2027-01
together 2027-01
connections 1
want 0 export history --raw
said out '2026-12,a@example.org,b@example.org,,unknown'

report 2026-12 a@example.org no
connections 0
want 0 show 2026-12
said out '(not met)'
want 0 export history --raw
said out '2026-12,a@example.org,b@example.org,,not met'
cp out history.csv
# The round in which they had to wait is judged by what stood then.
sound
# Their sectors are new to each other again, and are said to be.
want 0 export scores 2027-02 --raw
cmp out scores.csv || fail 'a sector of a conversation that never was counts'
want 0 match 2027-02
together 2027-02 a+b
connections 1
sound

# In another file nothing keeps apart who did not meet; who was put together
# again is.
want 0 -f other.db init --first-month 2026-12 --seed 1
want 0 -f other.db import people.csv
want 0 -f other.db --json import --as history history.csv
json '[j["files"][0][k] for k in ("rows", "added", "unchanged")] == [1, 0, 1]'
said err 'history.csv:2: they did not meet: nothing keeps them apart'
want 0 -f other.db export connections --raw
unsaid out example.org
want 0 export history --raw
cp out history.csv
want 0 -f other.db --json import --as history history.csv
json '[j["files"][0][k] for k in ("rows", "added", "unchanged")] == [2, 1, 1]'
want 0 --json import --as history history.csv
json '[j["files"][0][k] for k in ("rows", "added", "unchanged")] == [2, 0, 2]'
printf 'month,email_1,email_2,outcome\n2026-01,a@example.org,b@example.org,a joy\n' >old.csv
want 0 -f third.db init --first-month 2026-12 --seed 1
want 0 -f third.db import people.csv
want 0 -f third.db import --as history old.csv
said err "old.csv:2: outcome: 'a joy' is neither met nor not met: they count as having met"
want 0 -f third.db export connections --raw
said out example.org

# They had met after all: the second round stands, and is told of.
cp connect5.db before.db
report 2026-12 b@example.org yes
said err 'report.csv:2: Ada One and Bea Two have met in 2026-12 after all, and two of them are together in 2027-02 as well: tell them'
connections 1
together 2027-02 a+b
sound
# That round was told to nobody: made again, they wait, and have met in December.
want 0 match 2027-02 --redo
together 2027-02
connections 1
said out 2026-12
sound
want 0 undo
together 2027-02 a+b
connections 1
sound
# Not met in the second round: the first still keeps them apart.
report 2027-02 a@example.org no
connections 1
want 0 match 2027-03
together 2027-03
sound
# Nor in the first, says the one who said that they did: then nothing does. And
# back again.
report 2026-12 b@example.org no
connections 0
sound
report 2027-02 a@example.org yes
connections 1
report 2027-02 a@example.org no
connections 0
want 0 match 2027-04
together 2027-04 a+b
sound
report 2026-12 a@example.org yes
report 2027-02 a@example.org yes
connections 1
sound
# Told and taken back any number of times in one change.
for i in 1 2 3; do
	printf 'month,email,met\n2026-12,a@example.org,no\n2027-02,a@example.org,no\n2027-04,b@example.org,no\n' >no$i.csv
	printf 'month,email,met\n2026-12,a@example.org,yes\n2027-04,b@example.org,yes\n' >yes$i.csv
done
want 0 import --as outcomes no1.csv yes1.csv no2.csv yes2.csv no3.csv
connections 0
sound
want 0 undo
connections 1
sound
want 0 --json show 2027-02
json 'j["groups"][0]["outcome"] == "met"'
want 0 import --as outcomes no1.csv yes1.csv no2.csv yes2.csv
connections 1
sound

# ---- A round that was reported on ---------------------------------------------------------

cp before.db connect5.db
report 2027-02 a@example.org yes
want 2 match 2027-02 --redo
said err 'the round for 2027-02 was reported on, so people must have been told: --redo --yes makes it again, and its pairs stay used'
want 0 match 2027-02 --redo --yes
together 2027-02
connections 1
want 0 export history --raw
said out '2027-02,a@example.org,b@example.org,,met'
sound
# What is reported of a group that was replaced is theirs, who have no other.
report 2027-02 a@example.org no
said err 'report.csv:2: about Ada One and Bea Two, who are no longer a group: it counts for them as they were'
said err 'report.csv:2: Ada One and Bea Two were reported met in 2027-02 before, and now not met'
connections 0
want 0 export history --raw
unsaid out 2027-02
sound
report 2027-02 b@example.org yes
connections 1
want 0 export history --raw
said out '2027-02,a@example.org,b@example.org,,met'
sound

# ---- A trio ---------------------------------------------------------------------------------

rm connect5.db
cat >>people.csv <<END
c@example.org,Cy Three,VCSE
END
want 0 init --first-month 2026-12 --seed 7
want 0 import people.csv
want 0 match 2026-12
together 2026-12 a+b+c
connections 3
report 2026-12 c@example.org 'not met'
connections 0
sound
want 0 match 2027-01
together 2027-01 a+b+c
sound
# Of three, two say so and one does not: they met.
cat >report.csv <<END
month,email,met
2027-01,a@example.org,no
2027-01,b@example.org,no
2027-01,c@example.org,yes
END
want 0 --json import --as outcomes report.csv
json '[j["files"][0][k] for k in ("added", "superseded")] == [1, 2]'
connections 3

# ---- Somebody who turns out to be somebody else -----------------------------------------------

rm connect5.db
head -n 3 people.csv >two.csv
want 0 init --first-month 2026-12 --seed 7
want 0 import two.csv
want 0 match 2026-12
want 0 people add ada@home.example.org 'name=Ada One' sector=Acute
want 0 people merge ada@home.example.org a@example.org
connections 1
want 0 match 2027-01
together 2027-01
report 2026-12 a@example.org no
connections 0
sound
want 0 match 2027-02
together 2027-02 a+b
sound
report 2027-02 ada@home.example.org no
report 2026-12 ada@home.example.org yes
connections 1
want 0 match 2027-03
together 2027-03
sound
want 0 --json status --people
json '[(p["name"], p["conversations"], p["met"], p["not_met"], p["waits"])
	for p in j["people"]] == [("Ada One", 1, 1, 1, 2), ("Bea Two", 1, 1, 1, 2)]'
# An erasure keeps what was said.
want 0 people erase b@example.org
sound
