#!/bin/sh
# After repairs, everybody is told who meets others than those whom they were
# last told of, however many repairs have gone by; and what a repair found is
# said.
. "$(dirname "$0")/lib.sh"

# told FILE: of whom a mail merge tells each.
told() {
	want 0 --json export mailmerge
	cp out "$1"
}

# news FILE: the changes are those since the mail merge in FILE, `before` and all.
news() {
	want 0 --json export changes
	cp out changes
	want 0 --json show 2026-12
	python3 - "$1" <<'END' || fail 'not what they were told'
import json, sys
split = lambda cell: set(cell.split("; ")) - {""}
told = {row["name"]: split(row["partner_names"])
        for row in json.load(open(sys.argv[1]))}
show, wrong = json.load(open("out")), []
met = {p["name"] for g in show["groups"] if g.get("outcome") == "met"
       for p in g["people"]}
rows = json.load(open("changes"))
assert [r["tell"] for r in rows] == sorted((r["tell"] for r in rows), reverse=True)
for row in rows:
    now, before = split(row["partner_names"]), told.get(row["name"], set())
    tell = now != before and row["name"] not in met
    if (row["tell"] == "yes") != tell or split(row["before"]) != before:
        wrong.append((row, before))
sys.exit(str(wrong) if wrong else 0)
END
}

programme ten
want 0 match 2026-12
told first
want 0 --json show 2026-12
python3 -c 'import json
for g in json.load(open("out"))["groups"]:
	print(*[p["email"] for p in g["people"]])' >pairs
read -r a b <pairs
read -r c d <<END
$(sed -n 2p pairs)
END
read -r e _ <<END
$(sed -n 3p pairs)
END
cp connect5.db matched.db

# ---- Two repairs, and nobody was told of the first --------------------------------------

printf 'month,email,met\n2026-12,%s,yes\n' "$e" >met.csv
want 0 import --as outcomes met.csv
want 0 people exclude "$a" "$b"
want 0 repair
news first
cp matched.db connect5.db
want 0 import --as outcomes met.csv
want 0 people exclude "$a" "$b"
want 0 repair
want 0 people withdraw "$c"
want 0 --json repair
json 'j["created"]'
python3 -c 'import json, sys
news = {c["email"] for c in json.load(open("out"))["changes"] if c["tell"]}
assert {sys.argv[1], sys.argv[2]} <= news, news' "$a" "$b" ||
	fail 'a second repair hides what the first one changed'
want 0 status
said out 'Next: connect5 export changes 2026-12'
news first
cp changes once
news first
cmp changes once || fail 'the same sheet is another one'
python3 -c 'import json, sys
row = next(r for r in json.load(open("changes")) if r["email"] == sys.argv[1])
assert row["before"] and row["tell"] == "no", row
assert row["reason"] == "they have met", row' "$e" ||
	fail 'who has met has nobody from before'
want 0 check
# Now they are told, and the next repair counts from there.
told second
want 0 people withdraw "$d"
want 0 repair
news second
want 0 check

# Nothing was told of a round at all: then its first making is what people know.
rm connect5.db
programme ten
want 0 match 2026-12
want 0 people exclude "$a" "$b"
want 0 repair
want 0 people withdraw "$c"
want 0 repair
want 0 --json export changes
python3 -c 'import json, sys
rows = {r["email"]: r for r in json.load(open("out"))}
for who in sys.argv[1:]:
	assert rows[who]["tell"] == "yes" and rows[who]["before"], rows[who]' \
	"$a" "$b" || fail 'nobody knows of the match'

# ---- Who was told of somebody, and waits now ----------------------------------------------

rm connect5.db
want 0 init --first-month 2026-12 --seed 2026
want 0 config odd wait
for name in ann:acute bob:primary cy:social dee:pubhealth; do
	want 0 people add "${name%:*}@example.org" name="${name%:*}" \
		organisation="Firm $name" sector="${name#*:}"
done
want 0 people exclude ann cy
want 0 people exclude ann dee
want 0 match 2026-12
told first
want 0 people withdraw bob
want 0 repair
# A mail merge speaks of those in groups: Ann has not heard of it by that.
told second
want 0 people withdraw cy
want 0 repair
want 0 --json export changes
json '[(r["name"], r["tell"], r["before"], r["what"]) for r in j] == [
	("ann", "yes", "bob", "no partner"), ("dee", "yes", "cy", "no partner")]'
