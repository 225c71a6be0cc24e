from __future__ import annotations

import pytest

from turncast.errors import VoiceError
from turncast.model import Voice
from turncast.speech.engines.kokoro_words import _cut, prompt_of


def parts(text: str, name: str = "af_heart", language: str = "en") -> list[str]:
    """The phonemes of each word."""
    prompt = prompt_of(text.split(" "), Voice("kokoro", name, language))
    return [prompt.phonemes[start:end] for start, end in prompt.spans]


def test_each_word_knows_its_phonemes() -> None:
    assert parts("We saw the sea.") == ["wˌi", "sˈɔ", "ðə", "sˈi"]


def test_british_voices_get_british_phonemes() -> None:
    assert parts("a bath", "bf_emma")[1] != parts("a bath", "af_heart")[1] == parts("a bath", "jf_alpha")[1]


def test_punctuation_stays_in_the_prompt_but_belongs_to_no_word() -> None:
    prompt = prompt_of(["“Well,”", "—", "yes."], Voice("kokoro", "af_heart"))
    assert prompt.phonemes == "“wˈɛl,” — jˈɛs."
    assert [prompt.phonemes[start:end] for start, end in prompt.spans] == ["wˈɛl", "", "jˈɛs"]


def test_one_word_of_ours_may_be_several_of_misaki() -> None:
    assert parts("one thousand two hundred people".replace(" t", "\u00a0t").replace("o h", "o\u00a0h"))[0].count(" ") == 3


def test_words_that_no_dictionary_has_are_spoken_by_espeak_without_its_flags() -> None:
    said = parts("Wojciechowski qwrtpsd Schadenfreude ա h옆")
    assert all(said)
    assert not any(mark in part for part in said for mark in "()❓")


def test_what_stands_in_brackets_inside_a_word_is_spoken() -> None:
    assert "bˈɑɹ" in parts("foobxx(bar)")[0]


def test_what_misaki_drops_does_not_shift_the_words_after_it() -> None:
    """misaki's tokens have lost the quote mark in 5'6."""
    assert parts("5'6 tall, she said")[1:] == parts("56 tall, she said")[1:] == ["tˈɔl", "ʃi", "sˈɛd"]


def test_given_phonemes_are_said_as_they_are_and_unknown_ones_are_an_error() -> None:
    prompt = prompt_of(["In", "[Kasumigaseki](/kˌɑsumiɡˈɑseki/),", "she", "said."], Voice("kokoro", "af_heart"))
    start, end = prompt.spans[1]
    assert prompt.phonemes[start:end] == "kˌɑsumiɡˈɑseki"
    assert prompt.phonemes[end] == ","
    with pytest.raises(VoiceError, match="no sound '€'"):
        prompt_of(["[x](/k€/)"], Voice("kokoro", "af_heart"))


def test_other_markup_of_misaki_is_text() -> None:
    plain = prompt_of(["[walk](+2)", "home"], Voice("kokoro", "af_heart"))
    assert "wˈɔk" in plain.phonemes


@pytest.mark.parametrize(
    ("language", "text", "first", "last"),
    [
        ("es", "Hola, ¿cómo estás?", "ˈola", "estˈas"),
        ("fr", "C'est l'été aujourd’hui.", "sɛ", "oʒuʁdyˈi"),
        ("it", "Com'è andata?", "komˈɛ", "andˈata"),
        ("fr", "C'est — selon lui — « l'été » !", "sˈɛ", ""),
        ("pt-BR", "Eu não sei.", "eʊ", "sˈA"),
        ("hi", "नमस्ते, आप कैसे हैं?", "nəmˈʌsteː", "hɛ̃"),
    ],
)
def test_other_languages_keep_their_words_apart(language: str, text: str, first: str, last: str) -> None:
    said = parts(text, "ef_dora", language)
    assert [bool(part) for part in said] == [any(map(str.isalpha, word)) for word in text.split()]
    assert (said[0], said[-1]) == (first, last)


def test_a_sentence_is_cut_by_likeness_where_words_were_joined() -> None:
    assert _cut("komˈo estˈas ˌojdˈia", ["kˈomo", "estˈas", "ˈoj", "dˈia"]) == ["komˈo", "estˈas", "ˌoj", "dˈia"]
    assert _cut("", ["", ""]) == ["", ""]


def test_a_language_that_kokoro_cannot_speak_here_is_an_error() -> None:
    with pytest.raises(VoiceError, match=r"not 'ja'; try --engine espeak"):
        parts("はい", "jf_alpha", "ja")
