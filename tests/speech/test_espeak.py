from __future__ import annotations

from dataclasses import replace

import pytest

from turncast.errors import VoiceError
from turncast.model import Voice
from turncast.speech.engine import Speech, pace_of
from turncast.speech.engines.espeak import Espeak, _starts

WOMAN = Voice("espeak", "en-us+f2")


def spoken(text: str, voice: Voice = WOMAN) -> Speech:
    engine = Espeak()
    return engine.speak(engine.prepare(text.split(" "), voice), voice)


def test_words_that_espeak_joins_share_its_time_by_letters() -> None:
    """Of "of the" espeak-ng tells one beginning only."""
    assert _starts(["one", "of", "the", "bees"], [(0, 0), (4, 1000), (11, 2400)], 4000) == [0, 1000, 1600, 2400]


def test_characters_count_and_not_bytes() -> None:
    times = spoken("naïve Łódź Привет said so").words
    assert times is not None
    assert all(end - start > 2000 for start, end in times)


def test_many_calls_in_one_process_are_all_spoken() -> None:
    lengths = {len(spoken("We walked home.").samples) for _ in range(30)}
    assert max(lengths) - min(lengths) < 200


def test_the_voice_of_one_call_does_not_stay_for_the_next() -> None:
    alone = len(spoken("We walked home.").samples)
    spoken("Wir gehen heim.", Voice("espeak", "de+m3", rate=0.5))
    assert abs(len(spoken("We walked home.").samples) - alone) < 200


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("en", "en-us+f2"),
        ("en-GB", "en-gb+f2"),
        ("en-AU", "en-us+f2"),
        ("fr", "fr-fr+f2"),
        ("pt-BR", "pt-br+f2"),
        ("zh", "cmn+f2"),
        ("de-AT", "de+f2"),
    ],
)
def test_a_language_gets_its_nearest_voice(language: str, name: str) -> None:
    assert Espeak().pick(language, "reporter") == name


def test_a_variant_that_espeak_does_not_have_is_an_error() -> None:
    """espeak-ng itself would speak in its plain voice and say nothing."""
    assert Espeak().prepare(["yes"], Voice("espeak", "en-us+klatt"))
    with pytest.raises(VoiceError, match=r"no voice 'en-us\+nobody'.*en-us"):
        Espeak().prepare(["yes"], Voice("espeak", "en-us+nobody"))


def test_espeak_and_the_phonemes_of_kokoro_live_in_one_process() -> None:
    """phonemizer starts the same library in another mode; neither may change the other's voice or callback."""
    from turncast.speech.engines.kokoro_words import prompt_of

    before = len(spoken("We walked home.").samples)
    first = prompt_of(["qwrtpsd", "said"], Voice("kokoro", "af_heart"))
    prompt_of(["Bonjour"], Voice("kokoro", "ff_siwis", "fr"))
    assert abs(len(spoken("We walked home.").samples) - before) < 200
    assert prompt_of(["qwrtpsd", "said"], Voice("kokoro", "af_heart")) == first


def test_every_voice_that_is_listed_can_speak() -> None:
    """espeak-ng lists "en-gb" and "fr-fr" under names by which it does not find their variants."""
    engine = Espeak()
    for info in engine.voices():
        voice = Voice("espeak", info.name, info.language)
        assert len(engine.speak(engine.prepare(["one", "two"], voice), voice).samples) > 1000, info.name


@pytest.mark.parametrize("language", ["en", "fr", "pt"])
def test_the_pace_that_is_told_is_that_of_the_speech(language: str) -> None:
    """Whatever rate the voice has: another rate changes what is heard by just that."""
    turns = [["La glace chante avant de se rompre, dit Anna."]]
    voice = Voice("espeak", Espeak().pick(language, "reporter"), language)
    slowed = replace(voice, rate=0.8)
    own = Espeak().letters_per_s(voice, turns)
    assert Espeak().letters_per_s(slowed, turns) == pytest.approx(own, rel=0.01)
    assert pace_of(lambda text: spoken(text, slowed), turns) == pytest.approx(0.8 * own, rel=0.05)
