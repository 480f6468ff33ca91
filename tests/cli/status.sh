#!/bin/sh
# status: in the words of a colleague, from the empty folder to the end; and
# what it says to type next can be typed.
. "$(dirname "$0")/lib.sh"

# next WANTED: what status says to do next begins like that.
next() {
	want 0 --json status
	json "j['next'].startswith('''$1''')"
}

# follow: runs the first command that status says comes next.
follow() {
	want 0 --json status
	python3 -c 'import json
print(json.load(open("out"))["next"].split(";")[0].split(", and ")[0])' >typed
	read -r program arguments <typed
	[ "$program" = connect5 ] || fail "status says '$program', no command"
	# shellcheck disable=SC2086 # words of a command line
	want 0 $arguments
}

# month MONTH STATE: what became of it.
month() {
	json "[m['state'] for m in j['months'] if m['month'] == '$1'] == ['$2']"
}

# ---- The empty folder ---------------------------------------------------------------

want 4 status
said err "connect5.db: there is no programme file here: make one with 'connect5 init', or name it with -f FILE"
[ ! -s out ] || fail 'an error on standard output'
[ ! -e connect5.db ] || fail 'status made a file'

# ---- A fresh programme ----------------------------------------------------------------

NOW=2026-11-20T09:00:00Z
want 0 init --first-month 2026-12 --seed 2026 --name 'Winter 2026'
want 0 status
said out 'Winter 2026: 0 of 5 rounds made, December 2026 to April 2027'
said out '0 active'
said out 'Next: connect5 import EXPORT.csv'
said out 'Personal data should go by 2027-11-01, six months after the last round.'
want 0 --json status
json 'list(j) == ["programme", "rounds", "of", "months", "people", "sectors",
	"pending_exclusions", "not_met_in_a_row", "next", "must_pairs"]'
json '(j["programme"], j["rounds"], j["of"]) == ("Winter 2026", 0, 5)'
json 'j["people"] == {"active": 0, "away": 0, "paused": 0, "withdrawn": 0}'
month 2026-12 next
month 2027-04 'to come'

want 0 people add a@example.org 'name=Ada One' sector=Acute
next 'connect5 import EXPORT.csv: a round needs two active people'
want 0 people add b@example.org 'name=Bea Two' sector=Acute
next 'connect5 match 2026-12'
want 0 status
said out 'More than half are in Acute hospital trust: by the rules at least 2 of them must wait every month; with 2 more people from elsewhere that need not be.'
want 0 people add c@example.org 'name=Cy Three' sector=VCSE
want 0 status
said out 'by the rules at least one of them must wait every month; with one more person from elsewhere that need not be.'

# ---- Mid-season -----------------------------------------------------------------------

rm connect5.db
NOW=2026-12-01T09:00:00Z
programme demo
want 0 --json status
json 'j["people"]["active"] == 61 == sum(s["active"] for s in j["sectors"])'
json 'j["sectors"][0] == {"sector": "Acute hospital trust", "active": 23}'
json 'j["pending_exclusions"] == [{"name": "Kasia Nowicka",
	"who": "h.pemberton@care.example.org"}]'
follow
next 'connect5 export mailmerge 2026-12 -o merge-2026-12.csv'
# Other sheets tell nobody, and a round that is made again was told to nobody.
for what in waiting pairs; do
	want 0 export "$what" 2026-12
	next 'connect5 export mailmerge 2026-12'
done
follow
next 'nothing before January 2027'
want 0 match 2026-12 --redo --yes
next 'connect5 export mailmerge 2026-12'
want 0 undo
next 'nothing before January 2027'
want 0 match 2026-12 --redo --yes
rm merge-2026-12.csv
next 'connect5 export mailmerge 2026-12'
follow
next 'nothing before January 2027'
[ -s merge-2026-12.csv ] || fail 'no mail merge came of it'
want 0 --json status
month 2026-12 matched
month 2027-01 next
json 'j["months"][0]["people"] == 61 and j["months"][0]["groups"] == 30'
# January is matched ahead; February goes by without a round; March is made.
want 0 match 2027-01
NOW=2027-03-03T09:00:00Z
want 0 --json status
month 2027-02 missed
month 2027-03 next
next 'connect5 match 2027-03'
want 0 config odd wait
want 0 people pause hoa.trinh@primary.example.org
want 0 people pause colin.thwaite@acute.example.org --until 2027-04
want 0 people withdraw devika.pillai@acute.example.org
want 0 people pause ann.bell@acute.example.org
want 0 people withdraw tom.hathersage@acute.example.org
want 0 people pause yusuf.demirel@acute.example.org
follow
want 0 status
golden status-mid-season.txt out
want 0 --json status
month 2027-02 skipped
json 'j["people"] == {"active": 56, "away": 0, "paused": 3,
	"withdrawn": 2}'

# ---- The last month, and after it -------------------------------------------------------

NOW=2027-04-05T09:00:00Z
follow
next 'connect5 export mailmerge 2027-04 -o merge-2027-04.csv'
follow
next 'connect5 export pairs 2027-04 -o pairs-2027-04.csv'
follow
[ -s pairs-2027-04.csv ] || fail 'no pairs came of it'
NOW=2027-05-05T09:00:00Z
want 0 status
said out 'Connect Five: 4 of 5 rounds made'
said out 'Next: connect5 export people -o people.csv, and thank everybody: the programme is over'
follow
[ -s people.csv ] || fail 'no people came of it'
want 0 --json status
json 'all(m["state"] in ("matched", "skipped") for m in j["months"])'

# ---- Wrong use -----------------------------------------------------------------------------

want 2 status now
said err "'now' is one too many: usage: connect5 status [--people]"
