"""What every engine keeps, whoever wrote it."""

from __future__ import annotations

import pickle
from itertools import pairwise

import numpy as np
import pytest

from turncast.errors import EngineError, VoiceError
from turncast.model import Voice
from turncast.speech.engine import Engine, Speech
from turncast.speech.engines import load, names

NEEDS = {"kokoro": "model_cache", "openai": "openai_service", "gtts": "gtts_service"}
MODELS = {"kokoro", "piper"}
SENTENCE = ["Well,", "the", "bridge", "was", "four", "millimetres", "too", "short,", "so", "we", "waited", "for", "summer."]


@pytest.fixture(params=[pytest.param(name, marks=pytest.mark.engines if name in MODELS else ()) for name in names()])
def engine(request: pytest.FixtureRequest) -> Engine:
    if request.param in NEEDS:
        request.getfixturevalue(NEEDS[request.param])
    engine = load(request.param)
    if missing := engine.missing():
        pytest.skip(missing)
    engine.ready(lambda line: None)
    return engine


@pytest.fixture
def voice(engine: Engine) -> Voice:
    return Voice(engine.name, engine.pick("en", "reporter"))


def spoken(engine: Engine, words: list[str], voice: Voice) -> Speech:
    """The speech, from a prompt that went through a pickle as it would to a worker; checked for what always holds."""
    prompt = pickle.loads(pickle.dumps(engine.prepare(words, voice)))
    speech = engine.speak(prompt, voice)
    samples = speech.samples
    assert samples.dtype == np.float32
    assert samples.ndim == 1
    assert len(samples) > 0
    assert np.isfinite(samples).all()
    assert np.abs(samples).max() <= 1
    assert 8_000 <= speech.sample_rate_hz <= 48_000
    if speech.words is not None:
        assert len(speech.words) == len(words)
        assert all(0 <= start <= end <= len(samples) for start, end in speech.words)
        assert all(before[1] <= after[0] for before, after in pairwise(speech.words))
    return speech


def test_a_sentence_is_heard_for_as_long_as_its_letters_take(engine: Engine, voice: Voice) -> None:
    speech = spoken(engine, SENTENCE, voice)
    seconds = len(speech.samples) / speech.sample_rate_hz
    assert 0.04 * len("".join(SENTENCE)) < seconds < 0.2 * len("".join(SENTENCE))
    assert np.sqrt(np.mean(speech.samples**2)) > 0.01


def test_every_word_sounds_and_is_loud_while_it_lasts(engine: Engine, voice: Voice) -> None:
    speech = spoken(engine, SENTENCE, voice)
    if speech.words is None:
        pytest.skip(f"{engine.name} tells no times")
    whole = np.sqrt(np.mean(speech.samples**2))
    for word, (start, end) in zip(SENTENCE, speech.words, strict=True):
        assert end - start > 0.03 * speech.sample_rate_hz, word
        assert np.sqrt(np.mean(speech.samples[start:end] ** 2)) > 0.1 * whole, word


def test_what_lies_between_words_is_quiet(engine: Engine, voice: Voice) -> None:
    speech = spoken(engine, SENTENCE, voice)
    if speech.words is None:
        pytest.skip(f"{engine.name} tells no times")
    whole = np.sqrt(np.mean(speech.samples**2))
    pauses = [slice(before[1], after[0]) for before, after in pairwise(speech.words) if after[0] > before[1]]
    assert all(np.sqrt(np.mean(speech.samples[pause] ** 2)) < 0.1 * whole for pause in pauses)
    comma = SENTENCE.index("short,")
    assert speech.words[comma + 1][0] - speech.words[comma][1] > 0.02 * speech.sample_rate_hz


@pytest.mark.parametrize("silent", ["—", "***", "…", "“", "&", "🎉", "''"])
def test_a_word_of_symbols_makes_no_sound(engine: Engine, voice: Voice, silent: str) -> None:
    speech = spoken(engine, ["yes", silent, "indeed"], voice)
    if speech.words is not None:
        (_, before), (start, end), (after, _) = speech.words
        assert before <= start == end <= after


@pytest.mark.parametrize("words", [["—"], ["***", "…"], []])
def test_a_sentence_without_a_word_is_a_short_silence(engine: Engine, voice: Voice, words: list[str]) -> None:
    speech = spoken(engine, words, voice)
    assert len(speech.samples) < speech.sample_rate_hz
    assert not speech.samples.any()


