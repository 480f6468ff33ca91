#!/bin/sh
# export calendar: what an invitation says, as somebody else's reader sees it,
# and what must hold before one is made.
. "$(dirname "$0")/lib.sh"
. "$here/_calendar.sh"

programme ten
want 1 export calendar -o out.d
said err 'no round has been made'
want 0 match 2026-12

# ---- What it wants ---------------------------------------------------------------------

cp connect5.db before.db
want 2 export calendar
said err 'export calendar makes many files: name a folder for them with -o DIR'
want 2 export calendar -o -
want 2 export calendar -o out.d --format csv
said err 'export calendar has one format only: leave --format out'
want 2 --json export calendar -o out.d
said err 'leave --json out'
want 2 export calendar -o out.d
said err "'connect5 config organiser \"NAME <ADDRESS>\"' does"
[ ! -e out.d ] || fail 'a folder without an organiser'
cmp connect5.db before.db || fail 'a refusal wrote'
want 0 config organiser 'The "Five" team, London <team@example.org>'
cp connect5.db before.db
# A name that is taken is no export.
echo mine >taken
want 2 export calendar -o taken
cmp connect5.db before.db || fail 'a refusal wrote'
[ "$(cat taken)" = mine ] || fail 'taken was replaced'

# ---- A reminder ------------------------------------------------------------------------

issue day
[ ! -s out ] || fail 'something on standard output'
holds day 'len(files) == 5 and all(f.what == "new" and f.sequence == 0
	and f.start == date(2026, 12, 8) and f.organiser == "team@example.org"
	and f.organiser_name == "The '\''Five'\'' team, London"
	for f in files.values())'
holds day 'files["group-001"].who == {
	"ann.bell@acute.example.org": "Ann Bell",
	"derek.olanrewaju@council.example.org": "Derek Olanrewaju"}'
holds day 'files["group-001"].summary ==
	"Connect Five: Building trust across boundaries"'
holds day 'all(words in files["group-001"].text for words in (
	"conversation 1 of 5 (December 2026)",
	"- Ann Bell, Guy'\''s and St Thomas'\'' NHS Foundation Trust (Acute",
	"- Derek Olanrewaju, London Borough of Lewisham (Local authority",
	"No time has been set: choose one between yourselves, within December.",
	"The theme: Building trust across boundaries\n",
	"traditional boundaries to work in the service of people",
	"- Which introduction will you make for each other",
	"Questions: team@example.org"))'
holds day 'len({f.uid for f in files.values()}) == 5 and
	not any(name.split("@")[0] in f.uid
		for f in files.values() for name in f.who)'
# Interests: exactly what two of them share.
want 0 export mailmerge --raw
"$reader" - >shared <<'END'
import csv
rows = {r["email"]: r["shared_interests"] for r in csv.DictReader(open("out"))}
assert any(rows.values())
print(repr(rows))
END
holds day "all(f.text.count('You share an interest in: ') == bool(rows[w])
	and all(i in f.text for i in rows[w].split('; '))
	for rows in [$(cat shared)] for f in files.values() for w in f.who)"

# It is on record as any other sheet that leaves the house, and who waits is told
# apart.
want 0 log
said out 'the round of 2026-12 was exported: calendar'
want 2 match 2026-12 --redo
said err 'exported'
want 0 check

# ---- The same bytes, wherever and whenever --------------------------------------------

cp connect5.db kept.db
for where in Pacific/Kiritimati America/Anchorage; do
	for locale in C tr_TR.UTF-8 de_DE.UTF-8; do
		rm -rf there
		TZ=$where LC_ALL=$locale "$CONNECT5" --now 2027-03-28T00:30:00Z \
			export calendar 2026-12 -o there 2>err || fail "$where"
		again day there
	done
done
cmp connect5.db kept.db || fail 'exporting again wrote'
holds there 'all(f.what == "as before" for f in files.values())'
# Also the first time.
cp before.db connect5.db
TZ=Asia/Tokyo "$CONNECT5" --now 2027-01-31T23:30:00Z \
	export calendar 2026-12 -o late 2>err || fail late
again day late
want 0 check

# ---- Folders ---------------------------------------------------------------------------

want 2 export calendar -o late
said err 'late/2026-12-calendar-manifest.csv'
echo mine >late/mine.txt
echo old >late/2026-12-calendar-group-001.ics
issue late --force
[ "$(cat late/mine.txt)" = mine ] || fail 'a stranger file is gone'
rm late/mine.txt
again day late
[ "$(stat -c %a late)" = 700 ] || fail 'others can look into the folder'

# ---- A time ----------------------------------------------------------------------------

# slot SETTING START END: of every invitation.
slot() {
	want 0 config slot "$1"
	rm -rf slot.d
	issue slot.d
	holds slot.d "all(f.start == $2 and f.end == $3
		and 'The time is a proposal' in f.text for f in files.values())"
}
slot '2026-12-10 12:30/45' 'london(2026, 12, 10, 12, 30)' \
	'london(2026, 12, 10, 13, 15)'
slot '2026-12-11 12:30/45' 'london(2026, 12, 11, 12, 30)' \
	'london(2026, 12, 11, 13, 15)'
slot '2026-12-31 23:45/30' 'london(2026, 12, 31, 23, 45)' \
	'london(2027, 1, 1, 0, 15)'
