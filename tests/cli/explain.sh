#!/bin/sh
# Why this pair, why not that one, why somebody waits; what another pair would
# have cost is held against a month that is made with it.
. "$(dirname "$0")/lib.sh"

# explain CODE ARGUMENT...: answers, twice the same, and the file stays as it is.
explain() {
	explain_code=$1
	shift
	cksum connect5.db >before
	want "$explain_code" "$@"
	mv out first
	want "$explain_code" "$@"
	cmp -s first out || fail "connect5 $*: another answer"
	cksum connect5.db | cmp - before || fail "connect5 $* wrote"
}

# partner NAME: with whom the round in out puts somebody, first of all.
partner() {
	python3 -c 'import json, sys
j = json.load(open("out"))
print([p["name"] for g in j["groups"] for p in g["people"]
	if sys.argv[1] != p["name"]
	and any(q["name"] == sys.argv[1] for q in g["people"])][0])' "$1"
}

# ---- Before the round is made: the one that would be ------------------------------------

cat >seven.csv <<'END'
email,name,organisation,sector,place,interests
amy@a.example.org,Amy,One,acute,Leeds,Workforce
bea@a.example.org,Bea,Two,acute,York,Housing
cat@p.example.org,Cat,Three,primary,Leeds,Housing
dan@c.example.org,Dan,Four,council,York,Workforce
eve@v.example.org,Eve,Five,vcse,Hull,Workforce
fay@m.example.org,Fay,One,icb,Hull,Housing
gus@s.example.org,Gus,Six,social,Leeds,Housing
END
want 0 init --first-month 2026-12 --months 3 --seed 2026
explain 1 explain
said err 'a round needs two people, and nobody is active'
want 0 import seven.csv
want 0 people exclude Bea Cat
want 0 people prefer Amy Dan
want 0 people avoid Cat Eve
explain 0 explain
said err "this is the one that 'connect5 match 2026-12' would make today"
said out 'people who have a group                            7 of 7'
said out 'trios, as few as can be                            1'
want 0 --json match --dry-run
cp out dry
explain 0 --json explain
json 'j["made"] is False and (j["month"], j["round"]) == ("2026-12", 1)'
json 'j["proof"] == json.load(open("dry"))["proof"]'
json 'j["score"] == json.load(open("dry"))["summary"]["score"]'
json 'j["score"] == sum(r["points"] for r in j["reasons"])'
json '[r["reason"] for r in j["reasons"]] == ["prefer", "avoid", "sector",
	"interest", "place", "profession", "slot", "seniority", "draw"]'
json 'j["maximised"] == {"grouped": 7, "active": 7, "trios": 1, "relaxed": 0,
	"waits_made_good": 0, "waits": 0, "score": j["proof"]["score"]}'

# Every other partner of somebody costs what the month with that must-pair says.
explain 0 --json explain Gus
json 'j["complete"] and j["others"]["allowed"] == 6 and j["takes_part"]'
python3 -c 'import json
j = json.load(open("out"))
for a in j["alternatives"]:
    c = a["change"]
    assert c["exact"], a
    print(a["name"], c["waiting"], c["trios"], c["score"])' >alternatives
[ "$(wc -l <alternatives)" -ge 4 ] || fail 'hardly anybody else'
while read -r name waiting trios score; do
	want 0 people pair Gus "$name" 2026-12
	want 0 --json match --dry-run
	json "(lambda d: (j['summary']['waiting'] - d['summary']['waiting'],
		j['summary']['trios'] - d['summary']['trios'],
		j['proof']['score'] - d['proof']['score']) == (
		$waiting, $trios, $score))(json.load(open('dry')))"
	want 0 people pair Gus "$name" 2026-12 --off
done <alternatives

# ---- Two people: allowed or not, and by which rule ---------------------------------------

# two RULE WORDS A B: may not be put together in December.
two() {
	rule=$1 words=$2
	shift 2
	explain 0 --json explain 2026-12 "$@"
	json "j['rule'] == '$rule' and not j['allowed'] and j['change'] is None"
	explain 0 explain 2026-12 "$@"
	said out "$1 and $2 may not be put together: $words"
}
two sector 'they are in the same part of the system, Acute' Amy Bea
two organisation 'they are in the same organisation, One.' Amy Fay
two excluded 'an exclusion keeps them apart.' Bea Cat
unsaid out coordinator
want 0 people pair Amy Cat 2026-12
two must_pair 'Amy is to be put together with Cat, as was asked.' Amy Gus
two must_pair 'Cat is to be put together with Amy, as was asked.' Gus Cat
explain 0 explain Amy
said out '  - to be put together, as was asked'
said out ' to be put together otherwise'
want 0 people pair Amy Cat 2026-12 --off
explain 0 explain 2026-12 Cat Eve
said out '  - avoided where possible (-'
explain 0 explain 2026-12 Gus "$(sed -n '1s/ .*//p' alternatives)"
said out ' may be put together, for '
said out 'If they were put together, the month would have: '
explain 0 --json explain 2026-12 Amy Dan
json 'j["allowed"] and j["together"] and j["points"]["prefer"] == 500
	and j["score"] == sum(j["points"].values())'
