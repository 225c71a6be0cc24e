"""A colour for every speaker, in the order in which they first speak."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from turncast.model import Cue

ON_BLACK = ("#ffffff", "#ffff00", "#00ffff", "#00ff00", "#ffb066", "#ff99cc", "#c9a6ff", "#99ccff")
"""White, yellow, cyan and green are the BBC Subtitle Guidelines' colours of speakers; the others read as well on black."""


def speakers(cues: Iterable[Cue]) -> tuple[str, ...]:
    """The names of all who speak."""
    return tuple(dict.fromkeys(cue.speaker for cue in cues if cue.speaker))


def colours(cues: Iterable[Cue], palette: Sequence[str] = ON_BLACK) -> Mapping[str, str]:
    """Each speaker's name → a colour; where there are more speakers than colours, they begin again."""
    return {name: palette[n % len(palette)] for n, name in enumerate(speakers(cues))}
