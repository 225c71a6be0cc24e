"""espeak-ng: robotic, but always there, in over a hundred languages, and it tells when each word begins."""

from __future__ import annotations

import ctypes
import threading
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from itertools import accumulate, count, takewhile
from pathlib import Path
from typing import Any, Literal

import numpy as np

from turncast.errors import EngineError, LanguageError, VoiceError
from turncast.model import Role, Voice
from turncast.speech.check import can_be_said, known, rate_within, speakable
from turncast.speech.engine import Engine, Samples, Say, Speech, VoiceInfo, pace_of, silence
from turncast.speech.engines.edges import word_times

# speak_lib.h of espeak-ng 1.52
_SYNCHRONOUS, _DO_NOT_EXIT, _UTF8 = 2, 0x8000, 1
_WORD_EVENT, _RATE_PARAMETER = 1, 1
_WORDS_PER_MINUTE = 175
"""espeak-ng's own pace; it takes 80 to 450."""
_WITHOUT_DICTIONARY = frozenset(("fo", "kaa", "xex"))
_USUAL = {"en": "en-us", "zh": "cmn", "no": "nb", "iw": "he", "in": "id"}
"""What espeak-ng calls a language otherwise, and the one of several that is meant."""
_ROLES = {"reporter": "f2", "interviewee": "m3"}
"""Variants of a voice: two that nobody confuses."""
_GENDERS: tuple[tuple[str, Literal["female", "male"]], ...] = (("f2", "female"), ("m3", "male"))


class Espeak(Engine):
    name = "espeak"
    sample_rate_hz = 22_050
    tells_times = True
    max_chars = 3000

    def missing(self) -> str:
        return "" if find_spec("espeakng_loader") else "install turncast again, with its dependencies: espeakng_loader not found"

    def ready(self, say: Say, again: bool = False) -> str:
        _library()
        return ""

    def voices(self) -> tuple[VoiceInfo, ...]:
        """Two for each language, such as "en-us+f2"; any other variant of espeak-ng can be named too."""
        return tuple(
            VoiceInfo(f"{language}+{variant}", language, gender, title)
            for language, title in _languages().items()
            for variant, gender in _GENDERS
        )

    def pick(self, language: str, role: Role) -> str:
        wanted, there = language.lower().replace("_", "-"), _languages()
        code = wanted.partition("-")[0]
        same = sorted(name for name in there if name.partition("-")[0] == code)
        for name in (wanted, _USUAL.get(code), code, f"{code}-{code}", *same):
            if name in there:
                return f"{name}+{_ROLES[role]}"
        raise LanguageError(f"espeak does not speak {language!r}; try --engine gtts")

    def letters_per_s(self, voice: Voice, turns: Sequence[Sequence[str]]) -> float:
        """Measured on the turns themselves: it depends on the language (en 12.2, pt 12.9, es 13.6, fr 16.5), and a minute of
        speech takes a tenth of a second."""
        own = replace(voice, rate=1.0)
        return pace_of(lambda sentence: self.speak(self.prepare(sentence.split(), own), own), turns)

    def fingerprint(self, voice: Voice) -> str:
        return f"espeak-2-{version('espeakng-loader')}-{_known(voice).name}"

    def prepare(self, words: Sequence[str], voice: Voice, take: int = 0) -> tuple[str, ...]:
        _known(voice)
        rate_within(voice, 0.5, 2.5)
        return tuple(speakable(words, self.max_chars, self.name))

    def speak(self, prompt: tuple[str, ...], voice: Voice) -> Speech:
        sounding = [can_be_said(word) for word in prompt]
        if not any(sounding):
            return silence(len(prompt), self.sample_rate_hz)
        samples, events, sample_rate_hz = _synthesise(" ".join(prompt), _known(voice).name, voice.rate)
        borders = [*_starts(prompt, events, len(samples)), len(samples)]
        return Speech(samples, sample_rate_hz, word_times(sounding, borders, samples, sample_rate_hz))


def _starts(words: Sequence[str], events: Iterable[tuple[int, int]], n_samples: int) -> list[int]:
    """Where each sounding word begins, from events (character, sample).

    One that espeak-ng has drawn into its neighbour, as the "the" of "of the", gets its share of both by letters.
    """
    ends = list(accumulate(len(word) + 1 for word in words))
    told: dict[int, int] = {}
    for character, sample in events:
        told.setdefault(bisect_right(ends, character), sample)
    sounding = [index for index, word in enumerate(words) if can_be_said(word)]
    heard = [index for index in sounding if index in told]
    starts = np.interp(
        [ends[index] - len(words[index]) for index in sounding],
        [-1, *(ends[index] - len(words[index]) for index in heard), ends[-1] + 1],
        [0, *np.maximum.accumulate([told[index] for index in heard]), n_samples],
    )
    return [int(start) for start in starts]


