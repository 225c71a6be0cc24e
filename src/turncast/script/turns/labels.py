"""Which labels are believed: those that come back, belong to people, or look exactly like others that do."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from turncast.script.given_names import gender_of
from turncast.script.turns.label_forms import Label, candidates, role_word
from turncast.script.turns.lexicon import LETTER_PAIRS, NOT_PEOPLE
from turncast.script.turns.names import Roster, is_person, parts, strip_honorifics
from turncast.script.turns.passages import Passage
from turncast.script.turns.questions import asks

_NUMBERED = re.compile(r"(?:speaker|subject|participant|person|guest|witness|panell?ist|interviewe[er]) ?#?\d{1,2}", re.IGNORECASE)
"""`SUBJECT 2` on a line of its own is nobody's heading, even where it comes once."""


def find_labels(passages: Sequence[Passage], people: Mapping[str, int]) -> list[Label]:
    """The labels that are believed, in order; `people` are full names from the article, with how often they stand in it."""
    found = _without_title(list(candidates(passages)), passages)
    n_keys = Counter(label.key for label in found)
    found = [label for label in found if n_keys[label.key] > 1 or _on_new_sentence(label, passages)]
    n_written = Counter(label.written for label in found)
    elsewhere = [name for name, n in people.items() if n > 1 or n_written[name] != 1]
    told = _letters(found)
    called = [replace(label, name=told[label.key]) if label.key in told else label for label in found]
    return _believed(called, passages, elsewhere)


def _letters(labels: Sequence[Label]) -> dict[str, str]:
    """What single letters stand for where both of a pair are there: `P.` and `R.`"""
    keys = {label.key for label in labels}
    pairs = [pair for pair in LETTER_PAIRS if keys.issuperset(pair)]
    return {letter: word for pair in pairs[:1] for letter, word in zip(pair, ("Question", "Answer"), strict=True)}


def _without_title(labels: list[Label], passages: Sequence[Passage]) -> list[Label]:
    """`Round table: Seeds and soils` above a dialogue is its title."""
    if len(labels) < 3 or labels[0].passage > 0 or labels[0].shape != "colon":
        return labels
    text = passages[0].text.strip()
    only = all(label.key != labels[0].key for label in labels[1:]) and len({label.key for label in labels[1:]}) >= 2
    return labels[1:] if only and "\n" not in text and len(text) <= 160 and text[-1] not in '.?!…。！？”"' else labels


def _believed(labels: list[Label], passages: Sequence[Passage], people: Sequence[str]) -> list[Label]:
    """Labels come back, or belong to people, or look exactly like others that do."""
    if _is_short_dialogue(labels, passages):
        return labels
    if exchange := _exchange(labels, passages, people):
        return exchange
    count: Counter[tuple[str, str]] = Counter((label.shape, label.key) for label in labels)
    any_shape: Counter[str] = Counter(label.key for label in labels)
    roster = Roster(people)
    good = [label for label in labels if _stands(label, count, any_shape, passages, roster)]
    standing = set(good)
    shapes = {
        (label.shape, label.strong, _capital(label.name)) for label in good if label.shape in ("colon", "bold", "stop", "office")
    }
    shapes_seen = Counter((label.shape, label.strong, _capital(label.name)) for label in good)
    in_lists = any(passages[label.passage].kind == "item" for label in good)
    out = [
        label
        for label in labels
        if label in standing
        or (
            (label.shape, label.strong, _capital(label.name)) in shapes
            and shapes_seen[label.shape, label.strong, _capital(label.name)] >= 3
            and _alike(label, roster)
            and (in_lists or passages[label.passage].kind != "item")
            and (label.shape != "stop" or _capital(label.name))
            and (label.shape not in ("office", "colon") or _on_new_sentence(label, passages))
        )
    ]
    out = _with_first_question(_with_other_spellings(out, labels, passages), labels, passages)
    keys = {label.key for label in out}
    if len(out) < 2 and not any(_titled(label.name) or _known(label, roster) for label in out):
        return []
    return _without_lone_shapes(out, keys)


def _with_other_spellings(good: Sequence[Label], labels: Sequence[Label], passages: Sequence[Passage]) -> list[Label]:
    """Those too that come once, in the shape of others, and mean one of their people: `IS:` where `Izumi Sandberg:` speaks."""
    people = {shape: Roster(label.name for label in good if label.shape == shape) for shape in {label.shape for label in good}}
    kept = set(good)
    return [
        label
        for label in labels
        if label in kept
        or (
            label.shape in people
            and _on_new_sentence(label, passages)
            and passages[label.passage].kind not in ("heading", "title")
            and next(people[label.shape].same(label.name), None) is not None
        )
    ]


def _with_first_question(good: list[Label], labels: Sequence[Label], passages: Sequence[Passage]) -> list[Label]:
    """The one who asks, right in front of the first label that stands: many name both only once, at the beginning."""
    first = good[0] if good else None
    lone = [
        label
        for label in labels
        if first
        and label.shape == "colon"
        and label.passage == first.passage - 1
        and label.key != first.key
        and label.start == 0
        and asks(passages[label.passage].text)
    ]
    return [*lone[:1], *good]


def _is_short_dialogue(labels: Sequence[Label], passages: Sequence[Passage]) -> bool:
    """Whether from the first label on every passage has one, of two people or more, and one of them asks: too short for names
    to come back, and still no list."""
    labelled = by_passage(labels)
    body = [passage for passage in passages[min(labelled, default=0) :] if passage.kind not in ("heading", "title")]
    whole = bool(labelled) and all(passage.index in labelled for passage in body)
    same_shape = len({(label.shape, label.strong) for label in labels}) == 1 and labels[0].shape == "colon"
    several = len({label.key for label in labels}) >= 2
    asked = any(asks(passages[label.passage].text[label.end :]) for label in labels)
    return whole and same_shape and several and (asked or any(asks(passage.text) for passage in body))


