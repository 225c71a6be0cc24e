"""Labels that say who speaks: `Q:`, `Name:`, `[00:12] Name:`, `>> NAME:`, `CHAIR NAME.`, a name on a line of its own ..."""

from __future__ import annotations

import bisect
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from turncast.model import Span
from turncast.script.turns.lexicon import ANSWERERS, ASKERS, HONORIFICS, NOT_PEOPLE, OFFICES, PARTICLES
from turncast.script.turns.names import Roster, fold, has_case, parts, strip_honorifics
from turncast.script.turns.passages import Passage
from turncast.script.turns.questions import asks

Shape = Literal["colon", "stop", "line", "bold", "dash", "bracket", "gap"]

_TIME = r"[\[(<]?(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?[\])>]?"
_START = rf"[ \t]*(?:>{{1,3}}[ \t]*|[-–—•*][ \t]+)?(?P<time>{_TIME}[ \t]*[-–—|]?[ \t]*)?"
_COLON = re.compile(
    rf"{_START}(?P<name>[^\s:：\n][^:：\n]{{0,79}}?)[ \t\u00a0\u202f]*(?:{_TIME})?[ \t\u00a0\u202f]*"
    rf"[:：](?P<after>[ \t]*{_TIME}(?=\s|\Z))?"
)
_ABBREVIATED = r"(?:(?:MR|MRS|MS|DR|PROF|GEN|SEN|REP|GOV)\. )?"
_STOP = re.compile(rf"{_START}(?P<name>[QA]\d{{0,3}}|{_ABBREVIATED}(?![a-z\d])\w(?:(?![a-z\d])[\w'’.\- ]){{1,39}}?)\.(?=\s|\Z)")
_LINE = re.compile(rf"{_START}(?P<name>[^\s:：\n][^:：\n]{{0,59}}?)[ \t]*(?:{_TIME})?[ \t]*(?=\n|\Z)")
_BRACKET = re.compile(rf"{_START}[\[<](?P<name>[^\s\]>:][^\]>:\n]{{0,59}})[\]>](?=\s)")
_DASH = re.compile(rf"{_START}(?P<name>[^\s:：\n–—][^:：\n–—]{{0,49}}?)[ \t]+[–—](?:[ \t]+|(?=\n))")
_GAP = re.compile(r"(?P<name>[QA])(?:\t+[ ]*| {2,}| (?=[A-Z“\"]))")

_SHAPES: tuple[tuple[Shape, re.Pattern[str], bool], ...] = (
    ("colon", _COLON, False),
    ("bracket", _BRACKET, False),
    ("stop", _STOP, False),
    ("line", _LINE, True),
    ("gap", _GAP, False),
    ("dash", _DASH, True),
)
"""In the order of trust; where the last column is True, only something that looks much like a name is taken."""
_CONNECTORS = PARTICLES | {
    "and",
    "und",
    "et",
    "&",
    "/",
    "of",
    "the",
    "with",
    "for",
    "from",
    "e",
    "y",
    "i",
    "on",
    "at",
    "in",
}


@dataclass(frozen=True, slots=True)
class Label:
    passage: int
    start: int
    end: int
    """Text[start:end] of the passage is not spoken."""
    name: str
    """As written, without marks and times."""
    shape: Shape
    strong: bool

    @property
    def key(self) -> str:
        return " ".join(parts(self.name)) or fold(self.name) or self.name


def find_labels(passages: Sequence[Passage], people: Sequence[str] = ()) -> list[Label]:
    """The labels that are believed, in order; `people` are names known from elsewhere in the article."""
    candidates = [label for passage in passages for label in _candidates(passage)]
    return _believed(candidates, passages, people)


def role_word(name: str) -> str:
    """ "asks" or "answers" where the label itself says so (`Q`, `Host`, `Answer` ...), else ""."""
    word = re.sub(r"\s*\d+\Z|(?<=^[qa])\d+", "", fold(name) or name.strip())
    return "asks" if word in ASKERS else "answers" if word in ANSWERERS else ""


