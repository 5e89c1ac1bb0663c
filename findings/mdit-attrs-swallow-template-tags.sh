#!/usr/bin/env bash
# mdit-py-plugins 0.7.0 (PyPI) with markdown-it-py 4.3.0: attrs_plugin and attrs_block_plugin.
#
# Between the braces of attributes, "%" begins a comment. So a line that holds nothing but a tag of
# Liquid or Jinja ("{% raw %}", common in texts that come from Jekyll) is read as attributes without
# any attribute in them, and the line vanishes from the page. After a picture the opposite happens:
# "width=50%" without quotation marks is not read as an attribute, and the braces are printed.
#
# Seen:
#   '{% include map.html %}' -> ''
#   'Before.\n\n{% raw %}\n\nAfter.' -> '<p>Before.</p>\n<p>After.</p>\n'
#   '![A bridge](b.png){width=50%}' -> '<p><img src="b.png" alt="A bridge" />{width=50%}</p>\n'
set -euo pipefail
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install --quiet --disable-pip-version-check \
  markdown-it-py==4.3.0 mdit-py-plugins==0.7.0

"$room/venv/bin/python" - <<'PY'
import sys

from markdown_it import MarkdownIt
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin

markdown = MarkdownIt("commonmark").use(attrs_plugin).use(attrs_block_plugin)
tag, between, picture = (
    "{% include map.html %}",
    "Before.\n\n{% raw %}\n\nAfter.",
    "![A bridge](b.png){width=50%}",
)
html = {text: markdown.render(text) for text in (tag, between, picture)}
for text, printed in html.items():
    print(repr(text), "->", repr(printed))
if "include" in html[tag] or "raw" in html[between] or "{width=50%}" not in html[picture]:
    sys.exit("not seen any more: template tags are printed, or an unquoted % is read")
PY
