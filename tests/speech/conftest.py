from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from speech_services import GttsService, serving

from machine import OFFLINE


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither hub nor npm, as on a machine without a network."""
    for name, value in OFFLINE.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.delenv("TURNCAST_VOICES", raising=False)


@pytest.fixture
def model_cache(kokoro_cache: Path, offline: None, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache with the Kokoro model and no voices but those of the install."""
    monkeypatch.setenv("TURNCAST_CACHE", str(kokoro_cache))
    return kokoro_cache


@pytest.fixture
def empty_cache(offline: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    cache = tmp_path / "cache"
    monkeypatch.setenv("TURNCAST_CACHE", str(cache))
    return cache


@pytest.fixture
def gtts_service(monkeypatch: pytest.MonkeyPatch) -> Iterator[GttsService]:
    """A stand-in that speaks the service's protocol, in beeps."""
    service = GttsService()
    with serving(service.answer) as url:
        monkeypatch.setenv("TURNCAST_GTTS_URL", url)
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        yield service
