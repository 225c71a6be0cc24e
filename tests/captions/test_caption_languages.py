from __future__ import annotations

from dataclasses import replace
from itertools import accumulate
from unicodedata import category

import pytest

from turncast.captions.breaks import COMPOUND, LEANING, NEVER, break_cost
from turncast.captions.cues import lay_out
from turncast.captions.function_words import FunctionWords
from turncast.captions.languages import LISTED, UNKNOWN, function_words
from turncast.captions.rules import NETFLIX
from turncast.model import TimedWord


def cost(pair: str, language: str, space: bool = True) -> int:
    before, after = pair.split()
    words = (TimedWord(before, 0, 100, "a", 0, 0, space), TimedWord(after, 100, 200, "a", 0, 0))
    return break_cost(*words, function_words(language))


HELD = {
    "de": "das Haus|ein Boot|ihre Mutter|ich ging|wir haben|hat gesagt|nicht da|Dr. Vane|12 Uhr|5 km|großen Fluss",
    "fr": "la rivière|un bateau|leur mère|je suis|elle a|est partie|ne sait|n’est pas|Mme Vane|M. Dupont|5 €|petit bateau",
    "es": "el río|un barco|su madre|yo fui|ella ha|ha dicho|no está|Sr. Vega|Ana Vega|5 %|gran río|del puente",
    "it": "il fiume|una barca|sua madre|io sono|lei ha|ha detto|non è|Sig. Rossi|Anna Rossi|5 kg|grande fiume|della casa",
    "pt": "o rio|uma casa|sua mãe|eu fui|ela tem|tem dito|não está|Sr. Vega|Ana Vega|5 km|grande rio|da ponte",
    "nl": "de rivier|een boot|hun moeder|ik ging|wij hebben|heeft gezegd|niet daar|dr. Vane|5 km|grote rivier",
    "en": "5 km|10 %|7 p.m.|the boat",
}
OPEN = {
    "de": "Brücke und|Brücke weil|Boot auf",
    "fr": "pont et|pont parce|bateau sur",
    "es": "puente y|puente porque|barco en",
    "it": "ponte e|ponte perché|barca su",
    "pt": "ponte e|ponte porque|barco em",
    "nl": "brug en|brug omdat|boot op",
    "en": "1989 and|bridge because|boat on",
}


@pytest.mark.parametrize(("language", "pair"), [(language, pair) for language in HELD for pair in HELD[language].split("|")])
def test_a_pair_that_must_stay_together_is_held(language: str, pair: str) -> None:
    assert cost(pair, language) == NEVER


@pytest.mark.parametrize(("language", "pair"), [(language, pair) for language in OPEN for pair in OPEN[language].split("|")])
def test_a_line_may_end_before_a_conjunction_or_a_preposition(language: str, pair: str) -> None:
    assert cost(pair, language) < COMPOUND
    assert cost(" ".join(reversed(pair.split())), language) >= LEANING


def test_two_german_nouns_are_not_a_name_for_certain() -> None:
    assert cost("Tasse Tee", "de") == LEANING
    assert cost("Anna Vega", "es") == NEVER


def test_the_region_of_a_language_makes_no_difference() -> None:
    assert function_words("pt-BR") is function_words("PT_pt")


def test_an_unknown_language_is_broken_by_its_punctuation() -> None:
    assert function_words("fi") is UNKNOWN
    assert cost("talo, ja", "fi") < cost("talo ja", "fi") < NEVER


@pytest.mark.parametrize("language", LISTED)
def test_lists_hold_single_words_as_they_are_compared(language: str) -> None:
    known = function_words(language)
    assert isinstance(known, FunctionWords)
    for words in (known.holding, known.conjunctions, known.prepositions, known.intensifiers, known.trailers, known.adjectives):
        assert words
        assert all(word == word.lower() and "’" not in word for word in words)