# From then on they know.
want 0 people add eve@example.org name=eve organisation='Firm eve' sector=vcse
want 0 people exclude eve ann
want 0 repair
want 0 --json export changes
json '[(r["name"], r["tell"], r["before"]) for r in j] == [
	("dee", "yes", ""), ("eve", "yes", ""), ("ann", "no", "")]'
want 0 check

# ---- Groups that did not meet were looked at -----------------------------------------------

cp matched.db connect5.db
printf 'month,email,met\n2026-12,%s,no\n2026-12,%s,no\n' "$a" "$c" >met.csv
want 0 import --as outcomes met.csv
want 0 --json repair --dry-run
json 'j["not_met"]["groups"] == 2'
want 0 repair
said out '2 groups reported not met were looked at: '
cp matched.db connect5.db
want 0 --json repair --dry-run
json 'j["not_met"] == {"groups": 0, "together": 0}'
# Two who are left together, having nobody else, are no obligation later on.
rm connect5.db
couples
want 0 match 2026-12
told first
printf 'month,email,met\n2026-12,ann@example.org,no\n' >met.csv
want 0 import --as outcomes met.csv
want 0 repair
said out 'The round for 2026-12 needs no mending: nothing was changed.'
said out '1 group reported not met was looked at: 1 stays together, since nothing is better'
want 0 people withdraw cy
want 0 people add eve@example.org name=eve organisation='Firm eve' sector=vcse
for one in ann bob; do
	want 0 people exclude $one eve
done
want 0 repair
said out '1 group reported not met was looked at: 1 stays together'
want 0 --json export changes
json '[r["reason"] for r in j if r["name"] == "ann"] == [
	"they reported that they did not meet, and stay together"]'
want 0 --json people show ann
json 'len(j["reports"]) == 1'
want 0 check
for two in gil:research hal:icb; do
	want 0 people add "${two%:*}@example.org" name="${two%:*}" \
		organisation="Firm $two" sector="${two#*:}"
done
want 0 people prefer ann gil
want 0 people prefer bob hal
want 0 repair
said out '1 group reported not met was looked at: 1 was made anew'
want 0 --json show 2026-12
json '["ann", "gil"] in [sorted(p["name"] for p in g["people"]) for g in j["groups"]]'
want 0 check

# ---- Who turns out to be somebody else is the same person -----------------------------------

rm connect5.db
want 0 init --first-month 2026-12 --seed 2026
want 0 config odd wait
for name in ann:acute bob:primary cy:social; do
	want 0 people add "${name%:*}@example.org" name="${name%:*}" \
		organisation="Firm $name" sector="${name#*:}"
done
want 0 match 2026-12
for name in ann:acute bob:primary cy:social; do
	one=${name%:*}
	want 0 people add "$one@home.example.org" name="$one home" \
		organisation="Home of $one" sector="${name#*:}"
	want 0 people merge "$one@home.example.org" "$one@example.org"
	cp connect5.db merged.db
	want 0 repair
	said out 'needs no mending: nothing was changed'
	cmp connect5.db merged.db || fail "a repair after $one was merged writes"
	want 0 show
	unsaid err 'repair'
done
want 0 check

# ---- Who waits has been told so by a mailing to all, not by one to the groups ------------

# waits ARGUMENT...: after a repair leaves ann without a partner and that mailing
# went out, does another repair have news for her?
waits() {
	rm -rf connect5.db mail
	couples
	want 0 config organiser team@example.org
	want 0 match 2026-12
	want 0 export mailmerge
	want 0 people withdraw bob
	want 0 repair
	want 0 export emails "$@" -o mail
	want 0 people set cy place=Bexley
	want 0 people exclude cy dee
	want 0 repair
	want 0 --json export changes
	json '[r["what"] for r in j if r["name"] == "ann"] == ["no partner"]'
}
waits
json '[r["tell"] for r in j if r["name"] == "ann"] == ["no"]'
waits --kind match
json '[r["tell"] for r in j if r["name"] == "ann"] == ["yes"]'