@pytest.mark.parametrize(
    "text",
    [
        "“Straight” \"and\" ''curly'' ‘quotes’ and the ’90s (in brackets) [and more] – dashed—joined",
        "naïve Łódź Привет 中文 mixed scripts",
        "5'6 tall, foo_bar@baz.com and/or a\x00zero, half\ud800",
        "one\u00a0hard\u2009space and several words",
        "Hmm. What? No! Wait; listen: yes… done",
    ],
)
def test_odd_characters_break_nothing(engine: Engine, voice: Voice, text: str) -> None:
    words = text.split(" ")
    speech = spoken(engine, words, voice)
    if speech.words is not None:
        said = [end > start for word, (start, end) in zip(words, speech.words, strict=True) if any(map(str.isalnum, word))]
        assert all(said)


def test_a_word_may_be_several_words(engine: Engine, voice: Voice) -> None:
    speech = spoken(engine, ["It", "cost", "one thousand two hundred", "pounds."], voice)
    if speech.words is not None:
        lengths = [end - start for start, end in speech.words]
        assert lengths[2] == max(lengths)


def test_a_long_sentence_is_spoken_to_its_end(engine: Engine, voice: Voice) -> None:
    """As long as the engine takes, up to 570 characters: gTTS sends them in parts of 100."""
    words = ["and", "then", "we", "walked", "on"] * (min(engine.max_chars, 570) // 22)
    speech = spoken(engine, words, voice)
    assert len(speech.samples) / speech.sample_rate_hz > 0.04 * len("".join(words))
    if speech.words is not None:
        assert all(end > start for start, end in speech.words)
        thirds = [speech.words[len(words) * third // 3][0] / len(speech.samples) for third in (0, 1, 2)]
        assert thirds == pytest.approx([0, 1 / 3, 2 / 3], abs=0.05)


def test_text_over_the_limit_is_an_error_and_never_cut(engine: Engine, voice: Voice) -> None:
    with pytest.raises(EngineError, match=rf"takes {engine.max_chars} characters"):
        engine.prepare(["word"] * engine.max_chars, voice)


def test_an_unknown_voice_is_an_error_that_names_near_ones(engine: Engine, voice: Voice) -> None:
    wrong = Voice(engine.name, voice.name[:-1])
    with pytest.raises(VoiceError, match=f"{engine.name} has no voice .*did you mean .*{voice.name[:2]}"):
        engine.prepare(["yes"], wrong)
    with pytest.raises(VoiceError, match="has no voice"):
        engine.fingerprint(wrong)


def test_a_rate_out_of_reach_is_an_error(engine: Engine, voice: Voice) -> None:
    with pytest.raises(VoiceError, match="at a rate of"):
        engine.prepare(["yes"], Voice(engine.name, voice.name, rate=9.0))


def test_a_slower_rate_takes_longer(engine: Engine, voice: Voice) -> None:
    if engine.name == "gtts":
        pytest.skip("the stand-in knows one pace only")
    slow = spoken(engine, SENTENCE, Voice(engine.name, voice.name, rate=0.8))
    assert len(slow.samples) > 1.1 * len(spoken(engine, SENTENCE, voice).samples)


def test_two_roles_get_two_voices_with_fingerprints_of_their_own(engine: Engine) -> None:
    if len(engine.voices()) == 1:
        pytest.skip(f"{engine.name} has one voice here, which plays both roles")
    names = [engine.pick("en", role) for role in ("reporter", "interviewee")]
    assert len(set(names)) == 2
    assert set(names) <= {voice.name for voice in engine.voices()}
    prints = [engine.fingerprint(Voice(engine.name, name)) for name in names]
    assert len(set(prints)) == 2
    assert prints[0] == load(engine.name).fingerprint(Voice(engine.name, names[0]))


def test_a_language_nobody_speaks_is_an_error(engine: Engine) -> None:
    if engine.name == "tone" or "mul" in engine.languages():
        pytest.skip("its voices speak whatever they are given")
    with pytest.raises(VoiceError, match="qaa"):
        engine.pick("qaa", "reporter")


def test_voices_are_named_once_and_say_what_they_speak(engine: Engine) -> None:
    voices = engine.voices()
    assert len({voice.name for voice in voices}) == len(voices) >= 1
    assert all(voice.language for voice in voices)
