from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from turncast.errors import BadTakeError, EngineError, ServiceError
from turncast.speech import attempts
from turncast.speech.attempts import Pace, StoppedError, attempted


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "FIRST_WAIT_S", 0.001)


def failing(*errors: EngineError) -> Callable[[], str]:
    """Raises these in turn, then answers."""
    left = list(errors)

    def call() -> str:
        if left:
            raise left.pop(0)
        return "heard"

    return call


def attempt(call: Callable[[], str], stopped: threading.Event | None = None) -> str:
    return attempted(call, Pace(0), stopped or threading.Event(), lambda line: None)


def test_what_fails_for_a_while_goes_well_at_last() -> None:
    assert attempt(failing(*[ServiceError("busy")] * (attempts.MOST - 1))) == "heard"


def test_what_goes_on_failing_is_its_last_error() -> None:
    with pytest.raises(ServiceError, match="busy"):
        attempt(failing(*[ServiceError("busy")] * attempts.MOST))


def test_a_bad_take_is_asked_for_again_a_few_times_and_any_other_error_never() -> None:
    assert attempt(failing(*[BadTakeError("silence")] * (attempts.MOST_BAD_TAKES - 1))) == "heard"
    with pytest.raises(BadTakeError):
        attempt(failing(*[BadTakeError("silence")] * attempts.MOST_BAD_TAKES))
    with pytest.raises(EngineError, match="refused"):
        attempt(failing(EngineError("refused")))


def test_a_service_that_asks_for_an_hour_is_not_waited_for() -> None:
    with pytest.raises(ServiceError, match="come back later"):
        attempt(failing(ServiceError("come back later", wait_s=3600)))


def test_when_one_is_told_to_wait_all_wait() -> None:
    pace = Pace(0)
    stopped = threading.Event()
    began = time.monotonic()
    attempted(failing(ServiceError("busy", wait_s=0.2)), pace, stopped, lambda line: None)
    pace.hold(0.1)
    attempted(failing(), pace, stopped, lambda line: None)
    assert time.monotonic() - began >= 0.3


def test_a_pace_spaces_calls_evenly(monkeypatch: pytest.MonkeyPatch) -> None:
    pace = Pace(600)
    monkeypatch.setattr(attempts.time, "monotonic", lambda: 1000.0)
    assert [pace.turn() for _ in range(4)] == pytest.approx([0, 0.1, 0.2, 0.3])


def test_waiting_ends_when_the_caller_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "FIRST_WAIT_S", 60)
    stopped = threading.Event()
    threading.Timer(0.05, stopped.set).start()
    with pytest.raises(StoppedError):
        attempt(failing(ServiceError("busy")), stopped)


def test_a_long_wait_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    stopped = threading.Event()

    def tell(line: str) -> None:
        told.append(line)
        stopped.set()

    with pytest.raises(StoppedError):
        attempted(failing(ServiceError("too many requests", wait_s=30)), Pace(0), stopped, tell)
    assert told == ["too many requests (waiting 30 s, then asking again)"]


def test_a_service_that_nobody_answers_for_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "TELL_AFTER_S", 0.2)
    told: list[str] = []

    def call() -> str:
        time.sleep(0.25)
        return answer()

    answer = failing(ServiceError("it cannot be reached"))
    assert attempted(call, Pace(0), threading.Event(), told.append) == "heard"
    assert attempted(failing(ServiceError("busy")), Pace(0), threading.Event(), told.append) == "heard"
    assert told == ["it cannot be reached (waiting 1 s, then asking again)"]
