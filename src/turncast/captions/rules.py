"""House rules for subtitles: how long a line, how long a cue, how fast to read."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class CaptionRules:
    """What a cue must keep to. Two lines at most in every house."""

    line_chars: int
    """Longest line, spaces and punctuation counted, wide characters twice."""
    aim_cps: int
    """Reading speed to lay out for, in characters a second."""
    max_cps: int
    """Reading speed never to go over where the timing leaves a choice."""
    min_ms: int
    max_ms: int
    """Shortest and longest time on screen."""
    gap_ms: int
    """Least time between two cues."""
    chain_ms: int
    """A gap shorter than this flickers: the earlier cue stays until `gap_ms` before the next."""
    run_on_ms: int
    """How long a cue may stay after its last word for comfortable reading."""
    lag_ms: int
    """How long it may stay where it would be too short or too fast otherwise."""
    shift_ms: int
    """How far a cue's start may be from its first word."""


NETFLIX = CaptionRules(
    line_chars=42,  # English (USA) Timed Text Style Guide I.2
    aim_cps=17,  # the older adult limit of the same guide
    max_cps=20,  # the same guide, adult programmes
    min_ms=834,  # General Requirements: 5/6 s, rounded up
    max_ms=7000,  # General Requirements
    gap_ms=84,  # General Requirements: 2 frames at 24 a second, rounded up
    chain_ms=500,  # Subtitle Timing Guidelines 1
    run_on_ms=500,  # Subtitle Timing Guidelines 1
    lag_ms=1500,  # BBC Subtitle Guidelines 5.2, the outer limit of any house we know
    shift_ms=83,  # Subtitle Timing Guidelines 1: 2 frames, rounded down
)
BBC = replace(
    NETFLIX,
    line_chars=37,  # BBC Subtitle Guidelines 3.1, fixed-width formats
    aim_cps=16,  # 4.1: 160 to 180 words a minute, at six characters a word with its space
    max_cps=18,
    chain_ms=1000,  # 4.5: leave a gap only if it is a second or more
)
PODCAST = replace(NETFLIX, line_chars=32)  # Podcasting 2.0 transcript formats, SRT
HOUSES = {"netflix": NETFLIX, "bbc": BBC, "podcast": PODCAST}
