#!/bin/sh
# Look-ahead: what is given up for the months to come is said, kept and checked.
. "$(dirname "$0")/lib.sh"

NOW=2026-12-01T09:00:00Z
cat >six.csv <<'END'
Email,Name,Sector
ann@example.org,Ann,Acute
bo@example.org,Bo,Primary care
cy@example.org,Cy,Local authority
di@example.org,Di,Mental health
ed@example.org,Ed,Public health
flo@example.org,Flo,VCSE
END

# season SEED ODD: the first three months of the six; 0: one gave points up.
season() {
	rm -f connect5.db
	want 0 init --first-month 2026-12 --seed "$1"
	want 0 import six.csv
	want 0 config odd "$2"
	want 0 match 2026-12
	unsaid out 'given up'
	want 0 match 2027-01
	want 0 match 2027-02
	grep -q 'given up' out
}

# ---- Six people meet five times -----------------------------------------------------

# The first seed that gives something up, unless the scores have changed.
seed=32
until season $seed wait; do
	seed=$((seed + 1))
	[ $seed -lt 100 ] || fail 'no seed gives anything up'
done
grep -qE '^[0-9]+ points? (was|were) given up so that 4 more people can have a group in the 2 months to come\.$' out ||
	fail 'it is not said what was given up'
cp out first
want 0 show 2027-02
diff first out || fail 'show says something else'
want 0 --json show 2027-02
json 'j["proof"]["ahead"]["months"] == 2 and j["proof"]["ahead"]["people"] == 4'
json 'j["proof"]["ahead"]["points"] == j["proof"]["given_up"] > 0'
json 'j["proof"]["score"] == j["proof"]["bound"] - j["proof"]["given_up"]'
json 'j["proof"]["optimal"]'
want 0 --json show 2026-12
json '"ahead" not in j["proof"]'
for month in 2027-03 2027-04; do
	want 0 match $month
	said out '6 people active: 3 pairs, nobody waits'
	unsaid out 'given up'
done
want 0 check
said out 'round 3, 2027-02: every rule holds, and the proof stands'

# ---- A shorter programme has nothing to spoil -----------------------------------------

rm connect5.db
want 0 init --first-month 2026-12 --seed $seed --months 3
want 0 import six.csv
want 0 config odd wait
want 0 match 2026-12
want 0 match 2027-01
want 0 match 2027-02
unsaid out 'given up'
