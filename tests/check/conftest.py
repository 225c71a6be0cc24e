from __future__ import annotations

from pathlib import Path

import pytest

from turncast.check.evidence import Evidence, gather
from turncast.pipeline import make
from turncast.production import Wanted
from turncast.progress import progress_for
from turncast.wishes import Options

INTERVIEW = """\
# The bell founder

By Ida Moss

Ida Moss: How does a bell begin?

Per Holm: With clay. The clay has to dry for a week. Nobody can hurry it.

Ida Moss: And what comes then?

Per Holm: Then we melt the bronze.

## A day of fire

Ida Moss: Are you never afraid of it?

Per Holm: Always. Bronze at eleven hundred degrees is a river that wants to go home.

Ida Moss: How do you know that a bell is good?

Per Holm: You strike it once. Then you wait until it has stopped, and you count.
"""


def made(folder: Path, loudness: str) -> Path:
    """A short interview in beeps."""
    (folder / "interview.md").write_text(INTERVIEW, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TURNCAST_CACHE", str(folder / "cache"))
        options = Options(out=folder / "episode", engine="tone", sound=Wanted(loudness=loudness))
        make(str(folder / "interview.md"), options, progress_for(True))
    return folder / "episode"


@pytest.fixture(scope="session")
def episode(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Not to be changed."""
    return made(tmp_path_factory.mktemp("checked"), "podcast")


@pytest.fixture(scope="session")
def audiobook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, made for audiobook publishers."""
    return made(tmp_path_factory.mktemp("audiobook"), "audiobook")


@pytest.fixture(scope="session")
def evidence(episode: Path) -> Evidence:
    return gather(episode)
