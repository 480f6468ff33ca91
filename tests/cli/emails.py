#!/usr/bin/env python3
"""emails.py FOLDER: reads every draft of a folder back with Python's email, and
holds it to what a draft has to be; prints the drafts as JSON, by file name."""

import email
import html.parser
import json
import os
import re
import sys
from email.policy import default

folder = sys.argv[1]


class Words(html.parser.HTMLParser):
    """What a browser shows, in a line."""

    def __init__(self):
        super().__init__()
        self.words, self.hidden, self.tags = [], 0, set()

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.hidden += tag in ("head", "title")

    def handle_endtag(self, tag):
        self.hidden -= tag in ("head", "title")

    def handle_data(self, data):
        if not self.hidden:
            self.words += data.split()


def check(claim, file, what):
    if not claim:
        sys.exit(f"{file}: {what}")


def people(header):
    return [[a.display_name, a.addr_spec] for a in header.addresses]


def words_of_text(text):
    """The text without what marks its lists."""
    return re.sub(r"(?m)^(- |  )", "", text).split()


def alternative(file, part):
    types = [p.get_content_type() for p in part.iter_parts()]
    check(types[:2] == ["text/plain", "text/html"] and
          types[2:] in ([], ["text/calendar"]), file, types)
    for p in part.iter_parts():
        check(p.get_content_charset() == "utf-8", file, "no charset")
    plain, page = list(part.iter_parts())[:2]
    seen = Words()
    seen.feed(page.get_content())
    check(seen.tags <= {"html", "head", "meta", "title", "body", "p", "br",
                        "ul", "li"}, file, f"tags {seen.tags}")
    check(seen.words == words_of_text(plain.get_content().replace("\r\n", "\n")), file,
          "the text and its HTML differ")
    text = plain.get_content().replace("\r\n", "\n")
    for line in text.split("\n"):
        check(len(line) <= 72 or " " not in line.strip("- "), file, ascii(line))
    return text


def draft(file):
    raw = open(os.path.join(folder, file), "rb").read()
    check(raw.count(b"\n") == raw.count(b"\r\n") == raw.count(b"\r"), file,
          "line ends")
    check(max(map(len, raw.split(b"\r\n"))) <= 998, file, "a long line")
    check(not re.search(rb"[^\r\n\t -~]", raw), file, "not 7 bits")
    message = email.message_from_bytes(raw, policy=default)
    check(not message.defects, file, message.defects)
    check(sorted(message.keys()) == sorted(
        ["From", "Reply-To", "To", "Subject", "Date", "Message-Id", "X-Unsent",
         "MIME-Version", "Content-Type"]), file, message.keys())
    for name, value in message.items():
        check(not value.defects, file, f"{name}: {value.defects}")
    check(message["X-Unsent"] == "1", file, "X-Unsent")
    check(re.fullmatch(r"<[0-9a-f.]+@connect5\.invalid>",
                       message["Message-Id"]), file, message["Message-Id"])
    check(message["From"] == message["Reply-To"], file, "Reply-To")
    calendars = []
    text_part = message
    if message.get_content_type() == "multipart/mixed":
        parts = list(message.iter_parts())
        text_part = parts[0]
        for part in parts[1:]:
            check(part.get_content_disposition() == "attachment" and
                  part.get_content_type() == "text/calendar", file, "attached")
            calendars.append({
                "file": part.get_filename(),
                "method": part["Content-Type"].params["method"],
                "bytes": part.get_payload(decode=True).decode()})
        check(len(calendars) > 0, file, "nothing is attached")
        inline = list(text_part.iter_parts())[2]
        check(inline["Content-Type"].params["method"] ==
              calendars[0]["method"], file, "method")
        check(inline.get_payload(decode=True).decode() ==
              calendars[0]["bytes"], file, "two invitations")
    check(text_part.get_content_type() == "multipart/alternative", file,
          text_part.get_content_type())
    text = alternative(file, text_part)
    return {"from": people(message["From"]), "to": people(message["To"]),
            "subject": str(message["Subject"]), "text": text,
            "date": str(message["Date"]), "id": message["Message-Id"],
            "calendars": calendars}


files = sorted(f for f in os.listdir(folder) if f.endswith(".eml"))
drafts = {f: draft(f) for f in files}
check(len({d["id"] for d in drafts.values()}) == len(drafts), folder,
      "a Message-ID twice")
json.dump(drafts, sys.stdout)
