#!/bin/sh
# Workbooks, read back by openpyxl: every cell as in the CSV export, text or
# number, never a formula; tables, print set-up, properties; the same bytes always.
. "$(dirname "$0")/lib.sh"

workbooks
[ "$WORKBOOKS" ] || { echo 'skipped: no openpyxl here' >&2 && exit 77; }

programme demo
c5 export people --format xlsx
! grep -q 'built without workbooks' err || { cat err >&2 && exit 77; }
[ "$code" = 0 ] || fail 'no workbook'

# look FILE EXPRESSION: reads a workbook as `book`, `pages` its rows by name.
look() {
	PYTHONPATH=$here "$WORKBOOKS" - "$1" "$2" <<'END' || fail "$1: not so: $2"
import json, os, sys
import workbook
book = workbook.opened(open(sys.argv[1], "rb").read())
pages = {page.title: workbook.rows_of(page) for page in book}
rows = {name: [dict(zip(page[0], row)) for row in page[1:]]
        for name, page in pages.items()}
j = json.load(open("round", encoding="utf-8")) if os.path.exists("round") else {}
sys.exit(0 if eval("(" + sys.argv[2] + ")") else 1)
END
}

# as_csv WHAT [MONTH]: its one page holds what the CSV has.
as_csv() {
	want 0 -q export "$@" --format csv --raw
	mv out as.csv
	want 0 -q export "$@" --format xlsx
	PYTHONPATH=$here "$WORKBOOKS" - "$1" <<'END' || fail "export $*: xlsx"
import csv, sys
import workbook
book = workbook.opened(open("out", "rb").read())
workbook.check(book.sheetnames == [sys.argv[1]], book.sheetnames)
rows = list(csv.reader(open("as.csv", encoding="utf-8", newline="")))
if len(rows) > 1:
    workbook.same_cells(book.worksheets[0], rows)
END
}

# ---- Every export -------------------------------------------------------------

want 0 match 2026-12
want 0 --json show 2026-12
mv out round
for what in pairs waiting mailmerge prompts scores; do as_csv $what 2026-12; done
for what in people history connections ledger; do as_csv $what; done
want 0 export pairs -o pairs.xlsx
look pairs.xlsx 'type(rows["pairs"][0]["score"]) is int and
	rows["pairs"][0]["month"] == "2026-12"'
cp connect5.db before.db
want 0 people withdraw 'Ann Bell'
want 0 repair 2026-12
as_csv changes 2026-12
mv before.db connect5.db

# ---- The month ----------------------------------------------------------------

want 0 export sheet -o month.xlsx
[ "$(stat -c %a month.xlsx)" = 600 ] || fail 'the workbook is not 0600'
look month.xlsx 'list(pages) == ["Pairs", "People", "Prompts", "Waiting"]'
look month.xlsx '[r["Group"] for r in rows["Pairs"]] ==
	[g["group"] for g in j["groups"]]'
look month.xlsx '[[r.get("Name %d" % n) or "" for n in (1, 2, 3)]
	for r in rows["Pairs"]] == [([p["name"] for p in g["people"]] + [""])[:3]
	for g in j["groups"]]'
look month.xlsx '[r["Organisation 2"] or "" for r in rows["Pairs"]] ==
	[g["people"][1]["organisation"] for g in j["groups"]]'
look month.xlsx 'all(reason in r["Why"] for r, g in
	zip(rows["Pairs"], j["groups"]) for reason in g["reasons"])'
look month.xlsx 'len(rows["People"]) == j["summary"]["active"] and
	{r["E-mail"]: r["Group"] for r in rows["People"]} == {p["email"]: g["group"]
	for g in j["groups"] for p in g["people"]}'
look month.xlsx '{r["E-mail"]: r["Meets"] for r in rows["People"]} ==
	{p["email"]: "; ".join(q["name"] for q in g["people"] if q != p)
	for g in j["groups"] for p in g["people"]}'
look month.xlsx 'pages["Prompts"][1][1] == "Building trust across boundaries" and
	[r["When"] for r in rows["Prompts"]] == ["Theme", "For",
	"To warm up", "To warm up", "The question of the month", "Deeper", "Deeper",
	"Deeper", "Before you part"]'
look month.xlsx 'pages["Waiting"][1][0] == "Nobody waits this month." and
	len(pages["Waiting"]) == 2'
look month.xlsx 'book.properties.title ==
	"Connect Five: December 2026: Building trust across boundaries"'
look month.xlsx 'workbook.moment(book) == "2026-12-01T09:00:00+00:00"'
look month.xlsx 'book["Pairs"].oddHeader.left.text == "Connect Five"'

# The same as rows, and as JSON with its prompts.
want 0 export sheet --raw
python3 - <<'END' || fail 'export sheet has other rows than the round'
import csv, json
rows = list(csv.DictReader(open("out", encoding="utf-8", newline="")))
j = json.load(open("round"))
assert [(r["group"], r["kind"], r["relaxed"], r["name"], r["reason"])
        for r in rows] == [
    (str(g["group"]), g["kind"], "no", p["name"], "; ".join(g["reasons"]))
    for g in j["groups"] for p in g["people"]]
