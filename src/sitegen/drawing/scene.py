"""Types of maps: scenes, and drawings of them."""

from msgspec import Struct

from sitegen.model import Url


class Item(Struct, frozen=True, array_like=True, gc=False):
    """An essay or a theme on a map."""

    key: str
    kind: str
    name: str
    url: Url
    lang: str = ""


class Scene(Struct, frozen=True, array_like=True, gc=False):
    """The contents of a map: essays and their themes, or themes alone."""

    themes: tuple[Item, ...] = ()
    all_themes: int = 0
    """Number of all themes; a map may show the largest ones."""
    here: str = ""
    """Key of the theme whose map it is."""
    essays: tuple[Item, ...] = ()
    own: tuple[tuple[str, ...], ...] = ()
    """The themes of each essay, the chief one first."""
    sizes: tuple[int, ...] = ()
    """For themes alone: the number of essays of each."""
    shared: tuple[tuple[str, str, int], ...] = ()
    """For themes alone: pairs that have essays in common, and the number of these."""


class Line(Struct, frozen=True, gc=False):
    """A line from one label to another."""

    path: str
    """SVG path data."""
    width: int
    """0 for a faint line: to a theme that is not the essay's chief one."""


class Label(Struct, frozen=True, array_like=True, gc=False):
    """A name on the map, with the lines that begin at it."""

    kind: str
    """``essay``, ``theme``, or ``here`` for the theme whose map it is."""
    name: str
    url: Url
    lang: str
    words: tuple[tuple[int, str], ...]
    """Each line of the name, and the height of its base."""
    x: int
    side: str
    """``end`` where the name ends at x, ``start`` where it begins there."""
    box: tuple[int, int, int, int]
    """Left, top, width and height of its background."""
    lines: tuple[Line, ...] = ()
    cut: bool = False
    """Whether the name was shortened."""


class Row(Struct, frozen=True, array_like=True, gc=False):
    """A row of the table that says the same in words."""

    theme: str
    others: tuple[str, ...]


class Drawing(Struct, frozen=True, array_like=True, gc=False):
    """A map."""

    width: int = 0
    height: int = 0
    labels: tuple[Label, ...] = ()
    rows: tuple[Row, ...] = ()
    essays: int = 0
    """Essays on the map; 0 where it shows themes alone."""
    themes: int = 0
    all_themes: int = 0
    scene: Scene = Scene()
    """Its contents; all else is computed when the page is rendered."""
