#!/bin/sh
# sectors: the words of each part of the system, who is in it, and what becomes
# of rounds when two are merged or one is renamed.
. "$(dirname "$0")/lib.sh"

# sector CODE EXPRESSION: of its entry in the list, as `s`.
sector() {
	want 0 --json sectors list
	json "[s for s in j['sectors'] if s['code'] == '$1' and ($2)]"
}

# refused TEXT ARGUMENT...: a usage error, and the file stays as it is.
refused() {
	wanted_text=$1
	shift
	cksum connect5.db >before
	want 2 sectors "$@"
	said err "$wanted_text"
	[ ! -s out ] || fail 'an error on standard output'
	cksum connect5.db | cmp - before || fail "sectors $* wrote"
}

# person WHO EXPRESSION: of the participant as held.
person() {
	want 0 --json people show "$1"
	json "$2"
}

ann=ann.bell@acute.example.org
derek=derek.olanrewaju@council.example.org

programme ten

# The list

want 0 sectors
mv out bare
want 0 sectors list
cmp out bare || fail 'sectors and sectors list differ'
grep -q '^acute  *Acute hospital trust  *Acute  *3 active$' out ||
	fail 'no line for the acute trusts'
said out '    also: acute and specialist; acute care;'
want 0 --json sectors
json 'len(j["sectors"]) == 12 and set(j["sectors"][0]) == {"code", "label",
	"short", "active", "aliases"}'
json 'sum(s["active"] for s in j["sectors"]) == 10'
sector acute 's["active"] == 3 and "teaching hospital" in s["aliases"]'
# Its own code and labels are no further words.
sector acute '"acute" not in s["aliases"]'
# Active is whoever would be in this month's round: nobody who is away.
want 0 people away "$ann" 2026-12
sector acute 's["active"] == 2'
want 0 people resume "$ann"
sector acute 's["active"] == 3'

# New ones and new words

want 0 sectors add forces 'Armed forces and veterans' Forces
said err 'connect5: added: Armed forces and veterans (forces)'
[ ! -s out ] || fail 'a remark on standard output'
sector forces 's["short"] == "Forces" and s["active"] == 0 and not s["aliases"]'
want 0 --json sectors add space 'Space agency'
json '(j["code"], j["short"], j["result"]) == ("space", "Space agency", "added")'
refused "'gp' means Primary care (general practice, PCN," add gp Surgeries
refused "'Surgery (GP)' is no code: letters, digits and hyphens, at most 32" \
	add 'Surgery (GP)' Surgeries
refused "'Charity' means Voluntary, community," add char Charity
refused "'...' has no letter or digit to go by" add lab ...
want 0 sectors alias forces Army 'The Navy'
said err 'changed: Armed forces and veterans (forces)'
sector forces 's["aliases"] == ["army", "the navy"]'
want 0 sectors alias Army ARMY
said err 'nothing changed: Armed forces and veterans (forces)'
want 0 people add bo@example.org 'name=Bo Lee' 'sector=the  navy'
person bo@example.org 'j["sector"] == "Armed forces and veterans"'
refused "'GP' means Primary care" alias forces GP
refused "there is no part of the system 'Forcse': did you mean 'Armed forces and veterans'?" \
	alias Forcse Fleet
refused "there is no part of the system 'Knitting': 'connect5 sectors' lists them" \
	alias Knitting Wool
# The first word is not in, if the second is refused.
refused "'GP' means" alias forces Fleet GP
sector forces '"fleet" not in s["aliases"]'

# A new name for the old thing

want 0 match 2026-12
want 0 --json show 1
cp out shown
want 0 sectors rename acute 'Hospitals' Hosp
said err 'changed: Hospitals (acute)'
sector acute '(s["label"], s["short"], s["active"]) == ("Hospitals", "Hosp", 3)'
# The old label is a word for it still.
sector acute '"acute hospital trust" in s["aliases"]'
want 0 sectors rename 'Acute hospital trust' Hospitals Hosp
said err 'nothing changed: Hospitals (acute)'
want 0 check
said out 'round 1, 2026-12: every rule holds, and the proof stands'
want 0 --json show 1
sed 's/Acute hospital trust/Hospitals/g' shown | cmp - out ||
	fail 'another round by another name'
refused "'GP' means Primary care" rename acute GP
want 0 --json import "$data/demo/ten.csv"
json 'j["files"][0]["unchanged"] == 10'

# Two that turn out to be one

want 0 match 2027-01
want 0 match 2027-02
for round in 1 2 3; do
	want 0 --json show $round
	cp out shown.$round
done
want 0 --json people list
cp out people.before
refused "'acute' and 'Hospitals' are the same part of the system" \
	merge acute Hospitals
