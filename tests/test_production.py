"""What a show adds to its episodes, in the files that come out."""

from __future__ import annotations

import json
from io import BytesIO
from itertools import cycle
from pathlib import Path

import numpy as np
import pytest
import soundfile
import srt
from mutagen import File
from mutagen.id3 import ID3
from PIL import Image

from turncast.cli import main
from turncast.store import cache_dir

pytestmark = pytest.mark.engines

INTERVIEW = """The ice

Kim Lee: What did you hear that night, when the harbour froze over?

Bo Ek: A sound, and then nothing at all.

Kim Lee: And then?

Bo Ek: Nothing. It was very still.
"""
SHOW = """title = "The Ice Hour"
description = "Conversations from the edge"

[sound]
intro = "intro.wav"
outro = "intro.wav"
opening = "{show}: {reporter} speaks with {interviewee}."
closing = "That was {interviewee}."
"""
RATE = 44_100


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TURNCAST_CACHE", str(tmp_path / "cache"))
    (tmp_path / "talk.txt").write_text(INTERVIEW)
    return tmp_path


def made(folder: Path, *more: str) -> Path:
    out = folder / "out"
    assert main(["make", str(folder / "talk.txt"), "--engine", "tone", "--out", str(out), "--quiet", *more]) == 0
    return out


def sine(path: Path, seconds: float, channels: int = 1, rate: int = 48_000) -> None:
    """A tone of 700 Hz, which no voice here has."""
    wave = 0.2 * np.sin(2 * np.pi * 700 * np.arange(int(seconds * rate)) / rate)
    soundfile.write(path, np.stack([wave] * channels, axis=1), rate)


def at_700_hz(samples: np.ndarray) -> float:
    """The level in dB of what is at 700 Hz."""
    turning = np.exp(-2j * np.pi * 700 * np.arange(len(samples)) / RATE)
    return float(20 * np.log10(2 * abs(np.mean(samples * turning)) + 1e-9))


@pytest.fixture
def show(folder: Path) -> Path:
    (folder / "show.toml").write_text(SHOW)
    sine(folder / "intro.wav", 9, channels=2)
    return folder


def test_a_show_opens_and_closes_with_its_lines_and_its_music(show: Path) -> None:
    out = made(show)
    samples, _ = soundfile.read(out / "episode.mp3")
    cues = list(srt.parse((out / "episode.srt").read_text()))
    first_s = cues[0].start.total_seconds()
    assert first_s > 3
    alone, under = at_700_hz(samples[RATE : 2 * RATE]), at_700_hz(samples[int((first_s + 1) * RATE) : int((first_s + 2) * RATE)])
    assert alone - under == pytest.approx(18, abs=1.5)
    assert "The Ice Hour: Kim Lee speaks with Bo" in cues[0].content.replace("\n", " ")
    assert "That was Bo Ek." in cues[-1].content
    assert "speaks with" not in (out / "script.md").read_text()
    assert len(samples) / RATE - cues[-1].end.total_seconds() > 3


def test_the_same_make_again_with_music_speaks_and_changes_nothing(show: Path) -> None:
    out = made(show)
    before = {path.name: (path.read_bytes(), path.stat().st_ino) for path in out.iterdir()}
    made(show)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == {name: data for name, (data, _) in before.items()}
    assert (out / "episode.mp3").stat().st_ino == before["episode.mp3"][1]


LONG = "\n\n".join(
    f"Kim Lee: Is it{' now' * (n % 11)} the one you heard?\n\nBo Ek: It was{' really' * (n % 13)} mine. I am{' so' * n} sure."
    for n in range(20)
)
"""Sixty sentences of many lengths, so that some begin a piece of the file: beeps sound alike where there are as many."""


