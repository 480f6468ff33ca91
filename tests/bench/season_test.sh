#!/bin/sh
# A sample of the seasons of './dev bench season': no rule is broken, check
# passes after every step, waits are fair. What others would have done with the
# same people is beside it, and lets more of them wait.
set -eu
build=${BUILD_DIR:-$(cd "$(dirname "$0")/../.." && pwd)/build/asan}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# In memory, where there is such a place: it is not the disk that is tested.
[ ! -w /dev/shm ] || export TMPDIR="${TMPDIR:-/dev/shm}"
"$build/tests/bench/season" 40 >"$work/table"

row() { # NAME: the three numbers of a row
	sed -n "s/^$1  *\([0-9.]*\)[ %]*  *\([0-9.]*\)[ %]*  *\([0-9.]*\)[ %]*$/\1 \2 \3/p" \
		"$work/table"
}
fail() {
	echo "$*:" >&2
	cat "$work/table" >&2
	exit 1
}

tried=$(sed -n 's/.* mended; \([0-9]*\) of these held .*/\1/p' "$work/table")
[ "${tried:-0}" -gt 50 ] || fail 'hardly any round was tried in every way'
row 'months waited, all together' |
	awk '{ exit !($1 > 0 && $1 < $2 && $1 < $3) }' ||
	fail 'ours let nobody wait, or more than others'
# Whether a group meets is drawn by lot: a few seasons say little of the greedy
# matcher, which places nearly as many.
row '  on average' |
	awk '{ n += $1 > $2 } END { exit n != 2 }' ||
	fail 'ours has fewer conversations than a shuffle'
row 'groups dropped: they break a rule' |
	awk '{ exit !($1 == 0 && $2 > 0 && $3 == 0) }' ||
	fail 'a shuffle breaks no rule, or another does'

code=0
"$build/tests/bench/season" none >/dev/null 2>&1 || code=$?
[ "$code" = 2 ] || fail 'a number of seasons can be a word'
