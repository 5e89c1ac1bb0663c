// The server's events -> messages {kind, …} for a listener.

/** Open the event stream and keep it open; `latest` is the first message for a later tab. */
export function openStream(tell) {
  const stream = { latest: null };
  connect(stream, tell, null);
  return stream;
}

function connect(stream, tell, known) {
  const source = new EventSource("/__sitegen/events");
  const on = (kind) =>
    source.addEventListener(kind, ({ data }) => {
      const message = { kind, ...JSON.parse(data) };
      known = { kind: "problems", version: message.version, problems: message.problems };
      stream.latest = known;
      tell(message);
    });
  on("change");
  on("problems");
  source.onopen = () => {
    if (known === null || stream.latest === known) return;
    stream.latest = known; // nothing has changed, unless the server sends more
    tell(known);
  };
  source.onerror = () => {
    stream.latest = { kind: "gone" };
    tell(stream.latest);
    // A browser reconnects by itself after a lost connection, but not after a refusal.
    if (source.readyState === EventSource.CLOSED) setTimeout(connect, 1000, stream, tell, known);
  };
}
