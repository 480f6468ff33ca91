#!/bin/sh
# export: columns, bytes, files, and an optimum that can be checked from outside.
. "$(dirname "$0")/lib.sh"

# columns WHAT HEADER: the raw export begins with that header.
columns() {
	want 0 export "$1" --raw
	[ "$(head -n 1 out)" = "$2" ] || fail "other columns of export $1"
}

# sheet EXPRESSION: over the CSV in out as `rows`, a list of dicts.
sheet() {
	python3 -c 'import csv, json, sys
rows = list(csv.DictReader(open("out", encoding="utf-8-sig", newline="")))
sys.exit(0 if eval("(" + sys.argv[1] + ")") else 1)' "$1" || fail "not so: $1"
}

# ---- Before there is a round ---------------------------------------------------------

programme ten
for what in pairs waiting mailmerge; do
	want 1 export "$what"
	said err "no round has been made: 'connect5 status' says what comes next"
	want 1 export "$what" 2026-12
	said err "there is no round for 2026-12: 'connect5 match 2026-12' makes it"
	[ ! -s out ] || fail 'an error on standard output'
done
want 2 export pairs 2028-01
said err "2028-01 is no month of the programme, which runs from 2026-12 to 2027-04: 'connect5 config months 14' would make it longer"
want 2 export scores 2028-01
said err '2028-01 is no month of the programme'
want 0 export prompts 2026-12
mv out page
want 0 export scores --raw
mv out scores

# ---- The optimum, computed by another program -----------------------------------------

# Of ten people, 945 pairings: the best by way of what is left to pair.
python3 - scores >best <<'END'
import csv, functools, sys
score = {}
people = set()
for row in csv.DictReader(open(sys.argv[1])):
    assert row["email_1"] < row["email_2"]
    score[row["email_1"], row["email_2"]] = int(row["score"])
    people |= {row["email_1"], row["email_2"]}

@functools.cache
def best(left):
    """Most pairs, then the highest score."""
    if not left:
        return 0, 0
    first, rest = left[0], left[1:]
    found = best(rest)
    for other in rest:
        if (first, other) in score:
            pairs, total = best(tuple(p for p in rest if p != other))
            found = max(found, (pairs + 1, total + score[first, other]))
    return found

print(*best(tuple(sorted(people))))
END
want 0 --json match 2026-12
json '[j["proof"]["pairs"], j["proof"]["bound"]] ==
	[int(n) for n in open("best").read().split()]'
json 'j["proof"]["score"] == j["proof"]["bound"]'
mv out round
# The scores are those of the month as it stood before its round.
want 0 export scores --raw
cmp out scores || fail 'the round changed the scores of its own month'
want 0 export prompts
cmp out page || fail 'the round changed the prompts'
golden prompts-trust.md out
# Those who have met are no longer allowed.
want 0 export scores 2027-01 --raw
sheet 'not {(r["email_1"], r["email_2"]) for r in rows} & {tuple(sorted(
	p["email"] for p in g["people"])) for g in json.load(open("round"))["groups"]}'
sheet 'len(rows) == sum(1 for line in open("scores")) - 1 - 5'

# ---- Columns ---------------------------------------------------------------------------

columns pairs month,round,theme,group,kind,relaxed,score,reasons,name_1,email_1,organisation_1,sector_1,place_1,name_2,email_2,organisation_2,sector_2,place_2,name_3,email_3,organisation_3,sector_3,place_3
columns waiting month,round,email,name,organisation,sector,place,reason
columns scores email_1,email_2,score
columns people email,name,organisation,sector,place,profession,seniority,interests,hopes,availability,status,until,exclude
columns mailmerge month,round,theme,email,name,first_name,partner_names,partner_emails,partner_organisations,partner_sectors,shared_interests,prompts
want 0 export prompts --format csv --raw
[ "$(head -n 1 out)" = month,round,theme,kind,prompt ] ||
	fail 'other columns of export prompts'

# ---- What is in them, told by the round's JSON -------------------------------------------

want 0 export pairs
sheet '[(int(r["group"]), r["kind"], r["relaxed"], int(r["score"]),
	[r["email_1"], r["email_2"]]) for r in rows] == [(g["group"], g["kind"],
	"no", g["score"], [p["email"] for p in g["people"]])
	for g in json.load(open("round"))["groups"]]'
sheet 'all(r["reasons"] == "; ".join(g["reasons"]) for r, g in
	zip(rows, json.load(open("round"))["groups"]))'
