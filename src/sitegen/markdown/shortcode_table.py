"""The shortcodes of other tools that are understood: one row for each, under its documentation.

A shortcode that has no row is printed unchanged and reported.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal, NamedTuple

Form = Literal["hugo", "liquid", "include", "call", "wordpress"]
"""How it is written: ``{{< x >}}`` or ``{{% x %}}``, ``{% x %}``, ``{% include x.html %}``,
``{{ x() }}`` or ``{% x() %}``, ``[x]``."""
Kind = Literal[
    "code",  # what it encloses is code
    "math",  # what it encloses is TeX
    "raw",  # what it encloses contains no shortcodes
    "picture",
    "words",  # a picture whose arguments are words in order: classes, file, width, height, title
    "caption",  # encloses a picture and its caption
    "frame",  # a page of another site inside this one
    "enclosed",  # encloses the address of such a page
    "player",  # a file of sound or film
    "page",  # a link to another text, by its file
    "button",  # encloses the words of a link
    "quote",  # encloses a quotation
    "note",  # encloses a box beside the text
    "details",  # encloses what readers unfold
    "keep",  # only the words that it encloses stay, and its title
    "footnote",  # encloses a note
    "sidenote",  # an argument is a note
    "phrase",  # an argument is part of the text
    "param",  # a value of the front matter
    "drop",  # nothing stays
]


class Shortcode(NamedTuple):
    """The meaning of a shortcode."""

    kind: Kind
    roles: Mapping[str, tuple[str, ...]]
    """Role of an argument -> its names; a number is the position of one without a name."""
    address: str
    """Pattern of the address that a frame shows; each ``{}`` is an argument of role ``id``."""

    @property
    def has_end(self) -> bool:
        """Return whether it always encloses something."""
        return self.kind in _ENCLOSING


_ENCLOSING = {
    *("button", "caption", "code", "details", "enclosed", "footnote", "keep", "math", "note"),
    *("quote", "raw"),
}

_PICTURE = "address=src,url,path,image_path,file,image,img,link_src,0 alt=alt,1 caption=caption"
_PICTURE += " title=title credit=attr link=link width=width height=height"
_INCLUDED = _PICTURE.replace("alt=alt,1", "alt=alt,alt_text,description")
_NOTE = "kind=type,kind,level,0 title=title,1"

# Each row: forms, kind, names, roles of arguments, address of a frame.
ROWS: tuple[tuple[str, Kind, str, str, str], ...] = (
    # Code ------------------------------------------------------------------------------------
    # https://gohugo.io/shortcodes/highlight/ and the same of themes
    ("hugo", "code", "highlight code codeblock code-block", "language=0,lang,language", ""),
    # The same code in several notations: https://github.com/gohugoio/gohugoioTheme
    ("hugo", "code", "code-toggle", "", ""),
    # https://gohugo.io/content-management/diagrams/ as shortcodes of themes: hugo-book, Learn
    ("hugo", "code", "mermaid", "as=mermaid", ""),
    # https://hugo-book-demo.netlify.app/docs/shortcodes/katex/
    ("hugo", "math", "katex math mathjax latex", "", ""),
    # https://jekyllrb.com/docs/liquid/tags/#code-snippet-highlighting
    ("liquid", "code", "highlight", "language=0", ""),
    # https://octopress.github.io/docs/blogging/code/ and https://hexo.io/docs/tag-plugins#Code-Block
    ("liquid", "code", "codeblock code", "language=lang,language title=words", ""),
    # What a template prints elsewhere; https://mozilla.github.io/nunjucks/templating.html#set
    ("liquid", "code", "set", "", ""),
    # https://shopify.github.io/liquid/tags/template/#raw, https://mozilla.github.io/nunjucks/
    ("liquid", "raw", "raw verbatim", "", ""),
    # https://wordpress.com/support/code/posting-source-code/
    ("wordpress", "code", "code sourcecode source", "language=language,lang,0", ""),
    # https://wordpress.org/plugins/codecolorer/, https://wordpress.org/plugins/crayon-syntax-highlighter/
    ("wordpress", "code", "cc crayon", "language=lang,language,0", ""),
    # https://wordpress.org/plugins/syntaxhighlighter/: the name is that of the language
    *(
        ("wordpress", "code", name, f"as={language}", "")
        for name, language in (
            ("bash", "bash"),
            ("shell", "bash"),
            ("c", "c"),
            ("cpp", "cpp"),
            ("csharp", "csharp"),
            ("css", "css"),
            ("diff", "diff"),
            ("erlang", "erlang"),
            ("go", "go"),
            ("groovy", "groovy"),
            ("haskell", "haskell"),
            ("html", "html"),
            ("java", "java"),
            ("javascript", "javascript"),
            ("js", "javascript"),
            ("matlab", "matlab"),
            ("perl", "perl"),
            ("php", "php"),
            ("plain", "text"),
            ("powershell", "powershell"),
            ("python", "python"),
            ("r", "r"),
            ("ruby", "ruby"),
            ("scala", "scala"),
            ("sql", "sql"),
            ("text", "text"),
            ("vb", "vb"),
            ("xml", "xml"),
            ("yaml", "yaml"),
        )
    ),
    # Pictures --------------------------------------------------------------------------------
    # https://gohugo.io/shortcodes/figure/ and the same of themes: Blowfish, Congo, hugo-book
    ("hugo call", "picture", "figure img image picture photo", _PICTURE, ""),
    # Files of themes: https://mmistakes.github.io/minimal-mistakes/docs/helpers/#figure, al-folio
    ("include", "picture", "figure image img picture photo responsive-image", _INCLUDED, ""),
    # https://www.11ty.dev/docs/plugins/image/
    ("liquid", "picture", "image picture", _PICTURE, ""),
    # https://octopress.github.io/docs/plugins/image-tag/, https://hexo.io/docs/tag-plugins#Image
    ("liquid", "words", "img asset_img", "", ""),
    # https://codex.wordpress.org/Caption_Shortcode
    ("wordpress", "caption", "caption wp_caption", "caption=caption", ""),
    # https://wordpress.com/support/wordpress-editor/blocks/gallery-block/ names only numbers
    ("wordpress", "drop", "gallery", "", ""),
    # Frames ----------------------------------------------------------------------------------
    # https://gohugo.io/shortcodes/youtube/, https://hexo.io/docs/tag-plugins#YouTube,
    # https://www.getzola.org/documentation/content/shortcodes/, files of Jekyll's themes
    (
        "hugo liquid include call wordpress",
        "frame",
        "youtube youtube-lite lite-youtube",
        "id=id,video_id,video,url,0 title=title",
        "https://www.youtube.com/watch?v={}",
    ),
    # https://gohugo.io/shortcodes/vimeo/
    (
        "hugo liquid include call wordpress",
        "frame",
        "vimeo",
        "id=id,video_id,url,0 title=title",
        "https://vimeo.com/{}",
    ),
    # https://gohugo.io/shortcodes/x/
    ("hugo", "frame", "x", "id=id,0", "https://x.com/i/status/{}"),
    # https://hexo.io/ and Jekyll's plugins, https://wordpress.com/support/twitter/
    (
        "hugo liquid include call wordpress",
        "frame",
        "tweet twitter",
        "id=id,url,0",
        "https://x.com/i/status/{}",
    ),
    # https://gohugo.io/shortcodes/instagram/
    (
        "hugo liquid include wordpress",
        "frame",
        "instagram",
        "id=id,url,0",
        "https://www.instagram.com/p/{}/",
    ),
    # https://gohugo.io/content-management/shortcodes/#gist
    ("hugo", "frame", "gist", "id=0 id2=1", "https://gist.github.com/{}/{}"),
    # https://github.com/jekyll/jekyll-gist, https://wordpress.com/support/gist/
    ("liquid include wordpress", "frame", "gist", "id=id,url,0", "https://gist.github.com/{}"),
    # https://mmistakes.github.io/minimal-mistakes/docs/helpers/#responsive-video-embed
    (
        "include",
        "frame",
        "video",
        "id=id provider=provider",
        "https://www.youtube.com/watch?v={}",
    ),
    # https://developer.spotify.com/documentation/embeds in themes of Hugo and Zola
    ("hugo call", "frame", "spotify", "id=type id2=id", "https://open.spotify.com/{}/{}"),
    # https://www.bilibili.com/ in themes of Hugo: LoveIt, Stack
    ("hugo liquid", "frame", "bilibili", "id=id,0", "https://www.bilibili.com/video/{}"),
    # https://docs.asciinema.org/ in themes of Hugo and Zola
    ("hugo liquid call", "frame", "asciinema", "id=id,0", "https://asciinema.org/a/{}"),
    # https://hexo.io/docs/tag-plugins#jsFiddle and #iframe; Hugo's themes
    ("liquid", "frame", "jsfiddle", "id=0", "https://jsfiddle.net/{}/"),
    ("hugo liquid", "frame", "iframe", "id=src,url,0 title=title", "{}"),
    # https://www.slideshare.net/, https://speakerdeck.com/ and Google's slides in themes
    (
        "hugo liquid wordpress",
        "frame",
        "slideshare",
        "id=id,0",
        "https://www.slideshare.net/slideshow/embed_code/{}",
    ),
    ("hugo liquid", "frame", "speakerdeck", "id=id,0", "https://speakerdeck.com/player/{}"),
    ("hugo", "frame", "gslides", "id=src,0", "{}"),
    # https://getnikola.com/handbook.html#media
    ("hugo", "frame", "media", "id=url,0", "{}"),
    # https://wordpress.com/support/wordpress-editor/blocks/embed-block/
    ("wordpress", "enclosed", "embed", "", ""),
    # https://codex.wordpress.org/Audio_Shortcode, https://codex.wordpress.org/Video_Shortcode
    ("wordpress", "player", "audio", "address=src,mp3,ogg,wav,m4a,flac as=audio", ""),
    ("wordpress", "player", "video", "address=src,mp4,m4v,webm,ogv as=video", ""),
    # https://octopress.github.io/docs/plugins/video-tag/
    ("liquid", "player", "video", "address=src,0 as=video", ""),
    # Links -----------------------------------------------------------------------------------
    # https://gohugo.io/shortcodes/ref/, https://gohugo.io/shortcodes/relref/
    ("hugo", "page", "ref relref", "address=path,0", ""),
    # https://jekyllrb.com/docs/liquid/tags/#links, https://hexo.io/docs/tag-plugins#Include-Posts
    ("liquid", "page", "post_url link post_path asset_path", "address=0 words=rest", ""),
    ("liquid", "page", "post_link asset_link", "address=0 words=rest", ""),
    # https://hugo-book-demo.netlify.app/docs/shortcodes/buttons/, Learn, Docsy
    ("hugo", "button", "button", "address=href,relref,link,url,0", ""),
    # https://gohugo.io/shortcodes/param/
    ("hugo", "param", "param", "name=0", ""),
    # Quotations ------------------------------------------------------------------------------
    # https://octopress.github.io/docs/plugins/blockquote/, https://hexo.io/docs/tag-plugins#Block-Quote
    ("liquid", "quote", "blockquote quote", "author=words", ""),
    # https://hexo.io/docs/tag-plugins#Pull-Quote, https://octopress.github.io/docs/plugins/pullquote/
    ("liquid", "quote", "pullquote", "", ""),
    # Themes of Hugo and Zola
    (
        "hugo call",
        "quote",
        "quote blockquote epigraph pullquote pull-quote",
        "author=author,cite,attribution,0 source=source,title,1 link=link,url",
        "",
    ),
    # https://wordpress.com/support/wordpress-editor/blocks/quote-block/ and plugins
    ("wordpress", "quote", "quote blockquote pullquote", "author=author,cite,by", ""),
    # Boxes -----------------------------------------------------------------------------------
    # Themes of Hugo: Docsy, Learn, hugo-book, Blowfish, LoveIt, PaperMod; of Zola: alert, note
    (
        "hugo call",
        "note",
        "note notice tip warning info alert admonition callout hint important caution danger"
        " pageinfo infobox aside",
        _NOTE,
        "",
    ),
    # Themes of Hexo: https://theme-next.js.org/docs/tag-plugins/note
    ("liquid", "note", "note notice tip warning info alert", "kind=0", ""),
    # https://gohugo.io/shortcodes/details/, Learn's expand
    ("hugo", "details", "details expand spoiler", "title=summary,title,0", ""),
    # Columns, tabs and styles of themes: only their titles and contents are words
    (
        "hugo call",
        "keep",
        "center centered columns column col row grid tabs tab tabpane tabItem tabitem steps step"
        " cards card panel section div span lead small large rawhtml raw-html html md markdown"
        " unsafe collapse accordion timeline timelineitem",
        "title=title,header,name,tabName,0",
        "",
    ),
    ("liquid", "keep", "centered center tabs tab", "", ""),
    ("hugo", "drop", "icon toc table-of-contents clear br", "", ""),
    ("liquid", "drop", "toc", "", ""),
    # Notes -----------------------------------------------------------------------------------
    # https://wordpress.org/plugins/footnotes-made-easy/, simple-footnotes, easy-footnotes
    ("wordpress", "footnote", "footnote ref fn efn_note", "", ""),
    # Themes of Hugo: Tufte and others
    ("hugo", "footnote", "footnote sidenote marginnote sn mn", "", ""),
    # https://github.com/clayh53/tufte-jekyll
    ("liquid", "sidenote", "sidenote marginnote", "words=1", ""),
    ("liquid", "phrase", "newthought", "words=0", ""),
)


@cache
def table() -> Mapping[tuple[str, str], Shortcode]:
    """Return all shortcodes by form and name."""
    found: dict[tuple[str, str], Shortcode] = {}
    for forms, kind, names, roles, address in ROWS:
        parts = (part.partition("=") for part in roles.split())
        read = MappingProxyType({role: tuple(keys.split(",")) for role, _, keys in parts})
        for form in forms.split():
            for name in names.split():
                found[form, name] = Shortcode(kind, read, address)
    return MappingProxyType(found)
