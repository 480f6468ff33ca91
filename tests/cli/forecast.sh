#!/bin/sh
# forecast: what the months to come can reach, and what if.
. "$(dirname "$0")/lib.sh"

# same_file COMMAND...: it must leave the programme file as it was.
same_file() {
	cp connect5.db before.db
	want "$@"
	cmp -s connect5.db before.db || fail "$* changed the file"
}

# ---- Nobody yet -----------------------------------------------------------------------

NOW=2026-11-03T09:00:00Z
want 0 init --first-month 2026-12 --seed 2026
same_file 0 forecast
said out 'Forecast for Connect Five, December 2026 to April 2027. Nothing is changed.'
said out 'December 2026: 0 people expected'
said out '  nobody can have a group (exact)'
said out 'a round needs two people'
said out "Nobody is expected: 'connect5 import EXPORT.csv' brings people in"
unsaid out 'can still reach'
unsaid out 'given up'
same_file 0 -f "$PWD/connect5.db" forecast
said out "'connect5 -f $PWD/connect5.db import EXPORT.csv' brings people in"
same_file 0 forecast --add 2:acute --add 2:vcse
said out 'everybody can have a group, in 2 pairs (exact)'
unsaid out 'Nobody is expected'
unsaid out 'Everybody who is expected'
want 0 --json forecast
json 'len(j["months"]) == 5 and j["months"][0]["limit"]["people"] == 2'
json 'j["months"][0]["ceiling"] == 0 and j["short"] == [] and j["what_if"] == []'

# ---- Of one there is one ----------------------------------------------------------------

cat >few.csv <<'END'
email,name,sector
ann@example.org,Ann,acute
bo@example.org,Bo,vcse
cy@example.org,Cy,vcse
END
want 0 -f few.db init --first-month 2026-12 --months 1 --seed 1
said out ': 1 round, 2026-12.'
want 0 -f few.db import few.csv
want 0 -f few.db status
said out 'Connect Five: 0 of 1 round made'
want 2 -f few.db match 2
said err 'the programme has one round, not 2'
want 2 -f few.db forecast --remove 2:acute
said err '--remove 2:acute: only 1 of them is expected in the months to come'
want 0 -f few.db people pause Cy
want 0 -f few.db forecast
said out 'Everybody who is expected can still reach 1 conversation.'
want 0 -f few.db people resume Cy
want 0 -f few.db forecast
said out '1 person would not reach 1 conversation, as foreseen here: '
want 0 -f few.db match 2026-12
printf 'month,email,met\n2027-01,ann@example.org,yes\n' >said.csv
want 3 -f few.db import --as outcomes said.csv
said err 'the only one is round 1, of 2026-12'
want 0 -f few.db log
said out 'round 1 for 2026-12: 3 people, 1 group, 1 waiting'

# ---- Before the first month ---------------------------------------------------------------

want 3 import "$data/demo/eoi.csv"
same_file 0 forecast
said out 'December 2026: 61 people expected'
said out '  everybody can have a group, in 29 pairs and 1 trio (exact)'
said out '  everybody can have a group, in 29 pairs and 1 trio (exact, if the months before go as foreseen)'
said out 'Everybody who is expected can still reach 5 conversations.'
said out 'is looked at with up to 12 people.'
want 0 config odd wait
want 0 forecast
said out '  60 can have a group, in 30 pairs (exact)'
said out "one of 61 must wait, since the programme makes no trios ('connect5 config odd trio' allows them); 1 more person from elsewhere would end it"
want 0 --json forecast --add 1:ambulance
json 'all(m["limit"] is None and m["ceiling"] == 62 for m in j["months"])'
json 'j["what_if"] == [{"sector": "Ambulance / urgent care / 111", "people": 1}]'
want 0 config odd trio

# ---- What if ---------------------------------------------------------------------------------

