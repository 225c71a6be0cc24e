"""Bytes on disk: files written whole or not at all, and a store of bytes and JSON by digest in the user's cache."""

from __future__ import annotations

import contextlib
import errno
import glob
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from turncast.errors import OutputError, UsageError

os.umask(_UMASK := os.umask(0o022))
"""It can only be read by setting it, which no thread may see: so once, before there is a second one."""
LEFT_S = 3600.0
"""Seconds after which a half-written file belongs to nobody any more."""
DAY_S = 86_400.0
LOOK_EVERY_S = 600.0


def cache_dir() -> Path:
    """Where models, voices and clips are kept: TURNCAST_CACHE if set, else the user's cache directory."""
    named = os.environ.get("TURNCAST_CACHE")
    return Path(named) if named else Path(platformdirs.user_cache_dir("turncast", appauthor=False))


def cache_limit_bytes() -> int:
    """How much of clips is kept: TURNCAST_CACHE_GB if set, else 20 GB, which is some 200 hours."""
    return bytes_of(os.environ.get("TURNCAST_CACHE_GB", "20"), "TURNCAST_CACHE_GB")


def bytes_of(gigabytes: str, what: str) -> int:
    """The bytes in so many gigabytes. Raises UsageError where `what` sets no number, or one below 0."""
    try:
        n_bytes = round(float(gigabytes) * 1e9)
    except (ValueError, OverflowError):
        n_bytes = -1
    if n_bytes < 0:
        raise UsageError(f"{what} is {gigabytes!r}; give a number of gigabytes, such as 20")
    return n_bytes


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def file_digest(path: Path) -> str:
    """SHA-256 of a file in hexadecimal, "" where there is none."""
    try:
        with path.open("rb") as file:
            found = hashlib.sha256()
            while chunk := file.read(1 << 20):
                found.update(chunk)
            return found.hexdigest()
    except OSError:
        return ""


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A temporary path beside `path` that takes its name when the block ends well, and vanishes when it does not.

    Raises OutputError where the disk refuses: full, read-only, no such folder.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=path.suffix, dir=path.parent)
        os.close(handle)
        temporary = Path(name)
        try:
            yield temporary
            temporary.chmod(0o666 & ~_UMASK)
            temporary.replace(path)
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
    except OSError as error:
        raise refused(path, error) from error


def sweep(path: Path) -> None:
    """Remove what runs that were killed left half-written beside `path`."""
    for left in path.parent.glob(f".{glob.escape(path.stem)}-????????*{glob.escape(path.suffix)}"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > LEFT_S:
                shutil.rmtree(left) if left.is_dir() else left.unlink()


def refused(path: Path, error: OSError) -> OutputError:
    """What to tell a person when the disk refuses `path`."""
    if error.errno == errno.ENOSPC:
        return OutputError(f"the disk is full: {path} could not be written; free some space and run again (nothing spoken is lost)")
    reason = error.strerror or type(error).__name__
    return OutputError(f"cannot write {path}: {reason.lower()}; choose another folder with --out, or TURNCAST_CACHE for the cache")


def write_whole(path: Path, data: bytes | str) -> None:
    """The file with exactly this content, or an OutputError and the old file. Text is UTF-8 with line feeds."""
    with whole(path) as temporary:
        temporary.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)


@dataclass(frozen=True, slots=True)
class Usage:
    n_entries: int
    """Sounds; the notes about them are not counted."""
    n_bytes: int


@dataclass(frozen=True, slots=True)
class _Entry:
    path: Path
    n_bytes: int
    used_s: float
    """Seconds since 1970."""


