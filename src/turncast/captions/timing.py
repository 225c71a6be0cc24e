"""When cues come and go.

What gives way to what, where speech leaves no room for all: cues never overlap; the gap between them holds; a start stays within
`shift_ms` of the first word; a cue lasts `min_ms`; and only then the reading speed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from turncast.captions.rules import CaptionRules


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a cue has to cover, in track milliseconds."""

    start_ms: int
    end_ms: int
    columns: int
    """To read, the name too where it is shown."""


def cue_times(spoken: Sequence[Spoken], duration_ms: int, rules: CaptionRules) -> list[tuple[int, int]]:
    """Start and end of each cue; the last one ends by `duration_ms`."""
    starts = [*_starts(spoken, duration_ms, rules), duration_ms + rules.gap_ms]
    return [
        (start, max(start + 1, leaving(start, cue.end_ms, cue.columns, next_ms, rules)))
        for cue, (start, next_ms) in zip(spoken, pairwise(starts), strict=True)
    ]


def leaving(start_ms: int, spoken_until_ms: int, columns: int, next_ms: int, rules: CaptionRules) -> int:
    """When the cue goes: with its last word, later where that helps reading; the gap before the next one never flickers."""
    latest = next_ms - rules.gap_ms
    unchained = next_ms - rules.chain_ms
    if spoken_until_ms > unchained:
        return min(latest, start_ms + rules.max_ms)
    comfortable = min(start_ms + columns * 1000 // rules.aim_cps, spoken_until_ms + rules.run_on_ms)
    needed = min(start_ms + max(rules.min_ms, -(-columns * 1000 // rules.max_cps)), spoken_until_ms + rules.lag_ms)
    end = max(spoken_until_ms, comfortable, needed)
    if end > unchained:
        allowed = spoken_until_ms + (rules.lag_ms if needed > unchained else rules.run_on_ms)
        end = latest if latest <= allowed else unchained
    return min(end, start_ms + rules.max_ms)


def _starts(spoken: Sequence[Spoken], duration_ms: int, rules: CaptionRules) -> list[int]:
    """Each at its first word, or within `shift_ms` of it where that lengthens a cue that would be too short.

    Such a cue comes early as far as the cue before it can spare the time, then keeps the next one waiting as far as that one can.
    Only words without any length, which leave no room for a gap, push a start further.
    """
    pitch = rules.min_ms + rules.gap_ms
    end = duration_ms + rules.gap_ms
    onsets = [*(cue.start_ms for cue in spoken), end, end + pitch]
    starts: list[int] = []
    earliest, comfortable, late = 0, 0, 0
    for n, cue in enumerate(spoken):
        start = max(earliest, cue.start_ms + late)
        short = max(0, start + pitch - onsets[n + 1])
        early = max(0, min(short, rules.shift_ms, start - comfortable))
        spare = onsets[n + 2] - onsets[n + 1] - pitch
        late = max(0, min(short - early, rules.shift_ms, spare))
        starts.append(start - early)
        earliest = starts[-1] + 1 + rules.gap_ms
        comfortable = max(starts[-1] + pitch, cue.end_ms + rules.gap_ms)
    return starts
