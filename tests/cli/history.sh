#!/bin/sh
# export history: pairs that were told and then replaced stay used, also in
# another file and another season.
. "$(dirname "$0")/lib.sh"

# connected FILE OUT: the pairs that never meet again.
connected() {
	want 0 -f "$1" export connections --raw
	cut -d, -f1,2 out | sort >"$2"
}

# Who is not in yet has no history.
want 0 init --first-month 2026-12
printf 'month,email_1,email_2\n2026-01,a@x.org,b@x.org\n' >early.csv
want 3 import --as history early.csv
said err "early.csv:2: email_1: there is no participant 'a@x.org': 'connect5 people' lists them; who is yet to come in is imported before their history"
rm connect5.db
programme ten
want 0 match 2026-12
want 0 export history --raw
unsaid out replaced
want 0 export pairs --raw
cp out told
# Replaced without a trace, had nobody been told; now the pairs are used.
a=ann.bell@acute.example.org
b=$(python3 - <<'END'
import csv
for row in csv.DictReader(open("told", newline="")):
    people = [row["email_1"], row["email_2"]]
    if "ann.bell@acute.example.org" in people:
        people.remove("ann.bell@acute.example.org")
        print(people[0])
END
)
want 0 people exclude "$a" "$b"
want 0 match 2026-12 --redo --yes
want 0 export history --raw
cp out history.csv
python3 - <<'END' || fail 'a pair is missing, or there twice'
import csv
told = {frozenset((r["email_1"], r["email_2"]))
        for r in csv.DictReader(open("told", newline=""))}
rows = list(csv.DictReader(open("history.csv", newline="")))
pairs = [frozenset((r["email_1"], r["email_2"])) for r in rows]
assert len(set(pairs)) == len(pairs) and told <= set(pairs), pairs
words = [r["outcome"] for r in rows]
assert set(words) == {"unknown", "replaced"}, words
assert {p for p, w in zip(pairs, words) if w == "replaced"} <= told
# Live groups first, as they are numbered.
assert words == sorted(words, reverse=True), words
END
# A third time: what stands now is told, and a pair is never listed twice.
want 0 export pairs --raw
c=$(sed -n 2p out | tr , '\n' | grep @ | head -n 1)
d=$(sed -n 2p out | tr , '\n' | grep @ | sed -n 2p)
want 0 people exclude "$c" "$d"
want 0 match 2026-12 --redo --yes
want 0 export history --raw
cp out history.csv
cut -d, -f2,3 history.csv | sort | uniq -d | grep . && fail 'a pair twice'

# In another file they stay apart as well, and here they are known already.
connected connect5.db here
want 0 --json import --as history history.csv
json 'j["files"][0]["added"] == 0 and j["files"][0]["refused"] == 0'
want 0 -f other.db init --first-month 2026-12 --seed 1
want 0 -f other.db import "$data/demo/ten.csv"
want 0 -f other.db --json import --as history history.csv
connected other.db there
cmp here there || fail 'history forgets a pair that was told'
want 0 -f next.db init --from connect5.db --first-month 2027-06
said out 'Next: connect5 -f next.db status'
connected next.db there
cmp here there || fail 'a new season forgets a pair that was told'

# A repair that keeps a pair has a new group for it, which tells it alone.
want 0 export history --raw
sort out >before
python3 - <<'END'
import sqlite3
file = sqlite3.connect("connect5.db")
file.execute("PRAGMA foreign_keys = ON")
old = file.execute("SELECT max(id) FROM match_group WHERE live = 1").fetchone()
file.execute("UPDATE match_group SET live = 0, superseded = revision"
             " WHERE id = ?", old)
new = file.execute("INSERT INTO match_group (round, revision, number, kind,"
                   " relaxed, score) SELECT round, revision, number, kind,"
                   " relaxed, score FROM match_group WHERE id = ?",
                   old).lastrowid
for member in file.execute("SELECT round, kind, relaxed, seat, participant,"
                           " sector, organisation FROM group_member"
                           " WHERE match_group = ? ORDER BY seat",
                           old).fetchall():
    file.execute("INSERT INTO group_member (match_group, live, round, kind,"
                 " relaxed, seat, participant, sector, organisation)"
                 " VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?)", (new,) + member)
file.commit()
END
want 0 export history --raw
sort out | cmp - before || fail 'a pair that a repair kept is there twice'
