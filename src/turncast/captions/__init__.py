"""Timed words → cues → subtitle files. Every format by its name; loaded when it is used."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from turncast import plugins
from turncast.captions.formats.door import CaptionFormat
from turncast.captions.formats.options import PLAIN, CaptionOptions, styled
from turncast.captions.lines import writable
from turncast.errors import UsageError
from turncast.model import CaptionStyle, Cue, TimedWord

FAMILY = plugins.Family(
    "subtitle format",
    "turncast.captions",
    {
        "srt": "turncast.captions.formats.srt:Srt",
        "vtt": "turncast.captions.formats.vtt:Vtt",
        "ass": "turncast.captions.formats.ass:Ass",
        "ttml": "turncast.captions.formats.ttml:Ttml",
        "lrc": "turncast.captions.formats.lrc:Lrc",
        "json": "turncast.captions.formats.segments:Segments",
        "txt": "turncast.captions.formats.txt:Txt",
        "html": "turncast.captions.formats.page:Page",
        "csv": "turncast.captions.formats.words:WordsCsv",
        "words": "turncast.captions.formats.words:WordsJson",
        "labels": "turncast.captions.formats.labels:Labels",
        "otio": "turncast.captions.formats.otio:Otio",
    },
    UsageError,
)


def names() -> tuple[str, ...]:
    """Every format's name: ours, then those that other packages bring."""
    return plugins.names(FAMILY)


def load(name: str) -> CaptionFormat:
    """The format of that name. Raises UsageError where there is none."""
    caption_format: CaptionFormat = plugins.load(FAMILY, name)
    return caption_format


def write(cues: Sequence[Cue], format: str, options: CaptionOptions = PLAIN) -> str:
    """The text of a subtitle file. Raises UsageError for an offset that puts a cue before the beginning."""
    shifted = tuple(_shifted(cue, options.offset_ms) for cue in cues)
    if shifted and shifted[0].start_ms < 0:
        least = f"{-cues[0].start_ms} ms is as far back as this episode's subtitles go"
        raise UsageError(f"an offset of {options.offset_ms} ms would put the first subtitle before the beginning: {least}")
    if options.speakers == "none":
        shifted = tuple(replace(cue, speaker="", named=False) for cue in shifted)
    return load(format).write(shifted, replace(options, title=writable(options.title)))


def file_of(format: str) -> str:
    """The name of an episode's subtitle file in that format. Raises UsageError where there is none."""
    return f"episode.{load(format).ending}"


def files(
    cues: Sequence[Cue], formats: Iterable[str], options: CaptionOptions, styles: Sequence[CaptionStyle] = ()
) -> dict[str, str]:
    """An episode's subtitle files by name, each format in its own style where it has one."""
    return {file_of(form): write(cues, form, styled(options, form, styles)) for form in formats}


def _shifted(cue: Cue, offset_ms: int) -> Cue:
    if not offset_ms:
        return cue
    words = tuple(_moved(word, offset_ms) for word in cue.words)
    return replace(cue, start_ms=cue.start_ms + offset_ms, end_ms=cue.end_ms + offset_ms, words=words)


def _moved(word: TimedWord, offset_ms: int) -> TimedWord:
    """Never before the beginning: the first subtitle may come up to two frames after its first word."""
    return replace(word, start_ms=max(0, word.start_ms + offset_ms), end_ms=max(0, word.end_ms + offset_ms))
