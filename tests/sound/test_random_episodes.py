"""Random clips under random settings, judged by pyloudnorm, ffmpeg's true-peak meter, two decoders and two readers of tags."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path
from random import Random

import imageio_ffmpeg
import mutagen
import numpy as np
import pyloudnorm
import pytest
import soundfile
from made_sound import Shelf, Sound, sine, speech_like, utterance
from mutagen.mp4 import MP4
from sound_judges import of_ffmpeg

from turncast.captions.chapters import chapters
from turncast.model import Clip, Script, Speaker, Track, Turn, TurnKind, Utterance
from turncast.publish.tags import Tags, write_tags
from turncast.sound.formats import FORMATS, Delivery
from turncast.sound.master import PRESETS, MasterSettings, master
from turncast.sound.places import placed
from turncast.sound.stitch import stitch
from turncast.units import samples_to_ms

FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()


def clip_sound(chance: Random, kind: str, seconds: float, rate: int) -> Sound:
    """A voice, the tone engine's beeps, or noise in bursts; anything from very quiet to full scale."""
    peak = 10 ** (chance.uniform(-40, 0) / 20)
    n_samples = round(seconds * rate)
    if kind == "voice":
        return speech_like(chance.randrange(10**6), seconds, rate, chance.uniform(80, 250), peak)
    time = np.arange(n_samples) / rate
    bursts = np.abs(np.sin(np.pi * chance.uniform(2, 5) * time)) ** 0.5
    if kind == "beeps":
        return np.asarray(peak * bursts * sine(0, seconds, chance.uniform(150, 900), rate), np.float32)
    noise = np.random.default_rng(chance.randrange(10**6)).normal(size=n_samples)
    return np.asarray(peak * bursts * noise / np.abs(noise).max(), np.float32)


def episode(chance: Random, shelf: Shelf) -> tuple[Track, Script]:
    """Two people, each with a sound of their own, in sections of a few turns."""
    kinds = {name: chance.choice(["voice", "voice", "beeps", "noise"]) for name in ("reporter", "guest")}
    rate = chance.choice([22_050, 24_000, 44_100])
    spoken: list[tuple[Utterance, Clip]] = []
    turns: list[Turn] = []
    for _ in range(chance.randint(2, 4)):
        said: list[tuple[str, TurnKind]] = [
            ("reporter", "heading"),
            *[("reporter", "speech"), ("guest", "speech")] * chance.randint(1, 3),
        ]
        for speaker, kind in said:
            text = f"Section {len(turns)}: Ü = 橋" if kind == "heading" else "word word."
            seconds = 1.0 if kind == "heading" else chance.uniform(0.4, 12)
            one = utterance(text, speaker, "section" if kind == "heading" else "turn", len(turns))
            spoken.append((one, shelf.keep(clip_sound(chance, kinds[speaker], seconds, rate), rate)))
            turns.append(Turn(speaker, kind, text))
    track = stitch([one for one, _ in spoken], [clip for _, clip in spoken], sample_rate_hz=chance.choice([44_100, 44_100, 48_000]))
    people = (Speaker("reporter", "Ruth Amberley", "reporter"), Speaker("guest", "Tomasz Kowal", "interviewee"))
    return track, Script("A title", "en", people, tuple(turns))


def settings(chance: Random) -> MasterSettings:
    preset = PRESETS[chance.choice(list(PRESETS))]
    form = chance.choice(list(FORMATS))
    lowest, highest = FORMATS[form].bit_rates_kbps
    rates = [kbps for kbps in (48, 64, 96, 128, 192, 256) if lowest <= kbps <= highest]
    kbps, hz = chance.choice([0, *rates]), chance.choice([0, *FORMATS[form].sample_rates_hz])
    return replace(preset, delivery=Delivery(form, hz, kbps, chance.choice([1, 1, 2])))


def decoded(path: Path, n_channels: int) -> Sound:
    command = [FFMPEG, "-nostdin", "-loglevel", "error", "-i", path, "-map", "0:a", "-f", "f32le", "-"]
    data = subprocess.run(command, capture_output=True, check=True).stdout
    return np.frombuffer(data, "<f4").reshape(-1, n_channels)


def chapters_of_ffmpeg(path: Path) -> list[tuple[int, str]]:
    told = subprocess.run([FFMPEG, "-hide_banner", "-i", path], capture_output=True, encoding="utf-8").stderr
    found = re.findall(r"Chapter #0:\d+: start ([\d.]+), end [\d.]+\s+Metadata:\s+title +: (.*)", told)
    return [(round(float(start) * 1000), title) for start, title in found]


def chapters_of_mutagen(path: Path) -> list[tuple[int, str]]:
    file = mutagen.File(path)
    if isinstance(file, MP4):
        return [(round(one.start * 1000), one.title) for one in file.chapters]
    if path.suffix in (".opus", ".flac"):
        names = sorted(name for name, _ in file.tags if re.fullmatch(r"CHAPTER\d{3}", name))
        clocks = [re.split(r"[:.]", file[name][0]) for name in names]
        starts = [((int(h) * 60 + int(m)) * 60 + int(s)) * 1000 + int(ms) for h, m, s, ms in clocks]
        return [(start, file[f"{name}NAME"][0]) for start, name in zip(starts, names, strict=True)]
    return sorted((one.start_time, one.sub_frames["TIT2"].text[0]) for one in file.tags.getall("CHAP"))


@pytest.mark.engines
@pytest.mark.parametrize("seed", range(20))
def test_every_episode_meets_its_loudness_peak_length_and_chapters(seed: int, tmp_path: Path) -> None:
    chance, shelf = Random(seed), Shelf()
    (track, script), wanted = episode(chance, shelf), settings(chance)
    track = placed(track, script.speakers)
    listed = chapters(track, script)
    path = tmp_path / f"episode.{wanted.delivery.format}"
    end_ms = samples_to_ms(track.n_samples, track.sample_rate_hz)
    tags = Tags(script.title, ("Ruth Amberley",), "en", chapters=listed, end_ms=end_ms)
    made = master(track, shelf.open, path, wanted, finish=lambda part: write_tags(part, tags), chapters=listed)

    sound = decoded(path, wanted.delivery.n_channels)
    if wanted.rms_db is None:
        lufs = pyloudnorm.Meter(made.sample_rate_hz).integrated_loudness(sound.astype(float))
        assert lufs == pytest.approx(wanted.integrated_lufs, abs=0.2)
        assert of_ffmpeg(path)[0] == pytest.approx(wanted.integrated_lufs, abs=0.2)
    else:
        assert 10 * np.log10(np.mean(sound.astype(float) ** 2)) == pytest.approx(wanted.rms_db, abs=0.2)
    assert of_ffmpeg(path)[1] <= wanted.true_peak_dbtp

    exact = track.n_samples * made.sample_rate_hz / track.sample_rate_hz
    assert len(sound) == made.n_samples == pytest.approx(exact, abs=0 if made.sample_rate_hz == track.sample_rate_hz else 48)
    if not wanted.delivery.format.startswith("m4"):
        assert soundfile.info(path).frames == len(sound)

    planned = [(one.start_ms, one.title) for one in listed]
    assert planned
    assert chapters_of_ffmpeg(path) == chapters_of_mutagen(path) == planned
