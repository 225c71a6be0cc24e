"""Written Japanese → the phonemes that Kokoro was trained on: Open JTalk reads, we spell its kana as misaki does.

Imported when it is used: the dictionary takes 0.3 s and 110 MB.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate
from unicodedata import normalize

import pyopenjtalk

from turncast.speech.engines.rewriting import MARKS, rewritten

_ROWS = (
    ("アイウエオ", "a i ɯ e o"),
    ("カキクケコ", "ka kʲi kɯ ke ko"),
    ("ガギグゲゴ", "ɡa ɡʲi ɡɯ ɡe ɡo"),
    ("サシスセソ", "sa ɕi sɨ se so"),
    ("ザジズゼゾ", "ʣa ʥi zɨ ʣe ʣo"),
    ("タチツテト", "ta ʨi ʦɨ te to"),
    ("ダヂヅデド", "da ʥi zɨ de do"),
    ("ナニヌネノ", "na ɲi nɯ ne no"),
    ("ハヒフヘホ", "ha çi ɸɯ he ho"),
    ("バビブベボ", "ba bʲi bɯ be bo"),
    ("パピプペポ", "pa pʲi pɯ pe po"),
    ("マミムメモ", "ma mʲi mɯ me mo"),
    ("ヤユヨ", "ja jɯ jo"),
    ("ラリルレロ", "ɾa ɾʲi ɾɯ ɾe ɾo"),
    ("ワヰヱヲ", "βa i e o"),
    ("ヷヸヴヹヺ", "va vʲi vɯ ve vo"),
    ("ァィゥェォ", "a i ɯ e o"),
    ("ャュョヮヵヶ", "ja jɯ jo βa ka ke"),
    ("ッー", "ʔ ː"),
)
_PLAIN = {kana: phonemes for row, spelled in _ROWS for kana, phonemes in zip(row, spelled.split(), strict=True)}
"""A kana's phonemes where it stands alone; ン depends on what follows."""
_SMALL = {"ァ": "a", "ィ": "i", "ゥ": "ɯ", "ェ": "e", "ォ": "o", "ャ": "a", "ュ": "ɨ", "ョ": "o", "ヮ": "a"}
_MORA = re.compile(r"ン|[ァ-ヺー][ァィゥェォャュョヮ]?")
_SOFT = ("ʲ", "ɕ", "ʥ", "ʨ", "ɲ", "ç", "j")
"""Ends of consonants that are palatal already."""
_NASALS = (("mpb", "m"), ("kɡ", "ŋ"), ("ɲʨʥ", "ɲ"), ("ntdɾz", "n"))
"""How ン sounds before which sounds; elsewhere it is ɴ."""
_FIGURES = re.compile(
    r"(?P<y>\d{4})/(?P<m>\d{1,2})/(?P<d>\d{1,2})|(?P<hour>\d{1,2})[:：](?P<minute>\d{2})(?!\d)|(?P<part>\d+)[/／](?P<whole>\d+)"
    r"|(?P<range>(?<=\d)[〜～~](?=\d))|(?P<minus>(?<![0-9A-Za-z.,)）])[-−](?=\d))|(?P<degrees>°C)"
)
"""What Open JTalk reads digit by digit, or as a pause."""
_SILENT = "ー〜" + "".join(MARKS)
_LONGEST = 6
"""Of the morphemes that make one word together."""


@dataclass(frozen=True, slots=True)
class _Morpheme:
    start: int
    end: int
    moras: tuple[str, ...]
    """In kana; none for what makes no sound."""


def sounds(text: str) -> Iterator[tuple[int, str]]:
    """Phonemes and pauses in order, each with the character of the text that it belongs to; a new word begins with a space."""
    plain, positions = rewritten("".join(map(_without_accent, text)), _FIGURES, _read)
    for word in _words(plain, _morphemes(plain)):
        spelled = iter(_spelled([mora for morpheme in word for mora in morpheme.moras]))
        gap = " "
        for morpheme in word:
            for at in _places(plain, morpheme):
                yield positions[at], gap + next(spelled)
                gap = ""
            if not morpheme.moras and (pause := MARKS.get(plain[morpheme.start : morpheme.end][:1])):
                yield positions[morpheme.start], pause


def _without_accent(character: str) -> str:
    """é as e, for the dictionary knows cafe; kana keep their marks, which stand for other sounds."""
    plain = normalize("NFD", character)[0]
    return plain if plain.isascii() else character


def _read(match: re.Match[str]) -> str:
    """Figures as words stand for them: 3:30 is 3時30分, 1/2 is 2分の1."""
    if match["y"]:
        return f"{match['y']}年{match['m']}月{match['d']}日"
    if match["hour"]:
        return f"{match['hour']}時" + (f"{match['minute']}分" if match["minute"] != "00" else "")
    if match["part"]:
        return f"{match['whole']}分の{match['part']}"
    if match["degrees"]:
        return "℃"
    return "から" if match["range"] else "マイナス"


