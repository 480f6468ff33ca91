#!/bin/sh
# The options that every command takes, before it and after it, the environment,
# and help.
. "$(dirname "$0")/lib.sh"

want 0 -f a.db init --name Ada --first-month 2026-12
want 0 -f b.db init --name Bea --first-month 2026-12

# is NAME ARGUMENT...: the programme that it speaks of.
is() {
	wanted_name=$1
	shift
	want 0 --json "$@"
	json "j['programme'] == '$wanted_name'"
}

# ---- Which file ------------------------------------------------------------------------

is Ada -f a.db status
is Ada -fa.db status
is Ada --file a.db status
is Ada --file=a.db status
is Ada status -f a.db
is Ada status --file a.db
is Bea -f a.db status -f b.db
is Bea -qf b.db status
want 4 status
said err 'connect5.db: there is no programme file here'
CONNECT5_FILE=a.db
export CONNECT5_FILE
is Ada status
is Bea -f b.db status
CONNECT5_FILE=
want 4 status
said err 'connect5.db: there is no programme file here'
unset CONNECT5_FILE
cp b.db connect5.db
is Bea status
want 4 -f '' status
said err 'there is no programme file here'

# ---- What to type next acts on the same file -----------------------------------------------

unset CONNECT5_FILE
rm connect5.db
want 0 -f a.db status
said out 'Next: connect5 -f a.db import EXPORT.csv'
want 0 -f a.db people
said out "Nobody yet: 'connect5 -f a.db import EXPORT.csv' brings people in."
want 1 -f a.db show
said err "no round has been made: 'connect5 -f a.db status' says what comes next"
want 2 -f a.db people show Nobody
said err "'connect5 -f a.db people' lists them"
want 4 -f new.db match
said err "make one with 'connect5 -f new.db init'"
want 2 -f a.db status now
said err "usage: connect5 status"
want 0 -f "Bea's own \$.db" init --first-month 2026-12
said out "Next: connect5 -f \"Bea's own \\\$.db\" import EXPORT.csv"
# A name of somebody's is no command.
want 2 -f a.db people show 'connect5 2'
said err "there is no participant 'connect5 2'"
want 0 -f a.db import "$data/demo/ten.csv"
NOW=2027-01-03T09:00:00Z
want 0 -f a.db status
said out 'Next: connect5 -f a.db match 2027-01'
want 0 -f a.db match
want 0 -f a.db export mailmerge -o merge.csv
want 0 -f a.db status
said out 'Next: nothing before February 2027; then connect5 -f a.db match'
# Where the bare command finds the same file, it is enough.
CONNECT5_FILE=a.db
export CONNECT5_FILE
want 0 status
said out 'then connect5 match'
want 0 -f a.db status
said out 'then connect5 match'
want 0 -f b.db status
said out 'Next: connect5 -f b.db import EXPORT.csv'
unset CONNECT5_FILE
NOW=2026-12-01T09:00:00Z
cp b.db connect5.db

# ---- Before and after the command, and after operands ------------------------------------

want 0 --json status
mv out before
for order in 'status --json' '--json status' 'status --json -q' '-q status --json'; do
	# shellcheck disable=SC2086 # words of a command line
	want 0 $order
	cmp out before || fail "$order: another answer"
done
want 0 config odd --json
json 'j == {"key": "odd", "value": "trio"}'
# -- ends the options.
want 2 people show -- --json
said err "there is no participant '--json'"
# An option of the command itself does not go before it.
want 2 --dry-run match
said err '--dry-run goes after the command, not before it'
want 2 -z status
said err "unknown option -z: see 'connect5 help'"
want 2 status -qz
said err "unknown option -z: see 'connect5 help status'"
want 2 status -é
said err "unknown option -é: see 'connect5 help status'"
want 2 status --quick
said err "unknown option --quick: see 'connect5 help status'"
want 2 --json=1 status
said err '--json=1: this option takes no value'
want 2 -f
said err '-f needs a value'
want 2 status --file
said err "--file needs a value: see 'connect5 help status'"
want 2 frobnicate
said err "there is no command 'frobnicate': 'connect5 help' lists them"
want 2 ''
said err "there is no command ''"
# What was meant, where a slip or two away.
meant() { # WORD TEXT ARGUMENT...
	said_word=$1 meant_text=$2
	shift 2
	want 2 "$@"
	said err "'$said_word'"
	said err "did you mean $meant_text?"
}
meant mtach "'connect5 match'" mtach
meant forcast "'connect5 forecast'" forcast 2026-12
meant organizations "'connect5 organisations'" organizations list
meant exprot "'connect5 export'" help exprot
meant 'people pasue' "'connect5 people pause'" people pasue Ann
meant 'sectors mrege' "'connect5 sectors merge'" sectors mrege
for slip in 'match --dryrun --dry-run' 'export pairs --fromat=csv --format' 	'--jsn --json' 'status --quite --quiet' 'match --rdeo --redo'; do
	# shellcheck disable=SC2086 # words of a command line
	want 2 ${slip% *}
	said err "did you mean ${slip##* }?"
