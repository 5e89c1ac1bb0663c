#!/usr/bin/env bash
# nh3 0.3.8 (PyPI).
#
# In HTML the first line end after <pre> is not part of the text, so a listing that begins with an
# empty line needs two. nh3 reads by that rule and does not write by it: each time a text is cleaned
# its listing loses one more line end at the top, until none is left. To clean what is clean already
# is not the identity, and an empty first line of code is lost the first time.
#
# Seen:
#   '<pre>\n\n\nx = 1</pre>' -> '<pre>\n\nx = 1</pre>' -> '<pre>\nx = 1</pre>' -> '<pre>x = 1</pre>'
set -euo pipefail
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install --quiet --disable-pip-version-check nh3==0.3.8

"$room/venv/bin/python" - <<'PY'
import sys

import nh3

seen = ["<pre>\n\n\nx = 1</pre>"]
while len(seen) < 4:
    seen.append(nh3.clean(seen[-1]))
print(" -> ".join(map(repr, seen)))
if [html.count("\n") for html in seen] != [3, 2, 1, 0]:
    sys.exit("not seen any more: line ends at the top of a listing stay")
PY
