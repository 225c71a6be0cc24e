"""Other people's meters."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import imageio_ffmpeg


def of_ffmpeg(path: Path) -> tuple[float, float, float]:
    """Integrated loudness, true peak and loudness range of a file as ffmpeg's ebur128 filter prints them, to 0.1."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-hide_banner", "-i", str(path)]
    command += ["-af", "ebur128=peak=true", "-f", "null", "-"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    summary = told[told.rindex("Summary:") :]
    found = dict(re.findall(r"(I|Peak|LRA):\s+(-?[\d.]+)", summary))
    return float(found["I"]), float(found["Peak"]), float(found["LRA"])
