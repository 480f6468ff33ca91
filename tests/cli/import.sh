#!/bin/sh
# import: what comes in, what is refused with which remedy, and that nothing is
# counted twice, erased by silence, or lost.
. "$(dirname "$0")/lib.sh"

demo=$data/demo/eoi.csv

# counts ADDED UPDATED UNCHANGED SUPERSEDED REFUSED: of the first file in out,
# which is JSON; and every row is one of these.
counts() {
	json "[j['files'][0][k] for k in ('added', 'updated', 'unchanged',
		'superseded', 'refused')] == [$1, $2, $3, $4, $5]"
	json 'all(f["rows"] == f["added"] + f["updated"] + f["unchanged"] +
		f["superseded"] + f["refused"] == f["rows"] and
		f["refused"] == len(f["refusals"]) for f in j["files"])'
}

# from_stdin FILE ARGUMENT...: imports standard input.
from_stdin() {
	file=$1
	shift
	code=0
	"$CONNECT5" --now "$NOW" import "$@" - <"$file" >out 2>err || code=$?
}

# csv LINE...: into the file in.csv.
csv() {
	printf '%s\n' "$@" >in.csv
}

fresh() {
	rm -f connect5.db
	want 0 init --first-month 2026-12 --seed 2026
}

# ---- The demo file -----------------------------------------------------------

fresh
want 3 import "$demo"
said out "$demo: 65 rows (UTF-8 with BOM, comma)"
said out '  61 added, 0 updated, 0 unchanged, 1 superseded, 3 refused'
said out "  email        from 'Work e-mail address'"
said out "  dropped: 'ID', 'Start time', 'Last modified time'"
# Each refusal: file, line, column, what is wrong, what to do.
said err "$demo:12: Work e-mail address: 'ann@' is not an e-mail address: nothing stands after the @; mend it"
said err "$demo:31: Work e-mail address: the form was answered without a name"
said err "$demo:52: Which part of the system do you work in?: 'Hopsital' is not a part of the system that this programme knows"
said err 'import with --add-sectors if the form'
said err '3 rows were refused: mend them and import the file again'
said err "$demo:7: superseded by line 63, the same person's later answer"
said err "$demo:13: 'King's' may mean King's College Hospital NHS Foundation Trust, King's Health Partners or King's College London: kept as written"
said err "'Play in hospital'"
said err "Kasia Nowicka wants to be kept apart from 'h.pemberton@care.example.org', whom nobody knows yet"
want 0 --json people
json 'len(j["people"]) == 61'
json 'all(p["email"].endswith(".example.org") for p in j["people"])'
# Kept as they wrote it: accents, a curly apostrophe, four lines, a formula.
want 0 --json people show huda.alrawi@acute.example.org
json 'j["name"] == "Huda Al-Rawi"'
want 0 --json people show renee.odwyer@acute.example.org
json 'j["name"] == "Ren\u00e9e O\u2019Dwyer"'
want 0 --json people show hanh.nguyen@acute.example.org
json 'j["hopes"] == "=more coffee, fewer slide decks"'
want 0 --json people show 'Pauline Achebe-Ford'
json 'j["hopes"].splitlines()[1:2] == ["1. a new friend"]'
want 0 --json people show 'Derek Olanrewaju'
json '"Care, housing and support" in j["interests"] and len(j["interests"]) == 3'
want 0 --json people show 'Tunde Okonjo'
json 'j["organisation"] == "Lewisham and Greenwich NHS Trust"'
want 0 --json people show 'Charlotte Nettlefold'
json 'j["exclude"] == ["nisha.ravalia@primary.example.org"]'

# The same file again changes nothing, neither people nor the round to come.
want 0 export people --raw
mv out people.before
want 3 --json import "$demo"
counts 0 0 62 0 3
want 0 export people --raw
cmp out people.before || fail 'the same file again changed somebody'

# --json: the keys, and where the refusals are.
fresh
want 3 --json import "$demo"
counts 61 0 0 1 3
json 'set(j["files"][0]) == {"file", "encoding", "delimiter", "columns",
	"dropped_columns", "rows", "added", "updated", "unchanged", "superseded",
	"refused", "refusals", "more_refusals", "notes", "more_notes",
	"added_sectors"}'