def test_what_the_cache_knows_of_levels_and_pieces_changes_no_byte_whole_or_damaged(folder: Path) -> None:
    (folder / "talk.txt").write_text(LONG)
    out = made(folder)
    before = (out / "episode.mp3").read_bytes()
    answers = list(cache_dir().rglob("*.kept"))
    assert sum(b"LAME3.100" in path.read_bytes() for path in answers) > 2, "pieces of the file are kept"
    damages = cycle((lambda data: data[:-1], lambda data: data[:70] + b"\xff" + data[71:], lambda data: b"", lambda data: b"a\nb"))
    for path, damage in zip(answers, damages, strict=False):
        path.write_bytes(damage(path.read_bytes()))
    (out / "episode.mp3").unlink()
    made(folder)
    assert (out / "episode.mp3").read_bytes() == before
    (out / "episode.mp3").unlink()
    for path in answers:
        path.unlink()
    made(folder)
    assert (out / "episode.mp3").read_bytes() == before


def test_after_an_edit_only_the_piece_around_it_is_encoded(folder: Path) -> None:
    (folder / "talk.txt").write_text(LONG)
    made(folder)
    pieces = set(cache_dir().rglob("*.kept"))
    (folder / "talk.txt").write_text(LONG.replace("Bo Ek: It was mine.", "Bo Ek: It was all mine.", 1))
    out = made(folder)
    new = [path for path in set(cache_dir().rglob("*.kept")) - pieces if b"LAME3.100" in path.read_bytes()]
    assert 1 <= len(new) <= 2
    assert sum(b"LAME3.100" in path.read_bytes() for path in pieces) > 3
    n_samples = json.loads((out / "track.json").read_text())["n_samples"]
    assert soundfile.info(out / "episode.mp3").frames == n_samples


