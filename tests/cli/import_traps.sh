#!/bin/sh
# import: files that are broken, huge, or meant to do harm. A clear error or
# success, in bounded memory; and no name does anything but be shown.
. "$(dirname "$0")/lib.sh"

fresh() {
	rm -f connect5.db
	want 0 init --first-month 2026-12 --seed 2026
}

# python PROGRAM: writes the file in.csv with the bytes it prints.
python() {
	python3 -c "import sys
out = sys.stdout.buffer.write
$1" >in.csv
}

# nothing_in CODE TEXT...: in.csv is refused as a whole, saying each TEXT.
nothing_in() {
	want "$1" import in.csv
	shift
	for text in "$@"; do said err "$text"; done
	want 0 --json people
	json 'j["people"] == []'
}

# rows ADDED REFUSED: what came of the file in the JSON in out.
rows() {
	json "[j['files'][0][k] for k in ('rows', 'added', 'refused')] == [
		$1 + $2, $1, $2]"
}

sanitized() {
	grep -q __asan_init "$CONNECT5"
}

# ---- Bytes -------------------------------------------------------------------

fresh
python 'out(b"email,name,sector\na@x.org,Ann,GP\nb@x.org,B\0b,GP\n")'
nothing_in 3 'in.csv:3: a NUL byte, which no text has'
python 'out(b"email,name,\0sector\na@x.org,Ann,GP\n")'
nothing_in 3 'in.csv:1: a NUL byte'
python 'out(bytes(5000))'
nothing_in 3 'a NUL byte'
python 'out(b"email,name,sector\n\xc3\xa9@x.org,Ann,GP\nb@x.org,B\xe9a,GP\n")'
nothing_in 3 'in.csv:3: bytes that are not UTF-8, though all before them are'

# An unclosed quote on line 2 of a file of 100,000 lines.
python 'out(b"email,name,sector\n\"p0@x.org,P,GP\n")
for i in range(1, 100000):
    out(b"p%d@x.org,Person,GP\n" % i)'
nothing_in 3 'in.csv:2: ' 'quote'
# The same, closed by chance by the next one.
python 'out(b"email,name,sector\n\"p0@x.org,P,GP\np1@x.org,\"Q\",GP\n")'
nothing_in 3 'in.csv:2: a quote opens here and is not closed'

# A cell of 10 MB, bare, quoted, and as the only line of the file.
for quote in '' '"'; do
	python "out(b'email,name,sector,hopes\na@x.org,Ann,GP,$quote')
for i in range(10):
    out(b'x' * 1000000)
out(b'$quote\n')"
	nothing_in 3 'in.csv:2: ' 'longer than 1 MiB'
done
python 'out(b"x" * 10000000)'
nothing_in 3 'longer than 1 MiB'
# One that just fits is an answer.
python 'out(b"email,name,sector,hopes\na@x.org,Ann,GP,%s\n" % (b"x" * 1000000))'
want 0 --json import in.csv
rows 1 0

# A row of 10,000 cells, and a header of as many.
fresh
python 'out(b"email,name,sector\na@x.org,Ann,GP\nb@x.org,Bob,GP" + b"," * 10000)'
nothing_in 3 'in.csv:3: the row has more cells than any form gives (2000)'
python 'out(b"email,name,sector" + b",q" * 10000 + b"\na@x.org,Ann,GP\n")'
nothing_in 3 'in.csv:1: the row has more cells than any form gives (2000)'
python 'out(b"email,name,sector\na@x.org,Ann,GP\nb@x.org,Bob,GP,,,,spare\n")'
want 3 --json import in.csv
rows 1 1
json 'j["files"][0]["refusals"][0]["reason"].startswith(
	"the row has 7 cells and the header 3")'

# ---- Line ends, marks, encodings ----------------------------------------------

# people ADDRESS...: those are in after importing in.csv into a new programme.
people_of() {
	fresh
	want 0 --json import in.csv
	rows $# 0
	want 0 --json people
	for address in "$@"; do said out "\"$address\""; done
}

python 'out(b"email,name,sector\r\na@x.org,Ann,GP\nb@x.org,Bob,GP\rc@x.org,Cat,GP")'
people_of a@x.org b@x.org c@x.org
python 'out(b"email,name,sector\ra@x.org,Ann,GP\rb@x.org,Bob,GP\r")'
people_of a@x.org b@x.org
python 'out(b"email,name,sector\n\n\r\n  \n,,\na@x.org,Ann,GP\n\n\n")'
people_of a@x.org
# A mark before a quoted first field: it must not become part of the address.
python 'out(b"\xef\xbb\xbf\"email\",\"name\",\"sector\"\n\"a@x.org\",\"Ann\",\"GP\"\n")'
people_of a@x.org
python 'out(b"\xef\xbb\xbfa header,email,name,sector\n\xef\xbb\xbf1,a@x.org,Ann,GP\n")'
people_of a@x.org
for encoding in utf-16-le utf-16-be; do
	for end in '' '\n' '\r\n'; do
		python "text = '\ufeffemail\tname\tsector\na@x.org\tZo\u00eb\tGP$end'
