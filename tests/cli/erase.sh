#!/bin/sh
# people erase: not a byte of what somebody was called or said is left, in
# whatever form it was written and wherever it had gone; what must hold without
# them holds.
. "$(dirname "$0")/lib.sh"

cat >bytes.py <<'END'
"""Which forms of the words given are in the files given, as bytes?"""
import sys, unicodedata
words, files = sys.argv[1].split(), sys.argv[2:]
for name in files:
    held = open(name, "rb").read()
    for word in words:
        for form in "NFC", "NFD":
            for case in str.lower, str.upper, str.title, str.casefold:
                for code in "utf-8", "utf-16-le", "latin-1":
                    text = unicodedata.normalize(form, case(word))
                    if text.encode(code, "replace") in held:
                        print(name, ascii(text), code)
END

# The name as decomposed letters, the address in capitals; long answers, which
# spread over many pages; what only this person brought; an unknown question.
words='zyxw\303\266ll zyxw@qu quibbleton falconer vizier vexill kestrel moonrise
	gingernut yorick mewsley oldname zzform'
words=$(printf '%b' "$words")
python3 - <<'END'
import csv, unicodedata
def form(name, rows):
    with open(name, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
header = ["email", "name", "organisation", "sector", "place", "profession",
          "seniority", "interests", "hopes", "availability", "Biscuit", "exclude"]
name = unicodedata.normalize("NFD", "Quentin Zyxw\u00f6ll Oldname")
form("quentin.csv", [header, ["ZYXW@Quibbleton.example.org", name, "Mewsley Hall",
     "Police", "Quibbleton", "Falconer", "Grand Vizier", "Vexillology",
     "To fly a kestrel. " * 3000, "Moonrise", "Gingernut " * 2000, "Unknown Yorick"]])
# Refused rows of the same person, which are staged but never kept.
form("refused.csv", [header[:4], ["zyxw@quibbleton.example.org", "Somebody Else",
     "Zzform", "Police"], ["zyxw@", "Zzform Zyxw\u00f6ll", "", "Police"]])
END
programme ten
want 0 import --keep-unknown quentin.csv
want 3 import refused.csv
zyxw=zyxw@quibbleton.example.org
want 0 match 2026-12
want 0 people set $zyxw "$(printf 'name=Quentin Zyxw\303\226LL')"
want 0 people set $zyxw email=q.zyxw@quibbleton.example.org
# Others name them as they were called, as they are, in capitals and decomposed.
cat >others.csv <<'END'
email,name,sector,exclude
kim@example.org,Kim Ode,VCSE,QUENTIN ZYXWÖLL OLDNAME
lee@example.org,Lee Ode,VCSE,Quentin Zyxwöll;Nobody Else
END
want 0 import others.csv
want 0 people exclude q.zyxw@quibbleton.example.org ann.bell@acute.example.org
want 0 match 2027-01
# The undo copy holds what was there just before.
want 0 people set $zyxw 'hopes=To be a falconer' "organisation=Mewsley House"
python3 bytes.py "$words" connect5.db >before
for word in zyxw quibbleton falconer vizier vexill kestrel moonrise gingernut \
	yorick mewsley oldname; do
	grep -qi "$word" before || fail "'$word' is not looked for rightly"
done
unsaid before zzform
sqlite3 connect5.db 'SELECT count(*) FROM undo' | grep -q 1 || fail 'no undo'
want 0 --json people show $zyxw
json '"id" in j and len(j["former_emails"]) == 1'

# clean FILE...: no byte of them.
clean() {
	python3 bytes.py "$words" "$@" >left
	[ ! -s left ] || { cat left >&2 && fail 'not all of it is gone'; }
}

cp connect5.db unerased.db
want 0 people erase $zyxw
clean connect5.db* out err
[ ! -e connect5.db-journal ] || fail 'a journal is left'
sqlite3 connect5.db 'PRAGMA freelist_count' | grep -qx 0 || fail 'free pages'
want 0 check
for what in 'log' '--json log' 'status' '--json people' 'show 1' 'show 2' \
	'export people' 'export ledger' 'status --people' 'export history' 'export connections' 'export pairs 1' \
	'export pairs 2' '--json people show kim@example.org' \
	'--json people show ann.bell@acute.example.org' '--json organisations'; do
	# shellcheck disable=SC2086 # words
	want 0 $what
	clean out err
done
want 0 --json people show lee@example.org
json 'j["pending_exclusions"] == ["Nobody Else"]'

# Neither address comes in again, however it is written.
for address in ZYXW@QUIBBLETON.EXAMPLE.ORG Q.Zyxw@quibbleton.example.org; do
	printf 'email,name,sector\n%s,Zzform Name,GP\n' $address >back.csv
	want 3 import back.csv
	said err 'erased and asked not to be kept'
	clean connect5.db
done

# The others go on, and never meet again.
for month in 2027-02 2027-03 2027-04; do
	want 0 match $month
done
want 0 check
[ "$(grep -c 'not re-verifiable: a participant was erased' out)" = 2 ] ||
	fail 'an old round is not as it was'
again='SELECT count(*) FROM (SELECT 1 FROM group_member m
	JOIN group_member n ON n.match_group = m.match_group
	AND n.participant > m.participant
	GROUP BY m.participant, n.participant HAVING count(*) > 1)'
[ "$(sqlite3 connect5.db "$again")" = 0 ] || fail 'two met again'
clean connect5.db

# Erased by a name, in capitals, decomposed.
cp unerased.db connect5.db
want 0 people erase "$(printf 'QUENTIN ZYXWO\314\210LL')"
clean connect5.db* out err

# Said once more, it writes the file anew; those who come back come as new.
want 0 people erase $zyxw
said out 'The participant of this address was erased before'
want 0 --json people erase Q.ZYXW@quibbleton.example.org
json 'j == {"result": "erased before"}'
want 2 people erase 'Quentin Zyxwoll'
want 0 people add $zyxw 'name=Someone New' sector=gp
want 0 --json people erase $zyxw
json 'j["result"] == "erased"'
want 0 check