explain 0 explain Amy Dan
said out 'are in one group, for '
said out '  - preferred (500)'
unsaid out 'If they were'

# ---- A round that stands ------------------------------------------------------------------

want 0 --json match
cp out december
friend=$(partner Gus)
explain 0 explain
[ ! -s err ] || fail 'something is remarked'
said out 'December 2026 · round 1 of 3'
said out 'Where the points of all groups come from:'
explain 0 --json explain Gus
json "any(p['name'] == '$friend' for p in j['partners'])"
json '(lambda g: [(g["group"], g["score"])] == [(h["group"], h["score"]) for h in
	json.load(open("december"))["groups"] if len(h["people"]) == 2
	and any(p["name"] == "Gus" for p in h["people"])])(
	{"group": j["group"], "score": j["partners"][0]["score"]})
	if len(j["partners"]) == 1 else True'
# The trio: who hosts whom.
third=$(python3 -c 'import json
print([g["people"][2]["name"] for g in json.load(open("december"))["groups"]
	if g["kind"] == "trio"][0])')
explain 0 explain "$third"
said out "are its pair, and host $third: who would be left over joins"
explain 0 --json explain "$third"
json 'j["third"] and len(j["partners"]) == 2'
json 'not any(p["third"] for p in j["partners"])'
# They have met, from then on; the round before does not know yet.
explain 0 explain 2027-01 Gus "$friend"
said out 'they have met before, in 2026-12.'
explain 0 --json explain 2027-01 Gus "$friend"
json '(j["rule"], j["met_in"], j["made"]) == ("met", "2026-12", False)'
explain 0 --json explain 2026-12 Gus "$friend"
json 'j["together"] and j["allowed"]'
# Facts are those of the round: a new organisation, an exclusion added later.
explain 0 explain 2026-12 Gus
mv out before.gus
want 0 people set Gus organisation=Two
want 0 people exclude Gus "$friend"
explain 0 explain 2026-12 Gus
cmp -s out before.gus || fail 'an old round is explained by new facts'

# Not in the round.
want 0 people add hal@x.example.org name=Hal organisation=Nine sector=vcse
want 0 people pause Eve --until 2027-03
explain 0 explain 2026-12 Hal
said out 'Hal took no part in December 2026: away then, or joined'
explain 0 explain 2027-01 Eve
said out 'Eve takes no part in January 2027 (today: paused, back in 2027-03).'
explain 0 --json explain 2027-01 Eve
json 'j["takes_part"] is False and j["standing"] == "paused, back in 2027-03"'
explain 0 --json explain 2027-01 Eve Hal
json 'j["rule"] == "active" and not j["allowed"] and "Eve" in j["why"]'

# What is no question.
explain 2 explain 2026-12 Gus gus@s.example.org
said err 'are one participant'
explain 2 explain 2026-12 Nobody
explain 2 explain 2026-13
said err "'2026-13' is no month"
explain 2 explain 2030-01 Amy
said err 'is no month of the programme'
explain 2 explain 2026-12 Amy Bea Cat
want 0 people pause Hal
want 0 match 2027-02
explain 1 explain 2027-01 Amy
said err 'it was skipped'

# A repair is held against the month made anew.
want 0 people withdraw Gus
want 0 repair 2027-02
explain 0 explain 2027-02
said out 'this is a repair, which keeps what people were told before'
explain 0 --json explain 2027-02
json 'j["repair"]'
: >anew
for who in Amy Bea Cat Dan Fay; do
	explain 0 explain 2027-02 $who
	cat out >>anew
done
said anew 'With somebody else instead, the month, made anew, would have:'
want 0 --json show 2027-02
json 'open("group", "w").write(str([g["group"] for g in j["groups"]
	if any(p["name"] == "Amy" for p in g["people"])][0]))'
explain 0 --json explain 2027-02 Amy
json 'str(j["group"]) == open("group").read()'

