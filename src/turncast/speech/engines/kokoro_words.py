"""Words → phonemes, each word knowing which of them are its own. Kokoro was trained on misaki's phonemes, so misaki makes them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from importlib.util import find_spec
from itertools import accumulate, pairwise
from unicodedata import combining

from turncast.errors import LanguageError, VoiceError
from turncast.model import Voice
from turncast.speech.check import PAUSES, can_be_said

ESPEAK_LANGUAGES = {"es": "es", "fr": "fr-fr", "hi": "hi", "it": "it", "pt": "pt-br"}
"""Languages that espeak-ng reads for Kokoro, and its names for them."""
DICTIONARIES = {
    "ja": ("pyopenjtalk", "sudachipy"),
    "zh": ("jieba", "pypinyin", "cn2an", "ordered_set"),
}
"""Languages that are read with dictionaries, and the packages of the extra that has them; the extra is called like the language."""
_FOREIGN = re.compile(r"[^\W\d_\u3040-\u30ff\u31f0-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
"""A letter that is neither kana nor Chinese."""
_LOOSE_SPACE = re.compile(r"(?<![A-Za-zÀ-ÿ\d])\s+|\s+(?![A-Za-zÀ-ÿ\d])")
"""Between a figure and its unit, for instance: a dictionary reads 三十% only where they touch."""
_TONES = "→↗↓↘"

_GIVEN = re.compile(r"\[([^\[\]]+)\]\(/([^()]+)/\)")


@dataclass(frozen=True, slots=True)
class Prompt:
    """What Kokoro is given, and where in it each word stands."""

    phonemes: str
    spans: tuple[tuple[int, int], ...]
    """Half-open, in phonemes, without the punctuation around the word; empty for a word that makes no sound."""
    take: int = 0


def language_code(language: str) -> str:
    """The language without its region: "en" of "en-GB". Raises LanguageError where Kokoro does not speak it.

    Raises VoiceError where it would, with an extra that is not installed.
    """
    code = language.lower().replace("_", "-").partition("-")[0]
    known = ("en", *ESPEAK_LANGUAGES, *DICTIONARIES)
    if code not in known:
        raise LanguageError(f"kokoro speaks {', '.join(known)}, not {language!r}; try --engine espeak or --engine gtts")
    if not all(map(find_spec, DICTIONARIES.get(code, ()))):
        raise VoiceError(f'to read {code}, kokoro needs a dictionary: run `pip install "turncast[{code}]"`, or use --engine gtts')
    return code


def prompt_of(words: Sequence[str], voice: Voice) -> Prompt:
    """Phonemes for the words, in the accent of the voice where it is English."""
    code = language_code(voice.language)
    if not words:  # somebody only asks whether the voice could: no dictionary need be loaded for that
        return Prompt("", ())
    plain = [_GIVEN.sub(r"\1", word) for word in words]
    if code in DICTIONARIES:
        parts = _by_dictionary(plain, code)
        return _joined([_leading(part) + (_given(word) or part.lstrip()) for word, part in zip(words, parts, strict=True)], "")
    parts = _english(plain, voice.name.startswith("b")) if code == "en" else _by_espeak(plain, ESPEAK_LANGUAGES[code])
    return _joined([_given(word) or part for word, part in zip(words, parts, strict=True)], " ")


def _given(word: str) -> str:
    """The phonemes that a person gave for a word, with the punctuation around it; "" where they gave none.

    Raises VoiceError for a sound that the model does not know.
    """
    found = _GIVEN.search(word)
    if not found:
        return ""
    from kokoro_onnx.config import DEFAULT_VOCAB

    if unknown := sorted(set(found[2]) - set(DEFAULT_VOCAB)):
        raise VoiceError(f"kokoro has no sound {unknown[0]!r}, asked for in {found.group()}: see misaki's list of English phonemes")
    return found[2] + "".join(mark for mark in word[found.end() :] if mark in PAUSES)


def _joined(parts: Sequence[str], between: str) -> Prompt:
    phonemes, spans = "", []
    for part in parts:
        phonemes += between if phonemes and part else ""
        part = part if phonemes else part.lstrip()
        sounds = [position for position, symbol in enumerate(part) if _sounds(symbol)]
        first, end = (sounds[0], sounds[-1] + 1) if sounds else (0, 0)
        spans.append((len(phonemes) + first, len(phonemes) + end))
        phonemes += part
    return Prompt(phonemes, tuple(spans))


def _sounds(symbol: str) -> bool:
    return symbol.isalpha() or symbol in _TONES or bool(combining(symbol))


# --- English: misaki's dictionaries, its tokens hold written and spoken form together ----------------------------------


def _english(words: Sequence[str], british: bool) -> list[str]:
    """The phonemes of each word, punctuation included. A word that misaki leaves silent is read by espeak-ng."""
    from turncast.speech.engines.g2p import english

    g2p = english(british)
    text = " ".join(words)
    _, tokens = g2p(text, preprocess=False)
    ends = list(accumulate(len(word) + 1 for word in words))
    parts = [""] * len(words)
    for token, start in zip(tokens, _starts([token.text for token in tokens], text), strict=True):
        parts[bisect_right(ends, start)] += (token.phonemes or "").replace(g2p.unk, "") + token.whitespace
    return [
        part.strip() if can_be_said(part) or not can_be_said(word) else g2p.alone(word)
        for word, part in zip(words, parts, strict=True)
    ]


def _starts(tokens: Sequence[str], text: str) -> Iterator[int]:
    """Where each token stands, found letter by letter: misaki loses some characters, such as the quote mark in 5'6."""
    at = 0
    for token in tokens:
        letters = "".join(token.split())
        yield text.index(letters[0], at) if letters else at
        for letter in letters:
            at = text.index(letter, at) + 1


