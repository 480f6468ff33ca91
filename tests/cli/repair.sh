#!/bin/sh
# repair: the fewest groups change, everybody who has to be told is named with
# the reason, groups that have met are left alone, and where there is nothing to
# mend nothing is written.
. "$(dirname "$0")/lib.sh"

query() {
	sqlite3 connect5.db "$1"
}

# told NAME WHAT REASON: the one who has to be told of it.
told() {
	json "[(c['what'], c['reason']) for c in j['changes'] if c['tell'] and
		c['name'] == '''$1'''] == [('$2', '''$3''')]"
}

# kept N: as many groups as announced, of all that there were.
kept() {
	json "len({c['name'] for c in j['changes'] if c['what'] == 'kept'}) == 2 * $1"
}

# partner NAME: whom the first round gives them.
partner() {
	query "SELECT g.name FROM group_member m JOIN group_member n
		ON n.match_group = m.match_group AND n.participant <> m.participant
		JOIN participant p ON p.id = m.participant
		JOIN profile f ON f.id = p.profile
		JOIN participant q ON q.id = n.participant
		JOIN profile g ON g.id = q.profile
		WHERE f.name = '$1' AND m.live = 1 AND m.round = 1"
}

# reported NAME OUTCOME: what came back of a group.
reported() {
	printf 'month,name,met\n2026-12,%s,%s\n' "$1" "$2" >reported.csv
	want 0 import --as outcomes reported.csv
}

# state FILE: all tables but the log.
state() {
	query .dump | grep -Ev '^INSERT INTO (log|undo|sqlite_sequence) ' |
		sort >"$1"
}

again() {
	cp ten.db connect5.db
}

# ---- What cannot be repaired ---------------------------------------------------------

want 4 repair
programme ten
want 1 repair
said err "no round has been made: 'connect5 status' says what comes next"
want 1 repair 2026-12
said err "there is no round for 2026-12: 'connect5 match 2026-12' makes it"
want 2 repair 2026-11
said err '2026-11 is no month of the programme'
want 2 repair --redo
want 0 match 2026-12
cp connect5.db ten.db
NOW=2027-01-05T09:00:00Z
for month in '' 2026-12 1; do
	# shellcheck disable=SC2086 # perhaps no word
	want 2 repair $month
	said err "the month of the round for 2026-12 is over, and it stays as it is: 'connect5 match 2027-01' makes the round of this month"
done
NOW=2026-12-01T09:00:00Z

# ---- Nothing to mend -----------------------------------------------------------------

for options in '' --dry-run; do
	# shellcheck disable=SC2086
	want 0 repair 2026-12 $options
	said out 'The round for 2026-12 needs no mending: nothing was changed.'
	cmp connect5.db ten.db || fail 'a repair of nothing writes'
done
want 0 repair --json
json 'not j["created"] and len(j["changes"]) == 10'
json 'all(c["what"] == "kept" and not c["tell"] for c in j["changes"])'
want 1 export changes
said err "the round for 2026-12 stands as it was made: 'connect5 export mailmerge 2026-12' tells everybody"

# ---- One drops out -------------------------------------------------------------------

want 0 export mailmerge
want 0 people withdraw 'Ann Bell'
want 0 show
said err "0 joined and 1 left, paused or erased: 'connect5 repair 2026-12' mends it"
want 0 status
said out 'Since the round for 2026-12 was made, 0 joined and 1 left, paused or erased: it should be repaired.'
said out 'Next: connect5 repair 2026-12'
want 0 status --json
json '(j["months"][0]["joined"], j["months"][0]["left"]) == (0, 1)'
lone=$(partner 'Ann Bell')
state before
want 0 repair --dry-run --json
json 'not j["created"]'
state now
cmp before now || fail 'a dry run writes'
mv out dry
want 0 repair --json
sed 's/"created":true/"created":false/' out | cmp - dry ||
	fail 'the dry run said otherwise'
json 'j["created"] and j["summary"] ["trios"] == 1 and not j["waiting"]'
kept 3
told "$lone" 'now a trio' 'Ann Bell takes no part this month'
json "sorted(c['reason'] for c in j['changes'] if c['tell'])[1:] ==
	['$lone joins them'] * 2"
