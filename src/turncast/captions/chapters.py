"""Titled points in time, where a listener may want to jump: at the headings, or at questions where there are no headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from unicodedata import east_asian_width

from turncast.model import Chapter, Script, Segment, Track, written
from turncast.units import samples_to_ms


@dataclass(frozen=True, slots=True)
class ChapterRules:
    """The defaults are our own choice: no standard tells how many chapters an interview has."""

    title_chars: int = 60
    """What a player's list shows without cutting it off; a wide letter (Chinese, Japanese, Korean) counts twice."""
    shortest_question_chars: int = 15
    """A shorter one ("Why is that?") opens no topic."""
    question_ms: int = 60_000
    """The shortest chapter where questions make them."""
    most_questions: int = 20
    """A long interview has longer chapters rather than more."""
    heading_ms: int = 10_000
    """The shortest chapter where headings make them: what is shorter is one heading right before another."""
    most_headings: int = 255
    """What the lists of ID3 and MP4 can count."""


RULES = ChapterRules()


def chapters(track: Track, script: Script, rules: ChapterRules = RULES) -> tuple[Chapter, ...]:
    """Chapters in order; the first one is at 0 and has the script's title, or that of a heading near the start. () for no segments.

    A chapter starts with the first sound of its heading, or of the turn that asks its question.
    """
    end_ms = samples_to_ms(track.n_samples, track.sample_rate_hz)
    said = [(turn, list(segments)) for turn, segments in groupby(track.segments, lambda one: one.utterance.turn)]
    if not said:
        return ()
    start = Chapter(0, script.title or _title(said[0][1]))
    headings = [Chapter(_start_ms(track, own), _title(own)) for turn, own in said if script.turns[turn].kind == "heading"]
    if headings:
        found = _by_headings(start, headings, end_ms, rules)
    else:
        questions = list(_questions(track, script, said, rules))
        found = _spaced(start, questions, max(rules.question_ms, end_ms // rules.most_questions), end_ms)
    return tuple(replace(one, title=shortened(one.title, rules.title_chars)) for one in found)


def _by_headings(start: Chapter, headings: Sequence[Chapter], end_ms: int, rules: ChapterRules) -> list[Chapter]:
    """The headings that start real chapters; one near the start takes the title's place."""
    if headings[0].start_ms < rules.heading_ms:
        start, headings = replace(headings[0], start_ms=0), headings[1:]
    shortest_ms = rules.heading_ms
    while len(found := _spaced(start, headings, shortest_ms, end_ms)) > rules.most_headings:
        shortest_ms *= 2
    return found


def _spaced(start: Chapter, points: Iterable[Chapter], shortest_ms: int, end_ms: int) -> list[Chapter]:
    """The start, and each point that is at least so far from the one before and from the end."""
    found = [start]
    for point in points:
        if point.start_ms - found[-1].start_ms >= shortest_ms and end_ms - point.start_ms >= shortest_ms:
            found.append(point)
    return found


def _questions(track: Track, script: Script, said: Iterable[tuple[int, list[Segment]]], rules: ChapterRules) -> Iterator[Chapter]:
    """The turns of reporters that ask, each titled by its first question of some length."""
    reporters = {speaker.id for speaker in script.speakers if speaker.role == "reporter"}
    for turn, own in said:
        if script.turns[turn].kind != "speech" or script.turns[turn].speaker not in reporters:
            continue
        asked = [text for text in _sentences(own) if _ASKS.search(text) and _width(text) >= rules.shortest_question_chars]
        if asked:
            yield Chapter(_start_ms(track, own), asked[0])


_ASKS = re.compile(r"[?？؟;][\"'”’»“」』)]*$")
"""The Greek question mark looks like a semicolon, and no other sentence ends in one."""


def _start_ms(track: Track, segments: Sequence[Segment]) -> int:
    return samples_to_ms(segments[0].start, track.sample_rate_hz)


def _title(segments: Sequence[Segment]) -> str:
    return " ".join(_sentences(segments))


def _sentences(segments: Iterable[Segment]) -> list[str]:
    """What is written for the segments of a turn; a sentence that was spoken in pieces is whole again."""
    found: list[str] = []
    for segment in segments:
        text = written(segment.utterance.tokens)
        if found and segment.utterance.join == "clause":
            found[-1] += text
        else:
            found.append(text)
    return [" ".join(text.split()) for text in found]


def shortened(text: str, chars: int) -> str:
    """The text, without quote marks around it, in `chars` characters at most: cut at a clause's end, or else between words.

    >>> shortened("“Why?”", 60), shortened("You grew up on a farm, far from any town, so how did you come to ships?", 50)
    ('Why?', 'You grew up on a farm, far from any town…')
    >>> shortened("All the words of this sentence stand without a comma", 30), shortened("橋を渡って", 7)
    ('All the words of this…', '橋を渡…')
    """
    text = _UNQUOTED.sub(r"\1", text.strip())
    if _width(text) <= chars:
        return text
    room = max(n for n in range(len(text)) if _width(text[:n]) <= chars - 1)
    clauses = [found.start() for found in _CLAUSE_END.finditer(text, 0, room + 1)]
    words = [found.start() for found in re.finditer(r"\s", text[: room + 1])]
    for ends in (clauses, words):
        if ends and ends[-1] >= room * _LEAST_SHARE:
            return text[: ends[-1]].rstrip(" ,;:—–-") + "…"
    return text[:room] + "…"


_UNQUOTED = re.compile(r"^[\"“„«「『](.*)[\"”“»」』]$", re.DOTALL)
_CLAUSE_END = re.compile(r"[,;:.!?](?=\s)|\s[—–-](?=\s)|—|[，；：、。！？]")
_LEAST_SHARE = 0.5
"""How much of the room a title must use, or a later, rougher cut is better."""


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
