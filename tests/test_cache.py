from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from turncast.cli import main
from turncast.store import Store, Usage, cache_limit_bytes


def aged(store: Store, days: int) -> None:
    for path in store.root.rglob("*.*"):
        os.utime(path, (time.time() - days * 86_400,) * 2)


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    store = Store(tmp_path)
    old, new = "a" * 64, "b" * 64
    store.note(old, "old")
    old_sound = store.put(b"x" * 1000, ".flac")
    aged(store, 10)
    store.note(new, "new")
    new_sound = store.put(b"y" * 1000, ".flac")
    aged(store, 5)
    store.used(old, ".json")
    store.used(old_sound, ".flac")
    assert store.evict(1500) == Usage(1, 1003)
    assert (store.noted(old), store.noted(new)) == ("old", None)
    assert store.has(old_sound, ".flac")
    assert not store.has(new_sound, ".flac")


def test_what_another_run_may_be_about_to_read_stays(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.note("a" * 64, "new")
    assert store.evict(0) == Usage(0, 0)
    assert store.noted("a" * 64) == "new"


def test_a_clip_whose_sound_was_evicted_is_spoken_again_without_a_word_of_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TURNCAST_CACHE", str(tmp_path / "cache"))
    (tmp_path / "talk.txt").write_text("Talk\n\nQ: Where is everybody?\n\nA: Gone.\n\nQ: Why?\n\nA: Nobody knows it.\n")
    make = ["make", str(tmp_path / "talk.txt"), "--engine", "tone", "--out", str(tmp_path / "out")]
    assert main(make) == 0
    first, second, *_ = sorted((tmp_path / "cache" / "clips").rglob("*.flac"))
    first.unlink()
    capsys.readouterr()
    assert main(make) == 0
    told = capsys.readouterr()
    assert "1 were spoken now" in told.out
    assert "damaged" not in told.err
    second.write_bytes(b"damaged")
    assert main(make) == 0
    told = capsys.readouterr()
    assert "1 were spoken now" in told.out
    assert "1 kept clip was damaged and will be spoken again" in told.err


def test_the_cache_is_shown_and_cleared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TURNCAST_CACHE", str(tmp_path))
    store = Store(tmp_path / "clips")
    store.note("a" * 64, "text")
    store.put(b"sound" * 1000, ".flac")
    (tmp_path / "voices").mkdir()
    (tmp_path / "voices" / "one.bin").write_bytes(b"voice" * 20_000)
    assert main(["cache"]) == 0
    told = capsys.readouterr().out
    assert "1 clips, 0.0 MB" in told
    assert "models and voices, 0.1 MB" in told
    assert main(["cache", "--clear"]) == 0
    assert "dropped 1 clips" in capsys.readouterr().out
    assert store.usage() == Usage(0, 0)
    assert (tmp_path / "voices" / "one.bin").exists()


def test_a_limit_that_is_no_number_is_an_error_before_anything_is_spoken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TURNCAST_CACHE_GB", "0.5")
    assert cache_limit_bytes() == 500_000_000
    monkeypatch.setenv("TURNCAST_CACHE_GB", "plenty")
    assert main(["make", "nothing.txt"]) == 2
    assert main(["cache"]) == 2


@pytest.mark.parametrize("limit", ["-1", "nan", "inf", "few"])
def test_a_limit_that_cannot_be_drops_nothing(
    limit: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TURNCAST_CACHE", str(tmp_path))
    store = Store(tmp_path / "clips")
    store.put(b"text", ".flac")
    assert main(["cache", f"--limit={limit}"]) == 2
    assert f"--limit is {limit!r}; give a number of gigabytes, such as 20" in capsys.readouterr().err
    assert store.usage() == Usage(1, 4)
    assert main(["cache", "--limit", "0"]) == 0
    assert store.usage() == Usage(0, 0)
