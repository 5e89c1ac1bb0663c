#!/usr/bin/env bash
# typst 0.15.2 (PyPI); pdfplumber 0.11.10 (PyPI) reads its PDF.
#
# An apostrophe at the beginning of a word is taken for an opening single quotation mark, as in many
# programs. In typst this quotation stays open: where the word is inside double quotation marks, the
# mark that ends them is printed as an opening one, too.
#
# Seen:
#   "the '60s" -> “the ‘60s“
#   "'Twas night," he said. -> “‘Twas night,“ he said.
#   "rock 'n' roll" -> “rock ‘n’ roll”
set -euo pipefail
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install --quiet --disable-pip-version-check typst==0.15.2 pdfplumber==0.11.10

"$room/venv/bin/python" - "$room" <<'PY'
import io
import sys
from pathlib import Path

import pdfplumber
import typst


def printed(text):
    source = Path(sys.argv[1]) / "text.typ"
    source.write_text(text, encoding="utf-8")
    made = typst.compile(str(source), format="pdf", ignore_system_fonts=True)
    with pdfplumber.open(io.BytesIO(made)) as pdf:
        return pdf.pages[0].extract_text()


OPENING, CLOSING = "\u201c", "\u201d"
texts = ("\"the '60s\"", "\"'Twas night,\" he said.", "\"rock 'n' roll\"")
results = [printed(text) for text in texts]
for text, result in zip(texts, results):
    print(text, "->", result)
if results[0].count(OPENING) != 2 or CLOSING in results[1] or not results[2].endswith(CLOSING):
    sys.exit("not seen any more: the quotation is closed with a closing mark")
PY
