"""A small collection with everything in it."""

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
    '{% set part = extra.part | default("one") %}'
    '{% include ["parts/" ~ part ~ ".html", "foot.html"] %}{% endblock %}\n',
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
class SampleSite:
    """The sources of a site, by path, as their author knows them."""

    root: Path
    texts: dict[str, tuple[Front, list[str]]] = field(default_factory=dict)
    config: dict[str, str] = field(default_factory=lambda: dict(CONFIG))

    def write_all(self) -> None:
        """Write the whole site for the first time."""
        for number, name in enumerate(("ash", "birch", "cedar", "dogwood", "elm", "fir/index")):
            tags = f"[{THEMES[number % 5]}, {THEMES[(number * 2 + 1) % 5]}]"
            front = {"title": f"On {name}", "date": f"20{10 + number}-03-0{1 + number}"}
            self.write(f"essays/{name}.md", front | {"tags": tags}, paragraphs(number))
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


def paragraphs(number: int) -> list[str]:
    return [
        f"It begins -- as ever -- with a paragraph {number}, and [words of ice]{{theme=ice}}.",
        "## Why so",
        "See [the ash](ash.md#why-so), [[On birch]], [a plan](fir/plan.svg) and a note[^n].",
        "[^n]: The note, with [a link](/site/elm/).",
    ]
