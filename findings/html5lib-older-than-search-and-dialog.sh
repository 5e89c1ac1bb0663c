#!/usr/bin/env bash
# html5lib 1.1 (PyPI) beside nh3 0.3.8 (PyPI; its parser is html5ever) and parse5 8.1.1 (npm).
#
# html5lib's tree is that of the HTML specification of its time. <search> and <dialog> do not end an
# open paragraph, and <hr> in a <select> is dropped. The other two parsers do as Chromium 156 does. A
# test that reads pages with html5lib "as a browser would" sees another tree.
#
# Seen:
#   <p>a<search>b</search>: html5lib <p>a<search>b</search></p>, nh3 and parse5 <p>a</p><search>b</search>
#   <p>a<dialog>b</dialog>: html5lib <p>a<dialog>b</dialog></p>, nh3 and parse5 <p>a</p><dialog>b</dialog>
#   <select><hr></select>: html5lib <select></select>, nh3 and parse5 <select><hr></select>
set -euo pipefail
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install --quiet --disable-pip-version-check html5lib==1.1 nh3==0.3.8
cd "$room"
npm install --silent --no-audit --no-fund --no-package-lock parse5@8.1.1
cat >parse5.mjs <<'JS'
import { parseFragment, serialize } from "parse5";
console.log(serialize(parseFragment(process.argv[2])));
JS

venv/bin/python - <<'PY'
import subprocess
import sys

import html5lib
import nh3

TAGS = {"p", "search", "dialog", "select", "hr"}
for markup in ("<p>a<search>b</search>", "<p>a<dialog>b</dialog>", "<select><hr></select>"):
    tree = html5lib.parseFragment(markup)
    old = html5lib.serialize(tree, omit_optional_tags=False)
    new = nh3.clean(markup, tags=TAGS)
    node = subprocess.check_output(["node", "parse5.mjs", markup], text=True).strip()
    if old == new or new != node:
        print(f"{markup}: html5lib {old}, nh3 {new}, parse5 {node}")
        sys.exit("not seen any more: the three parsers agree, or differ in another way")
    print(f"{markup}: html5lib {old}, nh3 and parse5 {new}")
PY
