"""What the writer notes while it writes: pictures, links, notices, and the ids that links name."""

from sitegen.from_html.types import Picture, Rules
from sitegen.text.addresses import joined
from sitegen.text.regex import regex

_SCHEME = regex(r"[a-z][a-z0-9+.-]*:", 2)


class Context:
    """Lives as long as one text is written."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.pictures: list[Picture] = []
        self.links: list[str] = []
        self.notices: list[str] = []
        self.targets: frozenset[str] = frozenset()
        """Ids of elements that links of the text name."""
        self.levels: dict[int, int] = {}
        """Identity of a heading's element -> its level in the Markdown."""
        self.languages: frozenset[str] = frozenset()
        """Languages of passages in another language than the text."""

    def resolved(self, address: str) -> str:
        """Return an address as it is written in the Markdown."""
        address = address.strip()
        if not self.rules.base or address.startswith("#") or _SCHEME.match(address):
            return address
        return joined(self.rules.base, address)

    def notice(self, text: str) -> None:
        """Note what is shown in another way, once."""
        if text not in self.notices:
            self.notices.append(text)
