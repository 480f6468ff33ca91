#!/bin/sh
# A file of an earlier version is brought up to date when it is opened, and
# holds what it held.
. "$(dirname "$0")/lib.sh"

programme ten
want 0 people exclude 'Ann Bell' 'Olga Petrenko-Shaw'
want 0 match 2026-12
want 0 --json show
cp out shown
want 0 log
cp out logged

# A file made from 001.sql alone, with the rows of this one.
cat >downgrade.py <<'END'
import sqlite3, sys
new, schema = sqlite3.connect("connect5.db"), open(sys.argv[1]).read()
old = sqlite3.connect("old.db")
old.executescript("PRAGMA application_id = 1127564116;" + schema)
triggers = old.execute(
    "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
for name, _ in triggers:
    old.execute(f"DROP TRIGGER {name}")
tables = [t for t, in old.execute(
    "SELECT name FROM sqlite_schema WHERE type = 'table'")]
for table in tables:
    rows = new.execute(f"SELECT * FROM {table}").fetchall()
    if table == "sqlite_sequence":
        old.execute("DELETE FROM sqlite_sequence")
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        old.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
if len(sys.argv) == 2:  # undo would look for what this round knew
    for table in "setting", "revision_setting":
        old.execute(f"DELETE FROM {table}"
                    " WHERE key IN ('weight.prefer', 'weight.avoid')")
for _, sql in triggers:
    old.execute(sql)
old.execute("PRAGMA user_version = 1")
old.commit()
END
version() {
	python3 -c 'import sqlite3, sys
print(sqlite3.connect(sys.argv[1]).execute("PRAGMA user_version").fetchone()[0])' \
		"$1"
}
application=$(python3 -c 'import sqlite3
print(sqlite3.connect("connect5.db").execute(
	"PRAGMA application_id").fetchone()[0])')
sed -i "s/1127564116/$application/" downgrade.py
python3 downgrade.py "$data/schema/001.sql" undo
mv old.db again.db
python3 downgrade.py "$data/schema/001.sql"
[ "$(version old.db)" = 1 ] || fail 'old.db is not of version 1'

# Whatever opens it.
want 0 -f old.db check
said out 'the file is sound: integrity, references, schema'
said out 'round 1, 2026-12: every rule holds, and the proof stands'
[ "$(version old.db)" = "$(version connect5.db)" ] || fail 'old.db is old'
want 0 -f old.db --json show
cmp out shown || fail 'the round is another'
want 0 -f old.db log
cmp out logged || fail 'the log is another'
# It is no change of the programme: the last one can still be taken back.
want 0 -f again.db undo
want 0 -f again.db --json people show 'Ann Bell'
json "j['rounds'] == [] and len(j['exclusions']) == 1"
want 0 -f again.db check

# And what is new goes into it.
want 0 -f old.db people prefer 'Ann Bell' 'Samuel Mutiso'
want 0 -f old.db people pair 'Ann Bell' 'Nisha Ravalia' 2027-01
want 0 -f old.db match 2027-01
want 0 -f old.db check
want 0 -f old.db backup copy.db
want 0 -f next.db init --from old.db --first-month 2027-09

# From an old file as well, which init only looks into.
rm old.db
python3 downgrade.py "$data/schema/001.sql"
want 0 -f other.db init --from old.db --first-month 2027-09
want 0 -f other.db check

# ---- What groups had come to before it was kept who said so ---------------------------

want 0 --json show 2026-12
python3 -c 'import json
for g in json.load(open("out"))["groups"][:2]:
	print(*[p["email"] for p in g["people"]])' >groups
read -r one other <groups
printf 'month,email,met\n2026-12,%s,yes\n' "$one" >met.csv
want 0 import --as outcomes met.csv
rm old.db
python3 downgrade.py "$data/schema/001.sql" undo
# says WHO MET: of the upgraded file, what the first group comes to.
says() {
	printf 'month,email,met\n2026-12,%s,%s\n' "$1" "$2" >met.csv
	want 0 -f old.db import --as outcomes met.csv
	cp err noted
	want 0 -f old.db check
	want 0 -f old.db --json show 2026-12
	json "[g.get('outcome') for g in j['groups']][:2] == ['$3', None]"
}
want 0 -f old.db check
want 0 -f old.db --json people show "$one"
json "j['reports'] == [] and j['rounds'][0]['outcome'] == 'met'"
# The change before knows nothing of it, and stays.
want 1 -f old.db undo
said err 'what is very large, or was done by an earlier connect5, stays'
# It stands as nobody's report, until each of the two has said something.
says "$other" no met
said noted 'an earlier report of nobody knows whom (in change '
says "$one" no 'not met'
says "$one" yes met
want 0 -f old.db undo
want 0 -f old.db check
