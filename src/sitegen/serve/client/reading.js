// The reading position: keep it, or scroll to an element.

const PIECES = "p, li, h1, h2, h3, h4, h5, h6, pre, dt, dd, figure, blockquote, table";

/** Do `change` and keep the paragraph at the top of the window in place. */
export function anchored(change) {
  const root = document.documentElement;
  const anchor = scrollY > 0 ? topPiece() : null;
  const before = anchor?.getBoundingClientRect().top;
  const style = root.getAttribute("style");
  root.style.overflowAnchor = "none"; // else the browser's own correction would be added
  const result = change();
  if (anchor?.isConnected) {
    scrollBy({ top: anchor.getBoundingClientRect().top - before, behavior: "instant" });
  }
  if (style === null) root.removeAttribute("style");
  else root.setAttribute("style", style);
  return result;
}

function topPiece() {
  const pieces = [...document.body.querySelectorAll(PIECES)];
  return pieces.find((piece) => piece.getBoundingClientRect().top >= 0) ?? null;
}

/** Scroll an element into view, unless it is visible, and mark it for a moment. */
export function show(element) {
  const piece = element.closest(PIECES) ?? element;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const { top, bottom } = piece.getBoundingClientRect();
  if (bottom < 0 || top > innerHeight) {
    piece.scrollIntoView({ block: "center", behavior: still ? "instant" : "smooth" });
  }
  const colour = "var(--marked, light-dark(#fbe9a9, #4a3f14))";
  const lit = { backgroundColor: colour, boxShadow: `0 0 0 0.4rem ${colour}` };
  // With reduced motion the mark disappears at once instead of fading.
  const timing = { duration: 1800, easing: still ? "step-end" : "ease-in", id: "sitegen-edited" };
  piece.animate([lit, {}], timing);
}
