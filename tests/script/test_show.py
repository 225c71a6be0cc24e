from __future__ import annotations

from pathlib import Path

import pytest

from turncast.errors import ScriptError
from turncast.script.show import filled, read_show, remembered

WRITTEN = """# our show
title = "The Ice Hour"

[voices]
"Nora Harrow" = "tone/high"   # a little slower
"""


def test_a_show_is_read(tmp_path: Path) -> None:
    path = tmp_path / "show.toml"
    path.write_text(WRITTEN)
    assert (read_show(path).title, read_show(path).voices) == ("The Ice Hour", {"Nora Harrow": "tone/high"})


def test_newcomers_are_added_and_the_rest_stays_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "show.toml"
    path.write_text(WRITTEN)
    text = remembered(path, {"nora harrow": "tone/low", "Björn “Bo” Ek": "tone/bass"})
    assert text == WRITTEN + '"Björn “Bo” Ek" = "tone/bass"\n'


def test_spoken_lines_are_filled_in() -> None:
    values = {"title": "Ice", "reporter": "Nora"}
    assert filled(Path("show.toml"), "{title}: {reporter}  speaks.", values) == "Ice: Nora speaks."
    for wrong in ("{guest}", "{title", "{}", "{title.x}"):
        with pytest.raises(ScriptError, match=r"the places that are filled in are \{title\}, \{reporter\}"):
            filled(Path("show.toml"), wrong, values)


def test_an_empty_file_is_a_show(tmp_path: Path) -> None:
    path = tmp_path / "show.toml"
    path.write_text("")
    path.write_text(remembered(path, {"Bo": "tone/low"}))
    assert read_show(path).voices == {"Bo": "tone/low"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: x", "cannot be read as TOML"),
        ("titel = 'x'", "“titel” is not known"),
        ("title = 3", "title is not understood; expected a text"),
        ("voices = 3", r"\[voices\] is not understood; expected a table"),
        ("[sound]\nintro = 3", "intro is not understood; expected a text"),
        ("[sound]\nstereo = 'yes'", "stereo is not understood; expected true or false"),
        ("[sound]\nmusic = 'x'", r"“music” is not known in \[sound\]; expected intro, outro"),
        ("[voices]\nNora = 3", "the voice of 'Nora' is not understood"),
    ],
)
def test_a_damaged_show_is_one_line(text: str, expected: str, tmp_path: Path) -> None:
    (tmp_path / "show.toml").write_text(text)
    with pytest.raises(ScriptError, match=expected) as error:
        read_show(tmp_path / "show.toml")
    assert "\n" not in str(error.value)
