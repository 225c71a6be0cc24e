"""Casting as a whole run sees it: command line over script over show over the engine's offer."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from turncast.audition import Engines, casting_of, doubts
from turncast.cli import main
from turncast.model import Casting, Part, Script, Speaker, Turn, Voice
from turncast.progress import Silent
from turncast.script.sentences import sentences
from turncast.script.show import Show
from turncast.script.textform import Edited
from turncast.speech.engine import pace_of
from turncast.speech.engines.tone import Tone
from turncast.store import Store

INTERVIEW = """The ice

By Kim Lee

Kim Lee: What did you hear that night?

Bo Ek: A sound, and then nothing at all.

Kim Lee: And then?

Bo Ek: Nothing.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TURNCAST_CACHE", str(tmp_path / "cache"))
    (tmp_path / "talk.txt").write_text(INTERVIEW)
    return tmp_path


def voices(folder: Path, capsys: pytest.CaptureFixture[str], *more: str, source: str = "talk.txt") -> dict[str, tuple[str, float]]:
    capsys.readouterr()
    out = ["--out", str(folder / "out")] if source == "talk.txt" else []
    assert main(["make", str(folder / source), "--engine", "tone", *out, "--json", *more]) == 0
    told = json.loads(capsys.readouterr().out)
    return {one["name"]: (one["voice"], one["rate"]) for one in told["speakers"]}


def test_a_show_remembers_who_has_which_voice(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "show.toml").write_text('[voices]\n"kim lee" = "tone/bass@1.2"\n')
    assert voices(folder, capsys) == {"Kim Lee": ("bass", 1.2), "Bo Ek": ("low", 1.0)}
    assert (folder / "show.toml").read_text() == '[voices]\n"kim lee" = "tone/bass@1.2"\n"Bo Ek" = "tone/low"\n'
    (folder / "talk.txt").write_text(INTERVIEW.replace("Kim Lee", "Di Eff"))
    assert voices(folder, capsys)["Bo Ek"] == ("low", 1.0)
    assert "Di Eff" in (folder / "show.toml").read_text()


def test_without_a_show_none_is_made(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    voices(folder, capsys)
    assert not (folder / "show.toml").exists()


def test_the_command_line_wins_over_the_show_and_the_script_keeps_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "show.toml").write_text('[voices]\n"Kim Lee" = "tone/bass"\n')
    assert voices(folder, capsys, "--cast", "lee=treble@0.8")["Kim Lee"] == ("treble", 0.8)
    assert "Kim Lee (voice tone/treble@0.8)" in (folder / "out" / "script.md").read_text()
    assert voices(folder, capsys, source="out/script.md")["Kim Lee"] == ("treble", 0.8)


def test_a_rate_that_the_engine_does_not_know_is_an_error(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["make", str(folder / "talk.txt"), "--engine", "tone", "--cast", "reporter=low@9"]) == 1
    assert "speaks at a rate of 0.25 to 4, not 9" in capsys.readouterr().err


def test_one_voice_for_two_people_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["make", str(folder / "talk.txt"), "--engine", "tone", "--out", str(folder / "out"), "--cast"]
    assert main([*arguments, "lee=low", "--cast", "ek=low"]) == 0
    assert "Kim Lee and Bo Ek share one voice" in capsys.readouterr().out


def test_a_voice_of_another_language_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["make", str(folder / "talk.txt"), "--engine", "espeak", "--out", str(folder / "out")]
    assert main([*arguments, "--cast", "ek=de+m3"]) == 0
    assert "the voice espeak/de+m3 is made for de, and the interview is in en" in capsys.readouterr().out


def test_two_guests_of_a_show_do_not_get_one_voice(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each is alone in an episode first; then both are in one."""
    (folder / "show.toml").write_text("")
    voices(folder, capsys)
    (folder / "talk.txt").write_text(INTERVIEW.replace("Bo Ek", "Cy Dee"))
    voices(folder, capsys)
    (folder / "talk.txt").write_text(INTERVIEW + "\nCy Dee: A sound for me too.\n")
    assert len(set(voices(folder, capsys).values())) == 3


def test_a_role_means_its_main_speaker_and_a_name_goes_before_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "talk.txt").write_text(INTERVIEW + "\nCy Dee: A sound for me too.\n\nBo Ek: Indeed.\n")
    main_one = voices(folder, capsys, "--cast", "interviewee=bass")
    assert [name for name, (voice, _) in main_one.items() if voice == "bass"] == ["Bo Ek"]
    both = voices(folder, capsys, "--cast", "Bo Ek=treble", "--cast", "interviewee=bass")
    assert (both["Bo Ek"][0], both["Cy Dee"][0]) == ("treble", "bass")


@pytest.mark.parametrize(
    ("language", "voice"), [("zh", "cmn+f2"), ("zh-CN", "cmn+f2"), ("no", "nb+f2"), ("iw", "he+f2"), ("de", "de+f2")]
)
def test_a_language_with_two_codes_is_one_language(language: str, voice: str) -> None:
    engines = Engines("espeak", Silent())
    script = Script("T", language, (Speaker("a", "A", "reporter"),), ())
    assert doubts(script, Casting((Part("a", Voice("espeak", voice, language)),)), engines) == ()
    assert {name.partition("+")[0].partition("-")[0] for name in engines.offer("espeak", language).others} == {
        voice.partition("+")[0]
    }


def test_a_pace_is_found_once_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def pace(engine: Tone, voice: Voice, turns: Sequence[Sequence[str]]) -> float:
        asked.append(voice.name)
        return np.float64(13.0)

    monkeypatch.setattr(Tone, "letters_per_s", pace)
    script = Script("T", "en", (Speaker("a", "A", "reporter"),), (Turn("a", "speech", "Are there four words? " * 20),))
    for _ in range(2):
        engines = Engines("tone", Silent(), Store(tmp_path))
        (part,) = casting_of(Edited(script, {}), engines, (), Show(), True).parts
        assert part.voice.rate < 1
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Once you have heard it, you never forget it, even if it was long ago. A crack opened under my bed. "),
        ("fr", "On ne l'oublie jamais, même quand on ne l'a entendue qu'une seule fois. Une fissure s'est ouverte sous mon lit. "),
        ("pt", "Nunca se esquece, mesmo que se tenha ouvido uma única vez. Abriu uma fenda debaixo da minha cama. "),
    ],
)
def test_espeak_is_brought_into_the_usual_pace(language: str, text: str) -> None:
    engines = Engines("espeak", Silent())
    script = Script("T", language, (Speaker("a", "A", "reporter"),), (Turn("a", "speech", text * 4),))
    (part,) = casting_of(Edited(script, {}), engines, (), Show(), True).parts
    turn = list(sentences(text * 4, language))
    spoken = pace_of(lambda one: engines["espeak"].speak(engines["espeak"].prepare(one.split(), part.voice), part.voice), [turn])
    assert part.voice.rate < 1 or language == "pt"
    assert 150 < spoken * 60 * len(text.split()) / sum(map(str.isalnum, text)) < 176
