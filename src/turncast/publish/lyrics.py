"""Subtitles as the lyrics that players show."""

from __future__ import annotations

from collections.abc import Iterable

from turncast.model import Cue


def lyric_lines(cues: Iterable[Cue]) -> tuple[tuple[int, str], ...]:
    """Start in milliseconds and text of each line, with the name where the speaker changes."""
    return tuple((cue.start_ms, (f"{cue.speaker}: " if cue.named else "") + " ".join(cue.lines)) for cue in cues)


def plain_lyrics(cues: Iterable[Cue]) -> str:
    """The whole text, one line for each subtitle."""
    return "\n".join(text for _, text in lyric_lines(cues))


def lrc(cues: Iterable[Cue]) -> str:
    """Lines with their times, as players of Ogg and FLAC files read them.

    >>> lrc([Cue(61_230, 63_000, "Ann", True, ("Is it", "true?"), ())])
    '[01:01.23]Ann: Is it true?'
    """
    return "\n".join(f"[{_minutes(start_ms)}]{text}" for start_ms, text in lyric_lines(cues))


def _minutes(ms: int) -> str:
    """Minutes, as many as there are, seconds and hundredths, which is as fine as LRC goes."""
    minutes, rest = divmod(ms // 10, 6000)
    return f"{minutes:02}:{rest // 100:02}.{rest % 100:02}"
