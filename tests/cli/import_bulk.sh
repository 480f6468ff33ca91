#!/bin/sh
# import of large files: all is counted, the first are shown, nothing is lost;
# hostile sizes end in a clear error; progress is shown on a terminal alone.
. "$(dirname "$0")/lib.sh"

many() { # ROWS [PEOPLE]: an export of invented people, in many.csv
	python3 "$SOURCE_DIR/tests/bench/eoi.py" "$@" >many.csv
}

fresh() {
	rm -f connect5.db
	want 0 init --first-month 2026-12 --seed 2026
}

# lines TEXT N: that many lines of err hold the text.
lines() {
	[ "$(grep -cF -- "$1" err)" = "$2" ] || fail "not $2 times '$1'"
}

# ---- Many people -------------------------------------------------------------

many 1500
fresh
want 0 import many.csv
said out '1500 added, 0 updated, 0 unchanged, 0 superseded, 0 refused'
want 0 export people --raw
[ "$(wc -l <out)" = 1501 ] || fail 'not 1500 people'
want 0 check
want 0 import many.csv
said out '0 added, 0 updated, 1500 unchanged, 0 superseded, 0 refused'
want 0 undo
want 0 --json people
json 'j["people"] == []'

# Few people who answered over and over: the latest row of each counts.
many 1500 4
fresh
want 0 --json import many.csv
json '[j["files"][0][k] for k in ("rows", "added", "superseded")] ==
	[1500, 4, 1496]'
json 'j["files"][0]["notes"][1] ==
	"line 2: superseded by line 6, the same person'"'"'s later answer"'
want 0 --json people
json 'len(j["people"]) == 4'

# ---- What is said of many rows -----------------------------------------------

# Every third of 900 rows names a part of the system that nobody knows.
many 900
awk 'NR > 1 && NR % 3 == 0 { sub(/"[A-Z][^"]*"/, "\"Moon base\"") } { print }' \
	many.csv >refused.csv
fresh
want 3 import --rejects rejects.csv refused.csv
said out '600 added, 0 updated, 0 unchanged, 0 superseded, 300 refused'
lines "'Moon base' is not a part of the system" 200
said err "refused.csv:3: Which part of the system do you work in?: 'Moon base'"
said err "refused.csv:600: Which part of the system do you work in?: 'Moon base'"
unsaid err 'refused.csv:603:'
said err 'refused.csv: and 100 more rows are refused: rejects.csv has all of them'
said err '300 rows were refused'
[ "$(grep -c 'Moon base.*Moon base' rejects.csv)" = 300 ] ||
	fail 'rejects.csv has not all 300 rows'
want 3 --json import rejects.csv
json '[j["files"][0][k] for k in ("rows", "refused", "more_refusals")] ==
	[300, 300, 100]'
json '[r["line"] for r in j["files"][0]["refusals"]] == list(range(2, 202))'
said err 'and 100 more rows are refused: --rejects FILE has all of them'
want 3 --json -v import rejects.csv
json 'len(j["files"][0]["refusals"]) == 300 and
	j["files"][0]["more_refusals"] == 0'
lines "'Moon base' is not a part of the system" 300
# What is wrong is said also to those who want quiet, remarks are not.
want 3 -q import rejects.csv
said err 'and 100 more rows are refused'

# Remarks: of 300 rows with an organisation of their own, the first are shown.
many 300
awk -F, -v OFS=, 'NR > 1 { $9 = "Office " NR } { print }' many.csv >notes.csv
fresh
want 0 import --dry-run notes.csv
lines 'is new: kept as written' 199
said err 'notes.csv: and 101 more remarks like these: --verbose shows all'
want 0 -v import --dry-run notes.csv
lines 'is new: kept as written' 300
unsaid err 'more remarks'
want 0 --json import notes.csv
json 'len(j["files"][0]["notes"]) == 200 and j["files"][0]["more_notes"] == 101'

