"""The picture shows what is there, in both kinds of file."""

from __future__ import annotations

import shutil
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import numpy as np
import pytest
from made_episodes import RATE, ffmpeg, samples, spans
from PIL import Image

from turncast.check.columns import Column, columns, curve, loudest_speakers
from turncast.check.evidence import Evidence
from turncast.check.frames import walk
from turncast.check.hearing import hear
from turncast.check.picture import _COLOURS, draw
from turncast.check.probe import Sound, meter, opened
from turncast.cli import main
from turncast.errors import OutputError, SourceError, UsageError
from turncast.model import Chapter
from turncast.publish.tags import Tags, write_tags


def blocks_of(sound: np.ndarray, n: int) -> Sound:
    return Sound(RATE, 1, iter([sound[at : at + n].reshape(-1, 1) for at in range(0, len(sound), n)]))


def test_columns_are_the_same_however_the_sound_comes_in_blocks() -> None:
    sound = np.random.default_rng(1).uniform(-0.5, 0.5, 10_007).astype(np.float32)
    expected = [sound[(n * 10_007 + 99) // 100 : ((n + 1) * 10_007 + 99) // 100] for n in range(100)]
    for n_block in (10_007, 512, 13):
        found = columns(blocks_of(sound, n_block), len(sound), 100)
        assert [(one.low, one.high) for one in found] == [(float(min(*part, 0)), float(max(*part, 0))) for part in expected]
        assert [one.rms for one in found] == pytest.approx([float(np.sqrt(np.mean(part**2))) for part in expected], rel=1e-5)


def test_a_file_shorter_than_the_picture_is_wide_leaves_columns_empty() -> None:
    assert columns(blocks_of(np.ones(3, np.float32), 3), 3, 6).count(Column(0.0, 0.0, 0.0)) == 3


def test_each_column_has_the_speaker_who_says_most_in_it(evidence: Evidence) -> None:
    track = evidence.plan.track
    found = loudest_speakers(track, 1000)
    for one in track.segments:
        middle = (one.start + one.n_samples // 2) * 1000 // track.n_samples
        assert found[middle] == one.utterance.speaker
    assert (found[0], found[-1]) == ("", "")


def test_the_curve_begins_where_three_seconds_are_full() -> None:
    found = curve(np.full(100, -20, np.float32), 10)
    assert np.isnan(found[:2]).all()
    assert found[3:] == [-20.0] * 7


def test_the_drawing_names_all_it_shows(episode: Path, tmp_path: Path) -> None:
    target = tmp_path / "e"
    shutil.copytree(episode, target)
    chapters = (Chapter(0, "Clay & <fire>"), Chapter(13_000, "A day of fire"))
    tags = Tags("The bell founder", ("Ida Moss", "Per Holm"), "en", chapters=chapters, end_ms=32_000)
    write_tags(target / "episode.mp3", tags)
    draw(target, tmp_path / "a.svg")
    root = ElementTree.parse(tmp_path / "a.svg").getroot()
    texts = [text.text for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert texts[0] == "The bell founder"
    assert {"Ida Moss", "Per Holm", "Clay & <fire>", "A day of fire", "target -16", "0:10"} <= set(texts)
    strokes = [path.get("stroke") for path in root.iter("{http://www.w3.org/2000/svg}path")]
    assert set(_COLOURS[:2]) <= set(strokes)


def test_the_same_episode_gives_the_same_picture_and_a_png_has_its_colours(episode: Path, tmp_path: Path) -> None:
    for name in ("a.svg", "b.svg", "a.png"):
        draw(episode, tmp_path / name)
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()
    with Image.open(tmp_path / "a.png") as found:
        assert (found.size, found.mode) == ((2400, 1040), "RGB")
        # the speakers' colours, where the waveform is: in beeps the mean power fills the middle
        assert {found.getpixel((x, 404)) for x in range(128, 2350)} >= {(0x00, 0x72, 0xB2), (0xD5, 0x5E, 0x00)}


def test_a_picture_of_another_kind_is_refused(episode: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"neither \.png nor \.svg"):
        draw(episode, tmp_path / "a.gif")
    with pytest.raises(OutputError, match="cannot write"):
        draw(episode, episode / "episode.json" / "a.svg")
    with pytest.raises(SourceError, match="there is no episode"):
        draw(tmp_path, tmp_path / "a.svg")


def test_the_command_draws(episode: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(episode), "--picture", str(tmp_path / "a.svg")]) == 0
    assert (tmp_path / "a.svg").read_text(encoding="utf-8").startswith("<svg")
    assert main(["check", str(episode), "--picture", str(tmp_path / "a.bmp")]) == 2
    assert "rules kept" in capsys.readouterr().out


# --- what is heard ---------------------------------------------------------------------------------------------------


def test_a_known_tone_is_heard_as_it_is(tmp_path: Path) -> None:
    """A sine of 0.5 is -9.03 dB RMS; EBU Tech 3341: one of 1 kHz at -23 dBFS in both channels is -23 LUFS."""
    time_s = np.arange(RATE * 5) / RATE
    sound = (0.5 * np.sin(2 * np.pi * 1000 * time_s)).astype(np.float32)
    ffmpeg("-f", "f32le", "-ar", str(RATE), "-ac", "1", "-i", "pipe:0", str(tmp_path / "a.wav"), data=sound.tobytes())
    heard = hear(tmp_path / "a.wav")
    assert (heard.sample_rate_hz, heard.n_channels, heard.n_samples, heard.n_clipped) == (RATE, 1, RATE * 5, 0)
    assert np.allclose(heard.levels_db, -9.03, atol=0.02)
    both = np.repeat(np.float32(10 ** (-23 / 20)) / np.float32(0.5) * sound, 2)
    ffmpeg("-f", "f32le", "-ar", str(RATE), "-ac", "2", "-i", "pipe:0", str(tmp_path / "b.wav"), data=both.tobytes())
    metered = meter(tmp_path / "b.wav")
    assert metered.integrated_lufs == pytest.approx(-23.0, abs=0.1)
    assert metered.true_peak_dbtp == pytest.approx(-23.0, abs=0.1)
    with opened(tmp_path / "b.wav") as stereo:
        assert (stereo.n_channels, sum(len(block) for block in stereo.blocks)) == (2, RATE * 5)


def test_the_frames_of_an_mp3_are_all_found(episode: Path, evidence: Evidence) -> None:
    """The decoder gives 1152 samples for each; the encoder's delay is in the first and last of them."""
    frames = walk(episode / "episode.mp3")
    assert frames.n_stray_bytes == 0
    assert frames.has_encoder_notes
    assert (frames.bit_rates_kbps, frames.sample_rates_hz, frames.n_channels) == ({96}, {44_100}, {1})
    assert 0 < frames.n_frames * 1152 - evidence.heard.n_samples <= 3 * 1152


def test_bytes_between_frames_are_counted(episode: Path, tmp_path: Path) -> None:
    data = (episode / "episode.mp3").read_bytes()
    (tmp_path / "a.mp3").write_bytes(data + b"stray")
    assert walk(tmp_path / "a.mp3").n_stray_bytes == 5
    (tmp_path / "b.mp3").write_bytes(data + b"TAG" + bytes(125))
    assert walk(tmp_path / "b.mp3").n_stray_bytes == 0


def test_the_made_sound_can_be_taken_apart(episode: Path) -> None:
    assert len(samples(episode)) > spans(episode)[-1][2]
