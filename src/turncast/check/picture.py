"""An episode at a glance: who speaks when, how loud it is, where its chapters are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import isnan
from pathlib import Path

from turncast.check import probe
from turncast.check.columns import Column, columns, curve, loudest_speakers
from turncast.check.evidence import Plan, master_of, planned
from turncast.check.labels import Mark, labels
from turncast.check.png import write_png
from turncast.check.probe import Metered
from turncast.check.shapes import Bars, Box, Drawing, Line, Shape, Text, shortened, text_width
from turncast.check.svg import svg
from turncast.errors import UsageError
from turncast.store import whole
from turncast.units import spoken_duration

WIDTH, HEIGHT = 1200, 520
_LEFT, _RIGHT = 64, 24
_PLOT = WIDTH - _LEFT - _RIGHT
_FLAGS_Y, _WAVE_Y, _WAVE_H = 76, 104, 190
_LOUD_Y, _LOUD_H = 312, 124
_AXIS_Y = _LOUD_Y + _LOUD_H
_INK, _FAINT, _GRID, _PAPER = "#1f2933", "#6b7785", "#e3e8ee", "#f7f9fb"
_CURVE, _TARGET = "#344454", "#b42318"
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#7a5195", "#5f6b7a")
"""The first six are Okabe and Ito's, which colour-blind people tell apart."""
_PAUSE = "#9aa5b1"
_LOUDEST, _QUIETEST = 0.0, -40.0
"""Of the curve, in LUFS."""
_STEPS_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400)
_MOST_TICKS = 14


@dataclass(frozen=True, slots=True)
class Scene:
    """What is drawn."""

    plan: Plan
    waves: Sequence[Column]
    """One for each pixel across."""
    metered: Metered
    chapters: Sequence[Mark]
    target_lufs: float | None
    """None where nothing is asked of it."""

    @property
    def length_s(self) -> float:
        return self.plan.track.n_samples / self.plan.track.sample_rate_hz


def draw(folder: Path, path: Path, target_lufs: float | None = -16.0) -> None:
    """Writes the picture of the episode in a folder, as PNG or SVG by the name of the file.

    Raises UsageError where the name has another ending, SourceError where there is no episode, OutputError where it cannot be
    written.
    """
    if path.suffix.lower() not in (".png", ".svg"):
        raise UsageError(f"{path.name} is neither .png nor .svg: choose one of them")
    drawing = composed(_scene(folder, target_lufs))
    with whole(path) as part:
        if path.suffix.lower() == ".svg":
            part.write_text(svg(drawing), encoding="utf-8")
        else:
            write_png(drawing, part)


def _scene(folder: Path, target_lufs: float | None) -> Scene:
    plan = planned(folder)
    master = master_of(folder, plan.episode)
    with probe.opened(master) as sound:
        waves = columns(sound, plan.episode.master.n_samples, _PLOT)
    return Scene(plan, waves, probe.meter(master), labels(master).chapters, target_lufs)


def composed(scene: Scene) -> Drawing:
    """The picture as shapes."""
    shapes = (
        Box(0, 0, WIDTH, HEIGHT, "#ffffff"),
        *_head(scene),
        *_waveform(scene),
        *_loudness(scene),
        *_chapters(scene),
        *_time_axis(scene.length_s),
        Text(_LEFT, HEIGHT - 18, _facts(scene), 12.5, _FAINT),
    )
    return Drawing(WIDTH, HEIGHT, shapes, scene.plan.episode.title)


def _head(scene: Scene) -> Iterator[Shape]:
    """Title, and who has which colour."""
    yield Text(_LEFT, 36, shortened(scene.plan.episode.title, 21, _PLOT), 21, _INK, bold=True)
    x = float(_LEFT)
    for name, colour in _legend(scene).items():
        if x + 20 + text_width(name, 13) > WIDTH - _RIGHT:
            break
        yield Box(x, 48, 11, 11, colour, 2)
        yield Text(x + 17, 58, name, 13, _INK)
        x += 17 + text_width(name, 13) + 22


def _legend(scene: Scene) -> Mapping[str, str]:
    return {one.name: colour for one, colour in zip(scene.plan.episode.speakers, _cycle(), strict=False)}


def _cycle() -> Iterator[str]:
    while True:
        yield from _COLOURS


def _x(time_s: float, scene: Scene) -> float:
    return _LEFT + _PLOT * time_s / scene.length_s


def _chapters(scene: Scene) -> Iterator[Shape]:
    """A mark at each chapter, with as much of its title as there is room for before the next."""
    places = [_x(one.start_ms / 1000, scene) for one in scene.chapters]
    for one, x, after in zip(scene.chapters, places, [*places, WIDTH - _RIGHT][1:], strict=True):
        for top, bottom in ((_FLAGS_Y + 2, _WAVE_Y + _WAVE_H), (_LOUD_Y, _AXIS_Y)):
            yield Line(((x, top), (x, bottom)), _INK, 0.8, dashed=True)
        title = shortened(one.title, 11.5, after - x - 12)
        if title:
            yield Text(x + 5, _FLAGS_Y + 13, title, 11.5, _INK)


