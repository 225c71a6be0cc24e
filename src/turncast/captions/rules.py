"""House rules for subtitles: how long a line, how long a cue, how fast to read."""

from __future__ import annotations

from dataclasses import dataclass, replace

from turncast.captions.languages import primary


@dataclass(frozen=True, slots=True)
class CaptionRules:
    """What a cue must keep to."""

    line_chars: int
    """Longest line, spaces and punctuation counted, wide characters twice."""
    aim_cps: int
    """Reading speed to lay out for, in characters a second: spaces count, wide characters twice, the speaker's name not."""
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
    max_lines: int = 2
    """One or two; the speaker's name may stand above a single line."""
    max_words: int = 0
    """Most words in a cue; 0 for as many as fit."""


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
YOUTUBE = replace(NETFLIX, line_chars=40)  # our own choice: the house names no limits
# our own choice: a few words at a time in the middle of an upright picture, each group up until the next is said
TIKTOK = replace(
    NETFLIX, line_chars=20, max_lines=1, max_words=3, aim_cps=20, max_cps=25, min_ms=250, max_ms=3000, gap_ms=0, chain_ms=1000
)
HOUSES = {"netflix": NETFLIX, "bbc": BBC, "podcast": PODCAST, "youtube": YOUTUBE, "tiktok": TIKTOK}

WIDE_LINE_CHARS = 32
"""Sixteen full-width characters: Netflix's guides for Japanese, Chinese and Korean."""
CHARACTERS_A_WORD = 3
"""In a language without spaces each character is a word of ours."""


def for_language(rules: CaptionRules, language: str) -> CaptionRules:
    """A house's rules as they apply to a language: in East Asia lines are shorter, for their characters are wide."""
    if primary(language) not in ("ja", "zh", "yue", "ko"):
        return rules
    lines = min(rules.line_chars, WIDE_LINE_CHARS)
    spaced = primary(language) == "ko"
    return replace(rules, line_chars=lines, max_words=rules.max_words * (1 if spaced else CHARACTERS_A_WORD))
