"""The walk through an import in the guide: each command prints what is shown below it.

``RENEW=1`` writes what they print into the guide: read the difference.
"""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "guide.md"
_BLOCK = re.compile(r"^(`{3,})console walk\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ .*\n", re.MULTILINE)
_TIME = re.compile(r"\b\d+\.\d\d s\b")


def test_commands_of_the_walk_print_what_the_guide_shows(tmp_path: Path) -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    author = _Author(tmp_path)
    renewed = _BLOCK.sub(author.runs, guide)
    if os.environ.get("RENEW"):
        GUIDE.write_text(renewed, encoding="utf-8")
    assert author.folder == tmp_path / "home"
    assert _TIME.sub("0.00 s", renewed) == _TIME.sub("0.00 s", guide)


@dataclass
class _Author:
    """Types commands, one after the other."""

    folder: Path

    def runs(self, block: re.Match[str]) -> str:
        """Return a block of commands, each with what it prints."""
        lines = (line + self._prints(line[2:].strip()) for line in _COMMAND.findall(block[2]))
        return f"{block[1]}console walk\n{''.join(lines)}{block[1]}"

    def _prints(self, command: str) -> str:
        if command.startswith("cd "):
            self.folder /= command[3:]
            return ""
        return subprocess.run(
            command.replace("PATH/TO/THIS/REPOSITORY", str(ROOT)),
            shell=True,
            cwd=self.folder,
            env=os.environ | _ENVIRONMENT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            encoding="utf-8",
        ).stdout


_ENVIRONMENT = {
    "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    **{f"GIT_{who}_NAME": "Ines" for who in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{who}_EMAIL": "ines@nightbus.example" for who in ("AUTHOR", "COMMITTER")},
}
