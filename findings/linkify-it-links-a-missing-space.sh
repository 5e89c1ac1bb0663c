#!/usr/bin/env bash
# linkify-it-py 2.2.0 (PyPI) with markdown-it-py 4.3.0, preset "gfm-like".
#
# A name with a dot counts as an address where its end is a country's domain, in capitals too. Prose
# is full of them once the space after a full stop is missing: "cost.In short" links to a host
# "cost.In" (India). File names that a text about writing mentions become links as well: README.md
# (Moldova), build.sh (Saint Helena). "fin.The" stays text, since no country is "the".
#
# Seen:
#   links: http://cost.In http://end.Is http://README.md http://build.sh
set -euo pipefail
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install --quiet --disable-pip-version-check \
  markdown-it-py==4.3.0 linkify-it-py==2.2.0

"$room/venv/bin/python" - <<'PY'
import re
import sys

from markdown_it import MarkdownIt

TEXT = "They bore the cost.In short, an end.Is it? A fin.The rest: README.md, build.sh."
html = MarkdownIt("gfm-like").render(TEXT)
links = re.findall('href="([^"]*)"', html)
print("links:", *links)
if not {"http://cost.In", "http://README.md"} <= set(links):
    sys.exit("not seen any more: words around a full stop are no addresses")
PY
