"""Google's public text-to-speech through the gTTS library: needs the network, tells no times, and has accents for voices."""

from __future__ import annotations

import binascii
import io
import os
import warnings
from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any

import numpy as np

from turncast.errors import EngineError, VoiceError
from turncast.model import Role, Voice
from turncast.speech.check import can_be_said, known, rate_within, speakable
from turncast.speech.engine import Engine, Samples, Speech, VoiceInfo, silence

ACCENTS = {
    "en-gb": ("co.uk", "British"),
    "en-us": ("com", "American"),
    "en-au": ("com.au", "Australian"),
    "en-ie": ("ie", "Irish"),
    "en-in": ("co.in", "Indian"),
    "en-ca": ("ca", "Canadian"),
    "en-za": ("co.za", "South African"),
}
"""English voices: the top-level domain of the service decides the accent, and is all there is to choose."""
_OLD_CODES = {"he": "iw", "jv": "jw", "nb": "no", "fil": "tl"}
"""Languages that the service still calls by their former or wider code."""
_CONNECT_S, _READ_S = 5.0, 30.0
_SHORTEST_S_A_LETTER = 0.02
"""Speech runs at some 0.07 s a letter; what is three times shorter has lost something."""


class Gtts(Engine):
    name = "gtts"
    needs_network = True
    max_chars = 2000

    def missing(self) -> str:
        absent = [package for package in ("gtts", "pydub", "imageio_ffmpeg") if not find_spec(package)]
        return f"install turncast again, with its dependencies: {', '.join(absent)} not found" if absent else ""

    def voices(self) -> tuple[VoiceInfo, ...]:
        english = [VoiceInfo(name, f"en-{name[3:].upper()}", about=accent) for name, (_, accent) in ACCENTS.items()]
        return (*english, *(VoiceInfo(code, code, about=title) for code, title in _languages().items()))

    def pick(self, language: str, role: Role) -> str:
        """Outside English most languages have one voice, which then plays both roles."""
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
        text = " ".join(filter(None, prompt))
        samples, sample_rate_hz = _decoded(_fetched(text, self._known(voice)), text)
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
        raise VoiceError(f"gtts does not speak {code!r}; try --engine espeak")
    first = next((name for name in same if name.lower() == f"{code}-{region}"), same[0])
    return first, next((name for name in same if name != first), first)


# --- the service -----------------------------------------------------------------------------------------------------


def _fetched(text: str, voice: Voice) -> bytes:
    """The MP3 of the text. Raises EngineError where the service is out of reach, refuses, or leaves out a part."""
    from gtts.tts import gTTSError

    top_level_domain, _ = ACCENTS.get(voice.name, ("com", ""))
    language = "en" if voice.name in ACCENTS else voice.name
    client = _client(text=text, tld=top_level_domain, lang=language, slow=voice.rate < 1)
    try:
        parts = list(client.stream())
        n_parts = len(client.get_bodies())
    except gTTSError as error:
        raise EngineError(_explained(error)) from error
    except (binascii.Error, UnicodeError) as error:
        raise EngineError("gtts: the service's answer is damaged; run again, or use --engine kokoro") from error
    if len(parts) != n_parts or not all(parts):
        gave = f"the service gave {len(parts)} of {n_parts} parts"
        raise EngineError(f"gtts: {gave} of {text[:60]!r}; run again, or use --engine kokoro")
    return b"".join(parts)


def _client(**options: Any) -> Any:
    """gTTS's own client; TURNCAST_GTTS_URL sends its requests to another server that speaks the same protocol."""
    from gtts.tts import gTTS

    # lang_check would turn "fr-CA" and "pt-PT" into "fr" and "pt"; the voice's name has been checked already
    client, base = gTTS(**options, lang_check=False, timeout=(_CONNECT_S, _READ_S)), os.environ.get("TURNCAST_GTTS_URL")
    if base:
        prepared = client._prepare_requests
        client._prepare_requests = lambda: [_moved(request, base) for request in prepared()]
    return client


def _moved(request: Any, base: str) -> Any:
    request.url = base.rstrip("/") + request.path_url
    return request


def _explained(error: Any) -> str:
    """What gTTS's error means to a user."""
    status = getattr(error.rsp, "status_code", None)
    if status == 429:
        return "gtts: the service has had too many requests from here (429); wait an hour, or use --engine kokoro"
    if status is None:
        return "gtts: the service cannot be reached; check the network, or use --engine kokoro, which needs none"
    return f"gtts: the service refused ({status}): {error}; run again later, or use --engine kokoro"


def _decoded(mp3: bytes, text: str) -> tuple[Samples, int]:
    """Samples and their rate. Raises EngineError where it is no MP3, or too short for the text."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pydub looks for a system ffmpeg on import, and complains
        import imageio_ffmpeg
        from pydub import AudioSegment
        from pydub.exceptions import CouldntDecodeError
    AudioSegment.converter = imageio_ffmpeg.get_ffmpeg_exe()
    try:
        # with a codec given pydub does not look for ffprobe, which imageio-ffmpeg does not carry
        sound = AudioSegment.from_file(io.BytesIO(mp3), format="mp3", codec="mp3").set_channels(1).set_sample_width(2)
    except (CouldntDecodeError, IndexError, OSError) as error:
        raise EngineError("gtts: what the service sent is no MP3; run again, or use --engine kokoro") from error
    n_letters = sum(character.isalnum() for character in text)
    if sound.duration_seconds < n_letters * _SHORTEST_S_A_LETTER:
        raise EngineError(f"gtts: the sound is cut short, {sound.duration_seconds:.1f} s for {text[:60]!r}; run again")
    return np.asarray(sound.get_array_of_samples(), np.float32) / np.float32(32768), int(sound.frame_rate)
