"""Letters for pictures, the same on every machine: fonts come from packages, never from the system.

Noto Sans has most alphabets, Noto Sans CJK has Chinese, Japanese and Korean. Without these packages there is Pillow's own font,
which has English letters in one weight and no accents.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

_ALPHABETS, _CJK = "manimgx_fonts", "manimgx_fonts_cjk"
_CJK_FACES = {"ja": 0, "ko": 1, "zh": 2, "zh-tw": 3, "zh-hant": 3, "zh-hk": 4}
"""Which face of the collection a language wants: the same character is drawn in several ways."""
_ABSENT = "\U0010ffff"
"""No character at all: it shows what a font draws for those it lacks."""
_MEASURED_PX = 256
_REGULAR = 400


@dataclass(frozen=True, slots=True)
class _Face:
    """A font in a file; "" is Pillow's own."""

    path: str
    index: int = 0


class Typeface:
    """Letters of one weight (400 regular, 700 bold) in any size, for a language (BCP 47)."""

    def __init__(self, language: str = "", weight: int = _REGULAR) -> None:
        self.weight = weight
        self.faces = list(_faces(language.lower()))
        self._found: dict[str, int | None] = {}

    def drawable(self, text: str) -> str:
        """The text without words that have a letter no font can draw; "" where that leaves less than half of it."""
        text = " ".join(unicodedata.normalize("NFC", text).split())
        kept = " ".join(word for word in text.split() if all(self._face_of(letter) is not None for letter in word))
        return kept if 2 * len(kept) >= len(text) else ""

    def width(self, text: str, size_px: float) -> float:
        """How wide a drawable text is."""
        return sum(self._font(face, _MEASURED_PX).getlength(part) for part, face in self._parts(text)) * size_px / _MEASURED_PX

    def draw(self, canvas: ImageDraw, x: float, baseline: float, text: str, size_px: int, colour: str) -> None:
        """Put a drawable text on a canvas, its left end at x."""
        for part, face in self._parts(text):
            font = self._font(face, size_px)
            canvas.text((x, baseline), part, fill=colour, font=font, anchor="ls")
            x += font.getlength(part)

    def _parts(self, text: str) -> list[tuple[str, int]]:
        """Pieces that one font draws each, from left to right."""
        found: list[tuple[str, int]] = []
        for letter in text:
            face = found[-1][1] if found and letter.isspace() else self._face_of(letter) or 0
            if found and found[-1][1] == face:
                found[-1] = (found[-1][0] + letter, face)
            else:
                found.append((letter, face))
        return found[::-1] if runs_leftwards(text) else found

    def _face_of(self, letter: str) -> int | None:
        """The first font that has the letter, None where there is none."""
        if letter not in self._found:
            faces = range(len(self.faces)) if _can_be_set(letter) else ()
            self._found[letter] = next((face for face in faces if _has(self.faces[face], letter)), None)
        return self._found[letter]

    def _font(self, face: int, size_px: int) -> FreeTypeFont:
        return _font(self.faces[face], size_px, self.weight)


def runs_leftwards(text: str) -> bool:
    """Whether a text is written from right to left, by its first letter that tells.

    >>> runs_leftwards("a ב"), runs_leftwards("1 ب a")
    (False, True)
    """
    return next((kind in _LEFTWARDS for kind in map(unicodedata.bidirectional, text) if kind in ("L", *_LEFTWARDS)), False)


_LEFTWARDS = ("R", "AL")


def _can_be_set(letter: str) -> bool:
    """Whether this Pillow can place the letter: those that join, stack or run leftwards need Raqm and FriBiDi."""
    return _shapes() or not (unicodedata.bidirectional(letter) in _LEFTWARDS or unicodedata.category(letter) in ("Mn", "Mc"))


@lru_cache(maxsize=1)
def _shapes() -> bool:
    from PIL import features

    return bool(features.check("raqm") and features.check("fribidi"))


def _has(face: _Face, letter: str) -> bool:
    """Whether a font has a letter, by whether it draws something else for it than for one it lacks."""
    # without shaping, which would draw a mark of another font's letter over a dotted circle
    font = _font(face, _MEASURED_PX, _REGULAR, shaped=False)
    drawn, absent = font.getmask(letter), font.getmask(_ABSENT)
    return (drawn.size, bytes(drawn)) != (absent.size, bytes(absent))


def _faces(language: str) -> Iterator[_Face]:
    """All fonts there are, the one to be asked first at the front."""
    alphabets = sorted(_files(_ALPHABETS, "NotoSans[[]*.ttf")) + sorted(_files(_ALPHABETS, "NotoSans[A-Z]*.ttf"))
    yield from (_Face(str(path)) for path in alphabets if "Italic" not in path.name)
    if not alphabets:
        yield _Face("")
    index = _CJK_FACES.get(language, _CJK_FACES.get(language.partition("-")[0], 0))
    yield from (_Face(str(path), index) for path in _files(_CJK, "*.ttc"))


def _files(package: str, pattern: str) -> Iterator[Path]:
    spec = find_spec(package)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        yield from Path(folder).glob(pattern)


@lru_cache(maxsize=128)
def _font(face: _Face, size_px: int, weight: int, shaped: bool = True) -> FreeTypeFont:
    from PIL import ImageFont

    if not face.path:
        return ImageFont.load_default(size_px)  # type: ignore[return-value]
    engine = ImageFont.Layout.RAQM if shaped and _shapes() else ImageFont.Layout.BASIC
    font = ImageFont.truetype(face.path, size_px, face.index, layout_engine=engine)
    font.set_variation_by_axes([weight])
    return font
