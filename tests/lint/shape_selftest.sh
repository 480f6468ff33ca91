#!/bin/sh
# The test of shape.sh: lengths around the limits, with and without a reason.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/src" "$work/include"
failed=0

lines() { # COUNT TEXT
	awk -v n="$1" -v text="$2" 'BEGIN { while (n-- > 0) print text }'
}

function_of() { # LINES: a function that long, its type on a line of its own
	printf 'static int\nf(int a, /* { */\n  int b)\n{\n'
	lines $(($1 - 5)) '	if (a) { b = '\''}'\''; }'
	printf '}\n'
}

expect() { # EXIT TEXT: of shape.sh on src/x.c, but for the figures
	code=0
	said=$(SOURCE_DIR=$work "$here/shape.sh") || code=$?
	said=$(printf '%s\n' "$said" | grep -v '^shape: ') || true
	if [ "$code" != "$1" ] || [ "$said" != "$2" ]; then
		failed=1
		printf 'expected, with exit %s: %s\ngot, with exit %s: %s\n' \
			"$1" "$2" "$code" "$said"
	fi
}

x=$work/src/x.c
{ echo 'struct s {'; echo '	int a;'; echo '};'; function_of 60; } >"$x"
expect 0 ''
{ echo 'int a;'; function_of 61; } >"$x"
expect 1 'src/x.c:2: 61 lines in one function'
{ echo 'int a;'; echo '/* long on purpose: a table */'; function_of 61; } >"$x"
expect 0 ''
{ printf 'int a;\n\n/*\n * Long on purpose: a\n * table.\n */\n'
	function_of 61; } >"$x"
expect 0 ''
{ echo 'int a;'; echo '/* long on purpose: */'; function_of 61; } >"$x"
expect 1 'src/x.c:3: 61 lines in one function'
{ printf 'int a;\n/* long on purpose: a table */\n\n'; function_of 61; } >"$x"
expect 1 'src/x.c:4: 61 lines in one function'
{ echo 'int a;'; echo '/* long on purpose: one */'; function_of 61
	echo; function_of 61; } >"$x"
expect 1 'src/x.c:65: 61 lines in one function'

lines 400 'int a;' >"$x"
expect 0 ''
lines 401 'int a;' >"$x"
expect 1 'src/x.c:1: 401 lines in one file'
{ printf '/*\n * Long on purpose: data.\n */\n'; lines 401 'int a;'; } >"$x"
expect 0 ''
{ lines 401 'int a;'; echo '/* long on purpose: data */'; } >"$x"
expect 1 'src/x.c:1: 402 lines in one file'

{ function_of 10; echo; function_of 20; echo; function_of 30; } >"$x"
said=$(SOURCE_DIR=$work "$here/shape.sh")
wanted='shape: 3 functions in 1 files: median 20 lines, 95 % within 30,'
wanted="$wanted longest 30 (src/x.c:33)"
[ "$said" = "$wanted" ] || { failed=1; printf '%s\n' "$said"; }
exit "$failed"
