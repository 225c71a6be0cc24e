"""What a rule for several words looks at: the tokens of a sentence from where it stands, both ways."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from turncast.model import Token
from turncast.script.spoken.lexicon import Lexicon

OPENING = "\"“„«‹'‘([{（*¿¡"
CLOSING = "\"”»›'’)]}）*"
PAUSES = ".,;:!?…—"
_NOTHING = Token("", "")


@dataclass(frozen=True, slots=True)
class View:
    """`view[0]` is the token that the rule stands on, `view[-1]` the one before; outside the sentence all are empty."""

    tokens: Sequence[Token]
    at: int
    say: Lexicon

    def __getitem__(self, offset: int) -> Token:
        place = self.at + offset
        return self.tokens[place] if 0 <= place < len(self.tokens) else _NOTHING


Spoken = tuple[str, ...]
PhraseRule = Callable[[View], Spoken]
"""How the token that the view stands on and those behind it are spoken, as many as the rule is about; none where it has no say."""


def core(text: str) -> str:
    """A written word without the marks around it.

    >>> core("(“so”),")
    'so'
    """
    return text.strip(OPENING + CLOSING + PAUSES)


def swapped(token: Token, spoken: str) -> str:
    """A new spoken form with the pause that the old one ended in.

    >>> swapped(Token("5%,", "5%,"), "5 percent")
    '5 percent,'
    """
    kept = token.spoken.rstrip(PAUSES)
    return spoken + token.spoken[len(kept) :]


def pause(token: Token) -> str:
    """The mark that the spoken form ends in, or "".

    >>> pause(Token("555-0100),", "5 5 5,"))
    ','
    """
    return token.spoken[len(token.spoken.rstrip(PAUSES)) :]


def parted(token: Token) -> bool:
    """Whether a mark stands behind the word, so that it does not belong to the next."""
    return token.text[-1:] in PAUSES + CLOSING