json '[g["group"] for g in j["groups"]][-1] == 6'
json 'j["proof"]["optimal"]'
want 0 check
said out 'round 1, 2026-12: every rule holds, and the proof stands'
[ "$(query 'SELECT count(*) FROM match_group WHERE live = 0')" = 5 ] ||
	fail 'the groups before are not on record'
[ "$(query 'SELECT count(*) FROM connection')" = 7 ] ||
	fail 'not the five connections and two more'
want 0 status
said out 'Next: connect5 export changes 2026-12 -o changes-2026-12.csv'
cp connect5.db repaired.db
want 0 repair 2026-12
said out 'needs no mending'
cmp connect5.db repaired.db || fail 'the second repair writes'

# As a sheet, for the screen, and taken back.
want 0 export changes --raw
[ "$(cut -d, -f3 out | tr '\n' ' ')" = 'tell yes yes yes no no no no no no ' ] ||
	fail 'not those who have to be told come first'
want 0 export pairs --raw
[ "$(sed 1d out | cut -d, -f4 | tail -n 1)" = 6 ] || fail 'another number'
want 0 status
unsaid out 'export changes'
cp repaired.db connect5.db
want 0 undo
state now
cmp before now || fail 'undo leaves something of the repair'
want 0 repair
said out '3 people to tell; 3 groups stay as announced'
said out "  now a trio   $lone"
said out "               Ann Bell takes no part this month"
want 0 show
said out 'Proof of the repair, beside trios and groups that have met: 3 pairs of at most 3'
want 0 log
said out 'round 1 for 2026-12: 3 of 5 groups kept, 1 new; 9 people, 4 groups, 0 waiting'

# Whoever was parted has been told all the same, and never meets again.
want 0 match 2027-01
want 0 check
[ "$(query 'SELECT count(*) FROM connection')" -gt 10 ] || fail 'too few'

# Made again, the round forgets its repair, unless people have been told.
cp repaired.db connect5.db
want 2 match 2026-12 --redo
want 0 match 2026-12 --redo --yes
want 0 check
[ "$(query 'SELECT count(*) FROM revision WHERE kind = "match"')" = 2 ] ||
	fail 'not made again'
again
want 0 people withdraw 'Ann Bell'
want 0 repair
want 0 match 2026-12 --redo
want 0 check
[ "$(query 'SELECT count(*) FROM match_group WHERE live = 0')" = 0 ] ||
	fail 'groups that nobody was told of are on record'

# A trio of which one drops out: two stay.
cp repaired.db connect5.db
want 0 export changes
want 0 people withdraw "$lone"
want 0 repair --json
kept 3
json '[c["what"] for c in j["changes"] if c["tell"]] == ["now a pair"] * 2'
want 0 check

# ---- Late joiners --------------------------------------------------------------------

again
want 0 people add xena@late.example.org name=Xena organisation='Firm X' \
	sector=social
want 0 people add yves@late.example.org name=Yves organisation='Firm Y' \
	sector=pubhealth
want 0 status
said out '2 joined and 0 left'
want 0 repair --json
kept 5
told Xena 'new partner' 'they had no partner before'
told Yves 'new partner' 'they had no partner before'
want 0 check
# One more joins a pair, since the settings are those of the round.
want 0 export changes
want 0 config odd wait
want 0 people add zoe@late.example.org name=Zoe organisation='Firm Z' \
	sector=social
want 0 repair --json
kept 5
told Zoe 'now a trio' 'they had no partner before'
want 0 check

# In a round without trios they wait, and are told so once.
again
query "UPDATE revision_setting SET value = 'wait' WHERE key = 'odd';"
want 0 people add zoe@late.example.org name=Zoe organisation='Firm Z' \
	sector=social
want 0 repair --json
kept 5
json '[c["what"] for c in j["changes"] if c["tell"]] == ["no partner"]'
json '[c["reason"] for c in j["changes"] if c["tell"]] ==
	[w["reason"] for w in j["waiting"]]'
