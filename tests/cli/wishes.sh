#!/bin/sh
# Who is preferred, who is avoided, who must be a pair: what is said, what is
# refused, what rounds make of it, and what becomes of it all.
. "$(dirname "$0")/lib.sh"

# told TEXT ARGUMENT...: done, and said so on standard error.
told() {
	wanted_text=$1
	shift
	want 0 people "$@"
	said err "connect5: $wanted_text"
	[ ! -s out ] || fail 'a remark on standard output'
}

# together MONTH A B: the two would be in one group. apart: they would not.
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

# held WHO EXPRESSION: of the wishes and must-pairs, w, that are held on them.
held() {
	want 0 --json people show "$1"
	json "(lambda w: $2)(j['wishes'])"
}

programme six
want 0 --json match 2026-12 --dry-run
json 'open("amys", "w").write([p["name"] for g in j["groups"]
	if any(p["name"] == "Amy" for p in g["people"])
	for p in g["people"] if p["name"] != "Amy"][0])'
partner=$(cat amys)

# Wishes

told "avoided where possible with $partner: Amy" avoid Amy "$partner"
told 'avoided where possible already with Amy' avoid "$partner" Amy
apart 2026-12 Amy "$partner"
held Amy "len(w) == 1 and w[0]['kind'] == 'avoid' and w[0]['until'] == ''"
told "was not preferred with $partner" prefer Amy "$partner" --off
told "preferred with $partner: Amy" prefer Amy "$partner"
together 2026-12 Amy "$partner"
held "$partner" "[(x['kind'], x['until'] == '') for x in w] == [
	('avoid', False), ('prefer', True)]"
want 0 people show Amy
said out 'preferred      '
want 0 people
said out "Amy and $partner are preferred with each other."
want 0 --json people
json "j['wishes'] == [{'names': ['Amy', '$partner'], 'kind': 'prefer'}]
	and j['must_pairs'] == []"
want 0 -v match 2026-12 --dry-run
said out '        - preferred'
want 0 export scores 2026-12 --raw
cp out with.csv
told "no longer preferred with $partner: Amy" prefer Amy "$partner" --off
told "was not avoided with $partner" avoid Amy "$partner" --off
want 0 export scores 2026-12 --raw
# That pair has the weight more, and no other has anything.
python3 - <<'END' || fail 'other scores changed, or not by the weight'
import csv
a, b = ({tuple(r[:2]): int(r[2]) for r in list(csv.reader(open(f)))[1:]}
        for f in ("out", "with.csv"))
more = [b[p] - a[p] for p in a if b[p] != a[p]]
raise SystemExit(a.keys() != b.keys() or more != [500])
END
want 0 config weight.avoid 10000
want 0 people avoid Amy "$partner"
want 0 export scores 2026-12 --raw
grep -i "amy@.*,$partner@" out | grep -q ',[0-9]$' ||
	fail 'an avoided pair scores more than its draw'
want 0 people avoid Amy "$partner" --off
refused 2 "'Amy' and 'amy@a.example.org' are the same participant" \
	prefer Amy amy@a.example.org
refused 2 "there is no participant 'Zed'" avoid Amy Zed
refused 2 'usage: connect5 people prefer WHO WHO [--off]' prefer Amy
refused 2 "--off goes with 'people prefer'" exclude Amy Dan --off

# Must-pairs: every rule

refused 1 'Amy and Bea cannot be put together in 2026-12: they are in the same part of the system' \
	pair Amy Bea 2026-12
refused 1 'Amy and Fay cannot be put together in 2026-12: they are in the same organisation' \
	pair Amy Fay 2026-12
want 0 people exclude Amy Dan
refused 1 'Dan cannot be put together in 2026-12: an exclusion keeps them apart' \
	pair Amy Dan 2026-12
want 0 people include Amy Dan
cat >met.csv <<'END'
month,email_1,email_2
2025-05,bea@a.example.org,eve@v.example.org
END
want 0 import --as history met.csv
refused 1 'Eve cannot be put together in 2026-12: they have met before' \
	pair Bea Eve 2026-12
