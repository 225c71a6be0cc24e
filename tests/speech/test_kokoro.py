from __future__ import annotations

import multiprocessing
import re
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from turncast.errors import EngineError, VoiceError
from turncast.model import Role, Voice
from turncast.speech import assets
from turncast.speech.engine import Speech
from turncast.speech.engines import kokoro, kokoro_voices, kokoro_words, load
from turncast.speech.engines.kokoro import Kokoro
from turncast.speech.engines.kokoro_words import Prompt, prompt_of

ALPHA = Voice("kokoro", "jf_alpha")
ROLES: tuple[Role, ...] = ("reporter", "interviewee")


def quiet(line: str) -> None:
    """Say nothing."""


def speak_elsewhere(prompt: object) -> Speech:
    """In a worker: an engine made afresh, which was never `ready` there."""
    return load("kokoro").speak(prompt, ALPHA)


# --- voices ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "there", "pair"),
    [
        ("en", kokoro_voices.DIGESTS, ("bf_emma", "am_michael")),
        ("en-US", kokoro_voices.DIGESTS, ("af_heart", "am_michael")),
        ("en-GB", kokoro_voices.DIGESTS, ("bf_emma", "bm_george")),
        ("es-MX", kokoro_voices.DIGESTS, ("ef_dora", "em_alex")),
        ("fr", kokoro_voices.DIGESTS, ("ff_siwis", "im_nicola")),
        ("ja", kokoro_voices.FLOOR, ("jf_alpha", "jm_kumo")),
        ("zh-TW", kokoro_voices.DIGESTS, ("zf_xiaoxiao", "zm_yunyang")),
        ("en", kokoro_voices.FLOOR, ("jf_alpha", "jm_kumo")),
        ("it", kokoro_voices.FLOOR, ("jf_alpha", "jm_kumo")),
        ("en", ["am_my", "am_other", "bf_own"], ("am_my", "bf_own")),
        ("en", ["own"], ("own", "own")),
    ],
)
def test_the_two_roles_get_the_best_two_voices_there_are(language: str, there: list[str], pair: tuple[str, str]) -> None:
    assert (kokoro_voices.pick(language, "reporter", there), kokoro_voices.pick(language, "interviewee", there)) == pair


def test_all_54_voices_are_known_and_the_default_ones_are_among_them() -> None:
    assert len(kokoro_voices.DIGESTS) == 54
    assert set(kokoro_voices.DEFAULT) | set(kokoro_voices.FLOOR) | set(kokoro_voices.QUALITY) <= set(kokoro_voices.DIGESTS)


def test_the_voices_of_the_install_are_those_of_the_hub(empty_cache: Path) -> None:
    """The digests were taken from the npm package; the five that come with the install must have the same."""
    engine = Kokoro()
    for name in kokoro_voices.FLOOR:
        assert kokoro_voices.DIGESTS[name][:12] in engine.fingerprint(Voice("kokoro", name))


