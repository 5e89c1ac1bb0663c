"""Texts and files with errors: what is left out of a site, and what disappears from it."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from sitegen.content.loader.walk import Tree
from sitegen.incremental.pages import BuildPlan
from sitegen.incremental.state import PageMemory
from sitegen.incremental.texts import Texts
from sitegen.problems.errors import Place, Problem


def reported(
    plan: BuildPlan, known: Mapping[str, PageMemory], on_disk: Collection[str]
) -> Iterator[Problem]:
    """Report all that is left out because of errors, and the pages that disappear with it.

    ``known`` are the pages of the last build, and ``on_disk`` is all that is published now.
    """
    own = {page.source: path for path, page in known.items() if _is_page(page)}
    made = {job.path for job in plan.jobs} if plan.summary.left_out else set[str]()
    for path, page in plan.summary.left_out.items():
        was = own.get(path, "" if known else page)
        gone = f"; its page '/{was.removesuffix('index.html')}' disappears from the site"
        disappears = was and was in on_disk and was not in made
        message = f"left out because of its errors{gone if disappears else ''}"
        yield Problem(Place(path), "W612", message, "correct the errors and build again")


def _is_page(page: PageMemory) -> bool:
    return page.template not in ("", "redirect.html", "path-print.html")


def sound_texts(problems: Sequence[Problem], texts: Texts) -> tuple[int, int]:
    """Return how many texts could be published without those with errors, and of how many.

    Return zeros if none could, or if an error concerns more than texts and files.
    """
    wrong = {problem.place.path for problem in problems if problem.severity == "error"}
    sound = len(texts.memories.keys() - wrong)
    possible = {*texts.memories, *texts.tree.assets, *not_read(texts.tree)}
    others = [path for path in wrong - possible if not path.startswith("static/")]
    return (0, 0) if others or not wrong else (sound, len(texts.memories))


def not_read(tree: Tree) -> frozenset[str]:
    """Return the files that no build can read because of their names."""
    return frozenset(one.place.path for one in tree.problems if one.code == "E103")
