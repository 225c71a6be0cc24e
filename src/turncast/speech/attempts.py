"""Asking a service again: with growing waits, no faster than is polite, and not for ever."""

from __future__ import annotations

import math
import random
import threading
import time
from collections.abc import Callable
from typing import TypeVar

from turncast.errors import BadTakeError, ServiceError

Found = TypeVar("Found")

MOST = 10
"""Attempts; with a third of all calls failing, one in 60,000 then fails for good."""
MOST_BAD_TAKES = 3
"""Attempts where the service answers well, but what it gives is not the text: that seldom changes."""
FIRST_WAIT_S = 0.5
LONGEST_WAIT_S = 60.0
TELL_AFTER_S = 5.0
"""Of trouble, be it waits or calls that nobody answers: sooner, nobody wonders."""
PATIENCE_S = 300.0
"""Where a service itself asks to wait longer than this, it is better to stop and tell."""


class Pace:
    """When a service may be asked next, for all threads that ask it."""

    def __init__(self, per_minute: float) -> None:
        self._between_s = 60.0 / per_minute if per_minute else 0.0
        self._next = 0.0
        self._lock = threading.Lock()

    def turn(self) -> float:
        """Seconds to wait for one's turn, which is then taken."""
        with self._lock:
            at = max(self._next, time.monotonic())
            self._next = at + self._between_s
            return at - time.monotonic()

    def hold(self, seconds: float) -> None:
        """Nobody's turn for that long: one has been told to wait, so all are."""
        with self._lock:
            self._next = max(self._next, time.monotonic() + seconds)


class StoppedError(Exception):
    """The caller has left while we waited."""


def attempted(call: Callable[[], Found], pace: Pace, stopped: threading.Event, tell: Callable[[str], None]) -> Found:
    """What the call gives at last. Raises its last ServiceError or BadTakeError, any other error at once, and StoppedError when
    the caller has left."""
    n_bad_takes, began = 0, 0.0
    for attempt in range(1, MOST + 1):
        _wait(pace.turn(), stopped)
        began = began or time.monotonic()
        try:
            return call()
        except ServiceError as error:
            if attempt == MOST or (error.wait_s or 0) > PATIENCE_S:
                raise
            seconds = _seconds(attempt, error)
            if time.monotonic() - began + seconds >= TELL_AFTER_S:
                tell(f"{error} (waiting {math.ceil(seconds)} s, then asking again)")
            if error.wait_s:
                pace.hold(seconds)
            else:
                _wait(seconds, stopped)
        except BadTakeError:
            n_bad_takes += 1
            if n_bad_takes == MOST_BAD_TAKES or attempt == MOST:
                raise
    raise AssertionError("the last attempt returns or raises")


def _seconds(attempt: int, error: ServiceError) -> float:
    """Twice as long each time, less up to a quarter by chance, so that many who failed together do not come back together."""
    growing = min(LONGEST_WAIT_S, FIRST_WAIT_S * 2.0 ** (attempt - 1)) * random.uniform(0.75, 1)
    return max(error.wait_s or 0.0, growing)


def _wait(seconds: float, stopped: threading.Event) -> None:
    if stopped.wait(max(0.0, seconds)):
        raise StoppedError
