from __future__ import annotations

import hashlib
import io
import json
import os
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from speech_services import HTML, Reply, serving

from turncast.errors import OutputError, VoiceError
from turncast.speech import assets

HEART, EMMA = (bytes([number]) * assets.VOICE_BYTES for number in (1, 2))
VOICES = {"af_heart": HEART, "bf_emma": EMMA}
DIGESTS = {name: hashlib.sha256(data).hexdigest()[:16] for name, data in VOICES.items()}


def get(again: bool = False) -> tuple[str, list[str]]:
    """The line, and what was said meanwhile."""
    said: list[str] = []
    return assets.get_voices(said.append, tuple(VOICES), DIGESTS, again), said


def kept() -> dict[str, bytes]:
    return {name: path.read_bytes() for name, path in assets.voices_in(assets.kept_folder()).items()}


def from_hub(path: str, body: bytes) -> Reply:
    return Reply(VOICES[Path(path).stem]) if path == f"/{assets.HUB_VOICES}/{Path(path).stem}.bin" else Reply(status=404)


# --- the model -------------------------------------------------------------------------------------------------------


@pytest.fixture
def parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Two small packages with a part each, in place of four with 23 MB."""
    for name, data in (("small_part_1", b"one"), ("small_part_2", b"two")):
        (tmp_path / "packages" / name).mkdir(parents=True)
        (tmp_path / "packages" / name / "__init__.py").touch()
        (tmp_path / "packages" / name / "part.bin").write_bytes(data)
    monkeypatch.syspath_prepend(tmp_path / "packages")
    monkeypatch.setattr(assets, "MODEL_PACKAGES", ("small_part_1", "small_part_2"))
    monkeypatch.setattr(assets, "MODEL_SHA256", hashlib.sha256(b"onetwo").hexdigest())
    yield tmp_path / "packages"
    for name in assets.MODEL_PACKAGES:
        sys.modules.pop(name, None)


def test_the_model_is_its_parts_and_the_duration_output(parts: Path, empty_cache: Path) -> None:
    made = assets.timed_model(lambda line: None).read_bytes()
    assert made.startswith(b"onetwo")
    assert b"duration" in made[6:]


def test_the_model_is_joined_once_and_then_trusted(parts: Path, empty_cache: Path) -> None:
    said: list[str] = []
    first = assets.timed_model(said.append)
    (parts / "small_part_1" / "part.bin").unlink()
    assert assets.timed_model(said.append) == first
    assert len(said) == 1


def test_a_model_that_was_touched_is_made_again(parts: Path, empty_cache: Path) -> None:
    path = assets.timed_model(lambda line: None)
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    assert assets.timed_model(lambda line: None).read_bytes() == whole


def test_a_damaged_part_is_an_error_and_leaves_no_model(parts: Path, empty_cache: Path) -> None:
    (parts / "small_part_2" / "part.bin").write_bytes(b"tw0")
    with pytest.raises(VoiceError, match=r"damaged.*reinstall small-part-1 to small-part-2"):
        assets.timed_model(lambda line: None)
    assert not assets.model_path().exists()


def test_an_absent_part_is_an_error_that_says_what_to_install(parts: Path, empty_cache: Path) -> None:
    (parts / "small_part_2" / "part.bin").unlink()
    with pytest.raises(VoiceError, match="not installed"):
        assets.timed_model(lambda line: None)


def test_a_cache_that_cannot_be_written_is_an_error(parts: Path, empty_cache: Path) -> None:
    empty_cache.write_text("a file where the folder should be")
    with pytest.raises(OutputError, match="cannot write"):
        assets.timed_model(lambda line: None)


# --- voices ----------------------------------------------------------------------------------------------------------


def test_voices_come_from_the_hub(empty_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(from_hub) as url:
        monkeypatch.setenv("TURNCAST_HUB", url)
        line, _ = get()
    assert line == "2 Kokoro voices from the model hub"
    assert kept() == VOICES


def test_a_second_time_nobody_is_asked(empty_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(from_hub) as url:
        monkeypatch.setenv("TURNCAST_HUB", url)
        first, _ = get()
    assert get() == (first, [])


def test_a_machine_without_network_is_told_once_and_can_try_again(empty_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line, said = get()
    assert line == (
        "five Japanese-made voices that come with the install (the model hub: it cannot be reached; "
        "the npm package kokoro-js 1.2.1: there is no npm); `turncast voices --get` tries again"
    )
    assert len(said) == 2
    assert get() == (line, [])
    with serving(from_hub) as url:
        monkeypatch.setenv("TURNCAST_HUB", url)
        assert get(again=True)[0] == "2 Kokoro voices from the model hub"


def test_voices_that_are_there_already_are_not_asked_for(empty_cache: Path) -> None:
    for name, data in VOICES.items():
        assets.kept_folder().mkdir(parents=True, exist_ok=True)
        (assets.kept_folder() / f"{name}.bin").write_bytes(data)
    assert get() == ("2 Kokoro voices that were in the cache", [])


def test_voices_that_vanish_are_got_again(empty_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(from_hub) as url:
        monkeypatch.setenv("TURNCAST_HUB", url)
        get()
        (assets.kept_folder() / "af_heart.bin").unlink()
        get()
    assert kept() == VOICES


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (HTML, "af_heart has 37 bytes, not 522,240"),
        (Reply(HEART[:-1]), "af_heart has 522,239 bytes"),
        (Reply(HEART + b"more"), "af_heart has 522,244 bytes"),
        (Reply(HEART[:1000], claims=len(HEART)), "it cannot be reached"),
        (Reply(bytes(len(HEART))), "af_heart is damaged"),
        (Reply(status=404), "it answered 404"),
        (Reply(status=503), "it answered 503"),
        (Reply(HEART, wait_s=1), "it cannot be reached"),
    ],
    ids=["a sign-in page", "a byte short", "too long", "broken off", "other content", "not there", "overloaded", "silent"],
)
def test_a_hub_that_misbehaves_is_survived(reply: Reply, reason: str, empty_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "READ_S", 0.2 if reply.wait_s else 30)
    with serving(lambda path, body: reply) as url:
        monkeypatch.setenv("TURNCAST_HUB", url)
        line, _ = get()
    assert f"the model hub: {reason}" in line
    assert kept() == {}


def test_a_hub_that_drips_is_left_after_a_while(empty_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "FILE_S", 0.0)
    with serving(from_hub) as url:
        monkeypatch.setenv("TURNCAST_HUB", url)
        assert "it took more than 0 s" in get()[0]


def npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, packed: dict[str, bytes]) -> None:
    """An npm on the PATH that does what the script says; $PACKAGE is an archive with these files."""
    package, program = tmp_path / "made.tgz", tmp_path / "bin" / "npm"
    with tarfile.open(package, "w:gz") as archive:
        for name, data in packed.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\nPACKAGE={package}\necho $* >> {tmp_path}/asked\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent))


POSIX = pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
COPY = "/bin/cp $PACKAGE kokoro-js-1.2.1.tgz"
PACKED = {f"package/voices/{name}.bin": data for name, data in VOICES.items()}


@POSIX
def test_voices_come_from_npm_where_there_is_no_hub(empty_cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    npm(tmp_path, monkeypatch, COPY, PACKED)
    assert get()[0] == "2 Kokoro voices from the npm package kokoro-js 1.2.1"
    assert kept() == VOICES
    assert (tmp_path / "asked").read_text() == "pack kokoro-js@1.2.1\n"


@POSIX
def test_only_voices_we_know_leave_the_package(empty_cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    evil = ("../../af_evil", "/package/voices/af_evil", "package/dist/af_evil", "package/voices/../../af_evil")
    strange = ["package/voices/zz_other.bin", *(f"{name}.bin" for name in evil)]
    npm(tmp_path, monkeypatch, COPY, PACKED | dict.fromkeys(strange, HEART))
    get()
    assert kept() == VOICES
    assert not list(tmp_path.rglob("*evil*"))


@POSIX
@pytest.mark.parametrize(
    ("script", "packed", "reason"),
    [
        ("exit 1", {}, "npm cannot get it"),
        ("exec /bin/sleep 5", {}, "npm cannot get it"),
        ("exit 0", {}, "lacks af_heart"),
        (COPY, {"package/voices/af_heart.bin": HEART}, "lacks bf_emma"),
        (COPY, PACKED | {"package/voices/bf_emma.bin": HEART}, "bf_emma is damaged"),
        (COPY, PACKED | {"package/voices/bf_emma.bin": EMMA[:-4]}, "lacks bf_emma"),
        ("echo no archive > made.tgz", {}, "what npm brought is damaged"),
    ],
    ids=["fails", "hangs", "brings nothing", "lacks one", "mixed up", "short", "no archive"],
)
def test_an_npm_that_misbehaves_is_survived(
    script: str, packed: dict[str, bytes], reason: str, empty_cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assets, "NPM_S", 0.5)
    npm(tmp_path, monkeypatch, script, packed)
    line, _ = get()
    assert reason in line
    assert "bf_emma" not in kept()


def test_a_note_that_cannot_be_read_is_as_none(empty_cache: Path) -> None:
    line, _ = get()
    note = assets.kept_folder().parent / "voices.json"
    assert json.loads(note.read_text())["line"] == line
    note.write_text("{")
    assert len(get()[1]) == 2


def test_a_named_folder_that_is_not_there_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TURNCAST_VOICES", str(tmp_path / "nowhere"))
    with pytest.raises(VoiceError, match="TURNCAST_VOICES names"):
        assets.named_folder()


def test_only_files_of_the_right_size_are_voices(tmp_path: Path) -> None:
    (tmp_path / "my_voice.bin").write_bytes(HEART)
    (tmp_path / "broken.bin").write_bytes(HEART[:-1])
    assert list(assets.voices_in(tmp_path)) == ["my_voice"]
