"""Generated covers: what directories ask for, colours that can be told apart, and no letter that is not there."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from turncast.publish import typeface
from turncast.publish.cover import MOST_BYTES, PALETTES, SIDE_PX, Palette, cover
from turncast.publish.title_lines import set_large
from turncast.publish.typeface import Typeface

LONG = "How a small town in the mountains learned to live with wolves, and what it cost the shepherds who stayed behind " * 3


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


@pytest.fixture
def no_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without the packages of fonts."""
    monkeypatch.setattr(typeface, "_ALPHABETS", "no_such_package")
    monkeypatch.setattr(typeface, "_CJK", "no_such_package")


@pytest.mark.parametrize(
    ("title", "show", "speakers"),
    [
        ("The bridge nobody wanted", "Long Talks", ("Ruth Amberley", "Tomasz Kowal")),
        ("", "", ()),
        (LONG, LONG, (LONG, LONG, LONG, LONG, LONG)),
        ("橋" * 300, "対話", ("山田太郎",)),
        ("x" * 500, "", ("y" * 200,)),
        ("🤖 \U0010fffe \x07", "\n", ("🤖",)),
    ],
)
def test_every_cover_is_what_directories_ask_for(title: str, show: str, speakers: tuple[str, ...]) -> None:
    data = cover(title, show, speakers)
    picture = opened(data)
    assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (SIDE_PX, SIDE_PX))
    assert len(data) < MOST_BYTES


def test_the_same_words_give_the_same_picture_and_others_another() -> None:
    assert cover("A", "B", ("C",)) == cover("A", "B", ("C",))
    assert cover("A", "B", ("C",)) != cover("B", "B", ("C",))


def test_nothing_touches_the_edge() -> None:
    for title in (LONG, "Wide " * 12, "كيف تعلمنا العيش مع الذئاب", "日本の橋の現状について語る", "สะพานที่ไม่มีใครต้องการ"):
        pixels = np.asarray(opened(cover(title, "The show", ("A speaker",))).resize((300, 300)), int)
        frame = np.concatenate(
            [pixels[:8].reshape(-1, 3), pixels[-8:].reshape(-1, 3), pixels[:, :8].reshape(-1, 3), pixels[:, -8:].reshape(-1, 3)]
        )
        assert np.ptp(frame, axis=0).max() < 12, title


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.ground)
def test_letters_and_voices_stand_out_from_their_ground(palette: Palette) -> None:
    assert contrast(palette.ground, palette.letters) >= 7
    assert min(contrast(palette.ground, voice) for voice in palette.voices) >= 3


def test_the_capitals_of_a_short_title_are_six_pixels_high_in_a_thumbnail_of_55() -> None:
    pixels = np.asarray(opened(cover("HHHH HHHHH HHHHHH", "The show", ("Ann", "Bob"))).convert("L"), int)
    is_ground = np.abs(pixels[:, 400:600] - pixels[5, 5]).max(axis=1) < 40
    edges = np.flatnonzero(np.diff(is_ground.astype(int)))
    heights = np.diff(edges)[::2]
    assert heights[1] * 55 / SIDE_PX >= 6


# --- letters ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Größe, naïve, Łódź", "de"),
        ("Мост", "ru"),
        ("γέφυρα", "el"),
        ("橋を渡る", "ja"),
        ("桥", "zh"),
        ("다리", "ko"),
    ],
)
def test_the_languages_that_are_spoken_can_be_drawn(text: str, language: str) -> None:
    assert Typeface(language, 700).drawable(text) == text


@pytest.mark.skipif(not typeface._shapes(), reason="this Pillow has no Raqm, or the machine no FriBiDi")
@pytest.mark.parametrize(("text", "language"), [("जो कोई नहीं", "hi"), ("كيف تعلمنا", "ar"), ("שלום", "he"), ("สะพานที่", "th")])
def test_letters_that_join_or_stack_can_be_drawn_where_they_can_be_placed(text: str, language: str) -> None:
    assert Typeface(language, 700).drawable(text) == text


def test_a_word_that_no_font_has_is_left_out_and_too_many_of_them_leave_nothing() -> None:
    face = Typeface("en")
    assert face.drawable("AI \U0010fffe and us") == "AI and us"
    assert face.drawable("A \U0010fffe\U0010fffe\U0010fffe") == ""


@pytest.mark.usefixtures("no_fonts")
def test_without_fonts_latin_is_still_drawn_and_no_box_stands_for_other_letters() -> None:
    face = Typeface("ja", 700)
    assert face.drawable("The bridge") == "The bridge"
    assert face.drawable("橋を渡る") == ""
    words, none = opened(cover("橋を渡る", "", (), "ja")), opened(cover("", "", (), "ja"))
    # another title has another picture of voices; over it, where the title would stand, both are bare
    for picture in (words, none):
        assert np.ptp(np.asarray(picture)[:700].reshape(-1, 3).astype(int), axis=0).max() < 12


@pytest.mark.usefixtures("no_fonts")
def test_letters_that_join_or_stack_need_what_places_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typeface, "_shapes", lambda: False)
    monkeypatch.setattr(typeface, "_ALPHABETS", "manimgx_fonts")
    face = Typeface("ar")
    assert face.drawable("Мост") == "Мост"
    assert face.drawable("كيف") == face.drawable("नहीं") == ""


# --- lines -----------------------------------------------------------------------------------------------------------

FACE = Typeface("en", 700)


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet="abc  ,.橋。ö", min_size=1, max_size=300).map(FACE.drawable).filter(bool))
def test_a_title_fits_its_room_and_keeps_all_its_words(text: str) -> None:
    found = set_large(FACE, text, 2580, 1500)
    assert found.height_px <= 1500
    assert all(FACE.width(line, found.size_px) <= 2580 for line in found.lines)
    if not found.lines[-1].endswith("…"):
        assert "".join(found.lines).replace(" ", "").replace("-", "") == text.replace(" ", "")


def test_lines_are_of_even_length_and_no_mark_begins_one() -> None:
    lines = set_large(FACE, "One two three four five six seven", 2580, 1500).lines
    widths = [FACE.width(line, 100) for line in lines]
    assert min(widths) > 0.6 * max(widths)
    assert not any(line[0] in "、。」" for line in set_large(FACE, "「橋、橋、橋、橋、橋、橋、橋、橋。」" * 3, 2580, 1500).lines)
