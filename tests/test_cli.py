"""Bad input gets one clear line and an exit code, in this process so that it is quick."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from turncast.cli import main
from turncast.folder import slug
from turncast.model import Voice
from turncast.speech.engine import Say, Speech
from turncast.speech.engines import FAMILY
from turncast.speech.engines.tone import Tone

SMALL_FILES = """\
import resource, runpy
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
runpy.run_module("turncast", run_name="__main__", alter_sys=True)
"""


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TURNCAST_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)


def failed(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 1) -> str:
    """The one line that a failing command tells."""
    capsys.readouterr()
    assert main(arguments) == code
    told = capsys.readouterr()
    lines = [line for line in told.err.splitlines() if line.startswith("turncast: ")]
    assert told.out == ""
    assert len(lines) == 1
    assert "Traceback" not in told.err
    return lines[0]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "PNG image"),
        (b"abc\0def", "binary"),
        (b"\xff\xfea\xd8", "save it as UTF-8"),
        (b"x" * 20_000_001, "the limit is 20,000,000"),
        (b"-- -- -- !!", "nothing in it can be read aloud"),
    ],
)
def test_a_source_that_is_no_interview_is_one_line(
    content: bytes, expected: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.txt").write_bytes(content)
    line = failed(capsys, "make", "bad.txt", "--engine", "tone")
    assert expected in line
    assert "bad.txt" in line
    assert not (tmp_path / "output").exists()


def test_a_missing_file_and_a_folder_are_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert "no such file" in failed(capsys, "make", "nowhere.txt")
    assert "folder" in failed(capsys, "script", ".")


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--engine", "gramophone"), "there is no engine 'gramophone'"),
        (("--engine", "Espekc"), "there is no engine 'Espekc' (did you mean espeak?): choose one of kokoro, "),
        (("--cast", "reporter=alto"), "alto"),
        (("--cast", "reporter=TREBBLE"), "tone has no voice 'TREBBLE': did you mean treble"),
        (("--cast", "Nobody=low"), "Nobody"),
        (("--cast", "reporter=gramophone/low"), "there is no engine 'gramophone'"),
    ],
)
def test_an_unknown_engine_voice_or_speaker_is_one_line(
    options: tuple[str, str], expected: str, sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    engine = () if options[0] == "--engine" else ("--engine", "tone")
    assert expected in failed(capsys, "make", str(sample), *engine, *options)


def test_a_cast_without_a_voice_is_a_wrong_call(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "SPEAKER_OR_ROLE=VOICE" in failed(capsys, "make", str(sample), "--engine", "tone", "--cast", "reporter", code=2)


def test_a_folder_that_cannot_be_written_is_told_before_anything_is_spoken(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "taken").write_text("")
    assert "cannot write" in failed(capsys, "make", str(sample), "--engine", "tone", "--out", "taken")
    assert not list((tmp_path / "cache").rglob("*.flac"))


@pytest.mark.skipif(sys.platform == "win32", reason="uses a POSIX limit")
def test_a_disk_that_takes_no_more_leaves_nothing_half_written(sample: Path, tmp_path: Path) -> None:
    main(["make", str(sample), "--engine", "tone", "--out", "out", "--quiet"])
    (tmp_path / "out" / "episode.mp3").unlink()
    command = [sys.executable, "-c", SMALL_FILES, "make", "out/script.md"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 1
    assert "episode.mp3" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
    assert not [path.name for path in (tmp_path / "out").iterdir() if "mp3" in path.name]


def test_debug_shows_where_an_error_came_from(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["make", "nowhere.txt", "--debug"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_wrong_usage_exits_with_two(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["make"])
    assert stopped.value.code == 2
    assert "SOURCE" in capsys.readouterr().err


def test_the_script_of_an_interview_can_be_made_from_as_it_is_printed(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["script", str(sample)]) == 0
    text = capsys.readouterr().out
    (tmp_path / "script.md").write_text(text, encoding="utf-8")
    assert main(["script", "script.md"]) == 0
    assert capsys.readouterr().out == text


def test_the_script_as_json_lines_names_speaker_role_and_text(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["script", str(sample), "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {tuple(line) for line in lines} == {("speaker", "role", "text")}
    assert {"speaker": "Aslak Solberg", "role": "interviewee"}.items() <= lines[-2].items()


def test_standard_input_is_a_source(sample: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(sample.read_bytes())))
    assert main(["script", "-"]) == 0
    assert "- interviewee: Aslak Solberg" in capsys.readouterr().out


def test_quiet_says_nothing_and_the_folder_is_named_after_the_title(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("Q: Well?\n\nA: Yes.\n", encoding="utf-8")
    assert main(["make", "a.txt", "--engine", "tone", "--quiet", "--title", "On Ice & Snow"]) == 0
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", "")
    assert (tmp_path / "output" / "on-ice-snow" / "episode.mp3").exists()


def test_the_summary_tells_length_loudness_voices_cues_and_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("Q: Well?\n\nA: Yes.\n", encoding="utf-8")
    assert main(["make", "a.txt", "--engine", "tone", "--out", "here"]) == 0
    told = capsys.readouterr().out
    for part in ("LUFS", "dBTP", "tone/high", "tone/low", "2 cues", "here"):
        assert part in told


class Kaput(Tone):
    """Breaks on some sentences."""

    name = "kaput"

    def ready(self, say: Say, again: bool = False) -> str:
        return "54 made-up voices"

    def speak(self, prompt: tuple[str, ...], voice: Voice) -> Speech:
        if "kaput" in prompt[-1]:
            raise ValueError("kaput")
        return super().speak(prompt, voice)


def test_the_summary_tells_who_is_heard_where_an_engine_broke(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        "turncast.speech.engines.FAMILY", replace(FAMILY, built_in={**FAMILY.built_in, "kaput": f"{__name__}:Kaput"})
    )
    make = ["make", "a.txt", "--engine", "kaput", "--fallback", "tone"]
    (tmp_path / "a.txt").write_text("Q: Well, kaput?\n\nA: Yes. It is so. All of it is kaput.\n", encoding="utf-8")
    assert main([*make, "--out", "some"]) == 0
    told = capsys.readouterr().out
    for part in (
        "(reporter): tone/high\n",
        "(interviewee): kaput/low and tone/low\n",
        "54 made-up voices",
        "2 sentences were spoken by tone",
    ):
        assert part in told
    (tmp_path / "a.txt").write_text("Q: Well, kaput?\n\nA: It is kaput.\n", encoding="utf-8")
    assert main([*make, "--out", "none"]) == 0
    told = capsys.readouterr().out
    assert "(interviewee): tone/low\n" in told
    assert "made-up" not in told


def test_the_voices_command_lists_every_engine(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["voices"]) == 0
    told = capsys.readouterr().out
    for engine in ("kokoro", "gtts", "espeak", "tone"):
        assert f"\n{engine}" in "\n" + told
    assert "tone/low" in told


def test_the_voices_command_tells_what_an_engine_can(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["voices"]) == 0
    told = capsys.readouterr().out
    for line in (
        "tone  24,000 Hz, 4,000 characters at once, exact word times",
        "gtts  24,000 Hz, 2,000 characters at once, word times by comparison, several sentences in parallel, needs the internet",
    ):
        assert f"{line}\n" in told


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--engine", "nosuch"), "there is no engine 'nosuch'"),
        (("--engine", "openai"), "the engine openai cannot be used here: set OPENAI_API_KEY"),
        (("--engine", "tone", "--language", "en"), "no voice here speaks 'en'"),
        (("--language", "qaa"), "no voice here speaks 'qaa'; codes look like en or pt-BR"),
    ],
)
def test_voices_that_are_not_there_are_an_error(
    options: tuple[str, ...], expected: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    assert expected in failed(capsys, "voices", *options)


def test_a_language_may_be_written_as_it_comes_and_a_voice_may_speak_several(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://localhost:8880/v1")
    monkeypatch.setenv("TURNCAST_OPENAI_VOICES", "emma:en-GB:female,bob,siwis:fr")
    assert main(["voices", "--engine", "openai", "--language", "EN_gb"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == ["openai", "openai/emma", "openai/bob"]


def test_before_voices_were_got_the_list_says_how(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("TURNCAST_VOICES", raising=False)
    told = "these come with the install; `turncast voices --get` gets the others"
    assert main(["voices", "--engine", "kokoro"]) == 0
    assert told in capsys.readouterr().out.splitlines()[0]
    (tmp_path / "cache" / "kokoro" / "voices").mkdir(parents=True)
    (tmp_path / "cache" / "kokoro" / "voices" / "bf_emma.bin").write_bytes(bytes(510 * 256 * 4))
    assert main(["voices", "--engine", "kokoro"]) == 0
    assert told not in capsys.readouterr().out


@pytest.mark.parametrize("title", ["con", "..", "a/b\\c", "x" * 300, "\u202e"])
def test_a_title_makes_a_plain_folder_name(title: str) -> None:
    name = slug(title)
    assert 0 < len(name) <= 60
    assert not set(name) & set('/\\:*?"<>|.')
    assert name.upper() not in ("CON", "NUL", "AUX", "PRN")


def test_output_that_nobody_reads_any_more_is_no_crash(sample: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "turncast", "script", str(sample)], stdout=write, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (1, "")


def test_explaining_tells_evidence_confidence_and_spans(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = sample.read_text(encoding="utf-8")
    assert main(["script", str(sample), "--json", "--explain"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert all(line["evidence"] and 0 < line["confidence"] <= 1 for line in lines)
    assert [" ".join(source[start:end] for start, end in line["spans"]) for line in lines[:2]] == [
        line["text"] for line in lines[:2]
    ]


def test_a_script_from_a_windows_shell_is_a_script(sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["script", str(sample)]) == 0
    text = capsys.readouterr().out
    (tmp_path / "script.md").write_bytes(text.replace("\n", "\r\n").encode("utf-16"))
    assert main(["script", "script.md"]) == 0
    assert capsys.readouterr().out == text


def test_another_engine_does_not_need_the_voices_of_the_script(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["script", str(sample)]) == 0
    text = capsys.readouterr().out.replace("- reporter: Nora Harrow", "- reporter: Nora Harrow (voice gramophone/tin)")
    (tmp_path / "script.md").write_text(text, encoding="utf-8")
    assert main(["make", "script.md", "--engine", "tone", "--out", "out", "--quiet"]) == 0


def test_two_interviews_of_one_title_do_not_share_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, answer in (("a.txt", "Yes."), ("b.txt", "No."), ("a.txt", "Perhaps.")):
        (tmp_path / name).write_text(f"On Rope\n\nQ: Well?\n\nA: {answer}\n", encoding="utf-8")
        assert main(["make", name, "--engine", "tone", "--quiet"]) == 0
    assert "Perhaps." in (tmp_path / "output" / "on-rope" / "episode.srt").read_text(encoding="utf-8")
    assert "No." in (tmp_path / "output" / "on-rope-2" / "episode.srt").read_text(encoding="utf-8")


def test_a_title_of_several_lines_becomes_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Q: Well?\n\nA: Yes.\n", encoding="utf-8")
    assert main(["make", "a.txt", "--engine", "tone", "--quiet", "--title", "On\nRope ", "--out", "o"]) == 0
    assert main(["make", "o/script.md", "--quiet"]) == 0
    assert "- title: On Rope\n" in (tmp_path / "o" / "script.md").read_text(encoding="utf-8")


def test_short_turns_are_given_time_for_their_subtitles(tmp_path: Path) -> None:
    text = "\n\n".join(["Q: I?", "A: I."] * 6)
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert main(["make", "a.txt", "--engine", "tone", "--quiet", "--out", "o"]) == 0
    times = re.findall(r"(\d\d):(\d\d),(\d\d\d) --> 00:(\d\d):(\d\d),(\d\d\d)", (tmp_path / "o" / "episode.srt").read_text())
    lengths = [int(d) * 60_000 + int(e) * 1000 + int(f) - int(a) * 60_000 - int(b) * 1000 - int(c) for a, b, c, d, e, f in times]
    assert len(lengths) == 12
    assert min(lengths) >= 833
