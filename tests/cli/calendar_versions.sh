#!/bin/sh
# The life of an invitation: what stays, what is changed, what is cancelled, and
# for whom, through repair, another time, redo, undo, merge and erase.
. "$(dirname "$0")/lib.sh"
. "$here/_calendar.sh"

# uids FOLDER: "name uid sequence" of its files, in order.
uids() {
	for file in "$1"/*.ics; do
		printf '%s %s %s\n' "$(basename "$file" .ics | cut -c 18-)" \
			"$(sed -n 's/^UID:\([^\r]*\).*/\1/p' "$file")" \
			"$(sed -n 's/^SEQUENCE:\([0-9]*\).*/\1/p' "$file")"
	done
}

# uid FOLDER NAME: of that file.
uid() {
	uids "$1" | awk -v name="$2" '$1 == name { print $2 }'
}

invited
want 0 config slot '2026-12-10 12:30/45'
cp connect5.db fresh.db

# ---- A repair --------------------------------------------------------------------------

issue one
want 0 people withdraw 'Ann Bell'
want 0 repair
issue two
# Ann and Derek were a pair; Derek makes a trio of Kwabena and Rohan.
holds two '{k: (f.what, f.sequence, len(f.who)) for k, f in files.items()} == {
	"group-002": ("as before", 0, 2), "group-003": ("as before", 0, 2),
	"group-005": ("as before", 0, 2), "group-006": ("changed", 1, 3),
	"cancel-001": ("cancelled", 1, 2)}'
same one two group-002 group-003 group-005
[ "$(uid one group-001)" = "$(uid two cancel-001)" ] || fail 'not that one'
[ "$(uid one group-004)" = "$(uid two group-006)" ] || fail 'not the same meeting'
holds two 'set(files["cancel-001"].who) == {"ann.bell@acute.example.org",
	"derek.olanrewaju@council.example.org"}
	and files["cancel-001"].start == london(2026, 12, 10, 12, 30)
	and "will not take place" in files["cancel-001"].text
	and "Derek Olanrewaju" in files["group-006"].text'
issue three
again two three
holds three 'files["cancel-001"].what == "cancelled before"
	and files["group-006"].what == "as before"'

# The third leaves again: the two go on, he is told.
want 0 people withdraw 'Derek Olanrewaju'
want 0 repair
issue four
[ "$(uid four group-006)" = '' ] || fail 'group 6 is still there'
holds four '{f.what for k, f in files.items()} ==
	{"as before", "changed", "cancelled", "cancelled before"}
	and files["cancel-004-2"].what == "cancelled"
	and files["cancel-004-2"].sequence == 2
	and list(files["cancel-004-2"].who) ==
		["derek.olanrewaju@council.example.org"]
	and [(f.sequence, len(f.who)) for f in files.values()
		if f.what == "changed"] == [(2, 2)]'
same two four cancel-001 group-002
[ "$(uids four | grep -c "$(uid one group-004)")" = 2 ] || fail 'another UID'
issue five
again four five
want 0 check

# ---- Taken back ------------------------------------------------------------------------

cp fresh.db connect5.db
issue again.one
again one again.one
want 0 people withdraw 'Ann Bell'
want 0 repair
want 0 undo
want 0 people resume 'Ann Bell'
issue again.two
# Nobody has been told of the repair: nothing has changed.
again one again.two
want 0 people withdraw 'Ann Bell'
want 0 repair
issue again.three
again two again.three
want 1 undo
said err 'nothing to take back'
# An export that changes nothing takes nothing away.
want 0 people withdraw 'Rohan Wijeratne'
issue again.four
want 0 undo
want 0 check

# ---- Another time, another organiser, another address ------------------------------------

cp fresh.db connect5.db
issue slot.one
want 0 config slot '2026-12-11 09:00/30'
issue slot.two
holds slot.two 'all(f.what == "changed" and f.sequence == 1
	and f.start == london(2026, 12, 11, 9) for f in files.values())'
[ "$(uids slot.one | sed 's/0$/1/')" = "$(uids slot.two)" ] || fail 'other UIDs'
want 0 config organiser 'Somebody else <else@example.org>'
issue slot.three
holds slot.three 'all(f.sequence == 2 and f.organiser == "else@example.org"
	for f in files.values())'
want 0 people set 'Ann Bell' email=ann.new@acute.example.org
issue slot.four
holds slot.four '{k: f.sequence for k, f in files.items() if f.what == "changed"}
	== {"group-001": 3}
	and "ann.new@acute.example.org" in files["group-001"].who'
