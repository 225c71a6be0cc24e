"""Edited subtitles → what they change in the script.

What differs replaces the script's words in place; times, line breaks, names and tags make no difference, and neither do subtitles
that are missing: whoever deletes a subtitle does not take back what was said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from turncast.captions.alignment import Change
from turncast.captions.atoms import blank_before, quoted, shown_text, spoken_text
from turncast.captions.differences import Comparison, compared
from turncast.captions.imported import Imported
from turncast.model import Mark, Script, TimedWord, Turn
from turncast.units import clock


@dataclass(frozen=True, slots=True)
class Correction:
    """What a range of characters of a turn's text becomes."""

    turn: int
    start: int
    end: int
    old: str
    """The text of the range, "" where something is put in."""
    new: str
    """"" where it is taken out."""


@dataclass(frozen=True, slots=True)
class Corrections:
    corrections: tuple[Correction, ...]
    """In order, without overlap."""
    sentences: tuple[int, ...]
    """The utterances that change, by the index that their words carry: these may have to be spoken again."""
    notes: tuple[str, ...]
    """What was wrong with the file, and what of it was not taken over."""


def corrections(found: Imported, words: Sequence[TimedWord], script: Script) -> Corrections:
    """What edited subtitles of these words change in the script.

    Raises UsageError where they belong to another episode, or the words to another script.
    """
    comparison = compared(found, words, script)
    notes = list(comparison.notes)
    made: list[Correction] = []
    sentences: set[int] = set()
    turn_of = {word.utterance: word.turn for word in words}
    for change in comparison.differences:
        if _leaves_nothing(change, comparison):
            old = comparison.ours[change.first : change.last]
            said = f"{quoted(spoken_text(old))} at {clock(old[0].start_ms)} is all that is said there"
            notes.append(f"{said}: to leave it out, change script.md")
            continue
        made.append(_correction(change, comparison, script))
        sentences |= {comparison.ours[n].utterance for n in _touched(change, comparison)}
    after = corrected(script, Corrections(tuple(made), (), ())).turns
    empty = {one.turn for one in made if not after[one.turn].text.strip()}
    notes += [f"nothing would be left of turn {turn + 1}, so it stays: to leave it out, change script.md" for turn in sorted(empty)]
    kept = tuple(one for one in made if one.turn not in empty)
    return Corrections(kept, tuple(sorted(number for number in sentences if turn_of[number] not in empty)), tuple(notes))


def corrected(script: Script, found: Corrections) -> Script:
    """The script with the corrections in it. A mark on words that are replaced goes with them; the others move along."""
    turns = list(script.turns)
    for number, group in groupby(found.corrections, key=lambda one: one.turn):
        for one in reversed(list(group)):
            turns[number] = _replaced(turns[number], one)
    return replace(script, turns=tuple(turns))


def _replaced(turn: Turn, one: Correction) -> Turn:
    text = turn.text[: one.start] + one.new + turn.text[one.end :]
    moved = len(one.new) - (one.end - one.start)
    marks = (_moved(mark, one, moved) for mark in turn.marks)
    return replace(turn, text=text, spans=(), marks=tuple(mark for mark in marks if mark))


def _moved(mark: Mark, one: Correction, by: int) -> Mark | None:
    """The mark after a replacement, or None where it was on the words themselves."""
    if mark.end <= one.start:
        return mark
    if mark.start >= one.end:
        return replace(mark, start=mark.start + by, end=mark.end + by)
    return replace(mark, start=one.start, end=one.start) if mark.start == mark.end else None


# --- from differences to corrections ---------------------------------------------------------------------------------


def _correction(change: Change, found: Comparison, script: Script) -> Correction:
    old, new = found.ours[change.first : change.last], found.theirs[change.from_ : change.until]
    if not old:
        return _insertion(change, found, script)
    if not new:
        return _deletion(change, found, script)
    return _ranged(old[0].turn, old[0].start, old[-1].end, shown_text(new), script)


def _ranged(turn: int, start: int, end: int, new: str, script: Script) -> Correction:
    return Correction(turn, start, end, script.turns[turn].text[start:end], new)


def _insertion(change: Change, found: Comparison, script: Script) -> Correction:
    """Put in after the word before it, or before the one after it."""
    new = found.theirs[change.from_ : change.until]
    beside = _beside(change, found)
    one = found.ours[beside]
    if beside < change.first:
        return _ranged(one.turn, one.end, one.end, blank_before(new[0], one.text) + shown_text(new), script)
    after = found.theirs[change.until] if change.until < len(found.theirs) else None
    blank = blank_before(after, new[-1].text) if after else " "
    return _ranged(one.turn, one.start, one.start, shown_text(new) + blank, script)


def _beside(change: Change, found: Comparison) -> int:
    """The word that something is put in beside: the one before, unless that is in another passage and the subtitle comes later."""
    ours, place = found.ours, change.first
    if place in (0, len(ours)):
        return max(0, place - 1)
    later = found.theirs[change.from_].ms >= ours[place].start_ms
    return place if later and ours[place - 1].passage != ours[place].passage else place - 1


def _leaves_nothing(change: Change, found: Comparison) -> bool:
    """Whether all words of a turn would be taken out."""
    if change.first == change.last or change.from_ < change.until:
        return False
    turn = found.ours[change.first].turn
    around = (*found.ours[max(0, change.first - 1) : change.first], *found.ours[change.last : change.last + 1])
    return all(one.turn != turn for one in around)


def _deletion(change: Change, found: Comparison, script: Script) -> Correction:
    """Taken out with the blank before it, or at the head of a passage with the one after it."""
    ours = found.ours
    old = ours[change.first : change.last]
    start, end = old[0].start, old[-1].end
    if change.first and ours[change.first - 1].passage == old[0].passage:
        start = ours[change.first - 1].end
    elif change.last < len(ours) and ours[change.last].passage == old[0].passage:
        end = ours[change.last].start
    return _ranged(old[0].turn, start, end, "", script)


def _touched(change: Change, found: Comparison) -> range:
    """The words whose sentences change."""
    if change.first < change.last:
        return range(change.first, change.last)
    beside = _beside(change, found)
    return range(beside, beside + 1)