json 'set(j) == {"files", "sectors", "majority", "too_large"}'
json 'j["files"][0]["columns"]["hopes"] == "What do you hope to get out of this?"'
json 'j["files"][0]["dropped_columns"] == ["ID", "Start time",
	"Last modified time"]'
json '[(r["line"], r["column"], r["value"]) for r in
	j["files"][0]["refusals"]] == [(12, "Work e-mail address", "ann@"),
	(31, "Work e-mail address", ""),
	(52, "Which part of the system do you work in?", "Hopsital")]'
json 'all(r["reason"] for r in j["files"][0]["refusals"])'
want 0 match 2026-12 --json
mv out round

# The order of the rows never changes the round.
for seed in 1 2 3; do
	python3 - "$demo" "$seed" >shuffled.csv <<'END'
import csv, random, sys
rows = list(csv.reader(open(sys.argv[1], encoding="utf-8-sig", newline="")))
body = rows[1:]
random.Random(int(sys.argv[2])).shuffle(body)
csv.writer(sys.stdout).writerows(rows[:1] + body)
END
	fresh
	want 3 --json import shuffled.csv
	counts 61 0 0 1 3
	want 0 match 2026-12 --json
	cmp out round || fail "another round from the rows in order $seed"
done

# ---- The next month's export, which holds last month's rows -------------------

# Ann Bell edits her answer and leaves a question empty; somebody is new.
python3 - "$demo" >next.csv <<'END'
import csv, sys
rows = list(csv.reader(open(sys.argv[1], encoding="utf-8-sig", newline="")))
at = {header: i for i, header in enumerate(rows[0])}
for row in rows:
    if "ann.bell@acute.example.org" in row:
        row[at["Completion time"]] = "12/20/26 8:00:00"
        row[at["Your profession or role"]] = "Deputy matron"
        row[at["What do you hope to get out of this?\u00a0"]] = ""
        row[at["Borough(s) you work in"]] = ""
late = list(rows[1])
late[at["Completion time"]] = "12/21/26 8:00:00"
late[at["Your full name"]] = "Ada Newcome"
late[at["Work e-mail address"]] = "ada.newcome@vcse.example.org"
csv.writer(sys.stdout).writerows(rows + [late])
END
fresh
want 3 import "$demo"
want 0 people pause hoa.trinh@primary.example.org
want 0 people withdraw ann.bell@acute.example.org
want 0 --json people show ann.bell@acute.example.org
mv out before
NOW=2027-01-04T09:00:00Z
want 3 --json import next.csv
counts 1 1 61 0 3
want 0 --json people show ann.bell@acute.example.org
json 'j["profession"] == "Deputy matron" and j["status"] == "withdrawn"'
json '[j[k] for k in ("hopes", "place")] == [json.load(open("before"))[k]
	for k in ("hopes", "place")]'
want 0 --json people show hoa.trinh@primary.example.org
json 'j["status"] == "paused"'
# Last month's file over this month's: nothing goes back.
want 3 --json import "$demo"
counts 0 0 62 0 3
want 0 --json people show ann.bell@acute.example.org
json 'j["profession"] == "Deputy matron"'
# What the coordinator sets counts as newer than the rows before it.
want 0 people set ann.bell@acute.example.org profession=Matron
want 3 --json import next.csv
counts 0 0 63 0 3
want 0 --json people show ann.bell@acute.example.org
json 'j["profession"] == "Matron"'
NOW=2026-12-01T09:00:00Z

# ---- All, nothing, or only as if ----------------------------------------------

fresh
cksum connect5.db >before
for option in --dry-run --strict; do
	want 3 --json import "$option" "$demo"
	counts 61 0 0 1 3
	said err 'nothing was written'
	cksum connect5.db | cmp - before || fail "import $option wrote"
done
# A dry run leaves no rejects either; --strict does, to be mended.
want 3 import --dry-run --rejects rejects.csv "$demo"
said err 'a dry run: nothing was written'
[ ! -e rejects.csv ] || fail 'a dry run wrote the rejects'
want 3 import --strict --rejects rejects.csv "$demo"
said err '--strict: nothing was written but rejects.csv'
[ "$(wc -l <rejects.csv)" = 4 ] || fail 'not three rows in rejects.csv'
cksum connect5.db | cmp - before || fail 'import --strict --rejects wrote'
want 2 import --rejects rejects.csv "$demo"
said err 'rejects.csv: it exists: give --rejects another name, or remove it'
cksum connect5.db | cmp - before || fail 'a refused import wrote'
rm rejects.csv
want 0 import --dry-run "$data/demo/ten.csv"
said err 'a dry run: nothing was written'
said out '10 added'
cksum connect5.db | cmp - before || fail 'import --dry-run wrote'
want 0 import --strict "$data/demo/ten.csv"
want 0 --json people
json 'len(j["people"]) == 10'

