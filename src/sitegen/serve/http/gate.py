"""Headers of a request -> whether to answer it: the guard against other web sites.

A page of another site that is open in the editor's browser can send requests to this machine,
under any name that its owner lets point here (DNS rebinding). It must not be able to read anything.
"""

from email.message import Message

_LOCAL = ("localhost", "127.0.0.1", "[::1]")
_WILDCARDS = frozenset({"", "0.0.0.0", "::"})  # noqa: S104 (names that are refused)
_OWN_SITE = frozenset({"same-origin", "none"})


def allowed_hosts(given: str, address: str, port: int) -> frozenset[str]:
    """Return the values of the ``Host`` header that the server answers.

    ``given`` is the host that the server was told to listen on, ``address`` the one to which a
    client connected: nobody else can let a numeric address point here.
    """
    names = {*_LOCAL, *(_bracketed(name) for name in (given, address) if name not in _WILDCARDS)}
    hosts = {f"{name}:{port}" for name in names}
    return frozenset(hosts | names if port == 80 else hosts)


def _bracketed(name: str) -> str:
    name = name.lower()
    return f"[{name}]" if ":" in name else name


def is_allowed(headers: Message, hosts: frozenset[str]) -> bool:
    """Return whether a request comes from a page of this server, or from no page.

    Another site may link here, and do nothing else. The headers that tell are those of Fetch
    Metadata (w3.org/TR/fetch-metadata).
    """
    named = headers.get_all("Host", [])
    if len(named) != 1 or named[0].strip().lower() not in hosts:
        return False
    own = f"http://{named[0].strip().lower()}"
    if any(origin.strip().lower() != own for origin in headers.get_all("Origin", [])):
        return False
    if headers.get("Sec-Fetch-Site", "none") in _OWN_SITE:
        return True
    request = headers.get("Sec-Fetch-Mode"), headers.get("Sec-Fetch-Dest")
    return request == ("navigate", "document")