sheet 'all(r[c + "_3"] == "" for r in rows for c in ("name", "email", "place"))'
want 0 export mailmerge
sheet 'len(rows) == 10 and rows[0]["first_name"] == rows[0]["name"].split()[0]'
sheet 'all("\n" not in cell for r in rows for cell in r.values())'
sheet 'all(r["prompts"].count(" | ") >= 6 for r in rows)'
sheet '{r["email"]: r["partner_emails"] for r in rows} == {a["email"]: b["email"]
	for g in json.load(open("round"))["groups"]
	for a in g["people"] for b in g["people"] if a != b}'
want 0 export waiting
sheet 'rows == []'

# A trio, and one who waits.
want 0 people add p11@example.org 'name=P Eleven' organisation=SLaM
want 0 match 2027-01
want 0 export pairs
unsaid err 'this month and'
said err "since this round was made, 1 joined and 0 left, paused or erased: 'connect5 repair 2026-12' mends it"
NOW=2027-01-02T09:00:00Z
want 0 export mailmerge
sheet 'sum("; " in r["partner_emails"] for r in rows) == 3 and len(rows) == 11'
want 0 export pairs
sheet '[r["kind"] for r in rows].count("trio") == 1'
sheet 'all(bool(r["email_3"]) == (r["kind"] == "trio") for r in rows)'
want 0 config odd wait
want 0 match 2027-02
want 0 export waiting 2027-02
sheet 'len(rows) == 1 and rows[0]["month"] == "2027-02" and rows[0]["reason"]'
for what in pairs mailmerge; do
	want 0 export "$what" 2027-02
	said err "1 person waits this month and is not in here: 'connect5 export waiting 2027-02' lists them with the reason"
	want 0 -q export "$what" 2027-02
	[ ! -s err ] || fail '-q says something'
done
# MONTH: this month's round, or else the latest; an ordinal.
want 0 export pairs
sheet 'rows[0]["month"] == "2027-01"'
want 0 export pairs 1
sheet 'rows[0]["month"] == "2026-12"'
NOW=2027-04-02T09:00:00Z
want 0 export pairs
sheet 'rows[0]["month"] == "2027-02"'
NOW=2026-12-01T09:00:00Z

# ---- Bytes ----------------------------------------------------------------------------------

want 0 export pairs
[ "$(head -c 3 out | od -An -tx1 | tr -d ' ')" = efbbbf ] ||
	fail 'no byte order mark for Excel'
[ "$(tr -cd '\r' <out | wc -c)" = 6 ] || fail 'no CRLF after every row'
mv out first
want 0 export pairs
cmp out first || fail 'other bytes the second time'
want 0 export pairs --raw
if grep -q "$(printf '\r')" out; then fail 'a carriage return with --raw'; fi
[ "$(head -c 5 out)" = month ] || fail 'a byte order mark with --raw'
want 0 --json export pairs
mv out first
want 0 export pairs --format json
cmp out first || fail '--json and --format json differ'
json 'len(j) == 5 and j[0]["round"] == 1 and isinstance(j[0]["score"], int)'
want 0 --json export prompts
json '[p["kind"] for p in j] == ["warm-up"] * 2 + ["lens"] + ["deeper"] * 3 + [
	"commitment"] and j[0]["theme"] == "Building trust across boundaries"'

# Cells that a spreadsheet would run, defused by one apostrophe; import takes it
# off again, and takes no other.
cat >formulas.csv <<'END'
email,name,sector,profession,hopes
f1@example.org,=Fay One,Acute,Nurse,"=HYPERLINK(""http://example.org"")"
f2@example.org,Fay Two,Council,-Nurse,+44 20
f3@example.org,Fay Three,VCSE,@home,''=two apostrophes
f4@example.org,Fay Four,ICB,＝full width,'tis nothing
f5@example.org,Fay Five,ICB,Nurse,"-1, 2"
END
rm connect5.db
want 0 init --first-month 2026-12 --seed 2026
want 0 import formulas.csv
want 0 --json people
mv out held
python3 - <<'END' || fail 'import took off the wrong apostrophes'
import json
people = {p["email"][:2]: p for p in json.load(open("held"))["people"]}
assert people["f3"]["hopes"] == "'=two apostrophes"
assert people["f4"]["hopes"] == "'tis nothing"
assert people["f1"]["name"] == "=Fay One"
END
want 0 export people
mv out people.csv
python3 - <<'END' || fail 'a formula would run'
import csv, json
rows = csv.DictReader(open("people.csv", encoding="utf-8-sig", newline=""))
held = {p["email"]: p for p in json.load(open("held"))["people"]}
defused = 0
for row in rows:
    for field in "name", "profession", "hopes":
        kept = held[row["email"]][field]
        runs = kept.lstrip("'")[:1] in tuple("=+-@\uff1d")
        assert row[field] == ("'" if runs else "") + kept, row[field]
        defused += runs