# ---- --map: a header that is there, and one field for it -----------------------

fresh
csv 'Email,Name,Sector,Job,Notes' 'ann@x.example.org,Ann Bell,GP,Nurse,tea'
want 2 import --map profession=Nonsense in.csv
said err "in.csv: --map: no column is called 'Nonsense'; the headers are 'Email', 'Name', 'Sector', 'Job', 'Notes'"
want 2 import --map profession=Job --map hopes=job in.csv
said err "--map says that 'job' is profession and that it is hopes: a column is one field"
want 2 import --as history --map profession=Job in.csv
said err '--map goes with expressions of interest and outcomes, not with a history'
want 0 --json people
json 'j["people"] == []'
want 0 import --map hopes=NOTES --map profession=job in.csv
said out "  profession   from 'Job' by --map"
said out "  hopes        from 'Notes' by --map"
said out "  sector       from 'Sector'"
unsaid out "'Sector' by --map"
# It is remembered, and said; a file need not have what was said of others.
csv 'Email,Name,Sector,Job' 'ann@x.example.org,Ann Bell,GP,Matron'
want 0 import in.csv
said out "  profession   from 'Job' by --map"
said out 'in.csv: 1 row (UTF-8, comma)'
want 0 --json people show 'Ann Bell'
json '(j["profession"], j["hopes"]) == ("Matron", "tea")'
want 0 log
said out '1 file: 1 participant added or changed, 0 rows refused'
# Of several files one must have it.
csv 'Email,Name,Sector' 'bo@x.example.org,Bo Cole,GP'
cp in.csv other.csv
csv 'Email,Name,Sector,Note' 'cy@x.example.org,Cy Dee,GP,cake'
want 0 import --map hopes=Note other.csv in.csv
want 2 import --map hopes=Nought other.csv in.csv
said err "the headers are 'Email', 'Name', 'Sector', 'Email', 'Name', 'Sector', 'Note'"

# ---- Several files, standard input --------------------------------------------

fresh
want 3 --json import "$data/demo/ten.csv" "$demo"
# Those of ten.csv came in without a time: newer than what the form has.
counts 10 0 0 0 0
json '[f["file"] for f in j["files"]] == ["'"$data"'/demo/ten.csv", "'"$demo"'"]'
json 'j["files"][1]["added"] == 51 and j["files"][1]["unchanged"] == 10'
fresh
printf 'a,b\n1,2\n' >lunch.csv
want 3 import "$data/demo/ten.csv" lunch.csv
said err 'nothing was written: of several files, all are read or none'
want 0 --json people
json 'j["people"] == []'
mkdir folder
want 2 import folder
said err 'folder: this is a folder: name a file in it'
want 2 import "$data/demo/ten.csv" gone.csv
said err 'gone.csv: No such file'
want 0 --json people
json 'j["people"] == []'
from_stdin "$data/demo/ten.csv"
[ "$code" = 0 ] || fail "standard input: exit $code"
said out '(standard input): 10 rows (UTF-8, comma)'
from_stdin lunch.csv
[ "$code" = 3 ] || fail "standard input: exit $code"
said err '(standard input):1: no column holds the e-mail address'

# ---- Files that are not what they should be ------------------------------------

want 3 import lunch.csv
said err "lunch.csv:1: no column holds the e-mail address: call its header 'Email'"
said err "the headers are 'a', 'b'"
csv 'email,sector' 'ann@x.org,Acute'
want 3 import in.csv
said err 'in.csv:1: no column holds the name'
csv 'email,name' 'ann@x.org,Ann'
want 3 import in.csv
said err 'in.csv:1: no column holds the part of the system, nor the organisation'
: >in.csv
want 3 import in.csv
said err 'in.csv: the file is empty'
csv 'email,name,sector'
want 3 import in.csv
said err 'in.csv: there is a row of headers and no answer below it'
want 2 import
said err 'import needs FILE: usage: connect5 import'
want 2 import .
said err '.: this is a folder: name a file in it'

