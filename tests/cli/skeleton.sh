#!/bin/sh
# The walking skeleton: init, import, match, show, check on ten people.
. "$(dirname "$0")/lib.sh"

want 0 init --first-month 2026-12 --seed 2026
want 0 import "$data/demo/ten.csv"
said out '10 added'
want 0 match 2026-12 --json
json 'j["created"] and j["summary"]["grouped"] == 10'
json 'all(p["people"][0]["sector"] != p["people"][1]["sector"] for p in j["groups"])'
mv out first
want 0 match 2026-12 --json
json 'not j["created"]'
sed 's/"created":false/"created":true/' out | cmp - first || fail 'another round'
want 0 show 2026-12
said out 'Building trust across boundaries'
want 0 check
said out 'the proof stands'