assert defused == 8, defused
END
want 0 export people --raw
said out ',=Fay One,'
# It comes back with no change, to this programme and to a new one.
want 0 --json import people.csv
json '(j["files"][0]["unchanged"], j["files"][0]["refused"]) == (5, 0)'
want 0 --json people
sed 's/"answered_at":"[^"]*"//g' held >held.bare
sed 's/"answered_at":"[^"]*"//g' out | cmp - held.bare ||
	fail 'somebody changed on the way out and in'
rm connect5.db
want 0 init --first-month 2026-12 --seed 2026
want 0 import people.csv
want 0 export people
cmp out people.csv || fail 'a new programme has other people'
# The demo people too, with their exclusions and a pause.
rm connect5.db
programme demo
want 0 people pause hoa.trinh@primary.example.org --until 2027-02
want 0 export people
mv out people.csv
want 0 --json import people.csv
json '(j["files"][0]["unchanged"], j["files"][0]["refused"]) == (61, 0)'
want 0 export people
cmp out people.csv || fail 'a demo participant changed on the way out and in'
sheet '{r["email"]: (r["status"], r["until"]) for r in rows}[
	"hoa.trinh@primary.example.org"] == ("paused", "2027-02")'
sheet '[r["exclude"] for r in rows if r["name"] == "Kasia Nowicka"] == [
	"h.pemberton@care.example.org"]'

# ---- Files -----------------------------------------------------------------------------------

want 0 match 2026-12
want 0 export pairs
mv out wanted
umask 000
want 0 export pairs -o pairs.csv
umask 022
[ ! -s out ] || fail '-o prints as well'
cmp pairs.csv wanted || fail 'other bytes in the file'
[ "$(stat -c %a pairs.csv)" = 600 ] || fail 'the file is not 0600'
want 2 export pairs -o pairs.csv
said err 'pairs.csv: it exists: --force replaces it'
echo mine >mine
want 2 export people --output mine
[ "$(cat mine)" = mine ] || fail 'a file was replaced without --force'
want 0 export people --output mine --force
head -n 1 mine | grep -q exclude || fail '--force replaced nothing'
[ "$(stat -c %a mine)" = 600 ] || fail 'the replaced file is not 0600'
ln -s mine link
for force in '' --force; do
	# shellcheck disable=SC2086 # an option or nothing
	want 2 export pairs -o link $force
	said err 'link: this is a symbolic link, and is left alone'
done
[ -L link ] || fail 'a link was replaced'
mkdir folder
want 2 export pairs -o folder --force
said err 'folder: this is no file: name one'
want 5 export pairs -o no/such/pairs.csv
said err 'no/such/pairs.csv: cannot write it: No such file'
want 0 export pairs -o -
cmp out wanted || fail '-o - is not standard output'
ls >names
if grep -q 'pairs.csv\.' names; then fail 'a temporary file is left'; fi

# The first time that a round leaves the house is in the log, and the first time
# that people are told of it, each once.
want 0 export mailmerge
want 0 export mailmerge
want 0 export pairs
want 0 log
[ "$(grep -c 'the round of 2026-12 was exported: ' out)" = 2 ] ||
	fail 'not two exports in the log'
[ "$(grep -c 'the round of 2026-12 was exported: mailmerge' out)" = 1 ] ||
	fail 'not one mail merge in the log'

# What would mend the round, as it must be typed.
cp connect5.db before.db
want 0 match 2027-03
want 0 people pause ann.bell@acute.example.org
want 0 show 2027-03
said err "0 joined and 1 left, paused or erased: 'connect5 repair 2027-03' mends it"
want 0 repair 2027-03
want 0 show 2027-03
unsaid err 'since this round'
mv before.db connect5.db

# ---- Wrong use ----------------------------------------------------------------------------------

want 2 export
said err 'export needs WHAT: usage: connect5 export WHAT [MONTH]'
want 2 export sheets
said err "'sheets' cannot be exported: pairs, sheet, waiting, mailmerge, changes, calendar, emails, prompts, people,"
want 2 --json export pairs --format csv
said err '--json and --format csv contradict each other: leave one out'
want 0 --json export pairs --format json
json 'j[0]["month"] == "2026-12"'
# A file is what it is called, unless the format says otherwise.
want 0 export people -o people.json
python3 -m json.tool people.json >out || fail 'people.json is no JSON'
want 0 export people -o other.csv --format json
python3 -m json.tool other.csv >out || fail '--format gave way to a name'
want 0 export people -o json
head -c 100 json >out
said out 'email,name,organisation'
want 2 export people 2026-12
said err 'export people is of the whole programme: no MONTH, please'
want 2 export pairs --format md
said err "pairs can be exported as csv, json or xlsx, not 'md'"
want 2 export prompts --format pdf
said err "prompts can be exported as csv, json, md, html or xlsx, not 'pdf'"
want 2 export pairs soon
said err "'soon' is no month"
