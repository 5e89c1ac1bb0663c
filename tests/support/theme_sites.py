"""Collections for tests of ``sitegen themes``."""

from pathlib import Path


def site(root: Path, files: dict[str, str]) -> Path:
    for path, text in {"site.yaml": "title: T\n", **files}.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    return root


def contents(root: Path) -> dict[str, str]:
    files = (path for path in sorted(root.rglob("*")) if path.is_file())
    return {
        path.relative_to(root).as_posix(): path.read_bytes().decode(errors="surrogateescape")
        for path in files
    }