want 0 people away Dan 2026-12
refused 1 'Dan takes no part in 2026-12, being away' pair Amy Dan 2026-12
want 0 people pause Dan --until 2027-02
refused 1 'Dan takes no part in 2027-01, being paused, back in 2027-02' \
	pair Dan Amy 2027-01
want 0 people withdraw Dan
refused 1 'Dan takes no part in 2027-02, being withdrawn' pair Amy Dan 2027-02
want 0 people resume Dan
refused 2 '2026-11 is before the programme, which starts in 2026-12' \
	pair Amy Dan 2026-11
refused 2 '2027-05 is after the programme, which ends in 2027-04' \
	pair Amy Dan 2027-05
refused 2 "'soon' is no month" pair Amy Dan soon
refused 2 'usage: connect5 people pair WHO WHO MONTH [--off]' pair Amy Dan

told 'in 2026-12 to be put together with Dan: Amy' pair Amy Dan 2026-12
told 'in 2026-12 already to be put together with Amy: Dan' pair Dan Amy 2026-12
refused 1 "Amy must meet Dan in 2026-12 already: 'connect5 people pair amy@a.example.org dan@c.example.org 2026-12 --off' takes that back" \
	pair Cat Amy 2026-12
refused 1 'Dan must meet Amy in 2026-12 already' pair Cat Dan 2026-12
told 'in 2027-01 to be put together with Amy: Cat' pair Cat Amy 2027-01
held Amy "[(x['kind'], x['month']) for x in w if x['month']] == [
	('pair', '2026-12'), ('pair', '2027-01')]"
want 0 status
said out 'Amy and Dan are to be put together in 2026-12.'
want 0 --json status
json "[(p['month'], p['problem']) for p in j['must_pairs']] == [
	('2026-12', ''), ('2027-01', '')]"
together 2026-12 Amy Dan
json "j['must_pairs'] == [{'names': ['Amy', 'Dan'], 'kept': True, 'reason': ''}]
	and any('to be put together, as was asked' in g['reasons']
	for g in j['groups'])"
# Another solver is given no other pair of the two.
want 0 export scores 2026-12 --raw
[ "$(grep -c 'amy@' out)" = 1 ] || fail 'Amy may be with others'
told 'in 2026-12 no longer to be put together with Dan' pair Amy Dan 2026-12 --off
told 'in 2026-12 was not to be put together with Dan' pair Amy Dan 2026-12 --off
want 0 undo
together 2026-12 Amy Dan
want 0 people pair Amy Dan 2026-12 --off
want 0 people pair Amy Dan 2026-12

# What has come in its way by the time of the match

unkept() { # TEXT: the round is made without it, and says so everywhere
	want 0 status
	said out "Amy and Dan are to be put together in 2026-12, but as things are will not be: $1."
	want 0 match 2026-12
	said err "Amy and Dan were to be put together in 2026-12, and are not: $1"
	said out "Amy and Dan were to be put together, and are not: $1."
	want 0 --json show
	json "j['must_pairs'] == [{'names': ['Amy', 'Dan'], 'kept': False,
		'reason': '$1'}]"
	want 0 check
	want 0 undo
}
want 0 people exclude Amy Dan
unkept 'an exclusion keeps them apart'
want 0 people include Amy Dan
want 0 people set Dan organisation=One sector=council
unkept 'they are in the same organisation'
want 0 people set Dan organisation=Four sector=acute
unkept 'they are in the same part of the system'
# A rule that is lifted for the round is none.
want 0 --json match 2026-12 --relax sector --dry-run
json "j['must_pairs'][0]['kept']"
want 0 people set Dan sector=council
want 0 people pause Dan
unkept 'Dan takes no part that month'
want 0 people resume Dan
want 0 people away Amy 2026-12
unkept 'Amy takes no part that month'
want 0 people pause Dan
unkept 'neither of them takes part that month'
want 0 people resume Dan
want 0 people resume Amy

