#!/bin/sh
# Pairs that are planned for a month to come: no earlier month uses them up, and
# whatever breaks a plan says so, and what to type. And wishes that weigh on
# nothing as things are.
. "$(dirname "$0")/lib.sh"

programme six
want 0 --json match 2026-12 --dry-run
partner=$(python3 -c 'import json
j = json.load(open("out"))
print([p["name"] for g in j["groups"] if any(
	p["name"] == "Amy" for p in g["people"])
	for p in g["people"] if p["name"] != "Amy"][0])')
address=$(grep ",$partner," six.csv | cut -d, -f1)

# together MONTH A B: the two are in one group of the round on record.
together() {
	want 0 --json show "$1"
	json "any({'$2', '$3'} <= {p['name'] for p in g['people']}
		for g in j['groups'])"
}

# ---- An earlier month leaves them to their own -----------------------------------------

want 0 people prefer Amy "$partner"
want 0 people pair Amy "$partner" 2027-02
want 0 export scores 2026-12 --raw
unsaid out "amy@a.example.org,$address"
unsaid out "$address,amy@a.example.org"
want 0 export scores 2027-02 --raw
[ "$(grep -c 'amy@' out)" = 1 ] || fail 'Amy may be with others in their month'
want 0 explain 2026-12 Amy "$partner"
said out "Amy and $partner may not be put together: they are to be put together in 2027-02, as was asked, and so not before."
want 0 --json explain 2026-12 Amy "$partner"
json '(j["allowed"], j["rule"]) == (False, "must_pair")'
want 0 --json forecast
json '[p["possible"] for m in j["months"] for p in m["planned"]] == [True]'
for month in 2026-12 2027-01; do
	want 0 match $month
	want 0 check
done
together 2026-12 Amy Amy
json "not any({'Amy', '$partner'} <= {p['name'] for p in g['people']}
	for g in j['groups'])"
# What a round knew stands when the plan is taken back.
want 0 people pair Amy "$partner" 2027-02 --off
want 0 explain 2026-12 Amy "$partner"
said out 'they are to be put together in 2027-02, as was asked, and so not before'
want 0 check
want 0 undo
want 0 match 2027-02
unsaid err 'are not:'
together 2027-02 Amy "$partner"
want 0 check
said out 'round 1, 2026-12: every rule holds, and the proof stands'

# The file remembers it: without, `check` says so.
cp connect5.db kept.db
sqlite3 -cmd '.dbconfig enable_trigger off' connect5.db \
	'DELETE FROM attendance_exclusion WHERE revision = 1' >/dev/null
want 4 check
cat out err >both
said both 'round 1: that participants'
said both 'were planned for a later month is missing'
mv kept.db connect5.db

# Only a repair, too, puts them together no earlier.
rm connect5.db
want 0 init --first-month 2026-12 --seed 2026
want 0 import six.csv
want 0 match 2026-12
together 2026-12 Amy "$partner"
printf 'month,email,met\n2026-12,amy@a.example.org,no\n' >said.csv
want 0 import --as outcomes said.csv
want 0 people pair Amy "$partner" 2027-01
want 0 repair 2026-12
want 0 check
want 0 --json show 2026-12
json "not any({'Amy', '$partner'} <= {p['name'] for p in g['people']}
	for g in j['groups'])"
want 0 match 2027-01
together 2027-01 Amy "$partner"
want 0 check

# ---- A second month, a shorter programme -------------------------------------------------

rm connect5.db
want 0 init --first-month 2026-12 --seed 2026
want 0 import six.csv
want 0 people pair Amy Dan 2027-01
off="'connect5 people pair amy@a.example.org dan@c.example.org 2027-01 --off' takes that back"
refused 1 "Amy must meet Dan in 2027-01 already: $off" pair Amy Dan 2027-02
refused 1 "Dan must meet Amy in 2027-01 already: 'connect5 people pair dan@c.example.org amy@a.example.org 2027-01 --off' takes that back" \
	pair Dan Amy 2026-12
