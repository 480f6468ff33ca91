#!/bin/sh
# organisations: their words, their part of the system, and what happens to the
# people of a word that turns out to mean a known one.
. "$(dirname "$0")/lib.sh"

# organisation NAME EXPRESSION: of its entry in the list, as `o`.
organisation() {
	want 0 --json organisations list "$1"
	json "[o for o in j['organisations'] if o['name'] == \"$1\" and ($2)]"
}

# none NAME: there is no such entry.
none() {
	want 0 --json organisations
	json "\"$1\" not in [o['name'] for o in j['organisations']]"
}

# refused TEXT ARGUMENT...: a usage error, and the file stays as it is.
refused() {
	wanted_text=$1
	shift
	cksum connect5.db >before
	want 2 organisations "$@"
	said err "$wanted_text"
	[ ! -s out ] || fail 'an error on standard output'
	cksum connect5.db | cmp - before || fail "organisations $* wrote"
}

# person WHO EXPRESSION: of the participant as held.
person() {
	want 0 --json people show "$1"
	json "$2"
}

kch="King's College Hospital NHS Foundation Trust"

programme ten

# The list

want 0 organisations
mv out bare
want 0 organisations list
cmp out bare || fail 'organisations and organisations list differ'
want 0 organisations list 'KINGS college h'
grep -q "^$kch  *Acute hospital trust  *1 person$" out ||
	fail 'no line for the hospital'
said out '    in: Lambeth; Bromley'
said out '    also: kch; kings college hospital;'
[ "$(grep -c '^[^ ]' out)" = 1 ] || fail 'others in the list'
want 0 --json organisations list pruh
json '[(o["name"], o["sector"], o["place"], o["people"])
	for o in j["organisations"]] == [("'"$kch"'", "Acute hospital trust",
	["Lambeth", "Bromley"], 1)]'
want 0 organisations list xyzzy
[ ! -s out ] || fail 'something for nothing'
said err "no organisation has 'xyzzy' in its words"
want 0 --json organisations list xyzzy
json 'j == {"organisations": []}'

# New ones

want 0 organisations add 'Blue Door Hostels' VCSE 'Bexley; Lewisham'
said err 'added: Blue Door Hostels, Voluntary, community,'
organisation 'Blue Door Hostels' 'o["place"] == ["Bexley", "Lewisham"]
	and o["people"] == 0 and o["aliases"] == []'
want 0 people add bo@example.org 'name=Bo Lee' 'organisation=blue door hostels'
person bo@example.org 'j["organisation"] == "Blue Door Hostels"
	and j["sector"].startswith("Voluntary")'
refused "'KCH' means $kch already: 'connect5 organisations set' changes it" \
	add KCH acute
refused "'Trust' may mean" add Trust acute
refused "there is no part of the system 'Knitting'" add 'Wool Shop' Knitting
refused 'usage: connect5 organisations add NAME SECTOR [PLACE;PLACE]' add Shop
refused "'!!' has no letter or digit to go by" add '!!' acute

# Changes

want 0 organisations set 'Blue Door Hostels' 'name=Blue Door Homes' \
	sector=council 'place=Bromley'
said err 'changed: Blue Door Homes, Local authority'
organisation 'Blue Door Homes' 'o["place"] == ["Bromley"]
	and o["aliases"] == ["blue door hostels"] and o["people"] == 1'
# People keep the part of the system that they said.
person bo@example.org 'j["organisation"] == "Blue Door Homes"
	and j["sector"].startswith("Voluntary")'
want 0 organisations set 'blue door hostels' place=Bromley
said err 'nothing changed: Blue Door Homes'
want 0 organisations set 'Blue Door Homes' 'name=Blue Door homes' place=
organisation 'Blue Door homes' 'o["place"] == []'
refused "'KCH' means $kch already" set 'Blue Door Homes' name=KCH
refused "'shoe=38' is not name=..., sector=... or place=..." \
	set 'Blue Door Homes' shoe=38
refused "'' has no letter or digit" set 'Blue Door Homes' name=
refused "there is no organisation 'Blue Dor Homes': did you mean 'Blue Door homes'?" \
	set 'Blue Dor Homes' place=
refused "there is no organisation 'xyzzy': 'connect5 organisations' lists them" \
	set xyzzy place=