# --- other languages: espeak-ng through misaki -----------------------------------------------------------------------


def _by_espeak(words: Sequence[str], language: str) -> list[str]:
    """The phonemes of each word as they sound in the sentence."""
    from turncast.speech.engines.g2p import by_espeak

    g2p = by_espeak(language)
    words = [word.replace("।", ".") for word in words]  # espeak-ng drops Hindi's full stop
    whole: str = g2p(" ".join(filter(None, words)))[0]
    groups = iter(whole.split())
    parts = [next(groups, "") if word else "" for word in words]
    if not next(groups, "") and all(can_be_said(word) == can_be_said(part) for word, part in zip(words, parts, strict=True)):
        return parts
    cut = iter(_cut(whole, [g2p(word)[0] for word in words if can_be_said(word)]))
    return [next(cut) if can_be_said(word) else "" for word in words]


def _cut(whole: str, alone: Sequence[str]) -> list[str]:
    """The sentence's phonemes cut into words where espeak-ng has joined or parted some, by likeness to each word spoken alone.

    >>> _cut("komˈo estˈas ˌojdˈia", ["kˈomo", "estˈas", "ˈoj", "dˈia"])
    ['komˈo', 'estˈas', 'ˌoj', 'dˈia']
    """
    matches = SequenceMatcher(None, " ".join(alone), whole, autojunk=False).get_matching_blocks()
    cuts, at = [0], 0
    for part in alone[:-1]:
        at += len(part) + 1
        block = next(block for block in reversed(matches) if block.a <= at or block is matches[0])
        cut = min(block.b + min(max(at - block.a, 0), block.size), len(whole))
        cuts.append(max(cuts[-1], _snapped(whole, cut, cuts[-1])))
    return [whole[start:end].strip() for start, end in zip(cuts, [*cuts[1:], len(whole)], strict=True)]


def _snapped(whole: str, cut: int, before: int) -> int:
    """The beginning of a word where one is within two symbols and behind the cut before, else the cut itself."""
    near = (cut, cut - 1, cut + 1, cut - 2, cut + 2)
    return next((one for one in near if one > before and whole[one - 1 : one] == " "), cut)


# --- Japanese and Chinese: a dictionary reads the whole sentence, and tells for every character how it sounds ----------


def _by_dictionary(words: Sequence[str], code: str) -> list[str]:
    """The phonemes of each word; those that begin a word of the dictionary have a space before them."""
    if code == "ja":
        from turncast.speech.engines.japanese import sounds
    else:
        from turncast.speech.engines.chinese import sounds

    words = [_LOOSE_SPACE.sub("", word) for word in words]
    gaps = [" " * (_is_latin(word[-1:]) and _is_latin(after[:1])) for word, after in pairwise([*words, ""])]
    ends = list(accumulate(len(word) + len(gap) for word, gap in zip(words, gaps, strict=True)))
    parts = [""] * len(words)
    for at, phonemes in sounds("".join(word + gap for word, gap in zip(words, gaps, strict=True))):
        parts[bisect_right(ends, at)] += phonemes
    return [
        part if can_be_said(part) or not _FOREIGN.search(word) else _read_alone(word) + part
        for word, part in zip(words, parts, strict=True)
    ]


def _read_alone(word: str) -> str:
    """A word in a script that neither dictionary has, such as Cyrillic or Hangul, by espeak-ng."""
    from turncast.speech.engines.g2p import english

    return " " + english(british=False).alone(word)


def _is_latin(character: str) -> bool:
    return character.isalnum() and character < "\u1100"


def _leading(part: str) -> str:
    return " " if part.startswith(" ") else ""
