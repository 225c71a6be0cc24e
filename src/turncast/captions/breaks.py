"""How much it hurts to break a line between two words.

From 0 at the end of a sentence over the places where a reader pauses anyway, inside phrases and after words that lean on
the next one, to `NEVER` inside a pair that must stay together (Netflix General Requirements, line treatment). Which pairs these
are a parse of the sentence tells best; lists of function words and adjectives tell where there is none, and of the words that
every house names in any case.
"""

from __future__ import annotations

from unicodedata import category

from turncast.captions.function_words import FunctionWords, listed
from turncast.captions.unspaced import CLOSING, OPENING, holds, is_counted, is_katakana
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

STOPS = ".!?…。！？؟۔।"
CLAUSE_MARKS = ";:—–；：؛"
COMMAS = ",、，،"
CLOSERS = "\"'”’»)]}" + CLOSING
OPENERS = "\"'“‘«([{¿¡„‚" + OPENING
UNITS = listed(
    "% ‰ ° °C °F € $ £ ¥ mm cm dm m km km/h mph ft in mi g kg t lb oz ml cl l s ms min h Hz kHz MHz GHz kB MB GB TB "
    "W kW MW GW kWh V A K a.m. p.m. am pm Uhr"
)
"""What makes one thing with the number before it."""


def break_cost(before: TimedWord, after: TimedWord, known: FunctionWords) -> int:
    """From 0, a perfect place to end a line, to `NEVER`."""
    if before.utterance != after.utterance:
        return SENTENCE
    if not before.space:
        return _unspaced(before.text[-1], after.text[0], before.holds)
    if _is_punctuation(after.text) or known.abbreviated_title.fullmatch(before.text.lstrip(OPENERS)):
        return NEVER
    if not known.abbreviation.fullmatch(before.text) and (cost := _after_punctuation(before.text)):
        return LEANING if before.text[0].isdigit() and after.text[0].isdigit() else cost
    if before.holds:
        return NEVER
    return _between_words(before.text, after.text, known, parsed=before.holds is not None)


def _unspaced(last: str, first: str, within: bool | None) -> int:
    """Between characters that touch; `within`: whether they are of one phrase, where that is known."""
    if holds(last, first):
        return NEVER
    if last in STOPS + CLAUSE_MARKS + COMMAS or last in CLOSERS:
        return _after_punctuation(last)
    if within and is_katakana(last) and is_katakana(first):
        return NEVER  # a borrowed word, inside a phrase that may be longer than a line
    if within or is_counted(last, first):
        return LEANING
    return COMPOUND if within is None else PHRASE


def _is_punctuation(text: str) -> bool:
    """Whether it stands alone between spaces and belongs to the word before, as French question marks and dashes do."""
    return all(category(char)[0] == "P" for char in text) and text[0] not in OPENERS


def _after_punctuation(text: str) -> int:
    """The cost after this word's last mark; 0 where it has none."""
    last = text.rstrip(CLOSERS)[-1:]
    for marks, cost in ((STOPS, STOP), (CLAUSE_MARKS, CLAUSE), (COMMAS, COMMA)):
        if last and last in marks:
            return cost
    return BRACKET if text[-1] in ")]}" + CLOSING else 0


def _between_words(before: str, after: str, known: FunctionWords, parsed: bool) -> int:
    """`parsed`: whether a parse of the sentence found that they are no adjective and noun and no name."""
    left = _bare(before.rpartition("—")[2].lstrip(OPENERS))
    right = _bare(after.rstrip(CLOSERS + STOPS + CLAUSE_MARKS + COMMAS))
    counted = left[-1:].isdigit() and not UNITS.isdisjoint((after, after.rstrip(STOPS + COMMAS)))
    if counted or left in known.holding or known.contraction.fullmatch(left):
        return NEVER
    if _is_name(before, after):
        return LEANING if known.nouns_have_capitals or parsed else NEVER
    if known.leans(left) or (left[-1:].isdigit() and not known.knows(right)):
        return LEANING
    if known.pairs.fullmatch(f"{left} {right}"):
        return COMPOUND
    if right in known.conjunctions:
        return CONJUNCTION
    if right in known.prepositions:
        return PREPOSITION
    if after[0] in OPENERS:
        return BRACKET
    if known.knows(right):
        return COMPOUND if right in known.trailers else PHRASE
    return COMPOUND if parsed else _between_content(left, known)


def _bare(text: str) -> str:
    """As the lists have it."""
    return text.lower().replace("’", "'")


def _between_content(left: str, known: FunctionWords) -> int:
    """Before a noun or a verb: adjectives hold on to it, and most other words make a compound with it."""
    if left in known.adjectives:
        return NEVER
    return LEANING if known.adjective_ending.fullmatch(left) else COMPOUND


def _is_name(before: str, after: str) -> bool:
    """First and last name, or a name of several words; a capital at the head of a sentence counts too, for it may be one."""
    return before.lstrip(OPENERS)[:1].isupper() and after[0].isupper() and after not in ("I", "I’m", "I'm")
