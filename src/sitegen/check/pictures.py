"""Rule of pictures: published files that tell where they were taken."""

from collections.abc import Iterator

from sitegen.check.types import Collection, Fact, Finding
from sitegen.pictures.position import has_position
from sitegen.problems.errors import Place, Problem

_REMOVED = "the published copy does not; remove the position from the file if others get it too"
_KEPT = "remove the position from the file, or delete picture_positions: keep from site.yaml"


def located(collection: Collection) -> Iterator[Finding]:
    """Find pictures with position data, which cameras and telephones add."""
    hint = _KEPT if collection.config.picture_positions == "keep" else _REMOVED
    fact = Fact("{} pictures tell where they were taken", hint)
    for name, file in sorted(collection.copies.items()):
        if has_position(file):
            message = "the picture tells where it was taken"
            yield Finding(Problem(Place(name), "W621", message, hint), fact=fact)
