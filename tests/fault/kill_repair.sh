#!/bin/sh
# kill -9 at many points of a repair leaves the round as it was or as it is
# mended, and the same command again brings it to its end.
. "$(dirname "$0")/../cli/lib.sh"
# shellcheck source=_kills.sh
. "$here/_kills.sh"

programme demo
want 0 match 2026-12
want 0 export pairs
want 0 people withdraw ann.bell@acute.example.org
want 0 people withdraw derek.olanrewaju@council.example.org
want 0 people add late@example.org name=Late sector=VCSE
kills repair 2026-12
