"""Import an export of WordPress, as it is or repeated to a size, and count what becomes of it."""

import argparse
import json
import re
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

_IDENT = re.compile(r"(\?p=|page_id=|<wp:post_id>)(\d+)")


def repeated(export: Path, target: Path, size: int) -> int:
    """Write the items of an export again and again, each time with other ids; return how many."""
    text = export.read_text(encoding="utf-8")
    start, end = text.index("<item>"), text.rindex("</item>") + len("</item>")
    items, round_ = text[start:end], 0
    with target.open("w", encoding="utf-8") as file:
        file.write(text[:start])
        while file.tell() < size or not round_:
            round_ += 1
            own = f"{round_:05}" if size else ""
            file.write(_IDENT.sub(rf"\g<1>{own}\g<2>", items))
        file.write(text[end:])
    return items.count("<item>") * round_


def main() -> None:
    """Print records, posts, what is left out, seconds of CPU and the peak of memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("export", type=Path)
    parser.add_argument("--size", type=int, default=0, help="megabytes to repeat it to")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "export.xml"
        records = repeated(given.export, copy, given.size * 1024**2)
        command = ["-m", "sitegen", "import", str(copy), "--into", folder, "--format", "json"]
        done = subprocess.run(
            [sys.executable, *command], capture_output=True, text=True, check=False
        )
        report = json.loads(done.stdout)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    texts, left_out = len(report["texts"]), len(report["left_out"])
    print(f"records {records:,}, texts {texts:,}, left out {left_out:,}")
    print(f"CPU {used.ru_utime + used.ru_stime:.1f} s, peak {used.ru_maxrss / 1024:.0f} MB")
    if done.stderr or records != texts + left_out:
        sys.exit(f"not every record is accounted for, or there is output of errors\n{done.stderr}")


if __name__ == "__main__":
    main()
