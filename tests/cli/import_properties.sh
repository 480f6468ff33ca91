#!/bin/sh
# import: what holds whatever the rows are. Exports are made from the demo's and
# damaged, by seed. SEEDS=N tries so many; SEED=N that one.
. "$(dirname "$0")/lib.sh"

cat >properties.py <<'END'
import csv, io, json, os, random, shutil, subprocess, sys

program, demo, now = sys.argv[1:4]
rows = list(csv.reader(open(demo, encoding="utf-8-sig", newline="")))
header, base = rows[0], [row for row in rows[1:] if any(row)]
at = {name.strip("\u00a0 "): i for i, name in enumerate(header)}
ADDRESS = at["Work e-mail address"]
NAME = at["Your full name"]
SECTOR = at["Which part of the system do you work in?"]
WHERE = at["Your organisation"]
TIME = at["Completion time"]
ID = at["ID"]
COUNTS = ("added", "updated", "unchanged", "superseded", "refused")


def c5(*arguments, wanted=(0,)):
    done = subprocess.run((program, "--now", now) + arguments,
                          stdin=subprocess.DEVNULL, capture_output=True)
    if done.returncode not in wanted:
        raise AssertionError("connect5 %s: exit %d: %s" % (" ".join(arguments),
            done.returncode, done.stderr.decode(errors="replace")[-2000:]))
    return done


def fresh():
    shutil.copy("empty.db", "connect5.db")


def write(name, body, head=None):
    with open(name, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head or header] + body)


def take(name, *options):
    """Imports a file; the JSON about it, whose arithmetic must be right."""
    done = c5("--json", "import", *options, name, wanted=(0, 3))
    if not done.stdout:
        return None  # nothing of it could be read
    file = json.loads(done.stdout)["files"][0]
    assert file["rows"] == sum(file[count] for count in COUNTS), file
    assert file["refused"] == len(file["refusals"]), file
    assert (done.returncode == 3) == (file["refused"] > 0), file
    lines = [refusal["line"] for refusal in file["refusals"]]
    assert lines == sorted(set(lines)), lines
    assert all(refusal["reason"] for refusal in file["refusals"])
    return file


def people():
    return c5("export", "people", "--raw").stdout


def state():
    return people(), c5("--json", "log").stdout


# ---- Damage: each changes a row, or the list of rows, as people and tools do.

BLANKS = [" ", "\u00a0", "\t", "\r\n", "\u2003", "\u200b", "\ufeff"]
JUNK = ["", "n/a", "-", "?", "'", "''=1", "=1+1", "\"", "a,b;c", "\u00e9" * 40,
        "e\u0301", "\U0001f600", "x" * 3000, "1", "Yes", "King's", "24/12/2026",
        "99/99/9999", "\u202e", "anonymous"]
BROKEN = ["ann@", "@x.org", "ann bell", "ann@x", "a@b@x.org", "a b@x.org", ""]


def one_cell(r, body):
    row = r.choice(body)
    if row:
        row[r.randrange(len(row))] = r.choice(JUNK)


def drop_cell(r, body):
    row = r.choice(body)
    if row:
        del row[r.randrange(len(row))]


def double_cell(r, body):
    row = r.choice(body)
    if row:
        row.insert(r.randrange(len(row)), r.choice(row))


def swap_cells(r, body):
    row = r.choice(body)
    if len(row) > 1:
        a, b = r.sample(range(len(row)), 2)
        row[a], row[b] = row[b], row[a]


def copy_cell(r, body):
    a, b = r.choice(body), r.choice(body)
    if a and b:
        i = r.randrange(min(len(a), len(b)))
        a[i] = b[i]


def blanks(r, body):
    row = r.choice(body)
    if row:
        i = r.randrange(len(row))
        row[i] = r.choice(BLANKS) + row[i] + r.choice(BLANKS) * 2


def case(r, body):
    row = r.choice(body)
    if row:
        i = r.randrange(len(row))
        row[i] = r.choice((row[i].upper(), row[i].lower(), row[i].title()))


def double_row(r, body):
    body.insert(r.randrange(len(body) + 1), list(r.choice(body)))


def cut_row(r, body):
    row = r.choice(body)
    del row[r.randrange(len(row) + 1):]


def order(r, body):
    r.shuffle(body)


def sector(r, body):
    row = r.choice(body)
    if len(row) > SECTOR:
        row[SECTOR] = r.choice(("Hopsital", "GP; Acute", "", "Gardens", "acute"))


