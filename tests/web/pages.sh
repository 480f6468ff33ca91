#!/bin/sh
# pages.sh FOLDER: makes the pages that check.mjs looks at, each with the names
# that it must hold, NAME.html and NAME.json.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
SOURCE_DIR=${SOURCE_DIR:-$(cd "$here/../.." && pwd)}
data=$SOURCE_DIR/data
mkdir -p "$1"
cd "$1"
rm -f ./*.html ./*.json ./*.db

# c5 CODE ARGUMENT...: runs the program on a programme of its own, $name.db.
c5() {
	wanted=$1 code=0
	shift
	"$CONNECT5" -q -f "$name.db" --now 2026-12-01T09:00:00Z "$@" \
		>said 2>&1 </dev/null || code=$?
	[ "$code" = "$wanted" ] || {
		cat said >&2
		echo "pages.sh: connect5 $*: exit $code" >&2
		exit 1
	}
}

# begin NAME: a programme.
begin() {
	name=$1
	c5 0 init --first-month 2026-12 --seed 2026
}

# page: the month's page, and its round.
page() {
	c5 0 match 2026-12
	c5 0 export sheet 2026-12 "$@" -o "$name.html"
	"$CONNECT5" -q -f "$name.db" --json show 2026-12 >"$name.json"
}

begin demo
c5 3 import "$data/demo/eoi.csv"
page # it has a trio
c5 0 export prompts 2026-12 -o prompts.html
c5 0 export prompts 2027-01 -o prompts-longest.html

begin ten
c5 0 import "$data/demo/ten.csv"
page --with-emails

begin waits
c5 0 import "$data/demo/ten.csv"
for n in 1 2 3 4 5 6 7 8 9; do
	c5 0 people add "a$n@example.org" "name=Acute Person $n" sector=acute
done
page

sed -n '/^NAMES = \[/,/\]$/p' "$SOURCE_DIR/tests/cli/naughty.sh" >names.py
python3 - >naughty.csv <<'END'
import csv, sys
sys.path.insert(0, ".")
from names import NAMES
form = csv.writer(sys.stdout)
form.writerow(["email", "name", "sector", "organisation", "place", "interests"])
for i, name in enumerate(NAMES):
    form.writerow(["p%d@example.org" % i, name, ["acute", "gp", "council"][i % 3],
                   "%d %s" % (i, name), name, "Same;" + name])
END
begin naughty
c5 0 import naughty.csv
page --with-emails
