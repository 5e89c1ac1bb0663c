// One event stream for all tabs: browsers allow six connections to a server, also for pages.

import { openStream } from "./events.js";

const tabs = new Set();
const stream = openStream((message) => tabs.forEach((tab) => tab.postMessage(message)));

addEventListener("connect", ({ ports: [tab] }) => {
  tabs.add(tab);
  tab.onmessage = () => tabs.delete(tab); // the only message of a tab is that it leaves
  if (stream.latest) tab.postMessage(stream.latest);
});
