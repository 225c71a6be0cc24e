"""The one door to every subtitle format.

To add a format:
1. Write a class with the members of `CaptionFormat`, in a file of its own under `captions/`.
2. Name it in `FAMILY` of `captions/__init__.py` as "module:Class".
3. Run `tests/captions/test_caption_formats.py`: it finds the format by itself.
4. Say in the class's docstring how the format shows who speaks, and what it cannot carry.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from turncast.captions.formats.options import CaptionOptions
from turncast.model import Cue


class CaptionFormat(Protocol):
    """Cues → the text of a file, always saved as UTF-8 without a mark at its start."""

    ending: str
    """Of the file's name, without its first point: no two formats share one, and none is `json`, for `episode.json` is taken."""
    media_type: str
    """As a feed names it."""

    def write(self, cues: Sequence[Cue], options: CaptionOptions) -> str:
        """The whole file.

        The cues come in order, with the options' offset already in their times; where nobody is to be named, `speaker` is "" and
        nobody is `named`. Texts hold no line ends, tabulators or control characters.
        """
