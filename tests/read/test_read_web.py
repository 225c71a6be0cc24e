"""Web addresses: what is fetched, what is refused, and that nothing can hang, swell or lead inside."""

from __future__ import annotations

import gzip
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from turncast.errors import SourceError
from turncast.read import read, web
from turncast.read.web import Fetched, fetch

PAGE = "<!doctype html><html lang='fr'><body><h1>Sel</h1><p><b>Ann Lee :</b> Où est l’été ?</p></body></html>"
BIG = b"x" * 3_000


class _Site(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    hosts: list[str] = []  # noqa: RUF012 (what the last test asked for; the fixture empties it)

    def do_GET(self) -> None:
        self.hosts.append(self.headers["Host"])
        kind, _, rest = self.path[1:].partition("/")
        getattr(self, f"_{kind.partition('?')[0]}")(rest)

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""

    def _send(self, body: bytes, status: int = 200, length: int | None = None, **headers: str) -> None:
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def _page(self, _: str) -> None:
        self._send(PAGE.encode(), Content_Type="text/html; charset=utf-8")

    def _latin(self, _: str) -> None:
        self._send("Ann Lee: Où est l'été?".encode("latin-1"), Content_Type="text/plain; charset=ISO-8859-1")

    def _packed(self, _: str) -> None:
        self._send(gzip.compress(PAGE.encode()), Content_Type="text/html", Content_Encoding="gzip")

    def _bomb(self, _: str) -> None:
        self._send(gzip.compress(b"\0" * 1_000_000), Content_Encoding="gzip")

    def _big(self, _: str) -> None:
        self._send(BIG)

    def _endless(self, _: str) -> None:
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for _n in range(100):
            self.wfile.write(b"BB8\r\n" + BIG + b"\r\n")

    def _cut(self, _: str) -> None:
        self._send(b"half", length=1_000)
        self.close_connection = True

    def _none(self, _: str) -> None:
        self._send(b"", 404)

    def _slow(self, _: str) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Drip: ")
        while not self.server.is_closing.wait(0.02):  # type: ignore[attr-defined]
            self.wfile.write(b"x")

    def _to(self, target: str) -> None:
        self._send(b"", 302, Location=unquote(target))

    def _round(self, _: str) -> None:
        self._send(b"", 301, Location="/round/")


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    is_closing = threading.Event()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Visitors that hang up are part of the tests."""


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = _Server(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server.server_address[1]
    server.is_closing.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def site(port: int, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv(web.ALLOW_PRIVATE, "1")
    _Site.hosts.clear()
    return f"http://127.0.0.1:{port}"


def refused(url: str, problem: str) -> None:
    with pytest.raises(SourceError, match=problem) as caught:
        fetch(url)
    assert str(caught.value).startswith(f"{url}: ")
    assert "\n" not in str(caught.value)


def test_a_page_is_fetched_and_read(site: str) -> None:
    article = read(f"{site}/page/talk.md?x=ä b#top")
    assert [block.text for block in article.blocks] == ["Sel", "Ann Lee : Où est l’été ?"]
    assert (article.title, article.language) == ("Sel", "fr")


def test_an_encoding_that_only_the_server_tells_is_heeded(site: str) -> None:
    assert read(f"{site}/latin/talk.txt").blocks[0].text == "Ann Lee: Où est l'été?"
    unknown = Fetched("x", b"\xe9", "text/plain; charset=no-such")
    assert web.utf8(unknown) == b"\xe9"


def test_a_packed_page_is_unpacked(site: str) -> None:
    assert fetch(f"{site}/packed/").data == PAGE.encode()


def test_a_redirect_is_followed_and_the_last_address_is_the_name(site: str) -> None:
    found = fetch(f"{site}/to//page/end.html")
    assert (found.name, found.content_type) == (f"{site}/page/end.html", "text/html; charset=utf-8")


@pytest.mark.parametrize("path", ["big", "endless", "bomb"])
def test_more_than_the_limit_is_refused_however_it_is_sent(site: str, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "MAX_BYTES", 2_000)
    refused(f"{site}/{path}/", "larger than 2,000 bytes")


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("round/", "redirects more than 5 times"),
        ("none/", "answers 404"),
        ("cut/", "cannot be reached"),
        ("to/file:///etc/hostname", "no http or https address"),
        ("to/ftp://127.0.0.1/x", "no http or https address"),
        ("to/http://a:b@127.0.0.1/x", "a name and a password"),
    ],
)
def test_what_leads_nowhere_is_told_in_one_line(site: str, path: str, problem: str) -> None:
    refused(f"{site}/{path}", problem)


def test_a_server_that_drips_is_left_when_the_time_is_over(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "TOTAL_S", 0.2)
    refused(f"{site}/slow/", "takes longer than 0.2 seconds")


def test_a_port_where_nobody_listens_is_told(site: str) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        refused(f"http://127.0.0.1:{free.getsockname()[1]}/", "cannot be reached")


PRIVATE = [
    *("127.0.0.1", "localhost", "[::1]", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
    *("224.0.0.1", "255.255.255.255", "240.0.0.1", "[::ffff:127.0.0.1]", "[fe80::1]", "[fc00::1]", "[ff02::1]", "[64:ff9b::a00:1]"),
    *("[2002:7f00:1::]", "2130706433", "0x7f.1", "[::]", "192.0.2.1"),
]


@pytest.mark.parametrize("host", PRIVATE)
def test_hosts_inside_a_private_network_are_refused(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(web.ALLOW_PRIVATE, raising=False)
    refused(f"http://{host}/", "inside a private network|there is no host")


def only_this_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """The stand-in server counts as public, everything else as ever."""
    real = web._is_public
    monkeypatch.delenv(web.ALLOW_PRIVATE, raising=False)
    monkeypatch.setattr(web, "_is_public", lambda address: address == "127.0.0.1" or real(address))


@pytest.mark.parametrize("target", ["http://10.0.0.1/", "http://127.0.0.2/", "//169.254.169.254/latest", "http://[::1]/"])
def test_a_redirect_to_a_private_address_is_refused(site: str, target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    only_this_loopback(monkeypatch)
    refused(f"{site}/to/{target}", "inside a private network")


def test_the_address_that_was_checked_is_the_one_connected_to(site: str, port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name server that answers with a private address the second time (DNS rebinding) is not asked a second time."""
    answers = iter(["127.0.0.1", "10.0.0.1"])
    only_this_loopback(monkeypatch)

    def answer(host: str, port: int, **_: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    assert fetch(f"http://talks.example:{port}/page/").data == PAGE.encode()
    assert _Site.hosts == [f"talks.example:{port}"]
    assert next(answers) == "10.0.0.1"


def test_a_host_with_one_private_address_among_others_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(web.ALLOW_PRIVATE, raising=False)
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    refused("http://talks.example/", "talks.example is at 10.0.0.1, inside a private network")


def test_https_asks_for_the_host_by_name_and_trusts_no_answer_without_a_certificate(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(web.ALLOW_PRIVATE, "1")
    greetings: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def greet() -> None:
            opened, _ = listening.accept()
            with opened:
                greetings.append(opened.recv(4_096))
                opened.sendall(b"no certificate here")

        thread = threading.Thread(target=greet)
        thread.start()
        place = listening.getsockname()
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", place)])
        refused("https://talks.example/", "certificate or encryption cannot be trusted")
        thread.join()
    assert b"talks.example" in greetings[0]


@pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl here to make a certificate with")
def test_https_is_read_where_the_certificate_is_the_hosts_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    make = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=x"
    names = ["-addext", "subjectAltName=DNS:talks.example"]
    subprocess.run([*make.split(), *names, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    server = _Server(("127.0.0.1", 0), _Site)
    here = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    here.load_cert_chain(certificate, key)
    server.socket = here.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    trusting = ssl.create_default_context(cafile=str(certificate))
    place = server.server_address
    monkeypatch.setenv(web.ALLOW_PRIVATE, "1")
    monkeypatch.setattr(web, "_trusting", lambda: trusting)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", place)])
    try:
        assert fetch("https://talks.example/page/").data == PAGE.encode()
        assert _Site.hosts[-1] == "talks.example"
        refused("https://other.example/page/", "certificate or encryption cannot be trusted")
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.mark.parametrize("url", ["http://", "http://[::1", "http://x:99999/", "http://a b/", "https://" + "a" * 300 + "/"])
def test_what_is_no_address_is_told_in_one_line(url: str) -> None:
    refused(url, "no http or https address|cannot be reached|there is no host")
