#!/bin/sh
# The benchmark of the matching on a few people: solvers that agree, solvers that
# do not, solvers that are too slow, and growth.
. "$(dirname "$0")/../cli/lib.sh"
build=${BUILD_DIR:-$SOURCE_DIR/build/asan}

# Solves an edge list by trying every pairing; adds its second argument to the
# weight.
cat >solver.py <<'END_OF_SOLVER'
import functools, json, sys

with open(sys.argv[1]) as file:
    n, m = map(int, file.readline().split())
    weights = {}
    for line in file:
        u, v, weight = map(int, line.split())
        weights[min(u, v), max(u, v)] = weight
assert len(weights) == m > 0

@functools.cache
def best(left):
    if not left:
        return 0, 0
    first, rest = left[0], left[1:]
    found = best(rest)
    for other in rest:
        if (first, other) in weights:
            pairs, weight = best(tuple(v for v in rest if v != other))
            found = max(found, (pairs + 1, weight + weights[first, other]))
    return found

pairs, weight = best(tuple(range(n)))
print(json.dumps({"pairs": pairs, "weight": weight + int(sys.argv[2]),
                  "seconds": 0.5, "peak_kb": 1}))
END_OF_SOLVER

solver() { # NAME: a shell script of that name, from standard input
	{ echo '#!/bin/sh'; cat; } >"$1"
	chmod +x "$1"
}
solver right <<'END'
exec python3 solver.py "$1" 0
END
solver lemon <<'END'
[ "$1" = maximum ] && exec python3 solver.py "$2" 0
echo '{"pairs": null, "weight": null, "seconds": 0.5}'
END
solver heavy <<'END'
exec python3 solver.py "$1" 1
END
solver slow <<'END'
exec sleep 100
END
solver broken <<'END'
echo 'what is this?' >&2
exit 7
END

bench() { # CODE ARGUMENT...
	wanted=$1 code=0
	shift
	"$SOURCE_DIR/tests/bench/match.py" --build "$build" --runs 1 "$@" \
		>out 2>err || code=$?
	[ "$code" = "$wanted" ] || fail "match.py $*: exit $code, not $wanted"
}

# Nine graphs; of nine people no matching is perfect.
bench 0 9 --lemon lemon --networkx right --growth
[ "$(grep -c ' connect5  ' out)" = 8 ] || fail 'not eight months planned'
for name in 'connect5 edges' LEMON networkx; do
	[ "$(grep -c " $name  *[0-9]" out)" = 9 ] ||
		fail "$name: not nine graphs solved"
done
[ "$(grep -c 'no perfect matching' out)" = 9 ] || fail 'a perfect matching?'
# Of ten there is one.
bench 1 10 --lemon lemon --networkx right --growth
said err 'the solvers disagree: connect5: 5 pairs of weight'
said err 'LEMON perfect: None pairs'

bench 1 8 --lemon none --networkx heavy --growth
said err 'the solvers disagree: '
said out 'not there: '
bench 1 8 --lemon none --networkx broken --growth
said err 'exit 7'
said err 'what is this?'
bench 0 8 --lemon none --networkx slow --mixes simple tight --limit 10 --growth
said out 'networkx        over 10 s'
said out 'networkx        not tried: over 10 s before'

bench 0 8 --lemon none --networkx none --mixes simple --growth 20 40
grep -q '^ *40\( *[0-9.]*\)\{9\}$' out || fail 'no row of growth'
said out 'from 20 to 40 people'
[ "$(grep -c 'seconds of month [1-5]: -\{0,1\}[0-9]*\.[0-9]' out)" = 5 ] ||
	fail 'no exponents'

# Ended, it takes with it what it runs.
mkfifo alive
solver endless <<'END'
exec 3>alive
echo started >&3
sleep 60
echo survived >&3
END
"$SOURCE_DIR/tests/bench/match.py" --build "$build" 8 --lemon none \
	--networkx endless --growth >out 2>err &
bench=$! code=0
exec 4<alive
read -r line <&4
[ "$line" = started ] || fail 'not started'
kill "$bench"
wait "$bench" || code=$?
[ "$code" = 143 ] || fail "ended with $code"
[ -z "$(cat <&4)" ] || fail 'a solver was left behind'
