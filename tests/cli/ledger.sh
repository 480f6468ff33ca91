#!/bin/sh
# export ledger, status --people: what each participant has had; and status
# names whom to ask who has not met three times in a row.
. "$(dirname "$0")/lib.sh"

# report WHO MONTH=ANSWER...: what they say of each month.
report() {
	who=$1
	shift
	echo month,email,met >report.csv
	for word; do
		printf '%s,%s,%s\n' "${word%=*}" "$who" "${word#*=}" >>report.csv
	done
	want 0 import --as outcomes report.csv
}

# entry NAME WANTED: the numbers of one participant, as they stand in the sheet.
entry() {
	want 0 export ledger --raw
	[ "$(sed -n "/,$1,/s/.*,active,//p" out)" = "$2" ] ||
		fail "the ledger of $1 is not $2"
}

# asked NAME=TIMES...: those whom status names, in that order.
asked() {
	want 0 --json status
	python3 - "$*" <<'END' || fail "status does not name: $*"
import json, sys
sys.exit(" ".join(f"{p['name']}={p['times']}" for p in
    json.load(open("out"))["not_met_in_a_row"]) != sys.argv[1])
END
}

# ---- The ledger ---------------------------------------------------------------------------

want 0 init --first-month 2026-12 --months 8 --seed 3
cat >people.csv <<END
email,name,sector,organisation
a@example.org,Ada,Acute,Wren House
b@example.org,Bea,GP,Elm House
c@example.org,Cy,VCSE,Oak House
d@example.org,Dot,Acute,Ash House
e@example.org,Eve,ICB,Yew House
END
want 0 export ledger --raw
[ "$(cat out)" = email,name,organisation,sector,status,conversations,met,unknown,not_met,waits,trios,sectors_met,sectors_possible ] ||
	fail 'the header of the ledger'
want 0 status --people
said out "Nobody yet: 'connect5 import EXPORT.csv' brings people in."
want 0 import people.csv
entry Ada 0,0,0,0,0,0,0,3
entry Cy 0,0,0,0,0,0,0,3
# Two pairs whoever they are, and one who waits.
want 0 config odd wait
want 0 match 2026-12
want 0 config odd trio
want 0 match 2027-01
want 0 export history --raw
cp out history
want 0 export ledger --raw
cp out ledger
want 0 --json status --people
python3 - <<'END' || fail 'the ledger does not tell what the rounds do'
import csv, json
rows = list(csv.DictReader(open("ledger", newline="")))
people = json.load(open("out"))["people"]
assert [{k: str(v) for k, v in p.items()} for p in people] == rows
sector = {r["email"]: r["sector"] for r in rows}
groups = [[r[f"email_{i}"] for i in (1, 2, 3) if r[f"email_{i}"]]
          for r in csv.DictReader(open("history", newline=""))]
assert sum(int(r["waits"]) for r in rows) == 1
for r in rows:
    mine = [g for g in groups if r["email"] in g]
    met = {sector[p] for g in mine for p in g} - {r["sector"]}
    assert int(r["conversations"]) == int(r["unknown"]) == len(mine)
    assert int(r["waits"]) == 2 - len(mine)
    assert int(r["trios"]) == sum(len(g) == 3 for g in mine)
    assert int(r["sectors_met"]) == len(met)
    assert r["sectors_possible"] == "3" and r["status"] == "active"
    assert r["met"] == r["not_met"] == "0"
assert sum(int(r["trios"]) for r in rows) == 3
END
cp connect5.db full.db
# A part of the system without active people is none of those possible; the
# participant who has left stays in the ledger, marked.
want 0 people withdraw e@example.org
want 0 export ledger --raw
said out ',Eve,Yew House,Integrated care board / system team,withdrawn,'
want 0 export ledger
python3 - <<'END' || fail 'more parts met than there are'
import csv
for row in csv.DictReader(open("out", newline="", encoding="utf-8-sig")):
    possible = 3 if row["name"] == "Eve" else 2
    assert int(row["sectors_possible"]) == possible, row
    assert int(row["sectors_met"]) <= possible, row
END
want 0 status --people
grep '^Eve .*(withdrawn)$' out >/dev/null || fail 'Eve is not marked'
# Who was erased has no row, nor has who was found to be somebody else.
want 0 people erase e@example.org
want 0 people add f@example.org name=Flo sector=GP
want 0 people merge f@example.org b@example.org
want 0 export ledger --raw
[ "$(tail -n +2 out | wc -l)" = 4 ] || fail 'not a row for each'
unsaid out Bea
cp full.db connect5.db
want 0 -f full.db export ledger --format json
json 'len(j) == 5 and j[0]["name"] == "Ada" and j[0]["conversations"] in (1, 2)'
want 2 export ledger 2026-12
said err 'export ledger is of the whole programme: no MONTH, please'
want 2 status --people now

# ---- Met, not met, unknown ---------------------------------------------------------------

rm connect5.db
head -n 3 people.csv >two.csv
want 0 init --first-month 2026-12 --months 8 --seed 3
want 0 import two.csv
want 0 match 2026-12
report a@example.org 2026-12=no
entry Ada 0,0,0,1,0,0,0,1
asked
want 0 match 2027-01
entry Ada 1,0,1,1,0,0,1,1
want 0 status
said out '2026-12  matched   Building trust across boundaries    2 people, 1 group; 0 met, 1 not met'
unsaid out 'in a row'
want 0 --json status
json '[(m["met"], m["not_met"]) for m in j["months"][:2]] == [(0, 1), (0, 0)]'

# ---- Three in a row ------------------------------------------------------------------------

report b@example.org 2027-01=no
want 0 match 2027-02
report b@example.org 2027-02=no
asked Ada=3 Bea=3
want 0 status
said out 'Not met three times in a row or more, worth a word: Ada, Bea'
# Nobody is dropped for it, and a round of which nobody has told hides nothing.
want 0 match 2027-03
want 0 --json show 2027-03
json 'len(j["groups"]) == 1'
asked Ada=3 Bea=3
# Who is paused may be asked, who has left not.
want 0 people pause a@example.org
want 0 people withdraw b@example.org
asked Ada=3
want 0 undo
want 0 people resume a@example.org
report a@example.org 2027-03=no
asked Ada=4 Bea=4
# One that met ends the row, wherever it stands; so does one of which nobody
# has told, between those that did not meet.
report a@example.org 2027-03=yes
asked
entry Ada 1,1,0,3,0,0,1,1
python3 - <<'END'
import sqlite3
file = sqlite3.connect("connect5.db")
file.execute("UPDATE match_group SET outcome = CASE round WHEN 2 THEN"
             " 'unknown' ELSE 'not met' END")
file.commit()
END
asked
