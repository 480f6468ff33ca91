#!/bin/sh
# The runs that the README shows give what it shows, "[...]" standing for lines
# left out; and its crontab line, which is the manual's, may run on every day.
. "$(dirname "$0")/lib.sh"

readme=$SOURCE_DIR/README.md

cp "$data/demo/eoi.csv" answers.csv
python3 - "$readme" <<'END' || fail 'the README shows something else'
import os, re, subprocess, sys
program = f"'{os.environ['CONNECT5']}' --now 2026-12-01T09:00:00Z "
shown = 0
for block in re.findall(r"```\n(\$ .*?)```", open(sys.argv[1]).read(), re.S):
    for run in re.split(r"(?m)^\$ ", block)[1:]:
        line, _, wanted = run.partition("\n")
        assert line.startswith("connect5 "), line
        got = subprocess.run(program + line[9:] + " 2>&1", shell=True, text=True,
                             stdin=subprocess.DEVNULL, capture_output=True).stdout
        pattern = "".join("(?:.*\n)*?" if text == "[...]\n" else re.escape(text)
                          for text in (wanted.rstrip() + "\n").splitlines(True))
        if not re.fullmatch(pattern, got.rstrip() + "\n"):
            sys.exit(f"$ {line}\nshown:\n{wanted}\ngot:\n{got}")
        shown += 1
assert shown >= 8, shown
END

# ---- The crontab line --------------------------------------------------------------------

cron=$(sed -n 's,^[0-9 *-]* [^ ]*connect5 \(-q .*\),\1,p' "$readme")
[ "$cron" = '-q -f /srv/connect5/2026.db match >/dev/null' ] ||
	fail "another crontab line: $cron"
sed -n 's,^[0-9 *-]* [^ ]*connect5 \(-q .*\),\1,p' "$SOURCE_DIR/man/connect5.1" |
	grep -qxF -- "$cron" || fail 'another crontab line in the manual'

# at MOMENT ROUNDS: the line says nothing, ends with 0, and leaves so many rounds.
at() {
	code=0
	sh -c "'$CONNECT5' --now $1 $(printf '%s' "$cron" |
		sed 's,/srv/connect5/2026.db,cron.db,')" >out 2>err </dev/null ||
		code=$?
	[ "$code" = 0 ] || fail "cron at $1: exit $code"
	[ ! -s out ] || fail "cron at $1: something on standard output"
	[ ! -s err ] || fail "cron at $1: something on standard error"
	want 0 --json -f cron.db status
	json "j['rounds'] == $2"
}
want 0 -f cron.db init --first-month 2026-12
want 0 -f cron.db import "$data/demo/ten.csv"
at 2026-11-01T06:06:00Z 0
at 2026-12-01T06:06:00Z 1
at 2026-12-02T06:06:00Z 1
at 2027-01-07T06:06:00Z 2
at 2027-01-07T06:06:00Z 2
at 2027-06-01T06:06:00Z 2
# What is wrong is said, and so is mailed.
rm cron.db
code=0
sh -c "'$CONNECT5' $(printf '%s' "$cron" |
	sed 's,/srv/connect5/2026.db,cron.db,')" >out 2>err </dev/null || code=$?
[ "$code" = 4 ] || fail "cron without a file: exit $code"
said err 'cron.db: there is no programme file here'
