#!/usr/bin/env bash
# pagefind 1.5.2 (PyPI, pagefind and pagefind-bin).
#
# The same pages give other bytes with each run once they have a filter: its values are written in an
# order that changes. Files are named by their content, so the files of filters and of metadata get
# other names each time, and pagefind-entry.json other content. The files of the index and of the pages
# stay the same; so does the whole output where no filter is used.
#
# Seen (four runs each):
#   without filters: 1 state of the output
#   with a filter of eight values: 4 states of the output
#   files of the index and of the pages: 1 state
set -euo pipefail
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install --quiet --disable-pip-version-check pagefind==1.5.2 pagefind-bin==1.5.2
mkdir "$room/with" "$room/without"
for n in 1 2 3 4 5 6 7 8; do
  page="<html lang=\"en\"><title>Essay $n</title><body><h1>Essay $n</h1><p>Bridge number $n.</p>"
  echo "<!DOCTYPE html>$page" >"$room/without/$n.html"
  echo "<!DOCTYPE html>$page<p data-pagefind-filter=\"theme\">theme-$n</p>" >"$room/with/$n.html"
done

# Print a line for each state that the files of a folder had in four runs.
states() {
  local pages=$1
  shift
  for _ in 1 2 3 4; do
    rm -rf "$room/made"
    "$room/venv/bin/python" -m pagefind --quiet --site "$room/$pages" --output-path "$room/made"
    (cd "$room/made" && find "$@" -type f | sort | xargs sha256sum | sha256sum)
  done | sort -u
}
without=$(states without . | wc -l)
with=$(states with . | wc -l)
texts=$(states with index fragment | wc -l)
echo "without filters: $without state of the output"
echo "with a filter of eight values: $with states of the output"
echo "files of the index and of the pages: $texts state"
if [ "$with" -eq 1 ]; then
  echo "not seen any more: the output with filters is the same in each run" >&2
  exit 1
fi
