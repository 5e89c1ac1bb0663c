"""A small collection with everything in it, and an author who edits it at random.

An edit is a method of ``Author`` named in ``EDITS``; it changes files as an author, an editor or a
careless script would, and says what it did.
"""

import os
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

Front = dict[str, str]

THEMES = ("Harbours", "Trade", "Ice", "Old maps", "Birds")
CONFIG = {
    "title": "A garden",
    "base_url": "https://garden.example/site/",
    "author": "The Editors",
    "pages": "[about]",
    "licence": "CC BY 4.0",
    "feed_size": "6",
    "former_hosts": "[old.example]",
}
TEMPLATES = {
    "base.html": '{% extends "default/base.html" %}\n{% block footer %}{% include "foot.html" %}'
    '{% include "maybe.html" ignore missing %}{{ super() }}{% endblock %}\n',
    "foot.html": "<p>Foot, {{ site.name }}, {{ site.extra }}</p>\n",
    "wide.html": '{% extends "essay.html" %}\n{% block footer %}'
    '{% include ["parts/" ~ (extra.part or "one") ~ ".html", "foot.html"] %}{% endblock %}\n',
    "page.html": '{% extends "default/page.html" %}\n{% block footer %}'
    "{{ site }} {{ head }} {{ card }} {{ extra }} {{ contents }}{% endblock %}\n",
    "parts/one.html": "<p>Part one of {{ card.name }}</p>\n",
    "parts/two.html": "<p>Part two of {{ card.name }}</p>\n",
}
STATIC = {
    "style.css": "main { color: black }\n",
    "script.js": "let a = 1;\n",
    "notes/read.txt": "Read me.\n",
    "_redirects": "/ancient /about/ 301\n",
}


