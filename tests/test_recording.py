"""A script timed to a recording of it: `turncast align`."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
import srt

from made_readings import OTHERS, RATE, SENTENCES, Reading, reading
from turncast.captions.cues import lay_out
from turncast.cli import main
from turncast.model import Cue, Script, Speaker, TimedWord, Turn
from turncast.script.textform import compose
from turncast.speech.engines import load

pytestmark = pytest.mark.engines


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TURNCAST_CACHE", str(tmp_path / "cache"))


def script_of(folder: Path, sentences: Sequence[str]) -> Path:
    speakers = (Speaker("ann", "Ann Reed", "reporter"), Speaker("ada", "Ada Stone", "interviewee"))
    turns = (Turn("ann", "speech", " ".join(sentences[:3])), Turn("ada", "speech", " ".join(sentences[3:])))
    (folder / "script.md").write_text(compose(Script("A talk", "en", speakers, turns)), encoding="utf-8")
    return folder / "script.md"


def recorded(folder: Path, samples: np.ndarray, rate: int = RATE, name: str = "talk.wav") -> Path:
    soundfile.write(folder / name, samples, rate)
    return folder / name


def align(audio: Path, script: Path, *arguments: str) -> int:
    return main(["align", str(audio), str(script), "--engine", "espeak", *arguments])


def late_ms(words_file: Path, truth: Reading, sentences: Sequence[int]) -> np.ndarray:
    """For each word of these sentences of the script, which are those that are read, how late its start is told."""
    words = json.loads(words_file.read_text(encoding="utf-8"))["words"]
    told = [[word["start_ms"] for word in words if word["sentence"] == index] for index in sentences]
    assert [len(one) for one in told] == [len(one) for one in truth.words]
    return np.concatenate(
        [np.array(one) - 1000 * np.array([start for start, _ in known]) for one, known in zip(told, truth.words, strict=True)]
    )


def test_subtitles_lie_beside_the_recording_and_show_every_word(tmp_path: Path) -> None:
    audio = recorded(tmp_path, reading(SENTENCES).samples)
    assert align(audio, script_of(tmp_path, SENTENCES)) == 0
    assert {path.name for path in tmp_path.glob("talk.*")} == {"talk.wav", "talk.srt", "talk.vtt", "talk.words.json"}
    cues = list(srt.parse((tmp_path / "talk.srt").read_text(encoding="utf-8")))
    shown = " ".join(cue.content.replace("\n", " ") for cue in cues)
    assert shown.replace("Ann Reed: ", "").replace("Ada Stone: ", "") == " ".join(SENTENCES)
    assert cues[-1].end.total_seconds() <= len(soundfile.read(audio)[0]) / RATE


def test_words_that_belong_together_are_known_to_the_layout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    laid: list[TimedWord] = []

    def spy(words: Sequence[TimedWord], *more: Any) -> tuple[Cue, ...]:
        laid.extend(words)
        return lay_out(words, *more)

    monkeypatch.setattr("turncast.recording.lay_out", spy)
    assert align(recorded(tmp_path, reading(SENTENCES).samples), script_of(tmp_path, SENTENCES)) == 0
    articles = [word.holds for word in laid if word.text.casefold() in ("a", "an", "the")]
    assert len(articles) > 3
    assert all(articles)


@pytest.mark.parametrize(("voice", "pace"), [("en-us+f2", 0.7), ("en-gb-scotland+m3", 1.5)])
def test_words_are_found_in_any_voice_and_at_any_pace(voice: str, pace: float, tmp_path: Path) -> None:
    truth = reading(SENTENCES, voice, pace)
    assert align(recorded(tmp_path, truth.samples), script_of(tmp_path, SENTENCES)) == 0
    off = np.abs(late_ms(tmp_path / "talk.words.json", truth, range(len(SENTENCES))))
    assert np.median(off) <= 10
    assert np.percentile(off, 95) <= 60


def test_a_jingle_coughs_noise_and_a_sentence_read_twice_are_in_no_word(tmp_path: Path) -> None:
    truth = reading(SENTENCES, jingle_s=12, coughs={2, 6}, twice={4}, noise=0.003)
    assert align(recorded(tmp_path, truth.samples), script_of(tmp_path, SENTENCES)) == 0
    late = late_ms(tmp_path / "talk.words.json", truth, range(len(SENTENCES)))
    once = np.concatenate([np.full(len(words), index != 4) for index, words in enumerate(truth.words)])
    assert np.median(np.abs(late[once])) <= 15
    assert np.percentile(np.abs(late[once]), 95) <= 80


def test_a_sentence_that_is_not_read_is_told_and_not_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    read = [index for index in range(len(SENTENCES)) if index not in (5, 8)]
    truth = reading([SENTENCES[index] for index in read])
    assert align(recorded(tmp_path, truth.samples), script_of(tmp_path, SENTENCES)) == 0
    told = capsys.readouterr().out
    assert "sentences 9 of 11 heard" in told
    assert all(f"not heard, so no subtitle shows it: “{SENTENCES[index]}”" in told for index in (5, 8))
    assert np.percentile(np.abs(late_ms(tmp_path / "talk.words.json", truth, read)), 95) <= 60


def test_sentences_that_were_replaced_by_others_are_mostly_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two in three; a sentence that stays is hardly ever doubted."""
    replaced = {2: 0, 5: 1, 7: 3, 9: 2}
    read = [OTHERS[replaced[index]] if index in replaced else sentence for index, sentence in enumerate(SENTENCES)]
    assert align(recorded(tmp_path, reading(read).samples), script_of(tmp_path, SENTENCES)) == 0
    told = capsys.readouterr().out
    named = {index for index, sentence in enumerate(SENTENCES) if sentence in told}
    assert len(named & set(replaced)) >= 2
    assert len(named - set(replaced)) <= 1


