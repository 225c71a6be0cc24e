"""How the whole document is laid out: with labels, with questions set apart, or as a narrative with quotations.

The layout is decided first and for everything, from what the whole document shows; only then each passage is looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from turncast.model import Role
from turncast.script.turns.asked import (
    asked_pieces,
    dashed_questions,
    heading_questions,
    numbered_questions,
    plain_questions,
    quoted_questions,
    strong_questions,
    with_headings,
)
from turncast.script.turns.label_forms import Label
from turncast.script.turns.labelled import labelled_pieces
from turncast.script.turns.labels import by_passage
from turncast.script.turns.names import name_runs, same_person, strip_honorifics
from turncast.script.turns.narrative import narrative_pieces
from turncast.script.turns.passages import Passage
from turncast.script.turns.pieces import Piece
from turncast.script.turns.quotes import Style
from turncast.script.turns.speech import count_speeches, is_heard

_SENTENCE_ENDS = '.?!…”"'


@dataclass(frozen=True, slots=True)
class Clues:
    """What is known about a document before its passages are given to anybody."""

    passages: Sequence[Passage]
    labels: Sequence[Label]
    roles: dict[str, Role]
    """Of the labelled people, by the labels' keys."""
    questions: dict[int, int]
    """Passages that are questions set apart, with where each question ends."""
    style: Style
    people: Sequence[str]
    """Full names in the article, in order."""


def set_apart(passages: Sequence[Passage], labels: Sequence[Label]) -> dict[int, int]:
    """Questions that stand apart as headings or in bold, none of them under a label."""
    at = by_passage(labels)
    questions = heading_questions(passages) or with_headings(strong_questions(passages), passages)
    return {index: end for index, end in questions.items() if index not in at}


def pieces_by_layout(clues: Clues) -> list[Piece]:
    """All passages, given to their speakers by the rules of the document's layout."""
    labels = _without_retold_dialogue(clues)
    asked_by_label = any(clues.roles[label.key] == "reporter" for label in labels)
    if (asked_by_label or (labels and clues.questions)) and not _is_told_around(clues, labels):
        return labelled_pieces(clues.passages, labels, clues.roles, clues.questions)
    n_speeches, n_attributed = count_speeches(clues.passages, clues.style)
    if clues.questions and n_attributed < max(3, len(clues.questions)):
        return asked_pieces(clues.passages, clues.questions, clues.style)
    if not labels and (marked := _marked_questions(clues.passages)) and n_attributed < max(3, len(marked)):
        return asked_pieces(clues.passages, marked, clues.style)
    if not labels and n_speeches < 2 and (plain := plain_questions(clues.passages)):
        return asked_pieces(clues.passages, plain, clues.style)
    return narrative_pieces(clues.passages, labels, clues.style, clues.people)


def _marked_questions(passages: Sequence[Passage]) -> dict[int, int]:
    """Questions that a number, a block quote or a dash sets apart in plain text."""
    kinds = (numbered_questions, quoted_questions, dashed_questions)
    return next((found for kind in kinds if (found := kind(passages))), {})


def _without_retold_dialogue(clues: Clues) -> Sequence[Label]:
    """A few labels among many questions set apart are a dialogue that an answer retells, unless they begin at the first one."""
    retold = bool(clues.labels) and clues.labels[0].passage > min(clues.questions, default=0) + 1
    return [] if retold and len(clues.questions) > 3 * len(clues.labels) else clues.labels


def _is_told_around(clues: Clues, labels: Sequence[Label]) -> bool:
    """Whether the dialogue is part of a feature: between the labels people are quoted, and whoever would go on there is named.

    Nobody speaks of themselves by name: "Solberg holds up one finger" behind Solberg's answer is the reporter's.
    """
    at = by_passage(labels)
    current, named, quoted = "", False, False
    for passage in clues.passages[min(at, default=0) :]:
        if passage.index in at:
            current = at[passage.index][-1].name
        elif passage.kind == "paragraph":
            named = named or _names(passage, current)
            quoted = quoted or is_heard(passage, clues.passages, clues.style)[1]
    return named and quoted


def _names(passage: Passage, person: str) -> bool:
    """Whether a passage begins a sentence with this person's name."""
    return any(
        same_person(person, strip_honorifics(name)) and (start == 0 or passage.text[:start].rstrip()[-1:] in _SENTENCE_ENDS)
        for start, _, name in name_runs(passage.text)
    )
