"""Stand-ins on loopback for what the engines reach over a network; each ends with its test."""

from __future__ import annotations

import base64
import io
import json
import time
import urllib.parse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import numpy as np
import soundfile


@dataclass(frozen=True)
class Reply:
    body: bytes = b""
    status: int = 200
    kind: str = "application/octet-stream"
    wait_s: float = 0
    """How long the server is silent first."""
    claims: int = -1
    """The length it announces, if not the true one."""


Answer = Callable[[str, bytes], Reply]
"""From path and body to what is sent."""
HTML = Reply(b"<!doctype html><title>Sign in</title>", kind="text/html")


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Visitors that hang up are part of the tests."""


@contextmanager
def serving(answer: Answer) -> Iterator[str]:
    """The address of a server that answers so."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            reply = answer(self.path, body)
            time.sleep(reply.wait_s)
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.kind)
            self.send_header("Content-Length", str(len(reply.body) if reply.claims < 0 else reply.claims))
            self.end_headers()
            self.wfile.write(reply.body)

        do_POST = do_GET  # noqa: N815 - the name that http.server looks for

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: the tests tell what happened."""

    server = _Server(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


class GttsService:
    """Answers each request with an MP3, 80 ms of a tone for each letter, or with what the test wants instead."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        """Text and language of each request."""
        self.instead: Callable[[int], Reply | None] = lambda nth: None

    def answer(self, path: str, body: bytes) -> Reply:
        assert path == "/_/TranslateWebserverUi/data/batchexecute"
        call = json.loads(urllib.parse.parse_qs(body.decode())["f.req"][0])
        text, language, _, _ = json.loads(call[0][0][1])
        assert len(text) <= 100, "the service takes no more"
        self.asked.append((text, language))
        return self.instead(len(self.asked)) or self.spoken(beep_mp3(0.08 * len(text)))

    @staticmethod
    def spoken(mp3: bytes) -> Reply:
        inner = json.dumps([base64.b64encode(mp3).decode()])
        return Reply((")]}'\n\n" + json.dumps([["wrb.fr", "jQ1olc", inner]], separators=(",", ":")) + "\n").encode())


def beep_mp3(seconds: float) -> bytes:
    file, time_s = io.BytesIO(), np.arange(int(seconds * 24_000)) / 24_000
    soundfile.write(file, 0.3 * np.sin(2 * np.pi * 300 * time_s), 24_000, format="MP3")
    return file.getvalue()
