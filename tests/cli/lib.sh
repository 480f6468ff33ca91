# What the tests of the command line share. Each test is a script of its own:
#
#	. "$(dirname "$0")/lib.sh"
#
# gives it a fresh folder to stand in, the program as $C5 (with a fixed clock
# and seed where it matters), and the checks below. A check that fails ends the
# test with what was seen.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
SOURCE_DIR=${SOURCE_DIR:-$(cd "$here/../.." && pwd)}
CONNECT5=${CONNECT5:-$SOURCE_DIR/build/asan/connect5}
export SOURCE_DIR CONNECT5
unset CONNECT5_FILE NO_COLOR
LC_ALL=C.UTF-8 TERM=dumb
export LC_ALL TERM
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
data=$SOURCE_DIR/data
NOW=2026-12-01T09:00:00Z

fail() {
	printf '%s: %s\n' "$(basename "$0")" "$*" >&2
	if [ -s out ]; then sed 's/^/  out: /' out >&2; fi
	if [ -s err ]; then sed 's/^/  err: /' err >&2; fi
	exit 1
}

# c5 ARGUMENT...: runs the program; streams into out and err, exit code in $code.
c5() {
	code=0
	"$CONNECT5" --now "$NOW" "$@" >out 2>err </dev/null || code=$?
}

# want CODE ARGUMENT...: the program must end with CODE.
want() {
	wanted=$1
	shift
	c5 "$@"
	[ "$code" = "$wanted" ] || fail "connect5 $*: exit $code, not $wanted"
}

# said FILE TEXT: FILE holds the fixed text.
said() {
	grep -qF -- "$2" "$1" || fail "'$2' is not in $1"
}

# unsaid FILE TEXT: it does not.
unsaid() {
	if grep -qF -- "$2" "$1"; then fail "'$2' is in $1"; fi
}

# json FILTER: evaluates a Python expression over the JSON in out as `j`.
json() {
	python3 -c 'import json, sys
j = json.load(open("out", encoding="utf-8"))
sys.exit(0 if eval("(" + sys.argv[1] + ")") else 1)' "$1" || fail "not so: $1"
}

# workbooks: a Python that has openpyxl, as $WORKBOOKS; "" if there is none.
workbooks() {
	WORKBOOKS=
	for python in python3 /usr/bin/python3; do
		if [ -z "$WORKBOOKS" ] &&
			"$python" -c 'import openpyxl' 2>/dev/null; then
			WORKBOOKS=$python
		fi
	done
}

# golden NAME FILE: FILE is as tests/cli/golden/NAME; UPDATE_GOLDEN=1 rewrites.
golden() {
	if [ "${UPDATE_GOLDEN:-}" = 1 ]; then
		mkdir -p "$here/golden"
		cp "$2" "$here/golden/$1"
	fi
	diff -u "$here/golden/$1" "$2" >&2 || fail "$2 is not golden/$1"
}

# A programme of the ten, the demo people, or six, with a fixed seed.
programme() { # ten | demo | six
	want 0 init --first-month 2026-12 --seed 2026
	case $1 in
	six)
		cat >six.csv <<'END'
email,name,organisation,sector
amy@a.example.org,Amy,One,acute
bea@a.example.org,Bea,Two,acute
cat@p.example.org,Cat,Three,primary
dan@c.example.org,Dan,Four,council
eve@v.example.org,Eve,Five,vcse
fay@m.example.org,Fay,One,icb
END
		want 0 import six.csv
		;;
	ten) want 0 import "$data/demo/ten.csv" ;;
	demo) want 3 import "$data/demo/eoi.csv" ;;
	esac
}

# Four people of whom the first two may meet only each other.
couples() {
	want 0 init --first-month 2026-12 --seed 2026
	for name in ann:acute bob:primary cy:social dee:pubhealth; do
		want 0 people add "${name%:*}@example.org" name="${name%:*}" \
			organisation="Firm $name" sector="${name#*:}"
	done
	for one in ann bob; do
		want 0 people exclude $one cy
		want 0 people exclude $one dee
	done
}

# refused CODE TEXT ARGUMENT...: `people` ends with CODE and says TEXT, and the file stays as it is.
refused() {
	wanted_code=$1 wanted_text=$2
	shift 2
	cksum connect5.db >before
	want "$wanted_code" people "$@"
	said err "$wanted_text"
	cksum connect5.db | cmp - before || fail "people $* wrote"
}
