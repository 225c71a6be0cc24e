"""Transcripts: labels say who speaks, and what has no label goes on with the one before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from turncast.model import Role
from turncast.script.turns.labels import Label, by_passage
from turncast.script.turns.passages import Passage
from turncast.script.turns.pieces import INTERVIEWEE, REPORTER, Piece, heading, under_labels, whole
from turncast.script.turns.questions import asks

_GOES_ON = "goes on under the label before"
_NOTE = re.compile(
    r"[\s*\[(_]*(?:note|editor['’]?s? note|disclaimer|this (?:interview|conversation|transcript|article|post|episode)\b|"
    r"the interview was|thank(?:s| you)\b[^.!?]*\b(?:for|to)\b[^.!?]*\b(?:time|insights?|interview|us|reading|sharing|answers?)\b|"
    r"interview(?:ed)? by|photos? by|transcribed by|translated by|more information|about the author)",
    re.IGNORECASE,
)


def labelled_pieces(passages: Sequence[Passage], labels: Sequence[Label], roles: dict[str, Role]) -> list[Piece]:
    """Every passage given to the label that covers it."""
    at = by_passage(labels)
    first, last = min(at), max(at)
    sides = {roles[label.key] for label in labels}
    current, ended = REPORTER, False
    out: list[Piece] = []
    for passage in passages:
        if passage.index in at:
            out += under_labels(passage, at[passage.index], current, _GOES_ON)
            current = at[passage.index][-1].name
        elif passage.kind in ("heading", "title") or _is_heading(passage, passages, at):
            ended = ended or passage.index > last
            out.append(heading(passage))
        elif ended or passage.index < first or (passage.index > last and is_note(passage)):
            ended = ended or passage.index > last
            out.append(whole(passage, REPORTER, "outside the labelled part", 0.9))
        else:
            current, why, sure = _unlabelled(passage, current, sides)
            out.append(whole(passage, current, why, sure))
    return out


def _unlabelled(passage: Passage, current: str, sides: set[Role]) -> tuple[str, str, float]:
    """Who speaks a passage between labelled ones: the same person as before, unless only one side has labels."""
    if sides == {"reporter"}:
        return INTERVIEWEE, "after a labelled question", 0.9
    if sides == {"interviewee"} and (asks(passage.text) or passage.all_strong):
        return REPORTER, "a question between labelled answers", 0.8
    return current, _GOES_ON, 0.9


def is_note(passage: Passage) -> bool:
    """Whether a passage behind the last answer is the reporter's: all in italics, or it speaks about the interview."""
    return passage.emphasised or bool(_NOTE.match(passage.text))


def is_loose_heading(passage: Passage, passages: Sequence[Passage]) -> bool:
    """A short line on its own without a sentence's end, with more text behind it."""
    text = passage.text.strip()
    inner = text.strip("\"“”„«»‘’'「」 ")
    if passage.kind != "paragraph" or "\n" in text or len(text) > 80 or not inner or inner[-1] in ".,;:!?…。，、！？":
        return False
    if passage.index + 1 >= len(passages) or passages[passage.index + 1].kind in ("heading", "item"):
        return False
    return len(text.split()) <= 12 and not inner[0].islower() and inner[0].isalnum()


def _is_heading(passage: Passage, passages: Sequence[Passage], labelled: dict[int, list[Label]]) -> bool:
    return is_loose_heading(passage, passages) or _is_loose_question(passage, passages, labelled)


def _is_loose_question(passage: Passage, passages: Sequence[Passage], labelled: dict[int, list[Label]]) -> bool:
    """A single short question without a label, right in front of one: a heading that asks."""
    text = passage.text.strip()
    alone = all(p.block != passage.block for p in passages[max(passage.index - 1, 0) : passage.index + 2] if p is not passage)
    return alone and passage.index + 1 in labelled and "\n" not in text and text[-1:] == "?" and len(text.split()) <= 15