same_file 0 forecast --add 90:acute --remove '2:primary care'
said out 'As if there were 90 more in Acute hospital trust, 2 fewer in Primary care'
said out 'December 2026: 149 people expected'
said out '  72 can have a group, in 36 pairs (exact)'
said out '113 of the 149 people are in Acute; the other 36 can meet only 36 of them: 77 must wait whatever anyone does; 77 more people from elsewhere would end it'
want 0 --json forecast --add 90:acute
json 'j["months"][0]["limit"]["sector"] == "Acute hospital trust"'
json 'j["months"][0]["expected"] == 151 and j["months"][0]["ceiling"] == 76'
json 'j["months"][0]["limit"]["people"] == 75'
json 'j["months"][0]["basis"] == "exact" and j["months"][1]["basis"] == "reached"'
# What is said to end it ends it, and one fewer does not.
want 0 --json forecast --add 90:acute --add 75:vcse
json 'j["months"][0]["limit"] is None'
want 0 --json forecast --add 90:acute --add 74:vcse
json 'j["months"][0]["limit"]["people"] == 1'
want 0 --json forecast --remove 23:acute
json 'j["months"][0]["expected"] == 38'

# ---- Wrong use ----------------------------------------------------------------------------------

want 2 forecast --remove 24:acute
said err '--remove 24:acute: only 23 of them are expected in the months to come'
want 2 forecast --add 3:acuet
said err "there is no part of the system 'acuet': did you mean 'Acute hospital trust'?"
want 2 forecast --add 3:
for wrong in acute :acute 0:acute -1:acute 1.5:acute 3 '' ' 3:acute' \
	99999999999999999999:acute; do
	want 2 forecast --add "$wrong"
	said err "--add takes a number of people, 1 to 1000000, and a sector, such as 3:acute, not '$wrong'"
done
want 2 forecast now
said err "'now' is one too many"

# ---- So many that they are counted alone --------------------------------------------------------------

same_file 0 forecast --add 500000:acute --add 400000:vcse
said out 'December 2026: 900061 people expected'
said out ' can have a group (an estimate, by the parts of the system alone)'
said out 'people are in Acute hospital trust: '
said out 'Who can still reach 5 conversations is looked at with up to 2000 people.'
want 0 --json forecast --add 500000:acute --add 400000:vcse
json 'j["months"][4]["basis"] == "count" and j["short"] is None'
json 'j["months"][0]["ceiling"] == 2 * (900061 - 500023)'
json 'j["months"][0]["limit"]["people"] == 500023 - 400038'
want 2 forecast --add 500000:acute --remove 24:acute --remove 1:acute
said err 'only 23 of them'

# ---- People who come and go ------------------------------------------------------------------------

ann=ann.bell@acute.example.org
want 0 people pause $ann --until 2027-02
want 0 people away colin.thwaite@acute.example.org 2027-01
want 0 people pause hoa.trinh@primary.example.org
want 0 forecast
said out 'December 2026: 59 people expected, 2 paused'
said out 'January 2027: 58 people expected, 1 away, 2 paused'
said out '  not expected: Ann Bell (paused until February 2027), Colin Thwaite (away), Hoa Trinh (paused with no end)'
said out 'February 2027: 60 people expected, 1 paused'
said out '2 people cannot reach 5 conversations any more, only: Ann Bell (3), Colin Thwaite (4).'
want 0 --json forecast
json 'j["months"][1]["absent"] == [
	{"name": "Ann Bell", "status": "paused", "until": "2027-02"},
	{"name": "Colin Thwaite", "status": "away", "until": None},
	{"name": "Hoa Trinh", "status": "paused", "until": None}]'
json '{s["name"]: s["most"] for s in j["short"]} ==
	{"Ann Bell": 3, "Colin Thwaite": 4}'
# Who is paused and away is counted once, and is what they are longest.
want 0 people away $ann 2027-01
want 0 people away hoa.trinh@primary.example.org 2027-01
want 0 --json forecast
json '[(m["expected"], m["away"], m["paused"], len(m["absent"]))
	for m in j["months"][:3]] == [(59, 0, 2, 2), (58, 1, 2, 3), (60, 0, 1, 1)]'
want 0 people away $ann 2027-02
want 0 --json forecast
json '(lambda m: (m["away"], m["paused"], m["absent"][0]))(j["months"][2]) ==
	(1, 1, {"name": "Ann Bell", "status": "away", "until": None})'
want 0 undo
# Those who are taken away are not away.
want 0 --json forecast --remove 23:acute
json 'all("Bell" not in a["name"] or m["month"] < "2027-02"
	for m in j["months"] for a in m["absent"])'