class Store:
    """Bytes and texts by digest under one folder, shared by any number of processes.

    An entry is written whole or not at all, so readers need no lock; a damaged entry counts as absent. Bytes never change; a note
    may be replaced by a better one. The time of a file tells when it was last used.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, data: bytes, suffix: str) -> str:
        """Keep the bytes; returns their digest."""
        name = digest(data)
        path = self._path(name, suffix)
        if not path.exists():
            _keep(path, data)
        return name

    def get(self, name: str, suffix: str) -> bytes | None:
        """The bytes of that digest, or None where they are absent or damaged."""
        try:
            data = self._path(name, suffix).read_bytes()
        except OSError:
            return None
        return data if digest(data) == name else None

    def has(self, name: str, suffix: str) -> bool:
        """Whether there is an entry of that name, sound or not."""
        return self._path(name, suffix).exists()

    def used(self, name: str, suffix: str) -> None:
        """Remember that the entry was used now; once a day is enough."""
        path = self._path(name, suffix)
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime > DAY_S:
                os.utime(path)

    def note(self, key: str, text: str) -> None:
        """Keep a text under a key of one's own (a digest of what it answers)."""
        _keep(self._path(key, ".json"), text)

    def noted(self, key: str) -> str | None:
        """The text kept under the key, or None."""
        try:
            return self._path(key, ".json").read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def kept(self, question: str, work: Callable[[], bytes]) -> bytes:
        """The answer to a question that says all it depends on; worked out, and kept if it can be, where there is none yet or a
        damaged one."""
        path = self._path(digest(question.encode()), ".kept")
        with contextlib.suppress(OSError):
            told, _, data = path.read_bytes().partition(b"\n")
            if told.decode("ascii", "replace") == digest(data):
                self.used(path.stem, path.suffix)
                return data
        data = work()
        with contextlib.suppress(OutputError):  # the cache takes no more, and nobody needs it to
            _keep(path, b"%s\n%s" % (digest(data).encode(), data))
        return data

    def forget(self, key: str) -> None:
        """Drop what is kept under the key."""
        with contextlib.suppress(OSError):
            self._path(key, ".json").unlink(missing_ok=True)

    def drop(self, name: str, suffix: str) -> None:
        """Drop the bytes of that digest, so that sound ones can be put in their place."""
        with contextlib.suppress(OSError):
            self._path(name, suffix).unlink(missing_ok=True)

    def usage(self) -> Usage:
        """What lies in the store."""
        entries = list(self._entries())
        return Usage(sum(one.path.suffix == ".flac" for one in entries), sum(one.n_bytes for one in entries))

    def evict(self, limit_bytes: int, spare_s: float = LEFT_S) -> Usage:
        """Drop what was not used for longest until no more than the limit is kept; returns what was dropped.

        What was used within `spare_s` seconds stays: another run may be about to read it.
        """
        entries = sorted(self._entries(), key=lambda one: one.used_s)
        over = sum(one.n_bytes for one in entries) - limit_bytes
        n_dropped = n_bytes = 0
        for one in entries:
            if n_bytes >= over or time.time() - one.used_s < spare_s:
                break
            with contextlib.suppress(OSError):
                one.path.unlink()
                n_bytes += one.n_bytes
                n_dropped += one.path.suffix == ".flac"
        return Usage(n_dropped, n_bytes)

    def keep_within(self, limit_bytes: int) -> None:
        """Evict where that is due: looking at every entry takes seconds in a large store, so it is done every ten minutes."""
        path = self.root / "looked-through"
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime < LOOK_EVERY_S:
                return
        with contextlib.suppress(OSError):
            path.touch()
            self.evict(limit_bytes)

    def _entries(self) -> Iterator[_Entry]:
        """Every file, half-written ones that were left behind included."""
        for folder in self.root.iterdir() if self.root.is_dir() else ():
            for path in folder.iterdir() if folder.is_dir() else ():
                with contextlib.suppress(OSError):
                    found = path.stat()
                    yield _Entry(path, found.st_size, found.st_mtime)

    def _path(self, name: str, suffix: str) -> Path:
        return self.root / name[:2] / (name + suffix)


def _keep(path: Path, data: bytes | str) -> None:
    """Write an entry; one that another process has just written and holds open (Windows refuses to replace it) is as good."""
    try:
        write_whole(path, data)
    except OutputError:
        if not path.exists():
            raise
