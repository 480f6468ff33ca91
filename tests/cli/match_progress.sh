#!/bin/sh
# How far a long matching is stands on a terminal, and nowhere else.
. "$(dirname "$0")/lib.sh"

# on_terminal ARGUMENT...: what a terminal gets to see goes into seen.
on_terminal() {
	script -qec "'$CONNECT5' --now $NOW $*" /dev/null >seen </dev/null ||
		fail "connect5 $*: exit $?"
}

erase=$(printf '\r\033[K')
TERM=xterm
want 0 init --first-month 2026-12 --seed 2026
want 3 import "$SOURCE_DIR/data/demo/eoi.csv"
on_terminal match --dry-run
said seen "${erase}connect5: 60 of 61 people placed, pass 1, at most "
said seen ' points short'
on_terminal -q match --dry-run
unsaid seen ' points short'
TERM=dumb
on_terminal match --dry-run
unsaid seen ' points short'
TERM=xterm
want 0 match
unsaid err ' points short'
