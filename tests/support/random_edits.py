"""An author who edits a site at random.

An edit is a method of ``Author`` named in ``EDITS``; it changes files as an author, an editor or a
careless script would, and says what it did.
"""

import os
import random
from collections.abc import Callable
from pathlib import Path

from support.damage import decay, tamper
from support.sample_site import STATIC, TEMPLATES, SampleSite, paragraphs


class Author:
    """Edits a site, an option of the build or what builds left, at random."""

    def __init__(self, site: SampleSite, seed: int) -> None:
        self.site = site
        self.root = site.root
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
        """Do something, and return its name."""
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
        return self.chance.choice([path for path in self.site.texts if path.startswith(folder)])

    # ---------------------------------------------------------------- words and front matter

    def body(self) -> str:
        path = self._text()
        body = self.site.texts[path][1]
        at = self.chance.randrange(len(body) + 1)
        other = Path(self._text()).stem
        number = self._number()
        found = self.chance.choice(
            [
                f"A new paragraph {number}.",
                f"A [link]({other}.md) in {number}.",
                f"A [link](../essays/{other}.md#h{number - 1}).",
                f"A wiki link to [[On {other}]] and [[On {other}#why so]].",
                f"A wiki link to [[birds]] and [[name {number % 4}]].",
                f"## H{number}",
                f"## Why so {{#h{number}}}",
                f"A [passage {number}]{{theme={self.chance.choice(('ice', 'trade', 'new'))}}}.",
                f"![a picture](loose.png) and a note[^a{number}].\n\n[^a{number}]: Note {number}.",
                f"```python\nx = {number}\n```",
                f"Cold [see @work{number % 4}, p. {number}; @work1].",
                f"The number $x_{number} \\foo{number % 2}$.",
                f"$$\n\\label{{one}} {number}\n$$\n\nBy $\\eqref{{one}}$.",
                f"![[On {other}]]",
                f"![[On {other}#why so]]\n\nBoth ==words {number}== and H~2~O. ^block{number % 3}",
                f"- ![[On {other}#^block{number % 3}]]\n\n![[loose.png|{number}]]",
                f"> [!note] Of {number}\n> See [[On {other}]].",
                f'<details markdown="1">\n<summary>M</summary>\n*Words {number}.*\n</details>',
                f"{{{{< highlight text >}}}}\n*{number}*\n\n# {other}\n{{{{< /highlight >}}}}",
                f"# {{{{ page.title }}}}\n\n{{{{ page.date }}}}, {{{{ site.title }}}}, {number}.",
                f'{{{{< youtube id="abcdefghijk" title="{number}" >}}}} {{% post_url {other} %}}',
                f'<iframe src="https://frames.example/{number}"></iframe>',
                "[up](#why-so), [away](https://old.example/site/ash/#why-so), [lost](nowhere.md)",
            ]
        )
        if len(body) > 7 or (body and self.chance.random() < 0.4):
            body[min(at, len(body) - 1)] = found
        else:
            body.insert(at, found)
        self.site.save(path)
        return f"{path}: {found!r}"

    def small_body(self) -> str:
        path = self._text()
        self.site.texts[path][1].append(f"Only words, {self._number()}.")
        self.site.save(path)
        return path

    def front(self) -> str:
        path = self._text()
        front = self.site.texts[path][0]
        number = self._number()
        key, values = self.chance.choice(
            [
                ("title", (f'"Number *{number}*"', "On ash", f"On {Path(path).stem}")),
                ("date", ("2026-01-02", "2012-05-06 07:08", f"20{10 + number % 15}-01-01", "")),
                ("date", ("04/08/2010", "02/03/2026", "25/12/2010", "12/25/2010", "31 June 2026")),
                ("date", ("2012-05-06 23:30 -0500", "2012-05-07 01:00 +0900", "soon", "")),
                ("updated", ("2025-12-31", "05/06/2025", "")),
                ("summary", (f"A summary {number}.", "")),
                ("slug", (f"slug-{number}", "birch", "")),
                ("draft", ("true", "false", "perhaps", "")),
                ("Draft", ("true", "false", "")),
                ("status", ("unlisted", "published", "")),
                ("expires", ("2026-01-03", "2025-01-01", "02/03/2026", "")),
                ("tags", ("[Ice]", f"[Trade/New {number % 3}, ice/a/b]", "[commerce, Birds]", "")),
                ("aliases", (f"[/was/{number % 4}.html]", f"[harbour, Name {number % 4}]", "")),
                ("lang", ("de", "")),
                ("translation_of", (f"On {Path(self._text()).stem}", self._text(), "")),
                ("template", ("wide.html", "none.html", "")),
                ("extra", ("{part: two}", "{part: three, n: 1}", "")),
                ("image", ("loose.png", "")),
                ("order", ("[ash, {essay: elm, why: Last}]", "")),
                ("broader", ("[Birds]", "[Ice]", "")),
                ("url", ("/trees/one/", "/", "/search/", "")),
            ]
        )
        front[key] = self.chance.choice(values)
        if not front[key]:
            del front[key]
        self.site.save(path)
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
        folder = self.chance.choice(
            (
                "",
                "",
                "de/",
                "_themes/",
                "_themes/de/",
                "_pages/",
                "deep/",
                "_drafts/",
                "_private/",
                "tags/ice/",
            )
        )
        names = ("ice", "birds", f"n{number}", "README2", "index", "search", "_index")
        name = self.chance.choice(names)
        path = f"essays/{folder}{name}.md"
        self.site.write(path, {"title": f"New {number}", "tags": "[Ice]"}, paragraphs(number))
        return path

    def unread(self) -> str:
        """Add or delete a file that is not read, or a text that links to it."""
        path = self.chance.choice(("old.rst", "deep/old.txt", "post.html", "_one.png", "a.mdx"))
        file = self.root / "essays" / path
        if file.exists():
            file.unlink()
            return f"{path} goes"
        self.site.put(f"essays/{path}", f"---\ntitle: Old {self._number()}\n---\nWords.\n")
        if self.chance.random() < 0.5:
            text = self._text()
            self.site.texts[text][1].append(f"[A file](/essays/{path}).")
            self.site.save(text)
        return path

    def delete(self) -> str:
        path = self._text()
        if len(self.site.texts) > 5:
            del self.site.texts[path]
            (self.root / path).unlink()
        return path

    def rename(self) -> str:
        path = self._text()
        new = f"essays/{self.chance.choice(('', 'deep/'))}moved-{self._number()}.md"
        self.site.texts[new] = self.site.texts.pop(path)
        (self.root / new).parent.mkdir(exist_ok=True)
        (self.root / path).rename(self.root / new)
        return f"{path} to {new}"

    def swap(self) -> str:
        one, other = self._text(), self._text()
        texts = self.site.texts
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
        vowels = [at for at, byte in enumerate(content) if byte in b"aeou"]
        for at in vowels[-2:]:
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
        self.site.put(f"templates/{name}", f"{text}<!-- {self._number()} -->")
        return name

    def static(self) -> str:
        name = self.chance.choice(
            (*STATIC, "more.css", "deep/er/x.bin", ".hidden", "feed.xml", "404.html")
        )
        file = self.root / "static" / name
        if file.exists() and self.chance.random() < 0.4:
            file.unlink()
            return f"{name} goes"
        self.site.put(f"static/{name}", f"/* {self._number()} */\n")
        return name

    def beside(self) -> str:
        name = self.chance.choice(("fir/plan.svg", "fir/more.txt", "loose.png", "deep/x.png"))
        file = self.root / "essays" / name
        if file.exists() and self.chance.random() < 0.4:
            file.unlink()
            return f"{name} goes"
        self.site.put(f"essays/{name}", f"{self._number()}\n")
        return name

    def bibliography(self) -> str:
        count = self.chance.randrange(4)
        works = (f"@book{{work{n}, title={{T{n}}}, year={self._number()}}}\n" for n in range(count))
        self.site.put("essays/works.bib", "".join(works))
        self.site.config["bibliography"] = "works.bib"
        self.site.save_config()
        return f"of {count} works"

    def configure(self) -> str:
        number = self._number()
        key, values = self.chance.choice(
            [
                ("title", (f"Garden {number}", "A garden")),
                ("base_url", ("https://garden.example/", "https://garden.example/site/")),
                ("themes", ("[trade]", "[ice, nothing]", "[]")),
                ("pages", ("[about]", "[]", "[about, missing]")),
                ("licence", (f"Licence {number}",)),
                ("publish_markdown", ("true", "false")),
                ("feed_size", ("2", "0", "6")),
                ("embeds", ("allow", "privacy", "link")),
                ("embed_hosts", ("[frames.example]", "[]")),
                ("html", ("off", "trusted", "sanitize")),
                ("language", ("de", "en-GB", "en")),
                ("languages", ("[en, de]", f"{{de: {{title: Garten {number}}}}}", "[]")),
                ("extra", (f"{{a: b{number}}}", "{}")),
                ("timezone", ("Asia/Tokyo", "UTC")),
            ]
        )
        self.site.config[key] = self.chance.choice(values)
        self.site.save_config()
        return f"{key}: {self.site.config[key]}"

    def day(self) -> str:
        self.now = self.chance.choice(("2026-01-01", "2026-01-02", "2026-02-03", "2024-06-01"))
        return self.now

    def option(self) -> str:
        self.options = self.chance.choice(
            (("--drafts",), ("--strict",), ("--future",), ("--keep-going",))
        )
        return self.options[0]

    def flaw(self) -> str:
        """Break the site; ``mend`` undoes it."""
        if self.mend:
            return "not once more"
        path, text = self.chance.choice(
            [
                (self._text(), "---\ntitle: A\nnever\n---\n\nWords.\n"),
                (self._text(), "---\ntitle: A\nurl: /trees/one/\n---\n\nWords of a double.\n"),
                ("templates/foot.html", "{% if %}\n"),
                ("templates/foot.html", "{{ nothing.at.all }}\n"),
                ("templates/parts/one.html", "{{ card.nothing }}\n"),
                ("templates/page.html", '{% extends "nowhere.html" %}\n'),
                ("site.yaml", "title: [\n"),
            ]
        )
        if self.chance.random() < 0.5:
            self.options = ("--keep-going",)
        before = (self.root / path).read_bytes()
        self.mend = lambda: (self.root / path).exists() and (self.root / path).write_bytes(before)
        self.site.put(path, text)
        return f"{path}: {text!r}"

    # ---------------------------------------------------------------- what builds left

    def tamper(self) -> str:
        """Meddle with the published site."""
        return tamper(self.root / "public", self.foreign, self.chance)

    def decay(self) -> str:
        """Damage the cache."""
        return decay(self.root / ".sitegen", self.chance)


EDITS = (
    *("body", "small_body", "front") * 3,
    *("shift", "new", "new", "unread", "delete", "rename", "swap", "unseen", "back", "nothing"),
    *("template", "static", "beside", "bibliography", "configure", "day", "option", "flaw", "flaw"),
    *("tamper", "tamper", "decay", "decay"),
)  # fmt: skip
