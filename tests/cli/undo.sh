#!/bin/sh
# undo takes back the last change, whatever it was: what is exported, and every
# row but the log's, is as it was before.
. "$(dirname "$0")/lib.sh"

# state FILE: all tables but the log, and what goes out of the house.
state() {
	sqlite3 connect5.db .dump >dump
	grep -Ev '^INSERT INTO (log|undo|sqlite_sequence) ' dump >"$1"
	for sheet in people history connections; do
		want 0 export $sheet --raw
		cat out >>"$1"
	done
	want 0 --json config
	cat out >>"$1"
	for round in 1 2; do
		c5 --json show $round
		cat out >>"$1"
	done
}

# taken_back WHAT ARGUMENT...: the command changes something, and undo takes it
# back: once.
taken_back() {
	what=$1
	shift
	state before
	want "${wanted_code:-0}" "$@"
	state after
	if cmp -s before after; then fail "$* changed nothing"; fi
	cksum connect5.db >sum
	want 0 undo --dry-run
	said out "Would take back: $what (change "
	sed 's/Would take back/Taken back/' out >told
	cksum connect5.db | cmp - sum || fail 'a dry run wrote'
	want 0 undo
	said out "Taken back: $what (change "
	cmp out told || fail 'a dry run tells something else'
	state now
	diff before now >difference || {
		head -n 20 difference >&2
		fail "$* is not taken back"
	}
	want 0 check
	want 1 undo --dry-run
	want 1 undo
	said err 'there is nothing to take back: the last change is undo (change '
	said err 'took back the change before); only one step can be taken back'
	state now
	cmp before now || fail 'a second undo took something back'
}

ann=ann.bell@acute.example.org
derek=derek.olanrewaju@council.example.org

want 0 init --first-month 2026-12 --seed 2026
taken_back import import "$data/demo/ten.csv"
want 0 import "$data/demo/ten.csv"
taken_back match match 2026-12
want 0 match 2026-12
taken_back match match 2027-01
want 0 match 2027-01
printf 'month,email,met\n1,%s,no\n2,%s,yes\n' "$ann" "$ann" >met.csv
taken_back import import --as outcomes met.csv
want 0 import --as outcomes met.csv
sed -i 's/no$/yes/; t; s/yes$/no/' met.csv
taken_back import import --as outcomes met.csv
wanted_code=3
taken_back import import --yes "$data/demo/eoi.csv"
wanted_code=0
cat >more.csv <<'END'
email,name,sector,Favourite biscuit,exclude
bo@example.org,Bo Lee,Acute,Ginger nut,Derek Olanrewaju;Zoe Unknown
END
taken_back import import --keep-unknown --map 'profession=Favourite biscuit' \
	more.csv
taken_back import import --keep-unknown more.csv
cat >odd.csv <<'END'
email,name,sector
cy@example.org,Cy Ho,Space agency
END
taken_back import import --add-sectors odd.csv
cat >old.csv <<END
month,email_1,email_2
2025-05,$ann,rohan.wijeratne@icb.example.org
END
taken_back import import --as history old.csv
taken_back 'people add' people add bo@example.org 'name=Bo Lee' sector=acute \
	'organisation=Corner Shop'
taken_back 'people set' people set "$ann" place=Penge email=ann@example.org
taken_back 'people pause' people pause "$ann" --until 2027-03
taken_back 'people withdraw' people withdraw "$ann"
taken_back 'people away' people away "$ann" 2027-02 2027-03
want 0 people pause "$ann"
taken_back 'people resume' people resume "$ann"
want 0 people resume "$ann"
taken_back 'people exclude' people exclude "$ann" $derek
want 0 people exclude "$ann" $derek
taken_back 'people include' people include "$ann" $derek
want 0 people add annie@example.org 'name=Annie Bell' sector=acute
want 0 people exclude annie@example.org samuel.mutiso@mh.example.org
taken_back 'people merge' people merge "$ann" annie@example.org
taken_back config config odd wait
taken_back config config months 7
taken_back 'sectors add' sectors add space 'Space agency'
taken_back 'sectors alias' sectors alias acute Wards
taken_back 'sectors merge' sectors merge acute icb
taken_back 'sectors rename' sectors rename acute Hospitals
taken_back 'organisations add' organisations add 'Corner Shop' vcse Penge
taken_back 'organisations set' organisations set KCH name=Kings place=Penge
taken_back 'organisations alias' organisations alias KCH Camberwell
want 0 people add cy@example.org 'name=Cy Ho' sector=vcse 'organisation=Wren'
taken_back 'organisations alias' organisations alias KCH Wren

# What changes nothing is no step: the change before it is the last still.
want 0 people set "$ann" place=Penge
want 0 people set "$ann" place=Penge
said err 'nothing changed'
want 0 import "$data/demo/ten.csv"
want 0 match 2027-01
want 0 people list
want 0 --json undo
json 'j["taken_back"].startswith("people set (change ")'
want 0 --json people show "$ann"
json 'j["place"] == ["Lambeth", "Southwark"]'
# A column that is mapped as before is nothing new either.
want 0 import --map 'profession=Favourite biscuit' more.csv
want 0 import --map 'profession=Favourite biscuit' more.csv
want 0 undo
want 2 people show bo@example.org
# Nor is what failed.
want 0 people set "$ann" place=Penge
want 2 people set "$ann" sector=Knitting
want 0 undo
want 0 --json people show "$ann"
json 'j["place"] == ["Lambeth", "Southwark"]'

# The log keeps both.
want 0 log
said out '(taken back)'
grep -q ' undo ' out || fail 'the log does not tell of undo'

# A file that somebody changed since is left alone.
want 0 people pause "$ann"
sqlite3 connect5.db "UPDATE participant SET status = 'withdrawn'
	WHERE status = 'paused'"
cksum connect5.db >before
want 1 undo
said err 'the file is no longer as that change left it: nothing was taken back'
cksum connect5.db | cmp - before || fail 'undo wrote'

# After an export, an erasure, the very first command: why not, and what then.
rm connect5.db
want 0 init --first-month 2026-12 --seed 2026
want 1 undo
said err 'the last change is init (change 1, 2026-12-01T09:00:00Z: made the programme)'
want 0 import "$data/demo/ten.csv"
want 0 match 2026-12
NOW=2026-12-02T10:00:00Z
want 0 export mailmerge
NOW=2026-12-03T10:00:00Z
cksum connect5.db >before
want 1 undo
said err 'the last change is export (change 4, 2026-12-02T10:00:00Z: the round of 2026-12 was exported: mailmerge); people may know of it by now'
said err "'connect5 repair' mends a round that they were told of"
cksum connect5.db | cmp - before || fail 'undo wrote'
want 0 people set "$ann" place=Penge
want 0 undo
want 0 people erase "$ann"
want 1 undo
said err 'the last change is people erase (change '
said err 'an erasure is for good'
