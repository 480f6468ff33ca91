#!/bin/sh
# import --rejects: mending what was refused leads to where a clean file does,
# although what the whole file told (the order of dates, its own choices) is not
# to be seen in the few rows that were refused. SEEDS=N tries so many; SEED=N
# that one.
. "$(dirname "$0")/lib.sh"

# A file that has no column for the part of the system: what the remedies say is
# enough, in the file or by the program.
want 0 init --first-month 2026-12 --seed 2026
printf '%s\n' 'Email,Name,Organisation' 'ann@x.example.org,Ann Bell,Corner Cafe' \
	'bo@x.example.org,Bo Cole,Mill' >in.csv
want 3 import in.csv --rejects rejects.csv
said err "'Corner Cafe' is not an organisation that this programme knows: put in a first column 'Sector', or say 'connect5 organisations add NAME SECTOR'"
tr -d '\r' <rejects.csv | sed '1s/$/,Sector/; 2,$s/$/,VCSE/' >after.csv
want 3 import after.csv
said err "what stands after 'why refused' belongs to no column; put it where it goes, a new column too before 'why refused'"
tr -d '\r\357\273\277' <rejects.csv |
	sed '1s/^/Sector,/; 2s/^/VCSE,/; 3s/^/,/' >before.csv
want 3 import before.csv
said out '1 added, 0 updated, 0 unchanged, 0 superseded, 1 refused'
said err "'Mill' is not an organisation that this programme knows: put in the part of the system, or say 'connect5 organisations add NAME SECTOR'"
want 0 organisations add Mill VCSE
sed 2d rejects.csv >mill.csv
want 0 import mill.csv
said out '1 added'
rm connect5.db in.csv rejects.csv after.csv before.csv mill.csv

cat >rejects.py <<'END'
import csv, json, os, random, shutil, sqlite3, subprocess, sys

program, now = sys.argv[1:3]
SECTORS = ["Acute hospital trust", "Primary care", "Local authority"]
TOPICS = ["Digital", "Workforce", "Care, housing and support", "Bread, butter",
          "Tea, cake and talk", "Gardens", "AI"]
TIMES = ["Monday morning", "Lunch, early", "Lunch, late", "After work"]
PLACES = ["Lambeth", "Southwark", "Isle, of Dogs", "Elsewhere"]
HEADER = ["Timestamp", "Email", "Name", "Organisation", "Sector", "Borough",
          "Interests", "Hopes", "Availability"]
TIME, EMAIL, NAME, WHERE, SECTOR, PLACE, TOPIC, HOPES, FREE = range(9)
ALONE = max(len(TOPICS), len(TIMES), len(PLACES))  # rows that show the choices


def c5(*arguments, wanted=(0,)):
    done = subprocess.run((program, "--now", now) + arguments,
                          stdin=subprocess.DEVNULL, capture_output=True)
    if done.returncode not in wanted:
        raise AssertionError("connect5 %s: exit %d: %s" % (" ".join(arguments),
            done.returncode, done.stderr.decode(errors="replace")[-2000:]))
    return done.stdout


def take(name, refused, *options):
    file = json.loads(c5("--json", "import", name, *options,
                         wanted=(3,) if refused else (0,)))["files"][0]
    assert file["refused"] == refused, (refused, file["refusals"])
    return file


def state():
    """All that is held of everybody, and what it leads to."""
    with sqlite3.connect("connect5.db") as file:
        held = file.execute(
            "SELECT address, key, answered_at FROM participant p JOIN address a"
            " ON a.participant = p.id ORDER BY 1").fetchall()
    return [c5("export", "people", "--raw"), held,
            c5("--json", "match", "2026-12", "--dry-run")]


def write(name, header, body):
    with open(name, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header] + body)


def read(name):
    rows = list(csv.reader(open(name, encoding="utf-8-sig", newline="")))
    os.remove(name)
    return rows[0], rows[1:]


