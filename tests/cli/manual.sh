#!/bin/sh
# The manual page, the help and the option tables say the same. In the page a
# command is a subsection of COMMANDS, an option an `Fl` there; the options that
# every command takes stand in GLOBAL OPTIONS.
. "$(dirname "$0")/lib.sh"

page=$SOURCE_DIR/man/connect5.1

# section NAME: the page from there to the next section or subsection.
section() {
	awk -v name="$1" '/^\.S[hs] / { inside = substr($0, 5) == name; next }
		inside' "$page"
}

# options: those that mdoc on standard input names, as they are typed.
options() {
	tr ' ' '\n' | awk 'before == "Fl" || before == ".Fl" {
			print "-" $0 }
		{ before = $0 }' | sort -u
}

# listed: those that the help in out lists, "-o, --output PATH  ...".
listed() {
	awk '/^Options/ { inside = 1; next } /^$/ { inside = 0 }
		inside && /^  -/ { for (i = 1; i <= 2; i++)
			if ($i ~ /^-/) { sub(/,$/, "", $i); print $i } }' out |
		sort -u
}

# same WHAT: the sets of options in page.options and help.options.
same() {
	diff page.options help.options >difference || {
		cat difference >&2
		fail "$1: the page (<) and the help (>) differ"
	}
}

# ---- Every command, every option ---------------------------------------------------

want 0 help
cp out overview
awk '/^Commands:/ { inside = 1; next } /^$/ { inside = 0 } inside { print $1 }' \
	out >commands
[ "$(wc -l <commands)" -ge 12 ] || fail 'the help lists hardly any command'
listed >help.options
section 'GLOBAL OPTIONS' | options >page.options
same 'global options'
cp help.options global.options

awk '/^\.Sh / { inside = $2 == "COMMANDS" } inside && /^\.Ss / { print $2 }' \
	"$page" >in.page
sort commands >in.help
sort in.page | diff - in.help || fail 'other commands in the page'

while read -r command; do
	want 0 help "$command"
	said out "usage: connect5 $command"
	head -n 1 out | grep -q "^connect5 $command: ." ||
		fail "help $command does not say what it is"
	listed >help.options
	section "$command" | grep '^\.It Fl' | options | comm -23 - global.options >page.options
	same "$command"
	# Each is also in the usage line of the page, and in that of the help.
	section "$command" | awk '/^\.It/ { exit } { print }' | options >usage
	while read -r option; do
		case $option in
		--until | --off) continue ;; # stand with actions of `people`
		--*) letter=$(awk -v long="$option" '$2 == long && /^  -/ {
				print substr($1, 1, 2) }' out) ;;
		-*) continue ;;
		esac
		grep -qxe "${letter:-$option}" usage ||
			fail "$command: $option is not in the usage of the page"
		sed -n '/^usage:/p' out | grep -qe "[[ ]${letter:-$option}[] ]" ||
			fail "$command: $option is not in the usage of the help"
	done <help.options
	# What is no option is refused, and the remedy named.
	want 2 "$command" --no-such-option
	said err "unknown option --no-such-option: see 'connect5 help $command'"
done <commands

# Options in running text elsewhere are options too.
while read -r option; do
	case $option in
	*[!a-zA-Z-]*) option=${option%%[!a-zA-Z-]*} ;;
	esac
	cat global.options >known
	while read -r command; do
		want 0 help "$command"
		listed >>known
	done <commands
	grep -qxe "$option" known || fail "the page speaks of $option"
done <<END
$(options <"$page")
END

# ---- Actions, exports, settings ------------------------------------------------------

section people >people.page
want 0 help people
sed -n 's/^usage: connect5 people \[\(.*\)\]$/\1/p' out | tr '|' '\n' |
	awk '{ print $1 }' >actions
[ "$(wc -l <actions)" -ge 7 ] || fail 'the help lists hardly any action'
while read -r action; do
	grep -q "^\.It Cm $action\( \|$\)" people.page ||
		fail "the page has no 'people $action'"
