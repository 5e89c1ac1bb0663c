#!/usr/bin/env bash
# Resiliparse 2.0.1 (PyPI), extract_plain_text(main_content=True).
#
# A <ul> between two paragraphs of the text is left out if fewer than three elements are between it and
# <body>, also where these are <main> and <article>. One <div> more around the whole page brings it
# back. An <ol> at the same place is kept.
#
# Seen:
#   body > main > article: ul left out, ol kept
#   body > div > main > article: ul kept, ol kept
set -euo pipefail
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install --quiet --disable-pip-version-check Resiliparse==2.0.1

"$room/venv/bin/python" - <<'PY'
import sys

from resiliparse.extract.html2text import extract_plain_text

BEFORE = "<p>The keeper of the bridge wrote down what crossed it, and what each of them paid:</p>"
AFTER = "<p>On market days one morning brought more than a week, and nobody read the book.</p>"
ITEMS = "<li>a penny for a horse and its rider</li><li>threepence for a loaded cart</li>"


def is_kept(element, around):
    html = f"<h1>Tolls</h1>{BEFORE}<{element}>{ITEMS}</{element}>{AFTER}"
    for name in reversed(around):
        html = f"<{name}>{html}</{name}>"
    page = f"<!DOCTYPE html><html><head><title>Tolls</title></head><body>{html}</body></html>"
    return "threepence" in extract_plain_text(page, main_content=True)


kept = {}
for around in (("main", "article"), ("div", "main", "article")):
    for element in ("ul", "ol"):
        kept[element, len(around)] = is_kept(element, around)
    words = [f"{e} {'kept' if kept[e, len(around)] else 'left out'}" for e in ("ul", "ol")]
    print(f"body > {' > '.join(around)}: {', '.join(words)}")
if kept["ul", 2] or not kept["ol", 2] or not kept["ul", 3]:
    sys.exit("not seen any more: lists of both kinds are kept at every depth")
PY
