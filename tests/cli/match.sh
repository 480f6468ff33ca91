#!/bin/sh
# match: which month, once only, what stands in the way, and what it prints.
. "$(dirname "$0")/lib.sh"

# cohort SECTOR...: a new programme of that many people, one to a sector given.
cohort() {
	rm -f connect5.db
	want 0 init --first-month 2026-12 --seed 2026
	echo 'email,name,sector' >cohort.csv
	number=0
	for sector in "$@"; do
		number=$((number + 1))
		echo "p$number@example.org,Person $number,$sector" >>cohort.csv
	done
	want 0 import cohort.csv
}

# keeps CODE TEXT ARGUMENT...: connect5 match ARGUMENT... ends with CODE, says
# TEXT, prints nothing and leaves the file as it is.
keeps() {
	wanted_code=$1 wanted_text=$2
	shift 2
	cksum connect5.db >before
	want "$wanted_code" match "$@"
	said err "$wanted_text"
	[ ! -s out ] || fail 'something on standard output'
	cksum connect5.db | cmp - before || fail "match $* wrote"
}

# ---- Out of season ---------------------------------------------------------------

programme ten
NOW=2026-11-30T23:00:00Z
keeps 0 "the programme starts in 2026-12, and it is 2026-11: nothing to do; 'connect5 match 2026-12' makes the first round ahead of time"
NOW=2027-05-01T09:00:00Z
keeps 0 "the programme ended in 2027-04, and it is 2027-05: nothing to do; 'connect5 status' sums it up"
cksum connect5.db >before
want 0 --json match
json 'j is None'
want 0 -q match
[ ! -s out ] || fail 'cron would send a mail for nothing'
[ ! -s err ] || fail 'cron would send a mail for nothing'
cksum connect5.db | cmp - before || fail 'match out of season wrote'
NOW=2026-12-01T09:00:00Z
keeps 2 '2026-11 is before the programme, which starts in 2026-12' 2026-11
keeps 2 '2026-11 is before the programme' last
keeps 2 "2027-06 is after the programme, which ends in 2027-04: 'connect5 config months 7' would make it longer" 2027-06
keeps 2 "'2026-13' is no month: say YYYY-MM, now, next, last, or a round's number" 2026-13
keeps 2 "'December' is no month" December
keeps 2 'the programme has rounds 1 to 5, not 6' 6
keeps 2 'the programme has rounds 1 to 5, not 0' 0
keeps 2 'round 3 has no month yet: the next is round 1, for 2026-12; for a later one type its month, YYYY-MM' 3
keeps 2 "'2027-01' is one too many" 2026-12 2027-01

# ---- A dry run shows what would come -----------------------------------------------

cksum connect5.db >before
want 0 --json match --dry-run
said err 'a dry run: nothing was written'
json 'not j["created"]'
sed 's/"created":false/"created":true/' out >dry
cksum connect5.db | cmp - before || fail 'match --dry-run wrote'
want 1 show
want 0 --json match
cmp out dry || fail 'the dry run showed another round'

# ---- The JSON, key by key -----------------------------------------------------------

json 'list(j) == ["month", "round", "theme", "created", "groups", "waiting",
	"summary", "proof"]'
json '(j["month"], j["round"], j["created"]) == ("2026-12", 1, True)'
json 'j["theme"] == {"key": "trust", "title": "Building trust across boundaries"}'
json 'all(list(g) == ["group", "kind", "relaxed", "score", "reasons", "people"]
	for g in j["groups"])'
json 'all(list(p) == ["email", "name", "organisation", "sector", "place"]
	for g in j["groups"] for p in g["people"])'
json '[g["group"] for g in j["groups"]] == [1, 2, 3, 4, 5]'
json 'all(g["kind"] == "pair" and g["relaxed"] is False and g["reasons"]
	and len(g["people"]) == 2 for g in j["groups"])'
json 'j["summary"] == {"active": 10, "grouped": 10, "pairs": 5, "trios": 0,
	"waiting": 0, "score": sum(g["score"] for g in j["groups"])}'
