// The page as the server has it now -> the page on the screen, changed where it differs.

import { Idiomorph } from "./idiomorph.js";
import { anchored } from "./reading.js";

const CLIENT = "/__sitegen/client.js";

const running = programs(document);

/** The tag that brought this script, in a document. */
export const scriptOf = (page) => page.querySelector(`script[src="${CLIENT}"]`);

/**
 * Fetch this page again and patch what differs; `swapSheets` renews style sheets of one address.
 * Gives the answer's status, the new script tag, and the first element of the text that changed.
 */
export async function renew(swapSheets) {
  const response = await fetch(location.pathname + location.search, { cache: "no-store" });
  if (!response.ok) return { status: response.status };
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  if (programs(page) !== running) {
    location.reload();
    return { status: response.status };
  }
  const changed = anchored(() => watched(() => patch(page, swapSheets)));
  return { status: response.status, script: scriptOf(page), changed };
}

/** What runs on a page, apart from this script; a change of it cannot be patched in. */
function programs(page) {
  const selector = 'script:is(:not([type]), [type=""], [type="module"], [type="text/javascript"])';
  const scripts = [...page.querySelectorAll(selector)];
  const texts = scripts.map((script) => script.getAttribute("src") ?? script.textContent);
  return texts.filter((text) => text !== CLIENT).join("\n");
}

function patch(page, swapSheets) {
  const swaps = [];
  const beforeNodeMorphed = (old, fresh) => {
    if (!isSheet(old) || !isSheet(fresh)) return true;
    if (swapSheets || addressOf(old) !== fresh.getAttribute("href")) swaps.push([old, fresh]);
    return false;
  };
  const head = { style: "morph" };
  Idiomorph.morph(document.head, page.head, { head, callbacks: { beforeNodeMorphed } });
  Idiomorph.morph(document.body, page.body, { callbacks: { beforeAttributeUpdated: mayUpdate } });
  for (const { name, value } of page.documentElement.attributes) {
    document.documentElement.setAttribute(name, value);
  }
  for (const [old, fresh] of swaps) swap(old, fresh.cloneNode(), fresh.getAttribute("href"));
}

/** Leave what the reader did as it is: what is unfolded, typed, ticked, chosen. */
function mayUpdate(name, element) {
  if (name === "open") return !element.matches("details, dialog");
  if (name === "value")
    return !("defaultValue" in element) || element.value === element.defaultValue;
  if (name === "checked") return element.checked === element.defaultChecked;
  if (name === "selected") return false;
  return true;
}

/** Do `change` and tell which element of the text it touched first. */
function watched(change) {
  const observer = new MutationObserver(() => {});
  observer.observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });
  change();
  const touched = observer
    .takeRecords()
    .flatMap((record) => (record.type === "childList" ? [...record.addedNodes] : [record.target]));
  observer.disconnect();
  const elements = touched
    .map((node) => (node instanceof Element ? node : node.parentElement))
    .filter(
      (element) => element?.isConnected && element.closest("main") && element.localName !== "main",
    );
  const before = (a, b) =>
    a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? a : b;
  return elements.length ? elements.reduce(before) : null;
}

// ------------------------------------------------------------------ style sheets

const addresses = new WeakMap();
let swapped = 0;

const isSheet = (node) => node.localName === "link" && node.relList.contains("stylesheet");
const addressOf = (sheet) => addresses.get(sheet) ?? sheet.getAttribute("href");

/** Load every style sheet of this page's own server again. */
export function restyle() {
  for (const old of document.head.querySelectorAll("link[rel=stylesheet]")) {
    swap(old, old.cloneNode(), addressOf(old));
  }
}

/** Put a style sheet in; the old one goes when the new one is there, so nothing flickers. */
function swap(old, fresh, address) {
  const url = new URL(address, location.href);
  if (url.origin !== location.origin) return;
  url.searchParams.set("sitegen", ++swapped); // else a browser may show what it remembers
  fresh.href = url;
  fresh.onload = fresh.onerror = () => old.remove();
  addresses.set(fresh, address);
  old.after(fresh);
}
