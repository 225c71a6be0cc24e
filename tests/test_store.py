from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from turncast.errors import OutputError
from turncast.store import Store, digest, file_digest, refused, sweep, whole, write_whole


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_that_fails_half_way_leaves_the_old_one_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write_whole(path, "old")
    with pytest.raises(ZeroDivisionError), whole(path) as temporary:
        temporary.write_text(str(1 / 0))
    assert path.read_text() == "old"
    assert names(tmp_path) == ["a.txt"]


def test_text_is_written_as_utf8_with_line_feeds(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.srt", "“ü”\n")
    assert (tmp_path / "a.srt").read_bytes() == "“ü”\n".encode()


def test_a_full_disk_and_a_forbidden_folder_say_what_to_do() -> None:
    full = str(refused(Path("x.mp3"), OSError(errno.ENOSPC, "No space left on device")))
    assert "disk is full" in full
    assert "free some space" in full
    assert "permission denied" in str(refused(Path("x.mp3"), PermissionError(errno.EACCES, "Permission denied")))


def test_a_folder_that_is_a_file_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(OutputError, match="taken"):
        write_whole(tmp_path / "taken" / "a.txt", "")


def test_bytes_come_back_by_digest_and_damaged_ones_do_not(tmp_path: Path) -> None:
    store = Store(tmp_path)
    name = store.put(b"sound", ".flac")
    assert name == digest(b"sound")
    assert store.get(name, ".flac") == b"sound"
    next(tmp_path.rglob("*.flac")).write_bytes(b"s")
    assert store.get(name, ".flac") is None


def test_notes_come_back_under_their_key_until_forgotten(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert store.noted("ab12") is None
    store.note("ab12", "{}")
    assert store.noted("ab12") == "{}"
    store.forget("ab12")
    assert store.noted("ab12") is None


def test_an_answer_is_worked_out_once_and_again_where_it_is_damaged(tmp_path: Path) -> None:
    store, worked = Store(tmp_path), list[str]()

    def asked(question: str, answer: bytes) -> bytes:
        def work() -> bytes:
            worked.append(question)
            return answer

        return store.kept(question, work)

    answer = b"\n\x00 two lines\n"
    assert [asked("a", answer), asked("a", b"other"), asked("b", b"")] == [answer, answer, b""]
    assert worked == ["a", "b"]
    for damage in (b"", b"\n", answer, b"\xff" * 64 + b"\n" + answer):
        next(path for path in tmp_path.rglob("*.kept") if b"two lines" in path.read_bytes()).write_bytes(damage)
        assert asked("a", answer) == answer
    assert worked == ["a", "b", *["a"] * 4]


def test_an_answer_is_given_where_the_cache_takes_no_more(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert Store(tmp_path / "file").kept("a", lambda: b"worked out") == b"worked out"


def test_a_files_digest_is_that_of_its_bytes_and_empty_without_a_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 3_000_000)
    assert file_digest(tmp_path / "a") == digest(b"x" * 3_000_000)
    assert file_digest(tmp_path / "b") == ""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permission bits")
def test_what_a_killed_run_left_is_swept_after_a_while(tmp_path: Path) -> None:
    old, new = tmp_path / ".a-12345678.mp3", tmp_path / ".a-abcdefgh.mp3"
    pieces = tmp_path / ".a-12345678-87654321.mp3"
    pieces.mkdir()
    for path in (old, new, pieces / "piece.mp3", tmp_path / "a.mp3", tmp_path / ".b-12345678.mp3"):
        path.write_bytes(b"sound")
    for path in (old, pieces, tmp_path / ".b-12345678.mp3"):
        os.utime(path, (1, 1))
    sweep(tmp_path / "a.mp3")
    assert sorted(path.name for path in tmp_path.iterdir()) == [new.name, ".b-12345678.mp3", "a.mp3"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such mask")
def test_threads_that_write_leave_the_mask_of_the_process_alone(tmp_path: Path) -> None:
    code = """
import os, sys, threading
from pathlib import Path
os.umask(0o077)
from turncast.store import write_whole
def write(number):
    for again in range(100):
        write_whole(Path(sys.argv[1]) / f"{number}.txt", "")
threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
for one in threads: one.start()
for one in threads: one.join()
print(oct(os.umask(0)), {oct(path.stat().st_mode & 0o777) for path in Path(sys.argv[1]).iterdir()})
"""
    done = subprocess.run([sys.executable, "-c", code, tmp_path], capture_output=True, text=True, check=True)
    assert done.stdout == "0o77 {'0o600'}\n"


def test_a_file_gets_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("")
    write_whole(tmp_path / "whole", "")
    assert (tmp_path / "whole").stat().st_mode == (tmp_path / "plain").stat().st_mode
