"""Texts and files -> the site as planned, for ``build``, ``serve`` and ``check``."""

import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from functools import partial
from pathlib import Path
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from sitegen.book.choice import Choice
from sitegen.book.tree import book_of
from sitegen.collection.index import Index, Surroundings, assemble
from sitegen.config.config import Config
from sitegen.content.clashes import by_claim, settle
from sitegen.content.date_order import decide_dates
from sitegen.content.inherited import with_inherited
from sitegen.content.loader.unread import foreign_formats
from sitegen.content.loader.walk import Tree
from sitegen.content.urls import collisions, output_path
from sitegen.content.visibility import Held, Reason, Showing, select, window
from sitegen.incremental.cache import Cache
from sitegen.incremental.card_style import card_problems, card_style
from sitegen.incremental.inputs import BuildRequest
from sitegen.incremental.pages import BuildPlan, PageJob
from sitegen.incremental.state import Summary
from sitegen.incremental.texts import TextCache, Texts
from sitegen.model import Essay
from sitegen.output.paths import path_problems
from sitegen.problems.errors import Problem, has_error
from sitegen.render import wordlist
from sitegen.store.packs import DamagedError
from sitegen.theme.assets import load_assets
from sitegen.theme.files import template_files, theme_folders, with_known_templates
from sitegen.views.claims import taken, without_replaced
from sitegen.views.pages import Plan, book_files, linkable, plan, site_of
from sitegen.views.search import texts_to_find
from sitegen.workers.parallel import Workers

MANY = 200_000
"""Words beyond which the index of words is in parts."""

Assemble = Callable[[Config, tuple[Essay, ...], tuple[Held, ...], Surroundings], Index]


class SitePlan(Struct, frozen=True):
    """A site as planned."""

    texts: Sequence[Essay]
    """All texts, those held back included, each with its final address and template."""
    held: tuple[Held, ...]
    left_out: Mapping[str, str]
    """Text or file that is left out because of its errors -> its path in the output, if known."""
    index: Index
    """Index of the published texts."""
    pages: tuple[Plan, ...]
    """Every file that is rendered."""
    copies: Mapping[str, tuple[Path, str]]
    """Path in the output -> the file that is copied there, and the name that its owner knows."""
    problems: tuple[Problem, ...]
    """Problems of the site, except those of a single text."""

    def faulty(self) -> frozenset[str]:
        """Return the texts and copied files that errors of the site concern."""
        wrong = {problem.place.path for problem in self.problems if problem.severity == "error"}
        sources = {source for _, source in self.copies.values()}
        return frozenset(wrong & {*self.index.texts, *sources})


def plan_site(
    root: Path,
    config: Config,
    showing: Showing,
    texts: Sequence[Essay],
    files: Surroundings,
    assemble: Assemble,
) -> SitePlan:
    """Plan a site; ``build`` refuses exactly the sites that have an error among the problems.

    ``assemble`` makes the index, from the settings, the published texts, those held back, and the
    files. A build that is to keep going leaves out texts with errors, and files that cannot be
    published beside a text, until no error is left that concerns such a text or file alone.
    """
    texts = with_inherited(root, texts, files.tree.assets, config)
    texts, doubts = decide_dates(texts, config)
    faulty = {text.path for text in texts if has_error(text.problems)}
    planner = _Planner(root, config, showing, texts, files, assemble, doubts)
    site = planner.plan(faulty if showing.keep_going else set())
    while showing.keep_going and (more := site.faulty() - site.left_out.keys()):
        errors = [problem for problem in site.problems if problem.severity == "error"]
        again = planner.plan(more | site.left_out.keys())
        site = replace(again, problems=tuple(sorted({*again.problems, *errors})))
    return site


class _Planner(Struct, frozen=True):
    root: Path
    config: Config
    showing: Showing
    texts: Sequence[Essay]
    files: Surroundings
    assemble: Assemble
    doubts: Sequence[Problem]
    """Problems of dates that several texts decide together."""

    def plan(self, faulty: Set[str]) -> SitePlan:
        """Plan the site without some texts and files."""
        config, files = self.config, self.files
        settled = settle(self.texts, taken(config, self.texts, files.assets), config)
        templates = template_files(self.root)
        texts, missing = with_known_templates(settled.texts, templates)
        superfluous = settled.superfluous | {text.path for text in texts if _is_bare(text)}
        left_out: dict[str, Reason] = dict.fromkeys(superfluous, "superfluous")
        left_out.update(dict.fromkeys(faulty, "faulty"))
        published, held = select(texts, self.showing, config, left_out)
        files = replace(files, private=_private(texts, held))
        index = self.assemble(_with_search(config, published), published, held, files)
        pages, replaced = without_replaced(plan(index), files.assets)
        copied = [one for one in _copies(self.root, index) if one[1][1] not in faulty]
        return SitePlan(
            texts=texts,
            held=tuple(one for one in held if one.reason != "faulty"),
            left_out=self._paths(faulty, texts),
            index=index,
            pages=pages,
            copies=dict(copied),
            problems=tuple(
                sorted(
                    {
                        *self.doubts,
                        *(*settled.problems, *replaced, *missing, *index.problems),
                        *card_problems(index),
                        *(*files.tree.problems, *files.assets.problems, *config.problems),
                        *foreign_formats(self.root, files.tree.assets, index.files),
                        *templates.refusals(),
                        *_clashes(index, pages, copied, texts),
                    }
                )
            ),
        )

    def _paths(self, faulty: Set[str], texts: Sequence[Essay]) -> Mapping[str, str]:
        urls = {text.path: text.card.url for text in texts}
        return {
            path: output_path(urls[path], self.config) if path in urls else ""
            for path in sorted(faulty)
        }


