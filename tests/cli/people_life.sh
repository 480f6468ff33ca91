#!/bin/sh
# What happens to people: away, kept apart, found to be one, erased; and what
# rounds, before and after, make of it. (people.sh has the rest of `people`.)
. "$(dirname "$0")/lib.sh"

# person WHO EXPRESSION: of the participant as held.
person() {
	want 0 --json people show "$1"
	json "$2"
}

# told TEXT ARGUMENT...: done, and said so on standard error.
told() {
	wanted_text=$1
	shift
	want 0 people "$@"
	said err "connect5: $wanted_text"
	[ ! -s out ] || fail 'a remark on standard output'
}

# active MONTH N: so many would be in that month's round, and status agrees
# where it is the next.
active() {
	want 0 --json match "$1" --dry-run
	json "j['summary']['active'] == $2"
}
counted() { # ACTIVE AWAY PAUSED WITHDRAWN
	want 0 --json status
	json "j['people'] == {'active': $1, 'away': $2, 'paused': $3,
		'withdrawn': $4} and sum(s['active'] for s in j['sectors']) == $1"
}

ann=ann.bell@acute.example.org
olga=olga.petrenkoshaw@vcse.example.org
rohan=rohan.wijeratne@icb.example.org

programme ten

# Away

told "away in 2026-12, 2027-02: Ann Bell <$ann>, active" away "$ann" 2026-12 2027-02
told "away in 2026-12: Ann Bell <$ann>, active" away "$ann" 2026-12
told "away in 2026-12, 2027-02: Ann Bell <$ann>, active" away "$ann" 2026-12 1 2027-02 2026-12
person "$ann" 'j["away"] == ["2026-12", "2027-02"] and j["status"] == "active"'
active 2026-12 9
active 2027-01 10
active 2027-02 9
# status speaks of the next round, and never disagrees with match.
counted 9 1 0 0
want 0 status
said out '9 active, 1 away, by part of the system:'
want 0 people pause "$olga" --until 2027-01
want 0 people withdraw "$rohan"
active 2026-12 7
counted 7 1 1 1
want 0 match 2026-12
# The next is January: nobody is away, and the pause is over.
active 2027-01 9
counted 9 0 0 1
want 0 undo
refused 2 '2026-11 is past: name a month to come' away "$ann" 2026-11
refused 2 '2036-12 is no month of the programme, which runs from 2026-12 to 2027-04' \
	away "$ann" 2036-12
refused 2 "'soon' is no month" away "$ann" 2027-03 soon
person "$ann" '"2027-03" not in j["away"]'
refused 2 'usage: connect5 people away WHO MONTH...' away "$ann"
want 0 people resume "$ann"
person "$ann" 'j["away"] == []'
want 0 people resume "$olga"
want 0 people resume "$rohan"
counted 10 0 0 0
mv connect5.db ten.db

# Kept apart

cat >four.csv <<'END'
email,name,organisation,sector
amy@a.example.org,Amy,One,acute
cat@p.example.org,Cat,Two,primary
dan@c.example.org,Dan,Three,council
eve@v.example.org,Eve,Four,vcse
END
want 0 init --first-month 2026-12 --seed 2026
want 0 import four.csv

# together MONTH A B: the two would be, or are, in one group. apart: they not.
together() {
	want 0 --json match "$1" --dry-run
	json "any({'$2', '$3'} <= {p['name'] for p in g['people']}
		for g in j['groups'])"
}
apart() {
	want 0 --json match "$1" --dry-run
	json "j['groups'] and not any({'$2', '$3'} <= {p['name']
		for p in g['people']} for g in j['groups'])"
}
want 0 --json match 2026-12 --dry-run
json 'open("amys", "w").write([p["name"] for g in j["groups"]
	if any(p["name"] == "Amy" for p in g["people"])
	for p in g["people"] if p["name"] != "Amy"][0])'
partner=$(cat amys)
together 2026-12 Amy "$partner"
told 'kept apart from' exclude Amy "$partner"
told 'kept apart already from' exclude Amy "$partner"
told "kept apart already from Amy: $partner" exclude "$partner" Amy
apart 2026-12 Amy "$partner"
told "no longer kept apart from Amy: $partner" include "$partner" Amy
told 'was not kept apart from' include Amy "$partner"
together 2026-12 Amy "$partner"
refused 2 "'Amy' and 'amy@a.example.org' are the same participant" \
	exclude Amy amy@a.example.org
