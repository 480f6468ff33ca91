#!/bin/sh
# import --as outcomes: who met, whatever the form; every row counted, nothing
# lost, the same file again changes nothing.
. "$(dirname "$0")/lib.sh"

# counts ADDED UPDATED UNCHANGED SUPERSEDED REFUSED: of the only file.
counts() {
	json "[j['files'][0][k] for k in ('added', 'updated', 'unchanged',
		'superseded', 'refused')] == [$1, $2, $3, $4, $5]"
	json "j['files'][0]['rows'] == $1 + $2 + $3 + $4 + $5"
}

# outcome MONTH WHO WANTED: what became of the group that WHO was in.
outcome() {
	want 0 --json show "$1"
	json "[g.get('outcome', 'unknown') for g in j['groups'] if '$2' in
		[p['email'] for p in g['people']]] == ['$3']"
}

# outcomes CODE FILE ARGUMENT...: imports it, with JSON in out.
outcomes() {
	wanted=$1 file=$2
	shift 2
	want "$wanted" --json import --as outcomes "$@" "$file"
}

ann=ann.bell@acute.example.org
derek=derek.olanrewaju@council.example.org
kwabena=kwabena.asantemills@acute.example.org
rohan=rohan.wijeratne@icb.example.org

# ---- Before there is anything to tell of ---------------------------------------------

programme ten
printf 'month,email,met\n2026-12,%s,yes\n' "$ann" >early.csv
outcomes 3 early.csv
counts 0 0 0 0 1
said err "early.csv:2: month: no round has been made yet: 'connect5 status' says what comes next"
want 0 match 2026-12
want 0 match 2027-01
outcome 2026-12 "$ann" unknown

# ---- A form as it comes ---------------------------------------------------------------

cat >form.csv <<END
ID,Start time,Completion time,Email,Name,"Which month's conversation was it?",Did you meet your partner?,What did you learn?,When did you meet?
1,12/20/26 9:00:00,12/20/26 9:01:00,$ann,Ann Bell,December,"Yes, online","Much, and more",Monday
2,12/21/26 9:00:00,12/21/26 9:01:00,$kwabena,Kwabena,December 2026,We didn’t meet;,,
3,12/22/26 9:00:00,12/22/26 9:01:00,olga.petrenkoshaw@vcse.example.org,Olga,Dec-26,,,
4,12/23/26 9:00:00,12/23/26 9:01:00,nisha.ravalia@primary.example.org,Nisha,2026-12,not yet,,
END
cp connect5.db before.db
outcomes 0 form.csv --dry-run
counts 2 0 2 0 0
cmp connect5.db before.db || fail 'a dry run has written'
outcomes 0 form.csv
counts 2 0 2 0 0
json 'j["files"][0]["columns"] == {"email": "Email", "name": "Name",
	"completed": "Completion time",
	"month": "Which month'"'"'s conversation was it?",
	"met": "Did you meet your partner?"}'
json 'j["files"][0]["dropped_columns"] == ["ID", "Start time",
	"What did you learn?", "When did you meet?"]'
outcome 2026-12 "$ann" met
outcome 2026-12 "$derek" met
outcome 2026-12 "$rohan" 'not met'
outcome 2026-12 olga.petrenkoshaw@vcse.example.org unknown
outcome 2026-12 nisha.ravalia@primary.example.org unknown
want 0 log
said out '1 file: 2 reports of outcomes added or changed, 0 rows refused'
cp connect5.db before.db
outcomes 0 form.csv
counts 0 0 4 0 0
cmp connect5.db before.db || fail 'the same file again has changed the file'
want 0 check
# Standard input, and words on the screen.
code=0
"$CONNECT5" --now "$NOW" import --as outcomes - <form.csv >out 2>err || code=$?
[ "$code" = 0 ] || fail "from standard input: $code"
said out '0 added, 0 updated, 4 unchanged, 0 superseded, 0 refused'
said out "dropped: 'ID', 'Start time', 'What did you learn?', 'When did you meet?'"
unsaid out 'Acute'

# ---- The two of a group --------------------------------------------------------------

# They agree; the next two do not, and have met all the same.
cat >both.csv <<END
month,email,met
1,$derek,y
1,$rohan,met
1,$kwabena,no
END
outcomes 0 both.csv
counts 0 1 1 1 0
said err "both.csv:4: Kwabena Asante-Mills says that they did not meet, and Rohan Wijeratne (line 3) that they did: ask them; until then they have met, so that they are not put together again"
said err 'both.csv:3: Kwabena Asante-Mills and Rohan Wijeratne were reported not met in 2026-12 before, and now met'
json 'len(j["files"][0]["notes"]) == 2'
outcome 2026-12 "$kwabena" met
cp connect5.db before.db
outcomes 0 both.csv
counts 0 0 3 0 0
said err 'Kwabena Asante-Mills says that they did not meet'
cmp connect5.db before.db || fail 'a conflict changes the file every time'

