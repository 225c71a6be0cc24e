"""What a run tells while it works: a bar with time left on a terminal, plain lines elsewhere, or nothing."""

from __future__ import annotations

import sys
import time
from typing import Any, Protocol, TextIO

from turncast.units import spoken_duration

LINE_EVERY_S = 10.0
"""Seconds between two plain lines of progress: a log stays readable, and nobody thinks the run has died."""


class Progress(Protocol):
    """What the pipeline tells of itself."""

    def stage(self, text: str) -> None:
        """A stage begins, or there is one line of news."""

    def advance(self, done: str, thousandths: int) -> None:
        """What is done of this stage ("3 of 20 sentences"), and which share of its work that is."""

    def close(self) -> None:
        """The run is over, well or not; may be called twice."""


class Silent:
    """Tells nothing."""

    def stage(self, text: str) -> None:
        pass

    def advance(self, done: str, thousandths: int) -> None:
        pass

    def close(self) -> None:
        pass


class Lines:
    """Plain lines, for logs and pipes."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._began = self._told = 0.0

    def stage(self, text: str) -> None:
        self._began = 0.0
        print(text, file=self._stream, flush=True)

    def advance(self, done: str, thousandths: int) -> None:
        now = time.monotonic()
        if not self._began:
            self._began = self._told = now
        elif now - self._told >= LINE_EVERY_S and thousandths:
            self._told = now
            left = (now - self._began) * (1000 - thousandths) / thousandths
            print(f"  {done}, {spoken_duration(round(left * 1000))} left", file=self._stream, flush=True)

    def close(self) -> None:
        pass


class Bar:
    """Stages as lines, and a bar with the time left."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._bar: Any = None

    def stage(self, text: str) -> None:
        self.close()
        print(text, file=self._stream, flush=True)

    def advance(self, done: str, thousandths: int) -> None:
        if self._bar is None:
            from tqdm import tqdm  # only a terminal needs it

            shape = "  {percentage:3.0f}% {bar} {desc}, {remaining} left"
            self._bar = tqdm(total=1000, file=self._stream, bar_format=shape, leave=False, dynamic_ncols=True, mininterval=0)
        self._bar.set_description_str(done, refresh=False)
        self._bar.update(thousandths - self._bar.n)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None


def progress_for(quiet: bool) -> Progress:
    """A bar on a terminal, lines off it, nothing when quiet; all on standard error."""
    if quiet:
        return Silent()
    return Bar(sys.stderr) if sys.stderr.isatty() else Lines(sys.stderr)
