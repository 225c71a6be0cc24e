"""What bench measures after the last clip: an hour mastered against ffmpeg alone, memory by length, subtitles of ten hours.

    bench_production.py TRACK_JSON STORE post | captions      or      memory MINUTES
Run by scripts/bench; prints one JSON object.
"""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import soundfile

from turncast.captions.cues import lay_out
from turncast.manifest import from_json
from turncast.model import Track
from turncast.publish.tags import Tags, write_tags
from turncast.sound.master import PODCAST, master
from turncast.sound.render import render
from turncast.sound.stitch import timed_words
from turncast.speech.clips import open_audio
from turncast.store import Store


def of_length(track: Track, seconds: float) -> Track:
    """The track again and again until it is that long."""
    n_times = max(1, round(seconds * track.sample_rate_hz / track.n_samples))
    segments = [
        replace(
            one,
            start=one.start + number * track.n_samples,
            utterance=replace(one.utterance, turn=one.utterance.turn + 100 * number),
        )
        for number in range(n_times)
        for one in track.segments
    ]
    return Track(track.sample_rate_hz, n_times * track.n_samples, tuple(segments))


def mastered(track: Track, store: Store, path: Path) -> float:
    """Seconds from the plan to the tagged MP3."""
    began = time.perf_counter()
    master(track, lambda noun: open_audio(store, noun), path, PODCAST, finish=lambda part: write_tags(part, Tags("An hour")))
    return time.perf_counter() - began


def by_ffmpeg(wav: Path, mp3: Path) -> float:
    """Seconds of ffmpeg alone: two passes of loudnorm to the same target, and the same MP3."""
    target = f"loudnorm=I={PODCAST.integrated_lufs}:TP={PODCAST.true_peak_dbtp}:LRA=11"
    began = time.perf_counter()
    said = ffmpeg("-i", wav, "-af", f"{target}:print_format=json", "-f", "null", "-")
    found = json.loads(re.findall(r"\{[^{}]*\}", said)[-1])
    measured = ":".join(
        f"measured_{key}={found['input_' + name]}" for key, name in (("I", "i"), ("TP", "tp"), ("LRA", "lra"), ("thresh", "thresh"))
    )
    ffmpeg("-i", wav, "-af", f"{target}:{measured}:linear=true", "-ar", "44100", "-c:a", "libmp3lame", "-b:a", "96k", mp3)
    return time.perf_counter() - began


def ffmpeg(*arguments: object) -> str:
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-hide_banner", "-y", *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stderr


def post(track: Track, store: Store) -> dict[str, float]:
    hour = of_length(track, 3600)
    with tempfile.TemporaryDirectory() as folder:
        wav = Path(folder) / "hour.wav"
        with soundfile.SoundFile(wav, "w", hour.sample_rate_hz, 1, "PCM_16") as file:
            for block in render(hour, lambda noun: open_audio(store, noun)):
                file.write(np.clip(block, -1, 1))
        return {"ours_s": mastered(hour, store, Path(folder) / "a.mp3"), "ffmpeg_s": by_ffmpeg(wav, Path(folder) / "b.mp3")}


def memory(track: Track, store: Store, minutes: float) -> dict[str, float]:
    """Peak bytes of this process while it masters so many minutes, and of its largest child (ffmpeg)."""
    with tempfile.TemporaryDirectory() as folder:
        mastered(of_length(track, 60 * minutes), store, Path(folder) / "a.mp3")
    unit = 1 if sys.platform == "darwin" else 1024
    return {
        "bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit,
        "ffmpeg_bytes": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit,
    }


def captions(track: Track) -> dict[str, float]:
    found = {}
    for hours in (1, 10):
        long = of_length(track, 3600 * hours)
        words = timed_words(long)
        began = time.perf_counter()
        cues = lay_out(words, {}, 1000 * long.n_samples // long.sample_rate_hz)
        found |= {f"{hours}h_s": time.perf_counter() - began, f"{hours}h_cues": len(cues)}
    return found


def main() -> None:
    path, store, what, *more = sys.argv[1:]
    track, kept = from_json(Path(path).read_text(encoding="utf-8"), Track), Store(Path(store))
    found = {"post": post, "memory": memory}[what](track, kept, *map(float, more)) if what != "captions" else captions(track)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