@dataclass
class Garden:
    """The sources of a site, by path, as their author knows them."""

    root: Path
    texts: dict[str, tuple[Front, list[str]]] = field(default_factory=dict)
    config: dict[str, str] = field(default_factory=lambda: dict(CONFIG))

    def plant(self) -> None:
        """Write the whole site for the first time."""
        for number, name in enumerate(("ash", "birch", "cedar", "dogwood", "elm", "fir/index")):
            tags = f"[{THEMES[number % 5]}, {THEMES[(number * 2 + 1) % 5]}]"
            front = {"title": f"On {name}", "date": f"20{10 + number}-03-0{1 + number}"}
            self.write(f"essays/{name}.md", front | {"tags": tags}, _paragraphs(number))
        self.texts["essays/ash.md"][0]["relations"] = (
            "[{kind: disagrees, essay: birch, reason: It *doubts* that}]"
        )
        self.texts["essays/birch.md"][0]["template"] = "wide.html"
        self.texts["essays/cedar.md"][0]["draft"] = "true"
        self.texts["essays/dogwood.md"][0]["date"] = "2026-02-03"
        self.texts["essays/elm.md"][0]["aliases"] = "[/old/elm.html]"
        about = {"title": "About", "extra": "{part: two, list: [1, 2.5, yes, {a: b}]}"}
        self.write("essays/_pages/about.md", about, ["What this is. See [[On ash]]."])
        trade = {"title": "Trade", "aliases": "[commerce]", "narrower": "[harbours]"}
        trade["order"] = "[{essay: birch, why: It comes *first*}]"
        self.write("essays/_themes/trade.md", trade, ["Trade leads [on](../ash.md#why-so)."])
        for path in self.texts:
            self.save(path)
        self.put("essays/fir/plan.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>\n")
        self.put("essays/loose.png", "no picture\n")
        for name, text in TEMPLATES.items():
            self.put(f"templates/{name}", text)
        for name, text in STATIC.items():
            self.put(f"static/{name}", text)
        self.save_config()

    def write(self, path: str, front: Front, body: list[str]) -> None:
        self.texts[path] = (front, body)
        self.save(path)

    def save(self, path: str) -> None:
        front, body = self.texts[path]
        lines = "".join(f"{key}: {value}\n" for key, value in front.items())
        words = "\n\n".join(body)
        self.put(path, f"---\n{lines}---\n\n{words}\n")

    def save_config(self) -> None:
        self.put("site.yaml", "".join(f"{key}: {value}\n" for key, value in self.config.items()))

    def put(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def _paragraphs(number: int) -> list[str]:
    return [
        f"It begins -- as ever -- with a paragraph {number}, and [words of ice]{{theme=ice}}.",
        "## Why so",
        "See [the ash](ash.md#why-so), [[On birch]], [a plan](fir/plan.svg) and a note[^n].",
        "[^n]: The note, with [a link](/site/elm/).",
    ]


class Author:
    """Edits a garden, an option of the build or what builds left, at random."""

    def __init__(self, garden: Garden, seed: int) -> None:
        self.garden = garden
        self.root = garden.root
        self.chance = random.Random(seed)
        self.now = "2026-01-01"
        self.options: tuple[str, ...] = ()
        """Of the next build alone."""
        self.foreign: dict[str, bytes] = {}
        """What others put into the output."""
        self.mend: Callable[[], object] | None = None
        """Takes back what broke the site."""
        self._count = 0

    def edit(self) -> str:
        """Do something, and say what."""
        self.options = ()
        if self.mend and self.chance.random() < 0.6:
            mend, self.mend = self.mend, None
            mend()
            return "mend"
        name = self.chance.choice(EDITS)
        done = getattr(self, name)()
        return f"{name} {done or ''}"

    def _number(self) -> int:
        self._count += 1
        return self._count

    def _text(self, folder: str = "essays/") -> str:
        return self.chance.choice([path for path in self.garden.texts if path.startswith(folder)])

    # ---------------------------------------------------------------- words and front matter

    def body(self) -> str:
        path = self._text()
        body = self.garden.texts[path][1]
        at = self.chance.randrange(len(body) + 1)
        other = Path(self._text()).stem
        number = self._number()
        found = self.chance.choice(
            [
                f"A new paragraph {number}.",
                f"A [link]({other}.md) in {number}.",
                f"A [link](../essays/{other}.md#h{number - 1}).",
                f"A wiki link to [[On {other}]] and [[On {other}#why so]].",
                f"## H{number}",
                f"## Why so {{#h{number}}}",
                f"A [passage {number}]{{theme={self.chance.choice(('ice', 'trade', 'new'))}}}.",
                f"![a picture](loose.png) and a note[^a{number}].\n\n[^a{number}]: Note {number}.",
                f"```python\nx = {number}\n```",
                "[up](#why-so), [away](https://old.example/site/ash/#why-so), [lost](nowhere.md)",
            ]
        )
        if len(body) > 7 or (body and self.chance.random() < 0.4):
            body[min(at, len(body) - 1)] = found
        else:
            body.insert(at, found)
        self.garden.save(path)
        return f"{path}: {found!r}"

    def small_body(self) -> str:
        path = self._text()
        self.garden.texts[path][1].append(f"Only words, {self._number()}.")
        self.garden.save(path)
        return path

    def front(self) -> str:
        path = self._text()
        front = self.garden.texts[path][0]
        number = self._number()
        key, values = self.chance.choice(
            [
                ("title", (f'"Number *{number}*"', "On ash", f"On {Path(path).stem}")),
                ("date", ("2026-01-02", "2012-05-06 07:08", f"20{10 + number % 15}-01-01", "")),
                ("updated", ("2025-12-31", "")),
                ("summary", (f"A summary {number}.", "")),
                ("slug", (f"slug-{number}", "")),
                ("draft", ("true", "false", "")),
                ("status", ("unlisted", "published", "")),
                ("expires", ("2026-01-03", "2025-01-01", "")),
                ("tags", ("[Ice]", f"[Trade, New {number % 3}]", "[commerce, Birds]", "")),
                ("aliases", (f"[/was/{number % 4}.html]", "[harbour]", "")),
                ("lang", ("de", "")),
                ("template", ("wide.html", "none.html", "")),
                ("extra", ("{part: two}", "{part: three, n: 1}", "")),
                ("image", ("loose.png", "")),
                ("order", ("[ash, {essay: elm, why: Last}]", "")),
                ("broader", ("[Birds]", "[Ice]", "")),
                ("url", ("/trees/one/", "")),
            ]
        )
        front[key] = self.chance.choice(values)
        if not front[key]:
            del front[key]
        self.garden.save(path)
        return f"{path}: {key}: {front.get(key)}"

    def shift(self) -> str:
        """Move the front matter down by blank lines; its own bytes stay."""
        path = self._text()
        file = self.root / path
        file.write_text("\n" * self.chance.randrange(4) + file.read_text("utf-8"), "utf-8")
        return path

    # ---------------------------------------------------------------- files

    def new(self) -> str:
        number = self._number()
        folder = self.chance.choice(("", "", "_themes/", "_pages/", "deep/"))
        name = self.chance.choice(("ice", "birds", f"n{number}", "README2"))
        path = f"essays/{folder}{name}.md"
        self.garden.write(path, {"title": f"New {number}", "tags": "[Ice]"}, _paragraphs(number))
        return path

    def delete(self) -> str:
        path = self._text()
        if len(self.garden.texts) > 5:
            del self.garden.texts[path]
            (self.root / path).unlink()
        return path

    def rename(self) -> str:
        path = self._text()
        new = f"essays/{self.chance.choice(('', 'deep/'))}moved-{self._number()}.md"
        self.garden.texts[new] = self.garden.texts.pop(path)
        (self.root / new).parent.mkdir(exist_ok=True)
        (self.root / path).rename(self.root / new)
        return f"{path} to {new}"

    def swap(self) -> str:
        one, other = self._text(), self._text()
        texts = self.garden.texts
        texts[one], texts[other] = texts[other], texts[one]
        spare = self.root / "spare.md"
        (self.root / one).rename(spare)
        (self.root / other if one != other else spare).rename(self.root / one)
        if one != other:
            spare.rename(self.root / other)
        return f"{one} and {other}"

    def unseen(self) -> str:
        """Change a file and leave its size and its time as they were."""
        file = self._any_file()
        state = file.stat()
        content = bytearray(file.read_bytes())
        places = [at for at, byte in enumerate(content) if byte in b"aeou" and at > len(content) // 2]
        for at in places[-2:]:
            content[at] = self.chance.choice(b"aeou")
        file.write_bytes(content)
        os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
        return str(file)

    def back(self) -> str:
        file = self._any_file()
        os.utime(file, (0, self.chance.randrange(10**9)))
        return str(file)

    def _any_file(self) -> Path:
        folder = self.root / self.chance.choice(("essays", "templates", "static"))
        return self.chance.choice(sorted(file for file in folder.rglob("*") if file.is_file()))

    def nothing(self) -> None:
        pass

    # ---------------------------------------------------------------- templates, static, options

    def template(self) -> str:
        name = self.chance.choice((*TEMPLATES, "maybe.html", "parts/three.html", "none.html"))
        file = self.root / "templates" / name
        optional = name not in TEMPLATES
        if optional and file.exists() and self.chance.random() < 0.5:
            file.unlink()
            return f"{name} goes"
        start = '{% extends "essay.html" %}' if name == "none.html" else "<p>Mine</p>"
        text = TEMPLATES.get(name, start)
        self.garden.put(f"templates/{name}", f"{text}{{# {self._number()} #}}<!-- {self._count} -->")
        return name

    def static(self) -> str:
        name = self.chance.choice((*STATIC, "more.css", "deep/er/x.bin", ".hidden", "feed.xml"))
        file = self.root / "static" / name
        if file.exists() and self.chance.random() < 0.4:
            file.unlink()
            return f"{name} goes"
        self.garden.put(f"static/{name}", f"/* {self._number()} */\n")
        return name

    def beside(self) -> str:
        name = self.chance.choice(("fir/plan.svg", "fir/more.txt", "loose.png", "deep/x.png"))
        file = self.root / "essays" / name
        if file.exists() and self.chance.random() < 0.4:
            file.unlink()
            return f"{name} goes"
        self.garden.put(f"essays/{name}", f"{self._number()}\n")
        return name

    def configure(self) -> str:
        number = self._number()
        key, values = self.chance.choice(
            [
                ("title", (f"Garden {number}", "A garden")),
                ("base_url", ("https://garden.example/", "https://garden.example/site/")),
                ("themes", ("[trade]", "[ice, nothing]", "[]")),
                ("pages", ("[about]", "[]", "[about, missing]")),
                ("licence", (f"Licence {number}",)),
                ("feed_size", ("2", "0", "6")),
                ("html", ("off", "trusted", "sanitize")),
                ("language", ("de", "en-GB", "en")),
                ("extra", (f"{{a: b{number}}}", "{}")),
                ("timezone", ("Asia/Tokyo", "UTC")),
            ]
        )
        self.garden.config[key] = self.chance.choice(values)
        self.garden.save_config()
        return f"{key}: {self.garden.config[key]}"

    def day(self) -> str:
        self.now = self.chance.choice(("2026-01-01", "2026-01-02", "2026-02-03", "2024-06-01"))
        return self.now

    def option(self) -> str:
        self.options = self.chance.choice((("--drafts",), ("--strict",), ("--future",)))
        return self.options[0]

    def flaw(self) -> str:
        """Break the site; ``mend`` takes it back."""
        if self.mend:
            return "not once more"
        path, text = self.chance.choice(
            [
                (self._text(), "---\ntitle: [never\n---\n\nWords.\n"),
                (self._text(), "---\ntitle: A\nslug: birch\n---\n\nWords of a double.\n"),
                ("templates/foot.html", "{% if %}\n"),
                ("templates/foot.html", "{{ nothing.at.all }}\n"),
                ("templates/parts/one.html", "{{ card.nothing }}\n"),
                ("templates/page.html", '{% extends "nowhere.html" %}\n'),
                ("site.yaml", "title: [\n"),
            ]
        )
        before = (self.root / path).read_bytes()
        self.mend = lambda: (self.root / path).exists() and (self.root / path).write_bytes(before)
        self.garden.put(path, text)
        return f"{path}: {text!r}"

    # ---------------------------------------------------------------- what builds left

    def tamper(self) -> str:
        """Meddle with the published site."""
        public = self.root / "public"
        files = [file for file in sorted(public.rglob("*")) if file.is_file()]
        ours = [file for file in files if str(file.relative_to(public)) not in self.foreign]
        if not ours:
            return "no output"
        file = self.chance.choice(ours)
        match self.chance.randrange(8):
            case 0:
                file.write_bytes(b"tampered")
            case 1:
                file.unlink()
            case 2:
                file.chmod(0o600)
            case 3:
                file.unlink()
                file.symlink_to("/nowhere")
            case 4:
                content = file.read_bytes()
                state = file.stat()
                file.write_bytes(content[::-1])
                os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
            case 5:
                shutil.rmtree(public)
                self.foreign = {}
            case 6:
                name = self.chance.choice(("CNAME", "deep/er/own.html", "themes/mine.txt"))
                self.foreign[name] = f"{self._number()}".encode()
                (public / name).parent.mkdir(parents=True, exist_ok=True)
                (public / name).write_bytes(self.foreign[name])
            case _:
                shutil.rmtree(file.parent if file.parent != public else public / "themes", True)
                self.foreign = {n: c for n, c in self.foreign.items() if (public / n).exists()}
        return str(file)

    def decay(self) -> str:
        """Damage the cache."""
        cache = self.root / ".sitegen"
        files = [file for file in sorted(cache.rglob("*")) if file.is_file()]
        files = [file for file in files if "spare" not in file.parts] or [cache]
        states = [file for file in files if file.name.startswith(("state", "pack-"))] or files
        file = self.chance.choice(states if self.chance.random() < 0.7 else files)
        match self.chance.randrange(6):
            case 0 if file.is_file():
                content = file.read_bytes()
                file.write_bytes(content[: self.chance.randrange(len(content) + 1)])
            case 1 if file.is_file() and file.stat().st_size:
                content = bytearray(file.read_bytes())
                for _ in range(3):
                    content[self.chance.randrange(len(content))] = self.chance.randrange(256)
                file.write_bytes(content)
            case 2 if file.is_file():
                file.unlink()
            case 3:
                shutil.rmtree(cache, ignore_errors=True)
                return "all of it"
            case 4:
                shutil.rmtree(cache / "spare", ignore_errors=True)
                return "the spare tree"
            case _:
                spare = [path for path in sorted((cache / "spare").rglob("*")) if path.is_file()]
                if spare:
                    file = self.chance.choice(spare)
                    file.unlink()
                    file.write_bytes(b"not what was published")
        return str(file)


EDITS = (
    *("body", "small_body", "front") * 3,
    *("shift", "new", "delete", "rename", "swap", "unseen", "back", "nothing"),
    *("template", "static", "beside", "configure", "day", "option", "flaw", "flaw"),
    *("tamper", "tamper", "decay", "decay"),
)  # fmt: skip