refused "there is no part of the system 'acuet'" merge acuet council
refused 'usage: connect5 sectors merge FROM INTO' merge acute
want 0 sectors merge acute council
said err 'merged, 3 people moved: Local authority (corporate, housing,'
want 0 --json sectors
json '"acute" not in [s["code"] for s in j["sectors"]]'
sector council 's["active"] == 5 and {"acute", "hospitals", "hosp",
	"acute hospital trust", "teaching hospital"} <= set(s["aliases"])'
person "$ann" 'j["sector"].startswith("Local authority") and [
	v["sector"][:9] for v in j["versions"]] == ["Hospitals", "Local aut"]
	and j["versions"][1]["command"] == "sectors merge"'
# What rounds were made from stays, and still holds.
for round in 1 2 3; do
	want 0 --json show $round
	cmp out shown.$round || fail "round $round is shown otherwise"
done
want 0 check
[ "$(grep -c 'every rule holds, and the proof stands$' out)" = 3 ] ||
	fail 'an old round became wrong'
# Organisations go along, and so do forms that use the old words.
want 0 --json organisations list GSTT
json 'j["organisations"][0]["sector"].startswith("Local authority")'
want 0 --json import "$data/demo/ten.csv"
json 'j["files"][0]["unchanged"] == 10 and j["files"][0]["refused"] == 0'
want 0 people add cy@example.org 'name=Cy Ho' sector=Hospital
person cy@example.org 'j["sector"].startswith("Local authority")'
refused "'acute' means Local authority" add acute 'Acute again'
# From now on they are of one part: no round puts them together.
want 0 --json match 2027-03
json 'not any({"'$ann'", "'$derek'"} <= {p["email"] for p in g["people"]}
	for g in j["groups"])'
json 'all(len({p["sector"] for p in g["people"]}) == len(g["people"])
	for g in j["groups"])'
want 0 check
# Chained: what was acute follows.
want 0 sectors merge council icb
person "$ann" 'j["sector"].startswith("Integrated care")'
person cy@example.org 'j["sector"].startswith("Integrated care")'
want 0 people add di@example.org 'name=Di Hay' sector=acute
person di@example.org 'j["sector"].startswith("Integrated care")'
want 0 check
# A new season knows neither of the merged ones.
want 0 -f next.db init --from connect5.db --first-month 2027-06
want 0 -f next.db --json sectors
json '{"acute", "council"}.isdisjoint(s["code"] for s in j["sectors"])'
want 0 -f next.db --json match 2027-06
want 0 -f next.db check

# Merged while a round of this month, or one to come, holds them together

want 0 -f now.db init --first-month 2026-12 --seed 2026
cat >two.csv <<'END'
email,name,organisation,sector
amy@a.example.org,Amy,Hospital One,acute
dan@p.example.org,Dan,Practice Two,primary
END
want 0 -f now.db import two.csv
want 0 -f now.db match 2026-12
want 0 -f now.db --json sectors merge primary acute
json 'j["together"] == [{"month": "2026-12", "names": ["Amy", "Dan"]}] and (
	j["moved"], j["from"], j["code"]) == (1, "primary", "acute")'
want 0 -f now.db check
want 0 -f now.db undo
want 0 -f now.db sectors merge primary acute
said err 'Amy and Dan are together in 2026-12, and are now both of one part of the system: the round stays as it was made'
# Of a past round there is nothing to be said.
want 0 -f now.db undo
NOW=2027-01-05T09:00:00Z
want 0 -f now.db sectors merge primary acute
unsaid err 'are together'
NOW=2026-12-01T09:00:00Z

# Whom somebody has met counts as what they are today, also by way of another

# score: of Dan and Eve in the round to come.
score() {
	want 0 -f met.db export scores 2027-01 --raw
	sed -n 's/^dan@p.example.org,eve@i.example.org,//p' out | tr -d '\r'
}
want 0 -f met.db init --first-month 2026-12 --seed 2026
want 0 -f met.db import two.csv
want 0 -f met.db match 2026-12
want 0 -f met.db people add eve@i.example.org name=Eve sector=icb
new=$(score)
want 0 config weight.sector
weight=$(cat out)
want 0 -f met.db sectors merge acute council
[ "$(score)" = "$new" ] || fail 'another score before they are one'
want 0 -f met.db sectors merge council icb
[ "$(score)" = $((new - weight)) ] || fail 'icb is new to Dan, who met acute'
want 0 -f met.db match 2027-01
want 0 -f met.db check

# Taken back, and put on record by numbers

want 0 --json people list
cp out people.now
want 0 sectors merge mhc vcse
want 0 undo
want 0 --json people list
cmp out people.now || fail 'undo leaves people elsewhere'
sector mhc 's["active"] == 1 and "camhs" in s["aliases"]'
want 0 check
want 0 log
grep -q 'sector [0-9]*: takes in sector [0-9]*, 3 people' out ||
	fail 'the log does not tell of the merger'
unsaid out Hospitals
refused "'sectors sell' is nothing we know: list, add, alias, merge or rename" \
	sell acute
