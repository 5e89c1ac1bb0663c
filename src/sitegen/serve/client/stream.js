// One tab -> the messages of the event stream that all tabs share.

import { openStream } from "./events.js";

/** Call `hear` with each message. */
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
  addEventListener("pageshow", ({ persisted }) => persisted && join()); // restored from the cache
  join();
}

/** The tab with the lock has the stream; when it closes, the next tab gets the lock. */
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
    return new Promise(() => {}); // until this tab closes
  });
}
