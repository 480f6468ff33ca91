#!/bin/sh
# Streams: data on standard output, everything else on standard error; nothing
# raw from the data on a terminal; a full or closed output is an error.
. "$(dirname "$0")/lib.sh"

# ---- Data here, remarks there ----------------------------------------------------------

# Each command that succeeds: with -q the same data, and no word beside it. The
# commands that change something are left out: they do so only once.
programme demo
want 0 match 2026-12
want 0 config odd wait
want 0 match 2027-01
for command in 'help' 'help match' version status 'match 2026-12' show 'show 2' \
	people 'people list' 'people show ann.bell@acute.example.org' \
	'export pairs' 'export waiting' 'export mailmerge 2' 'export people' \
	'export prompts' 'export scores' check config 'config odd' log; do
	# shellcheck disable=SC2086 # words of a command line
	want 0 $command
	[ -s out ] || fail "$command: nothing on standard output"
	mv out loud
	# shellcheck disable=SC2086
	want 0 -q $command
	cmp out loud || fail "$command: other data with -q"
	[ ! -s err ] || fail "$command: -q says something"
done
# A remark is no data, and -q silences it; an error it does not.
want 0 export pairs 2
said err 'waits this month'
unsaid out 'waits this month'
want 2 -q show never
said err "'never' is no month"
want 3 -q import "$data/demo/eoi.csv"
said err 'eoi.csv:12: '
unsaid err 'superseded'
unsaid err 'kept as written'

# ---- JSON: one value, whatever the command ------------------------------------------------

# json_of CODE ARGUMENT...: prints one JSON value and ends it with a line feed.
json_of() {
	want_code=$1
	shift
	want "$want_code" --json "$@"
	json 'True'
	[ "$(wc -l <out)" = 1 ] || fail "$*: not one line of JSON"
}
for command in version status match 'match 2026-12' show people \
	'people show ann.bell@acute.example.org' 'people list' \
	'export pairs' 'export waiting' 'export mailmerge' 'export people' \
	'export prompts' 'export scores' check config 'config odd' log; do
	# shellcheck disable=SC2086 # words of a command line
	json_of 0 $command
done
json_of 3 import "$data/demo/eoi.csv"
json_of 0 match 2027-02 --dry-run
json_of 0 config odd trio
json_of 0 people add new@example.org 'name=New Person' sector=VCSE
json_of 0 people set new@example.org place=Bexley
json_of 0 people set new@example.org place=Bexley
json_of 0 people pause new@example.org --until 2027-02
json_of 0 people resume new@example.org
json_of 0 people withdraw new@example.org
json_of 0 -f other.db init
NOW=2028-01-01T09:00:00Z
json_of 0 match
NOW=2026-12-01T09:00:00Z
# An error is no JSON: nothing on standard output.
want 2 --json show never
[ ! -s out ] || fail 'an error on standard output'

# ---- Nothing raw from the data ---------------------------------------------------------------

# ESC, a bidirectional override, and a name of 500 characters.
python3 - <<'END'
esc, rlo = "\x1b[31m", "\u202e"
rows = [["email", "name", "organisation", "sector", "place", "profession",
         "interests", f"What do you hope to get out of this? {rlo}{esc}",
         "exclude", f"odd{rlo}{esc}question"]]
for i in range(6):
    rows.append([f"p{i}@example.org", f"Eve{esc}{rlo} {i}",
                 f"Org{esc}{rlo}{i}", f"Part{rlo}{esc}{i}",
                 f"Place{rlo}{esc}", f"Trade{esc}{rlo}{i}", f"Tea{rlo}{esc}",
                 f"a{esc}\nb{rlo}", f"Nobody{rlo}{esc}", "x"])
rows.append(["long@example.org", "L" + "o" * 500, "", "VCSE"] + [""] * 6)
rows.append([f"bad{esc}{rlo}", "Bad", "", "VCSE"] + [""] * 6)
import csv
csv.writer(open(f"wicked{esc}{rlo}.csv", "w", encoding="utf-8",
                newline="")).writerows(rows)
END
wicked=$(ls wicked*)

