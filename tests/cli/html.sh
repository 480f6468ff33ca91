#!/bin/sh
# The pages of a month: HTML as another parser reads it, Markdown by its rules.
# Everybody is in them once where they belong, nothing in them is more than
# text, and they hold no address, no wish and no exclusion.
. "$(dirname "$0")/lib.sh"

# The list of names is that of naughty.sh.
sed -n '/^NAMES = \[/,/\]$/p' "$here/naughty.sh" >names.py

cat >pages.py <<'END'
import base64, collections, hashlib, json, re, sys, unicodedata
from html.parser import HTMLParser


def check(holds, *what):
    if not holds:
        raise SystemExit("not so: " + " ".join(map(ascii, what))[:2000])


class Page(HTMLParser):
    """The elements in order, [tag, class, attributes, text]; all are closed."""
    def __init__(self, path):
        super().__init__()
        self.source = open(path, encoding="utf-8", newline="").read()
        self.open, self.all = [], []
        self.feed(self.source)
        self.close()
        check(not self.open, "left open", self.open)

    def handle_starttag(self, tag, attributes):
        element = [tag, dict(attributes).get("class") or "", dict(attributes), ""]
        self.all.append(element)
        if tag != "meta":
            self.open.append(element)

    def handle_endtag(self, tag):
        check(self.open and self.open.pop()[0] == tag, "closed", tag)

    def handle_data(self, data):
        for element in self.open:
            element[3] += data

    def texts(self, tag, kind=""):
        return [e[3] for e in self.all if e[0] == tag and kind in e[1].split(" ")
                + [""]]


def shown(name):
    """As a page shows what would turn or break a line, or is no character."""
    return "".join("<U+%04X>" % ord(c) if unicodedata.category(c) in
                   ("Cc", "Zl", "Zp") or c in "\u202a\u202b\u202c\u202d\u202e"
                   "\u2066\u2067\u2068\u2069" or ord(c) & 0xfffe == 0xfffe
                   else c for c in name)


def frame(page):
    """What holds for every page."""
    count = collections.Counter(e[0] for e in page.all)
    check(page.source.startswith("<!DOCTYPE html>\n<html lang=\"en-GB\">\n"))
    for once in "title", "h1", "main", "header", "style":
        check(count[once] == 1, "one", once)
    check(set(count) <= set("html head meta title style body a header p h1 h2 h3 div "
          "nav ul li main section bdi article span strong table caption thead "
          "tbody tr th td".split()), count)
    ids = [e[2]["id"] for e in page.all if "id" in e[2]]
    check(len(ids) == len(set(ids)), "ids", ids)
    for tag, _, attributes, text in page.all:
        check(not any(a.startswith("on") or a in ("style", "src") for a in attributes),
              "attributes", attributes)
        href = attributes.get("href", "mailto:")
        check(href.startswith("mailto:") or href[1:] in ids, "href", href)
        if tag == "th":
            check(attributes["scope"] in ("row", "col"))
    style = page.texts("style")[0]
    check("url(" not in style and "@import" not in style, "from outside")
    hash = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = [e[2]["content"] for e in page.all if "http-equiv" in e[2]]
    check(policy == ["default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; "
                     "form-action 'none'" % hash], policy)
    levels = [int(e[0][1]) for e in page.all if re.match(r"h\d", e[0])]
    check(all(b - a <= 1 for a, b in zip(levels, levels[1:])), "headings", levels)


def sheet(path, round, addresses=False):
    """A page and the JSON of its round hold the same people."""
    page, round = Page(path), json.load(open(round, encoding="utf-8"))
    frame(page)
    groups = [g["people"] for g in round["groups"]]
    everybody = [p for g in groups for p in g] + round["waiting"]
    names = [shown(p["name"]) for p in everybody]
    check([n.strip() for n in page.texts("p", "name")] == names, "names once a card")
    cards = page.texts("article", "card")
    check(len(cards) == len(groups), "cards")
    for card, people in zip(cards, groups):
        for p in people:
            for field in "name", "organisation", "sector":
                check(shown(p[field]) in card, field, p)
            for place in p["place"].split("; "):
                check(shown(place) in card, "place", p)
            check(addresses == (("\n%s\n" % p["email"]) in card), "address", p)
    index = page.texts("th")
    check(index[:3] == ["Name", "Group", "Meets"] and
          sorted(index[3:]) == sorted(names), "index")
    check(page.texts("caption"), "caption")
    meets = {shown(p["name"]): ", ".join(shown(q["name"]) for q in g if q is not p)
             for g in groups for p in g}
    rows = [e[3] for e in page.all if e[0] in ("th", "td")][3:]
    told = dict(zip(rows[::3], rows[2::3]))
    check(all(told[name] == meets.get(name, "waits this month") for name in names),
          "whom they meet", told)
    links = sum("mailto:" in e[2].get("href", "") for e in page.all)
    check(links == (len(everybody) if addresses else 0), "links", links)
    return page


