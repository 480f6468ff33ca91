#!/bin/sh
# The same people and the same seed give the same round with every compiler:
# the demo's first two months are golden, whole.
. "$(dirname "$0")/lib.sh"

programme demo
want 0 match 2026-12 --json
golden demo-round-1.json out
want 0 match 2027-01 --json
golden demo-round-2.json out
