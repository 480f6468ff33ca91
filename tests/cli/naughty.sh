#!/bin/sh
# Names that are markup, formulas, escapes, options or all of Unicode, through
# every command and every export: kept as they are but for blanks, told the same
# by each, and never more than text to a terminal, a spreadsheet or a script.
. "$(dirname "$0")/lib.sh"

cat >naughty.py <<'END'
import csv, glob, io, itertools, json, re, subprocess, sys, unicodedata

program, now = sys.argv[1:3]
try:
    import workbook
except ImportError:
    workbook = None  # no openpyxl here

NAMES = [
    "\x1b[31mRed\x1b]0;title\x07 Name", "\x9b31mC1 \x85 Name",
    "\u202ekcalB\u202c Over", "\u2066Iso\u2069 \u200fMark\u200e",
    "Zero\u200bWidth \u2060Jo\ufeffin", "Soft\u00adHyphen Tag\U000e0041",
    "Ann \"The Quote\" O\u2019Neill", "'Single' `Back`", "Comma, Anna",
    "Semi; Colon", "Back\\slash \\n \\u0041", "=cmd|'/c calc'!A1", "+44 Number",
    "-2+3 Minus", "@SUM(A1)", "\tTab\tName", "'=x Guarded", "''=x Twice",
    "\uff1dcmd Full Width", "|Pipe| Name", "<script>alert(1)</script>",
    "Amp &amp; &#x202e; Sand", "Line\nFeed", "Carriage\rReturn", "Both\r\nOf Them",
    "Sep\u2028arated Par\u2029agraph", "W" * 500, "Long " + "\u0113" * 9995,
    "\u0301\u0302\u0303", "\U0001f469\u200d\U0001f52c Emoji", "\U00020bb7 Yoshi",
    "\U000fffd0 Private", "\U00030000 \U00040000 \U000dffff \U0010fffd Planes",
    "_x0041_ x_x0042__xfffe_", "{=1+1}", "=HYPERLINK(\"http://x\")",
    "http://x.example/?a=b&c", "00.70", "=\u202e1+1\u202c \x0b\x0c\x7f",
    "\ufffe Not\uffff \U0001fffe One", "\u0378 Unassigned",
    "Zo\u00eb Composed", "Bjo\u0308rn Decomposed", "\ufb01 Ligature \u212b",
    "\u0130 \u0131 \u00df \u1e9e", "\u05d0\u05d1 \u0627\u0628", "ann@bell.example",
    "--help", "-f", "2026-12", "now", "NULL", "None", "true", "%s%n%x", "$(id)",
    "`id`", "; rm -rf /", "../../etc/passwd", "{{name}}", "0", "1e5", "-0",
    "Robert'); DROP TABLE participant;--"]
NO_NAMES = ["'", "''", "", " ", "\t\r\n",
            "\u00a0\u2003", "\u200b\u2060\ufeff", "\u2028"]
STARTS = tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20")
SECTORS = ["acute", "gp", "council", "vcse"]


def check(holds, *what):
    if not holds:
        raise SystemExit("naughty: not so: " + " ".join(map(ascii, what))[:2000])


def harmless(text, what):
    """Nothing in it that a terminal obeys, nor what hides or turns text."""
    for c in text.decode("utf-8"):
        bad = unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp", "Co")
        check(c == "\n" or not bad, "harmless", c, *what)


def c5(*arguments, code=0, file="connect5.db", options=()):
    """Runs a command; what is for a terminal must be fit for one."""
    done = subprocess.run((program, "-f", file, "--now", now, *options, *arguments),
                          stdin=subprocess.DEVNULL, capture_output=True)
    check(done.returncode == code, done.returncode, done.stderr, *arguments)
    harmless(done.stderr, arguments)
    if arguments[0] != "export":
        harmless(done.stdout, arguments)
    return done


def text(*arguments, **options):
    return c5(*arguments, **options).stdout.decode("utf-8")


def value(*arguments, **options):
    """The JSON of a command."""
    return json.loads(c5(*arguments, options=["--json"], **options).stdout)


def bare(text):
    """What cannot be lost: all but blanks, controls and what hides at an end."""
    text = unicodedata.normalize("NFC", text)
    hidden = "".join(c for c in text if unicodedata.category(c) == "Cf")
    return "".join(c for c in text if not (c.isspace() or
                   unicodedata.category(c) in ("Cc", "Zl", "Zp"))).strip(hidden)


def same(kept, given, *what):
    """Kept: a clean line that says what was given."""
    check(bare(kept) == bare(given), "the same", kept, given, *what)
    check(kept == unicodedata.normalize("NFC", kept), "NFC", kept, *what)
    check(not any(unicodedata.category(c) in ("Cc", "Zl", "Zp") for c in kept),
          "one line", kept, *what)
    return kept


def address(i):
    return "p%d@example.org" % i


def rows_of(text):
    return list(csv.reader(io.StringIO(text, newline="")))


def cell(value):
    return str(value)


