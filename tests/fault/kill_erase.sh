#!/bin/sh
# kill -9 at many points of an erasure: said again, nothing is left of what was
# to be forgotten, neither in the slack of a page nor in a journal.
. "$(dirname "$0")/../cli/lib.sh"
# shellcheck source=_kills.sh
. "$here/_kills.sh"

programme demo
cat >zyxwell.csv <<'END'
email,name,sector,hopes
quentin@zyxwell.example.org,Quentin Zyxwell,Police,Zyxwell Zyxwell
END
want 0 import --yes zyxwell.csv
want 0 match 2026-12
forgotten=zyxwell
kills people erase quentin@zyxwell.example.org