def _morphemes(text: str) -> list[_Morpheme]:
    """Open JTalk's morphemes. Sudachi is not asked: of 50 phrases with several readings it changed two, both for the worse."""
    first = len(text) - len(text.lstrip(_SILENT))  # the library warns on standard error of a text that begins with these
    if first == len(text):
        return [_Morpheme(at, at + 1, ()) for at in range(len(text))]
    try:
        entries = pyopenjtalk.g2p_mapping(text[first:], use_sudachi_kanji_yomi=False)
    except ValueError:  # a text whose characters it cannot find again, such as a half-width voice mark alone
        pron = pyopenjtalk.g2p(text, kana=True, use_sudachi_kanji_yomi=False)
        return [_Morpheme(0, len(text), tuple(_MORA.findall(str(pron))))]
    found, end = [_Morpheme(at, at + 1, ()) for at in range(first)], first
    for entry in entries:
        start, end = max(end, first + entry["char_span"][0]), max(end, first + entry["char_span"][1])
        moras = tuple(_MORA.findall(entry["pron"])) if entry["mora_count"] else ()
        found.append(_Morpheme(min(start, len(text) - 1), end, moras))
    return found


def _words(text: str, morphemes: Sequence[_Morpheme]) -> Iterator[Sequence[_Morpheme]]:
    """Morphemes that make up a word of misaki's list, which is how the texts were parted that the voices learned from."""
    first = 0
    while first < len(morphemes):
        ends = range(min(first + _LONGEST, len(morphemes)), first + 1, -1)
        end = next((end for end in ends if text[morphemes[first].start : morphemes[end - 1].end] in _known()), first + 1)
        while end < len(morphemes) and morphemes[end - 1].moras[-1:] == ("ッ",) and morphemes[end].moras:
            end += 1  # a stopped consonant is held over into the next word
        yield morphemes[first:end]
        first = end


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset((files("misaki") / "data" / "ja_words.txt").read_text(encoding="utf-8").split("\n"))


def _places(text: str, morpheme: _Morpheme) -> Iterator[int]:
    """For each mora the character that it is read from: a kana has one, Chinese characters share the rest equally.

    A long vowel is not parted from its beginning: 大久保 is オー, ク, ボ.
    """
    if not morpheme.moras:
        return
    written = text[morpheme.start : morpheme.end] or text[morpheme.start]
    kana = [_kana_weight(character) for character in written]
    shared = max(0, len(morpheme.moras) - sum(filter(None, kana))) / max(1, kana.count(None))
    ends = list(accumulate(shared if weight is None else weight for weight in kana))
    scale = ends[-1] / len(morpheme.moras) if ends[-1] else 0
    at = 0
    for index, mora in enumerate(morpheme.moras):
        due = next((place for place, end in enumerate(ends) if (index + 0.5) * scale < end), len(ends) - 1)
        at = at if mora == "ー" and kana[due] is None else due
        yield morpheme.start + at


def _kana_weight(character: str) -> int | None:
    """Morae of a kana, None for any other character."""
    kana = chr(ord(character) + 0x60) if "ぁ" <= character <= "ゖ" else character
    if kana in _SMALL:
        return 0
    return 1 if kana in _PLAIN or kana == "ン" else None


def _spelled(moras: Sequence[str]) -> list[str]:
    """The phonemes of each mora of a word.

    >>> _spelled(["キョ", "ー"]), _spelled(["サ", "ン", "ポ"]), _spelled(["イ", "ッ", "タ"])
    (['kʲo', 'ː'], ['sa', 'm', 'po'], ['i', 'ʔ', 'ta'])
    """
    found: list[str] = []
    for mora in reversed(moras):
        found.append(_nasal(found[-1] if found else "") if mora == "ン" else _phonemes(mora))
    return found[::-1]


def _nasal(following: str) -> str:
    return next((nasal for starts, nasal in _NASALS if following[:1] and following[0] in starts), "ɴ")


def _phonemes(mora: str) -> str:
    """
    >>> [_phonemes(mora) for mora in ("キ", "キャ", "シュ", "ファ", "ティ", "クォ", "ウィ", "イェ")]
    ['kʲi', 'kʲa', 'ɕɨ', 'ɸa', 'tʲi', 'kᵝo', 'βi', 'je']
    """
    if len(mora) == 1:
        return _PLAIN[mora]
    large, small = mora[0], mora[1]
    vowel = _SMALL[small]
    if large in "アイウエオ":
        return {"イ": "j", "ウ": "β"}.get(large, _PLAIN[large]) + vowel
    consonant = _PLAIN[large][:-1]
    if large in "クグ" and small not in "ャュョ":
        return consonant + "ᵝ" + vowel
    soft = small in "ャュョ" or (small == "ィ" and large not in "スズ")
    return consonant + "ʲ" * (soft and not consonant.endswith(_SOFT)) + vowel
