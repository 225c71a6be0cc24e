from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from turncast.cli import main


def test_every_voice_is_a_sound_file_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TURNCAST_CACHE", str(tmp_path / "cache"))
    assert main(["voices", "--engine", "tone", "--preview", str(tmp_path / "heard")]) == 0
    pitches = {}
    for path in (tmp_path / "heard").iterdir():
        samples, rate = soundfile.read(path)
        spectrum = np.abs(np.fft.rfft(samples))
        pitches[path.stem] = round(float(spectrum.argmax()) * rate / len(samples))
    wanted = {"tone-low": 180, "tone-high": 320, "tone-bass": 120, "tone-middle": 240, "tone-treble": 430}
    assert pitches == {name: pytest.approx(pitch, abs=2) for name, pitch in wanted.items()}


def test_a_language_limits_the_voices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("TURNCAST_CACHE", str(tmp_path / "cache"))
    assert main(["voices", "--engine", "espeak", "--preview", str(tmp_path / "heard"), "--language", "cy"]) == 0
    assert sorted(path.name for path in (tmp_path / "heard").iterdir()) == ["espeak-cy+f2.mp3", "espeak-cy+m3.mp3"]
    assert main(["voices", "--engine", "espeak", "--preview", str(tmp_path / "heard"), "--language", "qaa"]) == 1
    assert "no voice of espeak speaks 'qaa'" in capsys.readouterr().err
