"""Google's public text-to-speech through the gTTS library: needs the network, tells no times, and has accents for voices.

It has no setting for the pace but "slow", which is far too slow, so it speaks at its own: a rate below 1 asks for slow, and casting
leaves it at 1.
"""

from __future__ import annotations

import binascii
import os
from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any

import numpy as np

from turncast.errors import BadTakeError, EngineError, LanguageError, ServiceError
from turncast.model import Role, Voice
from turncast.speech.check import SHORTEST_S_A_LETTER, can_be_said, known, rate_within, speakable
from turncast.speech.engine import Engine, Samples, Speech, VoiceInfo, silence
from turncast.speech.engines.service import decoded, number_set, wait_asked_s

ACCENTS = {
    "en-gb": ("co.uk", "British"),
    "en-us": ("com", "American"),
    "en-au": ("com.au", "Australian"),
    "en-ie": ("ie", "Irish"),
    "en-in": ("co.in", "Indian"),
    "en-ca": ("ca", "Canadian"),
    "en-za": ("co.za", "South African"),
    "es-es": ("es", "Castilian"),
    "es-mx": ("com.mx", "Mexican"),
}
"""Voices by accent: the top-level domain of the service decides it, as gTTS's documentation has them. French and Portuguese have
two voices without that, "fr" and "fr-CA", "pt" and "pt-PT"."""
ALIKE = (frozenset(("zh", "zh-CN")),)
"""Two codes of what is in all likelihood one voice."""
_OLD_CODES = {"he": "iw", "jv": "jw", "nb": "no", "fil": "tl"}
"""Languages that the service still calls by their former or wider code."""
_CONNECT_S, _READ_S = 5.0, 30.0
_MOST_PARTS = 64
"""Kept in memory, at most 100 characters and some 8 s each: under 50 MB."""


class Gtts(Engine):
    name = "gtts"
    needs_network = True
    max_chars = 2000

    def __init__(self) -> None:
        """Two at once, one a second: the service is public, tells nobody how much it bears, and locks out who asks too much."""
        self.at_once = int(number_set("TURNCAST_GTTS_AT_ONCE", 2, least=1))
        self.per_minute = number_set("TURNCAST_GTTS_PER_MINUTE", 60)

    def missing(self) -> str:
        absent = [package for package in ("gtts", "pydub", "imageio_ffmpeg") if not find_spec(package)]
        return f"install turncast again, with its dependencies: {', '.join(absent)} not found" if absent else ""

    def voices(self) -> tuple[VoiceInfo, ...]:
        accents = [VoiceInfo(name, name[:3] + name[3:].upper(), about=accent) for name, (_, accent) in ACCENTS.items()]
        return (*accents, *(VoiceInfo(code, code, about=title) for code, title in _languages().items()))

    def alike(self) -> tuple[frozenset[str], ...]:
        return ALIKE

    def pick(self, language: str, role: Role) -> str:
        """Outside English and Spanish most languages have one voice, which then plays both roles."""
        code, _, region = language.replace("_", "-").partition("-")
        code = _OLD_CODES.get(code.lower(), code.lower())
        return _pair(code, region.lower())[role == "interviewee"]

    def fingerprint(self, voice: Voice) -> str:
        return f"gtts-1-{version('gtts')}-{self._known(voice).name}-{os.environ.get('TURNCAST_GTTS_URL', '')}"

    def prepare(self, words: Sequence[str], voice: Voice, take: int = 0) -> tuple[str, ...]:
        self._known(voice)
        rate_within(voice, 0.5, 1.0)
        return tuple(speakable(words, self.max_chars, self.name))

    def speak(self, prompt: tuple[str, ...], voice: Voice) -> Speech:
        if not any(map(can_be_said, prompt)):
            return silence(len(prompt), 24_000)
        samples, sample_rate_hz = _sound(" ".join(filter(None, prompt)), self._known(voice))
        return Speech(samples, sample_rate_hz, None)

    def _known(self, voice: Voice) -> Voice:
        return known(voice, [*ACCENTS, *_languages()])


