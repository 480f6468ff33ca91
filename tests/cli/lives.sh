#!/bin/sh
# Whole programmes with commands drawn at random: lives.py says what must hold.
. "$(dirname "$0")/lib.sh"

python3 "$here/lives.py" 1 6 || fail 'a programme failed'
