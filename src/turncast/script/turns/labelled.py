"""Transcripts: labels say who speaks, and what has no label goes on with the one before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from turncast.model import Role
from turncast.script.turns.label_forms import Label
from turncast.script.turns.labels import by_passage
from turncast.script.turns.passages import Passage
from turncast.script.turns.pieces import INTERVIEWEE, REPORTER, Piece, heading, under_labels, whole
from turncast.script.turns.questions import asks

_GOES_ON = "goes on under the label before"
_NOTE = re.compile(
    r"[\s*\[(_]*(?:note|editor['’]?s? note|disclaimer|this (?:interview|conversation|transcript|article|post|episode)\b|"
    r"the interview was|thank(?:s| you)\b[^.!?]*\b(?:for|to)\b[^.!?]*\b(?:time|insights?|interview|us|reading|sharing|answers?)\b|"
    r"(?:thank(?:s| you)|merci|danke|gracias|grazie|obrigad[oa])"
    r"(?:,? (?:so much|very much|beaucoup))?[,!]? (?-i:[A-ZÀ-Þ])\w+\s?[!.,]|"
    r"interview(?:ed)? by|photos? by|transcribed by|translated by|more information|about the author)",
    re.IGNORECASE,
)


def labelled_pieces(
    passages: Sequence[Passage], labels: Sequence[Label], roles: dict[str, Role], questions: dict[int, int]
) -> list[Piece]:
    """Every passage given to the label that covers it; what a question without a label asks is answered by whoever did so last."""
    at = by_passage(labels)
    first, last = min(at), max([*at, *questions])
    guest = next((label.name for label in labels if roles[label.key] == "interviewee"), INTERVIEWEE)
    sides = {roles[label.key] for label in labels}
    current, ended = REPORTER, False
    out: list[Piece] = []
    for passage in passages:
        if passage.index in at:
            out += under_labels(passage, at[passage.index], current, _GOES_ON)
            current = at[passage.index][-1].name
            guest = next((label.name for label in reversed(at[passage.index]) if roles[label.key] == "interviewee"), guest)
        elif passage.index in questions and passage.index > first:
            out += question_pieces(passage, questions[passage.index], guest)
            current = guest
        elif passage.kind in ("heading", "title") or _is_heading(passage, passages, at):
            ended = ended or passage.index > last
            out.append(heading(passage))
        elif ended or passage.index < first or (passage.index > last and is_note(passage)):
            ended = ended or passage.index > last
            out.append(whole(passage, REPORTER, "outside the labelled part", 0.9))
        else:
            current, why, sure = _unlabelled(passage, current, sides, asked_apart=bool(questions))
            out.append(whole(passage, current, why, sure))
    return out


def question_pieces(passage: Passage, end: int, guest: str) -> list[Piece]:
    """A question up to `end`, and the guest's answer where it follows in the same passage."""
    if passage.kind == "heading":
        return [heading(passage, "a question as a heading")]
    out = [Piece(passage, 0, end, REPORTER, "speech", "a question set apart")]
    if passage.text[end:].strip():
        out.append(Piece(passage, end, len(passage.text), guest, "speech", "the answer below a question"))
    return out


def _unlabelled(passage: Passage, current: str, sides: set[Role], asked_apart: bool) -> tuple[str, str, float]:
    """Who speaks a passage between labelled ones: the same person as before, unless only one side has labels."""
    if sides == {"reporter"}:
        return INTERVIEWEE, "after a labelled question", 0.9
    if sides == {"interviewee"} and not asked_apart and (asks(passage.text) or passage.all_strong):
        return REPORTER, "a question between labelled answers", 0.8
    return current, _GOES_ON, 0.9


def is_note(passage: Passage) -> bool:
    """Whether a passage behind the last answer is the reporter's: all in italics, or it speaks about the interview."""
    return passage.emphasised or bool(_NOTE.match(passage.text))


def is_loose_heading(passage: Passage, passages: Sequence[Passage]) -> bool:
    """A short line on its own without a sentence's end, with more text behind it."""
    text = passage.text.strip()
    inner = re.sub(r"\s*[(\[][^()\[\]]*[)\]]\Z", "", text).strip("\"“”„«»‘’'「」 ")
    if passage.kind != "paragraph" or "\n" in text or len(text) > 80 or not inner or inner[-1] in ".,;:!?…。，、！？":
        return False
    if any(stop in text for stop in "。！？"):
        return False
    if passage.index + 1 >= len(passages) or passages[passage.index + 1].kind in ("heading", "item"):
        return False
    return len(text.split()) <= 12 and not inner[0].islower() and inner[0].isalnum()


def _is_heading(passage: Passage, passages: Sequence[Passage], labelled: dict[int, list[Label]]) -> bool:
    before = labelled.get(passage.index - 1, [])
    if before and not passages[passage.index - 1].text[before[-1].end :].strip():
        return False
    return is_loose_heading(passage, passages) or _is_loose_question(passage, passages, labelled)


def _is_loose_question(passage: Passage, passages: Sequence[Passage], labelled: dict[int, list[Label]]) -> bool:
    """A single short question without a label, right in front of one: a heading that asks."""
    text = passage.text.strip()
    alone = all(p.block != passage.block for p in passages[max(passage.index - 1, 0) : passage.index + 2] if p is not passage)
    single = text[-1:] == "?" and not re.search(r"[.?!…]\s", text)
    return alone and passage.index + 1 in labelled and "\n" not in text and single and len(text.split()) <= 15