want 2 config months 1
said err "Amy and Dan are to be put together in 2027-01: 'connect5 people pair 1 4 2027-01 --off' takes that back"
# Two records of one person, each planned with Dan: they meet once.
want 0 people add amy.two@a.example.org name=Amy2 sector=acute
want 0 people pair Amy2 Dan 2027-02
want 0 people merge Amy Amy2
want 0 --json people
json '[p["month"] for p in j["must_pairs"]] == ["2027-01"]'
want 0 check
want 0 undo
want 0 people pair Amy2 Dan 2027-02 --off

# ---- What breaks a plan says so --------------------------------------------------------------

broken() { # WHY ARGUMENT...: done, and the plan is named; then taken back
	why=$1
	shift
	want 0 people "$@"
	said err "Amy and Dan are to be put together in 2027-01, but as things are will not be: $why; $off"
	want 0 undo
}
broken 'an exclusion keeps them apart' exclude Amy Dan
broken 'Amy takes no part that month' away Amy 2027-01
broken 'Dan takes no part that month' pause Dan
broken 'Dan takes no part that month' pause Dan --until 2027-02
broken 'Amy takes no part that month' withdraw Amy
broken 'they are in the same organisation' set Dan organisation=One sector=council
broken 'they are in the same part of the system' set Dan sector=acute
for harmless in 'exclude Amy Cat' 'away Amy 2027-02' 'pause Dan --until 2027-01' \
	'set Dan place=York' 'withdraw Cat'; do
	# shellcheck disable=SC2086 # words of a command line
	want 0 people $harmless
	unsaid err 'will not be'
	want 0 undo
done
want 0 people erase Amy
said err "Dan was to be put together with them in 2027-01, and is planned with nobody now: 'connect5 people pair dan@c.example.org WHO 2027-01' names somebody else"
want 0 --json people
json 'j["must_pairs"] == []'

# ---- Wishes that weigh on nothing --------------------------------------------------------------

rm connect5.db
want 0 init --first-month 2026-12 --seed 2026
want 0 import six.csv
for wish in prefer avoid; do
	want 0 people $wish Amy Bea
	said err 'the two are of one part of the system: this counts only in a round that is made with --relax sector'
	want 0 people $wish Amy Fay
	said err 'the two are of one organisation, and are not put together, whatever is wished, while that is so'
	want 0 people exclude Cat Dan
	want 0 people $wish Cat Dan
	said err "an exclusion keeps the two apart, whatever is wished: 'connect5 people include cat@p.example.org dan@c.example.org' takes it back"
	want 0 people $wish Cat Dan --off
	unsaid err 'exclusion'
	want 0 people include Cat Dan
done
want 0 people pair Dan Eve 2027-01
want 0 people avoid Dan Eve
said err "the two are to be put together in 2027-01, whatever is wished: 'connect5 people pair dan@c.example.org eve@v.example.org 2027-01 --off' takes that back"
want 0 people avoid Cat Eve
[ "$(wc -l <err)" -eq 1 ] || fail 'a wish that counts has a remark'
want 0 match 2026-12
want 0 people avoid Amy "$partner"
said err 'the two were put together in 2026-12: this counts if that round is mended or made again, or if they did not meet'
printf 'month,email,met\n2026-12,amy@a.example.org,yes\n' >said.csv
want 0 import --as outcomes said.csv
refused 1 "Amy and $partner have met in 2026-12, and nobody meets twice: what is wished of them can matter no more" \
	prefer Amy "$partner"
want 0 people avoid Amy "$partner" --off
said err 'no longer avoided'
printf 'email_1,email_2\ndan@c.example.org,eve@v.example.org\n' >met.csv
want 0 import --as history met.csv
refused 1 'Dan and Eve have met, and nobody meets twice' prefer Dan Eve
