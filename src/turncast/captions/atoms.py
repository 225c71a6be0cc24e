"""What is compared between a script and edited subtitles: pieces parted by white space, single characters where a script has none.

The script knows where each piece stands in which turn, the subtitles in which cue; both know roughly when it is spoken.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from unicodedata import normalize

from turncast.captions.imported import Imported, ImportedCue
from turncast.captions.unspaced import is_unspaced
from turncast.errors import UsageError
from turncast.model import Script, TimedWord, Turn

_WIDE = r"\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_ATOM = re.compile(rf"[{_WIDE}]|[^\s{_WIDE}]+")
_TAG = re.compile(r"</?(?:b|i|u|s|font|c|v|lang|ruby|rt)\b[^<>]*>|<[\d:.]+>|\{\\[^{}]*\}", re.IGNORECASE)
_VOICE = re.compile(r"<v(?:\.[^ \t<>]+)*[ \t]+(?P<name>[^<>\n]+)>")
_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A piece of the script."""

    text: str
    start_ms: int
    end_ms: int
    turn: int
    start: int
    end: int
    """A range of characters of the turn's text."""
    utterance: int
    passage: int
    """A number for what stands in one paragraph without anything left out between: no replacement reaches over its end."""
    spaced: bool
    """Whether white space stands before it in the passage."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of a subtitle."""

    text: str
    ms: int
    """About when it is said, were its cue read evenly."""
    cue: int
    parted: str
    """What stands before it: "" for nothing, a blank, or a newline where a line or a cue begins, which may be either."""


def spoken_atoms(words: Sequence[TimedWord], script: Script) -> list[Spoken]:
    """The script's pieces in order. Raises UsageError where the words are not the script's."""
    found: list[Spoken] = []
    for turn, said in groupby(words, key=lambda word: word.turn):
        if turn >= len(script.turns):
            raise _other_script(turn)
        for passage in _passages(list(said), script.turns[turn]):
            found += _passage_atoms(passage, len(found))
    return found


_Placed = tuple[TimedWord, int]
"""A word and where it begins in its turn's text."""


def _passages(words: Sequence[TimedWord], turn: Turn) -> Iterator[list[_Placed]]:
    """The words with their places, parted where more than a blank stands between."""
    passage: list[_Placed] = []
    end = 0
    for word in words:
        start = _find(word, turn, end)
        between = turn.text[end:start]
        if passage and (between.strip() or "\n" in between):
            yield passage
            passage = []
        passage.append((word, start))
        end = start + len(word.text)
    yield passage


def _find(word: TimedWord, turn: Turn, position: int) -> int:
    """Where the word stands, from `position` on and outside of what is left out."""
    start = turn.text.find(word.text, position)
    for mark in turn.marks:
        if mark.kind == "leave out" and mark.start < start + len(word.text) and start < mark.end:
            start = turn.text.find(word.text, mark.end)
    if start < 0:
        raise _other_script(word.turn)
    return start


def _other_script(turn: int) -> UsageError:
    return UsageError(f"the script was changed after it was spoken, in turn {turn + 1}: make the episode again, then import")


def _passage_atoms(passage: Sequence[_Placed], number: int) -> Iterator[Spoken]:
    """Words that touch are one text, cut as the subtitles' are."""
    text = ""
    owners: list[_Placed] = []
    """Of each character: its word, and its place in the turn's text."""
    for word, start in passage:
        if text and owners[-1][1] + 1 < start:
            text += " "
            owners.append((word, start - 1))
        text += word.text
        owners += [(word, start + n) for n in range(len(word.text))]
    for match in _ATOM.finditer(text):
        (first, start), (last, end) = owners[match.start()], owners[match.end() - 1]
        spaced = match.start() > 0 and text[match.start() - 1].isspace()
        yield Spoken(match.group(), first.start_ms, last.end_ms, first.turn, start, end + 1, first.utterance, number, spaced)


