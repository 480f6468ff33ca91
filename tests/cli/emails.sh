#!/bin/sh
# export emails: drafts that Python's email reads back, and whom each is for.
. "$(dirname "$0")/lib.sh"

# drafts FOLDER: all of it is read back, into out; then json asks.
drafts() {
	"$here/emails.py" "$1" >out || fail "a draft of $1 is not right"
}

# same FOLDER FOLDER: the same files with the same bytes.
same() {
	diff -r "$1" "$2" >difference 2>&1 || fail "$1 and $2 differ"
}

programme ten
want 0 match 2026-12

# ---- Whose name, which folder ---------------------------------------------------

cksum connect5.db >before
want 2 export emails 2026-12 -o mail
said err "connect5 config organiser \"NAME <ADDRESS>\""
[ ! -e mail ] || fail 'a folder without an organiser'
cksum connect5.db | cmp - before || fail 'it was put on record'
want 0 config organiser '"Ör, Olga" <olga@example.org>'
want 0 config slot '2026-12-10 12:30/45'
cksum connect5.db >before
want 2 export emails 2026-12
said err 'name a folder for them with -o DIR'
want 2 export emails 2026-12 -o mail --format csv
want 2 export emails 2026-12 -o mail --json
want 2 export emails 2026-12 -o mail --kind letter
said err "--kind takes match, repair, waiting, reminder or feedback, not 'letter'"
want 2 export pairs 2026-12 --kind match
said err '--kind is for export emails, not for pairs'
want 1 export emails 2026-12 -o mail --kind repair
said err 'the round for 2026-12 stands as it was made'
cksum connect5.db | cmp - before || fail 'it was put on record'
[ ! -e mail ] || fail 'a folder all the same'

# ---- The month's invitations ------------------------------------------------------

want 0 status
said out 'connect5 export mailmerge'
want 0 export emails 2026-12 -o mail
want 0 status
unsaid out 'connect5 export mailmerge'
ls mail >names
[ "$(grep -c '^2026-12-emails-match-00[1-5]\.eml$' names)" = 5 ] ||
	fail 'not five drafts'
[ "$(wc -l <names)" = 6 ] || fail 'another file'
for file in mail/*; do
	[ "$(stat -c %a "$file")" = 600 ] || fail "$file is not private"
done
tr -d '\r' <mail/2026-12-emails-match-manifest.csv >manifest
for n in 1 2 3 4 5; do
	file=2026-12-emails-match-00$n.eml
	grep -qx "$file,$(stat -c %s "mail/$file"),group $n" manifest ||
		fail "the manifest has no group $n"
done
want 0 --json show 2026-12
cp out round.json
want 0 export calendar 2026-12 -o calendars
drafts mail
json 'len(j) == 5'
python3 - <<'END' || fail 'the drafts are not those of the round'
import json
mails, r = json.load(open("out")), json.load(open("round.json"))
for g in r["groups"]:
    m = mails[f"2026-12-emails-match-{g['group']:03}.eml"]
    assert m["from"] == [["Ör, Olga", "olga@example.org"]], m["from"]
    assert m["to"] == [[p["name"], p["email"]] for p in g["people"]], m["to"]
    assert m["subject"].endswith(": your conversation for December 2026")
    text = " ".join(m["text"].replace("\n- ", "\n").split())
    for p in g["people"]:
        assert p["name"] in text and p["organisation"] in text, p
    assert "Thursday 10 December 2026 at 12:30, for 45 minutes" in text, text
    assert r["theme"]["title"] in text and "{{" not in text
    assert m["date"] == "Tue, 01 Dec 2026 09:00:00 +0000", m["date"]
    c, = m["calendars"]
    assert (c["file"], c["method"]) == ("invitation.ics", "REQUEST")
    name = f"calendars/2026-12-calendar-group-{g['group']:03}.ics"
    assert c["bytes"] == open(name, newline="").read(), name
END
want 0 log
said out 'the round of 2026-12 was exported: emails'
want 0 check

# ---- Once more: refused, or the same bytes -------------------------------------------

want 2 export emails 2026-12 -o mail
said err 'it exists: --force replaces it'
cp -r mail kept
echo more >mail/2026-12-emails-match-009.eml
"$CONNECT5" --now 2026-12-05T17:00:00Z export emails 2026-12 -o mail --force \
	>out 2>err || fail 'not again'
rm mail/2026-12-emails-match-009.eml
same kept mail
for zone in Asia/Tokyo America/New_York; do
	TZ=$zone LC_ALL=tr_TR.UTF-8 LANG=tr_TR.UTF-8 "$CONNECT5" \
		--now 2027-01-05T17:00:00Z export emails 2026-12 -o "${zone#*/}" \
		>out 2>err || fail "not in $zone"
	same kept "${zone#*/}"
