"""Whether somebody is heard in a quotation, or the reporter only puts a term, a title or a doubtful word in marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from turncast.script.turns.attribution import attribution_at_end, says, speaker_after, speaker_before
from turncast.script.turns.names import has_case
from turncast.script.turns.passages import Passage
from turncast.script.turns.questions import asks
from turncast.script.turns.quotes import Quote, Style, find_quotes

_AMID_DASHES = re.compile(r"(?<=[,.?!…])\s+(?P<told>[—–-]\s+[^—–«»“”„]{3,120}?[,.]\s+[—–-])\s+")
"""Inside quotation marks, as in Russian."""
_AMID_COMMAS = re.compile(r"(?<=[,?!…])\s+(?P<told>[^.,;:?!«»“”„]{3,60}[,.])\s+")
"""Inside guillemets, as in French."""
_DASHED = re.compile(r"[—–]\s?\S")
_BEHIND_DASHES = re.compile(r"\s(?P<told>[—–]\s?[^\s—–][^—–]{2,120}?(?:[—–][.,;:]?|\Z))\s*")
"""Spanish sets speech itself off by a dash, and what the reporter says inside it by two; so does Russian, with blanks."""
_ENDS = ".,?!…。、！？，"
_SUBJECT = re.compile(r"(?:さん|氏|君|先生|様)[はがも]\Z")
"""In front of a quotation: `森さんは「...」と話す`."""
_STOPS = ".?!…。！？"
_MARKS = "“”„‟\"«»″＂「」『』〝〞〟`'’‘‹›‚ \n\t"
_NEAR = 500
"""Characters on each side of a quotation in which an attribution can stand."""


def quotes_of(passage: Passage, style: Style) -> list[Quote]:
    """The outermost quotations of a passage; lost and misplaced marks are mended with the help of attributions, and an
    attribution inside the marks parts a quotation in two."""
    text = passage.text
    if _DASHED.match(text) and (parts := _parted(text, Quote(0, len(text)), _BEHIND_DASHES)):
        return parts
    found = find_quotes(text, style, attribution_at_end, says)
    return [part for quote in found for part in _parted(text, quote, _amid(text, quote)) or [quote]]


def _amid(text: str, quote: Quote) -> re.Pattern[str]:
    """How an attribution would stand inside this quotation."""
    inside = text[quote.start : quote.end]
    return _AMID_COMMAS if inside.startswith("«") and "—" not in inside and "–" not in inside else _AMID_DASHES


def _parted(text: str, quote: Quote, insertion: re.Pattern[str]) -> list[Quote]:
    """The parts of a quotation without the attributions inside it, or nothing where there is none:
    `«Да, — сказал Эк. — Нет»`, `« Oui, dit Roux. Non. »`, `—Sí —dijo Ruiz—. No.`"""
    cuts = [found for found in insertion.finditer(text, quote.start, quote.end) if speaker_after(found["told"])]
    if not cuts:
        return []
    starts = [quote.start, *(cut.end() for cut in cuts)]
    ends = [*(cut.start("told") for cut in cuts), quote.end]
    return [
        replace(quote, start=start, end=end, closed=quote.closed or end < quote.end, told=True)
        for start, end in zip(starts, ends, strict=True)
        if text[start:end].strip()
    ]


def count_speeches(passages: Sequence[Passage], style: Style) -> tuple[int, int]:
    """How many passages hold a quotation that is speech, and in how many of them it is attributed to somebody."""
    found = [is_heard(passage, passages, style) for passage in passages]
    return sum(speech for speech, _ in found), sum(attributed for _, attributed in found)


def is_heard(passage: Passage, passages: Sequence[Passage], style: Style) -> tuple[bool, bool]:
    """Whether somebody is heard in a quotation of this passage, and whether text behind one says who."""
    quotes = quotes_of(passage, style)
    spoken = [quote for number, quote in enumerate(quotes) if is_speech(passage, quotes, number, passages)]
    return bool(spoken), any(speaker_after(passage.text[quote.end : quote.end + _NEAR]) for quote in spoken)


def is_speech(passage: Passage, quotes: Sequence[Quote], number: int, passages: Sequence[Passage]) -> bool:
    """Whether quotes[number] is what somebody says."""
    text, quote = passage.text, quotes[number]
    inner = text[quote.start : quote.end].strip(_MARKS)
    if not inner or not quote.opened:
        return False
    if quote.told:
        return True
    before = text[max(quote.start - _NEAR, 0) : quote.start].rstrip()
    after = text[quote.end : quote.end + _NEAR].lstrip()
    n_words = len(inner.split()) if has_case(inner) else len(inner) // 2
    closed = inner[-1] in _ENDS or after[:1] in (",", "，") or not quote.closed
    if not before and not after.strip("."):
        return not _sentence_runs_through(passage, inner, passages) and (n_words >= 4 or closed or asks(inner))
    if n_words < 2 and inner[-1] not in _ENDS:
        return False
    attributed = speaker_after(after) is not None
    closed = closed or (attributed and not has_case(inner))
    if not before:
        return attributed or (closed and n_words >= 4)
    return (
        _is_introduced(before, inner, n_words, closed)
        or (attributed and closed and _stands_apart(before, inner, n_words))
        or (
            number > 0
            and closed
            and before[-1] in ",.，。"
            and says(text[max(quotes[number - 1].end, quote.start - _NEAR) : quote.start])
        )
        or _is_own_sentence(before, inner, after, n_words, closed)
    )


def _is_introduced(before: str, inner: str, n_words: int, closed: bool) -> bool:
    """`Lee said, “We ...`: an attribution and a comma or a colon stand in front."""
    whole = inner[:1].isupper() or not has_case(inner[:1]) or n_words >= 5 or closed
    return whole and before[-1] in ",:：，—–" and speaker_before(before) is not None


def _stands_apart(before: str, inner: str, n_words: int) -> bool:
    """Before an attribution, what is no part of the sentence in front: `It is a “mess,” said Lee` stays one sentence."""
    apart = inner[:1].isupper() or before[-1] in ",:，：、" or _ends_sentence(before) or _SUBJECT.search(before)
    return bool(apart) and not (before[-1].isalpha() and n_words <= 4)


def _is_own_sentence(before: str, inner: str, after: str, n_words: int, closed: bool) -> bool:
    """Four words or more between two sentences of the reporter, or behind a colon; fewer where they are a sentence themselves."""
    if not has_case(inner):
        closed = closed or not after or after[0] in "とっ。"
    apart = _ends_sentence(before)
    whole = apart and inner[-1] in _STOPS
    begins = (apart or before[-1] in ":：") and not inner[:1].islower()
    return begins and (n_words >= 4 or whole) and (closed or after[:1] in tuple("–—-.!?"))


def _ends_sentence(text: str) -> bool:
    return bool(re.search(r"[.?!…。！？][\"”’»)\]]*\Z", text[-10:]))


def _sentence_runs_through(passage: Passage, inner: str, passages: Sequence[Passage]) -> bool:
    """Whether a quotation that stands alone is part of a sentence that the paragraphs around it begin and end."""
    if not inner[:1].islower():
        return False
    before = passages[passage.index - 1].text.rstrip() if passage.index else ""
    after = passages[passage.index + 1].text.lstrip() if passage.index + 1 < len(passages) else ""
    return before[-1:].isalnum() or after[:1].islower()