def nameless(name: str) -> str:
    """What to call somebody whose label is only a role: "Reporter", "Interviewee", or the office; "" for a name.

    >>> nameless("Q2"), nameless("Answer"), nameless("HOST"), nameless("Ann")
    ('Reporter', 'Interviewee', 'Host', '')
    """
    told = role_word(name)
    if told == "asks":
        return fold(name).title() if fold(name) in OFFICES else "Reporter"
    return "Interviewee" if told else ""


def _candidates(passage: Passage) -> Iterator[Label]:
    """What looks like a label at the beginning of each line; the first shape that fits a line counts."""
    for found in re.finditer(r"[^\n]+", passage.text):
        label = _candidate(passage, found.start(), found.end())
        if label is not None:
            yield label


def _candidate(passage: Passage, start: int, end: int) -> Label | None:
    """The label at the beginning of the line text[start:end], if there is one."""
    text = passage.text
    head = start + len(text[start:end]) - len(text[start:end].lstrip())
    strong = _strong_at(passage, head)
    for shape, pattern, alone in _SHAPES:
        found = pattern.match(text, start, end)
        if found and (shape != "colon" or _colon_is_real(text, found, strong)) and _plausible(found["name"], alone):
            return _label(passage, found, shape, strong)
        if shape == "gap" and strong and strong.end < end and _plausible(text[strong.start : strong.end], alone=True):
            return Label(passage.index, start, strong.end, text[strong.start : strong.end].strip(), "bold", True)
    return None


def _strong_at(passage: Passage, at: int) -> Span | None:
    """The bold range that holds this place."""
    index = bisect.bisect_right(passage.strong, at, key=lambda span: span.start) - 1
    return passage.strong[index] if index >= 0 and at < passage.strong[index].end else None


def _label(passage: Passage, found: re.Match[str], shape: Shape, strong: Span | None) -> Label:
    name = found["name"].strip(" \t*_[]<>\u00a0")
    if name.count("(") > name.count(")"):
        name = name[: name.rindex("(")].rstrip()
    return Label(
        passage.index,
        found.start(),
        found.end(),
        _described(name),
        shape,
        strong is not None and strong.start <= found.start("name"),
    )


def _colon_is_real(text: str, found: re.Match[str], strong: Span | None) -> bool:
    """A colon inside a word or a number (`10:30`, `http://`) is none, unless the label stands in bold."""
    after = text[found.end() : found.end() + 1]
    return (
        not after
        or after.isspace()
        or after in '"“„«‘「『¿¡—–*'
        or text[found.end() - 1] == "："
        or (strong is not None and after != "/")
    )


def _described(name: str) -> str:
    """The name without a description behind a comma: `Ann Lee, engineer`.

    >>> _described("Ann Lee, head of media"), _described("Ann, Bo and Cy")
    ('Ann Lee', 'Ann, Bo and Cy')
    """
    head, _, tail = name.partition(",")
    return head if len(head.split()) >= 2 and tail.strip()[:1].islower() else name


def _plausible(name: str, alone: bool = False) -> bool:
    """Whether these words could name a speaker."""
    bare = re.sub(r"[(\[][^)\]]{0,60}[)\]]?", " ", name).strip(" \t*_[]<>\u00a0,")
    if not bare:
        return False
    if role_word(bare):
        return True
    if fold(bare) in HONORIFICS:
        return False
    bare = _described(bare)
    if fold(bare) in NOT_PEOPLE or _SENTENCE_MARK.search(bare):
        return False
    if not has_case(bare):
        return len(bare) <= 16 and len(bare.split()) <= 3 and any(c.isalpha() for c in bare)
    words = re.split(r"[\s/]+", bare.replace(",", " "))
    words = [word for word in words if word]
    if len(words) > 8 or (alone and (len(words) > 5 or bare.endswith((".", ",")) or bare[0].isdigit())):
        return False
    if all(fold(word) in NOT_PEOPLE for word in words) or re.search(r"['’]s\s", bare):
        return False
    return all(
        word[:1].isupper() or word[:1].isdigit() or word.casefold() in _CONNECTORS or not word[0].isalnum() for word in words
    ) and any(word[:1].isupper() for word in words)


