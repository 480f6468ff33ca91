#!/bin/sh
# people: who is found by what, what is changed, and what a pause does.
. "$(dirname "$0")/lib.sh"

ann=ann.bell@acute.example.org

# person WHO EXPRESSION: of the participant as held.
person() {
	want 0 --json people show "$1"
	json "$2"
}

# refused TEXT ARGUMENT...: a usage error, and the file stays as it is.
refused() {
	wanted_text=$1
	shift
	cksum connect5.db >before
	want 2 people "$@"
	said err "$wanted_text"
	[ ! -s out ] || fail 'an error on standard output'
	cksum connect5.db | cmp - before || fail "people $* wrote"
}

# told TEXT ARGUMENT...: done, and said so.
told() {
	wanted_text=$1
	shift
	want 0 people "$@"
	said err "connect5: $wanted_text"
	[ ! -s out ] || fail 'a remark on standard output'
}

want 0 init --first-month 2026-12 --seed 2026
want 0 people
said out "Nobody yet: 'connect5 import EXPORT.csv' brings people in."
want 0 --json people
json 'j == {"people": [], "wishes": [], "must_pairs": []}'
want 0 import "$data/demo/ten.csv"

# ---- list, show ----------------------------------------------------------------

want 0 people
[ "$(wc -l <out)" = 10 ] || fail 'not one line a person'
# By name; each with address, part of the system and status.
head -n 1 out >first
said first 'Ann Bell                    ann.bell@acute.example.org            Acute hospital trust    active'
cut -c 1-26 out | LC_ALL=C sort -c || fail 'not in the order of names'
mv out bare
want 0 people list
cmp out bare || fail 'people and people list differ'
want 0 --json people
json 'len(j["people"]) == 10 and set(j["people"][0]) == {"id", "email", "name",
	"organisation", "sector", "place", "profession", "seniority",
	"interests", "hopes", "availability", "status", "until", "answered_at"}'

want 0 people show "$ann"
said out 'name           Ann Bell'
said out 'place          Lambeth; Southwark'
said out 'status         active'
person "$ann" 'set(j) >= {"exclude", "rounds"} and j["rounds"] == []'

# ---- WHO -----------------------------------------------------------------------

person ' ANN.BELL@Acute.Example.ORG ' 'j["name"] == "Ann Bell"'
person 'ann  bell' 'j["email"] == "'$ann'"'
refused "there is no participant 'Ann': 'connect5 people' lists them" show Ann
refused "there is no participant 'x@example.org'" show x@example.org
told 'added: Ann Bell <ann@vcse.example.org>, active' \
	add ann@vcse.example.org 'name=Ann Bell' sector=VCSE
refused "2 participants are called 'Ann Bell': say the e-mail address, or the number" \
	show 'Ann Bell'
refused "2 participants are called 'Ann Bell'" withdraw 'Ann Bell'
want 0 people withdraw ann@vcse.example.org
person 11 'j["id"] == 11 and j["email"] == "ann@vcse.example.org"'
refused "there is no participant 99: 'connect5 people' lists them" show 99

# Without accents, or with a slip, a name is near, never found.
told 'added: Zoë Smith <zoe.s@example.org>, active' \
	add zoe.s@example.org 'name=Zoë Smith' sector=VCSE
told 'added: Zoe Smyth <smyth@example.org>, active' \
	add smyth@example.org 'name=Zoe Smyth' sector=VCSE
person 'ZOË  smith' 'j["email"] == "zoe.s@example.org"'
refused "there is no participant 'Zoe Smith': did you mean 'Zoë Smith' (zoe.s@example.org) or 'Zoe Smyth' (smyth@example.org)?" \
	withdraw 'Zoe Smith'
refused "there is no participant 'Ann Bel': did you mean 'Ann Bell' (ann@vcse.example.org) or 'Ann Bell' (ann.bell@acute.example.org)?" \
	show 'Ann Bel'
want 0 people withdraw zoe.s@example.org
want 0 people withdraw smyth@example.org

# ---- add -----------------------------------------------------------------------

want 0 --json people add Zoe@Example.org 'name=Zoë Ó Briain' sector=Council \
	'place=Bexley;Lewisham' 'interests=Digital;Housing' hopes='=1+1'
json '(j["email"], j["place"], j["hopes"], j["status"]) == ("zoe@example.org",
	["Bexley", "Lewisham"], "=1+1", "active")'
# The organisation decides the part of the system, if only it is known.
want 0 people add bo@example.org 'name=Bo Lee' organisation=GSTT
person bo@example.org '(j["sector"], j["organisation"][:3]) == (
	"Acute hospital trust", "Guy")'
told "organisation 'Corner Café' is new: kept as written" \
	add cy@example.org 'name=Cy Ho' 'organisation=Corner Café' sector=VCSE
refused "bo@example.org is a participant already: 'connect5 people set'" \
	add bo@example.org 'name=Bo Lee' sector=Acute
refused "'bo@' is not an e-mail address" add bo@ 'name=Bo Lee' sector=Acute
refused 'neither the part of the system nor the organisation is given' \
	add new@example.org 'name=New Person'
refused "'Hopsital' is not a part of the system" \
	add new@example.org 'name=New Person' sector=Hopsital
refused 'there is no name' add new@example.org sector=Acute
refused 'usage: connect5 people add [ADDRESS] name=NAME sector=SECTOR|organisation=NAME FIELD=VALUE...' \
	add new@example.org
refused "'status=paused' is not FIELD=VALUE: FIELD is email, name," \
	add new@example.org 'name=New Person' sector=Acute status=paused

# ---- set -----------------------------------------------------------------------