def shown_atoms(found: Imported, script: Script) -> list[Shown]:
    """The subtitles' pieces in order, without tags, names and direction marks."""
    names = _names(script)
    written = {match.group() for text in (*names, *(turn.text for turn in script.turns)) for match in _TAG.finditer(text)}
    texts = [_plain(cue, found, written) for cue in found.cues]
    return [atom for n, text in enumerate(texts) for atom in _cue_atoms(n, _without_label(text, names), found.cues[n])]


def shown_names(found: Imported, script: Script) -> list[tuple[str, ...]]:
    """The speaker's name that each subtitle shows, or those that it may stand for where it is cut; none where it shows none."""
    names = _names(script)
    return [_voices(cue, names) if found.is_webvtt else _labels(_plain(cue, found, set()), names) for cue in found.cues]


def _names(script: Script) -> list[str]:
    return [" ".join(speaker.name.split()) for speaker in script.speakers if speaker.name]


def _voices(cue: ImportedCue, names: Sequence[str]) -> tuple[str, ...]:
    voice = _VOICE.search(cue.text)
    shown = " ".join(html.unescape(voice["name"]).split()).casefold() if voice else ""
    return tuple(name for name in names if name.casefold() == shown)


def _plain(cue: ImportedCue, found: Imported, written: set[str]) -> str:
    """The text without tags, but for those that the script itself has (SubRip cannot tell them apart)."""
    if found.is_webvtt:
        return html.unescape(_TAG.sub("", cue.text))
    return _TAG.sub(lambda tag: tag.group() if tag.group() in written else "", cue.text)


def _without_label(text: str, names: Sequence[str]) -> str:
    """The text without the speaker's name before it, whole or cut as it is in a narrow line."""
    text = _DIRECTION.sub("", text)
    return text[_label(text, names)[1] :].strip()


def _labels(text: str, names: Sequence[str]) -> tuple[str, ...]:
    return _label(_DIRECTION.sub("", text), names)[0]


def _label(text: str, names: Sequence[str]) -> tuple[tuple[str, ...], int]:
    """The names that a label before the text may stand for, and how long it is."""
    begun, cut, _ = text.partition("…:")
    if cut and (found := tuple(name for name in names if name.casefold().startswith(begun.strip().casefold()))):
        return found, len(begun) + len(cut)
    for name in names:
        if text[: len(name) + 1].casefold() == f"{name}:".casefold() and text[len(name) + 1 :][:1].isspace():
            return (name,), len(name) + 1
    return (), 0


def _cue_atoms(number: int, text: str, cue: ImportedCue) -> Iterator[Shown]:
    end = 0
    for match in _ATOM.finditer(text):
        between = text[end : match.start()]
        parted = "\n" if not end or "\n" in between else between[:1] and " "
        end = match.end()
        middle = (match.start() + end) / 2 / len(text)
        yield Shown(match.group(), cue.start_ms + round(middle * (cue.end_ms - cue.start_ms)), number, parted)


def key(text: str) -> str:
    """What is compared: letters with their accents in one form, whatever an editor made of them."""
    return normalize("NFC", text)


def spoken_text(atoms: Sequence[Spoken]) -> str:
    """On one line."""
    text, before = "", None
    for one in atoms:
        parted = before and before.passage != one.passage and not (is_unspaced(text[-1]) or is_unspaced(one.text[0]))
        text += " " * bool(one.spaced or parted) + one.text
        before = one
    return text.strip()


def quoted(text: str) -> str:
    """In quote marks, those inside it single ones.

    >>> quoted("“No,” he said")
    '“‘No,’ he said”'
    """
    return f"“{text.translate(_SINGLE)}”"


_SINGLE = str.maketrans('“”"', "‘’'")


def shown_text(atoms: Sequence[Shown]) -> str:
    """On one line."""
    text = ""
    for one in atoms:
        text += (blank_before(one, text) if text else "") + one.text
    return text


def blank_before(one: Shown, before: str) -> str:
    """What parts it from the text before; a line break is a blank where words are parted by blanks."""
    if one.parted == "\n":
        return "" if is_unspaced(before[-1]) or is_unspaced(one.text[0]) else " "
    return one.parted