refused "'King's' may mean" set "King's" place=

# Further words

want 0 organisations alias KCH 'Kings Camberwell' 'The Denmark Hill Site'
said err "changed: $kch, Acute hospital trust"
organisation "$kch" '{"kings camberwell", "the denmark hill site"}
	<= set(o["aliases"])'
want 0 organisations alias KCH 'kings  camberwell'
said err "nothing changed: $kch"
want 0 people add cy@example.org 'name=Cy Ho' 'organisation=KINGS CAMBERWELL'
person cy@example.org 'j["organisation"] == "'"$kch"'"'
refused "'Kings Camberwell' means $kch already" alias GSTT 'Kings Camberwell'
refused "'GSTT' means Guy's and St Thomas'" alias KCH GSTT
refused "'Blue Door homes' means Blue Door homes already" \
	alias KCH 'Blue Door homes'
refused "'GSTT' means" alias KCH 'New Word' GSTT
organisation "$kch" '"new word" not in o["aliases"]'

# A word that nobody knew was kept as an organisation of its own

cat >odd.csv <<'END'
email,name,organisation,sector
dee@example.org,Dee,Camberwell Cottage,acute
eve@example.org,Eve,Camberwell  cottage,acute
fay@example.org,Fay,King's,acute
END
want 0 import odd.csv
organisation 'Camberwell Cottage' 'o["people"] == 2 and o["sector"] == ""'
organisation "King's" 'o["people"] == 1'
want 0 match 2026-12
want 0 --json show
cp out shown
want 0 organisations alias KCH 'camberwell cottage'
said err "changed, 2 people moved: $kch"
none 'Camberwell Cottage'
organisation "$kch" '"camberwell cottage" in o["aliases"] and o["people"] == 4'
person dee@example.org 'j["organisation"] == "'"$kch"'" and [
	(v["organisation"], v["command"]) for v in j["versions"]] == [
	("Camberwell Cottage", "import"), ("'"$kch"'", "organisations alias")]'
# and so was one that may mean several.
want 0 organisations alias KCH "King's"
said err "changed, 1 person moved: $kch"
person fay@example.org 'j["organisation"] == "'"$kch"'"'
none "King's"
want 0 people add gus@example.org 'name=Gus' "organisation=King's"
person gus@example.org 'j["organisation"] == "'"$kch"'"'
# The same form changes nothing, and the round holds as it was.
want 0 --json import odd.csv
json '(j["files"][0]["unchanged"], j["files"][0]["refused"]) == (3, 0)'
none 'Camberwell Cottage'
want 0 --json show
cmp out shown || fail 'the round is shown otherwise'
want 0 check
said out 'every rule holds, and the proof stands'
# The name is free again, also for another.
want 0 organisations set KCH 'name=Camberwell Cottage'
organisation 'Camberwell Cottage' 'o["people"] == 6'
want 0 undo
organisation "$kch" 'o["people"] == 6'

# Two who are together already stay together

want 0 -f now.db init --first-month 2026-12 --seed 2026
cat >two.csv <<'END'
email,name,organisation,sector
amy@a.example.org,Amy,Wren House,acute
dan@p.example.org,Dan,Wren Hosue,primary
END
want 0 -f now.db import two.csv
want 0 -f now.db match 2026-12
want 0 -f now.db --json organisations alias 'Wren House' 'Wren Hosue'
json 'j["together"] == [{"month": "2026-12", "names": ["Amy", "Dan"]}] and (
	j["moved"], j["people"]) == (1, 2)'
want 0 -f now.db check
want 0 -f now.db undo
want 0 -f now.db organisations alias 'Wren House' 'Wren Hosue'
said err 'Amy and Dan are together in 2026-12, and are now both of one organisation: the round stays as it was made'
want 0 -f now.db check
# Nobody else would meet them now.
want 0 -f now.db match 2027-01
want 0 -f now.db --json show 2027-01
json 'j["summary"]["waiting"] == 2'

# On record by numbers; and wrong use

want 0 log
said out 'further words, 2 people moved'
for word in Camberwell King Blue Kings; do
	unsaid out "$word"
done
refused "'organisations sell' is nothing we know: list, add, alias or set" \
	sell KCH
refused 'usage: connect5 organisations list [WORD]' list one two
