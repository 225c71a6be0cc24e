"""Episodes to damage: a short interview in beeps, its sound as samples, and its papers made to fit what was done to it."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import imageio_ffmpeg
import numpy as np
from mutagen.id3 import ID3
from numpy.typing import NDArray

from turncast.check import judge
from turncast.check.evidence import Evidence
from turncast.check.probe import meter
from turncast.check.subtitles import Caption

RATE = 44_100
Samples = NDArray[np.float32]


def broken(evidence: Evidence) -> set[str]:
    """The rules that fail."""
    return {one.rule for one in judge(evidence) if one.passed is False}


def with_cues(evidence: Evidence, change: Callable[[list[Caption]], list[Caption]], *forms: str) -> Evidence:
    """The same episode with its cues changed in all files, or in those named."""
    found = {
        form: replace(one, cues=tuple(change(list(one.cues)))) if form in (forms or evidence.subtitles) else one
        for form, one in evidence.subtitles.items()
    }
    return replace(evidence, subtitles=found)


def ffmpeg(*arguments: str, data: bytes | None = None) -> bytes:
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-loglevel", "error", "-y", *arguments]
    return subprocess.run(command, input=data, stdout=subprocess.PIPE, check=True).stdout


def samples(folder: Path) -> Samples:
    """float32, mono, shape (n_samples,)."""
    return np.frombuffer(ffmpeg("-i", str(folder / "episode.mp3"), "-f", "f32le", "pipe:1"), np.float32).copy()


def spans(folder: Path) -> list[tuple[str, int, int]]:
    """Who speaks from which sample to which."""
    track = json.loads((folder / "track.json").read_text(encoding="utf-8"))
    return [(one["utterance"]["speaker"], one["start"], one["start"] + one["n_samples"]) for one in track["segments"]]


def sounding_like(folder: Path, target: Path, sound: Samples, *options: str) -> Path:
    """A copy of the episode with another sound, whose papers tell the truth about it but for its length."""
    shutil.copytree(folder, target)
    path = target / "episode.mp3"
    given = ["-f", "f32le", "-ar", str(RATE), "-ac", "1", "-i", "pipe:0"]
    ffmpeg(*given, "-id3v2_version", "0", *(options or ("-b:a", "96k")), str(path), data=sound.tobytes())
    before = (folder / "episode.mp3").read_bytes()
    path.write_bytes(before[: ID3(folder / "episode.mp3").size] + path.read_bytes())
    true_papers(target)
    return target


def true_papers(folder: Path, **changes: Any) -> None:
    """Make episode.json tell the truth about the file beside it, and change what else is to be changed."""
    path = folder / "episode.mp3"
    papers = json.loads((folder / "episode.json").read_text(encoding="utf-8"))
    metered = meter(path)
    papers["master"] |= {"n_bytes": path.stat().st_size, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
    papers["master"]["loudness"] |= {"integrated_lufs": metered.integrated_lufs, "true_peak_dbtp": metered.true_peak_dbtp}
    (folder / "episode.json").write_text(json.dumps(papers | changes), encoding="utf-8")


def levelled(sound: Samples, target_lufs: float, folder: Path) -> Samples:
    """The same sound at a loudness; `folder` is for a file to measure."""
    path = folder / "level.wav"
    ffmpeg("-f", "f32le", "-ar", str(RATE), "-ac", "1", "-i", "pipe:0", "-c:a", "pcm_f32le", str(path), data=sound.tobytes())
    return sound * np.float32(10 ** ((target_lufs - meter(path).integrated_lufs) / 20))
