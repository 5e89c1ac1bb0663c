"""The keys of front matter that keep a text private, here and in other tools: one row a meaning.

A row names its keys as ``hiding.py`` reads them: without case, dashes and underscores, a dot before
a key inside a mapping. A value that a row does not know hides as carefully as its other values can,
unless the key is an ordinary word that other tools use for something else.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from sitegen.model import Status


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


YES = _set("true yes on 1 y t x always ja oui si sí sim tak да так evet ano igen はい 是 예 네")
NO = _set("false no off 0 n f never nein non nee não nao nie nej нет ні hayır いいえ 否 아니요")
Reader = Callable[[str], Status | None]
"""Reads a word as it is folded in ``hiding.py``; None: the value is unknown."""


class Rule(NamedTuple):
    """Keys of one meaning."""

    keys: str
    """Separated by spaces."""
    read: Reader
    otherwise: Status
    """What an unknown value means; "published": it means nothing, and is not reported."""
    source: str
    """The tool, and where it documents the keys."""
    narrow: bool = False
    """Whether the tool keeps the text out of one thing only, such as its sitemap."""


def _by(words: Mapping[Status, str]) -> Reader:
    """Read words; those that consist of several are written with full stops between them."""
    known = {
        word.replace(".", " "): status for status, line in words.items() for word in line.split()
    }
    return lambda word: known.get(word.replace("-", " ").replace("_", " "))


def _if_true(status: Status) -> Reader:
    return lambda word: status if word in YES else "published" if word in NO else None


def _if_false(status: Status) -> Reader:
    return lambda word: status if word in NO else "published" if word in YES else None


def _if_given(word: str) -> Status | None:
    return "published" if word in NO else "draft"


_INDEXED = _set(
    "index follow nofollow all noarchive nosnippet noimageindex nocache notranslate noodp noydir"
    " noai noimageai indexifembedded true"
)


def _robots(word: str) -> Status | None:
    directives = word.replace(",", " ").split()
    if not {"noindex", "none"}.isdisjoint(directives):
        return "unlisted"
    known = (each in _INDEXED or each.startswith("max-") for each in directives)
    return "published" if "unavailable_after" in word or all(known) else None


_STATUS = _by(
    {
        "published": "published publish public featured future scheduled live posted online listed"
        " active current approved visible"
        # How far a note of a digital garden has grown.
        " seed seedling sapling budding bud growing evergreen stable final finished complete"
        " completed done",
        "unlisted": "unlisted hidden archived archive",
        "draft": "draft private pending skip trash trashed deleted inactive disabled offline"
        " unpublished not.published withheld embargo embargoed auto.draft review in.review"
        " in.progress wip idea outline todo internal confidential password protected sent"
        " entwurf brouillon borrador rascunho bozza utkast kladde concept szkic",
    }
)
_VISIBILITY = _by(
    {
        "published": "public published everyone world all open listed visible default true",
        "unlisted": "unlisted hidden link link.only",
        "draft": "private members member paid tiers subscribers password password.protected"
        " protected followers friends direct internal draft none false",
    }
)
_ACCESS = _by(
    {
        "published": "public published everyone anyone all any open free open.access true",
        "draft": "private members member members.only paid premium subscribers restricted internal"
        " login password protected closed false",
    }
)
_AUDIENCE = _by({"draft": "only.paid only.free founding paid private members subscribers"})
_BUILD_LIST = _by({"published": "always true", "unlisted": "never local false"})
_BUILD_RENDER = _by({"published": "always true", "draft": "never link false"})

HIDING = (
    # ---------------------------------------------------------------- held back
    Rule(
        "draft isdraft dgdraft saveasdraft entwurf brouillon borrador rascunho bozza szkic koncept"
        " concept utkast kladde luonnos taslak черновик чернетка 草稿 下書き 초안 مسودة טיוטה",
        _if_true("draft"),
        "draft",
        "Hugo, Zola, Astro, Docusaurus, Quarto, MkDocs Material, Nuxt Content; Hashnode",
    ),
    Rule(
        "private isprivate secret confidential internal privat privé privado privato geheim"
        " 非公開 私密",
        _if_true("draft"),
        "draft",
        "Metalsmith, WordPress; https://docs.obsidian.md (community plugins)",
    ),
    Rule(
        "publish dgpublish published ispublished public ispublic dopublish veröffentlicht publié"
        " publicado pubblicato gepubliceerd publicerad opublikowany опубликовано 公開 公开",
        _if_false("draft"),
        "draft",
        "Obsidian Publish (help.obsidian.md/publish/publish), Digital Garden"
        " (dg-docs.ole.dev), Jekyll and Middleman (published), Logseq (public), DEV",
    ),
    Rule(
        "status poststatus publishstatus publishingstatus publicationstatus",
        _STATUS,
        "draft",
        "Pelican (Status), Nikola (status), Ghost, WordPress, Micropub (post-status)",
    ),
    Rule("state stage workflow emailtype", _STATUS, "published", "Tumblr (state), Buttondown"),
    Rule(
        "visibility postvisibility",
        _VISIBILITY,
        "draft",
        "Ghost (ghost.org/docs/admin-api), Micropub (indieweb.org/Micropub-extensions)",
    ),
    Rule("access", _ACCESS, "draft", "Grav (learn.getgrav.org/content/headers), member sites"),
    Rule("audience postaudience", _AUDIENCE, "published", "Substack (audience: only_paid)"),
    Rule(
        "password postpassword passphrase passwd",
        _if_given,
        "draft",
        "hexo-blog-encrypt, Nikola (password), WordPress",
    ),
    Rule(
        "membersonly memberonly subscribersonly paidonly premium paywall paywalled loginrequired"
        " requireslogin protected restricted encrypt encrypted locked emailonly",
        _if_true("draft"),
        "draft",
        "Ghost (email_only), member sites, hexo-blog-encrypt",
    ),
    Rule(
        "headless",
        _if_true("draft"),
        "draft",
        "Hugo (gohugo.io/content-management/page-bundles/#headless-bundle)",
    ),
    Rule(
        "build.render render routable",
        _BUILD_RENDER,
        "draft",
        "Hugo (gohugo.io/content-management/build-options, also _build), Zola (render), Grav",
    ),
    Rule("build", _if_false("draft"), "published", "Hugo (a mapping), home-made sites (false)"),
    Rule(
        "permalink url",
        lambda word: "draft" if word == "false" else None,
        "published",
        "Eleventy (11ty.dev/docs/permalinks), Lume (url: false)",
    ),
    Rule(
        "exclude excluded ignore ignored ignorepost skip skippublish nopublish donotpublish"
        " unpublished unpublish dgunpublish disabled deleted trashed wip",
        _if_true("draft"),
        "draft",
        "Hashnode (ignorePost), home-made sites",
    ),
    Rule("enabled active online", _if_false("draft"), "published", "Craft CMS, Statamic, Publii"),
    # ---------------------------------------------------------------- a page, but in no list
    Rule(
        "unlisted hidden ishidden archived nolist notlisted delisted dghide hidepost hidefromlist",
        _if_true("unlisted"),
        "unlisted",
        "Docusaurus (unlisted), hexo-hide-posts (hidden), Hashnode (delisted)",
    ),
    Rule("hide", _if_true("unlisted"), "published", "Hexo; a list of MkDocs Material hides parts"),
    Rule(
        "eleventyexcludefromcollections",
        _if_true("unlisted"),
        "unlisted",
        "Eleventy (11ty.dev/docs/collections/#option-exclude-content-from-collections)",
    ),
    Rule(
        "build.list", _BUILD_LIST, "unlisted", "Hugo (gohugo.io/content-management/build-options)"
    ),
    Rule(
        "listed islisted visible isvisible", _if_false("unlisted"), "unlisted", "Grav, Docusaurus"
    ),
    Rule("list show article", _if_false("unlisted"), "published", "VuePress Hope (article: false)"),
    # ---------------------------------------------------------------- kept out of one thing
    Rule(
        "noindex isnoindex robotsnoindex norobots",
        _if_true("unlisted"),
        "unlisted",
        "PaperMod (robotsNoIndex), Yoast, Docusaurus themes",
        narrow=True,
    ),
    Rule(
        "robots metarobots robotsmeta robotstag",
        _robots,
        "unlisted",
        "developers.google.com/search/docs/crawling-indexing/robots-meta-tag; HedgeDoc",
        narrow=True,
    ),
    Rule(
        "index robots.index indexed indexable",
        _if_false("unlisted"),
        "published",
        "Next.js and Nuxt SEO (robots: {index: false})",
        narrow=True,
    ),
    Rule(
        "sitemap sitemap.include insitemap",
        _if_false("unlisted"),
        "published",
        "jekyll-sitemap (github.com/jekyll/jekyll-sitemap), Hexo",
        narrow=True,
    ),
    Rule(
        "sitemap.disable sitemap.exclude sitemap.ignore sitemapexclude excludefromsitemap nositemap"
        " hidefromsitemap",
        _if_true("unlisted"),
        "unlisted",
        "Hugo (gohugo.io/configuration/sitemap), Eleventy and Astro plugins",
        narrow=True,
    ),
    Rule(
        "searchexclude excludesearch excludefromsearch searchhidden hiddenfromsearch search.exclude"
        " hidefromsearch nosearch skipsearch",
        _if_true("unlisted"),
        "unlisted",
        "Just the Docs (search_exclude), Hextra, PaperMod, MkDocs Material, Sphinx (nosearch)",
        narrow=True,
    ),
    Rule(
        "search searchable insearchindex pagefind",
        _if_false("unlisted"),
        "published",
        "Zola (in_search_index), Quarto and VitePress (search), Starlight (pagefind)",
        narrow=True,
    ),
    Rule(
        "hiddeninhomelist hiddenfromhomepage hidefromhome hideonhome hiddenfromrss excludefromfeed"
        " skipfeed nofeed excludefromindex excludefromlist excludefromlists",
        _if_true("unlisted"),
        "unlisted",
        "PaperMod, LoveIt and DoIt (themes of Hugo)",
        narrow=True,
    ),
    Rule("feed rss infeed", _if_false("unlisted"), "published", "home-made sites", narrow=True),
)

SECRETS = _set("password postpassword passphrase passwd")
"""Keys whose values no message shows."""
CONTAINERS = _set("extra params seo metadata meta page custom data frontmatter head")
"""Mappings whose keys count as if they were outside."""
TYPOS = {
    name: rule
    for rule in HIDING
    for name in rule.keys.split()
    if name in ("draft", "private", "published", "publish", "unlisted", "hidden", "visibility")
}
"""Keys that a misspelt one may mean; it hides only where its value says so."""
APPEARS = _set(
    "date publishdate pubdate publishedat publishedon publisheddate datepublished publishon"
    " publishat scheduled scheduledat scheduledfor embargo embargoeduntil embargountil golive"
    " releasedate availablefrom postdate postedat publicationdate pubdatetime published publish"
)
"""Dates before which a text is held back: Hugo (publishDate), Ghost (published_at), Craft."""
EXPIRES = _set(
    "expires expire expiry expirydate unpublishdate expirationdate expiredate expiresat"
    " expireson unpublishat unpublishon validuntil"
)
"""Dates from which a text is held back: Hugo (expiryDate, unpublishdate), Craft, Grav."""
