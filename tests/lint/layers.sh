#!/bin/sh
# Who may include whom, and who may print, exit or call a library:
#
#	main -> command -> {ingest, publish, store} -> programme -> match -> base
#
# A layer's own headers ("layer/x.h") are for it alone; main.c may use those of
# src/command/. Every finding is a line "file:line: what", and exit 1. A new
# header of include/connect5/ goes into the second table, a new library into the
# third. layers_selftest.sh proves that each rule bites.
set -eu
export LC_ALL=C
here=$(cd "$(dirname "$0")" && pwd)
cd "${SOURCE_DIR:-$here/../..}"

# Lowest first. A layer may include those of lines above its own, and itself.
layers='base
match
programme
ingest publish store
command
main'

# The layer, then its public headers.
headers='base buffer embedded error file memory month random text vector
match match
programme audit cohort correspondence explain forecast outcome plan profile record repair rules score settings vocabulary
ingest form intake reader reference report
publish calendar exports folder invitation json letters mail month_sheet pages screen sheet template xlsx
store store store_held store_invitations store_ledger store_outcomes store_people store_rounds store_staging store_words
command'

# A library's header, the files that may include it (a regular expression), and
# whether `any` number of them may or only `one`.
libraries='sqlite3.h src/store/.*\.[ch] any
csv.h src/ingest/.*\.c one
utf8proc.h src/base/.*\.[ch] any
jansson.h (include/connect5/json\.h|src/publish/json[^/]*\.c) any
xlsxwriter.h src/publish/.*\.c one
zlib.h src/publish/xlsx_whole\.c one
libical/ical.h src/publish/.*\.c one
gmime/gmime.h src/publish/.*\.c one
curl/curl.h src/publish/.*\.c one'

export layers headers libraries

files=$(find src include -name '*.[ch]' | sort)
# shellcheck disable=SC2086 # a list of names without blanks
awk -f "$here/code.awk" -f "$here/layers.awk" $files