_SENTENCE_MARK = re.compile(
    r"[?!;\"“”„«»]|\d{3}|://"
    r"|(?<!\b[A-Za-z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bJr)(?<!\bSr)(?<!\bMrs)(?<!\bSra)(?<!\bHon)(?<!\bRev)(?<!\bGen)(?<!\bSen)(?<!\bGov)(?<!\bProf)[.…]\s",
    re.IGNORECASE,
)
"""What a name does not hold: among others a full stop that ends a sentence and no abbreviation."""


def _believed(candidates: list[Label], passages: Sequence[Passage], people: Sequence[str]) -> list[Label]:
    """Labels come back, or belong to people, or look exactly like others that do."""
    if _is_short_dialogue(candidates, passages):
        return candidates
    count: Counter[tuple[str, str]] = Counter((label.shape, label.key) for label in candidates)
    any_shape: Counter[str] = Counter(label.key for label in candidates)
    roster = Roster(people)
    good = [label for label in candidates if _stands(label, count, any_shape, passages, roster)]
    standing = set(good)
    shapes = {(label.shape, label.strong, _capital(label.name)) for label in good if label.shape in ("colon", "bold", "stop")}
    shapes_seen = Counter((label.shape, label.strong, _capital(label.name)) for label in good)
    out = [
        label
        for label in candidates
        if label in standing
        or (
            (label.shape, label.strong, _capital(label.name)) in shapes
            and shapes_seen[label.shape, label.strong, _capital(label.name)] >= 3
            and _alike(label, roster)
            and (label.shape != "stop" or _capital(label.name))
        )
    ]
    keys = {label.key for label in out}
    if len(out) < 2 and not any(_titled(label.name) or _known(label, roster) for label in out):
        return []
    return _without_lone_shapes(out, keys)


def _is_short_dialogue(candidates: Sequence[Label], passages: Sequence[Passage]) -> bool:
    """Whether from the first label on every passage has one, of two people or more, and one of them asks: too short for names
    to come back, and still no list."""
    labelled = by_passage(candidates)
    body = [passage for passage in passages[min(labelled, default=0) :] if passage.kind not in ("heading", "title")]
    whole = bool(labelled) and all(passage.index in labelled for passage in body)
    same_shape = len({(label.shape, label.strong) for label in candidates}) == 1 and candidates[0].shape == "colon"
    several = len({label.key for label in candidates}) >= 2
    return whole and same_shape and several and any(asks(passage.text) for passage in body)


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
    known = _known(label, people)
    if label.shape == "colon":
        if passages[label.passage].kind in ("heading", "title"):
            return n >= 2
        paired = label.key in ("q", "a") and any_shape["q"] > 0 and any_shape["a"] > 0
        role = bool(role_word(label.name)) and len(label.name) > 1
        once = paired or role or known or _titled(label.name) or any_shape[label.key] >= 2
        return n >= 2 or (once and _on_new_sentence(label, passages))
    if label.shape == "bold":
        return n >= 2 and (known or n >= 3)
    if label.shape == "bracket":
        return n >= 2
    if label.shape == "stop":
        return n >= 2 and (bool(role_word(label.name)) or _capital(label.name))
    if label.shape == "gap":
        return n >= 2
    if label.shape == "dash":
        return n >= 3
    if not _text_follows(label, passages) or not _on_new_sentence(label, passages):
        return False
    return n >= 3 or (n >= 2 and known) or ((any_shape[label.key] >= 2 or known) and _titled(label.name))


def _titled(name: str) -> bool:
    return strip_honorifics(name) != name.strip()


def _on_new_sentence(label: Label, passages: Sequence[Passage]) -> bool:
    """Whether the line begins a passage or follows one that ends a sentence: a wrapped line can hold a single name as well."""
    before = passages[label.passage].text[: label.start].rstrip()
    return not before or before[-1] in '.?!…:"”’»」。'


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