# Of one person the later answer counts, by its time, wherever it stands; what
# is empty says nothing, whenever it was said.
cat >twice.csv <<END
Timestamp,month,email,met
2026-12-22 09:00:00,round 1,$kwabena,no
2026-12-21 09:00:00,round 1,$kwabena,yes
2026-12-23 09:00:00,round 1,$kwabena,
END
outcomes 0 twice.csv
counts 0 0 3 0 0
said err "twice.csv:2: Kwabena Asante-Mills says that they did not meet, and Rohan Wijeratne (in change 6, 2026-12-01T09:00:00Z) that they did: ask them; until then they have met, so that they are not put together again"
outcome 2026-12 "$kwabena" met
cp connect5.db before.db
outcomes 0 twice.csv
counts 0 0 3 0 0
said err 'Kwabena Asante-Mills says that they did not meet'
cmp connect5.db before.db || fail 'what is known changes the file'
# He who said that they met takes it back.
printf 'month,email,met\n1,%s,no\n' "$rohan" >back.csv
outcomes 0 back.csv
counts 0 1 0 0 0
said err 'back.csv:2: Kwabena Asante-Mills and Rohan Wijeratne were reported met in 2026-12 before, and now not met'
outcome 2026-12 "$kwabena" 'not met'
# Older than what holds, or taken back and come again, an answer changes nothing.
cat >old.csv <<END
Timestamp,month,email,met
2026-12-20 09:00:00,round 1,$kwabena,yes
END
outcomes 0 old.csv
counts 0 0 1 0 0
said err "old.csv:2: older than the same person's answer that came in on 2026-12-01T09:00:00Z, which counts"
outcome 2026-12 "$kwabena" 'not met'

# ---- A later file corrects; a cumulative one says it all again ----------------------------

printf 'month,email,met\n2026-12,%s,yes\n' "$kwabena" >later.csv
outcomes 0 later.csv
counts 0 1 0 0 0
outcome 2026-12 "$rohan" met
cat both.csv later.csv | grep -v "^1,$kwabena" >all.csv
sed -i '4d' all.csv
printf '2027-01,%s,false\n' "$ann" >>all.csv
outcomes 0 all.csv
counts 1 0 3 0 0
outcome 2027-01 "$ann" 'not met'
outcome 2026-12 "$ann" met
printf 'month,email,met\n2026-12,%s,\n2027-01,%s,unknown\n' "$ann" "$ann" \
	>empty.csv
outcomes 0 empty.csv
counts 0 0 2 0 0
outcome 2026-12 "$ann" met

# ---- What is refused ------------------------------------------------------------------------

want 0 people add sid@example.org 'name=Sid Late' sector=VCSE
want 0 people add joe@example.org 'name=Joe Gone' sector=VCSE
want 0 people erase joe@example.org
cat >bad.csv <<END
month,email,met,notes
2026-12,nobody@example.org,yes,one
2027-02,$ann,yes,two
2026-12,sid@example.org,yes,three
2026-12,$ann,perhaps,four
,$ann,yes,five
01/12/2026,$ann,yes,six
soon,$ann,yes,seven
2026-12,joe@example.org,yes,eight
2026-12,not an address,yes,nine
2026-12,$ann,yes,ten,eleven
7,$ann,yes,twelve
"No, but later",$ann,yes,thirteen
2026-12,$ann,No problem: we met!,fourteen
2026-12,$ann,yes,fifteen
END
outcomes 3 bad.csv --rejects rejects.csv
counts 0 0 1 0 13
said err "bad.csv:2: email: there is no participant 'nobody@example.org': 'connect5 people' lists them"
said err 'bad.csv:3: month: no round was made of that month: the rounds are 1 to 2, the last of 2027-01; mend the month, or take the row out'
said err 'bad.csv:4: email: they had no group in 2026-12, nor took part: mend the month, or take the row out'
said err "bad.csv:5: met: 'perhaps' says neither that they met nor that they did not: write yes or no, or leave it empty"
said err 'bad.csv:6: month: the row does not say which month it is about: put it in, as YYYY-MM'
said err "bad.csv:7: month: '01/12/2026' is no month that can be read with certainty: write it as YYYY-MM"
said err "bad.csv:8: month: 'soon' is no month"
said err 'bad.csv:9: email: the participant of this address was erased: take the row out of the form'
said err "bad.csv:10: email: 'not an address' is not an e-mail address"
said err 'bad.csv:11: the row has 5 cells and the header 4'
said err 'bad.csv:12: month: no round was made of that month'
said err "bad.csv:14: met: 'No problem: we met!' says neither"
said err '13 rows were refused: mend them and import the file again'
[ "$(wc -l <rejects.csv)" = 14 ] || fail 'a refused row is not in the rejects'
said rejects.csv 'month,email,met,notes,why refused'
# Mended, they come in; what was good is in already.
printf 'month,email,met,notes,why refused\n2027-01,%s,no,four,perhaps\n' \
	"$kwabena" >mended.csv