# One of another month is said to be: what was proposed stays.
want 0 config slot '2027-01-14 12:30/45'
issue other
said err "the slot that is set is in 2027-01, so that these invitations keep the time that they had: 'connect5 config slot \"2026-12-DD HH:MM/45\"' proposes a time in 2026-12"
again slot.d other
# Emptied, it is a reminder again.
want 0 config slot ''
issue emptied
[ ! -s err ] || fail 'a word too many'
holds emptied 'all(f.start == date(2026, 12, 8) and f.sequence == 4
	for f in files.values())'

# Summer, and the days on which the clocks change.
rm connect5.db
want 0 init --first-month 2027-03 --seed 2026 --months 8
want 0 import "$data/demo/ten.csv"
want 0 config organiser team@example.org
want 0 config slot '2026-12-10 12:30/45'
want 0 match 2027-03
want 0 export calendar 2027-03 -o other.march
said err "so that these invitations are reminders for a whole day: 'connect5 config slot \"2027-03-DD HH:MM/45\"'"
holds other.march 'all(f.start == date(2027, 3, 9) for f in files.values())'
holds other.march 'all(f.organiser_name == "" for f in files.values())'
want 2 config slot '2027-03-28 01:30/30'
want 0 config slot '2027-03-28 00:30/60'
want 0 export calendar 2027-03 -o march
holds march 'all(f.start == london(2027, 3, 28, 0, 30)
	and f.end == london(2027, 3, 28, 2, 30)
	and (f.end.astimezone(f.start.tzinfo).replace(tzinfo=None).hour == 2)
	for f in files.values())'
want 0 match 2027-07
want 0 config slot '2027-07-08 09:00/30'
want 0 export calendar 2027-07 -o july
holds july 'all(f.start == london(2027, 7, 8, 9)
	and f.start.utcoffset().seconds == 3600 for f in files.values())'
want 0 match 2027-10
want 0 config slot '2027-10-31 00:30/90'
want 0 export calendar 2027-10 -o october
# an hour and a half after 00:30 BST it is 01:00 for the second time
holds october 'all(f.start == london(2027, 10, 31, 0, 30)
	and f.end == utc(2027, 10, 31, 1) for f in files.values())'
want 0 check

# ---- No address ------------------------------------------------------------------------

rm connect5.db
want 0 init --first-month 2026-12 --seed 1
want 0 people add amy@a.example.org name=Amy organisation='Hospital One' \
	sector=acute
want 0 people add name=Bea organisation='Council One' sector=council
want 0 people add name=Cas organisation='Hospital Two' sector=acute
want 0 people add name=Dan organisation='Council Two' sector=council
want 0 match 2026-12
want 0 config organiser team@example.org
issue few.d
said err 'without an e-mail address, so that no mail reaches them:'
holds few.d 'len(files) == 1 and all(
	f.who == {"amy@a.example.org": "Amy"} and f.text.count("\n- ") > 5
	for f in files.values())'
want 0 people set Cas email=cas@a.example.org
issue more.d
holds more.d 'len(files) == 2 and sorted(
	(f.what, f.sequence) for f in files.values()) ==
	[("as before", 0), ("new", 0)]'
want 0 check

# ---- Names that would be something else --------------------------------------------------

"$reader" - <<'END'
import csv
names = ['Ann "Nan" Bell', "Comma, Anna", "Semi; Colon: X", "Back\\slash \\n",
         "Line\nEND:VEVENT", "\x1b[31mRed\x07", "Zo\u00eb \U0001f600" * 30,
         "CN=x;ROLE=CHAIR:mailto:x@x.org", "\u202eturned", "a^nb ^'"]
with open("odd.csv", "w", encoding="utf-8", newline="") as file:
    rows = csv.writer(file)
    rows.writerow(["email", "name", "organisation", "sector", "interests"])
    for i, name in enumerate(names):
        rows.writerow([f"o'p+{i}%3f?a=b&c@example.org", name, "Org " + name,
                       ["acute", "council"][i % 2], "Housing"])
END
rm connect5.db
want 0 init --first-month 2026-12 --seed 1 --name 'Five
END:VCALENDAR; \n, "five"'
want 0 import --yes odd.csv
want 0 match 2026-12
want 0 config organiser 'A "team"; of: one, <team@example.org>'
issue odd
holds odd 'len(files) == 5 and
	{a for f in files.values() for a in f.who} ==
	{"o'\''p+%d%%253f%%3Fa%%3Db%%26c@example.org" % i for i in range(10)}'
# Parameters as they stand, and texts as the reader has them (which takes a
# backslash before an n for the end of a line, however it was escaped).
cat odd/*.ics | tr -d '\r' | sed -e ':a' -e 'N' -e '$!ba' -e 's/\n //g' |
	sed -n 's/^ATTENDEE;CN=\(.*\);ROLE=REQ-P.*%3[fF].*:mailto:.*/\1/p; s/^ATTENDEE;CN=\(.*\);ROLE=REQ-PARTICIPANT;PARTSTAT.*/\1/p' |
	sort >names
for name in "Ann 'Nan' Bell" '"Comma, Anna"' '"Semi; Colon: X"' \
	'Back\slash \n' '"Line END:VEVENT"' '[31mRed' \
	'"CN=x;ROLE=CHAIR:mailto:x@x.org"'; do
	grep -qxF -- "$name" names || fail "no $name in $(cat names)"
done
holds odd 'any("- Comma, Anna, Org Comma, Anna (Local" in f.text and
	"You share an interest in: " in f.text for f in files.values())
	and any("- Back\\slash " in f.text for f in files.values())
	and all(f.organiser_name == "A '\''team'\''; of: one,"
	for f in files.values())'
