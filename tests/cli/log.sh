#!/bin/sh
# log: who ran what, when, with what effect; one entry a change, none for a look.
. "$(dirname "$0")/lib.sh"

# entries COMMAND...: the commands on record, in order.
entries() {
	want 0 --json log
	json "[e['command'] for e in j['log']] == '$*'.split(',')"
}

want 0 init --first-month 2026-12 --seed 2026
entries init
NOW=2026-12-02T10:30:00+01:00
want 0 import "$data/demo/ten.csv"
NOW=2026-12-03T09:00:00Z
want 0 people pause 'Ann Bell'
want 0 match 2026-12
want 0 config odd wait
entries 'init,import,people pause,match,config'

# A look, a dry run, a failure and a change that changes nothing leave no entry.
want 0 status
want 0 show
want 0 check
want 0 people
want 0 log
want 0 config odd
want 0 export people
want 0 export prompts
want 0 export scores
want 0 match 2026-12
want 0 match 2027-01 --dry-run
want 0 import --dry-run "$data/demo/ten.csv"
want 3 import --strict "$data/demo/eoi.csv"
want 2 people set 'Ann Bell' shoe=38
want 2 config odd maybe
want 0 people pause 'Ann Bell'
entries 'init,import,people pause,match,config'

# The keys; the time is the moment of the command, in UTC.
want 0 --json log
json 'all(list(e) == ["change", "at", "user", "command", "effect"]
	for e in j["log"])'
json '[e["change"] for e in j["log"]] == sorted(e["change"] for e in j["log"])'
json 'j["log"][1]["at"] == "2026-12-02T09:30:00Z"'
json 'j["log"][3]["effect"] == "round 1 for 2026-12: 9 people, 4 groups, 0 waiting"'
json 'all(e["user"] == "'"$(id -un)"'" for e in j["log"])'
want 0 log
[ "$(wc -l <out)" = 5 ] || fail 'not one line a change'
said out '2026-12-03T09:00:00Z'
said out 'participant 1 is paused'

# People by number: the number is the participant's.
want 0 --json people show 'Ann Bell'
json 'j["id"] == 1'
want 2 log today
said err "'today' is one too many"
