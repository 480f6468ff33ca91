#!/bin/sh
# check: silent agreement about what is sound, and a word for whatever is not.
. "$(dirname "$0")/lib.sh"

# changed SQL: a copy of the programme as other.db, changed behind its back.
changed() {
	cp connect5.db other.db
	python3 - other.db "$1" <<'END'
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute("PRAGMA foreign_keys = OFF")
db.executescript(sys.argv[2])
db.commit()
END
	if cmp -s connect5.db other.db; then fail "this changed nothing: $1"; fi
}

# wrong TEXT SQL: check finds it, exit 4, and other rounds are judged as well.
wrong() {
	changed "$2"
	want 4 -f other.db check
	said out "round 1, 2026-12: wrong: "
	said out "$1"
	said out 'round 2, 2027-01: every rule holds, and the proof stands'
	said err '1 round on file is wrong ('
	said err 'restore a backup'
	want 4 -f other.db --json check
	json 'not j["ok"] and j["file_sound"] and j["problems"] == []'
	json '[r["verdict"] == "wrong" for r in j["rounds"]] == [True, False]'
}

# ---- Sound -------------------------------------------------------------------------

want 0 init --first-month 2026-12 --seed 2026
want 0 check
said out 'the file is sound: integrity, references, schema'
want 0 --json check
json 'j == {"ok": True, "file_sound": True, "problems": [], "rounds": []}'
want 0 import "$data/demo/ten.csv"
want 0 people add p11@example.org 'name=P Eleven' sector=Other
want 0 match 2026-12
want 0 config odd wait
want 0 match 2027-01
cksum connect5.db >before
want 0 check
said out 'round 1, 2026-12: every rule holds, and the proof stands'
said out 'round 2, 2027-01: every rule holds, and the proof stands'
want 0 --json check
json '[list(r) for r in j["rounds"]] == 2 * [["round", "month", "verdict", "why"]]'
json '[(r["round"], r["month"]) for r in j["rounds"]] == [(1, "2026-12"),
	(2, "2027-01")]'
cksum connect5.db | cmp - before || fail 'check wrote'

# Rounds are judged by the facts they were made from.
want 0 people set ann.bell@acute.example.org sector=Council place=Bexley \
	'organisation=London Borough of Lewisham' profession=Baker
want 0 people withdraw nisha.ravalia@primary.example.org
want 0 config odd trio
want 0 config weight.interest 500
printf 'email,name,sector,exclude\n%s,Ann Bell,Council,%s\n' \
	ann.bell@acute.example.org derek.olanrewaju@council.example.org >x.csv
want 0 import x.csv
want 0 check
said out 'round 2, 2027-01: every rule holds, and the proof stands'

# ---- Not as it was made ---------------------------------------------------------------

wrong 'group 1 scores' \
	'UPDATE match_group SET score = score + 10 WHERE id = 1'
wrong "the proof's figures do not add up" \
	'UPDATE revision SET pairs = 4, ceiling = 4 WHERE id = 1'
wrong 'the certificate does not hold' 'UPDATE revision SET bound = bound + 10,
	given_up = given_up + 10 WHERE id = 1'
wrong 'a certificate is damaged' \
	'UPDATE revision SET certificate = zeroblob(8) WHERE id = 1'
wrong 'scores' "UPDATE revision_setting SET value = '990'
	WHERE revision = 1 AND key = 'weight.place'"

changed 'CREATE TABLE note (text TEXT)'
want 4 -f other.db check
said out 'the tables are not as this program makes them'
said err 'other.db: the file is not sound'
want 4 -f other.db --json check
json 'not j["ok"] and not j["file_sound"] and len(j["problems"]) == 1'
changed 'DROP TRIGGER members_meet'
want 4 -f other.db check
changed 'DELETE FROM theme WHERE ordinal = 1'
want 4 -f other.db check
said out 'refers to a row of theme that is not there'

# ---- Not a programme at all -------------------------------------------------------------

changed 'PRAGMA user_version = 99'
want 4 -f other.db check
said err 'other.db: made by a newer connect5'
said err 'update connect5'
changed 'PRAGMA application_id = 1'
want 4 -f other.db check
said err 'other.db: this is not a programme file of connect5'
python3 -c 'import sqlite3
db = sqlite3.connect("shop.db")
db.execute("CREATE TABLE stock (item)")'
want 4 -f shop.db check
said err 'shop.db: this is not a programme file of connect5'
echo 'a shopping list' >list
want 4 -f list check
said err 'list: not a programme file, or damaged'
: >empty
want 4 -f empty check
said err 'empty: this is not a programme file of connect5'
mkdir folder
want 4 -f folder check
said err 'folder: this is not a file'
# Cut short, as by a copy that broke off; and a page overwritten.
head -c 40960 connect5.db >short.db
want 4 -f short.db check
said err 'short.db: '
python3 - <<'END'
data = bytearray(open("connect5.db", "rb").read())
data[8192:12288] = b"\xff" * 4096
open("page.db", "wb").write(data)
END
want 4 -f page.db check
said err 'page.db: '
want 2 check everything
said err "'everything' is one too many"
