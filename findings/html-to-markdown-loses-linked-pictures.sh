#!/usr/bin/env bash
# html-to-markdown 3.21.2 (PyPI).
#
# A picture in a link is converted well. With a block between the two, as Substack writes each picture
# that can be enlarged (<a><div><picture><img>), the result is a link with the words of the alternative
# text: the address of the picture is gone, without a warning. Two quotations in a row become one.
#
# Seen:
#   '[![A bridge](small.jpg)](large.jpg)\n'    from a picture in a link
#   '[A bridge](large.jpg)\n'    from a picture in a block in a link
#   '> One.\n> Two.\n'    from two quotations
set -euo pipefail
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install --quiet --disable-pip-version-check html-to-markdown==3.21.2

"$room/venv/bin/python" - <<'PY'
import sys

from html_to_markdown import convert

PICTURE = '<picture><img src="small.jpg" alt="A bridge"></picture>'
CASES = {
    "a picture in a link": f'<a href="large.jpg">{PICTURE}</a>',
    "a picture in a block in a link": f'<a href="large.jpg"><div>{PICTURE}</div></a>',
    "two quotations": "<blockquote><p>One.</p></blockquote><blockquote><p>Two.</p></blockquote>",
}
made = {name: convert(html).content for name, html in CASES.items()}
for name, markdown in made.items():
    print(repr(markdown), "   from", name)
plain, block, quotations = made.values()
if "small.jpg" not in plain or "small.jpg" in block or quotations != "> One.\n> Two.\n":
    sys.exit("not seen any more: the block makes no difference, or quotations stay apart")
PY
