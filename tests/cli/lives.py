#!/usr/bin/env python3
"""lives.py FIRST COUNT: plays COUNT programmes from seed FIRST on, each with
commands drawn at random, as people leave, come late, disagree and change their
minds. After every command the file must pass `check`, no command may end in
another way than its answer, and no sheet may show anybody twice, two of one
organisation, or two who met before in this programme. Whoever is in another
group after a repair than in the one they were last told of is to be told, and
nobody else. A row of outcomes that was taken in once changes nothing when it
comes again. Who opens the invitations that a manifest says to send has those
meetings in the calendar that the sheet shows, and no other. Runs $CONNECT5 in
the current folder; the commands of a programme that fails are printed, with its
seed."""
import csv
import itertools
import json
import os
import random
import re
import subprocess
import sys

MONTHS = ["2026-12", "2027-01", "2027-02", "2027-03", "2027-04"]
SECTORS = ["acute", "primary", "council", "vcse", "icb", "social"]
HEADER = "email,name,organisation,sector,place,interests\n"
ANSWERED = (0, 1, 2, 3)


class Life:
    def __init__(self, seed):
        self.draw = random.Random(seed)
        self.said = []
        self.sectors = SECTORS[: self.draw.randint(2, 5)]
        self.organisations = self.draw.randint(3, 8)
        self.people = self.draw.choice([4, 5, 6, 7, 8, 9, 11, 12, 14, 17, 20])
        self.made = []
        self.merged = False
        self.free = set()  # reported not met at some time: may meet again
        self.calendars = {}  # (address, month): {uid: who is invited}
        self.opened = {}  # (address, uid): the newest sequence
        self.sent = {}  # (uid, sequence): the bytes
        # of each month, by whom: with whom they were told they are; what that
        # was before the latest repair; and the round as it was matched
        self.told, self.before, self.matched = {}, {}, {}
        self.sure = True  # of what was told

    def run(self, *arguments, answers=ANSWERED):
        self.said.append(" ".join(arguments))
        done = subprocess.run(
            [os.environ["CONNECT5"], "-f", "life.db", *arguments],
            capture_output=True, text=True, stdin=subprocess.DEVNULL)
        if done.returncode not in answers:
            self.fail(f"exit {done.returncode}\n{done.stdout}{done.stderr}")
        return done

    def fail(self, why):
        sys.exit("\n".join(self.said) + "\n" + why)

    def row(self, number):
        return ",".join([
            f"p{number}@example.org", f"P{number}",
            f"Organisation {self.draw.randrange(self.organisations)}",
            self.draw.choice(self.sectors),
            self.draw.choice(["Leeds", "York", ""]),
            self.draw.choice(["Housing", "Workforce", "Data"])]) + "\n"

    def someone(self):
        return f"p{self.draw.randrange(self.people)}@example.org"

    def write(self, name, text):
        with open(name, "w", encoding="utf-8") as file:
            file.write(text)
        return name

    def begin(self, seed):
        if os.path.exists("life.db"):
            os.remove("life.db")
        self.run("init", "--seed", str(seed), "--first-month", MONTHS[0],
                 "--months", self.draw.choice(["3", "5"]), answers=(0,))
        rows = "".join(self.row(i) for i in range(self.people))
        self.run("import", self.write("life.csv", HEADER + rows))
        if self.draw.random() < 0.4:
            self.run("config", "odd", "wait")

    def partners(self, month):
        """With whom everybody is; who waits is with nobody."""
        sheet = json.loads(self.run("--json", "show", month).stdout)
        partners = {p["email"]: frozenset() for p in sheet["waiting"]}
        for group in sheet["groups"]:
            here = {p["email"] for p in group["people"]}
            partners.update((p, frozenset(here - {p})) for p in here)
        return partners

    def match(self):
        month = MONTHS[min(len(self.made), len(MONTHS) - 1)]
        relax = ["--relax", "sector"] if self.draw.random() < 0.15 else []
        done = self.run("--json", "--now", month + "-03T00:00:00Z", "match",
                        month, *relax)
        if done.returncode == 0 and json.loads(done.stdout)["created"]:
            self.matched[month] = self.partners(month)

    def again(self):
        if not self.made:
            return
        month = self.made[-1]
        done = self.run("--now", month + "-05T00:00:00Z", "match", month,
                        "--redo", "--yes")
        if done.returncode == 0:
            self.matched[month] = self.partners(month)
            self.before.pop(month, None)

    def repair(self):
        month = self.made[-1] if self.made else MONTHS[0]
        done = self.run("--json", "--now", month + "-05T00:00:00Z", "repair")
        if done.returncode == 0 and json.loads(done.stdout)["created"]:
            self.before[month] = dict(
                self.told.get(month) or self.matched.get(month, {}))
            self.look_at_changes(month, json.loads(done.stdout)["changes"])

    def export(self):
        """What is said of it is held against what they were told."""
        month = self.made[-1] if self.made else MONTHS[0]
        sheet = self.draw.choice(["mailmerge", "changes", "changes"])
        done = self.run("--json", "--now", month + "-05T00:00:00Z", "export",
                        sheet, month)
        if done.returncode:
            return
        if sheet == "changes":
            self.look_at_changes(month, json.loads(done.stdout))
        told = self.told.setdefault(month, {})
        for person, partners in self.partners(month).items():
            if partners or sheet == "changes":
                told[person] = partners
            told.setdefault(person, frozenset())

    def look_at_changes(self, month, rows):
        if not self.sure:
            return
        known, now = self.before[month], self.partners(month)
        for row in rows:
            who = row["email"]
            news = row["tell"] in (True, "yes")
            expected = (row["reason"] != "they have met"
                        and known.get(who) != now[who])
            names = row["before"]
            if isinstance(names, str):  # of the sheet, where they are one cell
                names = names.split("; ") if names else []
            before = {n.lower() + "@example.org" for n in names}
            if news != expected or before != (known.get(who) or set()):
                self.fail(f"{month}: {row}, and they were told {known.get(who)}"
                          f", and are with {now[who]}")

    def undo(self):
        if self.run("undo").returncode == 0:
            self.sure = False

    def latest(self, *arguments):
        month = self.made[-1] if self.made else MONTHS[0]
        self.run("--now", month + "-05T00:00:00Z", *arguments)

    def join(self):
        row = self.row(self.people)
        self.people += 1
        self.run("import", "--yes", self.write("life.csv", HEADER + row))

    def report(self):
        rows = "".join(
            f"{self.draw.choice(self.made or MONTHS)},{self.someone()},"
            f"{self.draw.choice(['yes', 'no', 'no', ''])}\n"
            for _ in range(self.draw.randint(1, 4)))
        file = self.write("life.csv", "month,email,met\n" + rows)
        self.run("import", "--as", "outcomes", file)
        entries = self.run("log").stdout
        self.run("import", "--as", "outcomes", file)
        if self.run("log").stdout != entries:
            self.fail("the same answers again have changed something:\n" + rows)

    def merge(self):
        done = self.run("people", "merge", self.someone(), self.someone())
        if done.returncode == 0:
            self.merged, self.sure = True, False

    def erase(self):
        who = self.someone()
        if self.run("people", "erase", who).returncode == 0:
            self.sure = False
            for month in MONTHS:
                self.calendars.pop((who, month), None)

    def invite(self):
        if not self.made:
            return
        month = self.draw.choice(self.made)
        if self.draw.random() < 0.2:
            self.run("config", "slot",
                     self.draw.choice(["", month + "-10 12:30/45"]))
        # An undo may have taken it back.
        self.run("config", "organiser", "team@example.org", answers=(0,))
        self.run("export", "calendar", month, "-o", "life.d", "--force",
                 answers=(0,))
        manifest = f"life.d/{month}-calendar-manifest.csv"
        with open(manifest, encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                with open("life.d/" + row["file"], "rb") as invitation:
                    self.receive(month, row["what"], invitation.read())
        if not self.merged:
            self.look_at_calendars(month)

    def receive(self, month, what, raw):
        """As a calendar does, RFC 5546: what is newer counts."""
        text = raw.decode("utf-8").replace("\r\n ", "")
        uid = re.search(r"(?m)^UID:(\S+)", text)[1]
        sequence = int(re.search(r"(?m)^SEQUENCE:(\d+)", text)[1])
        who = re.findall(r"(?m)^ATTENDEE.*:mailto:(\S+)", text)
        cancelled = "METHOD:CANCEL" in text
        if "before" in what:
            if not cancelled and self.sent[uid, sequence] != raw:
                self.fail(f"{month}: {uid} says something else than it did")
            return
        if not cancelled and (uid, sequence) in self.sent:
            self.fail(f"{month}: {uid} was sent before")
        if not cancelled:
            self.sent[uid, sequence] = raw
        for one in who:
            if self.opened.get((one, uid), -1) >= sequence:
                self.fail(f"{month}: {one} has a newer {uid}")
            self.opened[one, uid] = sequence
            held = self.calendars.setdefault((one, month), {})
            if cancelled and held.pop(uid, None) is None:
                self.fail(f"{month}: {one} never had {uid}")
            elif not cancelled:
                held[uid] = set(who)

    def look_at_calendars(self, month):
        sheet = json.loads(self.run("--json", "show", month).stdout)
        for group in sheet["groups"]:
            who = {p["email"] for p in group["people"] if p.get("email")}
            for one in who:
                held = self.calendars.get((one, month), {})
                if list(held.values()) != [who]:
                    self.fail(f"{month}: {one} meets {who}, not {held}")
        grouped = {p.get("email") for g in sheet["groups"] for p in g["people"]}
        for (one, when), held in self.calendars.items():
            if when == month and held and one not in grouped:
                self.fail(f"{month}: {one} meets nobody, not {held}")

    def ask(self):
        month = self.made[-1] if self.made else MONTHS[0]
        for question in (["forecast"], ["status", "--people"],
                         ["explain", month],
                         ["explain", month, self.someone()],
                         ["explain", month, self.someone(), self.someone()]):
            self.run("--json", *question)

    def step(self):
        people = lambda *words: self.run("people", *words)
        month = lambda: self.draw.choice(MONTHS)
        deeds = [
            (22, self.match),
            (12, self.repair),
            (8, self.export),
            (2, lambda: self.latest("repair", "--dry-run")),
            (8, lambda: people("withdraw", self.someone())),
            (6, lambda: people("resume", self.someone())),
            (5, lambda: people("away", self.someone(), month())),
            (5, lambda: people(self.draw.choice(["exclude", "include"]),
                               self.someone(), self.someone())),
            (6, lambda: people(self.draw.choice(["prefer", "avoid"]),
                               self.someone(), self.someone())),
            (6, lambda: self.latest("people", "pair", self.someone(),
                                    self.someone(), month())),
            (4, self.join),
            (12, self.report),
            (1, self.undo),
            (2, self.merge),
            (2, self.erase),
            (10, self.invite),
            (2, lambda: people(
                "set", self.someone(), "organisation=Organisation "
                f"{self.draw.randrange(self.organisations)}")),
            (2, self.again),
            (2, self.ask),
        ]
        weights, doings = zip(*deeds)
        self.draw.choices(doings, weights)[0]()

    def look(self):
        """What must be so after every command."""
        self.run("check", answers=(0,))
        status = json.loads(self.run("--json", "status").stdout)
        self.made = [m["month"] for m in status["months"] if "round" in m]
        met = set()
        for month in self.made:
            sheet = json.loads(self.run("--json", "show", month).stdout)
            seen = set()
            for group in sheet["groups"]:
                self.look_at_group(month, group, seen, met)

    def look_at_group(self, month, group, seen, met):
        # Somebody erased has no address.
        here = [p for p in group["people"] if p.get("email")]
        for person in here:
            if person["email"] in seen:
                self.fail(f"{month}: {person['email']} is in two groups")
            seen.add(person["email"])
        for a, b in itertools.combinations(here, 2):
            if a["organisation"] and a["organisation"] == b["organisation"]:
                self.fail(f"{month}: two of {a['organisation']}")
            if a["sector"] == b["sector"] and not group["relaxed"]:
                self.fail(f"{month}: two of {a['sector']}")
            two = frozenset((a["email"], b["email"]))
            if group.get("outcome") == "not met":
                self.free.add(two)
            # What two records were of may turn out to be one and the same.
            if two in met and two not in self.free and not self.merged:
                self.fail(f"{month}: {sorted(two)} met before")
            met.add(two)


def main():
    first, count = int(sys.argv[1]), int(sys.argv[2])
    for seed in range(first, first + count):
        life = Life(seed)
        life.said.append(f"seed {seed}")
        life.begin(seed)
        for _ in range(life.draw.randint(15, 35)):
            life.step()
            life.look()


main()
