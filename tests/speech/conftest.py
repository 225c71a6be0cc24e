from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from speech_services import GttsService, OpenAiService, serving, serving_headers

from machine import OFFLINE
from turncast.speech.engines import gtts


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
    gtts._part.cache_clear()
    with serving(service.answer) as url:
        monkeypatch.setenv("TURNCAST_GTTS_URL", url)
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        yield service


@pytest.fixture
def openai_service(monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenAiService]:
    """A server that speaks OpenAI's speech API, in beeps."""
    service = OpenAiService()
    with serving_headers(service.answer) as url:
        for name in ("MODEL", "VOICES", "AT_ONCE", "PER_MINUTE"):
            monkeypatch.delenv(f"TURNCAST_OPENAI_{name}", raising=False)
        monkeypatch.setenv("OPENAI_BASE_URL", f"{url}/v1")
        monkeypatch.setenv("OPENAI_API_KEY", service.key)
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        yield service
