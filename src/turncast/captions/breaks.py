"""How much it hurts to break a line between two words.

From 0 at the end of a sentence over the places where a reader pauses anyway, inside phrases and after words that lean on
the next one, to `NEVER` inside a pair that must stay together (Netflix General Requirements, line treatment).
The word lists are English; text in other languages is broken by its punctuation.
"""

from __future__ import annotations

from unicodedata import category, east_asian_width

from turncast.captions import english
from turncast.model import TimedWord

SENTENCE = 0
STOP = 6
CLAUSE = 10
COMMA = 14
CONJUNCTION = 45
PREPOSITION = 60
BRACKET = 60
PHRASE = 85
COMPOUND = 160
LEANING = 500
NEVER = 1000

STOPS = ".!?…。！？؟"
CLAUSE_MARKS = ";:—–；：؛"
COMMAS = ",、，،"
CLOSERS = "\"'”’»)]}"
OPENERS = "\"'“‘«([{¿¡"

SPACELESS = (("\u0e00", "\u0eff"), ("\u1000", "\u109f"), ("\u1780", "\u17ff"))
"""Thai and Lao, Burmese, Khmer."""
SMALL_KANA = frozenset("ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ")


def break_cost(before: TimedWord, after: TimedWord) -> int:
    """From 0, a perfect place to end a line, to `NEVER`."""
    if before.utterance != after.utterance:
        return SENTENCE
    if not before.space:
        return _unspaced(before.text[-1], after.text[0])
    if _is_punctuation(after.text) or english.ABBREVIATED_TITLE.fullmatch(before.text.lstrip(OPENERS)):
        return NEVER
    if not english.ABBREVIATION.fullmatch(before.text) and (cost := _after_punctuation(before.text)):
        return LEANING if before.text[0].isdigit() and after.text[0].isdigit() else cost
    return _between_words(before.text, after.text)


def _unspaced(last: str, first: str) -> int:
    """Between characters that touch: scripts without spaces break anywhere but at their punctuation (kinsoku), others nowhere."""
    clings = category(first)[0] == "M" or category(first) in ("Pe", "Pf", "Po", "Lm", "Sk") or first in SMALL_KANA
    if clings or category(last) in ("Ps", "Pi"):
        return NEVER
    if last in STOPS + CLAUSE_MARKS + COMMAS:
        return _after_punctuation(last)
    return PHRASE if _breaks_anywhere(last) or _breaks_anywhere(first) else NEVER


def _breaks_anywhere(char: str) -> bool:
    """Wide characters, and the letters of other scripts that put no spaces between words."""
    return east_asian_width(char) in "WF" or any(first <= char <= last for first, last in SPACELESS)


def _is_punctuation(text: str) -> bool:
    """Whether it stands alone between spaces and belongs to the word before, as French question marks and dashes do."""
    return all(category(char)[0] == "P" for char in text) and text[0] not in OPENERS


def _after_punctuation(text: str) -> int:
    """The cost after this word's last mark; 0 where it has none."""
    last = text.rstrip(CLOSERS)[-1:]
    for marks, cost in ((STOPS, STOP), (CLAUSE_MARKS, CLAUSE), (COMMAS, COMMA)):
        if last and last in marks:
            return cost
    return BRACKET if text[-1] in ")]}" else 0


def _between_words(before: str, after: str) -> int:
    left = before.rpartition("—")[2].lstrip(OPENERS).lower()
    right = after.rstrip(CLOSERS + STOPS + CLAUSE_MARKS + COMMAS).lower()
    if left in english.HOLDING or english.CONTRACTION.fullmatch(left) or _is_name(before, after):
        return NEVER
    if left in english.LEANING or left[-1:].isdigit():
        return LEANING
    if english.PAIRS.fullmatch(f"{left} {right}"):
        return COMPOUND
    if right in english.CONJUNCTIONS:
        return CONJUNCTION
    if right in english.PREPOSITIONS:
        return PREPOSITION
    if after[0] in OPENERS:
        return BRACKET
    if right in english.FUNCTION_WORDS:
        return COMPOUND if right in english.TRAILERS else PHRASE
    return _between_content(left)


def _between_content(left: str) -> int:
    """Before a noun or a verb: adjectives hold on to it, and most other words make a compound with it."""
    if left in english.ADJECTIVES:
        return NEVER
    return LEANING if english.ADJECTIVE_ENDING.fullmatch(left) else COMPOUND


def _is_name(before: str, after: str) -> bool:
    """First and last name, or a name of several words; a capital at the head of a sentence counts too, for it may be one."""
    return before.lstrip(OPENERS)[:1].isupper() and after[0].isupper() and after not in ("I", "I’m", "I'm")
