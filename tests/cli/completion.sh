#!/bin/sh
# completion: scripts that offer what the tables of the program hold, checked in
# the shells that are installed.
. "$(dirname "$0")/lib.sh"

want 2 completion
said err 'usage: connect5 completion SHELL'
want 2 completion csh
said err "'csh' is no shell that we know: bash, zsh or fish"
want 0 completion bash
cp out c5.bash
want 0 completion zsh
cp out c5.zsh
want 0 completion fish
cp out c5.fish

# Every command and every long option of the help is in every script.
want 0 help
awk '/^Commands:/ { inside = 1; next } /^$/ { inside = 0 } inside { print $1 }' \
	out >commands
[ "$(wc -l <commands)" -ge 15 ] || fail 'the help lists hardly any command'
cp out helps
while read -r command; do
	want 0 help "$command"
	cat out >>helps
	for shell in bash zsh fish; do
		grep -qw -- "$command" "c5.$shell" ||
			fail "no '$command' in the script for $shell"
	done
done <commands
sed -n 's/^  \(-., \)\{0,1\}--\([a-z-]*\).*/\2/p' helps | sort -u >options
[ "$(wc -l <options)" -ge 20 ] || fail 'the help lists hardly any option'
while read -r option; do
	for shell in bash zsh; do
		grep -q -- "--${option}[ )|']" "c5.$shell" ||
			fail "no --$option in the script for $shell"
	done
	grep -q -- " -l $option " c5.fish || fail "no --$option for fish"
done <options

# bash: what is offered for a line, the cursor at its end.
cat >ask.bash <<'END'
source ./c5.bash
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_connect5
printf '%s\n' "${COMPREPLY[@]}"
END
bash -n c5.bash || fail 'the script for bash has errors'

# offers LINE... = WORD...: exactly these, in any order.
offers() {
	line='' wanted=''
	while [ "$1" != = ]; do
		line="$line $1"
		shift
	done
	shift
	wanted=$(printf '%s\n' "$@" | sort)
	# shellcheck disable=SC2086 # a list of words, an empty one last as _
	set -- $line
	bash ask.bash connect5 "$@" >out 2>err || fail "bash fails for$line"
	[ ! -s err ] || fail "bash complains about$line"
	[ "$(sort out)" = "$wanted" ] || fail "for '$line' not '$wanted'"
}

offers sta = status
offers no-such = ''
offers --he = --help
offers -f x.db c = check config completion
offers --wait 5 -q vers = version
offers people p = pause prefer pair
offers people wi = withdraw
offers people pause ann = ''
offers -f x.db people me = merge
offers people --u = --until
offers sectors m = merge
offers organisations a = add alias
offers export pe = people
offers export --format c = csv
offers export pairs --format js = json
offers export pairs -o pa = ''
offers init --mon = --months
offers init --m = --months
offers match --dry = --dry-run
offers match --relax s = sector
offers status --dry = ''
offers config weight.pl = weight.place
offers help und = undo
offers completion z = zsh
# An operand after the action is no action.
offers people show list = ''
# The value of an option is no command.
offers -f people l = log
# An empty word offers all.
bash ask.bash connect5 '' >out
sort out >offered
sort commands | diff - offered >&2 || fail 'an empty word offers other commands'
for command in people sectors organisations; do
	want 0 help $command
	sed -n "s/^usage: connect5 $command \[\(.*\)\]\$/\1/p" out |
		sed 's/\[[A-Z;]*\]//g' | tr '|' '\n' | awk '{ print $1 }' |
		sort >actions
	[ -s actions ] || fail "the help of $command lists no action"
	bash ask.bash connect5 $command '' | sort | diff actions - >&2 ||
		fail "$command: other actions are offered"
done

for shell in zsh fish; do
	if command -v $shell >/dev/null; then
		$shell -n c5.$shell || fail "the script for $shell has errors"
	else
		echo "$shell is not installed: its script was not tried" >&2
	fi
done
