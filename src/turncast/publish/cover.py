"""A square cover from title, show and speakers: large letters over a conversation drawn as sound.

Apple asks for a square of 1400 to 3000 pixels in RGB as JPEG or PNG, some directories for less than 500 kB.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from math import pi, sin
from random import Random
from typing import TYPE_CHECKING

from turncast.publish.title_lines import cut, set_large
from turncast.publish.typeface import Typeface, runs_leftwards

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

SIDE_PX = 3000
MOST_BYTES = 500_000
_QUALITIES = (92, 85, 78, 70, 60, 45, 30, 15)
_MARGIN = 180
_WIDTH = SIDE_PX - 2 * _MARGIN


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours that go together: letters stand out from the ground by 7:1 at least (WCAG 2.2, 1.4.6), voices by 3:1 (1.4.11)."""

    ground: str
    letters: str
    voices: tuple[str, str]


PALETTES = (
    Palette("#12263A", "#F7F3E8", ("#F4A259", "#5FB49C")),
    Palette("#F6F1E7", "#1D2D2B", ("#C8553D", "#2F6F62")),
    Palette("#2B1B3D", "#FBF4EC", ("#F28DA0", "#8FB8ED")),
    Palette("#FFE9C7", "#3A1F2B", ("#B23A48", "#41658A")),
    Palette("#0F3D3E", "#F9F4E3", ("#F2C14E", "#8ED6C4")),
    Palette("#EAF0F4", "#14213D", ("#B7410E", "#33658A")),
    Palette("#3B1121", "#FDF1E3", ("#F7A072", "#E8CF8B")),
    Palette("#E3EFE4", "#17301C", ("#A33B20", "#3C6E47")),
    Palette("#1E1E24", "#F5F0E6", ("#F06543", "#86BA4E")),
    Palette("#F9DCC4", "#22223B", ("#9A031E", "#3D5A80")),
)

_SHOW_PX, _NAME_PX, _NAME_LINE_PX, _MOST_NAMES = 120, 132, 180, 4
_GAP = 115
_LEAST_VOICES, _MOST_VOICES = 360, 900
"""The height that the drawing of the voices takes."""
_BAR, _BAR_STEP = 36, 60


def cover(title: str, show: str = "", speakers: Sequence[str] = (), language: str = "") -> bytes:
    """A JPEG of SIDE_PX squared, under MOST_BYTES; the same words give the same picture.

    Words that no font here can draw are left out, so that at worst there is a picture without words.
    """
    from PIL import Image, ImageDraw

    chance = Random(hashlib.sha256("\0".join((title, show, *speakers)).encode()).digest())
    palette = chance.choice(PALETTES)
    picture = Image.new("RGB", (SIDE_PX, SIDE_PX), palette.ground)
    canvas = ImageDraw.Draw(picture)
    bold, medium = Typeface(language, 700), Typeface(language, 500)
    top = _draw_show(canvas, medium, show, palette)
    foot = _draw_names(canvas, medium, speakers, palette)
    top = _draw_title(canvas, bold, title, (top, foot - _LEAST_VOICES - _GAP), palette)
    _draw_voices(canvas, chance, (top, foot), palette)
    return jpeg(picture)


def jpeg(picture: Image, best: int = _QUALITIES[0]) -> bytes:
    """The best JPEG of a square RGB picture that is under MOST_BYTES; noise, which cannot be squeezed, is made smaller too."""
    for side in (picture.width, 2000, 1400):
        smaller = picture.resize((side, side)) if side < picture.width else picture
        for quality in (one for one in _QUALITIES if one <= best):
            data = BytesIO()
            smaller.save(data, "JPEG", quality=quality, optimize=True, dpi=(72, 72))
            if data.tell() < MOST_BYTES:
                return data.getvalue()
    return data.getvalue()


def _draw_show(canvas: ImageDraw, face: Typeface, show: str, palette: Palette) -> float:
    """The show's name at the top; returns where it ends."""
    text = cut(face, face.drawable(show), _SHOW_PX, _WIDTH)
    if not text:
        return _MARGIN
    _draw_line(canvas, face, text, _MARGIN + 0.75 * _SHOW_PX, _SHOW_PX, palette.voices[0])
    return _MARGIN + 0.75 * _SHOW_PX + _GAP


def _draw_title(canvas: ImageDraw, face: Typeface, title: str, room: tuple[float, float], palette: Palette) -> float:
    """The title, as large as it can be; returns where it ends."""
    top, bottom = room
    text = face.drawable(title)
    if not text:
        return top
    found = set_large(face, text, _WIDTH, bottom - top)
    for number, line in enumerate(found.lines):
        _draw_line(canvas, face, line, top + found.baseline_px(number), found.size_px, palette.letters)
    return top + found.height_px


def _draw_names(canvas: ImageDraw, face: Typeface, speakers: Sequence[str], palette: Palette) -> float:
    """The speakers at the foot, one a line, each with a dot in the colour of their voice; returns where they begin."""
    drawable = [(voice % 2, face.drawable(name)) for voice, name in enumerate(speakers[:_MOST_NAMES])]
    names = [(voice, cut(face, name, _NAME_PX, _WIDTH - _NAME_PX)) for voice, name in drawable if name]
    top = SIDE_PX - _MARGIN - _NAME_LINE_PX * len(names) + (_NAME_LINE_PX - _NAME_PX)
    radius = 0.27 * _NAME_PX
    for number, (voice, name) in enumerate(names):
        baseline = top + number * _NAME_LINE_PX + 0.85 * _NAME_PX
        middle = baseline - 0.36 * _NAME_PX
        x = SIDE_PX - _MARGIN - 2 * radius if runs_leftwards(name) else _MARGIN
        canvas.ellipse((x, middle - radius, x + 2 * radius, middle + radius), fill=palette.voices[voice])
        _draw_line(canvas, face, name, baseline, _NAME_PX, palette.letters, indent=_NAME_PX)
    return top


def _draw_line(canvas: ImageDraw, face: Typeface, text: str, baseline: float, size_px: int, colour: str, indent: float = 0) -> None:
    """A line at the side where its script begins."""
    start = _MARGIN + indent
    x = SIDE_PX - start - face.width(text, size_px) if runs_leftwards(text) else start
    face.draw(canvas, x, baseline, text, size_px, colour)


def _draw_voices(canvas: ImageDraw, chance: Random, room: tuple[float, float], palette: Palette) -> None:
    """Two voices in turn, as bars of sound, in the middle of the room that is left."""
    top, bottom = room
    height = min(bottom - top - 2 * _GAP, _MOST_VOICES)
    middle = (top + bottom) / 2
    for number, (voice, share) in enumerate(_bars(chance, _WIDTH // _BAR_STEP)):
        half = max(_BAR, share * height) / 2
        x = _MARGIN + number * _BAR_STEP
        canvas.rounded_rectangle((x, middle - half, x + _BAR, middle + half), _BAR // 2, fill=palette.voices[voice])


def _bars(chance: Random, n_bars: int) -> list[tuple[int, float]]:
    """Whose voice each bar is and how tall it is, 0 to 1: short turns and long ones, each rising and falling."""
    found: list[tuple[int, float]] = []
    voice = 0
    while len(found) < n_bars:
        length = chance.randint(3, 5) if voice == 0 else chance.randint(7, 12)
        arc = [sin(pi * (number + 0.7) / (length + 0.4)) ** 0.8 for number in range(length)]
        found += [(voice, abs(share) * chance.uniform(0.35, 1)) for share in arc]
        voice = 1 - voice
    return found[:n_bars]
