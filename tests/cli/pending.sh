#!/bin/sh
# Exclusions of people whom nobody knows yet: import, match and status name
# them, nobody else does, and they are in force as soon as somebody is known.
. "$(dirname "$0")/lib.sh"

cat >four.csv <<'END'
email,name,sector,exclude
amy@a.example.org,Amy,acute,Zoe Ash
bob@p.example.org,Bob,primary,
cat@c.example.org,Cat,council,
dan@v.example.org,Dan,vcse,
END
unknown="Amy wants to be kept apart from 'Zoe Ash', whom nobody knows yet"
want 0 init --first-month 2026-12 --seed 2026
want 0 import four.csv
said err "$unknown"
want 0 status
said out "$unknown"
want 0 match 2026-12
said err "$unknown"
want 0 people withdraw Dan
for quiet in 'explain 2027-01' 'explain 2027-01 Amy' 'explain 2026-12 Amy' \
	'show 2026-12' forecast 'repair 2026-12 --dry-run' 'repair 2026-12' \
	'export pairs 2026-12' people check; do
	# shellcheck disable=SC2086 # words of a command line
	want 0 $quiet
	unsaid err 'whom nobody knows yet'
done

# Who is added, or renamed, is known.
want 0 people add zoe@h.example.org 'name=Zoe Ash' sector=icb
want 0 explain 2027-01 Amy Zoe\ Ash
said out 'an exclusion keeps them apart'
want 0 --json status
json 'j["pending_exclusions"] == []'
want 0 undo
want 0 people add zoe@h.example.org name=Zoe sector=icb
want 0 --json status
json 'len(j["pending_exclusions"]) == 1'
want 0 people set Zoe 'name=Zoe Ash'
want 0 --json people show 'Zoe Ash'
json 'j["exclude"] == ["amy@a.example.org"]'
want 0 check