# ---- The parts of the system -------------------------------------------------

cat >few.csv <<'END'
name,email,sector
A,a@x.org,Primary care
B,b@x.org,Local authority
C,c@x.org,Primary care
D,d@x.org,Primary care
E,e@x.org,Primary care
END
fresh
want 0 import few.csv
golden import_summary.txt out
want 0 --json import few.csv
json '[(s["sector"].split(" (")[0], s["active"]) for s in j["sectors"]] ==
	[("Primary care", 4), ("Local authority", 1)]'
json 'j["majority"] == {"sector": j["sectors"][0]["sector"], "active": 4,
	"others": 1, "waiting": 3}'
json 'not j["too_large"]'
# Who pauses is not counted, as in status and match.
want 0 people pause a@x.org
want 0 people pause c@x.org
want 0 people pause d@x.org
want 0 --json import few.csv
json 'j["majority"] is None'
want 0 import few.csv
said out '2 active, 3 paused, by part of the system:'
unsaid out 'More than half'

# ---- Too large to be taken back ----------------------------------------------

python3 - >wide.csv <<'END'
print("name,email,sector,An essay")
for i in range(14):
    print(f"N {i},n{i}@x.org,Primary care,{str(i)[-1] * 1000000}")
END
fresh
want 0 import few.csv
want 0 --json import --keep-unknown wide.csv
json 'j["too_large"]'
said err "this change is too large to be taken back by 'connect5 undo'"
want 0 log
said out 'too large to be taken back'
# Nor is what was before it taken back in its place.
want 1 undo
want 0 --json people
json 'len(j["people"]) == 19'

# ---- Hostile sizes -----------------------------------------------------------

hostile() { # EXPRESSION: a file of 3 MB and more, in hostile.csv
	python3 -c "import sys
out = sys.stdout.buffer
out.write(b'name,email,sector\n')
$1
for i in range(80000):
    out.write(b'N %d,n%d@x.org,Primary care\n' % (i, i))" >hostile.csv
}

fresh
hostile "out.write(b'\"N,n@x.org,Primary care\n')"
want 3 import hostile.csv
said err 'hostile.csv:2: the cell that begins here is longer than 1 MiB: where it begins with a quote, that one is not closed'
hostile "out.write(b'N,n@x.org,' + b'x' * 10000000 + b'\n')"
want 3 import hostile.csv
said err 'hostile.csv:2: the cell that begins here is longer than 1 MiB'
hostile "out.write(b'N,n@x.org' + b',x' * 10000 + b'\n')"
want 3 import hostile.csv
said err 'hostile.csv:2: the row has more cells than any form gives (2000)'
hostile "out.write(b'N,n\0@x.org,Primary care\n')"
want 3 import hostile.csv
said err 'hostile.csv:2: a NUL byte, which no text has'
want 0 --json people
json 'j["people"] == []'

# ---- Progress ----------------------------------------------------------------

# on_terminal ARGUMENT...: what a terminal gets to see goes into seen.
on_terminal() {
	script -qec "'$CONNECT5' --now $NOW $*" /dev/null >seen </dev/null ||
		fail "connect5 $*: exit $?"
}

erase=$(printf '\r\033[K')
many 2000
TERM=xterm
fresh
on_terminal import --dry-run many.csv
said seen "${erase}connect5: reading: 512 rows, "
# Gone before anything else is said.
said seen "${erase}connect5: a dry run: nothing was written"
on_terminal --json import --dry-run many.csv
said seen 'connect5: reading: 512 rows, '
on_terminal -q import --dry-run many.csv
unsaid seen 'rows, '
NO_COLOR=1
export NO_COLOR
on_terminal import --dry-run many.csv
unsaid seen 'reading:'
unset NO_COLOR
TERM=dumb
on_terminal import --dry-run many.csv
unsaid seen 'reading:'
TERM=xterm
want 0 import --dry-run many.csv
unsaid err 'reading:'