out(text.encode('$encoding'))"
		people_of a@x.org
	done
done
want 0 --json people show a@x.org
json 'j["name"] == "Zo\u00eb"'
fresh
python "out('\ufeffemail\tname\tsector\na@x.org\tAnn\tGP\n'.encode('utf-16-le')[:-1])"
nothing_in 3 'the file ends in the middle of a character'
python "out('\ufeffemail\tname'.encode('utf-16-le') + b'\x00\xd8x\x00')"
nothing_in 3 'a broken UTF-16 character'
# Without a mark nothing says that it is UTF-16; but it has NULs.
python "out('email\tname\tsector\na@x.org\tAnn\tGP\n'.encode('utf-16-le'))"
nothing_in 3 'a NUL byte, which no text has' 'CSV UTF-8'

# ---- Not a CSV file, whatever its name says ------------------------------------

python 'out(b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0" + bytes(range(256)) * 20)'
nothing_in 3 'in.csv: this is an Excel workbook' 'Save As'
python 'out(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))'
nothing_in 3 'in.csv: this is an old or protected Excel workbook'
python 'out(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n")'
nothing_in 3 'in.csv: this is a PDF' 'export the answers'
python 'out(b"\x1f\x8b\x08\0\0\0\0\0")'
nothing_in 3 'in.csv: this is a gzip archive'
python 'out(b"<!DOCTYPE html><html><body>Sign in</body></html>")'
nothing_in 3 'in.csv: this is a web page'
cp connect5.db in.csv
nothing_in 3 'in.csv: this is a database'
for bytes in '' '\n\n\n' '\xef\xbb\xbf' '\xff\xfe' ',,,\n,,\n' 'sep=;\n'; do
	python "out(b'$bytes')"
	nothing_in 3 'in.csv'
done

# ---- Two rows of headers: no answer, and mended rows come in under one row ---------

fresh
forms=$SOURCE_DIR/tests/data/forms
want 3 --json import --rejects rejects.csv "$forms/surveymonkey_answers.csv"
rows 3 1
json 'j["files"][0]["notes"][0].startswith(
	"line 2 is a second row of headers")'
json '"IP Address" in j["files"][0]["dropped_columns"]'
want 0 --json people show zoe.obrien@acute.example.org
json 'j["interests"] == ["Workforce", "Care, housing and support"]'
python3 - <<'END'
import csv
rows = list(csv.reader(open("rejects.csv", encoding="utf-8-sig", newline="")))
at = rows[0].index("What is your work e-mail address?")
rows[1][at] = "nobody.known@primary.example.org"
csv.writer(open("in.csv", "w", newline="")).writerows(rows)
END
rm rejects.csv
want 0 --json import in.csv
rows 1 0
want 0 --json people show nobody.known@primary.example.org
json 'j["interests"] == ["Workforce"]'
want 3 --json import "$forms/surveymonkey_answers.csv"
json 'j["files"][0]["unchanged"] == 3'

# ---- Many rows ------------------------------------------------------------------

# The peak of memory in kB of: connect5 import in.csv.
peak() {
	python3 - "$CONNECT5" <<'END'
import resource, subprocess, sys
with open("out", "wb") as out, open("err", "wb") as err:
    code = subprocess.run([sys.argv[1], "--now", "2026-12-01T09:00:00Z",
        "import", "in.csv"], stdout=out, stderr=err,
        stdin=subprocess.DEVNULL).returncode
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(code)
END
}

# A form that 2,000 people have answered again and again.
fresh
n=200000 people=2000
if sanitized; then n=4000 people=1000; fi
python "out(b'Completion time,email,name,sector,organisation,hopes\n')
for i in range($n):
    k = i % $people
    out(b'2026-11-%02d 09:%02d:%02d,p%d@x.org,Person %d Name,%s,Place %d,Talk %d\n'
        % (i // $people % 28 + 1, i // 60 % 60, i % 60, k, k,
        (b'GP', b'Acute', b'Council')[k % 3], k % 50, i))"
kilobytes=$(peak) || fail "$n rows: exit $?"
said out "$people added, 0 updated, 0 unchanged, $((n - people)) superseded, 0 refused"
if ! sanitized; then
	[ "$kilobytes" -lt 65536 ] || fail "$n rows took $kilobytes kB"
fi
rm -f connect5.db in.csv

# ---- Names that would do something ----------------------------------------------

# Nine people, whose names are markup, formulas, escapes, and 500 letters long.
python 'import csv, io
names = ["\x1b[31mRed\x1b]0;title\x07 Name", "\u202ekcalB\u2066 Bidi\u200f",
         "=cmd|\"/c calc\"!A1", "<script>alert(1)</script> & Sons",
         "Line\r\nBreak\tName", "\"Quoted\", O\u2019Comma", "@SUM(A1)",
         "W" * 500, "-2+3", "\x9b31mC1 \x85 Name", "\uff1dcmd", "+44 Number"]