# ---- The months that are left, and none ----------------------------------------------------------

NOW=2026-12-03T09:00:00Z
want 0 match
want 0 forecast
said out 'Forecast for Connect Five, January 2027 to April 2027.'
said out 'January 2027: 58 people expected'
want 0 forecast --add 60:acute
said out 'conversations, as foreseen here: '
NOW=2027-05-03T09:00:00Z
want 0 forecast
said out 'Connect Five: no month is to come.'
want 0 --json forecast
json 'j["months"] == [] and j["give_up"] is None'
rm connect5.db

# ---- It is as it was foreseen, and a few people are looked at closely ---------------------------

NOW=2026-12-01T09:00:00Z
cat >four.csv <<'END'
Email,Name,Sector
ann@example.org,Ann,Acute
bo@example.org,Bo,Acute
cy@example.org,Cy,Local authority
di@example.org,Di,Mental health
END
want 0 init --first-month 2026-12 --seed 1
want 0 import four.csv
want 0 config odd wait
want 0 --json forecast
json 'j["give_up"] is None'
python3 -c 'import json; print(*(m["ceiling"] for m in json.load(open("out"))["months"]))' >foreseen
want 0 forecast
said out 'A group given up in one month would gain no more in others.'
said out '4 people cannot reach 5 conversations any more, only: Ann (2), Bo (2), Cy (3), Di (3).'
: >made
for month in 2026-12 2027-01 2027-02 2027-03 2027-04; do
	want 0 --json match $month
	python3 -c 'import json; print(json.load(open("out"))["summary"]["grouped"])' >>made
done
[ "$(tr '\n' ' ' <made | sed 's/ $//')" = "$(cat foreseen)" ] ||
	fail "foreseen $(cat foreseen), made $(tr '\n' ' ' <made)"

# With trios seven people may be worse off than if some waited now and then.
cat >seven.csv <<'END'
Email,Name,Sector
ann@example.org,Ann,Acute
bo@example.org,Bo,Acute
cy@example.org,Cy,Acute
di@example.org,Di,Mental health
ed@example.org,Ed,Mental health
flo@example.org,Flo,Mental health
gil@example.org,Gil,VCSE
END
rm connect5.db
want 0 init --first-month 2026-12 --seed 1
want 0 import seven.csv
want 0 forecast
said out 'One group fewer in December 2026 would gain more in later months: 4 more people with a group, all months together.'
want 0 --json forecast
json 'j["give_up"] == {"month": "2026-12", "people": 4}'

# ---- Pairs that must be, and groups that did not meet -----------------------------------------

rm connect5.db
want 0 init --first-month 2026-12 --seed 2026
want 0 import "$data/demo/ten.csv"
want 0 --json match 2026-12 --now 2026-12-02T00:00:00Z
NOW=2026-12-20T09:00:00Z
python3 -c 'import json
j = json.load(open("out"))
people = [g["people"] for g in j["groups"]]
a, b = people[0][0], people[0][1]
c = next(p for g in people[1:] for p in g if p["sector"] != a["sector"]
	and p["organisation"] != a["organisation"])
print(a["email"], b["email"], c["email"])' >names
read -r one met other <names
want 0 --json forecast
json 'all(m["planned"] == [] for m in j["months"])'
want 0 people pair "$one" "$other" 2027-01
same_file 0 forecast
[ "$(grep -c '^  planned: .* with ' out)" -eq 1 ] || fail 'no pair is planned'
! grep -q 'cannot be' out || fail 'the pair cannot be'
want 0 people away "$other" 2027-01
want 0 forecast
said out 'takes no part that month'
want 0 --json forecast
json '[len(m["planned"]) for m in j["months"]] == [1, 0, 0, 0]'
json 'not j["months"][0]["planned"][0]["possible"]'
# Two whose group did not meet have had one conversation fewer.
json 'j["short"] and len(j["short"]) == 1'
printf 'month,email,met\n2026-12,%s,no\n' "$met" >said.csv
want 0 import --as outcomes said.csv
want 0 --json forecast
json 'len(j["short"]) == 3'