def address(r, body):
    row = r.choice(body)
    if len(row) > ADDRESS:
        row[ADDRESS] = r.choice(BROKEN)


DAMAGE = [one_cell, drop_cell, double_cell, swap_cells, copy_cell, blanks, case,
          double_row, cut_row, order, sector, address]


def damaged(r):
    body = [list(row) for row in r.sample(base, r.randint(5, 25))]
    head = list(header)
    for _ in range(r.randint(1, 40)):
        r.choice(DAMAGE)(r, body)
    if r.random() < 0.3:  # without a time of completion
        head[TIME] = "Colour"
    return head, body


# ---- The properties ---------------------------------------------------------

def counted_and_twice(r):
    """Every row is one of five, and the same file again changes nothing."""
    options = r.choice(((), ("--add-sectors",), ("--keep-unknown",)))
    fresh()
    for name in ("one.csv", "two.csv")[:r.randint(1, 2)]:
        head, body = damaged(r)
        write(name, body, head)
        first = take(name, *options)
        before = state()
        second = take(name, *options)
        assert (first is None) == (second is None)
        assert state() == before, "the second import changed something"
        if second:
            assert second["added"] == second["updated"] == 0, second
            # What is no newer than what is held is no conflict any more.
            assert second["refused"] <= first["refused"], (first, second)
    c5("check")


def clean(r):
    """Rows of different people, none of which is refused."""
    seen, body = set(), []
    for row in r.sample(base, len(base)):
        if row[ADDRESS].lower() not in seen and row[ID] in good:
            seen.add(row[ADDRESS].lower())
            body.append(list(row))
    return body[:30]


def mending(r):
    """Mending what was refused leads to where a clean file does."""
    body = clean(r)
    whole = {row[ID]: list(row) for row in body}
    write("clean.csv", body)
    fresh()
    assert take("clean.csv")["refused"] == 0
    wanted = people()
    bad = r.sample(body, r.randint(1, 12))
    for row in bad:
        kind = r.randrange(4)
        if kind == 0:
            row[ADDRESS] = r.choice(BROKEN)
            row[at["Email"]] = ""
        elif kind == 1:
            row[SECTOR] = r.choice(("Hopsital", "GP; Acute"))
        elif kind == 2:
            row[NAME] = row[at["Name"]] = ""
        else:
            row.append("one too many")
    write("dirty.csv", body)
    fresh()
    dirty = take("dirty.csv", "--rejects", "rejects.csv")
    assert dirty["refused"] == len(bad), dirty
    refused = list(csv.reader(open("rejects.csv", encoding="utf-8-sig",
                                   newline="")))
    os.remove("rejects.csv")
    assert len(refused) == len(bad) + 1
    n = len(header) + 1  # with the reason
    mended = []
    for row in refused[1:]:
        good = whole[row[ID]]  # but for the time, which is written in full
        mended.append(good[:TIME] + [row[TIME]] + good[TIME + 1:] + row[n - 1:n])
    write("mended.csv", mended, refused[0][:n])
    assert take("mended.csv")["added"] == len(bad)
    assert people() == wanted, "mended rows lead elsewhere"


def shuffled(r):
    """The order of the rows is nothing."""
    body = [list(row) for row in base]
    for _ in range(10):
        r.choice((blanks, case, copy_cell))(r, body)
    write("one.csv", body)
    fresh()
    first = take("one.csv")
    wanted = people()
    r.shuffle(body)
    write("one.csv", body)
    fresh()
    second = take("one.csv")
    assert [first[c] for c in COUNTS] == [second[c] for c in COUNTS]
    assert people() == wanted, "another order, other people"


c5("init", "--first-month", "2026-12", "--seed", "2026")
os.rename("connect5.db", "empty.db")
fresh()
write("base.csv", base)
unread = {refusal["line"] for refusal in take("base.csv")["refusals"]}
good, line = set(), 2
for row in base:
    if line not in unread:
        good.add(row[ID])
    line += 1 + sum(cell.count("\n") for cell in row)

only = os.environ.get("SEED")
seeds = [int(only)] if only else range(int(os.environ.get("SEEDS", "20")))
for seed in seeds:
    for rule in (counted_and_twice, counted_and_twice, mending, shuffled):
        try:
            rule(random.Random("%s %d" % (rule.__name__, seed)))
        except AssertionError:
            print("SEED=%d, %s" % (seed, rule.__name__), file=sys.stderr)
            raise
END
python3 properties.py "$CONNECT5" "$data/demo/eoi.csv" "$NOW" >out 2>err || fail "a property does not hold"