END
want 0 --json export sheet
json '[p["kind"] for p in j["prompts"]] == ["warm-up", "warm-up", "lens", "deeper",
	"deeper", "deeper", "commitment"] and all(p["prompt"] for p in j["prompts"])'
json '{k: v for k, v in j.items() if k not in ("prompts", "created")} ==
	{k: v for k, v in json.load(open("round")).items() if k != "created"}'

# Somebody waits, and there are only pairs.
rm connect5.db round
want 0 init --first-month 2026-12 --seed 2026 --name 'R&D "A" <b> &P'
want 0 import "$data/demo/ten.csv"
want 0 config odd wait
want 0 people add p11@example.org 'name=P Eleven' organisation=SLaM
want 0 match 2026-12
want 0 --json show 2026-12
mv out round
want 0 export sheet --format xlsx -o waits.xlsx
look waits.xlsx '[(r["E-mail"], r["Why"]) for r in rows["Waiting"]] ==
	[(w["email"], w["reason"]) for w in j["waiting"]]'
look waits.xlsx 'not any("3" in name for name in pages["Pairs"][0])'
look waits.xlsx '[(r["Group"], r["Meets"]) for r in rows["People"] if r["E-mail"]
	in [w["email"] for w in j["waiting"]]] == [(None, "nobody: waits this month")]'
look waits.xlsx 'book["Pairs"].oddHeader.left.text == "R&&D \"A\" <b> &&P"'
look waits.xlsx 'book.properties.title.startswith("R&D \"A\" <b> &P: December")'
want 0 export sheet --raw
python3 - <<'END' || fail 'who waits is missing'
import csv, json
rows = list(csv.DictReader(open("out", encoding="utf-8", newline="")))
[waits] = json.load(open("round"))["waiting"]
assert len(rows) == 11
assert [rows[-1][c] for c in ("group", "kind", "email", "partner_names", "reason")
        ] == ["", "waiting", waits["email"], "", waits["reason"]]
END

# ---- The same bytes -------------------------------------------------------------

for what in pairs sheet scores 'people'; do
	month=2026-12
	[ $what != people ] || month=
	# shellcheck disable=SC2086
	want 0 -q export $what $month --format xlsx
	mv out first
	for zone in UTC Asia/Kolkata America/New_York; do
		NOW=2031-07-03T23:59:59Z
		export TZ=$zone LC_ALL=de_DE.UTF-8
		# shellcheck disable=SC2086
		want 0 -q export $what $month --format xlsx
		cmp out first || fail "other bytes of $what in $zone"
	done
	unset TZ
	LC_ALL=C.UTF-8 NOW=2026-12-01T09:00:00Z
done

# ---- Where it goes ------------------------------------------------------------------

want 2 export pairs -o waits.xlsx
said err 'waits.xlsx: it exists: --force replaces it'
# A terminal gets none, nor does the round count as told.
python3 - "$CONNECT5" <<'END' || fail 'a workbook went to a terminal'
import os, pty, subprocess, sys
master, slave = pty.openpty()
done = subprocess.run([sys.argv[1], "export", "people", "--format", "xlsx"],
                      stdin=subprocess.DEVNULL, stdout=slave,
                      stderr=subprocess.PIPE, text=True)
assert done.returncode == 2, done
assert "a workbook is nothing for a terminal: '-o FILE.xlsx'" in done.stderr
END

# ---- Too long, too many ------------------------------------------------------------------

rm connect5.db round
cp -r "$data" data.long
python3 - <<'END'
import csv
rows = [("theme", "kind", "prompt")]
for theme in ("trust", "collaboration", "innovation", "empowerment", "challenge"):
    rows.append((theme, "lens", "lens"))
    rows += [(theme, "deeper", c * 9000) for c in "abcde"]
csv.writer(open("data.long/prompts.csv", "w", newline="")).writerows(rows)
END
want 0 init --first-month 2026-12 --seed 2026 --data data.long
want 0 import "$data/demo/ten.csv"
want 0 match 2026-12
want 0 export mailmerge -o long.xlsx
said err "10 texts were longer than the 32,767 characters that a cell of a workbook holds, and cut: '--format csv' has the whole"
look long.xlsx '{len(r["prompts"]) for r in rows["mailmerge"]} == {32767} and
	rows["mailmerge"][0]["prompts"].endswith("d…")'

# Beyond a table's size rows pass through the disk.
rm connect5.db
python3 - <<'END'
print_to = open("many.csv", "w")
print("email,name,sector,organisation", file=print_to)
for i in range(230):
    print("p%d@x.org,=P %d,%s,O%d" % (
        i, i, ("Acute", "GP", "Council", "VCSE", "ICB")[i % 5], i), file=print_to)
END
want 0 init --first-month 2026-12 --seed 2026
want 0 import many.csv
want 0 export scores 2026-12 --raw
mv out many.raw
[ "$(wc -l <many.raw)" -gt 20001 ] || fail 'too few for the test'
want 0 export scores 2026-12 --format xlsx
PYTHONPATH=$here "$WORKBOOKS" - <<'END' || fail 'many rows are others'
import csv
import workbook
book = workbook.opened(open("out", "rb").read(), tables=False)
workbook.same_cells(book["scores"],
                    list(csv.reader(open("many.raw", newline=""))))
END
