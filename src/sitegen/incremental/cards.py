"""Pages -> their cards, each drawn again only if what it shows changed."""

import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from msgspec import Struct

from sitegen.incremental.cache import Cache
from sitegen.incremental.inputs import BuildRequest, Inputs
from sitegen.incremental.pages import PageBuilder, PageFile
from sitegen.pictures.share import ShareCard
from sitegen.store.codec import encode, fingerprint
from sitegen.store.files import atomic_write
from sitegen.views.types import Page
from sitegen.workers.parallel import spread

_CHUNK = 8


class _Job(Struct, frozen=True):
    card: ShareCard
    picture: str
    """The file that the card shows; "" for none."""
    file: Path
    """Where the card is kept."""


def with_cards(
    files: Mapping[str, str],
    pages: Mapping[str, PageFile],
    builder: PageBuilder,
    given: tuple[BuildRequest, Inputs],
    cache: Cache,
) -> Mapping[str, str]:
    """Draw the cards of pages that are not kept, and add all to the files to copy."""
    request, inputs = given
    folder = cache.folder / "cards"
    others = {path: file for path, file in files.items() if not file.startswith(f"{folder}/")}
    wanted = {page.memory.card[0]: page for page in pages.values() if page.memory.card[0]}
    if not wanted:
        shutil.rmtree(folder, ignore_errors=True)
        return others
    folder.mkdir(exist_ok=True)
    kept = {
        path: folder / _name(page, others.get(page.memory.card[1], ""), inputs, cache)
        for path, page in wanted.items()
    }
    have = {file.name for file in folder.iterdir()}
    jobs = [
        _Job(card, others.get(card.picture, ""), file)
        for path, file in kept.items()
        if file.name not in have and (card := _card(builder, wanted[path]))
    ]
    if jobs:
        _draw(request.root, jobs)
    for name in have - {file.name for file in kept.values()}:
        with suppress(OSError):
            (folder / name).unlink()
    return others | {path: str(file) for path, file in kept.items()}


def _name(page: PageFile, picture: str, inputs: Inputs, cache: Cache) -> str:
    """Return the name under which a card is kept: a fingerprint of all that decides its bytes."""
    state = b""
    if picture:
        stat = inputs.copied.get(picture)
        state = encode(stat) if stat else Path(picture).read_bytes()
    path = page.memory.card[0]
    return fingerprint(cache.program, path.encode(), picture.encode(), state).hex()


def _card(builder: PageBuilder, page: PageFile) -> ShareCard | None:
    view = builder.view_of(page)
    return view.head.card if isinstance(view, Page) else None


def _draw(root: Path, jobs: Sequence[_Job]) -> None:
    # Pillow is imported before other processes begin, once for all of them.
    from sitegen.pictures import drawing  # noqa: F401, PLC0415 (Pillow, for new cards only)

    for _ in spread(partial(_draw_some, root), jobs, _CHUNK):
        pass


def _draw_some(root: Path, jobs: Sequence[_Job]) -> list[Path]:
    from sitegen.pictures.drawing import draw  # noqa: PLC0415 (Pillow, for new cards only)

    for job in jobs:
        atomic_write(job.file, draw(job.card, root, job.picture))
    return [job.file for job in jobs]
