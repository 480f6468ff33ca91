#!/bin/sh
# Somebody who has no e-mail address: added by name, found by it, in every sheet
# with an empty cell, and given an address later.
. "$(dirname "$0")/lib.sh"

programme ten
want 0 people add 'name=Zoë Smith' sector=Hospice 'interests=Digital' 2>/dev/null ||
	fail 'not added'
said err 'added: Zoë Smith (no e-mail address), active'
want 0 --json people show 'zoë smith'
json 'j["email"] == "" and j["name"] == "Zoë Smith" and j["id"] == 11'
want 0 people show 11
unsaid out 'email'

# Twice is once: a name is all that tells her from others.
want 2 people add 'name=ZOË  SMITH' sector=VCSE
said err "there is a ZOË  SMITH already: give the address of the new one"
want 2 people add '' name=Ann sector=GP
said err 'there is no e-mail address: say email=ADDRESS'
want 2 people add email= name=Ann sector=GP
said err 'there is no e-mail address: say email=ADDRESS'
want 2 people add name=Ann
said err 'usage: connect5 people add [ADDRESS] name=NAME'
want 2 people set ann.bell@acute.example.org email=
said err 'there is no e-mail address: say email=ADDRESS'

# Set keeps her as she is.
want 0 people set 'Zoë Smith' place=Lambeth
want 0 --json people show 11
json 'j["email"] == "" and j["place"] == ["Lambeth"]'

# What export people writes comes in again with nothing changed.
want 0 export people
cp out people.csv
want 0 --json import people.csv
json 'j["files"][0]["unchanged"] == 11'
want 0 export people
cmp out people.csv || fail 'people changed by their own export'
# A form may speak of her by name, and no one else.
printf 'Email,Name,Sector,Interests\n,Zoë Smith,VCSE,Prevention\n' >in.csv
printf ',Somebody Else,VCSE,\n' >>in.csv
want 3 --json import in.csv
json 'j["files"][0]["updated"] == 1 and j["files"][0]["refused"] == 1'
json 'j["files"][0]["refusals"][0]["reason"] ==
	"there is no e-mail address in the row: put one in"'
want 0 --json people show 11
json 'j["interests"] == ["Prevention"] and j["email"] == ""'

# The key for jitter is hers for life, and no tie with that of an address.
python3 - <<'END' || fail 'her key changed'
import sqlite3
file = sqlite3.connect("connect5.db")
open("key", "w").write(str(file.execute(
    "SELECT key FROM participant WHERE id = 11").fetchone()[0]))
END

# Rounds and sheets.
want 0 match 2026-12
want 0 export pairs --raw
said out 'Zoë Smith,,'
want 0 export mailmerge --raw
said err 'without an e-mail address, so that no mail reaches them: Zoë Smith.'
said out ',,Zoë Smith,Zoë,'
python3 - <<'END' || fail 'an address that is none'
import csv
for row in csv.DictReader(open("out", newline="")):
    emails = [e for e in row["partner_emails"].split("; ") if e]
    assert all("@" in e for e in emails), row
    names = row["partner_names"].split("; ")
    assert len(emails) == len(names) - ("Zoë Smith" in names), row
END
want 0 --json match 2026-12
json 'any(p["email"] == "" and p["name"] == "Zoë Smith"
	for g in j["groups"] for p in g["people"])'
want 0 match 2026-12
want 0 export scores 2027-01 --raw
said out 'Zoë Smith'
for what in history connections; do
	want 0 export $what --raw
	cp out $what.csv
	said out 'Zoë Smith'
done
want 0 check
want 0 status
want 0 people exclude 'Zoë Smith' samuel.mutiso@mh.example.org
want 0 export people
cp out people.csv
want 0 import people.csv
want 0 export people
cmp out people.csv || fail 'an exclusion was lost on its way'

# Another season takes her over, and so does another file.
want 0 -f next.db init --from connect5.db --first-month 2027-06
want 0 -f next.db --json people show 'Zoë Smith'
json 'j["email"] == ""'
want 0 -f other.db init --first-month 2026-12 --seed 1
want 0 -f other.db import "$data/demo/ten.csv"
want 0 -f other.db people add 'name=Zoë Smith' sector=Hospice
want 0 -f other.db --json import --as history history.csv
json 'j["files"][0]["refused"] == 0'

# A row with her name and an address is a near miss, and merge mends it: the
# address is hers then.
printf 'Email,Name,Sector\nzoe@x.org,Zoë Smith,Hospice\n' >in.csv
want 0 import in.csv
said err "there is another Zoë Smith, who has no e-mail address: the same person? 'connect5 people merge 11 zoe@x.org'"
want 2 people withdraw 'Zoë Smith'
said err "2 participants are called 'Zoë Smith'"
want 0 people merge 11 zoe@x.org
said err 'changed: Zoë Smith <zoe@x.org>, active'
want 0 --json people show zoe@x.org
json 'j["id"] == 11 and j["former_emails"] == [] and j["rounds"] != []'
want 0 undo

# Or the coordinator gives her one.
want 0 people erase 12
want 0 people set 'Zoë Smith' email=z.smith@x.org
said err 'changed: Zoë Smith <z.smith@x.org>, active'
want 0 --json people show z.smith@x.org
json 'j["id"] == 11'
python3 - <<'END' || fail 'her key changed'
import sqlite3
key = sqlite3.connect("connect5.db").execute(
    "SELECT key FROM participant WHERE id = 11").fetchone()[0]
assert open("key").read() == str(key)
END
want 0 export mailmerge 2026-12 --raw
unsaid err 'no e-mail address'
want 0 check

# Erased like anybody else.
want 0 people add 'name=Nobody Special' sector=VCSE
want 0 people erase 'Nobody Special'
want 2 people show 13
if grep -q 'Nobody Special' connect5.db; then fail 'the name is still there'; fi
want 0 check