want 0 check
want 0 repair
said out 'needs no mending'
want 0 export changes
want 0 people withdraw 'Ann Bell'
want 0 repair --json
told Zoe 'new partner' 'they had no partner before'
kept 4
want 0 check

# ---- What comes between two ----------------------------------------------------------

again
other=$(partner 'Ann Bell')
want 0 people exclude 'Ann Bell' "$other"
want 0 repair --json
json "{'Ann Bell', '$other'} < {c['name'] for c in j['changes'] if c['tell']}"
json "all('exclusion' in c['reason'] for c in j['changes']
	if c['name'] in ('Ann Bell', '$other'))"
want 0 check

again
want 0 people set "$other" organisation="Guy's and St Thomas' NHS Foundation Trust" \
	sector=Acute
want 0 repair --json
json "all('the same part of the system' in c['reason'] for c in j['changes']
	if c['name'] in ('Ann Bell', '$other'))"
want 0 check

# Somebody who turns out to be somebody else is the same person.
again
want 0 people add ann@other.example.org name='Ann Bell' sector=Acute
want 0 people merge ann@other.example.org ann.bell@acute.example.org
want 0 repair --json
kept 5
json 'not any(c["tell"] for c in j["changes"])'
want 0 check

# ---- What came back ------------------------------------------------------------------

# Those who have met may go: nothing is to be mended.
again
number=$(query "SELECT g.number FROM match_group g JOIN group_member m
	ON m.match_group = g.id WHERE m.participant = 1")
reported 'Ann Bell' met
want 0 people withdraw 'Ann Bell'
want 0 show
unsaid err 'repair'
want 0 repair
said out 'needs no mending'
# Another group is mended around them.
gone=$(query "SELECT f.name FROM group_member m JOIN match_group g
	ON g.id = m.match_group JOIN participant p ON p.id = m.participant
	JOIN profile f ON f.id = p.profile WHERE g.outcome <> 'met' LIMIT 1")
want 0 people withdraw "$gone"
want 0 repair --json
kept 3
json "[g['group'] for g in j['groups'] if any(p['name'] == 'Ann Bell'
	for p in g['people'])] == [$number]"
json "[c['reason'] for c in j['changes'] if c['name'] == 'Ann Bell'] ==
	['they have met']"
[ "$(query 'SELECT count(*) FROM match_group WHERE live AND revision = 1')" = 1 ] ||
	fail 'a group that has met was touched'
