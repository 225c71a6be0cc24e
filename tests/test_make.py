"""Whole runs, each in a process of its own, judged from outside."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import episode_judges as judges
from turncast.cli import main

PATIENCE_S = 300
"""On a machine that is busy with other tests."""


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A cache of its own, so that nothing was spoken before."""
    return dict(os.environ, TURNCAST_CACHE=str(tmp_path_factory.mktemp("cache")))


@pytest.fixture(scope="module")
def tone(sample: Path, tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> judges.Run:
    return judges.make(sample, tmp_path_factory.mktemp("tone") / "out", "--engine", "tone", environment=environment)


def test_the_sample_in_beeps_is_a_whole_episode(tone: judges.Run) -> None:
    sound = {"episode.mp3", "episode.srt", "episode.vtt", "chapters.json", "cover.jpg"}
    names = {"article.json", "script.md", "track.json", "episode.json", *sound}
    assert {path.name for path in tone.folder.iterdir()} == names
    judges.judge_sound(tone)
    judges.judge_captions(tone)


def test_the_two_roles_of_the_sample_have_two_voices(tone: judges.Run) -> None:
    assert {(one["name"], one["role"]) for one in tone.facts["speakers"]} == {
        ("Nora Harrow", "reporter"),
        ("Aslak Solberg", "interviewee"),
    }
    assert len({one["voice"] for one in tone.facts["speakers"]}) == 2


def test_the_first_cue_starts_with_the_first_beep(tone: judges.Run) -> None:
    import numpy as np
    import pysubs2
    import soundfile

    samples, rate = soundfile.read(tone.folder / "episode.mp3")
    onset_ms = 1000 * np.flatnonzero(np.abs(samples) > 0.02)[0] / rate
    assert 0 <= onset_ms - pysubs2.load(str(tone.folder / "episode.srt"))[0].start <= 84


def test_the_same_make_again_speaks_nothing_and_changes_nothing(
    tone: judges.Run, sample: Path, environment: dict[str, str]
) -> None:
    before = {path.name: (path.read_bytes(), path.stat().st_ino) for path in tone.folder.iterdir()}
    again = judges.make(sample, tone.folder, "--engine", "tone", environment=environment)
    after = {path.name: (path.read_bytes(), path.stat().st_ino) for path in tone.folder.iterdir()}
    assert again.facts["n_spoken_now"] == 0
    assert {name: data for name, (data, _) in after.items()} == {name: data for name, (data, _) in before.items()}
    assert before["episode.mp3"] == after["episode.mp3"], "not mastered again"


def test_a_corrected_script_speaks_only_what_changed(tone: judges.Run, tmp_path: Path, environment: dict[str, str]) -> None:
    text = (tone.folder / "script.md").read_text(encoding="utf-8")
    (tmp_path / "script.md").write_text(text.replace("Only once.", "Only twice."), encoding="utf-8")
    run = judges.make(tmp_path / "script.md", tmp_path, environment=environment)
    assert run.facts["n_spoken_now"] == 1
    assert run.facts["speakers"] == tone.facts["speakers"], "the voices of the script"
    judges.judge_captions(run)


def test_one_speaker_is_no_error_and_the_summary_says_so(tmp_path: Path, environment: dict[str, str]) -> None:
    (tmp_path / "essay.txt").write_text("I walked home 🎉. It rained all the way, and I did not mind.", encoding="utf-8")
    run = judges.make(tmp_path / "essay.txt", tmp_path / "out", "--engine", "tone", environment=environment)
    assert len(run.facts["speakers"]) == 1
    assert "only one speaker was found" in run.facts["notes"][0]
    assert "1 sign has no word and is left out: 🎉" in run.facts["notes"], "and what a voice passes over"


@pytest.mark.parametrize(
    ("change", "remake"),
    [
        (("Only once.", "Only twice."), True),
        (("(voice tone/low)", "(voice tone/bass)"), False),
        (("Only once.", "Only twice."), False),
    ],
)
def test_no_edit_is_lost_when_the_interview_is_made_again(
    change: tuple[str, str], remake: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whether an episode was made of the edited script in between or not."""
    monkeypatch.setenv("TURNCAST_CACHE", str(tmp_path / "cache"))
    interview, out = tmp_path / "interview.txt", tmp_path / "out"
    interview.write_text("The ice\n\nKim Lee: How often did you hear it?\n\nBo Ek: Only once.\n", encoding="utf-8")

    def made(source: Path, *options: str) -> int:
        return main(["make", str(source), "--out", str(out), "--quiet", *options])

    assert made(interview, "--engine", "tone") == 0
    assert made(interview, "--engine", "tone", "--cast", "reporter=treble") == 0
    before = (out / "script.md").read_text(encoding="utf-8")
    edited = before.replace(*change)
    assert edited != before
    (out / "script.md").write_text(edited, encoding="utf-8")
    if remake:
        assert made(out / "script.md") == 0
        edited = (out / "script.md").read_text(encoding="utf-8")
        assert change[1] in edited
    assert made(interview, "--engine", "tone") == 1
    assert "was edited" in capsys.readouterr().err
    assert (out / "script.md").read_text(encoding="utf-8") == edited


@pytest.mark.engines
def test_the_seed_in_beeps_is_a_whole_episode(seed: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    run = judges.make(seed, tmp_path, "--engine", "tone", environment=environment)
    judges.judge_sound(run)
    judges.judge_captions(run)


@pytest.mark.engines
def test_the_sample_spoken_by_kokoro_is_a_whole_episode(sample: Path, tmp_path: Path, kokoro_environment: dict[str, str]) -> None:
    run = judges.make(sample, tmp_path, environment=kokoro_environment)
    judges.judge_sound(run)
    judges.judge_captions(run)
    assert run.facts["timing"] == ["engine"]
    assert run.facts["voice_source"]
    minutes = run.facts["duration_ms"] / 60_000
    assert 110 <= run.facts["n_words"] / minutes <= 190, "words a minute, pauses included"


@pytest.mark.engines
@pytest.mark.skipif(os.name == "nt", reason="sends POSIX signals")
@pytest.mark.parametrize("blow", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_run_that_is_struck_down_goes_on_where_it_stopped(
    blow: signal.Signals, sample: Path, tmp_path: Path, kokoro_environment: dict[str, str]
) -> None:
    clips = tmp_path / "cache" / "clips"
    environment = dict(kokoro_environment, TURNCAST_CACHE=str(tmp_path / "cache"))
    (tmp_path / "cache").mkdir()
    voices = Path(kokoro_environment["TURNCAST_CACHE"]) / "kokoro"
    voices.mkdir(exist_ok=True)
    (tmp_path / "cache" / "kokoro").symlink_to(voices)
    out, half = tmp_path / "out", tmp_path / "half.txt"
    paragraphs = sample.read_text(encoding="utf-8").split("\n\n")
    half.write_text("\n\n".join(paragraphs[: len(paragraphs) // 2]), encoding="utf-8")
    command = [sys.executable, "-m", "turncast", "make", str(half), "--out", str(out)]
    with hearing_ctrl_c():
        process = subprocess.Popen(
            command, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=environment, start_new_session=True
        )
    wait_for_clips(clips, 3, process)
    os.kill(process.pid, blow)
    _, told = process.communicate(timeout=PATIENCE_S)
    assert {path.name for path in out.iterdir()} <= {"article.json", "script.md"}
    if blow != signal.SIGKILL:
        assert process.returncode == 1
        assert "run the same command again" in told.splitlines()[-1]
        assert "Traceback" not in told
    run = judges.make(half, out, environment=environment)
    assert 0 < run.facts["n_spoken_now"] <= run.facts["n_sentences"] - 3
    judges.judge_sound(run)


@contextmanager
def hearing_ctrl_c() -> Iterator[None]:
    """Whoever runs the tests in the background has Ctrl-C ignored, and children inherit that."""
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def wait_for_clips(folder: Path, n_clips: int, process: subprocess.Popen[str]) -> None:
    """A clip counts once it is kept: its sound is there first, and its note makes it one."""
    until = time.monotonic() + PATIENCE_S
    while sum(is_clip(path) for path in folder.rglob("*.json")) < n_clips:
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < until, f"fewer than {n_clips} sentences spoken in {PATIENCE_S} s"
        time.sleep(0.05)


def is_clip(note: Path) -> bool:
    try:
        return not note.name.startswith(".") and json.loads(note.read_text(encoding="utf-8"))["type"] == "Clip"
    except (OSError, ValueError, TypeError, KeyError):
        return False


def test_what_was_made_is_told_in_episode_json(tone: judges.Run) -> None:
    episode = json.loads((tone.folder / "episode.json").read_text(encoding="utf-8"))
    assert (episode["type"], episode["version"]) == ("Episode", 1)
    assert episode["master"]["n_bytes"] == (tone.folder / "episode.mp3").stat().st_size
    assert episode["master"]["duration_ms"] == tone.facts["duration_ms"]
