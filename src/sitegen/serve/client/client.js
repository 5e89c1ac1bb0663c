// What the preview server adds to a page: it follows each save and tells what is wrong.

import { Panel } from "./panel.js";
import { renew, restyle, scriptOf } from "./patch.js";
import { show } from "./reading.js";
import { listen } from "./stream.js";

const EDITED = "sitegen-edited";

const { follow, held, version } = scriptOf(document).dataset;
const panel = new Panel(held);
let shown = version && Number(version); // the version of the site that is on the screen
// Whether it is the server's word that nothing stands here, or not yet.
let absent = performance.getEntriesByType("navigation")[0]?.responseStatus >= 400;

let doubtful = false; // whether a change went by unseen that might have been one of this page
let turn = Promise.resolve();
const inTurn = (act) => (turn = turn.then(act).catch(failed));

listen((message) => inTurn(() => hear(message)));
document.addEventListener("visibilitychange", () => inTurn(returnTo));
arrive();

async function hear(message) {
  panel.connected = message.kind !== "gone";
  if (message.kind === "gone") return;
  panel.problems = message.problems;
  if (message.kind === "problems") await catchUp(message.version);
  else await change(message);
}

/** Renew a page that is older than the site: a change went by before this tab could hear of it. */
async function catchUp(current) {
  if (shown !== undefined && current !== undefined && current !== shown) await update(null, true);
  shown = current;
}

/** Renew a page that is looked at again. */
async function returnTo() {
  if (doubtful && document.visibilityState === "visible") await update(null, false);
}

async function change({ version: current, changed, edited, css }) {
  // Who looks at a page sees it as it is now, also where the server has forgotten who asked for it.
  const here = absent || document.visibilityState === "visible" || changed.some(isHere);
  const own = edited && isHere(edited.url);
  if (here) await update(own ? edited.ids : null, css);
  else {
    doubtful = true;
    if (css) restyle();
  }
  shown = current;
  if (edited && !own) offer(edited);
  else panel.toast = null;
}

/** Renew the page; show what was edited where `ids` are given, the first change where none fits. */
async function update(ids, css) {
  const { status, script, changed } = await renew(css);
  doubtful = false;
  if (status === 404 && !absent) panel.gone = plain(location.pathname);
  if (!script) return;
  absent = false;
  panel.gone = "";
  panel.held = script.dataset.held;
  const edited = ids && (byId(ids) ?? changed);
  if (edited) show(edited);
}

function offer(edited) {
  const visible = document.visibilityState === "visible";
  sessionStorage.setItem(EDITED, JSON.stringify(edited)); // to be shown on arrival
  if (follow !== undefined && visible) location.assign(edited.url);
  else panel.toast = edited;
}

/** Show what was edited, where the reader comes here because of it. */
function arrive() {
  const edited = JSON.parse(sessionStorage.getItem(EDITED));
  sessionStorage.removeItem(EDITED);
  const element = edited && isHere(edited.url) && byId(edited.ids);
  if (element) show(element);
}

function failed(error) {
  console.error(error);
  shown = -1; // whatever the server says next, the page may be old
}

function isHere(url) {
  return plain(url) === plain(location.pathname);
}

/** An address as people read it: "/%c3%a4/index.html" is "/ä/". */
function plain(url) {
  try {
    return decodeURI(url).replace(/\/index\.html$/, "/");
  } catch {
    return url; // an address that is none has no other spelling
  }
}

function byId(ids) {
  return ids.map((id) => document.getElementById(id)).find((element) => element) ?? null;
}
