"""Headers of a request -> may it come in: the guard against other web sites.

A page of a foreign site that is open in the editor's browser can send requests to this machine,
under any name that its owner makes point here (DNS rebinding). It must read nothing.
"""

from email.message import Message

LOCAL = ("localhost", "127.0.0.1", "[::1]")
_WILDCARDS = frozenset({"", "0.0.0.0", "::"})  # noqa: S104 (names that are refused)
_NEAR = frozenset({"same-origin", "none"})


def allowed_hosts(given: str, address: str, port: int) -> frozenset[str]:
    """Name the hosts under which the server answers, as they stand in a ``Host`` header.

    ``given`` is the host it was told to listen on, ``address`` the one that a connection came in
    on: an address that is numbers cannot be made to point here by somebody else.
    """
    names = {*LOCAL, *(_bracketed(name) for name in (given, address) if name not in _WILDCARDS)}
    hosts = {f"{name}:{port}" for name in names}
    return frozenset(hosts | names if port == 80 else hosts)


def _bracketed(name: str) -> str:
    name = name.lower()
    return f"[{name}]" if ":" in name else name


def admits(headers: Message, hosts: frozenset[str]) -> bool:
    """Tell whether a request comes from this machine's own pages, or from nobody's.

    Another site may lead its reader here by a link, and do nothing else. The headers that say so
    are those of Fetch Metadata (w3.org/TR/fetch-metadata).
    """
    named = headers.get_all("Host", [])
    if len(named) != 1 or named[0].strip().lower() not in hosts:
        return False
    own = f"http://{named[0].strip().lower()}"
    if any(origin.strip().lower() != own for origin in headers.get_all("Origin", [])):
        return False
    if headers.get("Sec-Fetch-Site", "none") in _NEAR:
        return True
    asked = headers.get("Sec-Fetch-Mode"), headers.get("Sec-Fetch-Dest")
    return asked == ("navigate", "document")
