#!/bin/sh
# kill -9 at many points of a change leaves the old state or the new one, the
# file is sound, and the same command again brings it to its end.
. "$(dirname "$0")/../cli/lib.sh"
# shellcheck source=_kills.sh
. "$here/_kills.sh"

# An init that was killed is repeated, or was done.
at=0
deadly init
[ "$code" = 0 ] || fail "exit $code with the library"
for at in $(points); do
	rm -f connect5.db connect5.db-journal
	deadly init
	[ "$code" = 137 ] || fail "exit $code, not killed at call $at"
	c5 init
	case $code in
	0) ;;
	2) said err 'there is a file already' ;;
	*) fail "exit $code, init killed at call $at" ;;
	esac
	want 0 check
done
rm connect5.db

want 0 init --first-month 2026-12 --seed 2026
kills import "$data/demo/ten.csv"
kills match 2026-12
# A file that holds much already, and another that adds little to it.
rm connect5.db
programme demo
want 0 match 2026-12
head -n 4 "$data/demo/ten.csv" >more.csv
kills import more.csv
kills match 2027-01