told "changed: Ann Bell <$ann>, active" set "$ann" place=Bexley
person "$ann" 'j["place"] == ["Bexley"] and j["profession"] == "Ward manager"'
told "nothing changed: Ann Bell <$ann>, active" set "$ann" place=Bexley
want 0 people set "$ann" hopes= profession=
person "$ann" 'j["hopes"] == "" and j["profession"] == ""'
want 0 --json people set "$ann" 'interests=Digital; Housing'
json 'j["interests"] == ["Digital", "Housing"]'
refused 'there is no name' set "$ann" name=
refused "'elsewhere' is not FIELD=VALUE" set "$ann" elsewhere
refused "'shoe=38' is not FIELD=VALUE" set "$ann" shoe=38
refused "'Knitting' is not a part of the system" set "$ann" sector=Knitting
refused 'zoe@example.org is or was the address of somebody else' \
	set "$ann" email=zoe@example.org
refused "'ann' is not an e-mail address: there is no @" set "$ann" email=ann
unsaid err 'import'
refused 'neither the part of the system nor the organisation is given: say sector=SECTOR' \
	add new@example.org 'name=New Person' place=Bexley
refused "'Hopsital' is not a part of the system that this programme knows (did you mean 'Acute hospital trust'?): 'connect5 sectors' lists them" \
	set "$ann" sector=Hopsital
unsaid err '--add-sectors'
refused 'there is no name: say name=NAME' set "$ann" name=
# What an import would remark, of what is typed now.
cp connect5.db before.db
want 0 people set "$ann" seniority=12 'interests=Digital;Moonlight'
said err "seniority not in our list, kept as written: '12'"
said err "interests not in our list, kept as written: 'Moonlight'"
unsaid err 'line'
want 0 people set "$ann" hopes=tea
unsaid err 'not in our list'
want 0 people set "$ann" 'organisation=GSTT' sector=
said err 'the part of the system is never empty: without one it is that of the organisation'
person "$ann" 'j["sector"] == "Acute hospital trust"'
mv before.db connect5.db
refused 'usage: connect5 people set WHO FIELD=VALUE...' set "$ann"
# A new address; the old one keeps finding them, and is nobody else's.
want 0 people set "$ann" email=ann.carter@acute.example.org 'name=Ann Carter'
person "$ann" 'j["email"] == "ann.carter@acute.example.org"'
person ann.carter@acute.example.org 'j["name"] == "Ann Carter"'
refused "$ann is or was the address of somebody else" \
	set zoe@example.org "email=$ann"
want 0 people set "$ann" "email=$ann"
person ann.carter@acute.example.org 'j["email"] == "'$ann'"'

# ---- pause, resume, withdraw ----------------------------------------------------

# active MONTH N: so many would be in that month's round.
active() {
	want 0 --json match "$1" --dry-run
	json "j['summary']['active'] == $2"
}

active 2026-12 13
told "changed: Zoë Ó Briain <zoe@example.org>, paused" pause zoe@example.org
active 2026-12 12
active 2027-04 12
told 'nothing changed: Zoë Ó Briain <zoe@example.org>, paused' \
	pause zoe@example.org
# With an end, they are back in that month, alone.
told 'changed: Zoë Ó Briain <zoe@example.org>, paused, back in 2027-02' \
	pause zoe@example.org --until 2027-02
active 2027-01 12
active 2027-02 13
person zoe@example.org 'j["status"] == "paused" and j["until"] == "2027-02"'
told 'changed: Zoë Ó Briain <zoe@example.org>, paused, back in 2027-01' \
	pause --until next zoe@example.org
want 0 people pause bo@example.org --until 2027-05
said err 'connect5: 2027-05 is after the programme, which ends in 2027-04: if they will not be back'
want 0 people resume bo@example.org
want 0 people pause bo@example.org --until 2027-04
unsaid err 'after the programme'
want 0 people resume bo@example.org
want 0 --now 2026-10-01T09:00:00Z people pause bo@example.org --until 2026-12
said err 'the programme begins in 2026-12: they will miss no round'
want 0 people resume bo@example.org
refused '--until takes the month they are back, and 2026-02 is no month to come' \
	pause bo@example.org --until 2026-02
refused '2026-12 is no month to come' pause bo@example.org --until now
refused "'soon' is no month" pause bo@example.org --until soon
refused "--until goes with 'people pause'" resume zoe@example.org --until next
refused 'usage: connect5 people pause WHO [--until MONTH]' pause
want 0 --json people resume zoe@example.org
json 'j["status"] == "active" and j["until"] == ""'
active 2026-12 13
told 'changed: Zoë Ó Briain <zoe@example.org>, withdrawn' \
	withdraw zoe@example.org
active 2026-12 12
told 'changed: Zoë Ó Briain <zoe@example.org>, active' resume zoe@example.org
active 2026-12 13

# ---- The rounds somebody was in --------------------------------------------------

want 0 --json match 2026-12
cp out round
person bo@example.org '[(r["month"], r["round"]) for r in j["rounds"]] == [
	("2026-12", 1)]'
# Partners are those of the round, whoever they are.
person bo@example.org 'sorted(j["rounds"][0]["partners"]) == sorted(
	p["name"] for g in json.load(open("round"))["groups"]
	if any(p["name"] == "Bo Lee" for p in g["people"])
	for p in g["people"] if p["name"] != "Bo Lee")'
want 0 people show bo@example.org
grep -q '^2026-12        [A-Z]' out || fail 'show does not tell of the round'

# ---- Wrong use -------------------------------------------------------------------

refused "'people sack' is nothing we know" \
	sack bo@example.org
refused 'usage: connect5 people list' list all
refused 'usage: connect5 people show WHO' show

# ---- The log speaks of numbers, never of names -------------------------------------

want 0 log
said out 'people pause'
for word in Ann Bell Carter Zoë example.org Bexley; do
	unsaid out "$word"
done