refused 2 "there is no participant 'Zed'" exclude Amy Zed
refused 2 'usage: connect5 people include WHO WHO' include Amy
# One that comes later leaves the round as it is.
want 0 match 2026-12
want 0 --json show
cp out shown
want 0 people exclude Amy "$partner"
want 0 --json show
cmp out shown || fail 'an exclusion changes a round'
want 0 check

# Found to be one

mv ten.db connect5.db
want 0 match 2026-12
want 0 --json people show "$ann"
json 'open("met", "w").write(j["rounds"][0]["partners"][0])'
refused 1 'these two have met, in a round or before this programme, and so cannot be one' \
	merge "$ann" "$(cat met)"
# Two who took part in one round are two, whether they met or not.
want 0 --json match
json 'open("other", "w").write([p["email"] for g in j["groups"]
	for p in g["people"] if "'$ann'" not in [q["email"]
	for q in g["people"]]][0])'
refused 1 'these two took part in the same round, and so cannot be one person: withdraw one of them instead' \
	merge "$ann" "$(cat other)"
refused 2 'are the same participant' merge "$ann" 'Ann Bell'
refused 2 "there is no participant 'Zed'" merge "$ann" Zed
# Ann comes in again from home, and with a history from before.
want 0 people add annie@example.org 'name=Annie Bell' sector=acute
cat >old.csv <<'END'
month,email_1,email_2
2025-05,annie@example.org,zed@example.org
END
want 0 people add zed@example.org 'name=Zed Ng' sector=police
want 0 people add yan@example.org 'name=Yan Wu' sector=vcse
want 0 import --as history old.csv
printf 'month,email_1,email_2\n2062-01,%s,Amy\n1999-01,%s,Amy\n' "$ann" "$ann" >far.csv
want 3 --json import --as history far.csv
json '["more than ten years away" in r["reason"] for r in
	j["files"][0]["refusals"]] == [True, True]'
want 0 people exclude annie@example.org yan@example.org
# pairs: the connections that one address has.
pairs() {
	want 0 export connections --raw
	grep "$1" out | cut -d, -f1,2 | sort
}
pairs "$ann" >anns
[ "$(wc -l <anns)" = 1 ] || fail 'Ann has not met one'
told "changed: Ann Bell <$ann>, active" merge "$ann" annie@example.org
person annie@example.org 'j["email"] == "'$ann'" and j["name"] == "Ann Bell"'
pairs "$ann" >both
[ "$(wc -l <both)" = 2 ] || fail 'the connections of one are gone'
grep -q zed@example.org both || fail 'the history of Annie is gone'
person "$ann" '"yan@example.org" in j["exclude"]'
want 0 --json people
json 'len(j["people"]) == 12 and "Annie Bell" not in [p["name"]
	for p in j["people"]]'
# Where both had met somebody, or asked for the same, all of it is kept and told.
cp connect5.db merged.db
want 0 people add ann3@example.org 'name=Ann Bel' sector=acute
printf 'month,email_1,email_2\n2024-05,ann3@example.org,zed@example.org\n' >old.csv
want 0 import --as history old.csv
printf 'email,name,sector,exclude\nann3@example.org,Ann Bel,acute,yan@example.org\n' >ask.csv
printf 'yan@example.org,Yan Wu,vcse,ann3@example.org\n' >>ask.csv
want 0 import ask.csv
want 0 people exclude "$ann" ann3@example.org
want 0 people merge "$ann" ann3@example.org
said err 'both had met Zed Ng: if they are one person, Zed Ng has met them twice'
said err 'the two were kept apart from each other: that is on record'
person "$ann" 'sorted((x["who"], x["source"], x["asked_by"])
	for x in j["exclusions"] if x["until"] == "") == [
	("yan@example.org", "coordinator", "the coordinator"),
	("yan@example.org", "form", "themselves")]
	and j["exclude"] == ["yan@example.org"]'
want 0 --json people show yan@example.org
json 'j["exclude"] == ["'$ann'"]'
want 0 check
# To take it back takes back all requests.
want 0 people include yan@example.org "$ann"
person "$ann" 'j["exclude"] == []'
want 0 --json people show yan@example.org
json 'j["exclude"] == []'
want 0 export people
unsaid out 'yan@example.org;'
mv merged.db connect5.db
# A form that still has the other address finds her.
cat >again.csv <<'END'
email,name,organisation,sector
annie@example.org,Ann Bell,One,acute
END
want 0 --json import again.csv
json 'j["files"][0]["added"] == 0'
refused 2 'is a participant already' add annie@example.org 'name=Ann' sector=acute
want 0 check
for month in 2027-01 2027-02 2027-03; do
	want 0 --json match $month
	json 'not any({"'$ann'", other} <= {p["email"] for p in g["people"]}
		for g in j["groups"] for other in ("zed@example.org",
		"yan@example.org"))'
