"""An address -> the picture there: the only module of imports that uses the network.

One request at a time, with a pause between two to one host. Hosts of a private network are refused,
after every redirect again, so that a text cannot make its reader's computer ask there.
"""

import ssl
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException, HTTPMessage, HTTPResponse, HTTPSConnection
from ipaddress import ip_address
from socket import IPPROTO_TCP, create_connection, gaierror, getaddrinfo, socket
from typing import IO
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import (
    BaseHandler,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    ProxyHandler,
    Request,
    build_opener,
)

from sitegen import __version__
from sitegen.check.external import Manners
from sitegen.importers.pictures.at_hand import ending_of
from sitegen.text.addresses import parts_of

AGENT = f"sitegen/{__version__} (import of pictures)"
LARGEST = 30 * 1024 * 1024
"""Bytes of a picture."""
_KINDS = frozenset({"png", "jpg", "gif", "webp", "avif", "bmp"})
"""Kinds that cannot hold a script, as an SVG can."""
_AGAIN = frozenset({429, 500, 502, 503, 504})
"""Answers after which another try may help."""


class NotFetchedError(Exception):
    """The reason why there is no picture, in half a sentence."""


class Fetcher:
    """Asks for pictures, one after the other."""

    def __init__(self, manners: Manners, *, private: bool = False) -> None:
        """``private``: ask hosts of private networks too."""
        self._manners = manners
        self._asked: set[str] = set()
        connect = _connect if private else _connect_public
        handlers: tuple[BaseHandler, ...] = (ProxyHandler({}), _Redirects(), *_handlers(connect))
        self._opener = build_opener(*handlers)

    def fetch(self, address: str) -> bytes:
        """Return the picture at an address; raise NotFetchedError."""
        for trial in range(self._manners.tries):
            host = parts_of(address).netloc
            if host in self._asked:
                self._manners.wait(self._manners.delay * 2**trial)
            self._asked.add(host)
            try:
                return self._ask(address)
            except HTTPError as error:
                error.close()
                if error.code not in _AGAIN or trial + 1 == self._manners.tries:
                    raise NotFetchedError(f"HTTP status {error.code}") from error
            except (OSError, HTTPException, ValueError) as error:
                raise NotFetchedError(_reason(error)) from error
        raise NotFetchedError("no answer")

    def _ask(self, address: str) -> bytes:
        request = Request(_encoded(address), headers={"User-Agent": AGENT})  # noqa: S310 (http or https, see _encoded)
        answer: HTTPResponse = self._opener.open(request, timeout=self._manners.timeout)
        with answer:
            return _picture(answer)


def _picture(answer: HTTPResponse) -> bytes:
    kind = answer.headers.get_content_type()
    if not kind.startswith("image/") and kind != "application/octet-stream":
        raise NotFetchedError(f"it is {kind}, not a picture")
    content = answer.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise NotFetchedError(f"it is larger than {LARGEST // 1024**2} MiB")
    found = ending_of(content)
    if found == "svg":
        raise NotFetchedError("it is an SVG, which may contain a script: save it by hand")
    if found not in _KINDS:
        raise NotFetchedError(f"it is said to be {kind}, but its bytes are not those of a picture")
    return content


def _encoded(address: str) -> str:
    parts = parts_of(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("not an address of the web")
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
    path = quote(parts.path, safe="/%:=&~+!$,;'@()*")
    query = quote(parts.query, safe="/%:=&?~+!$,;'@()*[]")
    return parts._replace(netloc=host, path=path, query=query, fragment="").geturl()


def _reason(error: Exception) -> str:
    inner = getattr(error, "reason", error)
    if isinstance(inner, gaierror):
        return "host not found"
    if isinstance(inner, TimeoutError):
        return "no answer in time"
    return str(getattr(inner, "strerror", None) or inner or type(inner).__name__).lower()


# ------------------------------------------------------------------ connections

_Connect = Callable[[str, int, float | None], socket]


def _connect(host: str, port: int, timeout: float | None) -> socket:
    return create_connection((host, port), timeout)


def _connect_public(host: str, port: int, timeout: float | None) -> socket:
    """Connect to the very address that was checked: a name may mean another one a moment later."""
    found = getaddrinfo(host, port, proto=IPPROTO_TCP)
    addresses = [str(where[0]) for *_, where in found]
    if not all(ip_address(one.partition("%")[0]).is_global for one in addresses):
        raise OSError("its host is in a private network; --allow-private-hosts allows it")
    return create_connection((addresses[0], port), timeout)


def _handlers(connect: _Connect) -> tuple[BaseHandler, ...]:
    class Plain(HTTPConnection):
        def connect(self) -> None:
            self.sock = connect(self.host, self.port, self.timeout)

    class Secure(HTTPSConnection):
        def connect(self) -> None:
            raw = connect(self.host, self.port, self.timeout)
            self.sock = ssl.create_default_context().wrap_socket(raw, server_hostname=self.host)

    class PlainHandler(HTTPHandler):
        def http_open(self, req: Request) -> HTTPResponse:
            return self.do_open(Plain, req)

    class SecureHandler(HTTPSHandler):
        def https_open(self, req: Request) -> HTTPResponse:
            return self.do_open(Secure, req)

    return PlainHandler(), SecureHandler()


class _Redirects(HTTPRedirectHandler):
    """Follows a few redirects to other addresses of the web."""

    max_redirections = 5

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        return super().redirect_request(req, fp, code, msg, headers, _encoded(newurl))
