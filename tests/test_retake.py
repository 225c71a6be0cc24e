from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import soundfile
from mutagen.mp3 import MP3
from PIL import Image

from turncast.cli import main

pytestmark = pytest.mark.engines

INTERVIEW = """The ice

Kim Lee: What did you hear that night? And what then?

Bo Ek: A sound, and then nothing at all. It was very still. Yes.

Kim Lee: And then?

Bo Ek: Nothing. Yes.
"""


@pytest.fixture
def episode(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TURNCAST_CACHE", str(tmp_path / "cache"))
    (tmp_path / "talk.txt").write_text(INTERVIEW)
    assert main(["make", str(tmp_path / "talk.txt"), "--engine", "tone", "--out", str(tmp_path / "out"), "--quiet"]) == 0
    return tmp_path / "out"


def takes(episode: Path) -> dict[str, int]:
    segments = json.loads((episode / "track.json").read_text())["segments"]
    return {" ".join(token["text"] for token in one["utterance"]["tokens"]): one["utterance"]["take"] for one in segments}


@pytest.mark.parametrize("where", ["a sound,  AND then", "A sound, and then nothing at all."])
def test_one_sentence_gets_another_take_and_keeps_it(episode: Path, where: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["take", str(episode / "script.md"), where]) == 0
    assert "4 sentences" not in capsys.readouterr().out
    assert takes(episode)["A sound, and then nothing at all."] == 1
    assert sum(takes(episode).values()) == 1
    assert "**Bo Ek:** [take 1] A sound, and then nothing at all. It was" in (episode / "script.md").read_text()
    assert main(["take", str(episode / "script.md"), where, "--quiet"]) == 0
    assert takes(episode)["A sound, and then nothing at all."] == 2


def test_a_sentence_is_found_by_when_it_is_heard(episode: Path) -> None:
    segments = json.loads((episode / "track.json").read_text())["segments"]
    start_s = next(one["start"] for one in segments if one["utterance"]["tokens"][0]["text"] == "It") / 44_100
    assert main(["take", str(episode / "script.md"), f"0:{int(start_s) + 1:02d}", "--quiet"]) == 0
    assert takes(episode)["It was very still."] == 1


def test_only_that_sentence_is_spoken_again(episode: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["take", str(episode / "script.md"), "very still"]) == 0
    assert "of which 1 were spoken now" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ("an elephant", "no sentence of the script holds “an elephant”"),
        ("then", "sentences hold “then”: give more of the one you mean"),
        ("59:00", "nothing is heard at 59:00: the episode is"),
    ],
)
def test_what_fits_no_sentence_or_several_is_one_line(
    episode: Path, where: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (episode / "script.md").read_text()
    assert main(["take", str(episode / "script.md"), where]) == 1
    assert message in capsys.readouterr().err
    assert (episode / "script.md").read_text() == before


def test_an_interview_is_no_script(episode: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["take", str(episode.parent / "talk.txt"), "still"]) == 2
    assert "is no script.md" in capsys.readouterr().err


def test_an_episode_keeps_its_form(episode: Path) -> None:
    arguments = ["make", str(episode / "script.md"), "--audio", "flac", "--loudness", "aes", "--captions", "srt,ass", "--quiet"]
    assert main(arguments) == 0
    assert main(["take", str(episode / "script.md"), "very still", "--quiet"]) == 0
    told = json.loads((episode / "episode.json").read_text())
    assert (told["master"]["file"], told["loudness"], told["captions"]) == ("episode.flac", "aes", ["episode.srt", "episode.ass"])
    assert not (episode / "episode.mp3").exists()


def told_of(episode: Path) -> dict[str, Any]:
    return dict(json.loads((episode / "episode.json").read_text()))


def test_an_episode_keeps_what_was_asked_for(episode: Path, tmp_path: Path) -> None:
    Image.new("RGB", (1500, 1500), (200, 30, 30)).save(tmp_path / "mine.png")
    asked = ["--stereo", "--bit-rate", "160", "--sample-rate", "48000", "--cover", str(tmp_path / "mine.png"), "--no-align"]
    assert main(["make", str(episode / "script.md"), *asked, "--rules", "bbc", "--fallback", "espeak", "--quiet"]) == 0
    before, cover = told_of(episode), (episode / "cover.jpg").read_bytes()
    assert main(["take", str(episode / "script.md"), "very still", "--quiet"]) == 0
    assert takes(episode)["It was very still."] == 1
    found = soundfile.info(episode / "episode.mp3")
    assert (found.channels, found.samplerate) == (2, 48_000)
    assert MP3(episode / "episode.mp3").info.bitrate == 160_000
    assert (episode / "cover.jpg").read_bytes() == cover
    after = told_of(episode)
    assert (after["asked"], after["rules"]) == (before["asked"], "bbc")
    assert after["asked"]["cover"] == "../mine.png"


def test_an_episode_and_its_cover_can_be_moved_together(episode: Path, tmp_path: Path) -> None:
    Image.new("RGB", (1500, 1500), (200, 30, 30)).save(tmp_path / "mine.png")
    assert main(["make", str(episode / "script.md"), "--cover", str(tmp_path / "mine.png"), "--quiet"]) == 0
    (tmp_path / "moved").mkdir()
    for path in (episode, tmp_path / "mine.png"):
        path.rename(tmp_path / "moved" / path.name)
    assert main(["take", str(tmp_path / "moved" / "out" / "script.md"), "very still", "--quiet"]) == 0


@pytest.mark.parametrize("table", ["line_chars = 24", 'rules = "podcast"\nline_chars = 24'])
def test_a_take_keeps_the_rules_of_the_show(episode: Path, table: str) -> None:
    (episode.parent / "show.toml").write_text(f"[captions]\n{table}\n")
    assert main(["make", str(episode / "script.md"), "--quiet"]) == 0
    before = (episode / "episode.srt").read_text()
    assert max(map(len, before.split("\n"))) <= max(24, len("00:00:01,000 --> 00:00:02,000"))
    assert main(["take", str(episode / "script.md"), "very still", "--quiet"]) == 0
    assert told_of(episode)["own_rules"] == [["line_chars", 24]]
    assert [line for line in (episode / "episode.srt").read_text().split("\n") if len(line) > 24 and "-->" not in line] == []


def test_what_the_show_decides_is_asked_of_the_show_again(episode: Path) -> None:
    (episode.parent / "show.toml").write_text("[sound]\nstereo = true\n")
    assert main(["make", str(episode / "script.md"), "--no-stereo", "--quiet"]) == 0
    assert main(["take", str(episode / "script.md"), "very still", "--quiet"]) == 0
    assert soundfile.info(episode / "episode.mp3").channels == 1
    assert main(["make", str(episode / "script.md"), "--quiet"]) == 0
    assert soundfile.info(episode / "episode.mp3").channels == 2
    (episode.parent / "show.toml").write_text("")
    assert main(["take", str(episode / "script.md"), "very still", "--quiet"]) == 0
    assert soundfile.info(episode / "episode.mp3").channels == 1


def test_an_episode_made_before_there_was_a_record_keeps_its_house(episode: Path) -> None:
    assert main(["make", str(episode / "script.md"), "--rules", "bbc", "--loudness", "aes", "--quiet"]) == 0
    told = told_of(episode)
    del told["asked"], told["own_rules"]
    (episode / "episode.json").write_text(json.dumps(told))
    assert main(["take", str(episode / "script.md"), "very still", "--quiet"]) == 0
    assert (told_of(episode)["rules"], told_of(episode)["loudness"]) == ("bbc", "aes")
