"""Written Chinese → the phonemes that Kokoro was trained on: jieba finds the words, pypinyin reads, misaki spells the syllables.

Imported when it is used: the dictionaries take a second and 200 MB.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import cn2an
import jieba
import jieba.posseg
from misaki.zh import ZHG2P
from pypinyin import Style, lazy_pinyin

from turncast.speech.engines.rewriting import MARKS, rewritten
from turncast.store import cache_dir

_HAN = "〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_PIECE = re.compile(rf"(?P<han>[{_HAN}]+)|(?P<latin>[A-Za-zÀ-ÖØ-öø-ÿ][A-Za-zÀ-ÖØ-öø-ÿ'’]*)|.", re.DOTALL)
_PARTICLES = {"uv": "de5", "uz": "zhe5", "ul": "le5"}
"""地, 着 and 了 where they are particles (jieba's tags); read alone, pypinyin takes them for full words."""
_DESCRIBED, _DONE = frozenset("vaz"), frozenset("vpda")
"""What 得 says how of (a verb, an adjective) in 跑得快, and what it says must be done in 你得学; elsewhere it is the verb "get"."""
_SYLLABLE = re.compile(r"[a-zêü]+[1-5]")

_NUMBER = r"\d[\d,，]*(?:\.\d+)?"
_DEGREES = {"°C": "摄氏度", "℃": "摄氏度", "°": "度"}
_COUNTED = "个個位次遍天周岁歲本件条條只隻名家種种场場块塊倍层層张張杯座部年人点點"
"""Before these, two is 两."""
_FIGURES = re.compile(
    r"(?P<y>\d{4})[-/](?P<m>\d{1,2})[-/](?P<d>\d{1,2})(?!\d)"
    r"|(?P<year>(?:1\d|20)\d\d)(?=(?:[-–〜～~到至](?:1\d|20)\d\d)?年)"
    r"|(?P<hour>\d{1,2})[:：](?P<minute>\d{2})(?!\d)"
    r"|(?P<part>\d+)[/／](?P<whole>\d+)"
    r"|(?P<range>(?<=[\d%％])[-–〜～~](?=\d{1,4}(?!\d)))"
    r"|(?P<code>0\d+(?![.,\d])|\d{9,})"
    rf"|(?P<minus>(?<![0-9A-Za-z.%％])[-−])?(?P<number>{_NUMBER})"
    rf"(?:(?P<percent>[%％])|(?P<degrees>{'|'.join(_DEGREES)})|(?P<counted>(?=[{_COUNTED}])))?"
)


def sounds(text: str) -> Iterator[tuple[int, str]]:
    """Phonemes and pauses in order, each with the character of the text that it belongs to; a new word begins with a space."""
    plain, positions = rewritten(text, _FIGURES, _read)
    for piece in _PIECE.finditer(plain):
        spelled: Iterable[tuple[int, str]]
        if piece["han"]:
            spelled = _syllables(piece["han"])
        elif piece["latin"]:
            spelled = [(0, " " + _english(piece["latin"]))]
        else:
            spelled = [(0, MARKS.get(piece.group(), ""))]
        for at, phonemes in spelled:
            yield positions[piece.start() + at], phonemes


def _syllables(text: str) -> Iterator[tuple[int, str]]:
    """One syllable for each character of a run of Chinese."""
    at, before = 0, ""
    words = [(word.word, word.flag) for word in _tagger().cut(text)]
    for (word, tag), (_, after) in zip(words, [*words[1:], ("", "")], strict=True):
        for index, syllable in enumerate(_pinyin(word, before, tag, after)):
            yield at + index, " " * (index == 0) + _spelled(syllable)
        at += len(word)
        before = tag


def _pinyin(word: str, before: str, tag: str, after: str) -> list[str]:
    """The syllables of a word; the tags are its own and its neighbours'.

    >>> _pinyin("银行", "", "n", ""), _pinyin("得", "v", "ud", "d"), _pinyin("得", "r", "ud", "v"), _pinyin("得", "", "ud", "ul")
    (['yin2', 'hang2'], ['de5'], ['dei3'], ['de2'])
    """
    if word == "得":
        return ["de5" if before[:1] in _DESCRIBED else "dei3" if after[:1] in _DONE else "de2"]
    if tag in _PARTICLES and len(word) == 1:
        return [_PARTICLES[tag]]
    return list(lazy_pinyin(word, style=Style.TONE3, neutral_tone_with_five=True))


def _spelled(syllable: str) -> str:
    """Phonemes of a syllable as pypinyin tells it; "" for a character that it cannot read and gives back."""
    return str(ZHG2P.py2ipa(syllable)).replace("\u032f", "") if _SYLLABLE.fullmatch(syllable) else ""


@lru_cache(maxsize=1)
def _tagger() -> jieba.posseg.POSTokenizer:
    """jieba keeps its dictionary in a temporary folder that everybody may write to, unless it is told of another."""
    jieba.setLogLevel(60)
    folder = cache_dir() / "jieba"
    folder.mkdir(parents=True, exist_ok=True)
    jieba.dt.tmp_dir = str(folder)
    return jieba.posseg.dt


def _english(word: str) -> str:
    from turncast.speech.engines.g2p import english

    g2p = english(False)
    phonemes, _ = g2p(word, preprocess=False)
    return phonemes.replace(g2p.unk, "").strip() or g2p.alone(word)


# --- figures ---------------------------------------------------------------------------------------------------------


def _read(match: re.Match[str]) -> str:
    """
    >>> [_FIGURES.sub(_read, text) for text in ("1995年3月", "3:30", "2/3", "3～5人", "-3.5°C", "2个", "2000", "30%")]
    ['一九九五年三月', '三点三十分', '三分之二', '三到五人', '负三点五摄氏度', '两个', '两千', '百分之三十']
    """
    if match["y"]:
        return f"{_digits(match['y'])}年{_number(match['m'])}月{_number(match['d'])}日"
    if match["year"]:
        return _digits(match["year"])
    if match["hour"]:
        return _clock(match["hour"], match["minute"])
    if match["part"]:
        return f"{_number(match['whole'])}分之{_number(match['part'])}"
    if match["range"]:
        return "到"
    return _digits(match["code"]) if match["code"] else _amount(match)


def _amount(match: re.Match[str]) -> str:
    number = "两" if match["number"] == "2" and (match["counted"] is not None or match["degrees"]) else _number(match["number"])
    percent = "百分之" if match["percent"] else ""
    return ("负" if match["minus"] else "") + percent + number + _DEGREES.get(match["degrees"], "")


def _clock(hour: str, minute: str) -> str:
    sharp = minute == "00"
    return f"{'两' if int(hour) == 2 else _number(hour)}点" + ("" if sharp else f"{'零' * (minute[0] == '0')}{_number(minute)}分")


def _number(digits: str) -> str:
    """
    >>> _number("5,000"), _number("10.5"), _number("20000")
    ('五千', '十点五', '两万')
    """
    plain = re.sub("[,，]", "", digits)
    if len(plain.partition(".")[0]) > 16:
        return _digits(plain)
    return re.sub("^二(?=[千万亿])", "两", str(cn2an.an2cn(plain, "low")))


def _digits(digits: str) -> str:
    return "".join("零一二三四五六七八九"[int(digit)] for digit in digits if digit.isdecimal())
