from __future__ import annotations

import doctest
from pathlib import Path

import pytest

pytest.importorskip("jieba", reason='Chinese needs `pip install "turncast[zh]"`')
pytest.importorskip("cn2an", reason='Chinese needs `pip install "turncast[zh]"`')

from turncast.model import Voice
from turncast.speech.engines import chinese
from turncast.speech.engines.kokoro_words import prompt_of

XIAOXIAO = Voice("kokoro", "zf_xiaoxiao", "zh-CN")


@pytest.fixture(autouse=True)
def cache(empty_cache: Path) -> Path:
    """Where jieba keeps its dictionary."""
    return empty_cache


def parts(words: list[str]) -> list[str]:
    """The phonemes of each word."""
    prompt = prompt_of(words, XIAOXIAO)
    return [prompt.phonemes[start:end] for start, end in prompt.spans]


def test_the_examples_in_the_source_hold() -> None:
    assert doctest.testmod(chinese).failed == 0


def test_each_character_is_one_syllable_with_its_tone() -> None:
    assert parts(["北", "京，", "花", "了", "钱。"]) == ["pei↓", "ʨi→ŋ", "xwa→", "lɤ", "ʨʰjɛ↗n"]


def test_text_without_figures_is_read_as_misaki_does() -> None:
    from misaki.zh import ZHG2P

    text = "今天我们去公园散步，天气很好。你想不想一起去？"
    assert "".join(prompt_of(list(text), XIAOXIAO).phonemes.split()) == "".join(ZHG2P()(text)[0].split())


def test_every_syllable_is_made_of_sounds_that_the_model_knows() -> None:
    from kokoro_onnx.config import DEFAULT_VOCAB

    readings = {syllable for code in range(0x4E00, 0x9FA6) for syllable in chinese._pinyin(chr(code), "", "", "")}
    assert len(readings) > 1000
    assert not {symbol for syllable in readings for symbol in chinese._spelled(syllable)} - set(DEFAULT_VOCAB)


@pytest.mark.parametrize(
    ("text", "like"),
    [
        ("1995年3月", "一九九五年三月"),
        ("2019-2021年", "二零一九到二零二一年"),
        ("5,000元", "五千元"),
        ("早上8:30", "早上八点三十分"),
        ("气温-3.5°C", "气温负三点五摄氏度"),
        ("读了2遍", "读了两遍"),
        ("30%", "百分之三十"),
        ("打13812345678", "打一三八一二三四五六七八"),
    ],
)
def test_figures_are_read_as_words(text: str, like: str) -> None:
    assert "".join(prompt_of([text], XIAOXIAO).phonemes.split()) == "".join(prompt_of([like], XIAOXIAO).phonemes.split())


def test_characters_with_several_readings_go_by_their_words() -> None:
    assert parts(list("银行行长"))[1:] == ["xa↗ŋ", "xa↗ŋ", "ꭧa↓ŋ"]
    assert parts(list("他跑得很快"))[2] == "tɤ"
    assert parts(list("你得学"))[1] == "tei↓"
    assert parts(list("慢慢地走"))[2] == "tɤ"


def test_latin_words_are_english() -> None:
    assert parts(["用", "New", "York", "的", "iPhone。"])[1:] == ["nˈu", "jˈɔɹk", "tɤ", "ˈIfˌOn"]


def test_what_cannot_be_read_keeps_its_place() -> None:
    assert [bool(part) for part in parts(["猫", "😀", "《", "한국어", "狗"])] == [True, False, False, True, True]


def test_given_phonemes_are_said_as_they_are() -> None:
    prompt = prompt_of(["我", "是", "[乐](/ɥe↘/)", "天。"], XIAOXIAO)
    start, end = prompt.spans[2]
    assert prompt.phonemes[start:end] == "ɥe↘"


def test_the_dictionary_is_kept_where_only_we_write(cache: Path) -> None:
    """jieba's own choice is the machine's folder for temporary files, from which it would load what anybody put there."""
    import jieba

    chinese._tagger.cache_clear()
    chinese._tagger()
    assert jieba.dt.tmp_dir == str(cache / "jieba")
