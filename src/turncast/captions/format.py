"""The one door to every subtitle format.

To add a format:
1. Write a class with the members of `CaptionFormat`, in a file of its own under `captions/`.
2. Name it in `FAMILY` of `captions/__init__.py` as "module:Class"; the name is the file's ending.
3. Run `tests/captions/test_caption_formats.py`: it finds the format by itself.
4. Say in the class's docstring how the format shows who speaks, and what it cannot carry.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from turncast.captions.rules import CaptionRules
from turncast.model import Cue


class CaptionFormat(Protocol):
    """Cues → the text of a file, always saved as UTF-8 without a mark at its start."""

    media_type: str
    """As a feed names it."""

    def write(self, cues: Sequence[Cue], rules: CaptionRules) -> str:
        """The whole file. `rules` are those the cues were laid out with."""