outcomes 0 mended.csv
counts 1 0 0 0 0
cp connect5.db before.db
cat >half.csv <<END
month,email,met
1,$kwabena,yes
9,$kwabena,yes
END
outcomes 3 half.csv --strict
cmp connect5.db before.db || fail '--strict has written'
outcomes 3 half.csv
outcome 2026-12 "$kwabena" met

# ---- Who waited, who has no address, whose name is held twice --------------------------------

want 0 -f two.db init --first-month 2026-12 --seed 5
cat >people.csv <<END
email,name,sector
a@example.org,Ada One,Acute
b@example.org,Bea Two,Acute
c@example.org,Cy Three,VCSE
END
want 0 -f two.db import people.csv
want 0 -f two.db people add 'name=Dot Four' sector=GP
want 0 -f two.db people add 'name=Eve Five' sector=ICB
want 0 -f two.db match 2026-12
want 0 -f two.db people withdraw 'Dot Four'
want 0 -f two.db people withdraw 'Eve Five'
want 0 -f two.db config odd wait
want 0 -f two.db match 2027-01
want 0 -f two.db --json show 2027-01
waits=$(python3 -c 'import json
print(json.load(open("out"))["waiting"][0]["email"])')
printf 'Month,Name,Email,Met\n2026-12,Dot Four,,No\n2027-01,,%s,No\n' "$waits" \
	>names.csv
want 3 -f two.db --json import --as outcomes names.csv
counts 1 0 0 0 1
said err 'names.csv:3: Email: they had no group in 2027-01, but waited'
printf 'Month,Name,Met\n2026-12,Dot Four,No\n2026-12,Nobody Else,No\n' >names.csv
want 3 -f two.db --json import --as outcomes names.csv
counts 0 0 1 0 1
said err "names.csv:3: Name: there is no participant 'Nobody Else'"
want 0 -f two.db --json people show 'Dot Four'
json '[r["outcome"] for r in j["rounds"]] == ["not met"]'

# ---- Other forms --------------------------------------------------------------------------

# SurveyMonkey's second row of headers, a semicolon, UTF-16, a formula's guard.
cat >monkey.csv <<END
Respondent ID;Email Address;Which month's conversation was it?;Did you meet?
;Open-Ended Response;Response;Response
1;$ann;'2026-12;Yes
END
iconv -f UTF-8 -t UTF-16 monkey.csv >wide.csv
outcomes 0 wide.csv
counts 0 0 1 0 0
json 'j["files"][0]["notes"][0].startswith("line 2 is a second row of headers")'
# A month's name is enough only where there is one such round.
want 0 -f long.db init --first-month 2026-12 --months 13 --seed 5
want 0 -f long.db import people.csv
want 0 -f long.db match 2026-12
want 0 -f long.db match 2027-12
printf 'month,email,met\nDecember,c@example.org,yes\n2027-12,c@example.org,yes\n' \
	>named.csv
want 3 -f long.db --json import --as outcomes named.csv
json 'j["files"][0]["refused"] == 1 and j["files"][0]["rows"] == 2'
said err 'named.csv:2: month: several rounds are of that month: write it with its year, as YYYY-MM'

# ---- The right use --------------------------------------------------------------------------

want 2 import --as results form.csv
said err "--as takes eoi, history or outcomes, not 'results'"
want 2 import --as outcomes --add-sectors form.csv
said err '--add-sectors goes with expressions of interest, not with outcomes'
want 2 import --as outcomes --keep-unknown form.csv
want 2 import --as outcomes --map sector=Email form.csv
said err '--map: sector is no field of outcomes: those are email, name, first_name, last_name, completed, month, met and drop'
want 2 import --map met=Email form.csv
said err '--map: met is no field of an expression of interest: it goes with --as outcomes'
for missing in month met email; do
	sed '1s/'"$missing"'/Colour/' both.csv >no.csv
	outcomes 3 no.csv
	said err "--map $missing=HEADER"
	outcomes 0 no.csv --map "$missing=Colour"
	want 0 undo
done
# A file from before this was known has no words for the columns but these.
python3 - <<'END'
import sqlite3
file = sqlite3.connect("connect5.db")
file.execute("DELETE FROM form_column WHERE field IN ('month', 'met')")
file.commit()
END
outcomes 0 both.csv
outcomes 3 form.csv
said err 'no column holds the month of the conversation'
# In an expression of interest the same headers are questions as any other.
printf 'Email,Name,Sector,Month,Did you meet anybody last year?\nz@x.org,Zed,GP,May,no\n' >eoi.csv
want 0 --json import eoi.csv
json 'j["files"][0]["dropped_columns"] == ["Month",
	"Did you meet anybody last year?"]'
want 0 --json import --keep-unknown eoi.csv
want 0 check