text = io.StringIO()
rows = csv.writer(text)
rows.writerow(["email", "name", "sector", "organisation", "hopes", "interests"])
for i, name in enumerate(names):
    rows.writerow(["p%d@x.org" % i, name, ("GP", "Acute", "Council")[i % 3],
        "Employer %d %s" % (i, name), name, name])
out(text.getvalue().encode())'
fresh
want 0 import in.csv
said err "'name': a line break or control became a blank"

# harmless FILE...: nothing in it that a terminal obeys, nor a bidi override.
harmless() {
	python3 - "$@" <<'END' || fail "$* would reach a terminal raw"
import sys
bad = [chr(c) for c in range(32) if c not in (9, 10, 13)] + \
      [chr(c) for c in range(127, 160)] + \
      [chr(c) for r in ((0x202a, 0x202f), (0x2066, 0x206a), (0x200e, 0x2010))
       for c in range(*r)]
for name in sys.argv[1:]:
    text = open(name, encoding="utf-8", newline="").read()
    found = [hex(ord(c)) for c in text if c in bad]
    if found:
        sys.exit(name + ": " + " ".join(found[:5]))
END
}

harmless out err
for command in people 'people list' status 'match 2026-12' 'show 2026-12' \
	check log; do
	# shellcheck disable=SC2086 # words
	want 0 $command
	harmless out err
done
i=0
while [ $i -lt 12 ]; do
	want 0 people show "p$i@x.org"
	harmless out err
	i=$((i + 1))
done
want 0 people show p0@x.org
said out 'Red'
want 0 --json people show p7@x.org
json 'j["name"] == "W" * 500'
want 0 --json people show p3@x.org
json 'j["name"] == "<script>alert(1)</script> & Sons"'
want 0 --json people show p2@x.org
json 'j["name"] == "=cmd|\"/c calc\"!A1"'
want 0 --json people show p4@x.org
json 'j["name"] == "Line Break Name"'

# In no sheet does a cell run, nor a line break part a row; with --raw all is as
# it is.
for what in pairs waiting people mailmerge history connections scores \
	ledger; do
	case $what in
	pairs | waiting | mailmerge | scores) month=2026-12 ;;
	*) month= ;;
	esac
	# shellcheck disable=SC2086
	want 0 export $what $month
	mv out sheet
	# shellcheck disable=SC2086
	want 0 export $what $month --raw
	python3 - sheet out <<'END' || fail "export $what"
import csv, sys
rows = list(csv.reader(open(sys.argv[1], encoding="utf-8-sig", newline="")))
raw = list(csv.reader(open(sys.argv[2], encoding="utf-8", newline="")))
if any(len(row) != len(rows[0]) for row in rows + raw) or len(raw) != len(rows):
    sys.exit("the rows differ in length or number")
starts = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
for row, plain in zip(rows, raw):
    for cell, own in zip(row, plain):
        if cell.startswith(starts):
            sys.exit("a formula: " + cell)
        if cell != own and cell != "'" + own:
            sys.exit("not the same: %r, %r" % (cell, own))
END
done
want 0 export prompts 2026-12
harmless out

# What goes out comes in again with nothing changed.
want 0 export people
cp out people.csv
want 0 --json import people.csv
json 'j["files"][0]["unchanged"] == 12 and j["files"][0]["refused"] == 0'
want 0 export people
cmp out people.csv || fail 'people changed by their own export'

# What is too long to be told whole is cut between characters, and still told in
# both places.
for skip in '' x xx; do
	python "name = '${skip}Ann ' + '\u20ac' * 600
out(('email,name,sector\ny@x.org,%s,GP\nz@x.org,%s,GP\n' % (name, name)).encode())"
	fresh
	want 0 --json import in.csv
	json '[note[:25] for note in j["files"][0]["notes"]] == [
		"line 3: there is another "]'
	said err 'in.csv:3: there is another '
done

# Refusals show what was in the row, and are as harmless.
python 'out("email,name,sector\n\x1b[2Jx,Ann,GP\na@x.org,\x1b[2J,GP\nb@x.org,Bob,\x1b[31m\u202eHopsital\n".encode())'
want 3 import in.csv --rejects rejects.csv
harmless out err
[ "$(stat -c %a rejects.csv)" = 600 ] || fail 'others may read the rejects'
python 'out("email,name,sector,=HYPERLINK(1),\x1b[31mRed\na@,=1+1,GP,=2,x\n".encode())'
want 3 import in.csv --rejects rejects2.csv
harmless out err
said rejects2.csv "\"'=1+1\""
said rejects2.csv "\"'=HYPERLINK(1)\""