def test_edited_subtitles_of_a_show_go_back_without_its_own_lines(show: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = made(show)
    text = (out / "episode.srt").read_text()
    (show / "edited.srt").write_text(text.replace("very still", "quite still").replace("That was", "This was"))
    assert main(["captions", str(out), "--import", str(show / "edited.srt")]) == 0
    told = capsys.readouterr().out
    assert "1 corrections" in told
    assert "the show's own lines are changed in show.toml" in told
    assert "It was quite still." in (out / "script.md").read_text()


def test_the_mp3_names_the_show_and_carries_cover_and_chapters(show: Path) -> None:
    out = made(show)
    tags = ID3(out / "episode.mp3")
    assert (str(tags["TALB"]), str(tags["TIT2"])) == ("The Ice Hour", "The ice")
    assert tags.getall("CTOC")
    assert tags.getall("CHAP")[0].sub_frames["TIT2"].text[0] == "The ice"
    picture = Image.open(BytesIO(tags.getall("APIC")[0].data))
    assert picture.size == (1000, 1000)
    assert Image.open(BytesIO((out / "cover.jpg").read_bytes())).size == (3000, 3000)
    assert json.loads((out / "chapters.json").read_text())["chapters"][0]["startTime"] == 0


CARD = """---
title: The ice
author: Kim Lee
summary: What a lake says before it breaks.
canonical: https://example.org/ice/3
episode: 3
---

"""


def test_the_mp3_tells_what_the_articles_card_says_and_whose_voices_are_heard(show: Path) -> None:
    (show / "show.toml").write_text('author = "Radio Ice"\nurl = "https://example.org"\n' + SHOW)
    (show / "talk.md").write_text(CARD + INTERVIEW)
    out = show / "out"
    assert main(["make", str(show / "talk.md"), "--engine", "tone", "--out", str(out), "--quiet"]) == 0
    tags = ID3(out / "episode.mp3")
    names = ("TRCK", "TPE2", "WOAF", "TDES")
    told = [str(next(iter(tags.getall(name)))) for name in names]
    assert told == ["3", "Radio Ice", "https://example.org/ice/3", "What a lake says before it breaks."]
    comment = str(tags.getall("COMM")[0])
    assert comment.startswith("Read by synthetic voices: ")
    assert comment.count(" by tone/") == 2


def test_a_number_that_is_asked_for_goes_before_the_cards(folder: Path) -> None:
    (folder / "talk.txt").write_text(INTERVIEW)
    out = made(folder, "--number", "7", "--audio", "flac")
    assert File(out / "episode.flac")["TRACKNUMBER"] == ["7"]


@pytest.mark.parametrize("audio", ["m4a", "flac", "opus", "wav"])
def test_an_episode_comes_in_other_formats_and_the_former_one_goes(folder: Path, audio: str) -> None:
    made(folder)
    out = made(folder, "--audio", audio, "--loudness", "spotify")
    assert not (out / "episode.mp3").exists()
    told = json.loads((out / "episode.json").read_text())
    assert told["master"]["loudness"]["integrated_lufs"] == pytest.approx(-14, abs=0.2)
    found = File(out / f"episode.{audio}")
    assert found.info.length == pytest.approx(told["master"]["duration_ms"] / 1000, abs=0.05)


def louder_on_the_right_db(out: Path) -> dict[str, float]:
    """By how much the right channel is louder than the left one, for each speaker."""
    samples, _ = soundfile.read(out / "episode.mp3")
    own: dict[str, list[np.ndarray]] = {}
    for one in json.loads((out / "track.json").read_text())["segments"]:
        own.setdefault(one["utterance"]["speaker"], []).append(samples[one["start"] : one["start"] + one["n_samples"]])
    levels = {speaker: 10 * np.log10((np.concatenate(parts) ** 2).mean(axis=0)) for speaker, parts in own.items()}
    return {speaker: float(right - left) for speaker, (left, right) in levels.items()}


@pytest.mark.parametrize("asked", ["--stereo", "show.toml"])
def test_everybody_has_a_place_in_stereo_where_it_is_asked_for(folder: Path, asked: str) -> None:
    out = made(folder)
    assert soundfile.info(out / "episode.mp3").channels == 1
    n_samples = soundfile.info(out / "episode.mp3").frames
    (folder / "show.toml").write_text("[sound]\nstereo = true\n" if asked == "show.toml" else "")
    made(folder, *(["--stereo"] if asked == "--stereo" else []))
    info = soundfile.info(out / "episode.mp3")
    assert (info.channels, info.frames) == (2, n_samples)
    assert sorted(louder_on_the_right_db(out).values()) == pytest.approx([-2.5, 2.5], abs=0.3)
    (folder / "show.toml").write_text("[sound]\nstereo = false\n")
    assert soundfile.info(made(folder) / "episode.mp3").channels == 1


def wide(path: Path, seconds: float, *levels: float) -> None:
    """A tone of 700 Hz, at these levels in the channels."""
    wave = np.sin(2 * np.pi * 700 * np.arange(int(seconds * 48_000)) / 48_000)
    soundfile.write(path, np.outer(wave, levels), 48_000)


@pytest.mark.parametrize(
    ("levels", "to_the_right_db"),
    [
        ((0.2,), 0.0),
        ((0.2, 0.2), 0.0),
        ((0.2, 0.05), -12.0),
        ((0.02, 0.2), 20.0),
        ((0.05, 0.2, 0.0, 0.0, 0.0, 0.0), 12.0),  # left, right, middle, deep, behind
    ],
)
def test_music_keeps_its_two_channels_in_a_stereo_episode(folder: Path, levels: tuple[float, ...], to_the_right_db: float) -> None:
    (folder / "show.toml").write_text('[sound]\nstereo = true\nintro = "wide.wav"\n')
    wide(folder / "wide.wav", 9, *levels)
    made(folder, "--no-stereo")  # what is kept of the music in mono is not taken for stereo
    samples, _ = soundfile.read(made(folder) / "episode.mp3")
    left, right = (at_700_hz(channel[RATE : 2 * RATE]) for channel in samples.T)
    assert right - left == pytest.approx(to_the_right_db, abs=0.2)
    loudness = json.loads((folder / "out" / "episode.json").read_text())["master"]["loudness"]
    assert loudness["integrated_lufs"] == pytest.approx(-16, abs=0.2)


def test_a_mono_episode_takes_no_notice_of_stereo_made_before(folder: Path) -> None:
    (folder / "show.toml").write_text('[sound]\nintro = "wide.wav"\n')
    wide(folder / "wide.wav", 9, 0.2, 0.05)
    mono = (made(folder) / "episode.mp3").read_bytes()
    assert soundfile.info(made(folder, "--stereo") / "episode.mp3").channels == 2
    assert (made(folder) / "episode.mp3").read_bytes() == mono


def test_a_show_in_stereo_is_made_in_mono_where_that_is_asked_for(folder: Path) -> None:
    (folder / "show.toml").write_text("[sound]\nstereo = true\n")
    assert soundfile.info(made(folder) / "episode.mp3").channels == 2
    assert soundfile.info(made(folder, "--no-stereo") / "episode.mp3").channels == 1


def test_a_cover_of_ones_own_is_fitted(folder: Path) -> None:
    Image.new("RGBA", (1600, 1500), (200, 30, 30, 128)).save(folder / "mine.png")
    cover = Image.open(BytesIO((made(folder, "--cover", str(folder / "mine.png")) / "cover.jpg").read_bytes()))
    assert (cover.size, cover.mode, cover.format) == ((1500, 1500), "RGB", "JPEG")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("text.mp3", b"This is no music at all. " * 50, "text.mp3 is no sound that can be read"),
        ("empty.mp3", b"", "empty.mp3 is no sound that can be read"),
        ("missing.mp3", None, "missing.mp3 "),
    ],
)
def test_music_that_is_none_is_one_line_and_nothing_is_spoken(
    folder: Path, name: str, content: bytes | None, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "show.toml").write_text(f'[sound]\nintro = "{name}"\n')
    if content is not None:
        (folder / name).write_bytes(content)
    assert main(["make", str(folder / "talk.txt"), "--engine", "tone", "--out", str(folder / "out"), "--quiet"]) == 1
    told = capsys.readouterr().err.strip()
    assert message in told
    assert "\n" not in told
    assert not (folder / "out").exists()


