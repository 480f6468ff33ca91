#!/bin/sh
# init: what it makes, what it refuses, and that a failure leaves nothing.
. "$(dirname "$0")/lib.sh"

# starts MOMENT MONTH: a programme made then begins in MONTH.
starts() {
	NOW=$1
	want 0 --json init
	json "j['first_month'] == '$2' and j['months'] == 5"
	rm connect5.db
}

# refused CODE TEXT ARGUMENT...: no programme, and no file.
refused() {
	wanted_code=$1 wanted_text=$2
	shift 2
	want "$wanted_code" init "$@"
	said err "$wanted_text"
	[ ! -s out ] || fail 'an error on standard output'
	[ ! -e connect5.db ] || fail "init $* left a file"
}

# The first month: this one up to the 15th, else the next, on London's calendar.
starts 2026-12-01T09:00:00Z 2026-12
starts 2026-12-15T23:59:59Z 2026-12
starts 2026-12-16T00:00:00Z 2027-01
starts 2026-06-15T22:59:59Z 2026-06
starts 2026-06-15T23:00:00Z 2026-07
starts 2026-05-31T23:30:00Z 2026-06
NOW=2026-12-01T09:00:00Z

# What it says, and that the file is the owner's alone, whatever the umask.
umask 000
want 0 init
said out "Made the programme 'Connect Five' in connect5.db: 5 rounds, 2026-12 to 2027-04."
said out 'Next: connect5 import'
[ ! -s err ] || fail 'something on standard error'
[ "$(stat -c %a connect5.db)" = 600 ] || fail 'the file is not 0600'
umask 022

# What exists is not touched: a programme, another file, a folder, a link.
cksum connect5.db >before
want 2 init
said err 'connect5.db: there is a file already: name another with -f FILE'
cksum connect5.db | cmp - before || fail 'init changed a programme'
rm connect5.db
echo 'a shopping list' >list
mkdir folder
ln -s nowhere link
for taken in list folder link; do
	want 2 -f "$taken" init
	said err "$taken: there is a file already"
done
[ "$(cat list)" = 'a shopping list' ] || fail 'init wrote into another file'
[ ! -e nowhere ] || fail 'init went through a link'
want 5 -f no/such/folder.db init
said err 'cannot make it: No such file or directory'

# An init that was killed leaves an empty file at most: it can be repeated.
: >connect5.db
want 0 init
rm connect5.db

# Name, months, first month.
want 0 --json init --name 'South East, "2027"' --first-month 2027-03 --months 7
json 'j == {"file": "connect5.db", "name": "South East, \"2027\"", "first_month":
	"2027-03", "last_month": "2027-09", "months": 7}'
want 0 status
said out 'South East, "2027": 0 of 7 rounds made, March 2027 to September 2027'
# Five themes serve seven months: the sixth has the first again.
[ "$(grep -c 'Building trust across boundaries' out)" = 2 ] ||
	fail 'themes do not begin again'
rm connect5.db
refused 2 "--months takes 1 to 120, not '0'" --months 0
refused 2 "--months takes 1 to 120, not '121'" --months 121
refused 2 "--months takes 1 to 120, not 'five'" --months five
refused 2 "--first-month takes YYYY-MM, not '2026-13'" --first-month 2026-13
refused 2 "--first-month takes YYYY-MM, not 'next'" --first-month next
refused 2 "'Spring' is one too many" Spring
refused 2 'unknown option --frist-month' --frist-month 2026-12
refused 2 '--name needs a value' --name

# The same seed gives the same round; without one, each programme has its own.
for seed in 7 7 8; do
	want 0 init --seed "$seed" --first-month 2026-12
	want 0 import "$data/demo/ten.csv"
	want 0 match --json
	if [ -e "round-$seed" ]; then
		cmp out "round-$seed" || fail 'another round by the same seed'
	fi
	mv out "round-$seed"
	rm connect5.db
done
if cmp -s round-7 round-8; then fail 'the seed changes nothing'; fi
for file in a b; do
	want 0 -f "$file" init
	want 0 -f "$file" config seed
	mv out "$file.seed"
done
if cmp -s a.seed b.seed; then fail 'two programmes drew the same seed'; fi
refused 2 "seed takes a number" --seed x
refused 2 "seed takes a number" --seed -1

# --data: a CSV of the same name replaces the built-in one.
mkdir own
printf 'key,title,system,lens\ntea,Tea,a brewing system,Why tea?\n' >own/themes.csv
printf 'theme,kind,prompt\ntea,lens,Why tea?\n' >own/prompts.csv
want 0 --json init --data own
json 'j["months"] == 1'
want 0 import "$data/demo/ten.csv"
want 0 match --json
json 'j["theme"] == {"key": "tea", "title": "Tea"}'
want 0 export prompts
said out 'Why tea?'
rm connect5.db

# A file that cannot be read is named with its line, and nothing is left.
printf 'step,label,aliases\n1,Early career,\n9,Boss,\n' >own/seniority.csv
refused 3 "own/seniority.csv:3: a step is 1 to 5, not '9'" --data own
printf 'label,aliases\nGardens,\n"Gardens\n' >own/interests.csv
rm own/seniority.csv
refused 3 'own/interests.csv:3: ' --data own
rm own/interests.csv
printf 'code,label,aliases\nx,X,\n' >own/sectors.csv
refused 3 "own/sectors.csv:1: there must be one column 'short'" --data own
rm own/sectors.csv own/prompts.csv
refused 3 'put your own prompts.csv there' --data own
refused 2 'nowhere has none of our files' --data nowhere
