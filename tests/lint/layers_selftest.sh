#!/bin/sh
# The test of layers.sh: on a small tree that keeps every rule it is silent;
# with one file more that breaks one, it says so and nothing else.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

put() { # FILE LINE...: below the tree
	file=$work/tree/$1
	shift
	mkdir -p "$(dirname "$file")"
	printf '%s\n' "$@" >"$file"
}

plant() { # the tree in which all is well, kept aside as $work/sound
	put include/connect5/error.h '/* an error */'
	put include/connect5/match.h '#include "connect5/error.h"'
	put src/base/error.c '#include "connect5/error.h"' \
		'/* exit(1) and printf("x") */ // strcpy(a, b)' \
		'const char *s = "exit(1) \" stdout", c = '\''"'\'';' \
		'int n = snprintf(a, 1, "x") + entry->exit(1) + my_exit(2);'
	put src/base/fold.c '#include <utf8proc.h>'
	put src/match/blossom.h '#include "connect5/match.h"'
	put src/match/blossom.c '#include "match/blossom.h"' \
		'#include <stdio.h>' '#include "connect5/error.h"'
	put src/match/beside.h '#include "blossom.h" /* <sqlite3.h> */'
	put src/match/beside.c '#include "beside.h"'
	put src/ingest/reader.h '#include "connect5/error.h"'
	put src/ingest/reader.c '#include "ingest/reader.h"' '#include <csv.h>'
	put src/publish/json_round.c '#include <jansson.h>'
	put src/store/sql.c '#include <sqlite3.h>'
	put src/command/command.h '#include "connect5/match.h"'
	put include/connect5/store.h '/* a store */'
	put src/store/store.h '#include "connect5/store.h"'
	put src/store/store.c '#include "connect5/store.h"' '#include "store.h"'
	# The header of that name is another layer's: no need to lead with it.
	put src/command/match.c '#include "command/command.h"' \
		'#include "connect5/match.h"' \
		'int f(void) { return fprintf(stderr, "") + printf("x"); }'
	put src/main.c '#include "command/command.h"' \
		'int main(void) { exit(puts("x")); }'
	cp -R "$work/tree" "$work/sound"
}

look() { # into $work/said and $code
	code=0
	SOURCE_DIR=$work/tree "$here/layers.sh" >"$work/said" 2>&1 || code=$?
}

expect() { # EXIT TEXT: what look() has to find
	if [ "$code" = "$1" ] && [ "$(cat "$work/said")" = "$2" ]; then
		return 0
	fi
	failed=1
	printf 'expected, with exit %s:\n%s\ngot, with exit %s:\n%s\n' \
		"$1" "$2" "$code" "$(cat "$work/said")"
}

breaks() { # FINDING FILE LINE...: that file is the only thing wrong
	finding=$1
	shift
	rm -rf "$work/tree"
	cp -R "$work/sound" "$work/tree"
	put "$@"
	look
	expect 1 "$finding"
}

plant
look
expect 0 ''

breaks 'include/connect5/stray.h:1: is in no layer: see the tables in layers.sh' \
	include/connect5/stray.h '#include "connect5/error.h"'
breaks 'src/misc/odds.c:1: is in no layer: see the tables in layers.sh' \
	src/misc/odds.c '#include "connect5/match.h"'

back='is of match, which base may not know'
breaks "src/base/up.c:2: \"connect5/match.h\" $back" \
	src/base/up.c '#include <stdio.h>' '#include "connect5/match.h"'
breaks "include/connect5/text.h:1: \"connect5/match.h\" $back" \
	include/connect5/text.h '#include "connect5/match.h"'
breaks 'src/programme/up.c:1: "command/command.h" is private to command' \
	src/programme/up.c '#include "command/command.h"'
breaks 'src/store/aside.c:1: "ingest/reader.h" is private to ingest' \
	src/store/aside.c '#include "ingest/reader.h"'
breaks 'src/command/deep.c:1: "match/blossom.h" is private to match' \
	src/command/deep.c '#include "match/blossom.h"'
breaks 'src/main.c:1: "match/blossom.h" is private to match' \
	src/main.c '#include "match/blossom.h"'
breaks 'src/store/lost.c:1: there is no header "blossom.h"' \
	src/store/lost.c '#include "blossom.h"'
breaks 'src/match/lost.c:1: there is no include/connect5/gone.h' \
	src/match/lost.c '#include "connect5/gone.h"'

order='"stdio.h" comes before its own header,'
breaks "src/match/match.c:1: $order connect5/match.h" \
	src/match/match.c '#include <stdio.h>' '#include "connect5/match.h"'
breaks "src/match/blossom.c:1: $order match/blossom.h" \
	src/match/blossom.c '#include <stdio.h>' '#include "match/blossom.h"'

breaks 'src/command/raw.c:1: <sqlite3.h> has no business here' \
	src/command/raw.c '#include <sqlite3.h>'
breaks 'src/publish/rows.c:1: <csv.h> has no business here' \
	src/publish/rows.c '#include <csv.h>'
breaks 'src/ingest/second.c:1: <csv.h> is already in src/ingest/reader.c:'\
' one file only' \
	src/ingest/second.c '#include <csv.h>'
breaks 'src/ingest/case.c:1: <utf8proc.h> has no business here' \
	src/ingest/case.c '#include <utf8proc.h>'
breaks 'include/connect5/match.h:1: <jansson.h> has no business here' \
	include/connect5/match.h '#include <jansson.h>'
breaks 'src/publish/sheet.c:1: <jansson.h> has no business here' \
	src/publish/sheet.c '#include <jansson.h>'

for name in strcpy strcat sprintf vsprintf strtok gets; do
	breaks "src/command/old.c:1: $name() is banned" \
		src/command/old.c "int f(void) { return $name (a); }"
done
for name in printf vprintf puts putchar perror; do
	breaks "src/store/loud.c:1: $name(): only src/command/ and main.c print" \
		src/store/loud.c "int f(void) { return $name(a); }"
done
for name in stdout stderr; do
	breaks "src/store/loud.c:1: $name: only src/command/ and main.c print" \
		src/store/loud.c "int f(void) { return fprintf($name, a); }"
done
for name in exit _exit _Exit quick_exit abort; do
	breaks "src/command/end.c:1: $name(): only main.c ends the program" \
		src/command/end.c "void f(void) { $name(); }"
done

exit "$failed"