def test_music_that_is_too_long_or_silent_is_one_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("turncast.sound.music.LONGEST_S", 4)
    sine(folder / "long.wav", 6, channels=6)
    soundfile.write(folder / "silent.wav", np.zeros(48_000), 48_000)
    for name, message in (("long.wav", "is longer than"), ("silent.wav", "is silent")):
        (folder / "show.toml").write_text(f'[sound]\nbackground = "{name}"\n')
        assert main(["make", str(folder / "talk.txt"), "--engine", "tone", "--out", str(folder / "out"), "--quiet"]) == 1
        assert message in capsys.readouterr().err
    wide(folder / "wide.wav", 3, 0.2, 0.1)
    (folder / "show.toml").write_text('[sound]\nbackground = "wide.wav"\n')
    made(folder)
    assert main(["make", str(folder / "talk.txt"), "--engine", "tone", "--out", str(folder / "out"), "--quiet", "--stereo"]) == 1
    assert "minutes in stereo: cut it" in capsys.readouterr().err


def test_music_of_six_channels_and_an_odd_rate_is_heard(folder: Path) -> None:
    sine(folder / "odd.wav", 8, channels=6, rate=11_025)
    (folder / "show.toml").write_text('[sound]\nintro = "odd.wav"\n')
    samples, _ = soundfile.read(made(folder) / "episode.mp3")
    assert at_700_hz(samples[RATE : 2 * RATE]) > -40


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--audio", "ogg"], "there is no sound format 'ogg': choose one of mp3"),
        (["--loudness", "loud"], "there is no loudness 'loud': choose one of podcast"),
        (["--cover", "nowhere.png"], "the cover nowhere.png cannot be read"),
    ],
)
def test_a_wish_that_cannot_be_is_a_wrong_call(
    folder: Path, arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["make", str(folder / "talk.txt"), "--engine", "tone", "--out", str(folder / "out"), "--quiet", *arguments]) == 2
    assert message in capsys.readouterr().err
