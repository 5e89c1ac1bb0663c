"""An export in the format of WordPress -> its posts, and what is not imported with them."""

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from sitegen.importers.fields import children, comments_left_out, damaged, text
from sitegen.importers.foreign import Foreign, Record, Wishes
from sitegen.importers.platforms.wordpress.post import post_of
from sitegen.importers.platforms.wordpress.site import sites_of
from sitegen.importers.platforms.wordpress.terms import further_of, taxonomies_kept
from sitegen.importers.sources import Export
from sitegen.importers.xml.pieces import Piece, pieces
from sitegen.importers.xml.text import sniff
from sitegen.text.regex import regex

_NAMESPACE = "wordpress.org/export/"
_SQUARESPACE = regex(r"author_id>(?:<!\[CDATA\[)?-\d|\bsqs-|squarespace|<link>/[^<]*</link>")


def is_wxr(export: Export, name: str) -> bool:
    """Return whether a member is in the format of WordPress, whoever wrote it."""
    head = sniff(export, name)
    named = any(_NAMESPACE in address for address in head.attributes.values())
    return head.name == "rss" and (named or "<wp:" in head.text)


def is_squarespace(export: Export, name: str) -> bool:
    """Return whether a member in the format of WordPress is from Squarespace."""
    head = sniff(export, name).text
    return "base_blog_url>" not in head and bool(_SQUARESPACE.search(head))


def read_wxr(export: Export, names: Sequence[str], wishes: Wishes) -> Iterator[Record]:
    """Yield every item of some members, and at the end what is not imported with them."""
    sites = sites_of(export, {name: not is_squarespace(export, name) for name in names})
    seen: dict[str, str] = {}
    comments, taxonomies = 0, Counter[str]()
    for piece in pieces(export, names, frozenset({"item"})):
        if not isinstance(piece, Piece):
            yield piece
            continue
        item = piece.element
        comments += len(children(item, "comment"))
        post = post_of(item, sites[piece.member], piece.place, wishes)
        if isinstance(post, Foreign):
            taxonomies.update(further_of(item).keys())
            ident = text(item, "post_id")
            # Copies of a site, and plugins that duplicate posts, give one guid to several.
            if seen.setdefault(post.ident, ident) != ident:
                post = replace(post, ident=f"{post.ident} {ident}")
            post = post if piece.whole else damaged(post)
        yield post
    yield from taxonomies_kept(taxonomies)
    yield from comments_left_out(comments)
