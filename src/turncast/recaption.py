"""Subtitles of an episode that is there already: written again in another form, or taken back after somebody edited them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from turncast import captions, read
from turncast.captions.corrections import corrected, corrections
from turncast.captions.cues import lay_out
from turncast.captions.formats.options import PLAIN, CaptionOptions
from turncast.captions.imported import imported
from turncast.captions.rules import CaptionRules
from turncast.captions.table import rules_from
from turncast.errors import OutputError, ScriptError, SourceError
from turncast.folder import EPISODE_FILE, SCRIPT_FILE, TRACK_FILE
from turncast.manifest import from_json, to_json
from turncast.model import CaptionStyle, Cue, Episode, Script, TimedWord, Track, Turn, written
from turncast.script.textform import compose, parse
from turncast.sound.stitch import timed_words
from turncast.store import write_whole
from turncast.units import samples_to_ms
from turncast.wishes import wishes_of

Noun = TypeVar("Noun")


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What edited subtitles changed in the script."""

    n_corrections: int
    sentences: tuple[str, ...]
    """Those that change, as they were: they are spoken again with the next make, where they sound different."""
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recaptioned:
    """The files that were written."""

    asked: tuple[Path, ...]
    """Those asked for, in order."""
    alike: tuple[Path, ...]
    """The episode's others, where its cues are new ones now: all its files show the same."""


def caption_again(folder: Path, forms: Sequence[str], house: str, options: CaptionOptions, out: Path | None = None) -> Recaptioned:
    """The episode's subtitles in those forms, without touching its sound.

    They are laid out by a house's rules, or by those the episode was made with where `house` is "". What is written into the
    episode's folder without an offset is the episode's from then on. Raises SourceError where there is no episode, UsageError for a
    house or options that cannot be.
    """
    track, before = _saved(folder, TRACK_FILE, Track), _saved(folder, EPISODE_FILE, Episode)
    episode = _by_rules(before, house)
    rules = rules_from({"rules": episode.rules, **dict(episode.own_rules)}, episode.language)
    cues = _cues(folder / TRACK_FILE, track, episode, rules)
    duration_ms = samples_to_ms(track.n_samples, track.sample_rate_hz)
    plain = CaptionOptions(rules, title=episode.title, language=episode.language, duration_ms=duration_ms)
    told = replace(plain, speakers=options.speakers, words=options.words, offset_ms=options.offset_ms)
    told = replace(told, duration_ms=duration_ms + options.offset_ms)
    asked = {out or folder / captions.file_of(form): captions.write(cues, form, told) for form in forms}
    if out or options.offset_ms:
        _write(asked)
        return Recaptioned(tuple(asked), ())
    others = wishes_of(before, folder).captions if _is_other(before, replace(episode, n_cues=len(cues))) else ()
    left = captions.files(cues, [form for form in others if form not in forms], plain, before.styles)
    alike = {folder / name: text for name, text in left.items()}
    styles = (*(one for one in before.styles if one.form not in forms), *_styles(forms, options))
    listed = dict.fromkeys((*before.captions, *(path.name for path in asked)))
    _write({**asked, **alike})
    write_whole(folder / EPISODE_FILE, to_json(replace(episode, captions=tuple(listed), n_cues=len(cues), styles=styles), indent=1))
    return Recaptioned(tuple(asked), tuple(alike))


def _styles(forms: Sequence[str], options: CaptionOptions) -> tuple[CaptionStyle, ...]:
    """How these are to be written whenever they are written again; none where that is the usual way."""
    if (options.speakers, options.words) == (PLAIN.speakers, PLAIN.words):
        return ()
    return tuple(CaptionStyle(form, options.speakers, options.words) for form in forms)


def _is_other(before: Episode, episode: Episode) -> bool:
    """Whether the cues are laid out in another way than before."""
    return (before.rules, before.own_rules, before.n_cues) != (episode.rules, episode.own_rules, episode.n_cues)


def _write(texts: Mapping[Path, str]) -> None:
    for path, text in texts.items():
        write_whole(path, text)


def _by_rules(episode: Episode, house: str) -> Episode:
    """The episode with a house's rules for its own, also whenever it is made again; as it is where `house` is ""."""
    if not house:
        return episode
    return replace(episode, rules=house, own_rules=(), asked=replace(episode.asked, rules=house) if episode.asked else None)


def _cues(path: Path, track: Track, episode: Episode, rules: CaptionRules) -> tuple[Cue, ...]:
    """Those of a track, which is kept at `path`. Raises OutputError where it holds no words."""
    words = timed_words(track)
    if not words:
        raise OutputError(f"{path} holds no words, so there is nothing to caption: make the episode again")
    names = {speaker.id: speaker.name for speaker in episode.speakers}
    return lay_out(words, names, samples_to_ms(track.n_samples, track.sample_rate_hz), rules, episode.language)


def take_back(folder: Path, edited: Path) -> TakenBack:
    """Takes the words of edited subtitles into the episode's script.md.

    Raises SourceError where there is no episode, UsageError where the subtitles belong to another one.
    """
    track = _saved(folder, TRACK_FILE, Track)
    path = folder / SCRIPT_FILE
    there = parse(read.decoded(read.load(str(path)), str(path)))
    text = read.decoded(read.load(str(edited)), str(edited), "give an SRT or WebVTT file")
    found = imported(text, str(edited))
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
    return written(track.segments[number].utterance.tokens).strip()


def _saved(folder: Path, name: str, kind: type[Noun]) -> Noun:
    try:
        return from_json((folder / name).read_text(encoding="utf-8"), kind)
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{folder / name} cannot be read, so there is no episode here: run `turncast make` first") from error
    except ScriptError as error:
        raise SourceError(f"{folder / name}: {error}") from error