# --- waveform --------------------------------------------------------------------------------------------------------


def _waveform(scene: Scene) -> Iterator[Shape]:
    """Peaks in a light tone, the mean power inside them in the full one."""
    middle, half = _WAVE_Y + _WAVE_H / 2, _WAVE_H / 2
    yield Box(_LEFT, _WAVE_Y, _PLOT, _WAVE_H, _PAPER)
    yield Line(((_LEFT, middle), (_LEFT + _PLOT, middle)), _GRID)
    colours = {one.id: colour for one, colour in zip(scene.plan.episode.speakers, _cycle(), strict=False)}
    speakers = loudest_speakers(scene.plan.track, _PLOT)
    top = max([0.25, *(max(-one.low, one.high) for one in scene.waves)])
    for who in dict.fromkeys(speakers):
        colour = colours.get(who, _PAUSE)
        mine = [(_LEFT + n + 0.5, one) for n, (one, spoken) in enumerate(zip(scene.waves, speakers, strict=True)) if spoken == who]
        peaks = [(x, middle - one.high / top * half, middle - one.low / top * half + 1) for x, one in mine]
        cores = [(x, middle - one.rms / top * half, middle + one.rms / top * half) for x, one in mine if one.rms > 0.001]
        yield Bars(tuple(peaks), 1, _lighter(colour))
        yield Bars(tuple(cores), 1, colour)
    yield Text(_LEFT - 10, middle + 4, "0", 11, _FAINT, "end")
    yield Text(_LEFT - 10, _WAVE_Y + 10, f"{top:.2f}", 11, _FAINT, "end")
    yield Text(_LEFT - 10, _WAVE_Y + _WAVE_H, f"-{top:.2f}", 11, _FAINT, "end")


def _lighter(colour: str) -> str:
    """Half way to white.

    >>> _lighter("#0072b2")
    '#7fb8d8'
    """
    return "#" + "".join(f"{(int(colour[n : n + 2], 16) + 255) // 2:02x}" for n in (1, 3, 5))


# --- loudness --------------------------------------------------------------------------------------------------------


def _loudness(scene: Scene) -> Iterator[Shape]:
    yield Box(_LEFT, _LOUD_Y, _PLOT, _LOUD_H, _PAPER)
    yield Text(_LEFT + 8, _LOUD_Y + 16, "short-term loudness, LUFS", 11.5, _FAINT)
    for lufs in (-10, -20, -30):
        y = _loud_y(lufs)
        yield Line(((_LEFT, y), (_LEFT + _PLOT, y)), _GRID)
        yield Text(_LEFT - 10, y + 4, str(lufs), 11, _FAINT, "end")
    points = [(_LEFT + n + 0.5, level) for n, level in enumerate(curve(scene.metered.short_term_lufs, _PLOT))]
    for known, some in groupby(points, key=lambda point: not isnan(point[1])):
        line = tuple((x, _loud_y(level)) for x, level in some) if known else ()
        if len(line) > 1:
            yield Line(line, _CURVE, 1.6)
    if scene.target_lufs is not None:
        y = _loud_y(scene.target_lufs)
        yield Line(((_LEFT, y), (_LEFT + _PLOT, y)), _TARGET, 1.2, dashed=True)
        yield Text(_LEFT + _PLOT - 4, y - 5, f"target {scene.target_lufs:g}", 11, _TARGET, "end")


def _loud_y(lufs: float) -> float:
    within = min(_LOUDEST, max(_QUIETEST, lufs))
    return _LOUD_Y + _LOUD_H * (_LOUDEST - within) / (_LOUDEST - _QUIETEST)


# --- time and facts --------------------------------------------------------------------------------------------------


def _time_axis(length_s: float) -> Iterator[Shape]:
    step = next((one for one in _STEPS_S if length_s / one <= _MOST_TICKS), _STEPS_S[-1])
    yield Line(((_LEFT, _AXIS_Y), (_LEFT + _PLOT, _AXIS_Y)), _FAINT)
    for time_s in range(0, int(length_s) + 1, step):
        x = _LEFT + _PLOT * time_s / length_s
        yield Line(((x, _AXIS_Y), (x, _AXIS_Y + 5)), _FAINT)
        yield Text(x, _AXIS_Y + 19, _clock(time_s), 11.5, _FAINT, "middle")


def _clock(time_s: int) -> str:
    """A time as players show it.

    >>> _clock(65), _clock(3725)
    ('1:05', '1:02:05')
    """
    minutes, seconds = divmod(time_s, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def _facts(scene: Scene) -> str:
    episode, metered = scene.plan.episode, scene.metered
    told = (
        spoken_duration(episode.master.duration_ms),
        f"{metered.integrated_lufs:.1f} LUFS",
        f"true peak {metered.true_peak_dbtp:.1f} dBTP",
        f"range {metered.range_lu:.1f} LU",
        f"{episode.n_cues} cues",
        f"{episode.n_words} words",
        f"{episode.master.file}, {episode.master.n_bytes / 1e6:.1f} MB",
    )
    return "  ·  ".join(told)