def _exchange(labels: Sequence[Label], passages: Sequence[Passage], people: Sequence[str]) -> list[Label]:
    """One question and one answer of a few paragraphs, where one of the two labels at least is surely somebody's name."""
    found = [label for label in labels if label.shape == "colon" and passages[label.passage].kind not in ("heading", "title")]
    if len(found) != 2 or found[0].key == found[1].key or found[0].strong != found[1].strong:
        return []
    asking, answering = found
    behind = passages[answering.passage :]
    short = asking.passage <= _MOST_IN_FRONT and len(behind) <= _LONGEST_ANSWER and all(p.kind == "paragraph" for p in behind)
    named = all(map(_names_nobody_else, found)) and any(_is_name(label, people) for label in found)
    asked = asks(_between(asking, answering, passages)) and all(_on_new_sentence(label, passages) for label in found)
    return found if short and named and asked else []


def _between(first: Label, second: Label, passages: Sequence[Passage]) -> str:
    """What is said behind one label and before the next."""
    if first.passage == second.passage:
        return passages[first.passage].text[first.end : second.start].strip()
    inside = [passage.text for passage in passages[first.passage + 1 : second.passage]]
    return "\n".join([passages[first.passage].text[first.end :], *inside, passages[second.passage].text[: second.start]]).strip()


_MOST_IN_FRONT = 4
_LONGEST_ANSWER = 6
"""Passages: a title and a few lines of introduction, and an answer in which its label could not have come back."""


def _names_nobody_else(label: Label) -> bool:
    return label.key not in NOT_PEOPLE and is_person(label.name) and len(label.name.split()) <= 4


def _is_name(label: Label, people: Sequence[str]) -> bool:
    """Whether the label begins with a given name, or is somebody of the article."""
    return bool(gender_of(label.name)) or _titled(label.name) or next(Roster(people).same(label.name), None) is not None


def _without_lone_shapes(labels: list[Label], keys: set[str]) -> list[Label]:
    """`Q.` without any `A.` or the other way round counts only as what it is: an enumeration."""
    stops = {label.key for label in labels if label.shape in ("stop", "gap")}
    if stops in ({"a"}, {"q"}) and len(keys) == 1 and "a" in keys:
        return [label for label in labels if label.shape not in ("stop", "gap")]
    return labels


def _capital(name: str) -> bool:
    return name.isupper() and len(name) > 1


def _stands(
    label: Label, count: Counter[tuple[str, str]], any_shape: Counter[str], passages: Sequence[Passage], people: Roster
) -> bool:
    n = count[label.shape, label.key]
    if label.key in NOT_PEOPLE and n < 3 and not role_word(label.name):
        return False
    known = _known(label, people)
    if label.shape == "colon":
        if passages[label.passage].kind in ("heading", "title"):
            return n >= 2
        told = bool(role_word(label.name)) and len(label.name) > 1
        once = told or known or _titled(label.name) or any_shape[label.key] >= 2
        return n >= 2 or (once and _on_new_sentence(label, passages))
    if label.shape == "bold":
        dashed = passages[label.passage].text[label.start : label.end].rstrip()[-1] in "–—|-"
        return n >= 2 and (known or n >= 3 or dashed or bool(role_word(label.name)))
    if label.shape == "bracket":
        return n >= 2
    if label.shape == "stop":
        return n >= 2 and (bool(role_word(label.name)) or _capital(label.name))
    if label.shape == "office":
        return n >= 2 and _on_new_sentence(label, passages)
    if label.shape == "gap":
        return n >= 2
    if label.shape == "dash":
        return n >= 3 or (n >= 2 and bool(role_word(label.name)))
    if not _text_follows(label, passages) or not _on_new_sentence(label, passages):
        return False
    if _NUMBERED.fullmatch(label.name):
        return True
    told = bool(role_word(label.name)) and len(label.name) > 1
    return n >= 3 or (n >= 2 and (known or told)) or ((any_shape[label.key] >= 2 or known) and _titled(label.name))


def _titled(name: str) -> bool:
    return strip_honorifics(name) != name.strip()


def _on_new_sentence(label: Label, passages: Sequence[Passage]) -> bool:
    """Whether the line begins a passage or follows one that ends a sentence: a wrapped line can hold a single name as well."""
    before = passages[label.passage].text[: label.start].rstrip()
    return not before or before[-1] in '.?!…:"”’»」。-–—)]'


def _known(label: Label, people: Roster) -> bool:
    """Whether the label is somebody's full name, or a surname with a title of respect."""
    if len(parts(label.name)) < 2 and not _titled(label.name):
        return False
    return next(people.same(label.name), None) is not None


def _alike(label: Label, people: Roster) -> bool:
    """One that comes only once, but in the shape of the others: bold, in capitals, or a full name."""
    return label.strong or _capital(label.name) or _known(label, people) or len(label.name.split()) >= 2


def _text_follows(label: Label, passages: Sequence[Passage]) -> bool:
    passage = passages[label.passage]
    if passage.text[label.end :].strip():
        return True
    return label.passage + 1 < len(passages) and passages[label.passage + 1].kind not in ("heading", "title")


def by_passage(labels: Sequence[Label]) -> dict[int, list[Label]]:
    out: dict[int, list[Label]] = defaultdict(list)
    for label in labels:
        out[label.passage].append(label)
    return dict(out)
