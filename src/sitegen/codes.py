"""Every problem code: what it means and how to mend it (``sitegen explain``, docs/problems.md)."""

from typing import NamedTuple


class Code(NamedTuple):
    """The explanation of one code."""

    title: str
    """A noun phrase: "Front matter is not closed"."""
    meaning: str
    """What sitegen saw and why it matters, in one to three sentences."""
    remedy: str
    """What to do, with an example where one helps."""


CODES: dict[str, Code] = {
    # ---- 1xx: files of the collection (loader)
    # ---- 2xx: front matter
    # ---- 3xx: text (Markdown)
    # ---- 4xx: links and images
    # ---- 5xx: themes and relations
    # ---- 6xx: addresses and outputs
    # ---- 7xx: templates
    # ---- 8xx: site.yaml and the command line
    # ---- 9xx: writing
}