done
# Nothing of it was a change: the file is as it was.
want 0 log
[ "$(grep -c 'exported: emails' out)" = 1 ] || fail 'exported again'

# ---- A link, a file in the way ----------------------------------------------------------

mkdir linked
ln -s /dev/null linked/2026-12-emails-match-001.eml
want 2 export emails 2026-12 -o linked --force
[ ! -e linked/2026-12-emails-match-manifest.csv ] || fail 'a manifest of nothing'

# ---- Reminders and thanks ---------------------------------------------------------------

printf 'month,email,met\n' >outcomes.csv
python3 - >>outcomes.csv <<'END'
import json
r = json.load(open("round.json"))
print("2026-12,%s,yes" % r["groups"][0]["people"][0]["email"])
print("2026-12,%s,no" % r["groups"][1]["people"][0]["email"])
END
want 0 import --as outcomes outcomes.csv
for kind in match reminder; do
	want 0 export emails 2026-12 --kind $kind -o $kind
	said err 'not written to: 2 groups of whom it is known whether they met'
	drafts $kind
	json "sorted(j) == ['2026-12-emails-$kind-00%d.eml' % n for n in (3, 4, 5)]"
done
json 'not any(d["calendars"] for d in j.values())'
want 0 export emails 2026-12 --kind feedback -o feedback
drafts feedback
json 'sorted(j) == ["2026-12-emails-feedback-00%d.eml" % n for n in (1, 3, 4, 5)]'
json 'all("what did you take away" in d["subject"] for d in j.values())'
want 0 export emails 2026-12 --kind waiting -o waiting
said err 'there is nobody to write to: no waiting e-mails'

# ---- After a repair -------------------------------------------------------------------------

