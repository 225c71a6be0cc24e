"""What a label looks like: `Q:`, `Name:`, `[00:12] Name:`, `>> NAME:`, `CHAIR NAME.`, `Mr. Name.`, a name on a line of its own."""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from turncast.model import Span
from turncast.script.turns.lexicon import (
    ABBREVIATIONS,
    ANSWERERS,
    ASKERS,
    COUNTED,
    HONORIFICS,
    NOT_PEOPLE,
    OFFICES,
    PARTICLES,
    SAYING,
)
from turncast.script.turns.names import fold, has_case, is_person, parts
from turncast.script.turns.passages import Passage
from turncast.script.turns.questions import asks

Shape = Literal["colon", "stop", "office", "line", "bold", "dash", "bracket", "gap"]

_TIME = r"[\[(<]?(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?[\])>]?"
_START = rf"[ \t]*(?:>{{1,3}}[ \t]*|[-–—•*][ \t]+)?(?P<time>{_TIME}[ \t]*[-–—|]?[ \t]*)?"
_COLON = re.compile(
    rf"{_START}(?P<name>[^\s:：\n][^:：\n]{{0,79}}?)[ \t\u00a0\u202f]*(?:{_TIME})?[ \t\u00a0\u202f]*"
    rf"[:：](?P<after>[ \t]*{_TIME}(?=\s|\Z))?"
)
_ABBREVIATED = r"(?:(?:MR|MRS|MS|DR|PROF|GEN|SEN|REP|GOV)\. )?"
_STOP = re.compile(
    rf"{_START}(?P<name>[QADPRFVВО]\d{{0,3}}|{_ABBREVIATED}(?![a-z\d])\w(?:(?![a-z\d])[\w'’.\- ]){{1,39}}?)\.(?=\s|\Z)"
)
_OFFICE = re.compile(
    rf"{_START}(?P<name>(?:(?:{'|'.join(sorted({w.title() for w in HONORIFICS if len(w) > 1}))})\.?[ ]"
    r"(?:(?:[Dd]e|[Vv]an|[Vv]on|[Ll]a)[ ])?[A-Z][\w'’\-]*(?:[ ][A-Z][\w'’\-]*){0,2}(?:[ ]of[ ][A-Z]\w+(?:[ ][A-Z]\w+)?)?"
    r"|The[ ](?:[A-Z]{4,}|Chair\w*|President|Presiding Officer|Speaker|Clerk|Witness|Court|Judge|Secretary|Interpreter)))"
    r"\.(?=\s+[A-Z“\"\[(¿]|\s*\Z)"
)
"""In records of parliaments and courts: `Mr. Costa of Illinois. Thank you.`"""
_LINE = re.compile(rf"{_START}(?P<name>[^\s:：\n][^:：\n]{{0,59}}?)[ \t]*(?:{_TIME})?[ \t]*(?=\n|\Z)")
_BRACKET = re.compile(rf"{_START}[\[<](?P<name>[^\s\]>:][^\]>:\n]{{0,59}})[\]>](?=\s)")
_DASH = re.compile(rf"{_START}(?P<name>[^\s:：\n–—][^:：\n–—]{{0,49}}?)[ \t]+[–—](?:[ \t]+|(?=\n))")
_BEHIND_BOLD = re.compile(r"[ \t]*[–—|-][ \t]+")
_OTHER_LABEL = re.compile(r"\s[–—]\s|^[A-Z]\d{0,2}\.\s(?!\S+\Z)")
"""In front of a colon within an answer: `A. Well, that depends: ...`, `Ann Lee – It is easy: ...`"""
_TOLD = re.compile(r"(?:说|說|表示|指出|回答|坦言|道|称)\Z")
"""In front of a colon and a quotation: `李明说：“...”`"""
_AND = re.compile(r"\s(?:and|und|et|y|e|&)\s")
_INSIDE = re.compile(r"(?<=[.?!…”\"])[ \t]+(?P<name>[^\W\d_]\w{0,12}\d{0,2})[:：](?=\s)")
_GAP = re.compile(r"(?P<name>[QA])(?:\t+[ ]*| {2,}| (?=[A-Z“\"]))")