done <actions

section export >export.page
section 'WHAT GOES OUT' >columns
want 0 help export
awk '/^WHAT is/ { inside = 1; next } /^Options/ { exit }
	inside && /^  [a-z]/ { print $1 }' out | sort -u >whats
[ "$(wc -l <whats)" -ge 6 ] || fail 'the help lists hardly any export'
programme ten
want 0 match 2026-12
want 0 people withdraw 'Ann Bell'
want 0 repair
while read -r what; do
	grep -q "^\.It Cm $what$" export.page || fail "the page has no 'export $what'"
	case $what in calendar | emails) continue ;; esac # no sheets
	# Its columns, in order; those of the second and third person are implied.
	want 0 export "$what" --format csv --raw
	head -n 1 out | tr ',' '\n' | grep -v '_[23]$' >is
	case $what in
	pairs) ;;
	*) head -n 1 out | tr ',' '\n' >is ;;
	esac
	awk -v what="$what" '/^\.It Cm / { inside = $3 == what; next }
		inside && /^\.Li/' columns | tr ' ' '\n' |
		grep -vx -e '\.Li' -e , -e '_[23]' >page.columns
	diff page.columns is >difference || {
		cat difference >&2
		fail "export $what: other columns in the page (<)"
	}
done <whats

section config >config.page
want 0 config
while read -r key rest; do
	grep -q "^\.It Cm $key$" config.page || fail "the page has no setting $key"
	[ -n "$rest" ] || fail "config does not explain $key"
done <out

# ---- JSON ------------------------------------------------------------------------------

section JSON >json.page
for command in status forecast 'forecast --add 90:acute' show explain \
	'explain ann.bell@acute.example.org' \
	'explain ann.bell@acute.example.org 2' people \
	'people show ann.bell@acute.example.org' check 'config' 'config odd' log \
	version '-f other.db init' \
	"import --yes $data/demo/eoi.csv"; do
	# shellcheck disable=SC2086 # words of a command line
	c5 --json $command
	python3 - "$command" <<'END' || fail "$command: a key is not in the page"
import json, re, sys
named = set(re.findall(r'"(\w+)"', open("json.page").read()))
data = {"columns", "settings", "points"} # with keys of fields, settings, reasons
def keys(value):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            if key not in data:
                yield from keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner)
missing = set(keys(json.load(open("out")))) - named
sys.exit(f"{sys.argv[1]}: {sorted(missing)}" if missing else 0)
END
done

# ---- The examples run, one after the other ------------------------------------------------

mkdir examples
cp "$data/demo/ten.csv" examples/ten.csv
awk '/^\.Sh / { inside = $2 == "EXAMPLES" }
	/^\.Bd/ { block = 1; next } /^\.Ed/ { block = 0 }
	inside && block && /^connect5 / { sub(/ *\|.*/, ""); print }' \
	"$page" >examples/lines
[ "$(wc -l <examples/lines)" -ge 7 ] || fail 'hardly any example is run'
cat >examples/connect5 <<'END'
#!/bin/sh
exec "$CONNECT5" --now 2026-12-01T09:00:00Z "$@"
END
chmod +x examples/connect5
(
	cd examples
	PATH=.:$PATH
	while read -r line; do
		code=0
		sh -c "$line" >said 2>&1 </dev/null || code=$?
		[ "$code" = 0 ] || {
			cat said >&2
			fail "example: $line: exit $code"
		}
	done <lines
)

# ---- The page itself ------------------------------------------------------------------------

if command -v mandoc >/dev/null; then
	mandoc -T lint -W warning "$page" >findings 2>&1 || true
	[ ! -s findings ] || fail "mandoc: $(cat findings)"
fi
for code in 0 1 2 3 4 5 75; do
	section 'EXIT STATUS' | grep -qx "\.It $code" || fail "no exit status $code"
	grep -qE "(^|[ ,])$code [a-z]" overview || fail "the help has no exit code $code"
done
