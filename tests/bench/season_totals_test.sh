#!/bin/sh
# The totals that unit/ahead_test holds seasons against are what the search
# outside the program finds.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
source=${SOURCE_DIR:-$here/../..}
command -v python3 >/dev/null || exit 77
python3 "$here/season_totals.py" | diff "$source/tests/data/seasons/totals.csv" -