def lines(sentence: str, language: str, line_chars: int, whole: bool = False) -> list[str]:
    """Of a sentence whose words are single characters, or what stands between blanks."""
    texts = sentence.split() if whole else list(sentence)
    words = [TimedWord(text, 400 * n, 400 * n + 400, "a", 0, 0, space=whole) for n, text in enumerate(texts)]
    rules = replace(NETFLIX, line_chars=line_chars)
    return [line for cue in lay_out(words, {}, 400 * len(words) + 1000, rules, language) for line in cue.lines]


def inside(found: list[str], parted: str) -> list[str]:
    """Lines that begin within a word or a phrase of the sentence, in which those are parted by "|"."""
    starts = {len(parted[:place].replace("|", "")) for place, char in enumerate(parted) if char == "|"}
    places = accumulate((len(line.replace(" ", "")) for line in found[:-1]), initial=0)
    return [line for line, place in zip(found, places, strict=True) if place and place not in starts]


@pytest.mark.parametrize("line_chars", [22, 24, 28, 32])
@pytest.mark.parametrize(
    ("language", "parted"),
    [
        ("ja", "プログラミングを|始めた|きっかけは、|友人の|コンピューターでした。"),
        ("ja", "1987年の|冬、|港は|三か月の|あいだ|完全に|凍りついていました。"),
        ("ja", "子どもの|ころから|ずっと|海の|近くで|暮らしてきました。"),
        ("zh", "研究|人员|正在|调查|气候|变化|对|生态|系统的|影响，|没有|人|想到|会|发生|这样的|事情。"),
        ("zh-TW", "我|希望|年輕|人|能夠|更多地|嘗試|和|失敗，|沒有|人|想到|會|發生|這樣的|事情。"),
    ],
)
def test_japanese_phrases_and_chinese_words_stay_whole(language: str, parted: str, line_chars: int) -> None:
    found = lines(parted.replace("|", ""), language, line_chars)
    assert "".join(found) == parted.replace("|", "")
    assert len(found) > 1
    assert inside(found, parted) == []


@pytest.mark.parametrize("line_chars", [14, 16, 20])
def test_a_borrowed_word_stays_whole_where_its_phrase_is_longer_than_a_line(line_chars: int) -> None:
    assert "コンピューター" in "|".join(lines("プログラミングのきっかけはコンピューターでした。", "ja", line_chars))


@pytest.mark.parametrize("line_chars", range(16, 32, 3))
@pytest.mark.parametrize(
    "parted",
    [
        "นัก|วิจัย|กำลัง|ศึกษา|ผล|กระทบ|ของ|การ|เปลี่ยน|แปลง|สภาพ|ภูมิ|อากาศ",
        "ก่อน|ที่|น้ำ|แข็ง|จะ|แตก|เรา|มัก|จะ|ได้|ยิน|เสียง|เหมือน|การ|ร้อง|เพลง",
        "ไม่|มี|ใคร|คิด|ว่า|เรื่อง|แบบ|นี้|จะ|เกิด|ขึ้น",
    ],
)
def test_thai_lines_end_between_words(parted: str, line_chars: int) -> None:
    found = lines(parted.replace("|", ""), "th", line_chars, whole=True)
    assert "".join(found) == parted.replace("|", "")
    assert len(found) > 1
    assert inside(found, parted) == []


@pytest.mark.parametrize("line_chars", range(10, 20))
def test_no_line_of_lao_begins_within_a_syllable(line_chars: int) -> None:
    found = lines("ຂ້ອຍເກີດຢູ່ວຽງຈັນແລະພໍ່ຂອງຂ້ອຍເປັນຊ່າງແປງໂມງທີ່ທຳງານທຸກໆວັນຈະຫາບໍ່ມາ", "lo", line_chars, whole=True)
    assert not [line for line in found if line[0] in "ະາຳໆ" or category(line[0]) == "Mn" or line[-1] in "ເແໂໃໄ"]


@pytest.mark.parametrize(
    "pair", ["9 年", "1 2", "¥ 5", "เ ด", "… …", "— —", "5 ％", "き ゃ", "人 々", "ก ำ", "ກ າ", "（ 笑", "笑 ）"]
)
def test_what_makes_one_thing_is_hardly_parted(pair: str) -> None:
    assert cost(pair, "ja", space=False) >= LEANING
