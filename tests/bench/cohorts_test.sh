#!/bin/sh
# The invented cohorts of the benchmark: the same bytes with every compiler, and
# each mix comes in without a refusal and is matched for five months.
. "$(dirname "$0")/../cli/lib.sh"
make_cohort=${BUILD_DIR:-$SOURCE_DIR/build/asan}/tests/bench/make_cohort

"$make_cohort" --list >mixes
while read -r mix; do
	"$make_cohort" "$mix" 50 5 >"$mix.csv"
	cksum "$mix.csv"
done <mixes >checksums
golden cohorts.txt checksums
"$make_cohort" real 50 6 >other.csv
if cmp -s real.csv other.csv; then fail 'another seed, and the same people'; fi

# Exactly half, or more, are in the largest sector.
in_largest() { # MIX N COUNT
	"$make_cohort" "$1" "$2" 5 >cohort.csv
	[ "$(cut -d, -f4 cohort.csv | grep -cx Acute)" = "$3" ] ||
		fail "$1 of $2: not $3 in the largest sector"
}
in_largest tight 60 30
in_largest tight 61 30
in_largest majority55 100 55
in_largest majority65 100 65

for wrong in 'none 5 5' 'real' 'real five 5' 'real 5 -5' 'real 10000000 5' \
	'real 5 99999999999999999999' 'real 5 5 5'; do
	code=0
	# shellcheck disable=SC2086 # arguments
	"$make_cohort" $wrong >out 2>err || code=$?
	[ "$code" = 2 ] || fail "make_cohort $wrong: exit $code"
	[ ! -s out ] || fail "make_cohort $wrong: people all the same"
done
code=0
"$make_cohort" real 50 5 >/dev/full 2>err || code=$?
[ "$code" = 5 ] || fail "a full disk: exit $code"

while read -r mix; do
	"$make_cohort" "$mix" 60 5 >"$mix.csv"
	want 0 init --first-month 2026-12 --seed 5
	want 0 --json import "$mix.csv"
	json '(j["files"][0]["added"], j["files"][0]["refused"]) == (60, 0)'
	for round in 1 2 3 4 5; do
		want 0 match "$round"
	done
	want 0 check
	rm connect5.db
done <mixes
