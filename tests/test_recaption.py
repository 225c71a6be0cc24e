from __future__ import annotations

import json
import re
from pathlib import Path

import pysubs2
import pytest
import srt
import webvtt

from turncast.cli import main

INTERVIEW = """The ice

Kim Lee: What did you hear that night? And what then?

Bo Ek: A sound, and then nothing at all. It was very still, and the whole of the harbour lay white in the morning.

Kim Lee: And then?

Bo Ek: Nothing.
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("recaption")
    (folder / "talk.txt").write_text(INTERVIEW)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TURNCAST_CACHE", str(folder / "cache"))
        arguments = ["make", str(folder / "talk.txt"), "--engine", "tone", "--out", str(folder / "out"), "--quiet"]
        assert main([*arguments, "--captions", "srt,vtt,html,json"]) == 0
    return folder / "out"


@pytest.fixture
def episode(made: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "episode"
    folder.mkdir()
    for path in made.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


def test_a_make_writes_the_formats_asked_for_and_lists_them(made: Path) -> None:
    listed = json.loads((made / "episode.json").read_text())["captions"]
    assert listed == ["episode.srt", "episode.vtt", "episode.html", "episode.transcript.json"]
    assert all((made / name).read_text() for name in listed)


def test_subtitles_come_in_any_form_by_any_rules_without_touching_the_sound(episode: Path) -> None:
    sound = (episode / "episode.mp3").stat()
    assert main(["captions", str(episode), "--format", "ass,ttml", "--rules", "podcast", "--words"]) == 0
    found = pysubs2.load(str(episode / "episode.ass"))
    assert max(len(line) for event in found for line in event.plaintext.split("\n")) <= 32
    assert "white" in (episode / "episode.ttml").read_text()
    assert (episode / "episode.mp3").stat() == sound


def test_times_move_by_the_offset_and_names_go_on_request(episode: Path, tmp_path: Path) -> None:
    before = list(srt.parse((episode / "episode.srt").read_text()))
    out = tmp_path / "moved.srt"
    assert main(["captions", str(episode), "--offset", "1500", "--speakers", "none", "--out", str(out)]) == 0
    after = list(srt.parse(out.read_text()))
    assert [(cue.start - old.start).total_seconds() for cue, old in zip(after, before, strict=True)] == [1.5] * len(before)
    assert "KIM LEE" not in out.read_text().upper()


def test_edited_subtitles_go_back_into_the_script_and_tell_what_changes(
    episode: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edited = tmp_path / "edited.srt"
    edited.write_text((episode / "episode.srt").read_text().replace("harbour", "harbor").replace("Nothing.", "Nothing, no."))
    assert main(["captions", str(episode), "--import", str(edited)]) == 0
    told = capsys.readouterr().out
    assert "2 corrections" in told
    assert "sentences that change: 2" in told
    script = (episode / "script.md").read_text()
    assert "the whole of the harbor lay white" in script
    assert "**Bo Ek:** Nothing, no." in script
    assert "(voice tone/" in script


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--format", "docx"], 2, "there is no subtitle format 'docx': choose one of srt, vtt"),
        (["--rules", "itv"], 2, "choose one of netflix"),
        (["--offset", "-60000"], 2, "would put the first subtitle before the beginning"),
        (["--format", "srt,vtt", "--out", "x.srt"], 2, "--out names one file"),
        (["--import", "nowhere.srt"], 1, "nowhere.srt"),
    ],
)
def test_what_cannot_be_is_one_line_and_writes_nothing(
    episode: Path, arguments: list[str], code: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path.name: path.read_bytes() for path in episode.iterdir()}
    assert main(["captions", str(episode), *arguments]) == code
    told = capsys.readouterr().err.strip()
    assert message in told
    assert "\n" not in told
    assert {path.name: path.read_bytes() for path in episode.iterdir()} == before


@pytest.mark.parametrize(("data", "kind"), [(b"\x89PNG\r\n\x1a\n", "a PNG image"), (b"\x01\0\xff\0\0", "binary data")])
def test_what_is_no_text_is_no_subtitles(
    episode: Path, tmp_path: Path, data: bytes, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "edited.srt").write_bytes(data)
    assert main(["captions", str(episode), "--import", str(tmp_path / "edited.srt")]) == 1
    assert capsys.readouterr().err.strip().endswith(f"edited.srt: this is {kind}, not text; give an SRT or WebVTT file")


def test_a_folder_without_an_episode_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["captions", str(tmp_path)]) == 1
    assert "there is no episode here" in capsys.readouterr().err


@pytest.fixture
def of_a_show(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An episode of a show with rules of its own."""
    monkeypatch.setenv("TURNCAST_CACHE", str(made.parent / "cache"))
    (tmp_path / "talk.txt").write_text(INTERVIEW)
    (tmp_path / "show.toml").write_text('[captions]\nrules = "podcast"\nline_chars = 24\n')
    assert main(["make", str(tmp_path / "talk.txt"), "--engine", "tone", "--out", str(tmp_path / "out"), "--quiet"]) == 0
    return tmp_path / "out"


