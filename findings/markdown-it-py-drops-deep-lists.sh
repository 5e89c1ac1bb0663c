#!/usr/bin/env bash
# markdown-it-py 4.3.0 (PyPI).
#
# The presets "commonmark" (which MarkdownIt() takes) and "gfm-like" come with maxNesting 20. A list
# in a list costs two levels, so the words of the tenth level and of all below it are left out of the
# HTML: an empty item remains, without an error or a warning. The presets "default" and "js-default"
# have 100 and print everything.
#
# Seen:
#   commonmark: maxNesting 20, levels left out: 10 11 12
#   gfm-like: maxNesting 20, levels left out: 10 11 12
#   js-default: maxNesting 100, levels left out: none
set -euo pipefail
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install --quiet --disable-pip-version-check \
  'markdown-it-py==4.3.0' 'linkify-it-py==2.2.0'

"$room/venv/bin/python" - <<'PY'
import sys

from markdown_it import MarkdownIt

LEVELS = range(1, 13)
outline = "\n".join(f"{'  ' * (level - 1)}- item-{level}-here" for level in LEVELS)
lost = {}
for preset in ("commonmark", "gfm-like", "js-default"):
    markdown = MarkdownIt(preset)
    html = markdown.render(outline)
    lost[preset] = [level for level in LEVELS if f"item-{level}-here" not in html]
    left_out = " ".join(map(str, lost[preset])) or "none"
    print(f"{preset}: maxNesting {markdown.options['maxNesting']}, levels left out: {left_out}")
if not lost["commonmark"] or not lost["gfm-like"] or lost["js-default"]:
    sys.exit("not seen any more: a list of twelve levels is printed whole")
PY