_SHAPES: tuple[tuple[Shape, re.Pattern[str], bool], ...] = (
    ("colon", _COLON, False),
    ("bracket", _BRACKET, False),
    ("stop", _STOP, False),
    ("office", _OFFICE, False),
    ("line", _LINE, True),
    ("gap", _GAP, False),
    ("dash", _DASH, True),
)
"""In the order of trust; where the last column is True, only something that looks much like a name is taken."""
_CONNECTORS = PARTICLES | frozenset(
    ["and", "und", "et", "&", "/", "of", "the", "with", "for", "from", "e", "y", "i", "on", "at", "in"]
)


@dataclass(frozen=True, slots=True)
class Label:
    passage: int
    start: int
    end: int
    """Text[start:end] of the passage is not spoken."""
    name: str
    """Who it is: as written, without marks and times, until more is known."""
    shape: Shape
    strong: bool
    written: str = ""
    """The name as it stands in the text, for the evidence."""

    @property
    def key(self) -> str:
        """What labels of one person have in common; `Q1` and `Q2` are one."""
        name = self.name if not role_word(self.name) or _is_numbered(self.name) else re.sub(r"\s*\d+\Z", "", self.name)
        return " ".join(parts(name)) or fold(name) or name


def role_word(name: str) -> str:
    """ "asks" or "answers" where the label itself says so (`Q`, `Host`, `Answer` ...), else ""."""
    word = re.sub(r"\s*\d+\Z|(?<=^[qa])\d+", "", fold(name) or name.strip())
    return "asks" if word in ASKERS else "answers" if word in ANSWERERS else ""


def _is_numbered(name: str) -> bool:
    """Whether a number behind a role tells people apart."""
    word, _, number = fold(name).rpartition(" ")
    return number.isdecimal() and bool(word) and word not in COUNTED


def nameless(name: str) -> str:
    """What to call somebody whose label is only a role: "Reporter", "Interviewee", or the office; "" for a name.

    >>> nameless("Q2"), nameless("Answer"), nameless("HOST"), nameless("GUEST 2"), nameless("Ann")
    ('Reporter', 'Interviewee', 'Host', 'Guest 2', '')
    """
    told = role_word(name)
    if told and _is_numbered(name):
        return fold(name).title()
    if told == "asks":
        return fold(name).title() if fold(name) in OFFICES else "Reporter"
    return "Interviewee" if told else ""


def candidates(passages: Sequence[Passage]) -> Iterator[Label]:
    """What looks like a label at the beginning of each line; the first shape that fits a line counts.

    Behind `Q: Tea or coffee?` a label of the other kind may stand in the same line.
    """
    outlets = _outlets(passages)
    for passage in passages:
        for line in re.finditer(r"[^\n]+", passage.text):
            label = _candidate(passage, line.start(), line.end(), outlets)
            if label is not None:
                yield label
                yield from _inside(passage, label, line.end())


def _inside(passage: Passage, first: Label, end: int) -> Iterator[Label]:
    """Labels that say what they do, in the line of another such label."""
    if first.shape not in ("colon", "stop") or not role_word(first.name):
        return
    for found in _INSIDE.finditer(passage.text, first.end, end):
        if role_word(found["name"]):
            yield Label(passage.index, found.start("name"), found.end(), found["name"], first.shape, False, found["name"])


def _outlets(passages: Sequence[Passage]) -> Collection[str]:
    """What stands in front of a colon at the beginning of three passages or more, most of which ask: `Our team in Lyon: Why?`"""
    heads = [
        (found["name"].strip(), asks(p.text))
        for p in passages
        if (found := _COLON.match(p.text)) and _could_be_outlet(found["name"])
    ]
    often = Counter(name for name, _ in heads)
    asking = Counter(name for name, asked in heads if asked)
    return {name for name, n in often.items() if n >= 3 and asking[name] * 5 >= n * 3}


def _could_be_outlet(name: str) -> bool:
    return name[:1].isupper() and len(name.split()) <= 7 and fold(name) not in NOT_PEOPLE and not _SENTENCE_MARK.search(name)


def _candidate(passage: Passage, start: int, end: int, outlets: Collection[str]) -> Label | None:
    """The label at the beginning of the line text[start:end], if there is one."""
    text = passage.text
    head = start + len(text[start:end]) - len(text[start:end].lstrip())
    strong = _strong_at(passage, head)
    for shape, pattern, alone in _SHAPES:
        found = pattern.match(text, start, end)
        if found and (
            shape != "colon" or (_colon_is_real(text, found, strong) and not _tells(found["name"], text[found.end() : end]))
        ):
            timed = bool(found.groupdict().get("time"))
            if _plausible(found["name"], alone, timed) or (shape == "colon" and found["name"].strip() in outlets):
                return _label(passage, found, shape, strong)
        if shape == "gap" and strong and strong.end < end and _plausible(text[strong.start : strong.end], alone=True):
            name = text[strong.start : strong.end].strip()
            dash = _BEHIND_BOLD.match(text, strong.end, end)
            return Label(passage.index, start, dash.end() if dash else strong.end, name, "bold", True, name)
    return None