gone=$(python3 -c 'import json
print(json.load(open("round.json"))["groups"][2]["people"][0]["email"])')
want 0 people withdraw "$gone"
want 0 repair 2026-12
want 0 --json show 2026-12
cp out repaired.json
want 0 export changes 2026-12 --format json
cp out changes.json
want 0 export emails 2026-12 -o repair --kind repair
want 0 export calendar 2026-12 -o calendars --force
drafts repair
python3 - <<'END' || fail 'the drafts are not those of the repair'
import glob, json
mails, r = json.load(open("out")), json.load(open("repaired.json"))
told = {c["email"] for c in json.load(open("changes.json")) if c["tell"] == "yes"}
assert told and {a for m in mails.values() for _, a in m["to"]} == told, told
files = [open(f, newline="").read() for f in glob.glob("calendars/*.ics")]
cancelled = 0
for name, m in mails.items():
    assert "has changed" in m["text"], m["text"]
    assert "{{" not in m["text"]
    for c in m["calendars"]:
        assert c["bytes"] in files, c["file"]
        cancelled += c["method"] == "CANCEL"
    if "waiting" not in name:
        assert m["calendars"][0]["method"] == "REQUEST"
assert cancelled
END
# People have been told: the next repair is not refused.
want 0 people withdraw "$(python3 -c 'import json
print(json.load(open("repaired.json"))["groups"][-1]["people"][0]["email"])')"
want 0 repair 2026-12
want 0 export emails 2026-12 -o again
said err "'connect5 export emails 2026-12 --kind repair' writes to those alone"
drafts again
json 'all("-match-" in f or "-waiting-" in f for f in j)'

# ---- Two repairs, of which nobody was told of the first --------------------------------------

mkdir twice
cd twice
programme ten
want 0 config organiser olga@example.org
want 0 match 2026-12
want 0 export emails 2026-12 -o first
for n in 1 2; do
	want 0 --json show 2026-12
	want 0 people withdraw "$(python3 -c 'import json
print(json.load(open("out"))["groups"][-1]["people"][0]["email"])')"
	want 0 repair 2026-12
done
want 0 export changes 2026-12 --format json
cp out changes.json
want 0 export emails 2026-12 --kind repair -o second
drafts second
python3 - <<'END' || fail 'the drafts name others than those people were told of'
import json, re
mails = json.load(open("out"))
texts = {a: " ".join(m["text"].split()) for m in mails.values() for _, a in m["to"]}
wanted = 0
for c in json.load(open("changes.json")):
    if c["tell"] != "yes":
        continue
    now = c["partner_names"].split("; ")
    before = [n for n in c["before"].split("; ") if n and n not in now]
    if before:
        line = f"- {c['name']} with {' and '.join(before)}"
        assert line in texts[c["email"]], (line, texts[c["email"]])
        wanted += 1
assert wanted
END
cd ..

# ---- Who waits, who has no address, who was erased ----------------------------------------

mkdir few
cd few
want 0 init --first-month 2026-12 --seed 2026
want 0 config organiser olga@example.org
cat >in.csv <<'END'
email,name,organisation,sector
a@example.org,Dr Ann Bell,Alpha,Acute
b@example.org,"Bob Day",Beta,Acute
c@example.org,"Cat Eve",Gamma,Acute
d@example.org,Ann Fox,Delta,Primary care
END
want 0 import in.csv
want 0 match 2026-12
want 0 export emails 2026-12 -o mail
drafts mail
json 'len(j) == 3 and sum("-waiting-" in f for f in j) == 2'
json 'all("many of those who take part are from your part of the system" in
	" ".join(d["text"].split()) for f, d in j.items() if "-waiting-" in f)'
json 'all("those who have waited come first" in " ".join(d["text"].split())
	for f, d in j.items() if "-waiting-" in f)'
json 'all(f[-7:-4] in ("001", "002", "003", "004") for f in j)'
json 'all(d["from"] == [["", "olga@example.org"]] for d in j.values())'
json 'all("at a time that suits you both" in d["text"]
	for f, d in j.items() if "-match-" in f)'
want 2 export emails 2026-12 --kind waiting -o mail
want 0 export emails 2026-12 --kind waiting -o mail --force
# Where the second set is in the way, the first is not written either.
rm mail/2026-12-emails-match-*
want 2 export emails 2026-12 -o mail
[ ! -e mail/2026-12-emails-match-manifest.csv ] || fail 'half of it'
cd ..

mkdir none
cd none
want 0 init --first-month 2026-12 --seed 2026
want 0 config organiser olga@example.org
want 0 people add email=a@example.org 'name=Ann Bell' sector=Acute organisation=Alpha
want 0 people add 'name=Bob Day' sector='Primary care' organisation=Beta
want 0 match 2026-12
want 0 export emails 2026-12 -o mail
said err 'without an e-mail address, so that no mail reaches them: Bob Day'
drafts mail
json '[d["to"] for d in j.values()] == [[["Ann Bell", "a@example.org"]]]'
json 'all("Bob Day, Beta (Primary care); not on this e-mail" in
	" ".join(d["text"].split()) for d in j.values())'
want 0 people erase 'Bob Day'
want 0 export emails 2026-12 -o later
said err 'not written to: 1 group that somebody has left for good'
drafts later
json 'j == {}'
cd ..

# ---- Whatever people, and templates, are called -------------------------------------------------

