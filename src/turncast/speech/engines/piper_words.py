"""Words → Piper's phonemes, each word knowing which of them are its own; times of phonemes → borders of words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from unicodedata import combining

import numpy as np

from turncast.speech.check import can_be_said

Phonemes = tuple[str, ...]
Read = Callable[[str], Sequence[Phonemes]]
"""A text's phonemes, sentence by sentence as Piper speaks them; spaces and punctuation are among them."""

WORD_LEAD_MS, JOIN_LEAD_MS = 10, 40
"""How far the sound is ahead of the counts where a space parts two words, and where nothing does. Measured on 82 sentences of the
voice joe: an "s" begins 52 ms (median) before its own count and 6 before that of the space in front of it, and ends 19 ms before
the count of what follows."""
_ELLIPSIS = re.compile(r"…|\.{2,}")
_OPENING = re.compile(r"\[{2,}")


@dataclass(frozen=True, slots=True)
class Prompt:
    """What Piper is given, and where in it each word stands."""

    sentences: tuple[Phonemes, ...]
    spans: tuple[tuple[int, int], ...]
    """Half-open, in phonemes of all sentences in a row, without the punctuation around the word; empty for one without a sound."""


def prompt_of(words: Sequence[str], read: Read) -> Prompt:
    """Phonemes for the words as they sound in their sentence: espeak-ng, which Piper reads with, draws some of them together."""
    plain = [_plain(word) for word in words]
    sentences = tuple(read(" ".join(filter(None, plain))))
    whole = [phoneme for sentence in sentences for phoneme in sentence]
    alone = [[phoneme for sentence in read(word) for phoneme in sentence] if can_be_said(word) else [] for word in plain]
    sounding = [part for part in alone if _sounds(part)]
    spans = iter(_spans(whole, sounding))
    return Prompt(sentences, tuple(next(spans) if _sounds(part) else (0, 0) for part in alone))


def _plain(word: str) -> str:
    """A word without what Piper takes amiss: it forgets the space after an ellipsis, speaks a full stop that stands alone
    ("dot"), and takes what stands in double brackets for phonemes.

    >>> _plain("yes…"), _plain("."), _plain("[[x]]"), _plain("“So”")
    ('yes,', ',', '[x]]', '“So”')
    """
    if not can_be_said(word):
        return word and ("—" if set(word) & set("—–;:") else ",")
    return _ELLIPSIS.sub(", ", _OPENING.sub("[", word)).strip()


def _sounds(part: Sequence[str]) -> list[int]:
    """Where in it something is heard; the rest is spaces, punctuation and stress."""
    return [at for at, phoneme in enumerate(part) if (phoneme[0].isalpha() and phoneme not in "ˈˌ") or combining(phoneme[0])]


def _spans(whole: Sequence[str], alone: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    cuts = [*_cuts(whole, alone), len(whole)]
    spans = []
    for start, end in pairwise(cuts):
        heard = _sounds(whole[start:end])
        spans.append((start + heard[0], start + heard[-1] + 1) if heard else (start, start))
    return spans


def _cuts(whole: Sequence[str], alone: Sequence[Sequence[str]]) -> list[int]:
    """Where in the sentence's phonemes each word begins, by likeness to the words spoken alone, one after the other.

    >>> _cuts("nˌɑːɾə plˈæn", ["nˈɑːt", "ˈeɪ", "plˈæn"])
    [0, 5, 6]
    """
    joined = [phoneme for part in alone for phoneme in (*part, " ")]
    places = _aligned(joined, whole)
    return [0, *(places[end - 1] for end in accumulate(len(part) + 1 for part in alone[:-1]))]


def _aligned(first: Sequence[str], second: Sequence[str]) -> list[int]:
    """For each phoneme of the first where it stands in the second, or would stand: the two with the fewest changes between them,
    among which a space that becomes a sound, or the other way round, counts threefold."""
    symbols = {symbol: number for number, symbol in enumerate(dict.fromkeys((" ", *first, *second)))}
    left, right = (np.array([symbols[one] for one in row], np.int32) for row in (first, second))
    steps = np.arange(len(second) + 1)
    rows = [steps]
    for nth, symbol in enumerate(left):
        change = np.where(right == symbol, 0, np.where((right == 0) | (symbol == 0), 3, 1))
        row = np.append(nth + 1, np.minimum(rows[-1][:-1] + change, rows[-1][1:] + 1))
        rows.append(np.minimum.accumulate(row - steps) + steps)
    places, at = [0] * len(first), len(second)
    for nth in range(len(first), 0, -1):
        while at and rows[nth][at] == rows[nth][at - 1] + 1:
            at -= 1
        at -= bool(at) and rows[nth][at] != rows[nth - 1][at] + 1
        places[nth - 1] = int(at)
    return places


def borders_of(prompt: Prompt, edges: Sequence[tuple[int, int]], n_samples: int, sample_rate_hz: int) -> list[int]:
    """Where one sounding word gives way to the next, in samples, first and last included; `edges` are the phonemes' own.

    At punctuation the border lies in the middle of the pause.
    """
    phonemes = [phoneme for sentence in prompt.sentences for phoneme in sentence]
    borders = [0]
    for (_, end), (start, _) in pairwise(span for span in prompt.spans if span[0] < span[1]):
        gap = "".join(phonemes[end:start]).strip("ˈˌ")
        before, after = edges[end - 1][1], edges[start][0]
        lead_ms = WORD_LEAD_MS if gap else JOIN_LEAD_MS
        border = (before if gap.isspace() or not gap else (before + after) // 2) - lead_ms * sample_rate_hz // 1000
        borders.append(min(max(border, borders[-1]), n_samples))
    return [*borders, n_samples]
