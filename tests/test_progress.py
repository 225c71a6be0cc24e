from __future__ import annotations

import io
from collections.abc import Iterator

import pytest

from turncast import progress as telling
from turncast.progress import Bar, Lines, Silent, progress_for


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four seconds pass between any two looks at the clock."""
    seconds: Iterator[float] = iter(range(1000, 100_000, 4))
    monkeypatch.setattr(telling.time, "monotonic", lambda: float(next(seconds)))


def test_plain_lines_tell_stages_and_now_and_then_the_time_left(clock: None) -> None:
    stream = io.StringIO()
    lines = Lines(stream)
    lines.stage("speaking 5 sentences")
    for done in range(1, 6):
        lines.advance(f"{done} of 5 sentences", 200 * done)
    lines.stage("mixing")
    assert stream.getvalue().splitlines() == ["speaking 5 sentences", "  4 of 5 sentences, 3 s left", "mixing"]


def test_a_terminal_sees_a_bar_with_share_and_time_left() -> None:
    stream = io.StringIO()
    bar = Bar(stream)
    bar.stage("speaking 5 sentences")
    bar.advance("1 of 5 sentences", 200)
    bar.advance("5 of 5 sentences", 1000)
    bar.close()
    bar.close()
    assert "speaking 5 sentences\n" in stream.getvalue()
    assert "20%" in stream.getvalue()
    assert "1 of 5 sentences" in stream.getvalue()
    assert "left" in stream.getvalue()


def test_quiet_says_nothing_and_a_pipe_gets_no_bar(capsys: pytest.CaptureFixture[str]) -> None:
    assert isinstance(progress_for(quiet=False), Lines)
    silent = progress_for(quiet=True)
    assert isinstance(silent, Silent)
    silent.stage("x")
    silent.advance("1", 1)
    silent.close()
    assert capsys.readouterr().err == ""
