#!/usr/bin/env bash
# Chromium 156.0.8078.114 (Debian 12, package chromium); pdfplumber 0.11.10 (PyPI) reads its PDF.
#
# A list in two columns that is longer than one sheet prints well in a block. As the only item of a
# grid, everything on the page is printed at two thirds of its size, and the last entries of the list
# are on no sheet. Shorter lists, and grids without columns, are fine; "display: flow-root" is too.
#
# Seen (600 entries):
#   block: 6 sheets, 12.0 pt, entries missing: none
#   grid: 4 sheets, 8.2 pt, entries missing: 597 598 599 600
set -euo pipefail
command -v chromium >/dev/null || { echo "needs Chromium: apt-get install chromium" >&2; exit 1; }
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install --quiet --disable-pip-version-check pdfplumber==0.11.10
for display in block grid; do
  {
    echo "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><title>Index</title><style>"
    echo "body { font: 16px serif } div { display: $display } ul { columns: 2 }</style><div><ul>"
    for n in $(seq 600); do echo "<li>Entry $n.</li>"; done
    echo "</ul></div>"
  } >"$room/$display.html"
  timeout 120 chromium --headless --no-sandbox --disable-gpu --user-data-dir="$room/profile" \
    --no-pdf-header-footer --print-to-pdf="$room/$display.pdf" "file://$room/$display.html" \
    >/dev/null 2>&1
done

"$room/venv/bin/python" - "$room" <<'PY'
import sys

import pdfplumber

missing, size = {}, {}
for display in ("block", "grid"):
    with pdfplumber.open(f"{sys.argv[1]}/{display}.pdf") as pdf:
        text = "\n".join(page.extract_text() for page in pdf.pages)
        size[display] = pdf.pages[0].chars[-1]["size"]
        missing[display] = [n for n in range(1, 601) if f"Entry {n}." not in text]
        lost = " ".join(map(str, missing[display])) or "none"
        print(f"{display}: {len(pdf.pages)} sheets, {size[display]:.1f} pt, entries missing: {lost}")
if missing["block"] or not missing["grid"] or size["grid"] > 0.9 * size["block"]:
    sys.exit("not seen any more: columns in a grid are printed whole and in full size")
PY
