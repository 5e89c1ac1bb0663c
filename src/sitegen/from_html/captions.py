"""Captions as platforms mark them -> figures of HTML."""

from sitegen.from_html.tree import Element, rewrite

_CAPTIONS = (
    *("wp-caption-text", "gallery-caption", "tr-caption", "image-caption", "photo-caption"),
    *("imagecaption", "caption-text", "image-caption-wrapper", "asset-caption", "pic-caption"),
    *("figure-caption", "img-caption", "media-caption", "picture-caption"),
)
_AROUND = 6
"""Levels between a caption and the element around it and its picture."""


def with_figures(root: Element) -> None:
    """Make a figure of each element that holds one picture and its caption."""
    parents = {
        id(child): each
        for each in root.walk()
        for child in each.children
        if isinstance(child, Element)
    }
    for caption in [each for each in root.walk() if each.has_class(*_CAPTIONS)]:
        if caption.tag == "figcaption" or _is_inside(caption, parents, "figure"):
            continue
        around = _around(caption, parents, root)
        while around is not None and around.tag in ("tbody", "tr"):
            around = parents.get(id(around))
        image = around.find("img") if around else None
        if around is None or image is None:
            continue
        link = parents.get(id(image))
        shown = link if link is not None and link.tag == "a" else image
        words = Element("figcaption", {}, caption.children)
        around.tag, around.children = "figure", [shown, words]
        around.attrs = {key: value for key, value in around.attrs.items() if key == "id"}


def _is_inside(element: Element, parents: dict[int, Element], tag: str) -> bool:
    found = parents.get(id(element))
    while found is not None and found.tag != tag:
        found = parents.get(id(found))
    return found is not None


def _around(caption: Element, parents: dict[int, Element], root: Element) -> Element | None:
    words = caption.text().split()
    found = parents.get(id(caption))
    for _ in range(_AROUND):
        if found is None or found is root:
            return None
        pictures = sum(1 for _ in found.elements("img"))
        if pictures:
            return found if pictures == 1 and found.text().split() == words else None
        found = parents.get(id(found))
    return None


def without_gallery_lists(root: Element) -> None:
    """Unwrap the figures in lists that hold nothing but pictures."""

    def change(element: Element) -> list[Element | str] | None:
        if element.tag not in ("ul", "ol") or not element.find("img"):
            return None
        items = [c for c in element.children if isinstance(c, Element)]
        if not all(item.tag == "li" and _is_picture(item) for item in items):
            return None
        return [Element("div", {}, item.children) for item in items]

    rewrite(root, change)


def _is_picture(item: Element) -> bool:
    if not item.find("img"):
        return False
    caption = item.find("figcaption")
    return item.text().split() == (caption.text().split() if caption else [])


def caption_of(figure: Element) -> Element | None:
    """Return the caption of a figure that belongs to all of it."""
    stack = [figure]
    while stack:
        for child in stack.pop().children:
            if isinstance(child, Element):
                if child.tag == "figcaption":
                    return child
                if child.tag != "figure":
                    stack.append(child)
    return None
