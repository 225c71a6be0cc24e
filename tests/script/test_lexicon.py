from __future__ import annotations

from pathlib import Path

import pytest

from turncast.errors import ScriptError
from turncast.script.lexicon import read_lexicon


def test_words_are_read_with_their_pronunciations(tmp_path: Path) -> None:
    (tmp_path / "lexicon.toml").write_text('[words]\nNguyen = "win"\n"Llŷn" = "/ɬɨːn/"\n', encoding="utf-8")
    assert read_lexicon(tmp_path / "lexicon.toml") == {"Nguyen": "win", "Llŷn": "/ɬɨːn/"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nguyen: win", "cannot be read as TOML"),
        ('Nguyen = "win"', r"expected one table \[words\]"),
        ("[words]\nNguyen = 3", "'Nguyen' is not understood"),
        ('[words]\n"New York" = "x"', "'New York' is not understood"),
    ],
)
def test_a_damaged_lexicon_is_one_line(text: str, expected: str, tmp_path: Path) -> None:
    (tmp_path / "lexicon.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ScriptError, match=expected):
        read_lexicon(tmp_path / "lexicon.toml")