def test_a_recording_of_only_a_part_of_the_script_is_timed(tmp_path: Path) -> None:
    truth = reading(SENTENCES[4:9])
    assert align(recorded(tmp_path, truth.samples), script_of(tmp_path, SENTENCES)) == 0
    assert np.percentile(np.abs(late_ms(tmp_path / "talk.words.json", truth, range(4, 9))), 95) <= 60


def test_channels_and_sample_rates_do_not_matter(tmp_path: Path) -> None:
    """Six channels, of which only the middle one speaks, at a rate that nobody uses."""
    truth = reading(SENTENCES[:8])
    surround = np.zeros((len(truth.samples) // 2, 6), np.float32)
    surround[:, 2] = truth.samples[: 2 * len(surround) : 2]
    assert align(recorded(tmp_path, surround, RATE // 2), script_of(tmp_path, SENTENCES[:8])) == 0
    assert np.percentile(np.abs(late_ms(tmp_path / "talk.words.json", truth, range(8))), 95) <= 80


def test_other_formats_and_another_folder_may_be_asked_for(tmp_path: Path) -> None:
    audio = recorded(tmp_path, reading(SENTENCES[:4]).samples)
    assert align(audio, script_of(tmp_path, SENTENCES[:4]), "--formats", "ttml,csv", "--out", str(tmp_path / "there")) == 0
    assert {path.name for path in (tmp_path / "there").iterdir()} == {"talk.ttml", "talk.words.csv"}


# --- what cannot be done ------------------------------------------------------------------------------------------------


def test_subtitles_that_are_there_already_are_somebodys_work(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    audio, script = recorded(tmp_path, reading(SENTENCES[:4]).samples), script_of(tmp_path, SENTENCES[:4])
    (tmp_path / "talk.srt").write_text("mine", encoding="utf-8")
    assert align(audio, script) == 1
    assert "talk.srt is there already: --overwrite replaces it" in capsys.readouterr().err
    assert (tmp_path / "talk.srt").read_text(encoding="utf-8") == "mine"
    assert align(audio, script, "--overwrite") == 0
    assert "mine" not in (tmp_path / "talk.srt").read_text(encoding="utf-8")


def test_the_script_itself_is_never_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    audio, script = recorded(tmp_path, np.zeros(RATE)), tmp_path / "talk.txt"
    script.write_text("\n".join(SENTENCES), encoding="utf-8")
    assert align(audio, script, "--formats", "txt", "--overwrite") == 1
    assert "is the script, and would be written over" in capsys.readouterr().err
    assert script.read_text(encoding="utf-8") == "\n".join(SENTENCES)


@pytest.mark.parametrize(
    ("recording", "told"),
    [
        pytest.param(lambda: np.zeros(5 * RATE), "silent from beginning to end", id="silence"),
        pytest.param(lambda: np.zeros(0), "silent from beginning to end", id="nothing"),
        pytest.param(lambda: np.random.default_rng(0).normal(0, 0.1, 40 * RATE), "does not sound like a reading", id="noise"),
        pytest.param(lambda: reading(OTHERS).samples, "does not sound like a reading of this script", id="another text"),
    ],
)
def test_what_is_no_reading_of_the_script_is_refused(
    recording: Callable[[], np.ndarray], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert align(recorded(tmp_path, recording()), script_of(tmp_path, SENTENCES)) == 1
    assert told in capsys.readouterr().err
    assert not (tmp_path / "talk.srt").exists()


def test_what_is_no_sound_is_refused_before_anything_is_spoken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script = script_of(tmp_path, SENTENCES)
    assert align(script, script) == 1
    assert "holds no sound that can be decoded" in capsys.readouterr().err
    assert align(tmp_path / "missing.mp3", script) == 1
    assert "cannot be read (No such file or directory)" in capsys.readouterr().err
    assert not (tmp_path / "cache" / "clips").exists()


def test_an_engine_that_tells_no_times_cannot_read_for_comparison(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    audio = recorded(tmp_path, reading(SENTENCES[:4]).samples)
    assert main(["align", str(audio), str(script_of(tmp_path, SENTENCES[:4])), "--engine", "gtts"]) == 1
    assert "does not tell when it speaks which word" in capsys.readouterr().err


# --- real voices ----------------------------------------------------------------------------------------------------------


def test_piper_is_timed_by_kokoro(kokoro_cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TURNCAST_CACHE", str(kokoro_cache))
    if absent := load("piper").missing():
        pytest.skip(f"piper cannot be the judge here: {absent}")
    truth = reading(SENTENCES, load("piper").pick("en", "reporter"), jingle_s=10, coughs={3}, noise=0.002, engine="piper")
    audio, script = recorded(tmp_path, truth.samples), script_of(tmp_path, SENTENCES)
    assert main(["align", str(audio), str(script), "--quiet"]) == 0
    late = late_ms(tmp_path / "talk.words.json", truth, range(len(SENTENCES)))
    off = np.abs(late - np.median(late))
    assert np.median(off) <= 20
    assert np.percentile(off, 95) <= 90