def _clashes(
    index: Index,
    pages: Sequence[Plan],
    copied: Sequence[tuple[str, tuple[Path, str]]],
    texts: Sequence[Essay],
) -> Sequence[Problem]:
    """Find what claims the same path in the output; of two, the later one has the problem."""
    own = [(page.path, page.source) for page in pages]
    others = [(path, source) for path, (_, source) in copied]
    folders = (each.config.folder for each in index.editions if each.essays)
    if index.config.search != "off":
        others += [(folder + wordlist.PATH, "the index of words") for folder in folders]
    if _has_book(index):
        others += ((path, "the book") for path in book_files())
    below = index.config.below_essays
    if any(collisions((*own, *others), below)):
        ranks = {text.path: number for number, text in enumerate(by_claim(texts), 1)}
        own.sort(key=lambda claim: ranks.get(claim[1], 0))
        return tuple(collisions((*own, *others), below))
    return tuple(path_problems(_sound((*own, *others), texts)))


def _sound(claims: Sequence[tuple[str, str]], texts: Sequence[Essay]) -> Iterator[tuple[str, str]]:
    # A text with errors has said what is wrong with its address.
    faulty = {text.path for text in texts if has_error(text.problems)}
    return (claim for claim in claims if claim[1] not in faulty)


def _private(texts: Sequence[Essay], held: Sequence[Held]) -> frozenset[str]:
    """Return the paths that texts held back show or link, as seen from their own folders."""
    hidden = {text.path for text in held}
    named = (
        (posixpath.dirname(text.path), target)
        for text in texts
        if text.path in hidden
        for target in (*(link.target for link in text.facts.links), _image(text))
    )
    return frozenset(posixpath.normpath(posixpath.join(*pair)) for pair in named)


def _image(text: Essay) -> str:
    return unquote(text.meta.image.path) if text.meta.image else ""


def files_beside(root: Path, config: Config, tree: Tree) -> Surroundings:
    """Find the files of a site that are not texts."""
    assets = load_assets((root / "static", theme_folders("static")), config)
    return Surroundings(tree, assets, linkable, root)


def _with_search(config: Config, published: Sequence[Essay]) -> Config:
    """Decide which search the site has, if the settings leave it open."""
    if config.search != "auto":
        return config
    many = sum(text.facts.word_count for text in published if text.kind == "essay") > MANY
    return replace(config, search="full" if many else "small")


def _copies(root: Path, index: Index) -> Iterator[tuple[str, tuple[Path, str]]]:
    for path, file in index.assets.files.items():
        yield path, (file, f"static/{path}")
    for source, path in index.files.items():
        same = index.assets.files.get(path)
        if same is None or not _is_same(same, root / source):
            yield path, (root / source, source)


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.read_bytes() == other.read_bytes()
    except OSError:
        return False


def read_site(request: BuildRequest, cache: Cache) -> SitePlan:
    """Plan a site from its folder; its texts are parsed, or recalled, and remembered."""
    try:
        text_cache = TextCache(request, cache.packs, cache.state)
        texts = text_cache.read(Workers())
        cache.remember_texts(texts)
        return plan_texts(request, texts, text_cache)
    except DamagedError:
        cache.forget()
        return read_site(request, cache)


def plan_texts(request: BuildRequest, texts: Texts, text_cache: TextCache) -> SitePlan:
    """Plan a site from its parsed texts."""
    root, config = request.root, request.config
    essays = [text_cache.essay(text) for text in texts.memories.values()]
    files = files_beside(root, config, texts.tree)
    files = replace(files, cards=card_style(root, config))
    here = partial(assemble, inline=text_cache.parser.inline)
    return plan_site(root, config, request.showing, essays, files, here)


def plan_build(request: BuildRequest, site: SitePlan) -> BuildPlan:
    """Plan all files of a site for a build."""
    index = site.index
    return BuildPlan(
        jobs=tuple(
            PageJob(page.path, page.template, page.source, page.view) for page in site.pages
        ),
        copies={path: str(file) for path, (file, _) in site.copies.items()},
        summary=Summary(
            essays=sum(len(each.essays) + len(each.unlisted) for each in index.editions),
            themes=sum(len(each.tags.themes) for each in index.editions),
            pages=sum(page.template not in ("", "redirect.html") for page in site.pages),
            held=site.held,
            problems=site.problems,
            window=window(site.texts, request.showing, request.config),
            site=site_of(index),
            sites={each.config.language: site_of(each) for each in index.others},
            anchored=frozenset(_anchored(index)),
            findable={
                each.config.folder: paths
                for each in index.editions
                if (paths := texts_to_find(each))
            },
            in_parts=index.config.search == "full",
            book=book_of(index, Choice(), request.root) if _has_book(index) else None,
            left_out=site.left_out,
        ),
    )


def _has_book(index: Index) -> bool:
    return index.config.book.link and bool(index.essays)


def _is_bare(text: Essay) -> bool:
    """Return whether a text introduces a folder (``_index.md``) without a word.

    Hugo shows the list of the folder there, so such files often have a title alone.
    """
    name = text.path.rpartition("/")[2]
    facts = text.facts
    return name[0] == "_" and text.kind == "page" and not (facts.word_count or facts.links)


def _anchored(index: Index) -> Iterator[str]:
    """Yield the texts that links with a fragment lead to, even if the fragment is not found."""
    by_url = {str(text.card.url): text.path for text in index.texts.values()}
    for text in index.texts.values():
        for link, href in zip(text.facts.links, index.links.hrefs[text.path], strict=True):
            if not link.fragment:
                continue
            url = (href or "").partition("#")[0].partition("?")[0]
            yield by_url.get(url, text.path) if link.target else text.path
