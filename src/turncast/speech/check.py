"""What every engine asks of a call before it speaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from unicodedata import category

from turncast.errors import TooLongError, VoiceError
from turncast.model import Voice

_PHONEMES = re.compile(r"\[([^\[\]]+)\]\(/[^()]+/\)")
PAUSES = frozenset(";:,.!?…—–。、！？।")
SHORTEST_S_A_LETTER = 0.02
"""Speech runs at some 0.07 s a letter, 0.2 s a kanji; what is three times shorter has lost something."""


def speakable(words: Sequence[str], max_chars: int, engine: str) -> list[str]:
    """One entry for each word: without what upsets a library, "" or its pause where nothing in it can be said.

    Raises TooLongError where all of it is more than the engine takes.

    >>> speakable(["“So”", "—", "*", "a\\x00b  c"], 100, "tone")
    ['“So”', '—', '', 'ab c']
    """
    clean = [_clean(word) for word in words]
    text = " ".join(filter(None, clean))
    if len(text) > max_chars:
        raise TooLongError(f"{engine} takes {max_chars} characters and this sentence has {len(text)}; split it: {text[:60]!r} ...")
    return [word if can_be_said(word) else "".join(filter(PAUSES.__contains__, word)) for word in clean]


def _clean(word: str) -> str:
    """No control characters or halves of characters: a C library ends a text at the first zero, and cannot be told the others."""
    return " ".join("".join(part for part in word if part.isspace() or category(part) not in {"Cc", "Cs"}).split())


def can_be_said(word: str) -> bool:
    """Whether anything in it is a letter or a digit.

    >>> can_be_said("“1,200”"), can_be_said("—"), can_be_said("…"), can_be_said("né")
    (True, False, False, True)
    """
    return any(character.isalnum() for character in word)


def known(voice: Voice, names: Iterable[str]) -> Voice:
    """The voice itself. Raises VoiceError, naming near names, where the engine has none of that name."""
    there = list(names)
    if voice.name in there:
        return voice
    folded = {name.casefold(): name for name in there}
    close = get_close_matches(voice.name.casefold(), folded, n=3, cutoff=0.4)
    near = [folded[name] for name in close] or there[:5]
    advice = f"did you mean {' or '.join(near)}?" if near else "it has none at all"
    raise VoiceError(f"{voice.engine} has no voice {voice.name!r}: {advice}")


def rate_within(voice: Voice, slowest: float, fastest: float) -> float:
    """The voice's rate. Raises VoiceError where the engine cannot speak at that pace."""
    if slowest <= voice.rate <= fastest:
        return voice.rate
    raise VoiceError(f"{voice.engine} speaks at a rate of {slowest:g} to {fastest:g}, not {voice.rate:g}")


def without_phonemes(word: str) -> str:
    """The word alone, where its phonemes are given with it.

    >>> without_phonemes("“[Oslo](/ˈuslu/)!”")
    '“Oslo!”'
    """
    return _PHONEMES.sub(r"\1", word)
