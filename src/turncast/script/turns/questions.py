"""Whether a piece of text asks something."""

from __future__ import annotations

import re

_MARKS = "?？؟"
_CLOSERS = "\"'”’»“」』)]*_ \n\t"
_REQUEST = re.compile(
    r"(?:(?:please|so|and|now|ok|okay|finally|to start|first|lastly|then)[,]? )*"
    r"(?:tell|describe|explain|introduce|name|share|give|talk|walk|finish|complete|say|list|take us|let us know|please)\b|"
    r"(?:erzählen Sie|erzähl|beschreiben Sie|beschreib|erklären Sie|nennen Sie|schildern Sie|"
    r"parlez|parle[sz]?-(?:nous|moi)|racontez|raconte-|décrivez|décris-|présentez|présente-|expliquez|dites|"
    r"cuént[ae]|háble|describ[ae]|explique|preséntate|preséntese|"
    r"racconti|raccont(?:ac|am)i|descriva|descrivi|spieghi|spiegaci|ci racconti|ci parli|parlaci|"
    r"conte-|conta-nos|fale|descreva|apresente-se|"
    r"расскажи|опиши|объясни|представьтесь|назовите|поделитесь|скажите)",
    re.IGNORECASE,
)


_REQUEST_TO_YOU = re.compile(
    r"[.!…]\s+(?:(?:please|so|and|now|ok|okay|finally|to start|first|lastly|then)[,]? )*"
    r"(?:tell|describe|explain|introduce|share|give|walk|talk)\b[^.?!]*\b(?:us|me|your|you|yourself|yourselves)\b[^.?!]*[.!]?\Z",
    re.IGNORECASE,
)
"""A request in the last sentence, as long as it says to whom: `That is a lot. Tell us more.`"""
_OPENERS = '¿¡"“„«「 0123456789.)>—–―-'
_JAPANESE = re.compile(r"(?:か|でしょう|ください|ますか|ですか|は)[。．]?\Z")
"""Japanese questions mostly end in `ka` and a full stop."""


def asks(text: str) -> bool:
    """Whether the text ends with a question, or is a request for an answer.

    >>> asks("And then?"), asks("Tell us about your work."), asks("Is it? I think so."), asks("It is.")
    (True, True, False, False)
    """
    end = text.rstrip(_CLOSERS)
    return (
        end.endswith(tuple(_MARKS))
        or bool(_JAPANESE.search(end))
        or bool(_REQUEST.match(text.lstrip(_OPENERS)))
        or bool(_REQUEST_TO_YOU.search(end[-240:]))
    )


def asks_somewhere(text: str) -> bool:
    """Whether there is a question anywhere in the last three sentences."""
    return asks(text) or any(mark in text[-240:] for mark in _MARKS)