# tame: neither stream has the bytes of ESC or of the override.
tame() {
	python3 - "$*" <<'END' || fail "raw from the data: $*"
import sys
for stream in "out", "err":
    data = open(stream, "rb").read()
    data.decode("utf-8")
    for raw in b"\x1b", "\u202e".encode():
        if raw in data:
            sys.exit(f"{sys.argv[1]}: {raw!r} in {stream}: {data!r}")
END
}
rm -f connect5.db
want 0 init --first-month 2026-12 --name "$(printf 'Tea\033[31m\342\200\256')"
tame init
c5 import "$wicked"
tame import refused
want 3 import --add-sectors "$wicked"
tame import
said out 'wicked<U+001B>[31m<U+202E>.csv: 8 rows'
said out "hopes        from 'What do you hope to get out of this? <U+202E>"
for command in status people 'people show p1@example.org' 'match 2026-12' show \
	'people pause p1@example.org' 'people show Nobody' check log \
	"show $wicked" "people show $wicked" "import $wicked.gone" \
	"config $wicked" "export $wicked" "-f $wicked.db status" "$wicked" \
	"--now $wicked status" "help $wicked"; do
	# shellcheck disable=SC2086 # words of a command line
	c5 $command
	tame "$command"
done
want 0 people
said out '<U+202E>'
# Markdown and CSV are for files; JSON says it with escapes of its own.
want 0 --json people
json 'j["people"][0]["hopes"].count("\n") == 1'

# ---- Colour: on a terminal that wants it, and nowhere else ----------------------------------------

# on_terminal VARIABLE=VALUE... -- ARGUMENT...: what a terminal is sent, in out.
on_terminal() {
	python3 - "$@" >out <<'END'
import os, pty, sys
split = sys.argv.index("--")
environment = dict(os.environ)
environment.update(a.split("=", 1) for a in sys.argv[1:split])
command = [environment["CONNECT5"]] + sys.argv[split + 1:]
child, terminal = pty.fork()
if child == 0:
    os.execve(command[0], command, environment)
sent = b""
while True:
    try:
        piece = os.read(terminal, 65536)
    except OSError: # the end, as Linux tells it
        break
    if not piece:
        break
    sent += piece
sys.stdout.buffer.write(sent)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
END
}
coloured() {
	grep -q "$(printf '\033')" out
}
on_terminal TERM=xterm -- show 2026-12
coloured || fail 'no colour on a terminal'
on_terminal TERM=xterm NO_COLOR= -- show 2026-12
coloured || fail 'an empty NO_COLOR is none'
on_terminal TERM=xterm NO_COLOR=1 -- show 2026-12
if coloured; then fail 'colour against NO_COLOR'; fi
on_terminal TERM=dumb -- show 2026-12
if coloured; then fail 'colour on a dumb terminal'; fi
on_terminal TERM=xterm -- --no-color show 2026-12
if coloured; then fail 'colour against --no-color'; fi
on_terminal TERM=xterm -- --json show 2026-12
if coloured; then fail 'colour in JSON'; fi
TERM=xterm
want 0 show 2026-12
TERM=dumb
if coloured; then fail 'colour in a file'; fi

# ---- UTF-8 whatever the locale ----------------------------------------------------------------------

rm -f connect5.db
programme demo
want 0 people
mv out utf8
LC_ALL=C
want 0 people
LC_ALL=C.UTF-8
cmp out utf8 || fail 'the locale changes the output'

# ---- A full or closed output ---------------------------------------------------------------------------

want 0 match 2026-12
for command in help version status show people log check config \
	'export pairs' 'export prompts' '--json people' 'match 2026-12'; do
	code=0
	# shellcheck disable=SC2086 # words of a command line
	"$CONNECT5" --now "$NOW" $command >/dev/full 2>err || code=$?
	[ "$code" = 5 ] || fail "$command >/dev/full: exit $code"
	said err 'cannot write to standard output'
	code=0
	# shellcheck disable=SC2086
	"$CONNECT5" --now "$NOW" $command >&- 2>err || code=$?
	[ "$code" = 5 ] || fail "$command >&-: exit $code"
done
# What was made stays made, and is printed when there is room again.
code=0
"$CONNECT5" --now "$NOW" match 2027-01 >/dev/full 2>err || code=$?
[ "$code" = 5 ] || fail "match >/dev/full: exit $code"
said err "The change was made all the same: 'connect5 log' names it"
"$CONNECT5" --now "$NOW" match 2027-01 >/dev/full 2>err || code=$?
unsaid err 'The change was made'
want 0 --json match 2027-01
json 'not j["created"]'
want 0 check
# A file of its own needs no standard output.
want 0 export pairs -o pairs.csv
[ -s pairs.csv ] || fail 'no file'