def test_a_folder_of_the_users_own_goes_first(empty_cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "own"
    own.mkdir()
    before = Kokoro().fingerprint(ALPHA)
    for name in ("jf_alpha", "xx_mine"):
        np.full((510, 1, 256), 0.1, "<f4").tofile(own / f"{name}.bin")
    monkeypatch.setenv("TURNCAST_VOICES", str(own))
    assert {"xx_mine", "jf_alpha", "jm_kumo"} <= {voice.name for voice in Kokoro().voices()}
    assert Kokoro().fingerprint(ALPHA) != before


def test_what_reads_a_language_counts_for_its_own_clips_only(empty_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    languages = ("en", "ja", "zh", "fr")

    def fingerprints() -> dict[str, str]:
        kokoro._reading.cache_clear()
        return {language: Kokoro().fingerprint(Voice("kokoro", "jf_alpha", language)) for language in languages}

    monkeypatch.setattr(kokoro_words, "find_spec", lambda name: True)
    monkeypatch.setattr(kokoro, "_libraries", lambda: "all")
    monkeypatch.setattr(kokoro, "version", lambda library: "1")
    before = fingerprints()
    monkeypatch.setattr(kokoro, "version", lambda library: "2" if library == "pyopenjtalk-plus" else "1")
    after = fingerprints()
    kokoro._reading.cache_clear()
    assert [language for language in languages if before[language] != after[language]] == ["ja"]
    assert before["en"].endswith("-all"), "a clip in English is kept under what it was always kept under"


def test_a_voice_with_infinite_numbers_is_an_error(empty_cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    np.full((510, 1, 256), np.inf, "<f4").tofile(tmp_path / "xx_mine.bin")
    monkeypatch.setenv("TURNCAST_VOICES", str(tmp_path))
    with pytest.raises(VoiceError, match="damaged"):
        Kokoro().fingerprint(Voice("kokoro", "xx_mine"))


# --- with the model --------------------------------------------------------------------------------------------------


@pytest.fixture
def ready(model_cache: Path) -> Kokoro:
    engine = Kokoro()
    engine.ready(quiet)
    return engine


@pytest.mark.engines
def test_without_network_it_is_ready_with_the_voices_of_the_install(ready: Kokoro) -> None:
    assert ready.ready(quiet).startswith("five Japanese-made voices that come with the install")
    assert (ready.pick("en", "reporter"), ready.pick("en", "interviewee")) == ("jf_alpha", "jm_kumo")


@pytest.mark.engines
def test_a_folder_of_the_users_own_asks_no_network(ready: Kokoro, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TURNCAST_VOICES", str(tmp_path))
    with pytest.raises(VoiceError, match=r"there is no NAME\.bin of 522,240 bytes"):
        ready.ready(quiet)
    np.zeros((510, 1, 256), "<f4").tofile(tmp_path / "xx_mine.bin")
    said: list[str] = []
    assert ready.ready(said.append) == f"1 Kokoro voices from the folder {tmp_path}"
    assert not said


@pytest.mark.engines
def test_ready_asks_for_some_voices_and_again_for_all(ready: Kokoro, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, bool]] = []
    monkeypatch.setattr(assets, "get_voices", lambda say, names, digests, again: asked.append((len(names), again)) or "")
    ready.ready(quiet)
    ready.ready(quiet, again=True)
    assert asked == [(len(kokoro_voices.DEFAULT), False), (54, True)]


@pytest.mark.engines
def test_two_readings_are_the_same_to_the_last_sample_here_and_in_a_worker(ready: Kokoro) -> None:
    prompt = ready.prepare(["We", "walked", "home,", "slowly."], ALPHA)
    here = ready.speak(prompt, ALPHA)
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        there = pool.submit(speak_elsewhere, prompt).result(60)
    assert np.array_equal(here.samples, there.samples)
    assert np.array_equal(here.samples, ready.speak(prompt, ALPHA).samples)
    assert here.words == there.words


@pytest.mark.engines
def test_more_phonemes_than_the_model_takes_are_spoken_in_pieces_with_times_that_go_on(ready: Kokoro) -> None:
    prompt = prompt_of(["and", "then", "we", "walked", "on,"] * 24, ALPHA)
    assert len(prompt.phonemes) > 510
    speech = ready.speak(prompt, ALPHA)
    starts = np.array([start for start, _ in speech.words or ()]) / len(speech.samples)
    assert np.allclose(starts, np.arange(120) / 120, atol=0.05)


@pytest.mark.engines
def test_words_begin_within_two_frames_of_where_the_sound_does(ready: Kokoro) -> None:
    """After each comma, against the first moment that is loud: a detector of its own, 1 ms steps, 35 dB below the peak."""
    words = ["Yes,", "people", "came,", "animals", "came,", "ducks", "came,", "and", "nobody,", "not", "one,", "complained."]
    speech = ready.speak(ready.prepare(words, ALPHA), ALPHA)
    level = np.convolve(speech.samples**2, np.ones(240) / 240, "same")[::24]
    loud = level > level.max() * 10**-3.5
    for before, (start, _), word in zip((speech.words or ())[:-1], (speech.words or ())[1:], words[1:], strict=True):
        pause = loud[before[1] // 24 : start // 24]
        if len(pause) > 50:
            onset = start // 24 - 60 + int(np.argmax(loud[start // 24 - 60 :]))
            assert abs(onset - start / 24) < 50, word


@pytest.mark.engines
@pytest.mark.parametrize(
    ("language", "package", "text"),
    [
        ("ja", "pyopenjtalk", "きのうは、雨が降りました。だから、橋の工事は、朝の九時まで、始まりませんでした。"),
        ("zh", "jieba", "昨天，下了大雨。所以，修桥的工程，到早上九点，还没有开始。"),
    ],
)
def test_pauses_that_are_heard_lie_at_marks_between_japanese_and_chinese_words(
    language: str, package: str, text: str, ready: Kokoro
) -> None:
    """By a detector of its own: 1 ms steps, 35 dB below the peak, silent for 150 ms."""
    pytest.importorskip(package)
    words = re.findall(r"\w\W*", text)
    voice = Voice("kokoro", "jf_alpha", language)
    speech = ready.speak(ready.prepare(words, voice), voice)
    level = np.convolve(speech.samples**2, np.ones(240) / 240, "same")[::24]
    loud = np.flatnonzero(level > level.max() * 10**-3.5)
    times = [(start / 24, end / 24) for start, end in speech.words or ()]
    pauses = [(before, after) for before, after in pairwise(loud) if after - before > 150]
    assert len(pauses) >= 2
    for before, after in pauses:
        word = next(index for index, (start, _) in enumerate(times) if start > (before + after) / 2) - 1
        assert words[word][-1] in "、，。", words[word]
        assert abs(times[word][1] - before) < 20
        assert abs(times[word + 1][0] - after) < 20
    assert np.mean([any(start - 1 <= at <= end + 1 for start, end in times) for at in loud]) > 0.98, "what is heard is a word"


def test_without_its_model_it_fails_in_one_line(empty_cache: Path) -> None:
    with pytest.raises(EngineError, match="kokoro could not speak /jˈɛs/"):
        Kokoro().speak(Prompt("jˈɛs", ((0, 4),)), ALPHA)


def test_a_cache_that_cannot_be_written_is_a_voice_error(empty_cache: Path) -> None:
    empty_cache.write_text("a file where the folder should be")
    with pytest.raises(VoiceError, match=r"have no place: cannot write"):
        Kokoro().ready(quiet)


@pytest.mark.engines
def test_a_sentence_sounds_the_same_on_any_number_of_cores(ready: Kokoro) -> None:
    voice, heard = Voice("kokoro", "jm_kumo", "en"), []
    for n_threads in (1, 2, 3):
        ready.warm(n_threads)
        prompt = ready.prepare(["Nobody", "had", "told", "me", "that", "the", "river", "was", "so", "wide."], voice)
        heard.append(ready.speak(prompt, voice))
    ready.warm()
    assert all(np.array_equal(one.samples, heard[0].samples) and one.words == heard[0].words for one in heard)


@pytest.mark.engines
def test_another_take_is_another_reading_by_the_same_voice(ready: Kokoro) -> None:
    engine, voice = ready, Voice("kokoro", "jm_kumo")
    words = ["Nobody", "had", "told", "me", "that", "the", "river", "was", "so", "wide."]
    takes = [engine.speak(engine.prepare(words, voice, take), voice) for take in (0, 1, 2)]
    lengths = [len(speech.samples) for speech in takes]
    assert len(set(lengths)) == 3
    assert max(lengths) < 1.35 * min(lengths)
    again = engine.speak(engine.prepare(words, voice, 1), voice)
    assert np.array_equal(again.samples, takes[1].samples)


def test_the_pace_of_a_voice_is_that_in_the_language_it_speaks() -> None:
    nicola = [Voice("kokoro", "im_nicola", language) for language in ("it", "fr-CA", "es")]
    own, french, unknown = (Kokoro().letters_per_s(voice, []) for voice in nicola)
    assert 0 == unknown < own < french


def test_the_pace_in_english_is_foretold_by_phonemes_and_pauses() -> None:
    def pace(*turns: list[str]) -> float:
        return Kokoro().letters_per_s(Voice("kokoro", "bf_emma", "en"), turns)

    silent, sounding = "Though eight knights thought.", "It is a banana in a sad animal."
    assert pace([silent]) > 1.2 * pace([sounding]), "letters that are not spoken take no time"
    assert pace([sounding] * 4) < 0.9 * pace([sounding], [sounding]), "between the sentences of a turn there are pauses"
    long = " ".join([sounding] * 5)
    assert 0.85 * pace([sounding]) < pace([long]) < pace([sounding])
    assert (
        12 < pace(["We met on a grey morning at the harbour.", "The boats come in before six, and by seven the fish is sold."]) < 16
    )


@pytest.mark.engines
def test_a_voice_at_another_rate_is_as_much_faster_as_its_engine_says(ready: Kokoro) -> None:
    words = ["The", "boats", "come", "in", "before", "six,", "and", "by", "seven", "the", "fish", "is", "sold."]
    for name in ("jf_alpha", "jm_kumo"):
        lengths = []
        for rate in (0.85, 1.15):
            voice = Voice("kokoro", name, "en", rate)
            lengths.append(len(ready.speak(ready.prepare(words, voice), voice).samples))
        assert lengths[0] / lengths[1] == pytest.approx((1.15 / 0.85) ** ready.pace_response, rel=0.08)


def test_figures_and_what_is_spelt_make_a_pace_slower_where_letters_are_sounds() -> None:
    def pace(name: str, language: str, text: str) -> float:
        return Kokoro().letters_per_s(Voice("kokoro", name, language), [[text]])

    for name, language, text, plain in (
        ("bf_emma", "en", "The FBI of 1983.", "Nobody had told me."),
        ("if_sara", "it", "La FIAT del 1983.", "Nessuno lo sapeva."),
    ):
        assert pace(name, language, text) < 0.7 * pace(name, language, plain)
    assert pace("if_sara", "it", "Nessuno lo sapeva.") == pace("if_sara", "it", "Me lo ha detto.")
    for name, language, text in (("zf_xiaoxiao", "zh", "1983年我们用Linux。"), ("jf_alpha", "ja", "1983年にLinuxを使いました。")):
        assert pace(name, language, text) == pace(name, language, "谁") > 0


def test_voices_that_sound_alike_speak_one_language() -> None:
    assert all(pair <= set(kokoro_voices.DIGESTS) and len(pair) == 2 for pair in kokoro_voices.ALIKE)
    assert all(len({kokoro_voices.describe(name).language[:2] for name in pair}) == 1 for pair in kokoro_voices.ALIKE)


def test_every_voice_has_a_pace() -> None:
    assert kokoro_voices.LETTERS_PER_S.keys() == kokoro_voices.DIGESTS.keys()


def test_no_usual_pair_of_voices_sounds_alike() -> None:
    def two(language: str) -> frozenset[str]:
        return frozenset(kokoro_voices.pick(language, role, kokoro_voices.DIGESTS) for role in ROLES)

    usual = {two(language) for language in ("en", "en-US", "en-GB", "es", "fr", "hi", "it", "ja", "pt", "zh")}
    assert not usual & set(kokoro_voices.ALIKE)
