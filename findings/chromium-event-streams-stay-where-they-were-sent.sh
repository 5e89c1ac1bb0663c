#!/usr/bin/env bash
# Chromium 156.0.8078.114 (Debian 12, package chromium).
#
# An EventSource whose address answers with a temporary redirect (302 or 307, not to be stored)
# connects to the target, and when that stream ends, all later connections go straight to the target:
# the address that the page named is not asked again. A server that redirects a stream for a while
# never gets its readers back, unless the page makes a new EventSource.
#
# Seen:
#   302: /stream, then /elsewhere 6 times
#   307: /stream, then /elsewhere 6 times
set -euo pipefail
command -v chromium >/dev/null || { echo "needs Chromium: apt-get install chromium" >&2; exit 1; }
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT

python3 - "$room" <<'PY'
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = b"<!DOCTYPE html><title>Events</title><script>new EventSource('/stream')</script>"


def addresses(status):
    """Return the addresses of the first seven requests for events."""
    asked, enough = [], threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            if self.path in ("/stream", "/elsewhere"):
                asked.append(self.path)
            if len(asked) >= 7:
                enough.set()
            code = {"/": 200, "/stream": status, "/elsewhere": 200}.get(self.path, 404)
            kind = "text/event-stream" if self.path == "/elsewhere" else "text/html"
            self.send_response(code)
            self.send_header("Content-Type", kind)
            self.send_header("Cache-Control", "no-store")
            if code == status:
                self.send_header("Location", "/elsewhere")
            self.end_headers()
            self.wfile.write({"/": PAGE, "/elsewhere": b"retry: 100\n\n"}.get(self.path, b""))

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0"]
    profile = f"--user-data-dir={sys.argv[1]}/{status}"
    page = f"http://127.0.0.1:{server.server_port}/"
    browser = subprocess.Popen(["chromium", *options, profile, page], stderr=subprocess.DEVNULL)
    enough.wait(60)
    browser.terminate()
    browser.wait()
    server.shutdown()
    return asked[:7]


for status in (302, 307):
    first, *later = addresses(status)
    print(f"{status}: {first}, then /elsewhere {later.count('/elsewhere')} times")
    if len(later) < 6 or "/stream" in later:
        sys.exit("not seen any more: the address that the page named is asked again")
PY
