"""A small collection in real files, as the desk of the preview sees it."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from sitegen.collection.index import Surroundings, assemble
from sitegen.config.config import Config
from sitegen.content.loader.walk import load
from sitegen.content.parse import Parser
from sitegen.content.visibility import Showing, select
from sitegen.model import Moment, Source
from sitegen.serve.desk.desk import DeskData
from sitegen.serve.desk.find import Finder, Hit
from sitegen.theme.assets import Assets
from sitegen.views.pages import linkable

NOW = Moment(datetime(2026, 11, 22, tzinfo=UTC))
SITE = Config(title="Essays & more", base_url="https://essays.example/")
FILES = {
    "essays/one.md": "---\ntitle: One\ntags: [passion, strategy]\n---\n\nSee [two](two.md).\n",
    "essays/two.md": "---\ntitle: Two *and* a half\ntags: [passions]\n---\n\nWords in a row.\n",
    "essays/alone.md": "---\ntitle: Alone\n---\n\nNobody links here; <i>passion</i> in Zürich.\n",
    "essays/draft.md": "---\ntitle: Not yet\ndraft: true\ntags: passion\n---\n\nA draft.\n",
    "essays/due.md": "---\ntitle: Soon\ndate: 2026-12-01\n---\n\nDue.\n",
    "essays/due-first.md": "---\ntitle: Sooner\ndate: 2026-11-30\n---\n\nDue.\n",
    "essays/past.md": "---\ntitle: Past\nexpires: 2020-01-01\n---\n\nGone.\n",
    "essays/hidden.md": "---\ntitle: Hidden\nstatus: unlisted\n---\n\nFor those with the link.\n",
}


def find(finder: Finder, sources: Iterable[Source], query: str) -> tuple[Hit, ...]:
    """Find words in sources, each its own version."""
    known = {source.path: source for source in sources}
    return finder.find(known, known.__getitem__, query)


def desk_data(
    root: Path, finder: Finder, files: Mapping[str, str] = FILES, *, drafts: bool = True
) -> DeskData:
    """Do what the server does, over real files; all were changed at noon of one day."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    sources, tree = load(root)
    parser = Parser(SITE)
    texts = tuple(parser.parse(source).essay for source in sources)
    held = select(texts, Showing(NOW), SITE)[1]
    shown = select(texts, Showing(NOW, drafts=drafts, future=drafts), SITE)[0]
    surroundings = Surroundings(tree, Assets({}, {}), linkable)
    index = assemble(SITE, shown, held, surroundings, parser.inline)
    noon = datetime(2026, 11, 20, 12, tzinfo=UTC).timestamp()
    return DeskData(
        index=index,
        texts=texts,
        held=held,
        problems=tuple(problem for text in texts for problem in text.problems),
        changed={source.path: noon for source in sources},
        editor=lambda place: f"vscode://file/site/{place}",
        find=lambda query: find(finder, sources, query),
    )
