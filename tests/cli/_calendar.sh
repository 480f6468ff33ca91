# What the tests of `export calendar` share, after lib.sh: a Python that reads
# iCalendar, or the test is left out.
reader=
for python in python3 /usr/bin/python3; do
	if "$python" -c 'import icalendar' 2>/dev/null; then
		reader=$python
		break
	fi
done
[ -n "$reader" ] || exit 77
"$CONNECT5" --now "$NOW" help export | grep -q calendar || exit 77

# holds FOLDER EXPRESSION: see read_invitations.py.
holds() {
	"$reader" "$SOURCE_DIR/tests/cli/read_invitations.py" "$1" "$2" >&2 || fail "not so in $1: $2"
}

# issue FOLDER ARGUMENT...: the invitations of December.
issue() {
	folder=$1
	shift
	want 0 export calendar 2026-12 -o "$folder" "$@"
}

# same FOLDER FOLDER FILE...: those files are the same in both, byte by byte.
same() {
	one=$1 two=$2
	shift 2
	for file; do
		cmp "$one/2026-12-calendar-$file.ics" \
			"$two/2026-12-calendar-$file.ics" >&2 ||
			fail "$file of $one is another in $two"
	done
}

# again FOLDER FOLDER: all files but the manifests are the same.
again() {
	diff -r -x '*-manifest.csv' "$1" "$2" >&2 || fail "$1 is not $2"
}

# The people of ten.csv, matched for December, and who invites them.
invited() {
	programme ten
	want 0 match 2026-12
	want 0 config organiser 'Connect Five team <team@example.org>'
}
