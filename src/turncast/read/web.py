"""Pages from the web, fetched so that an address can do no harm: not too large, not too slow, nothing inside a private network.

Standard library only. The check of a host and the connection to it use one and the same lookup: whoever answers a second lookup
otherwise (DNS rebinding) is never asked. Proxies of the environment are not used, because no address could be checked through them.
"""

from __future__ import annotations

import http.client
import ipaddress
import os
import socket
import ssl
import threading
import zlib
from dataclasses import dataclass
from email.message import Message
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from turncast import __version__
from turncast.errors import SourceError
from turncast.read.decoding import MAX_BYTES, decoded_as

CONNECT_S = 5.0
TOTAL_S = 60.0
MAX_REDIRECTS = 5
ALLOW_PRIVATE = "TURNCAST_ALLOW_PRIVATE"
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_HEADERS = {
    "User-Agent": f"turncast/{__version__}",
    "Accept": "text/html, application/xhtml+xml, text/*;q=0.9, */*;q=0.5",
    "Accept-Encoding": "gzip, identity",
    "Connection": "close",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    name: str
    """The address it came from at last, behind all redirects."""
    data: bytes
    content_type: str
    """As the server says, such as "text/html; charset=utf-8"; "" where it does not."""


def fetch(url: str) -> Fetched:
    """What lies at an http or https address. Raises SourceError with one line that begins with the address.

    Bounds: 20 MB packed and unpacked, 5 s to connect, 60 s in all (the lookup of the name, which the system bounds, not counted),
    5 redirects, each checked like the first address. Hosts inside private networks are refused unless the environment says
    TURNCAST_ALLOW_PRIVATE=1.
    """
    watch = _Watch(TOTAL_S)
    address = url
    try:
        for _ in range(MAX_REDIRECTS + 1):
            found = _visit(address, url, watch)
            if isinstance(found, Fetched):
                return found
            address = urljoin(address, found)
    except (http.client.HTTPException, OSError, zlib.error, ValueError) as error:
        raise SourceError(f"{url}: {_trouble(error, watch)}; check the address, or save the page and give the file") from error
    finally:
        watch.stop()
    raise SourceError(f"{url}: it redirects more than {MAX_REDIRECTS} times; give the address the browser shows at the end")


def utf8(found: Fetched) -> bytes:
    """The data, as UTF-8 where the server names another encoding of a text: in the file itself nothing may tell of it."""
    message = Message()
    message["content-type"] = found.content_type
    charset = message.get_content_charset() or ""
    if message.get_content_maintype() != "text" or charset in ("", "utf-8", "us-ascii"):
        return found.data
    return decoded_as(found.data, charset).encode() or found.data


class _Watch:
    """Ends the connection in hand when the time is over, wherever it hangs: in a handshake, a header, a drop of data a minute."""

    def __init__(self, seconds: float) -> None:
        self.is_over = False
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True
        self._timer.start()

    def over(self, opened: socket.socket) -> None:
        """From now on watch this connection."""
        self._socket = opened
        if self.is_over:
            raise TimeoutError

    def stop(self) -> None:
        self._timer.cancel()

    def _end(self) -> None:
        self.is_over = True
        if self._socket is not None:
            try:
                self._socket.shutdown(socket.SHUT_RDWR)
            except OSError:
                return  # it has ended by itself


def _trouble(error: Exception, watch: _Watch) -> str:
    if watch.is_over:
        return f"it takes longer than {TOTAL_S:g} seconds"
    if isinstance(error, ssl.SSLError):
        return f"its certificate or encryption cannot be trusted ({_told(error)})"
    return f"it cannot be reached ({_told(error)})"


def _told(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__


# --- one address -----------------------------------------------------------------------------------------------------


def _visit(address: str, url: str, watch: _Watch) -> Fetched | str:
    """What lies at `address`, or where it redirects to."""
    parts = _checked(address, url)
    is_https = parts.scheme == "https"
    host, port = parts.hostname or "", parts.port or (443 if is_https else 80)
    connection = http.client.HTTPConnection(host, port)
    connection.auto_open = 0  # it must never look the host up itself
    connection.sock = _connected(host, port, url, is_https, watch)
    try:
        connection.default_port = 443 if is_https else 80  # of the Host header
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (f"?{quote(parts.query, safe=_QUERY)}" if parts.query else "")
        connection.request("GET", path, headers=_HEADERS)
        answer = connection.getresponse()
        if answer.status in (301, 302, 303, 307, 308) and (target := answer.getheader("Location")):
            return target
        if answer.status != 200:
            raise SourceError(f"{url}: the server answers {answer.status} {answer.reason}; check the address in a browser")
        return Fetched(address, _body(answer, url, watch), answer.getheader("Content-Type") or "")
    finally:
        connection.close()


_QUERY = "/?%:@!$&'()*+,;=~-._[]"


def _checked(address: str, url: str) -> SplitResult:
    """The parts of an address that may be visited."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SourceError(f"{url}: {address[:100]!r} is no http or https address; check it in a browser")
    if parts.username is not None or parts.password is not None:
        raise SourceError(f"{url}: a name and a password in an address are not sent; save the page and give the file")
    return parts


def _connected(host: str, port: int, url: str, is_https: bool, watch: _Watch) -> socket.socket:
    """A connection to one of the very addresses that were checked; a certificate is checked against the host's name."""
    *others, last = _resolved(host, port, url)
    for family, place in others:
        try:
            return _secured(_opened(family, place, watch), host, is_https, watch)
        except ConnectionError:
            continue  # its next address may answer
    return _secured(_opened(*last, watch), host, is_https, watch)


def _opened(family: socket.AddressFamily, place: Any, watch: _Watch) -> socket.socket:
    opened = socket.socket(family, socket.SOCK_STREAM)
    try:
        watch.over(opened)
        opened.settimeout(CONNECT_S)
        opened.connect(place)
        opened.settimeout(TOTAL_S)
    except BaseException:
        opened.close()
        raise
    return opened


def _secured(opened: socket.socket, host: str, is_https: bool, watch: _Watch) -> socket.socket:
    """The connection itself, or encrypted for https."""
    if not is_https:
        return opened
    secure = _trusting().wrap_socket(opened, server_hostname=host, do_handshake_on_connect=False)
    try:
        watch.over(secure)
        secure.do_handshake()
    except BaseException:
        secure.close()
        raise
    return secure


def _trusting() -> ssl.SSLContext:
    """The system's certificates, and those of certifi where it is installed: some Pythons come without any."""
    context = ssl.create_default_context()
    try:
        import certifi  # never required: it comes with other libraries
    except ImportError:
        return context
    context.load_verify_locations(certifi.where())
    return context


def _resolved(host: str, port: int, url: str) -> list[tuple[socket.AddressFamily, Any]]:
    """The addresses of a host, one or more. Raises SourceError where any of them is inside a private network."""
    try:
        name = host if host.isascii() else host.encode("idna").decode()
        found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise SourceError(f"{url}: there is no host {host!r} ({_told(error)}); check the address and the network") from error
    if os.environ.get(ALLOW_PRIVATE) != "1":
        for *_, place in found:
            if not _is_public(str(place[0])):
                raise SourceError(
                    f"{url}: {host} is at {place[0]}, inside a private network; set {ALLOW_PRIVATE}=1 if that is meant"
                )
    return [(family, place) for family, *_, place in found]


def _is_public(address: str) -> bool:
    """Whether an address belongs to the public internet, also where it is an IPv4 address written as an IPv6 one.

    >>> [_is_public(one) for one in ("93.184.216.34", "10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::a00:1", "224.0.0.1")]
    [True, False, False, False, False]
    """
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if found in _NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return _is_public(str(inner))
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)


def _body(answer: http.client.HTTPResponse, url: str, watch: _Watch) -> bytes:
    """All of it, unpacked, within the bounds."""
    unpack = zlib.decompressobj(47) if "gzip" in (answer.getheader("Content-Encoding") or "") else None
    out = bytearray()
    while piece := answer.read1(1 << 16):
        out += unpack.decompress(piece, MAX_BYTES + 1 - len(out)) if unpack else piece
        if len(out) > MAX_BYTES:
            raise SourceError(
                f"{url}: it is larger than {MAX_BYTES:,} bytes; save the page and give the part that is the interview"
            )
    if watch.is_over:
        raise TimeoutError
    if (missing := answer.length) or (unpack and not unpack.eof):
        raise http.client.IncompleteRead(bytes(out), missing)
    return bytes(out)
