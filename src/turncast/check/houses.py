"""What the houses ask of subtitles and of sound, as their guides say it.

The judge's own tables, apart from those that cues are laid out and programmes mastered with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from turncast.errors import UsageError


@dataclass(frozen=True, slots=True)
class House:
    name: str
    line_chars: int
    """Spaces and punctuation counted, wide characters twice."""
    max_lines: int
    min_ms: int
    max_ms: int
    gap_ms: int
    chain_ms: int
    """A gap of more than `gap_ms` and less than this flickers."""
    max_cps: int
    """Characters a second, for nearly all cues."""
    max_words: int = 0
    """In a cue; 0 for as many as fit."""


_FRAMES_OFF_MS = 7
"""What rounding to frames may add to a gap."""
_NETFLIX = House(
    "Netflix",
    line_chars=42,  # English (USA) Timed Text Style Guide I.2
    max_lines=2,  # General Requirements
    min_ms=833,  # General Requirements: 5/6 s
    max_ms=7000,  # General Requirements
    gap_ms=83,  # General Requirements: 2 frames at 24 a second
    chain_ms=500,  # Subtitle Timing Guidelines 1
    max_cps=20,  # English guide, adult programmes
)
_HOUSES = {
    "netflix": _NETFLIX,
    # Subtitle Guidelines 3.1, 4.1 (180 words a minute of six characters) and 4.5
    "bbc": replace(_NETFLIX, name="BBC", line_chars=37, max_cps=18, chain_ms=1000),
    # transcript formats, SRT
    "podcast": replace(_NETFLIX, name="Podcasting 2.0", line_chars=32),
    # no guide names limits for these two: what fits their pictures
    "youtube": replace(_NETFLIX, name="YouTube", line_chars=40),
    "tiktok": replace(
        _NETFLIX,
        name="TikTok",
        line_chars=20,
        max_lines=1,
        max_words=3,
        min_ms=250,
        max_ms=3000,
        gap_ms=0,
        chain_ms=1000,
        max_cps=25,
    ),
}
_EAST_ASIA_CHARS = 32
"""Sixteen full-width characters: Netflix's Japanese and Chinese guides."""


def house(name: str, language: str) -> House:
    """The house's rules for a language. Raises UsageError where there is no such house.

    >>> house("netflix", "en").line_chars, house("netflix", "ja").line_chars
    (42, 32)
    """
    found = _HOUSES.get(name.lower())
    if found is None:
        raise UsageError(f"there is no house {name!r}: choose {', '.join(_HOUSES)}")
    primary = language.partition("-")[0].lower()
    if primary in ("ja", "zh", "yue", "ko"):  # the first three part no words by blanks, which we could count
        n_words = found.max_words if primary == "ko" else 0
        return replace(found, line_chars=min(found.line_chars, _EAST_ASIA_CHARS), max_words=n_words)
    return found


def with_own(rules: House, own: Mapping[str, int]) -> House:
    """A house's rules with what a show has otherwise, as far as a house asks for it at all.

    >>> with_own(house("bbc", "en"), {"line_chars": 34, "aim_cps": 15}).line_chars
    34
    """
    asked = {one.name: own[one.name] for one in fields(House) if one.name in own}
    return replace(rules, name=f"{rules.name}; the show", **asked) if asked else rules


def flickers(gap_ms: int, rules: House) -> bool:
    """Whether a gap is neither closed nor a pause.

    >>> [flickers(ms, _NETFLIX) for ms in (83, 90, 91, 499, 500)]
    [False, False, True, True, False]
    """
    return rules.gap_ms + _FRAMES_OFF_MS < gap_ms < rules.chain_ms


# --- sound -----------------------------------------------------------------------------------------------------------

Range = tuple[float, float]
"""Least and most."""


@dataclass(frozen=True, slots=True)
class Programme:
    """What those who take a kind of programme ask of its sound."""

    source: str
    """Of the level."""
    target_lufs: float | None = None
    """None where loudness is asked for by RMS."""
    rms_db: Range | None = None
    true_peak_dbtp: float = -1.0  # Apple; EBU R 128
    noise_floor_db: float | None = None
    """The most RMS of the quietest half second."""
    least_kbps: tuple[int, int] = (96, 128)  # Apple Podcasts
    """Of an MP3 of one channel, and of two."""
    sample_rates_hz: tuple[int, ...] = (44_100, 48_000)  # Apple Podcasts
    head_s: Range = (0.3, 1.0)  # near ACX
    tail_s: Range = (1.0, 2.0)
    source_of_peak: str = "Apple; EBU R 128"
    source_of_form: str = "Apple Podcasts; Spotify"
    source_of_edges: str = "near ACX"


_PROGRAMMES = {
    "podcast": Programme("Apple Podcasts", -16.0),
    "aes": Programme("AES TD1008", -18.0),
    "spotify": Programme("Spotify", -14.0),
    "broadcast": Programme("EBU R 128", -23.0),
    "audiobook": Programme(
        "ACX",
        rms_db=(-23.0, -18.0),
        true_peak_dbtp=-3.0,
        noise_floor_db=-60.0,
        least_kbps=(192, 192),
        sample_rates_hz=(44_100,),
        head_s=(0.5, 1.0),
        tail_s=(1.0, 5.0),
        source_of_peak="ACX",
        source_of_form="ACX",
        source_of_edges="ACX",
    ),
}


def programme(loudness: str) -> Programme:
    """What is asked of a programme that is made for that loudness. Raises UsageError where there is no such loudness.

    >>> programme("broadcast").target_lufs, programme("audiobook").rms_db
    (-23.0, (-23.0, -18.0))
    """
    found = _PROGRAMMES.get(loudness.lower())
    if found is None:
        raise UsageError(f"there is no loudness {loudness!r} to check: choose {', '.join(_PROGRAMMES)}")
    return found
