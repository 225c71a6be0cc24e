"""Subtitles of an episode that is there already: written again in another form, or taken back after somebody edited them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from turncast import captions, read
from turncast.captions.corrections import corrected, corrections
from turncast.captions.cues import lay_out
from turncast.captions.formats.options import CaptionOptions
from turncast.captions.imported import imported
from turncast.captions.table import rules_from
from turncast.errors import OutputError, ScriptError, SourceError
from turncast.folder import EPISODE_FILE, SCRIPT_FILE, TRACK_FILE
from turncast.manifest import from_json
from turncast.model import Episode, Script, TimedWord, Track, Turn
from turncast.script.textform import compose, parse
from turncast.sound.stitch import timed_words
from turncast.store import write_whole
from turncast.units import samples_to_ms

Noun = TypeVar("Noun")


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What edited subtitles changed in the script."""

    n_corrections: int
    sentences: tuple[str, ...]
    """Those that change, as they were: they are spoken again with the next make, where they sound different."""
    notes: tuple[str, ...]


def caption_again(folder: Path, form: str, house: str, options: CaptionOptions, out: Path | None = None) -> Path:
    """The episode's subtitles in that form, without touching its sound; returns the file.

    They are laid out by a house's rules, or by those the episode was made with where `house` is "". Raises SourceError where there
    is no episode, UsageError for a house or options that cannot be.
    """
    track, episode = _saved(folder, TRACK_FILE, Track), _saved(folder, EPISODE_FILE, Episode)
    made_with = {"rules": episode.rules, **dict(episode.own_rules)}
    rules = rules_from({"rules": house} if house else made_with, episode.language)
    names = {speaker.id: speaker.name for speaker in episode.speakers}
    duration_ms = samples_to_ms(track.n_samples, track.sample_rate_hz)
    words = timed_words(track)
    if not words:
        raise OutputError(f"{folder / TRACK_FILE} holds no words, so there is nothing to caption: make the episode again")
    cues = lay_out(words, names, duration_ms, rules, episode.language)
    told = replace(
        options, rules=rules, title=episode.title, language=episode.language, duration_ms=duration_ms + options.offset_ms
    )
    path = out or folder / f"episode.{captions.load(form).ending}"
    write_whole(path, captions.write(cues, form, told))
    return path


def take_back(folder: Path, edited: Path) -> TakenBack:
    """Takes the words of edited subtitles into the episode's script.md.

    Raises SourceError where there is no episode, UsageError where the subtitles belong to another one.
    """
    track = _saved(folder, TRACK_FILE, Track)
    path = folder / SCRIPT_FILE
    there = parse(read.decoded(read.load(str(path)), str(path)))
    found = imported(read.decoded(read.load(str(edited)), str(edited)), str(edited))
    words = timed_words(track)
    made = corrections(found, words, _with_lines(there.script, words))
    own = [one for one in made.corrections if one.turn < len(there.script.turns)]
    if own:
        write_whole(path, compose(corrected(there.script, replace(made, corrections=tuple(own))), there.voices))
    turns = {one.turn for one in own}
    sentences = [number for number in made.sentences if track.segments[number].utterance.turn in turns]
    notes = made.notes if len(own) == len(made.corrections) else (*made.notes, "the show's own lines are changed in show.toml")
    return TakenBack(len(own), tuple(_written(track, number) for number in sentences), notes)


def _with_lines(script: Script, words: Sequence[TimedWord]) -> Script:
    """The script with the lines of its show behind it, as they were spoken."""
    lines: dict[int, Turn] = {}
    for word in words:
        if word.turn >= len(script.turns):
            before = lines.get(word.turn)
            text = (before.text if before else "") + word.text + " " * word.space
            lines[word.turn] = Turn(word.speaker, "byline", text)
    added = (replace(lines[turn], text=lines[turn].text.strip()) for turn in sorted(lines))
    return replace(script, turns=(*script.turns, *added))


def _written(track: Track, number: int) -> str:
    tokens = track.segments[number].utterance.tokens
    return "".join(token.text + " " * token.space for token in tokens).strip()


def _saved(folder: Path, name: str, kind: type[Noun]) -> Noun:
    try:
        return from_json((folder / name).read_text(encoding="utf-8"), kind)
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{folder / name} cannot be read, so there is no episode here: run `turncast make` first") from error
    except ScriptError as error:
        raise SourceError(f"{folder / name}: {error}") from error