class Style:
    """How a provider writes: the day or the month first, ';' or ', '."""

    def __init__(self, r):
        self.microsoft = r.random() < 0.3
        self.month_first = r.random() < 0.5
        self.header = list(HEADER)
        if self.microsoft:
            self.header[TIME] = "Completion time"
            self.header.append("Start time")

    def date(self, date):
        year, month, day, clock = date
        two = (month, day) if self.month_first else (day, month)
        return "%d/%d/%d %s" % (two + (year, clock))

    def several(self, choices):
        return (";" if self.microsoft else ", ").join(choices) + \
            ";" * self.microsoft


def answers(r, style):
    """Rows that nothing is wrong with, each with the date that is in it. The
    first few show the order of dates, and each choice alone, as many do."""
    answers = []
    for i in range(r.randint(ALONE + 1, 25)):
        pick = lambda of: style.several(r.sample(of, r.randint(0, len(of))))
        clock = "%02d:%02d:%02d" % (r.randint(6, 23), r.randint(0, 59),
                                    r.randint(0, 59))
        date = (2026, r.randint(1, 11), 13 if i < ALONE else r.randint(1, 28),
                clock)
        row = [style.date(date), "p%d@x.org" % i, "Person %s" % chr(65 + i),
               "'=Works %d" % (i % 7), r.choice(SECTORS), pick(PLACES),
               pick(TOPICS), r.choice(("", "To talk", "=1+1", "'=1", "a\r\nb")),
               pick(TIMES)] + ["x"] * style.microsoft
        if i < ALONE:
            row[PLACE] = PLACES[i % len(PLACES)]
            row[TOPIC] = TOPICS[i % len(TOPICS)]
            row[FREE] = TIMES[i % len(TIMES)]
        answers.append((row, date, i >= ALONE))
    r.shuffle(answers)
    return answers


# ---- Ways to be refused ------------------------------------------------------------

def no_address(r, row, style):
    row[EMAIL] = r.choice(("ann@", "", "anonymous", "a b@x.org"))


def no_sector(r, row, style):
    row[SECTOR] = r.choice(("Hopsital", "", "Acute; Primary care"))


def no_name(r, row, style):
    row[NAME] = ""


def too_wide(r, row, style):
    row.append("one too many")


def other_order(r, row, style):
    day, month = r.randint(13, 28), r.randint(1, 12)
    row[TIME] = "%d/%d/2026" % ((day, month) if style.month_first
                                else (month, day))


WAYS = {no_address: EMAIL, no_sector: SECTOR, no_name: NAME}


def mend(row, way, good, date, columns):
    """Puts right what is wrong, and leaves all else as it was written."""
    assert row[columns], row
    if way in WAYS:
        row[WAYS[way]] = good[WAYS[way]]
    elif way is too_wide:
        assert row[columns + 1:columns + 2] == ["one too many"], row
        row[columns + 1] = ""
    else:
        assert "write it as YYYY-MM-DD" in row[columns], row
        row[TIME] = "%04d-%02d-%02d %s" % date


def mending(seed):
    r = random.Random(seed)
    style = Style(r)
    columns = len(style.header)
    clean = answers(r, style)
    write("clean.csv", style.header, [row for row, _, _ in clean])
    shutil.copy("empty.db", "connect5.db")
    take("clean.csv", 0)
    wanted = state()

    broken, bad = [], []
    for row, date, may in clean:
        copy = list(row)
        if may and r.random() < 0.7:
            way = r.choice(list(WAYS) + [too_wide, other_order])
            way(r, copy, style)
            bad.append((way, row, date))
        broken.append(copy)
    write("file.csv", style.header, broken)
    shutil.copy("empty.db", "connect5.db")
    take("file.csv", len(bad), "--rejects", "rejects.csv")

    # In one go, or a few at a time: what is wrong still is refused again.
    while bad:
        header, rows = read("rejects.csv")
        assert header[:columns + 1] == style.header + ["why refused"], header
        left = []
        for row, (way, good, date) in zip(rows, bad):
            if way is not other_order and r.random() < 0.3:
                left.append((way, good, date))
            else:
                mend(row, way, good, date, columns)
        write("file.csv", header, rows)
        take("file.csv", len(left), "--rejects", "rejects.csv")
        bad = left
    for now, then in zip(state(), wanted):
        assert now == then, "mended rows lead elsewhere:\n%s\n%s" % (now, then)
    assert take("clean.csv", 0)["unchanged"] == len(clean)