def longest_line(path: Path) -> int:
    return max(len(line) for cue in webvtt.read(str(path)) for line in cue.text.split("\n"))


def test_a_show_has_its_own_rules(of_a_show: Path) -> None:
    assert 16 < longest_line(of_a_show / "episode.vtt") <= 24


def test_subtitles_made_again_keep_the_rules_of_the_episode(of_a_show: Path) -> None:
    (of_a_show.parent / "show.toml").unlink()
    before = {form: (of_a_show / f"episode.{form}").read_text() for form in ("srt", "vtt")}
    assert main(["captions", str(of_a_show), "--format", "srt,vtt"]) == 0
    assert {form: (of_a_show / f"episode.{form}").read_text() for form in before} == before
    assert main(["captions", str(of_a_show), "--format", "vtt", "--rules", "netflix"]) == 0
    assert 24 < longest_line(of_a_show / "episode.vtt") <= 42


def test_a_check_judges_by_the_rules_of_the_episode(of_a_show: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(of_a_show), "--json"]) in (0, 1)
    told = {one["rule"]: one for one in json.loads(capsys.readouterr().out)["findings"]}["line length"]
    assert (told["limit"], told["source"], told["passed"]) == ("at most 24", "Podcasting 2.0; the show", True)


def broken(folder: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> set[str]:
    """The rules that a check finds not kept."""
    capsys.readouterr()
    assert main(["check", str(folder), "--json", *arguments]) in (0, 1)
    return {one["rule"] for one in json.loads(capsys.readouterr().out)["findings"] if one["passed"] is False}


def test_subtitles_by_other_rules_are_the_episodes_from_then_on(of_a_show: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = broken(of_a_show, capsys)
    assert main(["captions", str(of_a_show), "--format", "srt,ass", "--rules", "bbc"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert [line.rpartition("/")[2] for line in told] == ["episode.srt", "episode.ass", "episode.vtt, by the same rules now"]
    papers = json.loads((of_a_show / "episode.json").read_text())
    assert papers["captions"] == ["episode.srt", "episode.vtt", "episode.ass"]
    assert (papers["rules"], papers["own_rules"], papers["asked"]["rules"]) == ("bbc", [], "bbc")
    cues = list(srt.parse((of_a_show / "episode.srt").read_text()))
    assert papers["n_cues"] == len(cues) == len(webvtt.read(str(of_a_show / "episode.vtt")))
    assert 24 < longest_line(of_a_show / "episode.vtt") <= 37
    assert broken(of_a_show, capsys) <= before
    assert broken(of_a_show, capsys, "--rules", "bbc") <= before


@pytest.mark.parametrize("arguments", [["--out", "elsewhere.srt"], ["--offset", "500"]])
def test_subtitles_for_elsewhere_are_none_of_the_episodes(
    episode: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    before = {name: (episode / name).read_bytes() for name in ("episode.json", "episode.vtt")}
    assert main(["captions", str(episode), "--format", "srt", "--rules", "bbc", *arguments]) == 0
    assert {name: (episode / name).read_bytes() for name in before} == before


def test_a_form_in_its_own_way_leaves_the_others_as_they_are(episode: Path) -> None:
    before = {path.name: path.read_bytes() for path in episode.iterdir() if path.name != "episode.json"}
    assert main(["captions", str(episode), "--format", "ass", "--speakers", "color", "--words"]) == 0
    assert {name: (episode / name).read_bytes() for name in before} == before
    assert json.loads((episode / "episode.json").read_text())["captions"][-1] == "episode.ass"


def test_a_form_keeps_its_own_way_when_it_is_written_again(episode: Path) -> None:
    def is_karaoke() -> bool:
        return re.search(r"<\d\d:\d\d:\d\d\.\d\d\d>", (episode / "episode.vtt").read_text(encoding="utf-8")) is not None

    assert main(["captions", str(episode), "--format", "vtt", "--words", "--speakers", "color"]) == 0
    assert is_karaoke()
    for again in (["captions", str(episode), "--rules", "bbc"], ["make", str(episode / "script.md"), "--quiet"]):
        assert main(again) == 0
        assert is_karaoke()
        assert "::cue(" in (episode / "episode.vtt").read_text(encoding="utf-8")
    assert main(["captions", str(episode), "--format", "vtt"]) == 0
    assert not is_karaoke()
    assert main(["captions", str(episode), "--rules", "netflix"]) == 0
    assert not is_karaoke()


def test_a_track_without_its_words_times_is_one_line(episode: Path, capsys: pytest.CaptureFixture[str]) -> None:
    track = json.loads((episode / "track.json").read_text())
    track["segments"][1]["clip"]["words"].pop()
    (episode / "track.json").write_text(json.dumps(track))
    assert main(["captions", str(episode)]) == 1
    told = capsys.readouterr().err.strip()
    assert "sentence 2 of the track has " in told
    assert "make the episode again" in told
    assert "\n" not in told