def markdown(path, names=()):
    """Nothing is markup but what the page itself has."""
    found = set()
    for line in open(path, encoding="utf-8", newline="").read().split("\n"):
        plain = re.sub(r"\\[!-/:-@\[-`{-~]", "", line)
        if line.startswith("| "):
            cells = [re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", c.strip())
                     for c in re.split(r"(?<!\\)(?:\\\\)*\|", line)]
            check(plain.count("|") == 4, "cells", line)
            found.add(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", line[2:line.index(
                " | ")]))
            plain = plain.replace("|", "")
        if line.startswith("- **"):
            check(plain.count("*") == 4, "bold", line)
            plain = plain.replace("*", "")
        check(not re.search(r"[*_`\[\]<>|~$]|&[a-z#]", plain), "markup", line)
        check("#" not in plain.lstrip("#"), "heading", line)
        check(not re.match(r"\s|[-+=](?! )|\d+[.)]", line), "start", line)
    for name in names:
        check(shown(name) in found, "in the table", name)
END

# page EXPRESSION: Python over pages.py, with what is in out and the round.
page() {
	python3 -c 'import sys; sys.path.insert(0, ".")
from pages import *
exec(sys.argv[1])' "$1" || fail "the page is not as it must be: $1"
}

# ---- A month in which everybody has a partner ----------------------------------

programme ten
want 1 export sheet --format html
said err "no round has been made: 'connect5 status' says what comes next"
want 0 export prompts --format html
mv out to-come
want 0 people avoid ann.bell@acute.example.org nisha.ravalia@primary.example.org
want 0 people pair ann.bell@acute.example.org nisha.ravalia@primary.example.org 2026-12
want 0 --json match 2026-12
said out 'avoided where possible'
said out 'as was asked'
mv out round
want 0 export sheet --format html
page 'p = sheet("out", "round")
check(p.texts("title") == p.texts("h1") == ["Connect Five, December 2026"])
check("@" not in re.sub("(?s)<style>.*</style>", "", p.source), "no @ at all")
check("Nobody: everybody has a group." in p.source)
check(len(p.texts("li")) > 20 and p.texts("a", "skip"))'
mv out plain.html
want 0 export sheet --format html --with-emails
page 'sheet("out", "round", True)'
[ "$(grep -c '"mailto:' out)" = 10 ] || fail 'not ten addresses'
want 0 export sheet --format md
page 'markdown("out")'
unsaid out @
want 0 export sheet --format md --with-emails
page 'markdown("out", [p["name"] for g in json.load(open("round"))["groups"]
	for p in g["people"]])'
[ "$(grep -c '^- .*@' out)" = 10 ] || fail 'not ten addresses'

# The questions deepen, and are the same before the round and after.
want 0 export prompts --format html
cmp out to-come || fail 'the round changed the prompts'
page 'p = Page("out")
frame(p)
check(p.texts("h1") == ["Building trust across boundaries"])
check(p.texts("h2") == ["To warm up", "The question of the month", "Deeper",
	"Before you part"], p.texts("h2"))
check(len(p.texts("li")) == 7)'

# ---- The same bytes, whenever and wherever ---------------------------------------