want 0 check
want 0 people show 'Ann Bell'
said out '2026-12'
want 0 show
said out 'Ann Bell'
want 0 repair
said out 'needs no mending'
want 0 export changes
want 0 people add ann@again.example.org name='Ann Bell' sector=Acute
want 0 repair
want 1 people merge ann@again.example.org ann.bell@acute.example.org
# Who turns out to be one who has met is not missing in the round.
met=$(query 'SELECT address FROM address JOIN group_member m USING (participant)
	JOIN group_member n USING (match_group)
	WHERE n.participant = 1 AND m.participant <> 1 AND m.live = 1')
want 0 people add met@other.example.org name=Met sector=VCSE
want 0 people merge met@other.example.org "$met"
want 0 show
unsaid err 'repair'
want 0 repair
said out 'needs no mending'
want 0 people erase 'ann.bell@acute.example.org'
want 0 check
said out 'not re-verifiable'
want 0 repair
said out 'needs no mending'

# Two who did not meet are free, with each other too, and everybody else stays.
again
reported 'Ann Bell' 'not met'
want 0 repair
said out 'needs no mending'
want 0 people add xena@late.example.org name=Xena organisation='Firm X' \
	sector=social
want 0 people add yves@late.example.org name=Yves organisation='Firm Y' \
	sector=pubhealth
want 0 people exclude 'Xena' 'Yves'
want 0 repair --json
kept 4
told 'Ann Bell' 'new partner' 'they reported that they did not meet'
want 0 check
want 0 match 2027-01
want 0 check

# Two who did not meet and have nobody else are left together; a repair that is
# for others does not forget what they reported.
rm connect5.db
couples
want 0 match 2026-12
printf 'month,email,met\n2026-12,ann@example.org,no\n' >outcomes.csv
want 0 import --as outcomes outcomes.csv
want 0 people withdraw cy
want 0 people add eve@example.org name=eve organisation='Firm eve' sector=social
for one in ann bob; do
	want 0 people exclude $one eve
done
want 0 repair
want 0 repair
said out 'needs no mending'
want 0 export history
said out '2026-12,ann@example.org,bob@example.org,,not met'
want 0 export connections
unsaid out 'ann@example.org,bob@example.org'
want 0 check
# They may be put together in the next month.
want 0 match 2027-01 --json
json '["ann", "bob"] in [[p["name"] for p in g["people"]] for g in j["groups"]]'
want 0 check

# ---- A relaxed round stays one -------------------------------------------------------

rm connect5.db
want 0 init --first-month 2026-12 --seed 2026
for name in ada bea cay; do
	want 0 people add "$name@example.org" name="$name" sector=Acute \
		organisation="Firm $name"
done
want 0 people add dan@example.org name=dan sector=VCSE
want 0 match 2026-12 --relax sector
want 0 people withdraw dan
want 0 repair --json
json 'j["summary"]["grouped"] == 3 and j["groups"][0]["relaxed"]'
want 0 check
# Down to one, there is no round to make.
want 0 people withdraw ada
want 0 people withdraw bea
want 1 repair
said err 'a round needs two people, and only one is active'

# ---- A pair that must be is one after the repair as well -----------------------------------

rm connect5.db
want 0 init --first-month 2026-12 --seed 2026
want 0 import "$data/demo/ten.csv"
want 0 --json match --dry-run 2026-12
python3 -c 'import json
j = json.load(open("out"))
a, b = j["groups"][0]["people"][0], j["groups"][1]["people"][0]
two = [p for g in j["groups"][2:] for p in g["people"]]
c = next(p for p in two if p["sector"] not in (a["sector"], b["sector"])
	and p["organisation"] not in (a["organisation"], b["organisation"]))
print(a["email"], c["email"], j["groups"][1]["people"][1]["email"])' >names
read -r one other third <names
want 0 people pair "$one" "$other" 2026-12
want 0 match 2026-12
want 0 people withdraw "$third"
want 0 --json repair 2026-12
json '[c for c in j["changes"] if c["what"] == "kept"]'
json 'j["must_pairs"] == [{"names": j["must_pairs"][0]["names"], "kept": True, "reason": ""}]'
python3 -c 'import json, sys
j = json.load(open("out"))
assert any({sys.argv[1], sys.argv[2]} <= {p["email"] for p in g["people"]}
	for g in j["groups"])' "$one" "$other" || fail 'they are not together'
want 0 check

# ---- What was wished of people whose group has met stays with their group --------------------

want 0 undo
want 0 --json show 2026-12
python3 -c 'import json
j = json.load(open("out"))
a, b = j["groups"][0]["people"], j["groups"][1]["people"]
print(a[0]["email"], a[1]["email"], b[0]["email"], b[1]["email"])' >names
read -r one other third fourth <names
want 0 people prefer "$one" "$other"
want 0 match 2026-12 --redo --yes
want 0 --json show 2026-12
cp out before
python3 -c 'import json, sys
j = json.load(open("out"))
assert [g for g in j["groups"] if {p["email"] for p in g["people"]}
	>= set(sys.argv[1:])]' "$one" "$other" || fail 'they are not together'
printf 'month,email,met\n2026-12,%s,yes\n' "$one" >said.csv
want 0 import --as outcomes said.csv
want 0 people avoid "$one" "$third"
want 0 people withdraw "$fourth"
want 0 repair 2026-12
want 0 check
want 0 --json show 2026-12
python3 -c 'import json, sys
old, new = ([g for g in json.load(open(f))["groups"]
	if sys.argv[1] in [p["email"] for p in g["people"]]][0]
	for f in ("before", "out"))
assert (old["score"], old["reasons"]) == (new["score"], new["reasons"])' "$one" ||
	fail 'the group that has met reads otherwise'
