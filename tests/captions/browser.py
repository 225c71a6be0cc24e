"""A real browser without a window: it opens a page of ours, tells what a script in it found, and may draw it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any, NoReturn
from urllib.parse import unquote

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars", "--force-device-scale-factor=1"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"),
)
PATIENCE_S = 300
"""For one page, on a machine that is busy with other tests."""
NPM = Path(sys.prefix) / "npm" / "node_modules"
"""Where scripts/test puts the packages of setup_venv.NPM_PACKAGES."""
TOLD = "/told"
"""Where a page sends what it found. Until then its load is not over, and nothing is drawn."""
KINDS = {"html": "text/html; charset=utf-8", "js": "text/javascript", "vtt": "text/vtt"}


@dataclass
class Visit:
    """What came of one page."""

    told: Any = None
    asked: list[str] = field(default_factory=list)
    """Every path that was asked for."""


def executable() -> str:
    """The browser, or the test ends: skipped, and failed where nothing may be missing."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return found or missing(f"no browser on the PATH ({', '.join(NAMES)}): install Debian's package chromium")


def package(name: str) -> Path:
    """The folder of a package from npm, or the test ends in the same way."""
    found = NPM / name
    return found if found.is_dir() else missing(f"the npm package {name} is not in {NPM}: run scripts/test where npm is installed")


def missing(reason: str) -> NoReturn:
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def visit(page: str, files: Mapping[str, bytes], picture: Path | None = None) -> Visit:
    """Opens a page of `files` (by name), stays until its script has told what it found, and draws it then."""
    found = Visit()
    with _serving(files, found) as url, tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        drawn = picture or Path(folder) / "picture.png"
        options = [f"--user-data-dir={folder}/profile", "--window-size=1000,1400", f"--screenshot={drawn}"]
        command = [executable(), *FLAGS, *options, f"{url}/{page}"]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE_S)
    errors = done.stderr.decode(errors="replace")
    assert done.returncode == 0, errors
    assert found.told is not None, f"{page} told nothing:\n{errors}"
    return found


@contextmanager
def _serving(files: Mapping[str, bytes], found: Visit) -> Iterator[str]:
    told = Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append(self.path)
            if self.path == TOLD:
                told.wait(PATIENCE_S / 2)
            self._reply(files.get(unquote(self.path[1:])))

        def do_POST(self) -> None:
            found.told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            told.set()
            self._reply(b"")

        def _reply(self, body: bytes | None) -> None:
            self.send_response(200 if body is not None else 404)
            self.send_header("Content-Type", KINDS.get(self.path.rpartition(".")[2], "text/plain"))
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: the paths are kept."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            told.set()
            server.shutdown()
            thread.join()