mkdir naughty
cd naughty
python3 - >in.csv <<'END'
import csv, sys
names = [
    'A "Q" B', "O'Neill, Ann", "Bell; Ann", "<script>alert(1)</script>",
    "Amp &amp; &#x202e; &lt;b&gt;", "{{first_names}} {{people}}", "}} {{ {",
    "=?utf-8?q?Evil=0D=0ABcc=3A_x=40y=2Ez?=", "=?utf-8?b?QQ==?= Z\u00eb",
    "\u202eevil\u202c Over", "\u2066Iso\u2069 M\u200f", "Z\u200dJ \U0001f469",
    "Line\nBcc: x@y.z", "CR\rBcc: x@y.z", "CRLF\r\n\r\nbody", "Sep\u2028para\u2029",
    "W" * 400, "Long " + "\u0113" * 1500, "\u05d0\u05d1 \u0627\u0628",
    "\U00020bb7 Yoshi", "a (comment) \\ : @ [x]", "<x@y.z>", "--help", ".", "- x",
    "Subject: x", "../../etc/passwd", "%s%n", "From x", "Dr", "Prof. "]
sectors = ["Acute", "Primary care", "Local authority", "Voluntary sector"]
out = csv.writer(sys.stdout)
out.writerow(["email", "name", "organisation", "sector", "place", "interests", "hopes"])
for i, name in enumerate(names):
    out.writerow([f"p{i}+a'b!#$%&*@example.org" if i % 2 else f"p{i}@ex\u00e4mple.org",
                  name, f"Org {i} {name}", sectors[i % 4], name, f"{name};x", name])
END
want 0 init --first-month 2026-12 --seed 2026 --name 'Five <b>&amp; "{{month}}"
Bcc: x@y.z'
c5 import in.csv
want 0 config organiser '=?utf-8?q?O?= <olga@example.org>'
want 0 match 2026-12
cat >own.txt <<'END'
Subject: {{programme}} <i> {{first_names}} {{organiser}} {{people}}

<script>alert("{{first_names}}")</script> &amp; {{people}}
{{people}}

- {{prompts}}
{{reason}}{{next}}
END
for kind in match waiting reminder feedback; do
	want 0 export emails 2026-12 --kind $kind -o built
	sed "$(case $kind in
	waiting) echo 's/{{people}}//g' ;;
	*) echo 's/{{reason}}{{next}}//' ;;
	esac)" own.txt >$kind.txt
	want 0 config template.$kind $kind.txt
	want 0 export emails 2026-12 --kind $kind -o own
done
want 0 --json show 2026-12
cp out round.json
for set in built own; do
	drafts $set
	python3 - <<'END' || fail "something got through in $set"
import json
mails, r = json.load(open("out")), json.load(open("round.json"))
known = {p["email"] for g in r["groups"] for p in g["people"]} | {
    p["email"] for p in r["waiting"]}
assert len(mails) >= 3 * len(r["groups"]) > 30
for m in mails.values():
    assert 1 <= len(m["to"]) <= 3
    for name, address in m["to"]:
        address = address.replace("xn--exmple-cua", "exämple")
        assert address in known, address
    assert m["from"][0][1] == "olga@example.org"
    for mark in "\u202e\u202c\u2066\u2069\u200f\u2028\u2029\r":
        assert mark not in m["text"] + m["subject"], ascii(mark)
END
done
# The name of a file is never what somebody is called.
find built own -type f | grep -vE '^[a-z]+/2026-12-emails-[a-z]+-([0-9]+\.eml|manifest\.csv)$' &&
	fail 'a strange name'
want 0 check

# ---- Who has left gets no letter, but what takes the meeting out of their calendar -----

rm -rf mail connect5.db
programme ten
want 0 match 2026-12
want 0 config organiser team@example.org
want 0 export emails 2026-12 -o mail
NOW=2026-12-02T09:00:00Z
want 0 people withdraw ann.bell@acute.example.org
want 0 repair 2026-12
NOW=2026-12-02T10:00:00Z
want 0 export emails 2026-12 --kind repair -o mail
said err 'no letter goes to those who have left, but they hold an invitation: Ann Bell. '
cat mail/2026-12-emails-repair-cancelled-*.ics >goodbye
said goodbye 'METHOD:CANCEL'
said goodbye 'CN=Ann Bell'
tr -d '\r' <mail/2026-12-emails-repair-manifest.csv >manifest
said manifest ',for those who have left'