# A round remembers them

want 0 people prefer Cat Eve
want 0 people avoid Bea Cat
want 0 match 2026-12
want 0 --json show
cp out shown
json "any({'Amy', 'Dan'} <= {p['name'] for p in g['people']}
	for g in j['groups'])"
refused 2 '2026-12 has been matched: name a month to come' pair Amy Dan 2026-12
want 0 match 2026-12 --redo
want 0 --json show
cmp out shown || fail 'the same round, made again, is another'
want 0 people prefer Cat Eve --off
want 0 people prefer Bea Cat
want 0 people pair Amy Dan 2026-12 --off
want 0 people exclude Amy Dan
want 0 check
said out 'round 1, 2026-12: every rule holds, and the proof stands'
want 0 --json show
cmp out shown || fail 'what is said later changes a round'

# tampered CODE TEXT SQL: the file is changed so, and `check` finds it.
tampered() {
	cp connect5.db kept.db
	sqlite3 -cmd '.dbconfig enable_trigger off' connect5.db "$3" >/dev/null
	want "$1" check
	cat out err >both
	said both "$2"
	mv kept.db connect5.db
}
tampered 4 'round 1: the wish for participants 3 and 5 is missing' \
	'DELETE FROM attendance_wish'
tampered 4 'round 1: that participants 1 and 4 must be a pair is missing' \
	'DELETE FROM revision_pair'
tampered 4 'round 1: nobody said that participants 2 and 3 must be a pair' \
	'UPDATE revision_pair SET a = 2, b = 3'
tampered 4 'round 1: the wish for participants 3 and 5 is missing' \
	"UPDATE wish SET kind = 'avoid' WHERE a = 3 AND b = 5"
tampered 4 'scores 6, not 706' "UPDATE wish SET kind = 'avoid' WHERE a = 3 AND b = 5;
	UPDATE attendance_wish SET kind = 'avoid' WHERE a = 3 AND b = 5"
tampered 4 'are not the pair that they must be' \
	"UPDATE must_pair SET b = 3 WHERE a = 1 AND b = 4;
	UPDATE revision_pair SET b = 3"
tampered 4 'somebody has changed the schema' 'DROP TRIGGER must_pairs_stay_together'

# Two who are one, somebody forgotten, a copy, another season

cat >two.csv <<'END'
email,name,organisation,sector
gus@i.example.org,Gus,Six,mental health
hal@i.example.org,Hal,Six,mental health
END
want 0 import two.csv
want 0 people pair Gus Cat 2027-02
want 0 people pair Hal Eve 2027-02
want 0 people pair Gus Dan 2027-03
want 0 people prefer Gus Bea
want 0 people merge Hal Gus
said err 'both must meet somebody in 1 of the months to come'
want 0 --json people
json "sorted((p['month'], *sorted(p['names'])) for p in j['must_pairs']) == [
	('2027-01', 'Amy', 'Cat'), ('2027-02', 'Eve', 'Hal'),
	('2027-03', 'Dan', 'Hal')]
	and ['Bea', 'Hal'] in [sorted(w['names']) for w in j['wishes']]"
want 0 check
want 0 undo
want 0 --json people
json "len(j['must_pairs']) == 4"
want 0 people merge Hal Gus
want 0 backup copy.db
want 0 -f copy.db check
want 0 -f copy.db --json people
json "len(j['must_pairs']) == 3"
want 0 people erase Eve
want 0 people erase Bea
want 0 --json people
json "[p['month'] for p in j['must_pairs']] == ['2027-01', '2027-03']
	and j['wishes'] == []"
want 0 check
want 0 people prefer Cat Dan
want 0 -f next.db init --from connect5.db --first-month 2027-09
want 0 -f next.db --json people
json "[sorted(w['names']) for w in j['wishes']] == [['Cat', 'Dan']]
	and j['must_pairs'] == []"
want 0 -f next.db check
