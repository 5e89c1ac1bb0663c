// The current page of the server -> the page on the screen, changed only where it differs.

import { Idiomorph } from "./idiomorph.js";
import { anchored } from "./reading.js";

const CLIENT = "/__sitegen/client.js";

const running = programs(document);

/** Return the tag that loads this script, in a document. */
export const scriptOf = (page) => page.querySelector(`script[src="${CLIENT}"]`);

/**
 * Fetch this page again and patch what differs; `swapSheets` reloads style sheets whose address
 * stays. Return the answer's status, the new script tag, and the first element that changed.
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

/** Return the scripts of a page except this one; a change of them needs a reload. */
function programs(page) {
  const selector = 'script:is(:not([type]), [type=""], [type="module"], [type="text/javascript"])';
  const scripts = [...page.querySelectorAll(selector)];
  const texts = scripts.map((script) => script.getAttribute("src") ?? script.textContent);
  return texts.filter((text) => text !== CLIENT).join("\n");
}

function patch(page, swapSheets) {
  patchHead(page.head, swapSheets);
  Idiomorph.morph(document.body, page.body, { callbacks: { beforeAttributeUpdated: mayUpdate } });
  for (const { name, value } of page.documentElement.attributes) {
    document.documentElement.setAttribute(name, value);
  }
}

/** Keep what the reader did: opened, typed, ticked, chose. */
function mayUpdate(name, element) {
  if (name === "open") return !element.matches("details, dialog");
  if (name === "value")
    return !("defaultValue" in element) || element.value === element.defaultValue;
  if (name === "checked") return element.checked === element.defaultChecked;
  if (name === "selected") return false;
  return true;
}

/** Do `change` and return the first element of the text that it changed. */
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

// ------------------------------------------------------------------ the head

const addresses = new WeakMap(); // style sheet -> its address in the page
const leaving = new WeakSet(); // style sheets whose replacement is loading
let swapped = 0;

/** Keep equal elements in place: changing one into another might load a file again. */
function patchHead(head, swapSheets) {
  const old = new Map(); // name -> the elements of that name, in their order
  for (const element of document.head.children) {
    const name = nameOf(element);
    if (!leaving.has(element)) old.set(name, [...(old.get(name) ?? []), element]);
  }
  let before = null;
  for (const fresh of [...head.children]) {
    const kept = old.get(nameOf(fresh))?.shift();
    if (!kept) before ? before.after(fresh) : document.head.prepend(fresh);
    else if (isSheet(kept)) {
      const address = fresh.getAttribute("href");
      if (kept.media !== fresh.media) kept.media = fresh.media;
      if (swapSheets || address !== addressOf(kept)) swap(kept, address);
    } else if (kept.textContent !== fresh.textContent) kept.textContent = fresh.textContent;
    before = kept ?? fresh;
  }
  for (const element of [...old.values()].flat()) element.remove();
}

/** Return a name that equal elements of two heads share. */
function nameOf(element) {
  if (isSheet(element)) return `sheet ${new URL(addressOf(element), location.href).pathname}`;
  return element.localName === "style" ? "style" : element.outerHTML;
}

const isSheet = (element) => element.localName === "link" && element.relList.contains("stylesheet");
const addressOf = (sheet) => addresses.get(sheet) ?? sheet.getAttribute("href");

/** Reload every style sheet. */
export function restyle() {
  const sheets = [...document.head.children].filter(isSheet);
  for (const sheet of sheets) if (!leaving.has(sheet)) swap(sheet, addressOf(sheet));
}

/** Replace a style sheet; the old one is removed when the new one is loaded: no flicker. */
function swap(old, address) {
  const url = new URL(address, location.href);
  const own = url.origin === location.origin;
  if (own) url.searchParams.set("sitegen", ++swapped); // else browsers use their cache
  const fresh = old.cloneNode();
  fresh.href = url;
  fresh.onload = fresh.onerror = () => old.remove();
  addresses.set(fresh, address);
  leaving.add(old);
  old.after(fresh);
}