c5("init", "--first-month", "2026-12", "--seed", "2026")
os.rename("connect5.db", "empty.db")
only = os.environ.get("SEED")
for seed in [int(only)] if only else range(int(os.environ.get("SEEDS", "20"))):
    try:
        mending(seed)
    except AssertionError:
        print("SEED=%d" % seed, file=sys.stderr)
        raise
END
python3 rejects.py "$CONNECT5" "$NOW" >out 2>err || fail "a property does not hold"

# ---- One by one ----------------------------------------------------------------------

rm -f connect5.db rejects.csv
want 0 init --first-month 2026-12 --seed 2026

# What the file told is in the cells: 3/4 is the third of April, as 13/4 shows,
# and 'Bread, butter' is one choice of two. A date by which a row was refused
# stays as it was.
cat >in.csv <<'END'
Timestamp,Email,Name,Sector,Interests,Organisation
13/4/2026 10:00,a@x.org,Ann,GP,"Bread, butter;",'=A
3/4/2026 11:00,b@,Ben,GP,"Bread, butter, Tea, of both kinds",'=B
3/4/2026 12:00,c@x.org,Cas,Hopsital,"Bread, butter",C; D
4/13/2026,d@x.org,Dan,GP,Tea;Gardens,
3/4/2026,e@x.org,Eva, PhD,GP,Tea,E
END
want 3 import in.csv --rejects rejects.csv
tr -d '\r' <rejects.csv | cut -d, -f1 >dates
printf '%s\n' Timestamp 2026-04-03T10:00:00Z 2026-04-03T11:00:00Z 4/13/2026 \
	2026-04-02T23:00:00Z >wanted
sed -i '1s/^\xEF\xBB\xBF//' dates
cmp dates wanted || fail 'the dates are not as the file told'
said rejects.csv 'Bread, butter; Tea, of both kinds;'
said rejects.csv '"Bread, butter;"'
said rejects.csv 'Tea;Gardens'
said rejects.csv ",\"'=B\","
unsaid rejects.csv "''=B"
head -n 1 rejects.csv >header
said header 'Organisation,why refused,'

# Imported as it is, a row that was read a column to the right is refused again,
# and the reason is no answer of anybody's.
cp rejects.csv again.csv
want 3 --json import --keep-unknown again.csv --rejects more.csv
json '[r["line"] for r in j["files"][0]["refusals"]] == [2, 3, 5]'
json 'j["files"][0]["dropped_columns"] == ["why refused"]'
head -n 1 more.csv | cmp - header || fail 'rejects of rejects have other columns'
want 0 --json people show d@x.org
json '"why" not in str(j)'

# Who mends a date with one that may be two is asked again.
printf 'Timestamp,Email,Name,Sector,why refused\n3/4/2026,f@x.org,Fay,GP,x\n' >in.csv
want 3 import in.csv
said err "in.csv:2"
said err "write it as YYYY-MM-DD"
printf 'Timestamp,Email,Name,Sector,why refused\n13/4/2026,f@x.org,Fay,GP,x\n' >in.csv
want 0 import in.csv

# A word that looks like SurveyMonkey's is an answer here.
printf 'Email,Name,Sector,Hopes,,why refused\ng@x.org,Gil,GP,Response,x,y\n' >in.csv
want 0 --json import in.csv
json 'j["files"][0]["added"] == 1'

# In mid-season they are mostly of strangers, and still of the right file.
want 0 import "$data/demo/ten.csv"
want 0 match 2026-12
printf 'Email,Name,Sector,why refused\n' >in.csv
for i in 1 2 3 4 5; do
	echo "new$i@x.org,New $i,GP,was: Hopsital" >>in.csv
done
want 0 import in.csv
sed 's/,why refused//; s/,was.*//; s/new/old/' in.csv >other.csv
want 3 import other.csv
said err 'is it the wrong file?'
