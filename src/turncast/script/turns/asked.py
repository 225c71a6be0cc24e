"""Interviews whose questions stand as headings or in bold, without any name: the text below each is the answer."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from turncast.script.turns.labelled import is_note, question_pieces
from turncast.script.turns.passages import Passage
from turncast.script.turns.pieces import INTERVIEWEE, REPORTER, Piece, heading, whole
from turncast.script.turns.questions import asks
from turncast.script.turns.quotes import Style, find_quotes, starts_quoted

_QUOTED = re.compile(r"\s*[\"“”„«»‘「]")
_NUMBERED = re.compile(r"\s*(?:Q|No\.?|Question|Frage)?\s*(\d{1,2})[.):]\s*(?=\S)")
_DASH = re.compile(r"\s*[—–―-]+\s*(?=[^\s\d—–―-])")


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
    in_italics = _mostly_asking([p for p in passages if p.emphasised and not p.all_strong])
    for passage in passages:
        if passage.kind in ("heading", "title"):
            continue
        if passage.all_strong or (passage.emphasised and (in_italics or asks(passage.text))):
            out[passage.index] = len(passage.text)
        elif passage.starts_strong and asks(passage.text[: passage.strong[0].end]):
            out[passage.index] = passage.strong[0].end
    n_asking = sum(asks(passages[index].text[:end]) for index, end in out.items())
    if n_asking < 2 or n_asking * 2 < len(out):
        return {}
    asking = [index for index, end in out.items() if asks(passages[index].text[:end])]
    return {
        index: end
        for index, end in out.items()
        if index >= asking[0] and (index <= asking[-1] or not passages[index].emphasised or passages[index].all_strong)
    }


def with_headings(questions: dict[int, int], passages: Sequence[Passage]) -> dict[int, int]:
    """Questions in bold, and beside them the headings that ask and are answered, too few to be questions by themselves."""
    asking = [p for p, after in itertools.pairwise(passages) if p.kind == "heading" and asks(p.text) and _answers(after, questions)]
    return questions | {p.index: len(p.text) for p in asking} if questions else {}


def _answers(passage: Passage, questions: dict[int, int]) -> bool:
    return passage.kind not in ("heading", "title") and passage.index not in questions


def _mostly_asking(passages: Sequence[Passage]) -> bool:
    return len(passages) >= 3 and sum(asks(p.text) for p in passages) * 5 >= len(passages) * 3


def plain_questions(passages: Sequence[Passage]) -> dict[int, int]:
    """The same for paragraphs that are nothing but a question, where longer ones that are none follow them."""
    asking = [p for p in passages if p.kind in ("paragraph", "item", "quote") and len(p.text) <= 600 and asks(p.text)]
    open_ones = [p for p in asking if not _QUOTED.match(p.text)]
    found = {p.index for p in (open_ones if len(open_ones) * 2 > len(asking) else asking)}
    found |= _remarks(sorted(found), passages)
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


def _remarks(questions: Sequence[int], passages: Sequence[Passage]) -> set[int]:
    """Where almost every answer is one paragraph, the short one in the middle of three is what the reporter says without asking."""
    blocks = list(itertools.pairwise(questions))
    single = sum(after - before == 2 for before, after in blocks)
    middles = {before + 2 for before, after in blocks if after - before == 4 and len(passages[before + 2].text.split()) <= 12}
    return middles if len(blocks) >= 5 and single >= 0.7 * len(blocks) else set()


def dashed_questions(passages: Sequence[Passage]) -> dict[int, int]:
    """The same for paragraphs that begin with a dash, most of which ask, where those that follow them have none."""
    dashed = [p for p in passages if _DASH.match(p.text)]
    marked = {p.index for p in dashed}
    answered = sum(p.index + 1 < len(passages) and p.index + 1 not in marked for p in dashed)
    asking = sum(asks(p.text) for p in dashed)
    enough = len(dashed) >= 3 and answered * 5 >= len(dashed) * 4 and asking * 2 > len(dashed)
    return {p.index: len(p.text) for p in dashed} if enough else {}


def numbered_questions(passages: Sequence[Passage]) -> dict[int, int]:
    """The same for paragraphs numbered from 1 on, most of which ask, whatever else asks between them."""
    out: dict[int, int] = {}
    for passage in passages:
        found = _NUMBERED.match(passage.text)
        if found and int(found[1]) == len(out) + 1 and passage.kind in ("paragraph", "item"):
            line = passage.text.find("\n")
            out[passage.index] = line if line >= 0 and asks(passage.text[:line]) else len(passage.text)
    asking = sum(asks(passages[index].text[:end]) for index, end in out.items())
    answered = sum(end < len(passages[index].text) or index + 1 not in out for index, end in out.items())
    return out if len(out) >= 3 and asking * 5 >= len(out) * 3 and answered == len(out) else {}


def quoted_questions(passages: Sequence[Passage]) -> dict[int, int]:
    """The same for block quotes, as in letters: most of them ask, and what follows each is none."""
    quotes = [p for p in passages if p.kind == "quote" or p.text.startswith(">")]
    marked = {p.index for p in quotes}
    answered = sum(p.index + 1 < len(passages) and p.index + 1 not in marked for p in quotes)
    return {p.index: len(p.text) for p in quotes} if _mostly_asking(quotes) and answered * 5 >= len(quotes) * 4 else {}


def asked_pieces(passages: Sequence[Passage], questions: dict[int, int], style: Style) -> list[Piece]:
    """Questions and what stands before the first are the reporter's, the rest the interviewee's."""
    out: list[Piece] = []
    last, closing = max(questions), _quoted_end(passages, questions, style)
    as_headings = all(passages[index].kind == "heading" for index in questions)
    answering = ended = False
    for passage in passages:
        if passage.index in questions:
            out += question_pieces(passage, questions[passage.index], INTERVIEWEE)
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
