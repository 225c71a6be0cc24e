"""Whether a piece of text asks something."""

from __future__ import annotations

import re

_MARKS = "?？؟"
_CLOSERS = "\"'”’»“」』)]*_ \n\t"
_REQUEST = re.compile(
    r"(?:(?:please|so|and|now|ok|okay|finally|to start|first|lastly|then)[,]? )*"
    r"(?:tell|describe|explain|introduce|name|share|give|talk|walk|finish|complete|say|list|take us|let us know|please)\b",
    re.IGNORECASE,
)


_JAPANESE = re.compile(r"(?:か|でしょう|ください|ますか|ですか|は)[。．]?\Z")
"""Japanese questions mostly end in `ka` and a full stop."""


def asks(text: str) -> bool:
    """Whether the text ends with a question, or is a request for an answer.

    >>> asks("And then?"), asks("Tell us about your work."), asks("Is it? I think so."), asks("It is.")
    (True, True, False, False)
    """
    end = text.rstrip(_CLOSERS)
    return end.endswith(tuple(_MARKS)) or bool(_JAPANESE.search(end)) or bool(_REQUEST.match(text.lstrip('¿¡"“„«「 0123456789.)')))


def asks_somewhere(text: str) -> bool:
    """Whether there is a question anywhere in the last three sentences."""
    return asks(text) or any(mark in text[-240:] for mark in _MARKS)