def exported(*arguments):
    """A sheet as JSON; as CSV it holds the same, and nothing that would run."""
    sheet = value("export", *arguments, "--format", "json")
    raw = rows_of(text("export", *arguments, "--format", "csv", "--raw"))
    safe = text("export", *arguments, "--format", "csv")
    check(safe[0] == "\ufeff", "a mark", *arguments)
    safe = rows_of(safe[1:])
    check(raw[0] == safe[0], "the same header", *arguments)
    check(len(raw) == len(safe) == len(sheet) + 1, "as many rows", *arguments)
    for row, own, of_json in zip(safe[1:], raw[1:], sheet):
        check(own == [cell(of_json[key]) for key in raw[0]], own, of_json)
        for defused, plain in zip(row, own):
            guarded = plain.lstrip("'").startswith(STARTS)
            number = plain.lstrip("-").isdigit()
            check(defused == ("'" if guarded else "") + plain or
                  number and defused == plain, defused, plain, *arguments)
    if workbook:
        in_workbook(arguments, raw)
    return sheet


def in_workbook(arguments, rows):
    """The same again, as openpyxl reads it."""
    book = workbook.opened(c5("export", *arguments, "--format", "xlsx").stdout)
    if len(rows) > 1:
        workbook.same_cells(book.worksheets[0], rows)


def made(file="connect5.db"):
    c5("init", "--first-month", "2026-12", "--seed", "5", file=file)


def of_form(name):
    """As a form means it: one ' before a formula only guards it."""
    guarded = name.startswith("'") and name.lstrip("'").startswith(STARTS)
    return name[1:] if guarded else name


def same_person(a, b):
    """As far as a command's WHO goes, which reads them by letters and digits."""
    def folded(name):
        name = unicodedata.normalize("NFC", name).casefold()
        return [c for c in name if c.isalnum()]
    return folded(a) == folded(b)


# ---- Everybody through a form ------------------------------------------------

made()
with open("in.csv", "w", encoding="utf-8", newline="") as file:
    form = csv.writer(file)
    form.writerow(["email", "name", "sector", "organisation", "place",
                   "profession", "interests", "availability", "hopes", "Odd\u202e one"])
    for i, name in enumerate(NAMES):
        form.writerow([address(i), name, SECTORS[i % 4], "%d %s" % (i, name)] +
                      [name] * 6)
    for i, name in enumerate(NO_NAMES):
        form.writerow(["nobody%d@example.org" % i, name, "GP"] + [""] * 7)
report = value("import", "in.csv", "--keep-unknown", "--rejects", "rejects.csv",
               code=3)["files"][0]
check(report["added"] == len(NAMES), "all are in", report["refusals"])
check(report["refused"] == len(NO_NAMES), "only no name is none", report)
check(len(rows_of(open("rejects.csv", encoding="utf-8-sig", newline="").read()))
      == len(NO_NAMES) + 1, "the rejects")
again = text("import", "in.csv", "--keep-unknown", code=3)
check("0 added, 0 updated, %d unchanged" % len(NAMES) in again, again)

people = {p["email"]: p for p in value("people")["people"]}
kept = [people[address(i)]["name"] for i in range(len(NAMES))]
for i, name in enumerate(map(of_form, NAMES)):
    same(kept[i], name)
    person = people[address(i)]
    same(person["organisation"], "%d %s" % (i, NAMES[i]))
    same(person["profession"], "" if name == "None" else name)
    check(bare(person["hopes"]) == bare(name), person["hopes"], name)
text("people")
text("people", "list")

# ---- By hand -----------------------------------------------------------------

made("hand.db")
for i, name in enumerate(NAMES):
    c5("people", "add", address(i), "name=" + name, "sector=" + SECTORS[i % 4],
       "place=" + name, "hopes=" + name, "organisation=%d %s" % (i, name),
       file="hand.db")
for i, name in enumerate(NO_NAMES):
    c5("people", "add", "x%d@example.org" % i, "name=" + name, "sector=gp", code=2,
       file="hand.db")
    c5("people", "set", address(0), "name=" + name, code=2, file="hand.db")
by_hand = {p["email"]: p for p in value("people", file="hand.db")["people"]}
for i, name in enumerate(kept):
    check(by_hand[address(i)]["name"] == name, "as from the form", name)

# ---- Looked at and looked after, one by one ------------------------------------

alone = [sum(same_person(a, b) for b in kept) == 1 for a in kept]
for i, name in enumerate(kept):
    text("people", "show", address(i))
    shown = value("people", "show", address(i))
    check(shown["name"] == shown["versions"][0]["name"] == name, shown, name)
    answers = [(a["question"], a["answer"]) for a in shown["further_answers"]]
    check(answers == [("Odd\u202e one", shown["hopes"])], answers)
    if alone[i]:
        check(value("people", "show", "--", name)["email"] == address(i), name)
    else:
        c5("people", "show", "--", name, code=2)
