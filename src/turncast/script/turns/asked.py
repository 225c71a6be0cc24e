"""Interviews whose questions stand as headings or in bold, without any name: the text below each is the answer."""

from __future__ import annotations

from collections.abc import Sequence

from turncast.script.turns.labelled import is_note
from turncast.script.turns.passages import Passage
from turncast.script.turns.pieces import INTERVIEWEE, REPORTER, Piece, heading, whole
from turncast.script.turns.questions import asks
from turncast.script.turns.quotes import Style, find_quotes, starts_quoted


def heading_questions(passages: Sequence[Passage]) -> dict[int, int]:
    """Passages that are questions as headings, with where the question ends: three or more of one level, most of them asking."""
    out: dict[int, int] = {}
    for level in range(1, 7):
        found = [p for p in passages if p.kind == "heading" and p.level == level]
        n_asking = sum(asks(p.text) for p in found)
        if n_asking >= 3 and n_asking * 2 > len(found):
            first = next(p.index for p in found if asks(p.text))
            out.update({p.index: len(p.text) for p in found if p.index >= first})
    return out


def strong_questions(passages: Sequence[Passage]) -> dict[int, int]:
    """The same for bold (or italic) passages and bold beginnings of passages."""
    out: dict[int, int] = {}
    for passage in passages:
        if passage.kind in ("heading", "title"):
            continue
        if passage.all_strong or (passage.emphasised and asks(passage.text)):
            out[passage.index] = len(passage.text)
        elif passage.strong and passage.strong[0].start <= 2 and asks(passage.text[: passage.strong[0].end]):
            out[passage.index] = passage.strong[0].end
    n_asking = sum(asks(passages[index].text[:end]) for index, end in out.items())
    if n_asking < 2 or n_asking * 2 < len(out):
        return {}
    first = next(index for index, end in out.items() if asks(passages[index].text[:end]))
    return {index: end for index, end in out.items() if index >= first}


def plain_questions(passages: Sequence[Passage]) -> dict[int, int]:
    """The same for paragraphs that are nothing but a question, where longer ones that are none follow them."""
    found = {p.index for p in passages if p.kind in ("paragraph", "item") and len(p.text) <= 600 and asks(p.text)}
    answered = [
        index
        for index in found
        if index + 1 < len(passages) and index + 1 not in found and passages[index + 1].kind in ("paragraph", "item", "quote")
    ]
    return (
        {index: len(passages[index].text) for index in sorted(found)}
        if len(answered) >= 3 and len(answered) * 5 >= len(found) * 3
        else {}
    )


def asked_pieces(passages: Sequence[Passage], questions: dict[int, int], style: Style) -> list[Piece]:
    """Questions and what stands before the first are the reporter's, the rest the interviewee's."""
    out: list[Piece] = []
    last, closing = max(questions), _quoted_end(passages, questions, style)
    as_headings = all(passages[index].kind == "heading" for index in questions)
    answering = ended = False
    for passage in passages:
        if passage.index in questions:
            out += _question(passage, questions[passage.index])
            answering = True
        elif passage.kind in ("heading", "title"):
            ended = ended or passage.index > last
            answering = answering and as_headings and not ended
            out.append(heading(passage))
        elif ended or passage.index > closing or (passage.index > last and is_note(passage)):
            ended = True
            out.append(whole(passage, REPORTER, "behind the last answer", 0.8))
        elif answering:
            out.append(whole(passage, INTERVIEWEE, "the answer below a question"))
        else:
            out.append(whole(passage, REPORTER, "outside the questions and answers", 0.9))
    return out


def _question(passage: Passage, end: int) -> list[Piece]:
    """A question up to `end`, and the answer where it follows in the same passage."""
    if passage.kind == "heading":
        return [heading(passage, "a question as a heading")]
    out = [Piece(passage, 0, end, REPORTER, "speech", "a question set apart")]
    if passage.text[end:].strip():
        out.append(Piece(passage, end, len(passage.text), INTERVIEWEE, "speech", "the answer below a question"))
    return out


def _quoted_end(passages: Sequence[Passage], questions: dict[int, int], style: Style) -> int:
    """Where answers all stand in quotation marks: the passage in which the last answer is closed; else the last passage."""
    nobody = len(passages)
    firsts = [index + 1 for index in questions if index + 1 < len(passages) and index + 1 not in questions]
    if not firsts or sum(starts_quoted(passages[index].text, style) for index in firsts) < 0.8 * len(firsts):
        return nobody
    last = max(questions)
    ends = [
        p.index for p in passages[last + 1 :] if (found := find_quotes(p.text, style)) and found[-1].end >= len(p.text.rstrip())
    ]
    return max(ends, default=nobody)
