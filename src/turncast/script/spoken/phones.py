"""Telephone and card numbers: figure by figure, with a breath between the groups."""

from __future__ import annotations

import re

from turncast.script.spoken.languages.english import DIALLED
from turncast.script.spoken.view import Spoken, View, core, parted, pause

_GROUP = re.compile(r"[\"“'(]*\+?\(?\d[\d().\-–]*[\"”').,;:!?]*")
_FEWEST, _MOST = 7, 17
"""Figures in a telephone number, and in the longest card number."""


def bracketed_area(word: str) -> str:
    """An area code in brackets is a group like the others.

    >>> bracketed_area("(555)123-4567"), bracketed_area("(555)")
    ('555-123-4567', '(555)')
    """
    return re.sub(r"^\((\d{3})\)-?(\d{3})-(\d{4})", r"\1-\2-\3", word)


def telephone(word: str) -> str:
    """Figure by figure; a telephone number has three groups or more, or three and four figures, or a plus and many.

    >>> telephone("555-1234"), telephone("1-800-555-0199"), telephone("1995-2003"), telephone("007")
    ('5 5 5, 1 2 3 4', '1, 8 0 0, 5 5 5, 0 1 9 9', '1995-2003', '0 0 7')
    """
    if not re.fullmatch(r"\+?(?:\d{3}[-.]\d{4}|\d+(?:[-–]\d+){2,}|\d+\.\d{3}\.\d{4})|\+\d{8,15}|0\d{2,}", word):
        return word
    return _figures(word)


def _figures(text: str, plus: str = "plus") -> str:
    """Each figure of a text, a comma between its groups."""
    groups = ", ".join(" ".join(group) for group in re.findall(r"\d+", text))
    return f"{plus} {groups}" if "+" in text else groups


def telephone_in_groups(view: View) -> Spoken:
    """A number written with blanks: +44 | 20 | 7946 | 0958."""
    groups = _groups(view)
    if len(groups) < 2 or not _is_dialled(view, groups):
        return ()
    plus = view.say.signs.get("+", "plus")
    marks = [*("," for _ in groups[1:]), pause(view[len(groups) - 1])]
    return tuple(_figures(group, plus) + mark for group, mark in zip(groups, marks, strict=True))


def _groups(view: View) -> list[str]:
    """The groups of figures from here on, until a word or a pause."""
    found: list[str] = []
    while len(found) < _MOST and _GROUP.fullmatch(text := view[len(found)].text):
        found.append(text)
        if parted(view[len(found) - 1]) and not re.fullmatch(r"\+?\(\d+\)", text):
            break
    return found


def _is_dialled(view: View, groups: list[str]) -> bool:
    """Whether groups of figures are a telephone or a card number, and no dates, years or thousands."""
    sizes = [len(re.sub(r"\D", "", group)) for group in groups]
    first = groups[0].lstrip("\"“'")
    if not _FEWEST <= sum(sizes) <= _MOST or (sizes in ([2, 2, 4], [4, 2, 2]) and first[0] != "+"):
        return False
    if first[0] == "+" or re.fullmatch(r"\(\d{2,5}\)", first) or (first[0] == "0" and sizes[0] > 1):
        return True
    if sizes == [1, 3, 3, 4] or (sizes == [4, 4, 4, 4] and not all("1" <= group[0] <= "2" for group in groups)):
        return True
    return core(view[-1].text).lower() in DIALLED and not any(parted(view[at]) for at in range(len(groups) - 1))