@lru_cache(maxsize=1)
def _languages() -> dict[str, str]:
    """Titles by the service's own code, English left out: its voices are accents."""
    from gtts.lang import tts_langs

    return {code: title for code, title in sorted(tts_langs().items()) if code != "en"}


def _pair(code: str, region: str) -> tuple[str, str]:
    """The reporter's and the interviewee's voice: the region asked for, then another one of the same language, if there is one."""
    same = [name for name in (*ACCENTS, *_languages()) if name.partition("-")[0] == code]
    if not same:
        raise LanguageError(f"gtts does not speak {code!r}; try --engine espeak")
    first = next((name for name in same if name.lower() == f"{code}-{region}"), same[0])
    return first, next((name for name in same if name != first and frozenset((name, first)) not in ALIKE), first)


# --- the service -----------------------------------------------------------------------------------------------------


def _sound(text: str, voice: Voice) -> tuple[Samples, int]:
    """Samples and rate of the text, asked for in parts of at most 100 characters.

    Parts that came are kept: when one fails, the next attempt asks only for it and for those behind it.
    """
    top_level_domain, _ = ACCENTS.get(voice.name, ("com", ""))
    language = voice.name[:2] if voice.name in ACCENTS else voice.name
    slow, base = voice.rate < 1, os.environ.get("TURNCAST_GTTS_URL", "")
    texts = _client("", text=text, lang=language)._tokenize(text)
    parts = [_part(one, top_level_domain, language, slow, base) for one in texts]
    return np.concatenate([samples for samples, _ in parts]), parts[0][1]


@lru_cache(maxsize=_MOST_PARTS)
def _part(text: str, top_level_domain: str, language: str, slow: bool, base: str) -> tuple[Samples, int]:
    """Samples and rate of one part. Raises EngineError where the service is out of reach, refuses, or leaves something out."""
    from gtts.tts import gTTSError

    try:
        answers = list(_client(base, text=text, tld=top_level_domain, lang=language, slow=slow).stream())
    except gTTSError as error:
        raise _explained(error) from error
    except (binascii.Error, UnicodeError) as error:
        raise ServiceError("gtts: the service's answer is damaged; run again, or use --engine kokoro") from error
    samples, sample_rate_hz = decoded(b"".join(answers), "gtts")
    seconds = len(samples) / sample_rate_hz
    if seconds < sum(map(str.isalnum, text)) * SHORTEST_S_A_LETTER or not samples.any():
        raise BadTakeError(
            f"gtts: the sound is cut short or silent, {seconds:.1f} s for {text[:60]!r}; run again, or use --engine kokoro"
        )
    return samples, sample_rate_hz


def _client(base: str, **options: Any) -> Any:
    """gTTS's own client; with `base` (TURNCAST_GTTS_URL) it asks another server that speaks the same protocol."""
    from gtts.tts import gTTS

    # lang_check would turn "fr-CA" and "pt-PT" into "fr" and "pt"; the voice's name has been checked already
    client = gTTS(**options, lang_check=False, timeout=(_CONNECT_S, _READ_S))
    if base:
        prepared = client._prepare_requests
        client._prepare_requests = lambda: [_moved(request, base) for request in prepared()]
    return client


def _moved(request: Any, base: str) -> Any:
    request.url = base.rstrip("/") + request.path_url
    return request


def _explained(error: Any) -> EngineError:
    """What gTTS's error means to a user."""
    if error.rsp is None:
        return ServiceError("gtts: the service cannot be reached; check the network, or use --engine kokoro, which needs none")
    status, wait_s = error.rsp.status_code, wait_asked_s(error.rsp.headers)
    if status == 429:
        told = "gtts: the service has had too many requests from here (429); wait an hour, or use --engine kokoro"
        return ServiceError(told, wait_s=wait_s)
    told = f"gtts: the service refused ({status}): {error}; run again later, or use --engine kokoro"
    return EngineError(told) if 300 <= status < 500 and status != 408 else ServiceError(told, wait_s=wait_s)