def _strong_at(passage: Passage, at: int) -> Span | None:
    """The bold range that holds this place."""
    index = bisect.bisect_right(passage.strong, at, key=lambda span: span.start) - 1
    return passage.strong[index] if index >= 0 and at < passage.strong[index].end else None


def _label(passage: Passage, found: re.Match[str], shape: Shape, strong: Span | None) -> Label:
    name = found["name"].strip(" \t*_[]<>\u00a0")
    if name.count("(") > name.count(")"):
        name = name[: name.rindex("(")].rstrip()
    if shape == "office":
        name = re.sub(r" of [A-Z].*", "", name)
    return Label(
        passage.index,
        found.start(),
        found.end(),
        _described(name),
        shape,
        strong is not None and strong.start <= found.start("name"),
        name,
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


def _tells(name: str, behind: str) -> bool:
    """Whether this is a reporter's clause: `Ann Lee, a nurse, remembers: “It was ...`, and no label."""
    words = name.split()
    told = len(words) > 1 and words[-1].islower() and words[-1] in SAYING
    told = told or bool(_TOLD.search(name) and behind.lstrip()[:1] in tuple('"“「『'))
    return told or bool(_OTHER_LABEL.search(name)) or (name.count(",") >= 2 and behind.lstrip()[:1] in tuple('"“”„«»‘「'))


def _described(name: str) -> str:
    """The name without what somebody is or works for behind a comma.

    >>> _described("Ann Lee, head of media"), _described("Ann Lee, University of Oslo"), _described("Ann, Bo and Cy")
    ('Ann Lee', 'Ann Lee', 'Ann, Bo and Cy')
    """
    head, _, tail = name.partition(",")
    known = tail.strip()[:1].islower() or tail.strip().isupper() or not is_person(tail.strip())
    return head if len(head.split()) >= 2 and tail.strip() and known and not _AND.search(tail) else name


def _plausible(name: str, alone: bool = False, timed: bool = False) -> bool:
    """Whether these words could name a speaker; initials can, even those that mean something else: `RE:`, `[0:12] CC:`."""
    bare = re.sub(r"[(\[（][^)\]）]{0,60}[)\]）]?", " ", name).strip(" \t*_[]<>\u00a0,")
    if not bare:
        return False
    if role_word(bare):
        return True
    if fold(bare) in ABBREVIATIONS and not (bare.isupper() and len(bare) == 2):
        return False
    bare = _described(bare)
    initials = bare.isupper() and (len(bare) in (2, 3) or (timed and len(bare) <= 4))
    if (fold(bare) in NOT_PEOPLE and not initials) or _SENTENCE_MARK.search(bare):
        return False
    if not has_case(bare):
        return len(bare) <= 16 and len(bare.split()) <= 3 and any(c.isalpha() for c in bare)
    words = re.split(r"[\s/]+", bare.replace(",", " "))
    words = [word for word in words if word]
    if len(words) > 8 or (alone and (len(words) > 5 or name.rstrip().endswith((".", ",")) or bare[0].isdigit())):
        return False
    if (all(fold(word) in NOT_PEOPLE for word in words) and not initials) or re.search(r"['’]s\s", bare):
        return False
    return all(
        word[:1].isupper() or word[:1].isdigit() or word.casefold() in _CONNECTORS or not has_case(word) for word in words
    ) and any(word[:1].isupper() for word in words)


_SENTENCE_MARK = re.compile(
    r"[?!;\"“”„«»「」『』。]|\d{3}|://"
    r"|(?<!\b[A-Za-z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bJr)(?<!\bSr)(?<!\bMrs)(?<!\bSra)(?<!\bHon)(?<!\bRev)(?<!\bGen)(?<!\bSen)(?<!\bGov)(?<!\bProf)[.…]\s",
    re.IGNORECASE,
)
"""What a name does not hold: among others a full stop that ends a sentence and no abbreviation."""
