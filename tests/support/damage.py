"""Random damage to the published site and to the cache."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random


def tamper(public: Path, foreign: dict[str, bytes], chance: Random) -> str:
    """Meddle with a published site; ``foreign`` is kept true to what others put there."""
    files = [file for file in sorted(public.rglob("*")) if file.is_file()]
    others = {*foreign, ".sitegen-manifest.json"}  # without its list no file is a build's own
    ours = [file for file in files if file.relative_to(public).as_posix() not in others]
    if not ours:
        return "no output"
    file = chance.choice(ours)
    if chance.random() < 0.2:
        return _add_foreign(public, foreign, chance)
    ways = (_overwrite, Path.unlink, _lock, _link, _turn, _empty_folder)
    way = chance.choice((*ways, lambda _: shutil.rmtree(public)))
    way(file)
    for name in [name for name in foreign if not (public / name).exists()]:
        del foreign[name]
    return f"{file} {way}"


def _add_foreign(public: Path, foreign: dict[str, bytes], chance: Random) -> str:
    name = chance.choice(("CNAME", "deep/er/own.html", "themes/mine.txt"))
    foreign[name] = f"{chance.random()}".encode()
    (public / name).parent.mkdir(parents=True, exist_ok=True)
    (public / name).write_bytes(foreign[name])
    return f"{name} arrives"


def _overwrite(file: Path) -> None:
    file.write_bytes(b"tampered")


def _lock(file: Path) -> None:
    file.chmod(0o600)


def _link(file: Path) -> None:
    file.unlink()
    file.symlink_to("/nowhere")


def _turn(file: Path) -> None:
    """Change the bytes; size and time stay."""
    state = file.stat()
    file.write_bytes(file.read_bytes()[::-1])
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))


def _empty_folder(file: Path) -> None:
    for sibling in [path for path in file.parent.iterdir() if path.is_file()]:
        sibling.unlink()


def decay(cache: Path, chance: Random) -> str:
    """Damage a cache."""
    files = [path for path in sorted(cache.rglob("*")) if path.is_file()]
    spare = [file for file in files if "spare" in file.parts]
    files = [file for file in files if "spare" not in file.parts]
    facts = [file for file in files if file.name.startswith(("state", "pack-"))]
    if not facts:
        return "no cache"
    ways: tuple[Callable[[Path, Random], object], ...] = (
        _cut,
        _flip,
        lambda file, _: file.unlink(),
    )
    if chance.random() < 0.6:
        way, file = chance.choice(ways), chance.choice((*facts, *facts, *files))
        way(file, chance)
        return f"{file} {way}"
    if spare and chance.random() < 0.4:
        file = chance.choice(spare)
        file.unlink()
        file.write_bytes(b"not what was published")
        return str(file)
    folder = chance.choice((cache, cache / "spare", cache / "templates"))
    shutil.rmtree(folder, ignore_errors=True)
    return f"all of {folder}"


def _cut(file: Path, chance: Random) -> None:
    content = file.read_bytes()
    file.write_bytes(content[: chance.randrange(len(content) + 1)])


def _flip(file: Path, chance: Random) -> None:
    content = bytearray(file.read_bytes())
    for _ in range(min(3, len(content))):
        content[chance.randrange(len(content))] = chance.randrange(256)
    file.write_bytes(content)
