#!/bin/sh
# Of one there is one: no sentence says "1 people" or "of the 1 others", however few
# take part.
. "$(dirname "$0")/lib.sh"

# said_well ARGUMENT...: whatever it ends with, what it says is grammatical.
said_well() {
	c5 "$@"
	[ "$code" -le 3 ] || fail "connect5 $*: exit $code"
	cat out err >both
	# Headings of tables, and the settings' own words, count nothing.
	if grep -E '(^|[^0-9.:-])1 (people|persons|others|groups|pairs|trios|points|rounds|rows|remarks|months|conversations|connections|cells|columns|waits|of them are|of them were|more rows|relaxed groups|have|are|were)\b' both; then
		fail "connect5 $*: one of many"
	fi
}

ask() { # everything that can be asked of the programme as it stands
	for question in status 'status --people' forecast people \
		'forecast --add 1:acute' 'forecast --remove 1:acute' \
		'match --dry-run' explain 'explain Ann' 'explain Ann Bo' \
		'explain Bo' 'explain Bo Cy' show 'show -v' 'match 9' \
		'export waiting' 'export pairs' log check 'repair --dry-run'; do
		# shellcheck disable=SC2086 # words of a command line
		said_well $question
	done
}

people=''
for row in 'ann@example.org,Ann,acute' 'bo@example.org,Bo,vcse' \
	'cy@example.org,Cy,vcse' 'di@example.org,Di,vcse'; do
	people="$people$row
"
	for months in 1 2; do
		rm -f connect5.db
		said_well init --first-month 2026-12 --months $months --seed 1
		ask
		printf 'email,name,sector\n%s' "$people" >few.csv
		said_well import few.csv
		ask
		said_well match 2026-12
		ask
		printf 'month,email,met\n2027-06,ann@example.org,yes\n' >said.csv
		said_well import --as outcomes said.csv
		said_well people withdraw Ann
		ask
		said_well repair 2026-12
		said_well match 2027-01
		ask
	done
done

# Ann alone is left of those whom the rules allow.
rm connect5.db
want 0 init --first-month 2026-12 --months 2 --seed 1
cat >eight.csv <<'END'
email,name,sector
ann@example.org,Ann,acute
bo@example.org,Bo,vcse
b2@example.org,Bo2,vcse
b3@example.org,Bo3,vcse
b4@example.org,Bo4,vcse
b5@example.org,Bo5,vcse
b6@example.org,Bo6,vcse
b7@example.org,Bo7,vcse
END
want 0 import eight.csv
said_well explain Ann
said out 'The one other whom the rules allow would cost the month no less.'
for who in Bo Bo2 Bo3; do
	said_well explain $who
done
