// The script that the preview server adds to a page: it follows each save and shows problems.

import { Panel } from "./panel.js";
import { renew, restyle, scriptOf } from "./patch.js";
import { show } from "./reading.js";
import { listen } from "./stream.js";

const EDITED = "sitegen-edited";

const { follow, held, version } = scriptOf(document).dataset;
const panel = new Panel(held);
let shown = version && Number(version); // the version of the site on the screen
// Whether this is the server's answer for a page that does not exist, or not yet.
let absent = performance.getEntriesByType("navigation")[0]?.responseStatus >= 400;

let doubtful = false; // whether a change that may concern this page came while it was hidden
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

/** Renew a page that is older than the site: this tab missed a change. */
async function catchUp(current) {
  if (shown !== undefined && current !== undefined && current !== shown) await update(null, true);
  shown = current;
}

/** Renew a page that becomes visible again. */
async function returnTo() {
  if (doubtful && document.visibilityState === "visible") await update(null, false);
}

async function change({ version: current, changed, edited, css }) {
  // A visible page is always renewed: the server only remembers the latest requests.
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

/** Renew the page; with `ids`, show the edited element, or the first change if none is found. */
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
  sessionStorage.setItem(EDITED, JSON.stringify(edited)); // shown on arrival
  if (follow !== undefined && visible) location.assign(edited.url);
  else panel.toast = edited;
}

/** Show the edited element if the reader came here to see it. */
function arrive() {
  const edited = JSON.parse(sessionStorage.getItem(EDITED));
  sessionStorage.removeItem(EDITED);
  const element = edited && isHere(edited.url) && byId(edited.ids);
  if (element) show(element);
}

function failed(error) {
  console.error(error);
  shown = -1; // the page may be out of date
}

function isHere(url) {
  return plain(url) === plain(location.pathname);
}

/** Return an address as people read it: "/%c3%a4/index.html" is "/ä/". */
function plain(url) {
  try {
    return decodeURI(url).replace(/\/index\.html$/, "/");
  } catch {
    return url; // not a valid address
  }
}

function byId(ids) {
  return ids.map((id) => document.getElementById(id)).find((element) => element) ?? null;
}
