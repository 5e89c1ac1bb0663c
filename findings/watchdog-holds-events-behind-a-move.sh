#!/usr/bin/env bash
# watchdog 7.1.0 (PyPI), on Linux.
#
# A file that is moved out of the watched tree leaves an event whose other half never comes. watchdog
# waits half a second for it and holds back every later event of the watch meanwhile: a save of
# another file is reported 0.5 s late. Editors that rename their backup to a folder elsewhere do this
# at each save. The wait is the class attribute InotifyMoveEventGrouper.delay.
#
# Seen:
#   a save by itself: 1 ms
#   a save behind a move out of the tree: 502 ms
set -euo pipefail
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install --quiet --disable-pip-version-check watchdog==7.1.0
mkdir "$room/watched" "$room/elsewhere"
echo one >"$room/watched/backup.md"
echo one >"$room/watched/essay.md"

"$room/venv/bin/python" - "$room" <<'PY'
import sys
import threading
import time
from pathlib import Path

from watchdog.events import FileSystemEventHandler
from watchdog.observers import Observer

room = Path(sys.argv[1])
essay = room / "watched" / "essay.md"
reported = threading.Event()


class Handler(FileSystemEventHandler):
    def on_modified(self, event):
        if event.src_path == str(essay):
            reported.set()


def save():
    """Return the milliseconds between a save and its event."""
    reported.clear()
    begun = time.monotonic()
    essay.write_text("two")
    if not reported.wait(5):
        sys.exit("no event within five seconds")
    return round(1000 * (time.monotonic() - begun))


observer = Observer()
observer.schedule(Handler(), str(room / "watched"))
observer.start()
time.sleep(0.3)
alone = save()
time.sleep(1)
(room / "watched" / "backup.md").rename(room / "elsewhere" / "backup.md")
behind = save()
observer.stop()
print(f"a save by itself: {alone} ms")
print(f"a save behind a move out of the tree: {behind} ms")
if behind < 400 or alone > 200:
    sys.exit("not seen any more: a move out of the tree does not delay later events")
PY
