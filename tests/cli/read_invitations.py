#!/usr/bin/env python3
"""read_invitations.py FOLDER EXPRESSION: reads what `export calendar` has left in FOLDER
with python3-icalendar, holds every file to what all must keep, and evaluates the
expression over `files`, a dict of those in the manifest by the end of their
name: files["group-001"].who == {"a@example.org": "Ann"}."""
import csv
import os
import re
import sys
from datetime import date, datetime, timedelta, timezone
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import icalendar

LONDON = ZoneInfo("Europe/London")


def check_lines(raw):
    assert raw.endswith(b"\r\n")
    for line in raw.split(b"\r\n"):
        assert len(line) <= 75, line
        assert not re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line), line
        line.decode("utf-8")


def address(value):
    assert value.startswith("mailto:"), value
    return value[7:]


def people(event):
    listed = event.get("ATTENDEE", [])
    listed = listed if isinstance(listed, list) else [listed]
    return {address(str(a)): a.params for a in listed}


def check_zone(calendar, event):
    zones = [z for z in calendar.subcomponents if z.name == "VTIMEZONE"]
    timed = isinstance(event["DTSTART"].dt, datetime)
    assert [str(z["TZID"]) for z in zones] == ["Europe/London"] * timed
    for zone in zones:
        check_rules(zone.to_tz())


def check_rules(told):
    """As the world's table of zones has it, over forty years."""
    for year in range(1997, 2037):
        for month in range(1, 13):
            for day in range(22, 29) if month in (3, 10) else (1, 15):
                for hour in 0, 1, 2, 12:
                    moment = datetime(year, month, day, hour,
                                      tzinfo=timezone.utc)
                    assert (moment.astimezone(told).utcoffset() ==
                            moment.astimezone(LONDON).utcoffset()), moment


def check_day(event, month):
    """A whole day: the second Tuesday."""
    first, end = event["DTSTART"].dt, event["DTEND"].dt
    assert type(first) is date and end - first == timedelta(days=1)
    assert first.strftime("%Y-%m") == month and first.weekday() == 1
    assert 8 <= first.day <= 14
    assert event["TRANSP"] == "TRANSPARENT"


def check_people(event, cancelled):
    for params in people(event).values():
        assert params["ROLE"] == "REQ-PARTICIPANT"
        assert ("RSVP" in params) == (not cancelled)
        if not cancelled:
            assert params["RSVP"] == "TRUE"
            assert params["PARTSTAT"] == "NEEDS-ACTION"
    assert people(event), "nobody is invited"


def read(path, what):
    raw = open(path, "rb").read()
    check_lines(raw)
    calendar = icalendar.Calendar.from_ical(raw)
    events = calendar.walk("VEVENT")
    assert len(events) == 1 and calendar["VERSION"] == "2.0"
    event = events[0]
    cancelled = calendar["METHOD"] == "CANCEL"
    assert cancelled or calendar["METHOD"] == "REQUEST"
    assert cancelled == ("-cancel-" in path) == what.startswith("cancelled")
    status = event.get("STATUS")
    if cancelled:
        left = bool(re.search(r"-cancel-\d+-\d+\.ics$", path))
        assert status == (None if left else "CANCELLED")
    else:
        assert status == "CONFIRMED"
    assert re.fullmatch(r"[0-9a-f]{32}@connect5", event["UID"])
    assert event["DTSTAMP"].dt.tzinfo.utcoffset(None) == timedelta(0)
    check_people(event, cancelled)
    check_zone(calendar, event)
    month = os.path.basename(path)[:7]
    if not isinstance(event["DTSTART"].dt, datetime):
        check_day(event, month)
    return SimpleNamespace(
        raw=raw, what=what, uid=str(event["UID"]), sequence=event["SEQUENCE"],
        stamp=event["DTSTAMP"].dt, start=event["DTSTART"].dt,
        end=event["DTEND"].dt, summary=str(event["SUMMARY"]),
        text=str(event["DESCRIPTION"]), organiser=address(event["ORGANIZER"]),
        organiser_name=event["ORGANIZER"].params.get("CN", ""),
        who={a: str(p.get("CN", "")) for a, p in people(event).items()})


def main():
    folder, expression = sys.argv[1:]
    names = sorted(os.listdir(folder))
    (manifest,) = [n for n in names if n.endswith("-manifest.csv")]
    with open(f"{folder}/{manifest}", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert sorted([r["file"] for r in rows] + [manifest]) == names
    files = {}
    for row in rows:
        path = f"{folder}/{row['file']}"
        assert os.path.getsize(path) == int(row["bytes"])
        assert os.stat(path).st_mode & 0o777 == 0o600
        key = re.fullmatch(r"\d{4}-\d\d-calendar-(.*)\.ics", row["file"])[1]
        files[key] = read(path, row["what"])
    meetings = [(f.uid, tuple(f.who)) for f in files.values()]
    assert len(set(meetings)) == len(meetings)
    london = lambda *moment: datetime(*moment, tzinfo=LONDON)
    names = {"files": files, "london": london, "date": date,
             "utc": lambda *m: datetime(*m, tzinfo=timezone.utc)}
    if not eval("(" + expression + ")", names):
        for key, file in files.items():
            print(key, {k: v for k, v in vars(file).items()
                        if k not in ("raw", "text")}, file=sys.stderr)
        sys.exit(1)


main()