json 'list(j["proof"]) == ["pairs", "ceiling", "waits_made_good", "score",
	"bound", "given_up", "optimal", "witness"]'
json '(j["proof"]["pairs"], j["proof"]["ceiling"]) == (5, 5)'
json 'j["proof"]["score"] == j["proof"]["bound"] == j["summary"]["score"]'
json '(j["proof"]["given_up"], j["proof"]["optimal"], j["proof"]["witness"]) ==
	(0, True, None)'

# ---- Once only -------------------------------------------------------------------

mv out made
want 0 --json match
json 'not j["created"]'
sed 's/"created":false/"created":true/' out | cmp - made || fail 'another round'
want 0 match
mv out again
want 0 show
cmp out again || fail 'match and show print different rounds'
for option in --dry-run --strict; do
	keeps 2 "the round for 2026-12 exists already, and $option cannot change it" "$option"
	said err "'connect5 show 2026-12' shows it"
done
# A later change of profile, status or settings leaves it as it was.
want 0 people withdraw 'Ann Bell'
want 0 people set 'Nisha Ravalia' place=Bromley
want 0 config weight.place 0
want 0 match
cmp out again || fail 'a round changed after it was made'

# ---- The next months: next, an ordinal, a month skipped --------------------------------

keeps 2 "2026-11 is before the programme" last
want 0 --json match next
json '(j["month"], j["round"]) == ("2027-01", 2)'
keeps 2 '2026-11 is before the programme' 2026-11
NOW=2027-02-10T09:00:00Z
want 0 --json match 2027-03
said err '2027-02 is skipped: it can no longer be matched once this round is made'
json '(j["month"], j["round"], j["theme"]["key"]) == ("2027-03", 3, "innovation")'
keeps 2 '2027-02 is before 2027-03, which has been matched: rounds are made in order' 2027-02
keeps 2 '2027-02 is before 2027-03' now
want 0 --json match 2
json '(j["month"], j["created"]) == ("2027-01", False)'
want 0 --json match last
json 'j["month"] == "2027-01"'
want 0 --json match 4
json '(j["month"], j["round"]) == ("2027-04", 4)'
keeps 2 "2027-05 is after the programme, which ends in 2027-04: 'connect5 config months 6'" 5

# A number means one round, before it is made and after, on any day.
rm connect5.db
programme ten
NOW=2027-03-02T09:00:00Z
for number in 1 2 3; do
	want 0 --json match $number
	json "j['created'] and j['round'] == $number"
	sed 's/"created":true/"created":false/' out >once
	want 0 --json match $number
	cmp out once || fail "match $number, said twice, made two rounds"
done
json 'j["month"] == "2027-02"'
keeps 2 'round 5 has no month yet: the next is round 4, for 2027-03' 5
want 0 match 2027-04
want 0 --json match 4
json '(j["month"], j["created"]) == ("2027-04", False)'
keeps 2 '2027-05 is after the programme' 5
NOW=2026-12-01T09:00:00Z
want 0 undo
want 1 show 4
said err "there is no round for 2027-03: 'connect5 match 2027-03' makes it"
want 2 people away ann.bell@acute.example.org 5
said err 'round 5 has no month yet: the next is round 4, for 2027-03'

NOW=2026-12-01T09:00:00Z

# ---- Five months: every rule, by the addresses alone -----------------------------------

programme_of_five() { # FILE
	rm -f connect5.db rounds
	want 0 init --first-month 2026-12 --seed 2026
	c5 import "$1"
	for month in 2026-12 2027-01 2027-02 2027-03 2027-04; do
		want 0 --json match "$month"
		cat out >>rounds
	done
	want 0 check
	python3 - rounds <<'END' || fail 'a rule is broken'
import itertools, json, sys
met = set()
for line in open(sys.argv[1], encoding="utf-8"):
    j = json.loads(line)
    seen = [p["email"] for g in j["groups"] for p in g["people"]]
    seen += [p["email"] for p in j["waiting"]]
    assert len(seen) == len(set(seen)) == j["summary"]["active"]
    for g in j["groups"]:
        assert len(g["people"]) == {"pair": 2, "trio": 3}[g["kind"]]
        for a, b in itertools.combinations(g["people"], 2):
            pair = frozenset((a["email"], b["email"]))
            assert pair not in met, pair
            met.add(pair)
            assert a["sector"] != b["sector"], pair
            assert a["organisation"] != b["organisation"], pair
END
}
programme_of_five "$data/demo/ten.csv"
programme_of_five "$data/demo/eoi.csv"
# Two exclusions of the demo form were never broken.
for two in 'charlotte.nettlefold@icb nisha.ravalia@primary' \
	'joanna.thistlewood@mh lucy.penhallow@council'; do
	python3 - rounds "$two" <<'END' || fail "an exclusion is broken: $two"
