"""Pages for a fake preview server, and what a browser saw of them."""

from collections.abc import Mapping

from playwright.sync_api import BrowserContext, Page

from support.fake_preview import FakePreview

PARAGRAPHS = 60
RECORD_FLASHES = """
window.flashes = [];
const animate = Element.prototype.animate;
Element.prototype.animate = function (frames, timing) {
  if (timing.id === "sitegen-edited") window.flashes.push(`${this.id} ${timing.easing}`);
  return animate.call(this, frames, timing);
};
"""


def essay(
    words: Mapping[int, str] | None = None,
    *,
    title: str = "An essay",
    css: str = "",
    before: str = "",
) -> str:
    """Make a page with a style sheet, a folded part, a field and many paragraphs."""
    changed = words or {}
    text = "\n".join(
        f'<p id="p-{n}">{changed.get(n, f"Paragraph {n} as it was first written.")}</p>'
        for n in range(PARAGRAPHS)
    )
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<style>p {{ margin: 1rem 0; line-height: 1.6 }} {css}</style>
<link rel="stylesheet" href="/site.css">
</head><body><main><h1>{title}</h1>
<details id="more"><summary>More</summary><p>Unfolded.</p></details>
<form><label>Name <input id="name"></label> <textarea id="note" aria-label="Note"></textarea>
<input type="checkbox" id="tick" aria-label="Tick">
<select id="pick" aria-label="Pick"><option>one</option><option>two</option></select></form>
{before}{text}
</main></body></html>"""


def problem(path: str, code: str = "E203", line: int = 4) -> Mapping[str, object]:
    severity = {"E": "error", "W": "warning", "N": "note"}[code[0]]
    return {
        "code": code,
        "severity": severity,
        "message": "unknown key 'temes'",
        "hint": "did you mean 'themes'?",
        "path": path,
        "line": line,
        "column": 1,
        "excerpt": f"{line:>5} | temes: <b>passion</b>\n      | ^",
        "editor": f"vscode://file/site/{path}:{line}:1",
    }


def opened(context: BrowserContext, server: FakePreview, path: str = "/a/") -> Page:
    """Open a page and wait until it listens."""
    page = context.new_page()
    page.goto(server.origin + path)
    page.wait_for_function("document.querySelector('sitegen-preview')?.hidden === false")
    wait_for_stream(page, server)
    return page


def wait_for_stream(page: Page, server: FakePreview) -> None:
    for _ in range(200):
        if server.streams:
            return
        page.wait_for_timeout(25)
    raise AssertionError("nobody listens")


def flashes(page: Page) -> list[str]:
    """Name the elements that were marked as edited on this page, with the way they fade."""
    found = page.evaluate("window.flashes")
    assert isinstance(found, list)
    return found
