"""How an episode is wished for, and the record of it that the episode keeps, so that whoever makes it again asks for the same."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from turncast import captions
from turncast.model import Asked, Episode
from turncast.production import Wanted, settings_of

CAPTION_FORMATS = ("srt", "vtt")
"""What everybody gets who asks for nothing else."""


@dataclass(frozen=True, slots=True)
class Options:
    """How an episode is to be made."""

    out: Path | None = None
    """Folder; where there is none, a script.md's own one, or output/<slug of the title>."""
    engine: str | None = None
    cast: Sequence[str] = ()
    """Each "SPEAKER_OR_ROLE=VOICE", the voice as "name", "engine/name" or "engine/name@rate"."""
    fallback: Sequence[str] = ()
    """Engines that may speak, in this order, what the chosen one cannot be brought to speak."""
    align: bool = True
    """Whether word times are found by comparison where an engine tells none; otherwise they are estimated."""
    captions: Sequence[str] = CAPTION_FORMATS
    rules: str = ""
    """The house whose rules subtitles keep, instead of the show's or Netflix's."""
    sound: Wanted = field(default_factory=Wanted)
    title: str | None = None
    format: str | None = None
    """How to read the source, instead of by its name and looks."""


def check_wishes(options: Options) -> None:
    """Raises UsageError for formats that there are not, before anything is spoken."""
    settings_of(options.sound)
    for form in options.captions:
        captions.load(form)


def asked_of(options: Options, folder: Path) -> Asked:
    """The record of what was asked for in an episode that is made in that folder."""
    sound = options.sound
    return Asked(
        rules=options.rules,
        fallback=tuple(options.fallback),
        align=options.align,
        bit_rate_kbps=sound.bit_rate_kbps,
        sample_rate_hz=sound.sample_rate_hz,
        stereo=sound.stereo,
        cover=_seen_from(folder, sound.cover) if sound.cover else "",
        number=sound.number,
    )


def wishes_of(episode: Episode, folder: Path) -> Options:
    """What was asked for when the episode in that folder was made; its voices and its title are in its script.md."""
    asked = episode.asked or Asked(rules=episode.rules)  # made before there was a record
    forms = [form for form in captions.names() if captions.file_of(form) in episode.captions]
    audio = episode.master.file.rpartition(".")[2]
    cover = folder / asked.cover if asked.cover else None
    sound = Wanted(audio, episode.loudness, asked.bit_rate_kbps, asked.sample_rate_hz, cover, asked.stereo, asked.number)
    return Options(fallback=asked.fallback, align=asked.align, captions=forms, rules=asked.rules, sound=sound)


def _seen_from(folder: Path, path: Path) -> str:
    """The path from a folder on, so that both can be moved together; whole where there is none (another drive of Windows)."""
    with suppress(ValueError):
        return Path(os.path.relpath(path.resolve(), folder.resolve())).as_posix()
    return path.resolve().as_posix()
