#!/bin/sh
# tests/bench/match_graph: what it prints, and that it refuses what is no graph
# and what its integers could not hold.
. "$(dirname "$0")/lib.sh"
solver=${BUILD_DIR:-$(dirname "$CONNECT5")}/tests/bench/match_graph

# solve CODE LINE...: of a graph of these lines.
solve() {
	wanted=$1 code=0
	shift
	printf '%s\n' "$@" >graph
	"$solver" graph >out 2>err || code=$?
	[ "$code" = "$wanted" ] || fail "exit $code, not $wanted, on: $*"
}

# refused TEXT LINE...: with exit 3, saying where, and nothing printed.
refused() {
	text=$1
	shift
	solve 3 "$@"
	said err "match_graph: graph:"
	said err "$text"
	[ ! -s out ] || fail 'an error on standard output'
}

# The most pairs come before the greatest weight.
solve 0 '4 3' '0 1 1' '1 2 9' '2 3 -5'
json "(j['pairs'], j['weight'], j['bound'], j['optimal']) == (2, -4, -4, True)"
json "j['seconds'] >= 0 and len(j) == 5"
solve 0 '5 6' '0 1 7' '1 2 8' '2 0 9' '2 3 1' '3 4 2' '3 4 3'
json "(j['pairs'], j['weight'], j['optimal']) == (2, 12, True)"
solve 0 '0 0'
json "(j['pairs'], j['weight'], j['optimal']) == (0, 0, True)"
solve 0 '3 0'
json "j['pairs'] == 0"

# Weights of 10^12 among 1000: exact to the last digit.
awk 'BEGIN {
	print 1000, 999
	for (v = 1; v < 1000; v++)
		print v - 1, v, (v % 2 ? "999999999989" : "-1000000000000")
}' >large
code=0
"$solver" large >out 2>err || code=$?
[ "$code" = 0 ] || fail "exit $code on weights of 10^12"
json "(j['pairs'], j['weight'], j['optimal']) == (500, 500 * 999999999989, True)"

# The same with 2 * 10^14 would not fit, however few edges have it.
sed '7s/ [-0-9]*$/ 200000000000000/' large >larger
code=0
"$solver" larger >out 2>err || code=$?
[ "$code" = 3 ] || fail "exit $code on what overflows"
said err 'the weights are too large for so many vertices'
sed '7s/ [-0-9]*$/ -200000000000000/' large >larger
code=0
"$solver" larger >out 2>err || code=$?
[ "$code" = 3 ] || fail "exit $code on what overflows below"

# 2^57 among two vertices is refused too; a third of it is the most.
refused 'the weights are too large' '2 1' '0 1 144115188075855872'
refused 'the weights are too large' '2 1' '0 1 48038396025285291'
solve 0 '2 1' '0 1 48038396025285290'
json "j['weight'] == 48038396025285290 and j['optimal']"
solve 0 '2 1' '0 1 -48038396025285290'
json "j['pairs'] == 1 and j['weight'] == -48038396025285290"
refused 'not one weight of at most 2^57' '2 1' '0 1 144115188075855873'
refused 'not one weight of at most 2^57' '2 1' '0 1 9223372036854775808'
refused 'not one weight of at most 2^57' '2 1' '0 1 -99999999999999999999'
refused 'not one weight of at most 2^57' '2 1' '0 1 1.5'
refused 'not one weight of at most 2^57' '2 1' '0 1'
refused 'not one weight of at most 2^57' '2 1' '0 1 2 3'

refused "not 'n m'" ''
refused "not 'n m'" '2'
refused "not 'n m'" '-1 0'
refused "not 'n m'" '4294967296 0'
refused 'not two vertices below n' '2 1' '0 2 1'
refused 'not two vertices below n' '2 1' '-1 0 1'
refused 'an edge from a vertex to itself' '2 1' '1 1 1'
refused 'fewer edges than announced' '2 2' '0 1 1'
refused 'more edges than announced' '2 1' '0 1 1' '0 1 1'
said err 'graph:3:'

code=0
"$solver" /dev/null >out 2>err || code=$?
[ "$code" = 3 ] || fail "exit $code on an empty file"
said err "no 'n m' to begin with"
code=0
"$solver" >out 2>err || code=$?
[ "$code" = 2 ] || fail "exit $code without a file"
"$solver" none >out 2>err && fail 'no file, and no error'
said err 'none'
