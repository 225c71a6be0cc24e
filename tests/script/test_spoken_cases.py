"""Sentences as they are written and as people say them, language by language, in `spoken_cases/`."""

from __future__ import annotations

from pathlib import Path

import pytest

from turncast.script.sentences import written_words
from turncast.script.spoken import tokens

FOLDER = Path(__file__).parent / "spoken_cases"
FEWEST = {"en": 250}
OTHERS = 15


def cases(language: str) -> list[tuple[str, str]]:
    """Written and spoken; a line without an arrow is said as it is written, one that begins with "# " is a heading."""
    lines = (FOLDER / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.partition(" ⇒ ") for line in lines if line and not line.startswith("# "))
    return [(written, spoken or written) for written, _, spoken in pairs]


LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.txt"))
ALL = [(language, *case) for language in LANGUAGES for case in cases(language)]


@pytest.mark.parametrize(("language", "written", "spoken"), ALL)
def test_it_is_said_as_people_say_it(language: str, written: str, spoken: str) -> None:
    assert " ".join(token.spoken for token in tokens(written_words(written), language) if token.spoken) == spoken


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_that_we_know_has_enough_cases(language: str) -> None:
    assert len(cases(language)) >= FEWEST.get(language, OTHERS)


def test_every_language_that_we_know_has_cases() -> None:
    assert {"de", "en", "es", "fr", "hi", "it", "ja", "pt", "ru", "zh"} == set(LANGUAGES)
