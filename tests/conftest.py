from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from machine import OFFLINE

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"

# how fast an example is drawn depends on what else the machine does
settings.register_profile("turncast", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("turncast")


@pytest.fixture(scope="session")
def sample() -> Path:
    """The interview that every clone has."""
    return ROOT / "output" / "sample" / "interview.txt"


@pytest.fixture(scope="session")
def seed() -> Path:
    """The real interview that lies beside the project on machines that build it."""
    path = SHARED / "seed" / "interview.txt"
    if not path.exists():
        pytest.skip("the seed interview is not beside the project (../shared/seed)")
    return path


@pytest.fixture(scope="session")
def kokoro_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where Kokoro's model is joined: once for all tests, or once for all runs with TURNCAST_TEST_CACHE."""
    kept = os.environ.get("TURNCAST_TEST_CACHE")
    return Path(kept) if kept else tmp_path_factory.mktemp("kokoro")


@pytest.fixture(scope="session")
def kokoro_environment(kokoro_cache: Path) -> dict[str, str]:
    """For a run in a process of its own, on a machine without a network."""
    return {**os.environ, **OFFLINE, "TURNCAST_CACHE": str(kokoro_cache)}