# ---- Rows ----------------------------------------------------------------------

# Of a bare CSV, unknown columns are dropped and named.
fresh
csv 'Email,Name,Sector,Shoe size,Telephone' \
	'bo@x.org,Bo Lee,Council,38,020 7946 0000'
want 0 --json import in.csv
counts 1 0 0 0 0
json 'j["files"][0]["dropped_columns"] == ["Shoe size", "Telephone"]'
want 0 --json people
unsaid out 7946
python3 -c 'import sys
sys.exit(b"7946 0000" in open("connect5.db", "rb").read())' ||
	fail 'a telephone number is in the file'

# A part of the system that is not known: a slip, or the form's own list.
csv 'Email,Name,Sector' 'a@x.org,Ann,Gardens' 'b@x.org,Ben,Gardens' \
	'c@x.org,Cat,VCSE'
want 3 import in.csv
said err "in.csv:2: Sector: 'Gardens' is not a part of the system that this programme knows"
said out '1 added, 0 updated, 0 unchanged, 0 superseded, 2 refused'
want 0 --json import --add-sectors in.csv
counts 2 0 1 0 0
json 'j["files"][0]["added_sectors"] == ["Gardens"]'
want 0 --json import in.csv
counts 0 0 3 0 0

# One address, two people: a conflict. A known name, a new address: a remark.
csv 'Email,Name,Sector' 'a@x.org,Zachary Quill,VCSE'
want 3 import in.csv
said err "in.csv:2: the address is Ann's already"
said err "connect5 people set ADDRESS name="
said err 'one row was refused: mend it and import the file again'
csv 'Email,Name,Sector' 'bo.lee@elsewhere.org,Bo Lee,Council'
want 0 import in.csv
said err "in.csv:2: there is another Bo Lee, bo@x.org: the same person?"
said err "'connect5 people merge bo@x.org bo.lee@elsewhere.org'"
want 0 people merge bo@x.org bo.lee@elsewhere.org
want 0 undo

# Without a time, a row counts if it differs from the one before.
csv 'Email,Name,Sector,Place' 'c@x.org,Cat,VCSE,Bexley'
want 0 --json import in.csv
counts 0 1 0 0 0
want 0 --json import in.csv
counts 0 0 1 0 0
csv 'Email,Name,Sector,Place' 'C@X.ORG ,Cat,VCSE,'
want 0 import in.csv
want 0 --json people show c@x.org
json 'j["place"] == ["Bexley"]'

# An exclusion comes into force when the other one comes in.
csv 'Email,Name,Sector,Exclude' 'd@x.org,Dee,Council,Eve Ash'
want 0 import in.csv
said err "Dee wants to be kept apart from 'Eve Ash', whom nobody knows yet"
csv 'Email,Name,Sector' 'e@x.org,Eve Ash,VCSE'
want 0 import in.csv
unsaid err 'kept apart'
want 0 --json people show e@x.org
json 'j["exclude"] == ["d@x.org"]'
# Many are looked for at once: two want the same one, whatever the case; of two
# Bo Lees nobody knows which is meant; an address is as good as a name.
csv 'Email,Name,Sector,Exclude' \
	'p1@x.org,Pam,Council,QUIN  Fox' 'p2@x.org,Pat,VCSE,quin fox' \
	'p3@x.org,Pip,VCSE,Bo Lee' 'p4@x.org,Pru,Council,"Quin Fox;q@x.org"' \
	'p5@x.org,Paz,Council,l1@x.org' 'p6@x.org,Poe,VCSE,Poe' \
	'l1@x.org,Bo Lee,GP,' 'l2@x.org,Bo Lee,GP,' 'q@x.org,Quin Fox,GP,'
want 0 import in.csv
said err "Pip wants to be kept apart from 'Bo Lee', whom nobody knows yet"
[ "$(grep -c 'kept apart' err)" = 1 ] || fail 'all but one are settled'
want 0 --json people show q@x.org
json 'j["exclude"] == ["p1@x.org", "p2@x.org", "p4@x.org"]'
want 0 --json people show l1@x.org
json 'j["exclude"] == ["p5@x.org"]'
want 0 --json people show p6@x.org
json 'j["exclude"] == []'
want 0 --json people show p3@x.org
json 'j["exclude"] == ["Bo Lee"]'