check(sum(alone) > len(kept) - 12, "most are found by name", alone)
found = [i for i in range(len(kept)) if alone[i]]
for i, j in zip(found[::2], found[1::2]):
    c5("people", "exclude", "--", kept[i], kept[j])
    check(kept[j] or address(j) in value("people", "show", address(i))["exclude"])
    if i % 4 == 0:
        c5("people", "include", "--", kept[i], kept[j])
    c5("people", "set", address(i), "name=" + kept[i])
for i in found[::5]:
    c5("people", "pause", "--", kept[i])
    c5("people", "resume", "--json", "--", kept[i])
c5("people", "add", "q@example.org", "name=" + NAMES[0], "sector=gp",
   "interests=" + "; ".join(NAMES[:9]))
c5("people", "merge", address(0), "q@example.org")

# ---- The round and every sheet ---------------------------------------------------

before = exported("people")
c5("export", "people", "-o", "people.csv")
counts = value("import", "people.csv")["files"][0]
check(counts["unchanged"] == counts["rows"] == len(kept), counts)
check(exported("people") == before, "as it went out")
round = value("match", "2026-12")
in_round = {p["email"]: p["name"] for g in round["groups"] for p in g["people"]}
in_round.update((p["email"], p["name"]) for p in round["waiting"])
check(in_round == {address(i): name for i, name in enumerate(kept)}, in_round)
for command in ("match", "show", "status", "check", "log",
                "sectors", "organisations", "config", "people", "show -v",
                "status --people"):
    text(*command.split())
    value(*command.split())
for what in "pairs", "waiting", "mailmerge", "scores":
    exported(what, "2026-12")
for what in "history", "connections", "ledger":
    exported(what)
for format in "md", "csv", "json", "xlsx":
    c5("export", "prompts", "2026-12", "--format", format)
said = {p["name_%d" % n] for p in exported("pairs", "2026-12") for n in (1, 2, 3)}
said |= {p["name"] for p in exported("waiting", "2026-12")} - {""}
check(said - {""} == set(kept), "the names of the sheets")
raw = rows_of(text("export", "sheet", "2026-12", "--raw"))
check({row[6] for row in raw[1:]} == set(kept), "the names of the month")
check(len(value("export", "sheet")["prompts"]) > 5, "prompts")
if workbook:
    month = workbook.opened(c5("export", "sheet", "--format", "xlsx").stdout)
    named = {row[0] for row in workbook.rows_of(month["People"])[1:]}
    check(named == {workbook.written(name) for name in kept}, "the workbook", named)
c5("config", "organiser", NAMES[6] + " <team@example.org>")
c5("export", "calendar", "2026-12", "-o", "invitations")
invited = {}
for path in glob.glob("invitations/*.ics"):
    with open(path, "rb") as file:
        event = file.read().decode("utf-8").replace("\r\n ", "")
    check(not re.search("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", event), path)
    check(re.findall("(?m)^(?:BEGIN|END|METHOD):.*$", event) == [
        "BEGIN:VCALENDAR\r", "METHOD:REQUEST\r", "BEGIN:VEVENT\r",
        "END:VEVENT\r", "END:VCALENDAR\r"], path)
    for quoted, plain, one in re.findall(
            '(?m)^ATTENDEE;CN=(?:"([^"\r\n]*)"|([^";:,\r\n]*));ROLE=[^:]*'
            ':mailto:(\\S+)\r$', event):
        invited[one] = quoted or plain
check(invited == {one: name.replace('"', "'") for one, name in in_round.items()
                  if one in invited} and set(invited.values()) ==
      {name.replace('"', "'") for name in said - {""}} -
      {p["name"].replace('"', "'") for p in round["waiting"]}, "the invitations")
c5("backup", "copy.db")
check(value("people", file="copy.db") == value("people"), "the copy")

# ---- The programme and its words ------------------------------------------------

for i, name in list(enumerate(NAMES))[::3] + [(-1, " \n\u200b")]:
    file = "name%d.db" % i
    c5("init", "--name=" + name, file=file, options=["--json"][:i % 2])
    called = value("status", file=file)["programme"]
    same(called, "Connect Five" if i < 0 else name)
    text("status", file=file)

made("words.db")
for i, name in enumerate(NAMES):
    code, label, place = "c%d" % i, "%s %d" % (name, i), name.replace(";", "")
    if i % 2:
        added = value("sectors", "add", "--", code, label, file="words.db")
        same(added["label"], label)
        c5("sectors", "rename", "--", code, label + "x", file="words.db")
        c5("sectors", "alias", "--", code, label + "y", file="words.db")
    else:
        added = value("organisations", "add", "--", label, "gp", place,
                      file="words.db")
        same(added["name"], label)
        c5("organisations", "set", "--", label, "name=%s%dx" % (name, i),
           "place=" + place, file="words.db")
        c5("organisations", "alias", "--", label, label + "y", file="words.db")
for command in "sectors", "organisations", "log", "check":
    text(command, file="words.db")
    value(command, file="words.db")
c5("sectors", "merge", "c1", "c3", file="words.db")
c5("undo", file="words.db")
END

workbooks
PYTHONPATH=$here "${WORKBOOKS:-python3}" naughty.py "$CONNECT5" "$NOW" || fail "as above"
