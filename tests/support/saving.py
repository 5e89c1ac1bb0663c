"""Ways in which editors and tools save a file."""

import subprocess
import time
from pathlib import Path


def in_place(file: Path, text: str) -> None:
    file.write_text(text)


def rename_over(file: Path, text: str) -> None:
    beside = file.with_name(f".{file.name}.tmp")
    beside.write_text(text)
    beside.replace(file)


def rename_from_outside(file: Path, text: str) -> None:
    outside = file.parent.parent / "outside.tmp"
    outside.write_text(text)
    outside.replace(file)


def backup_dance(file: Path, text: str) -> None:
    backup = file.with_name(f"{file.name}~")
    file.rename(backup)
    file.write_text(text)
    backup.unlink()


def probed_backup_dance(file: Path, text: str) -> None:
    probe, swap = file.with_name("4913"), file.with_name(f".{file.name}.swp")
    swap.write_text("an editor's own")
    probe.write_text("")
    probe.unlink()
    backup_dance(file, text)
    swap.unlink()


def backup_moved_out_of_the_tree(file: Path, text: str) -> None:
    backups = file.parent.parent.parent / f"backups-{file.parent.parent.name}"
    backups.mkdir(exist_ok=True)
    file.replace(backups / file.name)
    file.write_text(text)


def delete_and_recreate(file: Path, text: str) -> None:
    file.unlink()
    file.write_text(text)


def stream_editor(file: Path, text: str) -> None:
    whole = text.replace("\n", "\\n")
    subprocess.run(["sed", "-i", "-z", f"s/.*/{whole}/", file], check=True)


def slow_write(file: Path, text: str) -> None:
    with file.open("w") as writer:
        for letter in text:
            writer.write(letter)
            writer.flush()
            time.sleep(0.01)


WAYS = [
    in_place,
    rename_over,
    rename_from_outside,
    backup_dance,
    probed_backup_dance,
    backup_moved_out_of_the_tree,
    delete_and_recreate,
    stream_editor,
    slow_write,
]
