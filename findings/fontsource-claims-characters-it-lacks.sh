#!/usr/bin/env bash
# @fontsource/eb-garamond 5.3.0 (npm), read with fonttools 4.68.0 (PyPI).
#
# The style sheet declares the whole block U+2000 to U+206F for the Latin file, but the file holds only
# some of it. Among the missing: hyphen (U+2010), non-breaking hyphen (U+2011), non-breaking narrow
# space (U+202F) and word joiner (U+2060), which careful typography puts into a text. The file has no
# small capitals and no old-style figures either (features smcp and onum), so CSS that asks for them
# gets scaled capitals and the usual figures.
#
# Seen:
#   declared, not in the file: U+2010 U+2011 U+202F U+2060
#   features: dnom frac liga locl numr pnum rlig tnum
set -euo pipefail
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
cd "$room"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check fonttools==4.68.0 brotli==1.2.1
npm install --silent --no-audit --no-fund --no-package-lock @fontsource/eb-garamond@5.3.0

venv/bin/python - <<'PY'
import re
import sys
from pathlib import Path

from fontTools.ttLib import TTFont

folder = Path("node_modules/@fontsource/eb-garamond")
name = "eb-garamond-latin-400-normal.woff2"
rules = (folder / "400.css").read_text().split("@font-face")
ranges = next(re.search("unicode-range: (.*?);", rule)[1] for rule in rules if name in rule)
declared = set()
for part in ranges.replace("U+", "").split(","):
    first, _, last = part.partition("-")
    declared |= set(range(int(first, 16), int(last or first, 16) + 1))
font = TTFont(folder / "files" / name)
wanted = {0x2010, 0x2011, 0x202F, 0x2060} & declared
missing = sorted(wanted - set(font.getBestCmap()))
features = sorted({record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord})
print("declared, not in the file:", *[f"U+{code:04X}" for code in missing])
print("features:", *features)
if 0x2011 not in missing or {"smcp", "onum"} & set(features):
    sys.exit("not seen any more: the file holds what the style sheet declares, or small capitals")
PY
