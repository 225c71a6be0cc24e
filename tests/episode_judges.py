"""Judges from outside: other decoders, meters and parsers than the ones that made the files."""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import imageio_ffmpeg
import numpy as np
import pyloudnorm
import pysubs2
import soundfile
import srt
import webvtt


@dataclass(frozen=True)
class Run:
    """One `turncast make` in a process of its own."""

    folder: Path
    facts: dict[str, Any]
    errors: str


def make(source: Path, folder: Path, *options: str, environment: dict[str, str]) -> Run:
    command = [sys.executable, "-m", "turncast", "make", str(source), "--out", str(folder), "--json", *options]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert len(lines) == 1, "nothing but one JSON object on standard output"
    return Run(folder, json.loads(lines[0]), done.stderr)


def script_text(folder: Path) -> str:
    """What people read in script.md, without its marks and names, and without white space: a cue may end inside "this.That"."""
    body = (folder / "script.md").read_text(encoding="utf-8").split("\n---\n", 1)[1]
    body = re.sub(r"(?m)^<!--.*-->$", "", body)
    text = re.sub(r"(?m)^(#+ |> )?(\*\*.+?:\*\* ?)?\\?", "", body)
    return "".join(text.split())


def judge_sound(run: Run) -> None:
    """The MP3 is what was promised, by libsndfile's decoder, pyloudnorm's and ffmpeg's meters."""
    path = run.folder / "episode.mp3"
    track = json.loads((run.folder / "track.json").read_text(encoding="utf-8"))
    samples, rate = soundfile.read(path, dtype="float64")
    assert (rate, samples.ndim) == (44_100, 1)
    assert abs(len(samples) - track["n_samples"]) <= rate // 1000
    assert abs(run.facts["duration_ms"] - 1000 * len(samples) / rate) <= 1
    assert abs(pyloudnorm.Meter(rate).integrated_loudness(samples) - -16) <= 0.3
    assert true_peak_dbtp(path) <= -1.0
    assert np.max(np.abs(samples[:4410])) < 0.01, "begins with a breath of silence"


def true_peak_dbtp(path: Path) -> float:
    """By ffmpeg's own meter."""
    meter = "ebur128=peak=true:framelog=quiet"
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-hide_banner", "-i", str(path), "-af", meter, "-f", "null", "-"]
    told = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stderr
    return float(re.findall(r"Peak:\s+(-?[\d.]+|-inf) dBFS", told)[-1])


def judge_captions(run: Run) -> None:
    """SRT and WebVTT hold the rules and the script's words, by three parsers."""
    in_srt = pysubs2.load(str(run.folder / "episode.srt"))
    in_vtt = webvtt.read(str(run.folder / "episode.vtt"))
    strict = list(srt.parse((run.folder / "episode.srt").read_text(encoding="utf-8"), ignore_errors=False))
    assert len(in_srt) == len(in_vtt) == len(strict) == run.facts["n_cues"]
    judge_layout([(event.start, event.end, event.plaintext.split("\n")) for event in in_srt], run)
    names = {one["name"] for one in run.facts["speakers"]}
    assert {cue.voice for cue in in_vtt} <= names
    expected = script_text(run.folder)
    assert "".join("".join(html.unescape(cue.text).split()) for cue in in_vtt) == expected
    unnamed = re.compile("^(" + "|".join(map(re.escape, names)) + "):\\s+")
    assert "".join(unnamed.sub("", " ".join(event.plaintext.split())) for event in in_srt).replace(" ", "") == expected


def judge_layout(cues: list[tuple[int, int, list[str]]], run: Run) -> None:
    before = -1000
    for start, end, lines in cues:
        assert len(lines) <= 2
        assert max(map(len, lines)) <= 42, lines
        assert 833 <= end - start <= 7000, (start, end, lines)
        assert start - before >= 83, (start, before, lines)
        assert not 90 < start - before < 500, "gaps are chained or left open"
        before = end
    assert before <= run.facts["duration_ms"]