done
want 0 check

# Erased: not a byte of what they said is left

rm -f connect5.db
want 0 init --first-month 2026-12 --seed 2026
want 0 import "$data/demo/ten.csv"
cat >quentin.csv <<'END'
email,name,organisation,sector,place,profession,seniority,interests,hopes,availability,Favourite biscuit,exclude
quentin@zyxwell.example.org,Quentin Zyxwell,Zyxwell Mews,Police,Quibbleton,Falconer,Grand Vizier,Vexillology,To fly a kestrel,Moonrise,Gingernut,Unknown Yorick
kim@example.org,Kim Ode,Ode House,Social care,,,,,,,,Quentin Zyxwell
END
want 0 import --keep-unknown quentin.csv
want 0 match 2026-12
want 0 people set 'Quentin Zyxwell' email=q.zyxwell@home.example.org
want 0 match 2027-01
want 0 --json people show quentin@zyxwell.example.org
json '[r["waited"] for r in j["rounds"]] == [False, False]
	and j["further_answers"] and j["exclude"]'
words='quentin zyxwell q.zyxwell quibbleton falconer vizier vexillology
	kestrel moonrise gingernut yorick merlin'
# found FILE: how many of the words are in its bytes.
found() {
	n=0
	for word in $words; do
		if grep -aqi "$word" "$1"; then n=$((n + 1)); fi
	done
	echo $n
}
# An undoable change just before: the inverse holds what was there.
want 0 people set quentin@zyxwell.example.org 'hopes=To fly a merlin'
[ "$(found connect5.db)" = 12 ] || fail 'the words are not looked for rightly'
cp connect5.db unerased.db
want 0 people erase quentin@zyxwell.example.org
said out 'is erased from this file. Backups, rejects and exports made'
for file in connect5.db*; do
	[ "$(found "$file")" = 0 ] || fail "what was said is still in $file"
done
[ "$(found out)" = 0 ] || fail 'the answer tells the name'
want 0 log
[ "$(found out)" = 0 ] || fail 'the log tells the name'
want 2 people show q.zyxwell@home.example.org
want 2 people show 'Quentin Zyxwell'
want 1 undo
said err 'there is nothing to take back'
[ "$(found connect5.db)" = 0 ] || fail 'undo brings it back'
want 0 check
said out 'not re-verifiable: a participant was erased'
want 0 --json show 1
json 'len(j["groups"]) == 6'
[ "$(found out)" = 0 ] || fail 'an old round tells the name'
for what in pairs people history connections; do
	want 0 export $what --raw
	[ "$(found out)" = 0 ] || fail "export $what tells the name"
done
want 0 --json people show kim@example.org
[ "$(found out)" = 0 ] || fail 'somebody else is held with the name'
# Both addresses are refused, with the reason.
for address in quentin@zyxwell.example.org Q.ZYXWELL@Home.example.org; do
	printf 'email,name,sector\n%s,Quentin Zyxwell,Police\n' $address >back.csv
	want 3 --json import back.csv
	json 'j["files"][0]["refused"] == 1 and "erased and asked not to be kept"
		in j["files"][0]["refusals"][0]["reason"]'
done
[ "$(found connect5.db)" = 0 ] || fail 'a refused row leaves a trace'
# The others never meet again, whoever is gone.
for month in 2027-02 2027-03 2027-04; do
	want 0 match $month
done
want 0 check
query='SELECT count(*) FROM (SELECT m.participant, n.participant
	FROM group_member m JOIN group_member n ON n.match_group = m.match_group
	AND n.participant > m.participant GROUP BY 1, 2 HAVING count(*) > 1)'
[ "$(sqlite3 connect5.db "$query")" = 0 ] || fail 'two met again'
query="SELECT count(*) FROM connection x JOIN participant p
	ON p.id IN (x.a, x.b) WHERE p.status = 'erased'"
[ "$(sqlite3 connect5.db "$query")" -ge 2 ] ||
	fail 'the connections of the erased are gone'

# Those found to be the same go together

cp unerased.db connect5.db
want 0 people add vexil@example.org 'name=Vexil Kestrel' sector=vcse
want 0 people merge q.zyxwell@home.example.org vexil@example.org
want 0 --json people erase vexil@example.org
json 'j["result"] == "erased"'
words="$words vexil@example.org"
[ "$(found connect5.db)" = 0 ] || fail 'what the other said is still there'
want 0 check