for place in 'UTC C' 'Pacific/Kiritimati C.UTF-8' 'America/Adak tr_TR.UTF-8'; do
	for now in 2026-12-31T23:59:59Z 2027-03-28T01:30:00Z; do
		TZ=${place% *} LC_ALL=${place#* } "$CONNECT5" --now "$now" -q \
			export sheet 1 --format html >out
		cmp out plain.html || fail "other bytes: $place $now"
	done
done

# ---- Refused -----------------------------------------------------------------------

for wrong in 'pairs --with-emails' 'prompts --format html --with-emails' \
	'people --with-emails --format json'; do
	# shellcheck disable=SC2086 # words
	want 2 export $wrong
	said err "--with-emails is for the pages of a month: 'connect5 export sheet --format html' or md"
done
want 0 export sheet -o month.html
cmp month.html plain.html || fail 'the ending does not say the format'
[ "$(stat -c %a month.html)" = 600 ] || fail 'the page is not 0600'
want 2 export sheet -o month.html

# ---- A trio, waits, a repair, wishes and exclusions ----------------------------------

want 0 people add p11@example.org 'name=P Eleven' organisation=SLaM
want 0 --json match 2027-01
mv out round
want 0 export sheet 2027-01 --format html
page 'p = sheet("out", "round")
check(len(p.texts("article", "trio")) == 1 and "Nobody waits." in p.source)
check("and 1 trio" in p.source)'
want 0 config odd wait
want 0 people exclude p11@example.org ann.bell@acute.example.org
want 0 --json match 2027-02
mv out round
want 0 export sheet 2027-02 --format html
page 'p = sheet("out", "round")
check("One person waits." in p.source)
check("waits this month" in p.texts("td"))'
want 0 export waiting 2027-02
said out 'kept apart from them'
for format in html md; do
	for month in 2026-12 2027-02; do
		want 0 export sheet $month --format $format
		for word in 'ept apart' xclusion voided 'was asked' \
			'connect5 config'; do
			unsaid out "$word"
		done
	done
done

# All of one part: nobody may meet anybody.
rm connect5.db
want 0 init --first-month 2026-12 --seed 2026
for n in 1 2 3; do
	want 0 people add "a$n@example.org" "name=Acute $n" sector=acute
done
want 0 --json match
mv out round
want 0 export sheet --format html
page 'p = sheet("out", "round")
check("No two may meet this month." in p.source)
check("3 people: 0 pairs. 3 people wait." in p.source)'

# ---- Names that would be something else ------------------------------------------------

rm connect5.db
want 0 init --first-month 2026-12 --seed 5 --name '<b>Five</b> & "co"'
python3 - <<'END'
import csv
from names import NAMES
with open("in.csv", "w", encoding="utf-8", newline="") as file:
    form = csv.writer(file)
    form.writerow(["email", "name", "sector", "organisation", "place", "interests"])
    for i, name in enumerate(NAMES):
        form.writerow(["p%d@example.org" % i, name, ["acute", "gp", "council"][i % 3],
                       "%d %s" % (i, name), name, "Same;" + name])
END
want 0 import in.csv
want 0 --json match 2026-12
mv out round
want 0 export sheet --format html --with-emails
page 'p = sheet("out", "round", True)
check(p.texts("h1") == ["<b>Five</b> & \"co\", December 2026"], p.texts("h1"))
check(len(p.texts("p", "name")) > 55)'
want 0 export sheet --format md
page 'r = json.load(open("round", encoding="utf-8"))
markdown("out", [p["name"] for g in r["groups"] for p in g["people"]] +
	[p["name"] for p in r["waiting"]])'

# Questions of somebody else's, in any order, with markup in them.
mkdir data
cat >data/prompts.csv <<'END'
theme,kind,prompt
trust,deeper,1. <i>one</i> *two* & three
trust,warm-up,- [four](http://example.org)
END
rm connect5.db
want 0 init --first-month 2026-12 --data data
want 0 export prompts 2026-12 --format html
page 'p = Page("out")
frame(p)
check(p.texts("li") == ["- [four](http://example.org)",
	"1. <i>one</i> *two* & three"], p.texts("li"))
check("work in the service of people" in p.source, "the lens of the theme")'
want 0 export prompts 2026-12 --format md
said out '- \- \[four\](http://example.org)'
said out '- 1\. \<i\>one\</i\> \*two\* & three'
said out 'work in the service of people'

# ---- Whoever waits is told nothing of exclusions, nor is anybody else -------------------

rm -f connect5.db
cat >few.csv <<'END'
email,name,sector
a@example.org,Ada One,Acute
b@example.org,Bo Two,Council
c@example.org,Cy Three,Police
END
want 0 init --first-month 2026-12 --seed 1
want 0 import few.csv
want 0 config odd wait
want 0 people exclude a@example.org b@example.org
want 0 people exclude a@example.org c@example.org
want 0 match 2026-12
for format in html md; do
	want 0 export sheet 2026-12 --format $format
	unsaid out 'met them before'
	unsaid out 'not to meet'
	unsaid out 'kept apart'
done
said out 'so 1 must wait'
