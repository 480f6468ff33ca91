#!/bin/sh
# people show: all that is held on somebody, in words and as JSON.
. "$(dirname "$0")/lib.sh"

# person WHO EXPRESSION: of the participant as held.
person() {
	want 0 --json people show "$1"
	json "$2"
}

ann=ann.bell@acute.example.org
derek=derek.olanrewaju@council.example.org
olga=olga.petrenkoshaw@vcse.example.org

programme ten
want 0 --json people show "$ann"
json 'set(j) == {"id", "email", "name", "organisation", "sector", "place",
	"profession", "seniority", "interests", "hopes", "availability",
	"status", "until", "answered_at", "former_emails", "merged", "away",
	"exclude", "exclusions", "wishes", "pending_exclusions", "named_by",
	"further_answers", "met_before", "rounds", "reports", "versions"}'
json 'all(j[k] == [] for k in ("former_emails", "merged", "away", "exclude",
	"exclusions", "pending_exclusions", "named_by", "further_answers",
	"met_before", "rounds", "reports"))'
json 'len(j["versions"]) == 1 and j["versions"][0]["command"] == "import"
	and j["versions"][0]["at"] == "'$NOW'"'

# Every column of the table of profiles is in a version; so a new one cannot be
# forgotten here.
sqlite3 connect5.db "SELECT name FROM pragma_table_info('profile')" >columns
while read -r column; do
	case $column in
	id | participant | change | erased | seniority_step) continue ;;
	esac
	json "'$column' in j['versions'][0]"
done <columns

# Versions, with the date of each change

NOW=2026-12-02T10:00:00Z
want 0 people set "$ann" 'name=Ann Carter' 'email=ann.carter@acute.example.org'
NOW=2026-12-03T11:00:00Z
want 0 people set "$ann" place=Bexley 'organisation=Wren House' sector=VCSE
person "$ann" '[(v["at"], v["command"], v["name"], v["place"])
	for v in j["versions"]] == [
	("2026-12-01T09:00:00Z", "import", "Ann Bell", ["Lambeth", "Southwark"]),
	("2026-12-02T10:00:00Z", "people set", "Ann Carter",
		["Lambeth", "Southwark"]),
	("2026-12-03T11:00:00Z", "people set", "Ann Carter", ["Bexley"])]'
json '[v["sector"][:5] for v in j["versions"]] == ["Acute", "Acute", "Volun"]'
json 'j["versions"][2]["organisation"] == "Wren House"'
json 'j["former_emails"] == ["'$ann'"] and (
	j["email"] == "ann.carter@acute.example.org")'
want 0 people show "$ann"
said out 'email          ann.carter@acute.example.org'
said out "former emails  $ann"
said out 'As of 2026-12-01T09:00:00Z (import):'
said out 'name           Ann Bell'
said out 'place          Lambeth; Southwark'
[ "$(grep -c '^As of ' out)" = 2 ] || fail 'today is told twice'

# Months away, further answers

want 0 people away "$ann" 2027-02 2027-04
person "$ann" 'j["away"] == ["2027-02", "2027-04"]'
cat >more.csv <<'END'
email,name,sector,Favourite biscuit,Best walk,exclude
bo@example.org,Bo Lee,VCSE,Ginger nut,"One line
and another",Derek Olanrewaju;zed@example.org;Zoe Unknown
cy@example.org,Cy Ho,ICB,,,bo@example.org
END
want 0 import --keep-unknown more.csv
person bo@example.org 'j["further_answers"] == [
	{"question": "Best walk", "answer": "One line\nand another"},
	{"question": "Favourite biscuit", "answer": "Ginger nut"}]'
want 0 people show bo@example.org
said out 'Further answers:'
said out 'Favourite biscuit Ginger nut'

# Exclusions, both ways

person bo@example.org '[(x["who"], x["source"], x["asked_by"], x["until"])
	for x in j["exclusions"]] == [
	("'$derek'", "form", "themselves", ""),
	("cy@example.org", "form", "the other", "")]'
json 'j["exclusions"][0]["since"] == "'$NOW'"'
json 'sorted(j["pending_exclusions"]) == ["Zoe Unknown", "zed@example.org"]'
json 'sorted(j["exclude"]) == ["Zoe Unknown", "cy@example.org", "'$derek'",
	"zed@example.org"]'
person $derek '[(x["who"], x["asked_by"]) for x in j["exclusions"]] == [
	("bo@example.org", "the other")] and j["pending_exclusions"] == []'
