#!/bin/sh
# How long functions and files are: over 60 lines a function, or 400 a file, is
# a finding, "file:line: what", unless a comment right before the function, or
# at the head of the file, says "long on purpose:" and why. Ends with the
# figures of them all.
set -eu
export LC_ALL=C
here=$(cd "$(dirname "$0")" && pwd)
cd "${SOURCE_DIR:-$here/../..}"

files=$(find src include -name '*.[ch]' | sort)
# shellcheck disable=SC2086 # a list of names without blanks
awk -v max_function=60 -v max_file=400 \
	-f "$here/code.awk" -f "$here/shape.awk" $files
