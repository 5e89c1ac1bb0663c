#!/usr/bin/env bash
# PyYAML 6.0.4 (PyPI; its wheel holds libyaml 0.2.6), compared with 6.0.3 (libyaml 0.2.5).
#
# From 6.0.4 on, the C loader takes 1,000 levels of nesting and refuses the 1,001st with an ordinary
# YAMLError that has a line and a column. 6.0.3 reads both. The pure Python loader of the same
# release gives up much earlier and raises RecursionError, which is no YAMLError: "except YAMLError"
# is right with one loader and wrong with the other.
#
# Seen:
#   6.0.3 CSafeLoader 1000: read, 1001: read
#   6.0.4 CSafeLoader 1000: read, 1001: ScannerError, line 1, column 1001
#   6.0.4 SafeLoader 1000: RecursionError, 1001: RecursionError
set -euo pipefail
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT

for version in 6.0.3 6.0.4; do
  python3 -m venv "$room/$version"
  "$room/$version/bin/pip" install --quiet --disable-pip-version-check "PyYAML==$version"
  "$room/$version/bin/python" - <<'PY' | tee -a "$room/seen"
import yaml


def outcome(levels, loader):
    try:
        yaml.compose("[" * levels + "]" * levels, Loader=loader)
    except RecursionError:
        return "RecursionError"
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        return f"{type(error).__name__}, line {mark.line + 1}, column {mark.column + 1}"
    return "read"


loaders = [yaml.CSafeLoader] + [yaml.SafeLoader] * (yaml.__version__ != "6.0.3")
for loader in loaders:
    found = ", ".join(f"{levels}: {outcome(levels, loader)}" for levels in (1000, 1001))
    print(yaml.__version__, loader.__name__, found)
PY
done

for line in '6.0.3 CSafeLoader 1000: read, 1001: read' \
  '6.0.4 CSafeLoader 1000: read, 1001: .*Error, line 1, column 1001' \
  '6.0.4 SafeLoader 1000: RecursionError, 1001: RecursionError'; do
  grep -qx "$line" "$room/seen" || { echo "not seen any more: $line" >&2; exit 1; }
done
