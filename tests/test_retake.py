from __future__ import annotations

import json
from pathlib import Path

import pytest

from turncast.cli import main

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