want 0 people exclude $derek $olga
person $olga '[(x["who"], x["source"], x["asked_by"]) for x in j["exclusions"]]
	== [("'$derek'", "coordinator", "the coordinator")]'
NOW=2026-12-04T12:00:00Z
want 0 people include $derek $olga
person $olga 'j["exclude"] == [] and (j["exclusions"][0]["since"],
	j["exclusions"][0]["until"]) == ("2026-12-03T11:00:00Z", "'$NOW'")'
want 0 people show $olga
said out "kept apart     $derek, asked for by the coordinator, since 2026-12-03T11:00:00Z until $NOW"
want 0 people show bo@example.org
said out 'names          Zoe Unknown; zed@example.org'
# Named by somebody, in words that fit two people and so settle nothing.
cat >zoes.csv <<'END'
email,name,sector
zoe@example.org,Zoe Unknown,Police
z.unknown@example.org,Zoe Unknown,Council
END
want 0 import zoes.csv
person zoe@example.org 'j["named_by"] == ["Bo Lee"]'
want 0 people show zoe@example.org
said out 'named by       Bo Lee'
want 0 people withdraw zoe@example.org
want 0 people withdraw z.unknown@example.org
# In words that fit one, whom they then mean from the start.
want 0 people add zed@example.org 'name=Zed Ng' sector=Police
person zed@example.org 'j["named_by"] == [] and j["exclude"] == ["bo@example.org"]'

# From before the programme, and its rounds

cat >old.csv <<'END'
month,email_1,email_2
2025-05,bo@example.org,nisha.ravalia@primary.example.org
,bo@example.org,samuel.mutiso@mh.example.org
END
want 0 import --as history old.csv
person bo@example.org '[(m["who"], m["month"]) for m in j["met_before"]] == [
	("samuel.mutiso@mh.example.org", ""),
	("nisha.ravalia@primary.example.org", "2025-05")]'
want 0 people show bo@example.org
said out 'met before     nisha.ravalia@primary.example.org, 2025-05'
want 0 people pause zed@example.org
want 0 match 2026-12
want 0 --json match 2027-01
cp out round
person bo@example.org '[(r["month"], r["round"], r["waited"], r["outcome"])
	for r in j["rounds"]] == [("2026-12", 1, False, "unknown"),
	("2027-01", 2, False, "unknown")]'
json 'sorted(j["rounds"][1]["partners"]) == sorted(
	p["name"] for g in json.load(open("round"))["groups"]
	if any(p["name"] == "Bo Lee" for p in g["people"])
	for p in g["people"] if p["name"] != "Bo Lee")'
# A wait is held as well.
want 0 -f waits.db init --first-month 2026-12 --seed 2026
cat >three.csv <<'END'
email,name,organisation,sector
amy@a.example.org,Amy,One,acute
ben@a.example.org,Ben,Two,acute
dan@p.example.org,Dan,Three,primary
END
want 0 -f waits.db import three.csv
want 0 -f waits.db --json match 2026-12
json 'open("who", "w").write(j["waiting"][0]["email"])'
want 0 -f waits.db --json people show "$(cat who)"
json '[(r["waited"], r["partners"], r["outcome"]) for r in j["rounds"]] == [
	(True, [], "")]'
want 0 -f waits.db people show "$(cat who)"
said out '2026-12        waited'

# Those found to be the same: what was held on them is held on this one

want 0 people add annie@example.org 'name=Annie Carter' 'place=Penge' sector=VCSE
want 0 people away annie@example.org 2027-03
want 0 people merge ann.carter@acute.example.org annie@example.org
person annie@example.org 'j["email"] == "ann.carter@acute.example.org"
	and "annie@example.org" in j["former_emails"]
	and len(j["merged"]) == 1 and j["away"] == ["2027-02", "2027-03",
	"2027-04"]'
json '[v["place"] for v in j["versions"] if v["name"] == "Annie Carter"] == [
	["Penge"]]'

# Whoever is erased is no name in what is held on others

want 0 people erase $derek
person bo@example.org '[x["who"] for x in j["exclusions"]][0] ==
	"(erased participant)"'
unsaid out Derek
unsaid out derek.
want 0 people show bo@example.org
unsaid out Derek

# What somebody wrote is never sent raw to a terminal

want 0 people set bo@example.org "hopes=$(printf 'a\033[31mred\342\200\256b')"
want 0 people show bo@example.org
if grep -q "$(printf '\033')" out; then fail 'an escape sequence is sent'; fi
if grep -q "$(printf '\342\200\256')" out; then fail 'an override is sent'; fi
