#!/usr/bin/env bash
# sarif-tools 3.0.5 (PyPI), format SARIF 2.1.0.
#
# "sarif summary --check error" counts a result that its author suppressed ("suppressions", accepted)
# and a result that the log itself calls gone ("baselineState": "absent") as errors, and ends with a
# code other than 0. A tool that writes waived findings into its log, as SARIF intends, fails such a
# check for ever.
#
# Seen:
#   error: 2
#   exit code 2
set -euo pipefail
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install --quiet --disable-pip-version-check sarif-tools==3.0.5
cat >"$room/log.sarif" <<'JSON'
{
  "version": "2.1.0",
  "runs": [{
    "tool": {"driver": {"name": "example", "rules": [{"id": "dead-link"}]}},
    "results": [
      {"ruleId": "dead-link", "level": "error", "message": {"text": "a waived finding"},
       "suppressions": [{"kind": "inSource", "status": "accepted", "justification": "on purpose"}]},
      {"ruleId": "dead-link", "level": "error", "message": {"text": "a finding that was fixed"},
       "baselineState": "absent"}
    ]
  }]
}
JSON

code=0
"$room/venv/bin/sarif" --check error summary "$room/log.sarif" >"$room/summary" 2>/dev/null || code=$?
grep '^error:' "$room/summary"
echo "exit code $code"
if ! grep -qx 'error: 2' "$room/summary" || [ "$code" -eq 0 ]; then
  echo "not seen any more: suppressed or absent results are not counted" >&2
  exit 1
fi
