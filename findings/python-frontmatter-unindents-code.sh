#!/usr/bin/env bash
# python-frontmatter 1.3.0 (PyPI).
#
# Reading a post and writing it back strips the white space at both ends of the body, also the
# indentation of its first line. A text that begins with an indented code block begins with a
# paragraph afterwards. The keys of the front matter are sorted, and comments are gone.
#
# Seen:
#   '---\ntitle: Loops\nauthor: Ann\n# kept for later\n---\n\n    for toll in book:\n        pay(toll)\n'
#   becomes
#   '---\nauthor: Ann\ntitle: Loops\n---\n\nfor toll in book:\n        pay(toll)'
set -euo pipefail
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install --quiet --disable-pip-version-check python-frontmatter==1.3.0

"$room/venv/bin/python" - <<'PY'
import sys

import frontmatter

POST = """\
---
title: Loops
author: Ann
# kept for later
---

    for toll in book:
        pay(toll)
"""
written = frontmatter.dumps(frontmatter.loads(POST))
print(repr(POST), "becomes", repr(written), sep="\n")
if "    for toll" in written:
    sys.exit("not seen any more: the indentation of the first line is kept")
PY
