// The server's events -> messages {kind, …} for whoever listens.

/** Open the event stream and keep it open; `latest` is what a tab that comes later must know. */
export function openStream(tell) {
  const stream = { latest: null };
  connect(stream, tell);
  return stream;
}

function connect(stream, tell) {
  const source = new EventSource("/__sitegen/events");
  const on = (kind) =>
    source.addEventListener(kind, ({ data }) => {
      const message = { kind, ...JSON.parse(data) };
      stream.latest = { kind: "problems", version: message.version, problems: message.problems };
      tell(message);
    });
  on("change");
  on("problems");
  source.onerror = () => {
    stream.latest = { kind: "gone" };
    tell(stream.latest);
    // A browser comes back by itself after a lost connection, but not after a refusal.
    if (source.readyState === EventSource.CLOSED) setTimeout(connect, 1000, stream, tell);
  };
}
