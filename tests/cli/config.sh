#!/bin/sh
# config: lists, prints and changes the settings, for the rounds to come.
. "$(dirname "$0")/lib.sh"

# refused TEXT ARGUMENT...
refused() {
	wanted_text=$1
	shift
	cksum connect5.db >before
	want 2 config "$@"
	said err "$wanted_text"
	[ ! -s out ] || fail 'an error on standard output'
	cksum connect5.db | cmp - before || fail "config $* wrote"
}

programme ten

# ---- Every setting is listed with its value, what it means and what it takes ---------

want 0 config
mv out list
grep -qE '^odd +trio +what becomes of the odd one: .+ \(trio\|wait\)$' list ||
	fail 'odd is not explained'
if grep -vqE '^[a-z.]+ +([^ ]+|built in) +[a-z].+ \(.+\)$' list; then
	fail 'a setting without value, meaning and what it takes'
fi
want 0 --json config
json 'list(j) == ["settings"]'
json 'j["settings"]["odd"] == "trio" and j["settings"]["months"] == 5'
python3 -c 'import json
print("\n".join(json.load(open("out"))["settings"]))' >keys
[ "$(wc -l <keys)" = "$(wc -l <list)" ] || fail 'the two lists differ'
while read -r key; do
	grep -q "^$key " list || fail "$key is not in the list"
	case $key in template.*) continue ;; esac
	want 0 config "$key"
	[ "$(wc -l <out)" = 1 ] || fail "config $key is not one line"
	want 0 --json config "$key"
	json "list(j) == ['key', 'value'] and j['key'] == '$key'"
done <keys

# ---- Changing one ------------------------------------------------------------------------

want 0 config weight.place 300
said err 'connect5: weight.place is now 300'
want 0 config weight.place
[ "$(cat out)" = 300 ] || fail 'it is not 300'
want 0 --json config odd wait
json 'j == {"key": "odd", "value": "wait"}'
want 0 log
said out 'weight.place is now 300'
# The value that it has already is no change.
cksum connect5.db >before
for setting in 'odd wait' 'weight.place 300' 'weight.place 0300' 'months 5'; do
	# shellcheck disable=SC2086 # two words
	want 0 config $setting
	said err ' is already '
done
want 0 --json config odd wait
json 'j == {"key": "odd", "value": "wait"}'
cksum connect5.db | cmp - before || fail 'a change that is none was written'
# They count for the rounds to come, not for those made.
want 0 --json match 2026-12
json 'any("different places" in g["reasons"] for g in j["groups"])'
mv out round
want 0 config weight.place 0
want 0 --json show 2026-12
sed 's/"created":true/"created":false/' round | cmp - out || fail 'a round changed'
want 0 --json match 2027-01
json 'not any("different places" in g["reasons"] for g in j["groups"])'

# Longer is always right; shorter only down to the rounds that exist.
want 0 config months 7
want 0 --json status
json 'j["of"] == 7 and j["months"][-1]["month"] == "2027-06"'
refused 'rounds have been made up to month 2 of the programme: months cannot be 1' \
	months 1
want 0 config months 2

# ---- In whose name, and when --------------------------------------------------------

want 0 config organiser 'Ann Bell <ann.bell@example.org>'
said err 'connect5: organiser is now Ann Bell <ann.bell@example.org>'
want 0 config organiser '"Ann Bell"  <ann.bell@example.org>'
said err 'organiser is already'
want 0 config slot '2026-12-10 12:30/45'
want 0 config slot
[ "$(cat out)" = '2026-12-10 12:30/45' ] || fail 'another slot'
# The log outlives an erasure, and no round stores them.
want 0 log
said out 'organiser was set'
unsaid out 'Bell'
want 0 check
# The next season has the organiser, but a day of its own.
want 0 -f next.db init --from connect5.db --first-month 2027-12
want 0 -f next.db --json config
json 'j["settings"]["organiser"] == "Ann Bell <ann.bell@example.org>"'
json 'j["settings"]["slot"] == ""'
want 0 undo
want 0 config slot
[ "$(cat out)" = '' ] || fail 'undo left the slot'
want 0 config organiser ''
said err 'organiser is now empty'
refused "organiser takes NAME <ADDRESS>, or an address, not 'Ann'" organiser Ann
refused "('2026-12-10 12:30/45'), or '' for none, not 'noon'" slot noon

# ---- Wrong use ------------------------------------------------------------------------------

refused "there is no setting 'weather': 'connect5 config' lists them" weather
refused "there is no setting 'weather'" weather fine
refused "odd takes trio or wait, not 'three'" odd three
refused "weight.place takes a multiple of 10, 0 to 10000, not '15'" weight.place 15
refused "weight.place takes a multiple of 10, 0 to 10000, not '10010'" \
	weight.place 10010
refused 'weight.place takes' weight.place ''
refused "months takes 1 to 120, not '0'" months 0
refused "months takes 1 to 120, not '5 months'" months '5 months'
refused "the seed is fixed when a programme is made: make another by 'connect5 -f NEW.db init --seed N'; 'connect5 export people -o people.csv' and then 'connect5 -f NEW.db import people.csv' bring the people over" \
	seed 5
refused "'wait' is one too many" odd trio wait
# The remedy is one.
want 0 -f new.db init --seed 5
want 0 people add ann@example.org name=Ann sector=acute
want 0 export people -o people.csv
want 0 -f new.db import people.csv
want 0 -f new.db people show Ann