# A participant who was found to be another since is found in the old round.
want 0 people merge Hal Fay
explain 0 explain 2026-12 Hal
said out 'Fay is in group '
# Who was erased has a name no more, and nothing can be made again.
want 0 people erase "$friend"
explain 0 explain 2026-12 Gus
said out '(erased participant)'
said out 'cannot be worked out again: a participant was erased'
explain 0 --json explain 2026-12
json 'j["erased"] > 0 and j["score"] == j["erased"] +
	sum(r["points"] for r in j["reasons"])'
explain 0 --json explain 2026-12 Gus
json 'j["verifiable"] is False and j["alternatives"] == []'

# ---- Somebody waits -----------------------------------------------------------------------

mkdir wait
cd wait
cat >five.csv <<'END'
email,name,organisation,sector
amy@a.example.org,Amy,One,acute
bea@a.example.org,Bea,Two,acute
cat@a.example.org,Cat,Three,acute
dan@c.example.org,Dan,Four,council
eve@v.example.org,Eve,Five,vcse
END
want 0 init --first-month 2026-12 --months 2 --seed 2026
want 0 import five.csv
want 0 --json match
who=$(python3 -c 'import json
print(json.load(open("out"))["waiting"][0]["name"])')
explain 0 explain
said out 'Why somebody must wait: 3 of the 5 people are in Acute'
explain 0 explain "$who"
said out "$who waits: of the 4 others this month, 2 are in the same part"
said out 'The month: 3 of the 5 people are in Acute'
said out 'Rounds waited before: 0.'
said out 'Next month, as things stand today: they may be put together with 2 of the 4'
said out 'of whom 0 have waited as often as they (1) or more; if 2027-01 were matched today, they would have a group.'
explain 0 --json explain "$who"
json 'j["group"] is None and j["partners"] == [] and j["waiting"]["next"] == {
	"month": "2027-01", "made": False, "takes_part": True, "placed": True,
	"allowed": 2, "others": 4, "waited_as_often": 0}'
json '[a["change"]["waiting"] for a in j["alternatives"]] == [0, 0]'
# Whom it would strand is named.
other=$(python3 -c 'import json
print(json.load(open("out"))["alternatives"][0]["name"])')
explain 0 explain "$who" "$other"
said out ' would wait.'
want 0 match 2027-01
explain 0 explain 2026-12 "$who"
said out 'The round after it, of 2027-01: they have a group there.'
explain 0 --json explain 2027-01
python3 -c 'import json
j = json.load(open("out"))
assert j["maximised"]["waits_made_good"] == 1 == j["maximised"]["waits"], j'
want 0 --json show 2027-01
who=$(python3 -c 'import json
print(json.load(open("out"))["waiting"][0]["name"])')
explain 0 explain 2027-01 "$who"
said out 'It is the last month of the programme.'
cd ..

# Three wait, and the one may meet them next month, for all the others care.
mkdir many
cd many
sed '/^eve/s/vcse/acute/' ../wait/five.csv >five.csv
want 0 init --first-month 2026-12 --seed 2026
want 0 import five.csv
want 0 --json match
who=$(python3 -c 'import json
print(json.load(open("out"))["waiting"][0]["name"])')
explain 0 --json explain "$who"
json 'j["waiting"]["next"]["waited_as_often"] == 2
	and j["waiting"]["next"]["allowed"] == 1'
explain 0 --json explain "$who" Dan
json 'j["change"]["waiting"] == 0 and j["change"]["moved"] == 1'
cd ..

# ---- A relaxed round ----------------------------------------------------------------------

mkdir relaxed
cd relaxed
head -n 5 ../wait/five.csv >four.csv
want 0 init --first-month 2026-12 --seed 2026
want 0 import four.csv
want 0 --json match --relax sector
explain 0 explain 2026-12
said out 'relaxed groups, as few as can be                   1'
explain 0 explain 2026-12 Amy Bea
said out 'part of the system, which was allowed this month'
explain 0 --json explain 2026-12 Amy
json 'len(j["alternatives"]) == 2 and j["complete"]'

# ---- Who has met takes part in the round that was repaired around them --------------------

rm connect5.db
want 0 init --first-month 2026-12 --seed 1
want 0 import "$data/demo/ten.csv"
want 0 match 2026-12
printf 'month,email,met\n2026-12,ann.bell@acute.example.org,yes\n' >said.csv
want 0 import --as outcomes said.csv
want 0 people withdraw 'Rohan Wijeratne'
want 0 repair
explain 0 --json explain 'Ann Bell'
json 'j["takes_part"] and j["group"] == 1 and len(j["partners"]) == 1'
