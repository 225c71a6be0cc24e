"""Another take of one sentence: the script.md with the mark that asks for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from turncast.errors import ScriptError
from turncast.manifest import from_json
from turncast.model import Mark, Script, Track, Turn, written
from turncast.script.sentences import sentences
from turncast.script.textform import Edited, compose

_TIME = re.compile(r"(?:(?P<h>\d+):)?(?P<m>\d{1,3}):(?P<s>\d{2})(?:[.,]\d+)?")


def another_take(edited: Edited, where: str, track: Path) -> tuple[str, str]:
    """The script's text form with one more take of a sentence, and that sentence.

    `where` is a part of the sentence, or the time at which it is heard ("1:23"), which `track`, the episode's track.json, tells.
    Raises ScriptError where it fits no sentence, or several.
    """
    timed = _TIME.fullmatch(where.strip())
    wanted = _heard_at(track, timed) if timed else where
    found = [(turn, start, text) for turn, start, text in _sentences(edited.script) if _plain(wanted) in _plain(text)]
    if not found:
        raise ScriptError(f"no sentence of the script holds “{wanted[:60]}”: give a part of it as it is written, or its time")
    if len(found) > 1 and len({text for _, _, text in found}) > 1:
        raise ScriptError(f"{len(found)} sentences hold “{wanted[:60]}”: give more of the one you mean, or its time")
    turns = list(edited.script.turns)
    for index, start, _ in found:
        turns[index] = _with_take(turns[index], start)
    script = replace(edited.script, turns=tuple(turns))
    return compose(script, edited.voices), found[0][2].strip()


def _sentences(script: Script) -> Iterator[tuple[int, int, str]]:
    """Every sentence: its turn, where it begins in the turn's text, and its text."""
    for index, turn in enumerate(script.turns):
        start = 0
        for paragraph in re.split(r"(?<=\n\n)", turn.text):
            for sentence in sentences(paragraph, script.language):
                yield index, start + len(sentence) - len(sentence.lstrip()), sentence
                start += len(sentence)


def _with_take(turn: Turn, start: int) -> Turn:
    """The turn, its sentence that begins at `start` in the next take."""
    before = next((mark for mark in turn.marks if mark.kind == "take" and mark.start == start), None)
    mark = Mark(start, start, "take", str(int(before.value) + 1 if before else 1))
    others = [one for one in turn.marks if one is not before]
    return replace(turn, marks=tuple(sorted([mark, *others], key=lambda one: (one.start, one.kind != "take", one.end))))


def _heard_at(track: Path, timed: re.Match[str]) -> str:
    """The written text of the sentence that is heard at that time, or was last."""
    seconds = int(timed["h"] or 0) * 3600 + int(timed["m"]) * 60 + int(timed["s"])
    try:
        found = from_json(track.read_text(encoding="utf-8"), Track)
    except (OSError, UnicodeDecodeError) as error:
        raise ScriptError(f"{track} is not there, so nobody knows what is heard at that time: run `turncast make` first") from error
    began = [segment for segment in found.segments if segment.start <= seconds * found.sample_rate_hz]
    if not began or seconds * found.sample_rate_hz > found.n_samples:
        raise ScriptError(f"nothing is heard at {timed.group()}: the episode is {found.n_samples // found.sample_rate_hz} s long")
    return written(began[-1].utterance.tokens)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
