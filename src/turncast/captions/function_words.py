"""Words that hold on to the word after them, or to the one before: what a language tells about where lines may break.

Closed classes only: articles, pronouns, auxiliaries, prepositions ... are few in every language, and the same ones end nearly all
of its bad lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

NOTHING = re.compile(r"(?!)")
INITIAL = r"[A-HJ-Z]\."
"""A name's first letter; `I.` ends a sentence more often."""


def listed(text: str) -> frozenset[str]:
    """The words of a text, as they are compared: in lower case, with the typewriter's apostrophe."""
    return frozenset(text.split())


@dataclass(frozen=True, slots=True)
class FunctionWords:
    """The function words of one language. Words are in lower case; an apostrophe is a straight one."""

    holding: frozenset[str] = frozenset()
    """A line never ends in one of these: articles and possessives, subject pronouns, auxiliaries, negations."""
    conjunctions: frozenset[str] = frozenset()
    """With relative pronouns and question words: a line begins well with one, and ends badly in it."""
    prepositions: frozenset[str] = frozenset()
    intensifiers: frozenset[str] = frozenset()
    """With demonstratives and quantities: a line ends badly in one of these."""
    numbers: frozenset[str] = frozenset()
    trailers: frozenset[str] = frozenset()
    """Objects and particles: they belong to the word before them."""
    adjectives: frozenset[str] = frozenset()
    """Common ones that stand before their noun."""
    adjective_ending: re.Pattern[str] = NOTHING
    """More of them; some nouns too, which then head a compound as often as not."""
    pairs: re.Pattern[str] = NOTHING
    """Two words that are one expression, parted by one blank."""
    contraction: re.Pattern[str] = NOTHING
    """Pronoun and auxiliary in one word."""
    abbreviated_title: re.Pattern[str] = re.compile(INITIAL)
    """Or an initial, as written: a name follows."""
    abbreviation: re.Pattern[str] = re.compile(r"(\w\.){2,}")
    """Another full stop that ends no sentence, as written."""
    nouns_have_capitals: bool = False
    """So that two capitals in a row need not be a name."""

    def leans(self, word: str) -> bool:
        """Whether a line ends badly in this word."""
        return any(word in one for one in (self.conjunctions, self.prepositions, self.intensifiers, self.numbers))

    def knows(self, word: str) -> bool:
        return word in self.holding or word in self.trailers or self.leans(word)