# What is cancelled keeps the time and the sequence that it had.
want 0 people withdraw 'Ann Bell'
want 0 repair
issue slot.five
want 0 config slot '2026-12-18 16:00/30'
issue slot.six
same slot.five slot.six cancel-001
holds slot.six 'files["cancel-001"].start == london(2026, 12, 11, 9)
	and files["group-002"].start == london(2026, 12, 18, 16)'
want 0 check

# ---- Made again ------------------------------------------------------------------------

cp fresh.db connect5.db
issue redo.one
want 0 match 2026-12 --redo --yes
issue redo.two
holds redo.two 'sorted(f.what for f in files.values()) ==
	["cancelled"] * 5 + ["new"] * 5
	and all(f.sequence == (f.what == "cancelled") for f in files.values())
	and len({f.uid for f in files.values()}) == 10'
uids redo.one | cut -d ' ' -f 2 | sort >were
uids redo.two | grep ^cancel | cut -d ' ' -f 2 | sort | cmp - were ||
	fail 'others were cancelled'
want 0 check

# ---- Two who turn out to be one ----------------------------------------------------------

cp fresh.db connect5.db
issue merge.one
want 0 people add ann@elsewhere.example.org name='Annie Bell' \
	organisation='Elsewhere' sector=acute
want 0 people merge 'Ann Bell' ann@elsewhere.example.org
issue merge.two
[ "$(uid merge.one group-001)" = "$(uid merge.two group-001)" ] || fail 'another'
want 0 people withdraw 'Samuel Mutiso'
want 0 repair
issue merge.three
holds merge.three 'all(f.what != "cancelled" or
	"samuel.mutiso@mh.example.org" in f.who for f in files.values())'
grep -l "$(uid merge.one group-001)" merge.three/*group*.ics >/dev/null ||
	fail 'the meeting is gone'
want 0 check

# ---- Forgotten ---------------------------------------------------------------------------

cp fresh.db connect5.db
issue erase.one
want 0 people erase 'Ann Bell'
[ "$(sqlite3 connect5.db 'SELECT count(*) FROM invitation_version
	WHERE digest = 0')" = 1 ] || fail 'a digest of what Ann was written'
issue erase.two
holds erase.two '{k: f.sequence for k, f in files.items() if f.what == "changed"}
	== {"group-001": 1}
	and list(files["group-001"].who) == ["derek.olanrewaju@council.example.org"]
	and "- somebody who has left the programme" in files["group-001"].text
	and not any(b"Bell" in f.raw for f in files.values())'
want 0 repair
issue erase.three
holds erase.three 'files["cancel-001"].what == "cancelled"
	and list(files["cancel-001"].who) ==
		["derek.olanrewaju@council.example.org"]
	and not any(b"ann.bell" in f.raw for f in files.values())'
! grep -aq 'Ann Bell' connect5.db || fail 'her name is still there'
want 0 check

# ---- Other programmes --------------------------------------------------------------------

# Of the same seed and people, but made at another time, or called otherwise.
for other in '--name Other' '--now 2026-12-01T09:00:01Z'; do
	rm connect5.db
	# shellcheck disable=SC2086 # words
	want 0 init --first-month 2026-12 --seed 2026 $other
	want 0 import "$data/demo/ten.csv"
	want 0 match 2026-12
	want 0 config organiser team@example.org
	issue other
	uids other | cut -d ' ' -f 2 | sort >others
	uids one | cut -d ' ' -f 2 | sort | comm -12 - others >both
	[ ! -s both ] || fail 'two programmes share a UID'
	rm -r other
done

# ---- What goes wrong ---------------------------------------------------------------------

# A name that is taken comes to light once all is on record.
cp fresh.db connect5.db
mkdir taken
echo mine >taken/2026-12-calendar-group-003.ics
want 2 export calendar -o taken
said err 'the invitations count as issued all the same: send all that the next'
[ "$(ls taken)" = 2026-12-calendar-group-003.ics ] || fail 'half an export'
issue taken --force
again one taken
holds taken 'all(f.what == "as before" for f in files.values())'

# Two at once agree.
cp fresh.db connect5.db
for each in left right; do
	"$CONNECT5" --now "$NOW" --wait 60 export calendar 2026-12 -o $each \
		2>$each.err &
done
wait
again one left
again one right
want 0 check
