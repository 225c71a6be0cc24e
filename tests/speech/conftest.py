from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from speech_services import GttsService, serving

CLOSED = "http://127.0.0.1:9"
"""The discard port, where nobody listens."""


@pytest.fixture(scope="session")
def _model_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Building the model takes seconds: once for all tests, or once for all runs with TURNCAST_TEST_CACHE."""
    kept = os.environ.get("TURNCAST_TEST_CACHE")
    return Path(kept) if kept else tmp_path_factory.mktemp("kokoro")


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither hub nor npm, as on a machine without a network."""
    monkeypatch.setenv("TURNCAST_HUB", CLOSED)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.delenv("TURNCAST_VOICES", raising=False)


@pytest.fixture
def model_cache(_model_cache: Path, offline: None, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache with the Kokoro model and no voices but those of the install."""
    monkeypatch.setenv("TURNCAST_CACHE", str(_model_cache))
    return _model_cache


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
