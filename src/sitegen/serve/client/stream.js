// A tab's ear: the messages of the one event stream that all tabs share.

import { openStream } from "./events.js";

/** Call `hear` with every message. */
export function listen(hear) {
  if ("SharedWorker" in globalThis) shareWorker(hear);
  else if (navigator.locks && "BroadcastChannel" in globalThis) shareLeader(hear);
  else openStream(hear);
}

function shareWorker(hear) {
  const join = () => {
    const { port } = new SharedWorker("/__sitegen/worker.js", { type: "module" });
    port.onmessage = ({ data }) => hear(data);
    addEventListener("pagehide", () => port.postMessage("leave"), { once: true });
  };
  addEventListener("pageshow", ({ persisted }) => persisted && join()); // back from the cache
  join();
}

/** The tab that holds the lock has the stream; when it closes, the lock goes to the next one. */
function shareLeader(hear) {
  const channel = new BroadcastChannel("sitegen");
  let stream = null;
  channel.onmessage = ({ data }) => {
    if (data.kind !== "hello") hear(data);
    else if (stream?.latest) channel.postMessage(stream.latest);
  };
  channel.postMessage({ kind: "hello" });
  navigator.locks.request("sitegen", () => {
    stream = openStream((message) => {
      hear(message);
      channel.postMessage(message);
    });
    return new Promise(() => {}); // as long as this tab lives
  });
}
