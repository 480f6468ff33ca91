#!/bin/sh
# config template.KIND: texts that go into the programme file, once they are right.
. "$(dirname "$0")/lib.sh"

want 0 init --first-month 2026-12 --seed 2026
cp connect5.db fresh.db

# ---- Print, edit, put back -------------------------------------------------------

for kind in match repair waiting reminder feedback; do
	want 0 config "template.$kind"
	cmp out "$data/templates/$kind.txt" || fail "$kind is not as built in"
	cp out "$kind.txt"
	# Crossing line ends on the way makes no difference.
	sed 's/$/\r/; 1s/^/\xEF\xBB\xBF/' "$kind.txt" >crlf.txt
	want 0 config "template.$kind" crlf.txt
	said err "template.$kind is now the text of that file"
	want 0 config "template.$kind" "$kind.txt"
	said err "template.$kind is already the text of that file"
	want 0 config "template.$kind"
	cmp out "$kind.txt" || fail "$kind came back as something else"
	want 0 config
	grep -q "^template.$kind *own  " out || fail "$kind is not its own"
done
printf 'Subject: Zoë \\n {{month}}\n\n"Hello" {{first_names}} 😀\n' >own.txt
want 0 config template.match own.txt
want 0 config template.match
cmp out own.txt || fail 'another text came back'
want 0 --json config template.match
json 'j["key"] == "template.match" and j["own"] is True and
	j["value"] == open("own.txt", encoding="utf-8").read()'

# The log says that, not what.
want 0 log
said out 'template.match was set'
unsaid out 'Hello'
want 0 check
# The next season has it too; undo takes it back.
want 0 -f next.db init --from connect5.db --first-month 2027-12
want 0 -f next.db config template.match
cmp out own.txt || fail 'the next season has another text'
want 0 undo
want 0 config template.match
cmp out match.txt || fail 'undo left the text'

want 0 config template.match ''
said err 'template.match is now the built-in one'
want 0 config template.match ''
said err 'template.match is already the built-in one'
want 0 config
grep -q '^template.match *built in ' out || fail 'match is not built in'

# ---- What is refused leaves all as it was --------------------------------------------

# wrong CODE TEXT [FILE]
wrong() {
	cksum connect5.db >before
	want "$1" config template.waiting "${3:-own.txt}"
	said err "$2"
	cksum connect5.db | cmp - before || fail "'$2', and it wrote"
}

printf 'Subject: x\n\nDear {{frist_names}},\n' >own.txt
wrong 3 "own.txt:3: column 6: there is no {{frist_names}} in a waiting letter \
(did you mean {{first_names}}?): it has programme, month, "
printf 'Subject: x\n\n{{month\n}}\n' >own.txt
wrong 3 'own.txt:3: column 1: this {{ is not closed'
printf 'Hello\n' >own.txt
wrong 3 'own.txt:1: column 1: the first line has to be the subject'
printf 'Subject: x\n\n\351\n' >own.txt
wrong 3 'own.txt:3: column 1: this is not UTF-8'
printf 'Subject: x\n\n\033[31m{{month}}\n' >own.txt
wrong 3 'own.txt:3: column 1: an invisible control'
head -c 100000 /dev/zero >own.txt
wrong 3 'own.txt: a template has at most 16384 bytes, this one 100000'
wrong 2 'no.txt: there is no such file' no.txt
wrong 2 'this is no file' .
want 2 config template.letter own.txt
said err "there is no setting 'template.letter'"

# ---- The manual's example, and its placeholders ------------------------------------------

page=$SOURCE_DIR/man/connect5-formats.5
awk '/^\.Sh / { inside = $2 == "TEMPLATES" } inside' "$page" >section
awk '/^\.Ed/ { inside = 0 } inside; /^\.Bd/ { inside = 1 }' section >example.txt
[ -s example.txt ] || fail 'the manual has no example'
want 0 config template.match example.txt
grep '^\.It Cm' section | tr -d ',' | sed 's/^\.It Cm //' | tr ' ' '\n' |
	grep . | sort >page
printf 'Subject: x\n\n{{?}}\n' >own.txt
for kind in match repair waiting reminder feedback; do
	want 3 config "template.$kind" own.txt
	sed 's/.*: it has //; s/ and /, /; s/, /\n/g' err
done | grep . | sort -u >wanted
diff wanted page >&2 || fail 'placeholders had (<) and in the page (>) differ'