def _known(voice: Voice) -> Voice:
    """The voice itself, if espeak-ng has it; given another variant it would speak in its plain voice, and not tell."""
    _, _, variant = voice.name.partition("+")
    kinds = {*_ROLES.values(), variant} & _variants()
    return known(voice, [*_languages(), *(f"{name}+{kind}" for kind in sorted(kinds) for name in _languages())])


# --- the library -----------------------------------------------------------------------------------------------------


class _Id(ctypes.Union):
    _fields_ = [("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8)]


class _Event(ctypes.Structure):
    """espeak_EVENT: `text_position` counts characters from 1, `sample` from the beginning of the text's sound."""

    _fields_ = [
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Id),
    ]


class _Voice(ctypes.Structure):
    """espeak_VOICE: `languages` holds pairs of a priority (one byte) and a name that ends in a zero."""

    _fields_ = [
        ("name", ctypes.c_char_p),
        ("languages", ctypes.c_char_p),
        ("identifier", ctypes.c_char_p),
        ("gender", ctypes.c_ubyte),
        ("age", ctypes.c_ubyte),
        ("variant", ctypes.c_ubyte),
        ("xx1", ctypes.c_ubyte),
        ("score", ctypes.c_int),
        ("spare", ctypes.c_void_p),
    ]


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))
_one_at_a_time = threading.Lock()
"""The library keeps everything in global variables."""


@lru_cache(maxsize=1)
def _library() -> tuple[Any, int]:
    """The library and its sample rate. phonemizer, which Kokoro needs, opens copies of its own, so neither disturbs the other."""
    import espeakng_loader

    try:
        library = ctypes.CDLL(espeakng_loader.get_library_path())
        sample_rate_hz = library.espeak_Initialize(_SYNCHRONOUS, 0, espeakng_loader.get_data_path().encode(), _DO_NOT_EXIT)
    except (OSError, RuntimeError) as error:
        raise VoiceError(f"espeak-ng cannot be loaded ({error}); install espeakng-loader again") from error
    if sample_rate_hz <= 0:
        raise VoiceError("espeak-ng does not start: its data folder is damaged; install espeakng-loader again")
    size, pointer, unsigned = ctypes.c_size_t, ctypes.c_void_p, ctypes.c_uint
    library.espeak_Synth.argtypes = [ctypes.c_char_p, size, unsigned, ctypes.c_int, unsigned, unsigned, pointer, pointer]
    library.espeak_ListVoices.restype = ctypes.POINTER(ctypes.POINTER(_Voice))
    return library, sample_rate_hz


def _languages() -> dict[str, str]:
    """Titles by language code."""
    return {code: title for code, (title, _) in _listed().items()}


@lru_cache(maxsize=1)
def _listed() -> dict[str, tuple[str, str]]:
    """Title and identifier by language code, without those whose dictionary is not in the wheel: they would be silent."""
    listed, found = _library()[0].espeak_ListVoices(None), dict[str, tuple[str, str]]()
    for voice in takewhile(bool, (listed[index] for index in count())):
        one = voice.contents
        found.setdefault(one.languages[1:].decode(), (one.name.decode(), one.identifier.decode()))
    return {code: told for code, told in found.items() if code not in _WITHOUT_DICTIONARY}


def _identified(voice: str) -> bytes:
    """Another name of a voice: espeak-ng finds "en-us+f2" and "en-gb", but "en-gb+f2" only as "gmw/en+f2"."""
    language, plus, variant = voice.partition("+")
    return (_listed()[language][1] + plus + variant).encode()


@lru_cache(maxsize=1)
def _variants() -> frozenset[str]:
    import espeakng_loader

    return frozenset(path.name for path in Path(espeakng_loader.get_data_path(), "voices", "!v").iterdir())


def _synthesise(text: str, voice: str, rate: float) -> tuple[Samples, list[tuple[int, int]], int]:
    """Samples, events (character from 0, sample) and sample rate."""
    library, sample_rate_hz = _library()
    chunks: list[np.ndarray[Any, np.dtype[np.int16]]] = []
    events: list[tuple[int, int]] = []

    def take(sound: Any, n_samples: int, event: Any) -> int:
        if sound and n_samples:
            chunks.append(np.ctypeslib.as_array(sound, (n_samples,)).copy())
        index = 0
        while event[index].type:
            if event[index].type == _WORD_EVENT:
                events.append((event[index].text_position - 1, event[index].sample))
            index += 1
        return 0

    callback = _Callback(take)
    data = text.encode()
    with _one_at_a_time:
        library.espeak_SetSynthCallback(callback)
        failed = library.espeak_SetVoiceByName(voice.encode()) and library.espeak_SetVoiceByName(_identified(voice))
        failed = failed or library.espeak_SetParameter(_RATE_PARAMETER, round(_WORDS_PER_MINUTE * rate), 0)
        failed = failed or library.espeak_Synth(data, len(data) + 1, 0, 1, 0, _UTF8, None, None)
    if failed or not chunks:
        raise EngineError(f"espeak-ng could not speak {text[:60]!r} (error {failed}); try another voice")
    return np.concatenate(chunks).astype(np.float32) / np.float32(32768), events, sample_rate_hz
