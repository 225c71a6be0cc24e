"""The order of the rules: labels, then the layout of the whole document, then each passage, then the people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from turncast.model import Article, Role, Script
from turncast.script.turns.assemble import assemble
from turncast.script.turns.credits import Byline, authors_of, find_bylines, known_people, met_people, only_name, without_facts
from turncast.script.turns.label_forms import Label, nameless
from turncast.script.turns.labels import by_passage, find_labels
from turncast.script.turns.layout import Clues, pieces_by_layout, set_apart
from turncast.script.turns.names import fullest
from turncast.script.turns.passages import Passage, passages
from turncast.script.turns.people import identify, role_of
from turncast.script.turns.pieces import INTERVIEWEE, REPORTER, Piece
from turncast.script.turns.questions import asks
from turncast.script.turns.quotes import style_of
from turncast.script.turns.roles import Said, find_roles
from turncast.script.turns.stage import without_directions

_INTRODUCTION = 12
"""Passages at the beginning in which people are introduced."""


def find_turns(article: Article) -> Script:
    """The script of an article: speakers, turns with their evidence, and what is left out."""
    found = passages(article)
    bylines = find_bylines(found)
    authors = authors_of(article, bylines)
    pool = known_people(article, found, authors)
    labels, facts = without_facts(found, find_labels(found, pool + Counter(authors)))
    labels = _same_names(labels)
    questions = set_apart(found, labels)
    roles = find_roles(_said(found, labels), authors, asked_elsewhere=bool(questions)) if labels else {}
    clues = Clues(found, labels, roles, questions, style_of([p.text for p in found]), list(pool))
    pieces = list(without_directions(_titled(_with_bylines(pieces_by_layout(clues), bylines), bool(article.title), roles)))
    hosts, guests = met_people(article.title, [p.text for p in found[:_INTRODUCTION]])
    first = next((piece.passage.index for piece in pieces if piece.who == INTERVIEWEE), 0)
    guests = guests or only_name([p.text for p in found[: min(first, _INTRODUCTION)]], [*authors, *hosts])
    people = identify(pieces, roles, pool, [*facts["asks"], *authors, *hosts], [*facts["answers"], *guests])
    return assemble(article, article.title or _spoken_title(pieces), pieces, people, roles)


def _spoken_title(pieces: Sequence[Piece]) -> str:
    return next((" ".join(piece.text.split()) for piece in pieces if piece.kind == "title"), "")


def _same_names(labels: Sequence[Label]) -> list[Label]:
    """One name for each person, however the labels write it."""
    full = fullest(label.name for label in labels)
    return [replace(label, name=nameless(label.name) or full[label.name]) for label in labels]


def _titled(pieces: list[Piece], titled: bool, roles: dict[str, Role]) -> list[Piece]:
    """The first line of a plain text is its title where it is short and stands alone, and no other is known."""
    first = pieces[0] if pieces and not titled else None
    if first and first.who == REPORTER and first.passage.kind == "paragraph" and first.kind in ("heading", "speech"):
        text = first.passage.text.strip()
        whole = first.start == 0 and first.end == len(first.passage.text)
        behind = next((piece for piece in pieces[1:] if piece.kind != "skip"), first)
        answered = asks(text) and behind.who != REPORTER and role_of(behind.who, roles) == "interviewee"
        if whole and not answered and "\n" not in text and len(text) <= 160 and text.rstrip("'’”»")[-1:] not in tuple(".,;:"):
            return [replace(first, kind="title", why="the first line"), *pieces[1:]]
    return pieces


def _with_bylines(pieces: list[Piece], bylines: Sequence[Byline]) -> list[Piece]:
    lines = {byline.passage for byline in bylines}
    return [replace(piece, kind="byline", why="a byline") if _may_be_byline(piece, lines) else piece for piece in pieces]


def _may_be_byline(piece: Piece, lines: set[int]) -> bool:
    mine = piece.who == REPORTER and piece.kind in ("speech", "heading")
    return mine and piece.passage.index in lines and piece.passage.kind == "paragraph"


def _said(found: Sequence[Passage], labels: Sequence[Label]) -> list[Said]:
    """The labelled turns with their text, up to the next label or heading."""
    at = by_passage(labels)
    out: list[tuple[Label, list[str]]] = []
    for passage in found:
        if passage.index in at:
            here = at[passage.index]
            for label, after in zip(here, [*here[1:], None], strict=True):
                out.append((label, [passage.text[label.end : after.start if after else None]]))
        elif out and passage.kind not in ("heading", "title"):
            out[-1][1].append(passage.text)
    return [Said(label.key, label.name, "\n".join(texts)) for label, texts in out]
