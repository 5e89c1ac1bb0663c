#!/usr/bin/env bash
# trafilatura 2.3.1 (PyPI).
#
# A paragraph that comes back (the refrain of a story, "Yes." in a dialogue) is kept each time where
# the text is in <article> or <main>, and only once where it is in a <div> or <section> without a
# class that trafilatura knows. The option deduplicate is off in both cases. With deduplicate on, the
# count goes on over the whole process: the same page gives None when it is read the fourth time.
#
# Seen:
#   refrain of three in <article>: 3, <main>: 3, <section>: 1, <div>: 1
#   the page, read four times with deduplicate: text text text None
set -euo pipefail
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install --quiet --disable-pip-version-check \
  trafilatura==2.3.1 lxml_html_clean==0.4.6

"$room/venv/bin/python" - <<'PY'
import sys

import trafilatura

REFRAIN = "And the river went by below."
STORY = (
    "The keeper of the bridge counts what crosses it by day and by night, and writes it in a book.",
    "On market days the carts come before it is light, and one morning brings the toll of a week.",
    "When the new bridge was built, a mile down the river, the keeper went on counting out of habit.",
)


def page(element):
    text = "".join(f"<p>{paragraph}</p><p>{REFRAIN}</p>" for paragraph in STORY)
    head = '<!DOCTYPE html><html lang="en"><head><title>The keeper</title></head>'
    return f"{head}<body><{element}><h1>The keeper</h1>{text}</{element}></body></html>"


kept = {
    element: trafilatura.extract(page(element)).count(REFRAIN)
    for element in ("article", "main", "section", "div")
}
again = [trafilatura.extract(page("article"), deduplicate=True) for _ in range(4)]
print("refrain of three in", ", ".join(f"<{name}>: {count}" for name, count in kept.items()))
print("the page, read four times with deduplicate:", *["text" if text else text for text in again])
if kept["article"] != 3 or kept["div"] == 3 or not again[0] or again[3]:
    sys.exit("not seen any more: paragraphs that come back are treated the same everywhere")
PY