import json, sys
two = {who + ".example.org" for who in sys.argv[2].split()}
for line in open(sys.argv[1], encoding="utf-8"):
    for g in json.loads(line)["groups"]:
        assert not two <= {p["email"] for p in g["people"]}
END
done

# ---- Too few, all waiting, strict ----------------------------------------------------

cohort Acute
keeps 1 'a round needs two people, and only one is active'
want 0 people withdraw p1@example.org
keeps 1 'a round needs two people, and nobody is active'
cohort Acute Acute
keeps 1 '2 would wait, so nothing was written' --strict
want 0 --json match
json 'j["created"] and j["groups"] == [] and len(j["waiting"]) == 2'
said err "'connect5 match 2026-12 --redo --relax sector'"
[ "$(wc -l <err)" = 1 ] || fail 'a round in which all wait is no error'
json 'j["proof"]["witness"]["kind"] == "majority"'
want 0 check
cohort Acute Council
want 0 match --strict
said out '2 people active: 1 pair, nobody waits'

# A majority must wait, and the witness counts it.
cohort Acute Acute Acute Acute Council VCSE
want 0 --json match
json '(j["summary"]["pairs"], j["summary"]["waiting"]) == (2, 2)'
json 'j["proof"]["pairs"] == j["proof"]["ceiling"] == 2'
json 'j["proof"]["witness"]["kind"] == "majority"'
json 'j["proof"]["witness"]["text"].startswith("4 of the 6 people are in Acute")'
json 'all(list(w) == ["email", "name", "sector", "reason"] and w["reason"]
	for w in j["waiting"])'
want 0 check

# ---- Odd numbers -----------------------------------------------------------------------

cohort Acute Council VCSE ICB Academic
want 0 --json match
json '(j["summary"]["pairs"], j["summary"]["trios"], j["summary"]["waiting"]) ==
	(1, 1, 0)'
json 'j["proof"]["pairs"] == 2 and j["proof"]["score"] < j["summary"]["score"]'
want 0 show
said out '1 pair, 1 trio, nobody waits'
grep -q '^   +  Person' out || fail 'the third is not marked'
want 0 check

cohort Acute Council VCSE ICB Academic
want 0 config odd wait
want 0 --json match
json '(j["summary"]["pairs"], j["summary"]["trios"], j["summary"]["waiting"]) ==
	(2, 0, 1)'
json 'j["proof"]["witness"]["kind"] == "odd number"'
json '"connect5 config odd trio" in j["proof"]["witness"]["text"]'
cp out first
want 0 check
# Who waited has a place in the next month, and that is counted.
want 0 --json match next
json 'j["waiting"][0]["email"] !=
	json.load(open("first"))["waiting"][0]["email"]'
json 'j["proof"]["waits_made_good"] == 1'
want 0 check

# ---- Many at once make one round ----------------------------------------------------------

rm connect5.db
programme demo
for process in 1 2 3 4 5 6 7 8; do
	"$CONNECT5" --now "$NOW" -q --json match >"at-once-$process" </dev/null &
done
wait
[ "$(cat at-once-* | grep -c '"created":true')" = 1 ] ||
	fail 'not one round was made'
[ "$(cat at-once-* | sed 's/"created":true/"created":false/' | sort -u |
	wc -l)" = 1 ] || fail 'they printed different rounds'
