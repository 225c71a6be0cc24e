"""What other people's programs read from a file."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import imageio_ffmpeg
import mutagen
from mutagen.mp4 import MP4

FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()


def told_by_ffmpeg(path: Path) -> str:
    # without an output ffmpeg tells all it knows and then fails
    return subprocess.run([FFMPEG, "-hide_banner", "-i", path], capture_output=True, encoding="utf-8").stderr


def chapters_of_ffmpeg(path: Path) -> list[tuple[int, str]]:
    """Start in milliseconds and title."""
    form = r"Chapter #0:\d+: start ([\d.]+), end [\d.]+\s+Metadata:\s+title +: (.*)"
    return [(round(float(start) * 1000), title) for start, title in re.findall(form, told_by_ffmpeg(path))]


def chapters_of_mutagen(path: Path) -> list[tuple[int, str]]:
    """Start in milliseconds and title, in the order in which they are listed."""
    file = mutagen.File(path)
    if isinstance(file, MP4):
        return [(round(one.start * 1000), one.title) for one in file.chapters or ()]
    if path.suffix in (".opus", ".flac"):
        names = [name for name, _ in file.tags if re.fullmatch(r"CHAPTER\d{3}", name)]
        return [(milliseconds(file[name][0]), file[f"{name}NAME"][0]) for name in names]
    listed = [file.tags[f"CHAP:{name}"] for toc in file.tags.getall("CTOC") for name in toc.child_element_ids]
    return [(one.start_time, one.sub_frames["TIT2"].text[0]) for one in listed]


def milliseconds(clock: str) -> int:
    hours, minutes, seconds = clock.split(":")
    return round((int(hours) * 3600 + int(minutes) * 60 + float(seconds)) * 1000)


def n_samples_of_ffmpeg(path: Path) -> int:
    """How many 16-bit mono samples it decodes to."""
    command = [FFMPEG, "-nostdin", "-loglevel", "error", "-i", path, "-map", "0:a", "-f", "s16le", "-ac", "1", "-"]
    return len(subprocess.run(command, capture_output=True, check=True).stdout) // 2
