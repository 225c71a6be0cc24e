"""Stand-ins on loopback for what the engines reach over a network; each ends with its test."""

from __future__ import annotations

import base64
import io
import json
import socket
import struct
import time
import urllib.parse
from collections.abc import Callable, Iterator, Mapping
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
    headers: tuple[tuple[str, str], ...] = ()
    resets: bool = False
    """Whether the connection breaks instead."""


Answer = Callable[[str, bytes], Reply]
"""From path and body to what is sent."""
Headers = Mapping[str, str]
AnswerToHeaders = Callable[[str, bytes, Headers], Reply]
HTML = Reply(b"<!doctype html><title>Sign in</title>", kind="text/html")


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Visitors that hang up are part of the tests."""


@contextmanager
def serving(answer: Answer) -> Iterator[str]:
    """The address of a server that answers so."""
    with serving_headers(lambda path, body, headers: answer(path, body)) as url:
        yield url


@contextmanager
def serving_headers(answer: AnswerToHeaders) -> Iterator[str]:
    """The same for an answer that depends on the request's headers."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            reply = answer(self.path, body, self.headers)
            time.sleep(reply.wait_s)
            if reply.resets:
                # lingering for no time at all is a reset
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.connection.close()
                return
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.kind)
            self.send_header("Content-Length", str(len(reply.body) if reply.claims < 0 else reply.claims))
            for header in reply.headers:
                self.send_header(*header)
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


class OpenAiService:
    """Answers a call of OpenAI's speech API with a WAV, 80 ms of a tone for each letter, or with what the test wants instead."""

    key, model, voices = "sk-loopback-0123456789", "tts-1", ("nova", "onyx")

    def __init__(self) -> None:
        self.asked: list[dict[str, object]] = []
        """What each call held."""
        self.instead: Callable[[int], Reply | None] = lambda nth: None

    def answer(self, path: str, body: bytes, headers: Headers) -> Reply:
        if path != "/v1/audio/speech":
            return Reply(b"no such page", status=404, kind="text/plain")
        if headers.get("Authorization") != f"Bearer {self.key}":
            return self.error(401, f"Incorrect API key provided: {headers.get('Authorization')}")
        call = json.loads(body)
        self.asked.append(call)
        if call["model"] != self.model:
            return self.error(404, f"The model {call['model']} does not exist")
        if call["voice"] not in self.voices:
            return self.error(400, f"There is no voice {call['voice']}")
        seconds = 0.08 * len(call["input"]) / call.get("speed", 1)
        return self.instead(len(self.asked)) or Reply(beep(seconds, call["response_format"].upper()), kind="audio/wav")

    @staticmethod
    def error(status: int, message: str, code: str = "", **more: object) -> Reply:
        told = {"error": {"message": message, "type": "invalid_request_error", "code": code}}
        return Reply(json.dumps(told).encode(), status, "application/json", **more)  # type: ignore[arg-type]


def beep(seconds: float, form: str, subtype: str | None = None, amplitude: float = 0.3) -> bytes:
    file, time_s = io.BytesIO(), np.arange(int(seconds * 24_000)) / 24_000
    soundfile.write(file, amplitude * np.sin(2 * np.pi * 300 * time_s), 24_000, format=form, subtype=subtype)
    return file.getvalue()


def beep_mp3(seconds: float) -> bytes:
    return beep(seconds, "MP3")


def silent_mp3(seconds: float) -> bytes:
    return beep(seconds, "MP3", amplitude=0)
