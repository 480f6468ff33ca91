#!/bin/sh
# connect5-formats(5) names every field by which columns are found, every column
# of every sheet, and every built-in file with its header.
. "$(dirname "$0")/lib.sh"

page=$SOURCE_DIR/man/connect5-formats.5

# Without mandoc nothing says whether the page can be read; lint asks too.
if command -v mandoc >/dev/null; then
	mandoc -T lint -W warning "$page" >out 2>&1 || fail 'mandoc complains'
fi

# subsection NAME: the page from there to the next.
subsection() {
	awk -v name="$1" '/^\.S[hs] / { inside = substr($0, 5) == name; next }
		inside' "$page"
}

# words MACRO...: the arguments of those macros on standard input, one a line.
words() {
	awk -v macros=" $* " '
	/^\./ {
		taking = 0
		for (i = 1; i <= NF; i++) {
			word = $i
			sub(/^\./, "", word)
			if (index(macros, " " word " ") &&
			    (i == 1 || $(i - 1) == ".It"))
				taking = 1
			else if (taking && word ~ /^[a-z_0-9]+$/)
				print word
		}
	}'
}

# same WHAT: the words in wanted and in page, both in order.
same() {
	diff wanted page >difference || {
		cat difference >&2
		fail "$1: wanted (<) and in the page (>) differ"
	}
}

# ---- What comes in ---------------------------------------------------------------

# Fields: those of columns.csv, those that --map takes, and no others.
tail -n +2 "$data/columns.csv" | cut -d, -f1 | sort -u >known
# What only our own export has.
printf 'status\nuntil\n' | sort -u - known >wanted
subsection Fields | sed '/^\.Sh/,$d' | grep '^\.It' | words Cm | sort -u >page
same 'fields'
want 0 init --first-month 2026-12 --seed 2026
want 2 import --map no_such_field=X in.csv
while read -r field; do
	printf 'email,name,sector,X\na@x.org,Ann,GP,\n' >in.csv
	kind=eoi
	case $field in month | met) kind=outcomes ;; esac
	c5 import --as $kind --dry-run --map "$field=X" in.csv
	[ "$code" != 2 ] || fail "--map does not take $field"
done <page

# ---- What goes out ---------------------------------------------------------------

want 0 import "$data/demo/ten.csv"
want 0 match 2026-12
want 0 people withdraw 'Ann Bell'
want 0 repair 2026-12
for what in pairs sheet waiting people mailmerge changes prompts history connections \
	scores ledger; do
	case $what in
	pairs | sheet | waiting | mailmerge | changes | prompts | scores) month=2026-12 ;;
	*) month= ;;
	esac
	# shellcheck disable=SC2086
	want 0 export $what $month --raw --format csv
	head -n 1 out | tr -d '\r' | tr ',' '\n' >wanted
	subsection $what | grep '^\.It' | words Li >page
	same "export $what"
done

printf 'email,name,sector\na@,Ann,GP\n' >in.csv
want 3 import in.csv --rejects rejects.csv
head -n 1 rejects.csv | tr -d '\r' | sed 's/.*,//' >wanted
subsection rejects | sed -n 's/^\.It Li //p' >page
same 'rejects'

# ---- The built-in files ------------------------------------------------------------

for file in "$data"/*.csv; do
	name=$(basename "$file")
	head -n 1 "$file" | tr ',' '\n' >wanted
	subsection 'WORDS AND THEMES' |
		awk -v name="$name" '/^\.It Pa / { inside = $3 == name; next }
			inside && /^\.Li .*:$/ { print; exit }' | words Li >page
	same "$name"
done
subsection 'WORDS AND THEMES' | sed -n 's/^\.It Pa //p' | sort >page
for file in "$data"/*.csv; do basename "$file"; done | sort >wanted
same 'the files of init --data'