done
want 2 -f other.db mtach
said err "did you mean 'connect5 -f other.db match'?"
want 2 xyzzy
unsaid err 'did you mean'
want 2 backup
said err "backup needs FILE: usage: connect5 backup FILE; 'connect5 help backup' says more"
want 2 completion
said err 'completion needs SHELL: usage: connect5 completion SHELL'

# ---- --now ----------------------------------------------------------------------------------

# month_of MOMENT MONTH: the next month to be matched then, in London.
month_of() {
	NOW=$1
	want 0 --json status
	json "[m['month'] for m in j['months'] if m['state'] == 'next'] == ['$2']"
}
month_of 2027-01-15 2027-01
month_of 2027-01-15T12:00 2027-01
month_of '2027-01-15 12:00:00' 2027-01
month_of 2027-01-31T23:59:59Z 2027-01
month_of 2027-02-01T00:30:00+01:00 2027-01
month_of 2027-03-31T22:59:59Z 2027-03
month_of 2027-03-31T23:00:00Z 2027-04
NOW=2026-12-01T09:00:00Z
for moment in yesterday 2026-12 2026-13-01 2026-02-30 2026-12-01T25:00:00Z \
	'2026-12-01T09:00:00Z now' ''; do
	want 2 --now "$moment" status
	said err "--now takes a time such as 2026-12-01T09:00:00Z, not '$moment'"
done
# Without it, the clock of the machine.
code=0
"$CONNECT5" status >out 2>err || code=$?
[ "$code" = 0 ] || fail "without --now: exit $code"

# ---- --wait -----------------------------------------------------------------------------------

for seconds in -1 ten 1.5 86401 '' 5s; do
	want 2 --wait "$seconds" status
	said err "--wait takes seconds, 0 to 86400, not '$seconds'"
done
want 0 --wait 0 status
want 0 status --wait 86400

# locked SECONDS ARGUMENT...: the program while another process has the file for
# itself, for as long as SECONDS; its exit code in $code.
locked() {
	code=0
	python3 - "$NOW" "$@" 2>err >out <<'END' || code=$?
import os, sqlite3, subprocess, sys, threading
now, seconds, *arguments = sys.argv[1:]
other = sqlite3.connect("connect5.db", isolation_level=None,
                        check_same_thread=False)
other.execute("BEGIN EXCLUSIVE")
timer = threading.Timer(float(seconds), other.rollback)
timer.start()
done = subprocess.run([os.environ["CONNECT5"], "--now", now, *arguments])
timer.cancel()
sys.exit(done.returncode)
END
}
for command in status 'config odd wait' 'people' check log \
	'people add x@example.org name=X sector=Acute'; do
	# shellcheck disable=SC2086 # words of a command line
	locked 60 --wait 0 $command
	[ "$code" = 75 ] || fail "$command of a locked file: exit $code"
	said err 'connect5.db: '
	[ ! -s out ] || fail "$command: an error on standard output"
done
locked 0.5 --wait 60 config odd wait
[ "$code" = 0 ] || fail "it did not wait: exit $code"
want 0 config odd
[ "$(cat out)" = wait ] || fail 'it waited and did nothing'

# ---- help, version -------------------------------------------------------------------------------

want 0
mv out overview
for order in help -h --help '-f a.db help'; do
	# shellcheck disable=SC2086 # words of a command line
	want 0 $order
	cmp out overview || fail "$order: another overview"
done
want 0 help import
mv out details
for order in 'import -h' 'import --help' '--help import' 'import --help a b c'; do
	# shellcheck disable=SC2086
	want 0 $order
	cmp out details || fail "$order: another help"
done
want 0 export --help
said out 'usage: connect5 export WHAT'
want 2 help frobnicate
said err "there is no command 'frobnicate'"
want 0 version
grep -qE '^connect5 [0-9]+\.[0-9]+\.[0-9]+$' out || fail 'no version'
mv out version
want 0 --version
cmp out version || fail 'another version'
want 0 --json version
json 'list(j) == ["version"]'

# Words that are no UTF-8 would be kept as they are, and could not be told as
# JSON: nothing is done with them, whatever they stand for.
broken=$(printf 'caf\351')
rm -f connect5.db
want 2 init --name "$broken"
said err "'caf<E9>' is not UTF-8"
[ ! -e connect5.db ] || fail 'a programme was made'
want 0 init
for words in "-f $broken status" "people show $broken" "import $broken" \
	"people add a@x.org name=$broken" "$broken" "--$broken" "-$broken" \
	"export people -o $broken" "help $broken"; do
	# shellcheck disable=SC2086 # words of a command line
	want 2 $words
	said err "caf<E9>"
done
CONNECT5_FILE=$broken
export CONNECT5_FILE
want 2 status
said err "'caf<E9>' is not UTF-8"
