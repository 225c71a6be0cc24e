"""Any server that speaks OpenAI's speech API: the company's own, or one on this machine. Tells no times.

OPENAI_BASE_URL             where it is, such as http://localhost:8880/v1
OPENAI_API_KEY              for servers that ask for one
TURNCAST_OPENAI_MODEL       which of its models speaks
TURNCAST_OPENAI_VOICES      its voices, if they are not OpenAI's: "emma:en-GB:female,george:en-GB:male"
TURNCAST_OPENAI_AT_ONCE     calls at the same time
TURNCAST_OPENAI_PER_MINUTE  calls a minute at most; 0 for any number
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Sequence
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

from turncast.errors import EngineError, ServiceError, TooLongError, TurncastError, VoiceError
from turncast.model import Voice
from turncast.speech.check import can_be_said, known, rate_within, speakable
from turncast.speech.engine import Engine, Speech, VoiceInfo, silence
from turncast.speech.engines.service import decoded, number_set, wait_asked_s

Gender = Literal["female", "male", "neutral"]

HOSTED = "https://api.openai.com/v1"
VOICES: tuple[tuple[str, Gender, bool], ...] = (
    ("marin", "female", True),
    ("cedar", "male", True),
    ("nova", "female", False),
    ("onyx", "male", False),
    ("coral", "female", False),
    ("ash", "male", False),
    ("sage", "female", False),
    ("echo", "male", False),
    ("shimmer", "female", False),
    ("ballad", "male", True),
    ("verse", "male", True),
    ("alloy", "neutral", False),
    ("fable", "neutral", False),
)
"""Name, gender, and whether only the newer models have it. OpenAI calls marin and cedar its best, and tells no genders: these are
what a listener hears. All of them speak every language that the model does."""
REVISION = 1
"""Goes up when our own part changes what is heard."""
_CONNECT_S, _READ_S, _WHOLE_S = 10.0, 120.0, 300.0
"""Patience: to reach the server, between two of its packets (some speak the whole text before the first), for the whole answer."""
_MOST_BYTES = 200_000_000
"""4096 characters at a quarter of the pace are some 20 minutes, 115 MB in 16 bit at 48 kHz."""
_MAY_PASS = frozenset({408, 409, 425, 429})
_TOO_LONG = ("string_above_max_length", "string_too_long", "too long", "maximum context", "max_length")
"""How servers say, with 400 or 422, that the text is longer than the model takes."""


class OpenAi(Engine):
    name = "openai"
    needs_network = True
    max_chars = 4096

    def __init__(self) -> None:
        """Politely: a hosted model is asked once a second, a machine of one's own as fast as it answers."""
        hosted = _base() == HOSTED
        self.at_once = int(number_set("TURNCAST_OPENAI_AT_ONCE", 4 if hosted else 2, least=1))
        self.per_minute = number_set("TURNCAST_OPENAI_PER_MINUTE", 60 if hosted else 0)

    def missing(self) -> str:
        try:
            _place(), _key(), self.voices()
        except VoiceError as error:
            return str(error)
        needs_key = _base() == HOSTED and not _key()
        return "set OPENAI_API_KEY, or OPENAI_BASE_URL to a server that needs no key" if needs_key else ""

    def voices(self) -> tuple[VoiceInfo, ...]:
        """ "mul" is BCP 47 for "several languages"."""
        if named := os.environ.get("TURNCAST_OPENAI_VOICES", "").strip():
            return tuple(_named(one) for one in named.split(",") if one.strip())
        newer = _model().startswith("gpt-")
        return tuple(VoiceInfo(name, "mul", gender) for name, gender, is_new in VOICES if newer or not is_new)

    def fingerprint(self, voice: Voice) -> str:
        return f"openai-{REVISION}-{_place()}-{_model()}-{self._known(voice).name}"

    def prepare(self, words: Sequence[str], voice: Voice, take: int = 0) -> tuple[str, ...]:
        self._known(voice)
        rate_within(voice, 0.25, 4)
        return tuple(speakable(words, self.max_chars, self.name))

    def speak(self, prompt: tuple[str, ...], voice: Voice) -> Speech:
        if not any(map(can_be_said, prompt)):
            return silence(len(prompt), self.sample_rate_hz)
        call: dict[str, Any] = {
            "model": _model(),
            "input": " ".join(filter(None, prompt)),
            "voice": self._known(voice).name,
            "response_format": "wav",  # lossless, and the one such form that every server has
        }
        if voice.rate != 1:  # not every server knows it
            call["speed"] = voice.rate
        data, kind = _answer(call)
        samples, sample_rate_hz = decoded(data, self.name, kind)
        return Speech(samples, sample_rate_hz, None)

    def _known(self, voice: Voice) -> Voice:
        return known(voice, [one.name for one in self.voices()])


# --- settings --------------------------------------------------------------------------------------------------------


def _base() -> str:
    return (os.environ.get("OPENAI_BASE_URL", "").strip() or HOSTED).rstrip("/")


def _place() -> str:
    """The address without what may be secret in it: what messages and fingerprints show."""
    try:
        parts = urlsplit(_base())
        port = f":{parts.port}" if parts.port else ""
    except ValueError as error:
        raise VoiceError(f"OPENAI_BASE_URL is no address ({error}); it should look like http://localhost:8880/v1") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise VoiceError("OPENAI_BASE_URL is no address; it should look like http://localhost:8880/v1")
    return f"{parts.scheme}://{parts.hostname}{port}{parts.path}"


def _key() -> str:
    key = os.environ.get("OPENAI_API_KEY", "").strip()
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise VoiceError("OPENAI_API_KEY holds characters that no key has; set it again")
    return key


def _model() -> str:
    """Servers that are not OpenAI's mostly answer to the name of its oldest speech model, whatever model is theirs."""
    return os.environ.get("TURNCAST_OPENAI_MODEL", "").strip() or ("gpt-4o-mini-tts" if _base() == HOSTED else "tts-1")


def _named(text: str) -> VoiceInfo:
    """A voice as the user writes it: name, then perhaps its language, then perhaps its gender.

    >>> _named("emma:en-GB:female").language, _named("bob").language
    ('en-GB', 'mul')
    """
    name, language, gender, *more = [*(part.strip() for part in text.split(":")), "", ""]
    if not name or any(more) or gender not in ("", *get_args(Gender)):
        raise VoiceError(
            f"TURNCAST_OPENAI_VOICES has {text.strip()!r}; a voice there is NAME, NAME:LANGUAGE or NAME:LANGUAGE:female"
        )
    return VoiceInfo(name, language or "mul", gender or "neutral")  # type: ignore[arg-type]  # checked above


# --- the server ------------------------------------------------------------------------------------------------------


def _answer(call: dict[str, Any]) -> tuple[bytes, str]:
    """The bytes of the sound and the content type that they are said to have, from one request.

    A redirect is not followed: the key is for the server that was named, and for no other.
    """
    import requests

    place, key, parts = _place(), _key(), urlsplit(_base())
    # a function of our own, so that requests does not put a password from ~/.netrc in the key's place
    signed = (lambda request: _signed(request, key)) if key else None
    try:
        with requests.post(
            parts._replace(path=f"{parts.path}/audio/speech").geturl(),
            json=call,
            auth=signed,
            timeout=(_CONNECT_S, _READ_S),
            allow_redirects=False,
            stream=True,
        ) as reply:
            if reply.status_code // 100 != 2:
                raise _refused(reply.status_code, reply.headers, next(reply.iter_content(8192), b""), key, place)
            return _whole(reply.iter_content(8192), place), reply.headers.get("Content-Type", "")
    except requests.exceptions.Timeout as error:
        raise ServiceError(f"openai: {place} does not answer in time; run again later, or use another engine") from error
    except requests.exceptions.RequestException as error:
        raise ServiceError(
            f"openai: {place} cannot be reached, or broke off; is it running, and is OPENAI_BASE_URL right?"
        ) from error


def _signed(request: Any, key: str) -> Any:
    request.headers["Authorization"] = f"Bearer {key}"
    return request


def _whole(chunks: Any, place: str) -> bytes:
    """All that the server sends, within reason."""
    until, data = time.monotonic() + _WHOLE_S, bytearray()
    for chunk in chunks:
        data += chunk
        if len(data) > _MOST_BYTES:
            raise EngineError(f"openai: {place} sends more than {_MOST_BYTES:,} bytes for one sentence; is it a speech server?")
        if time.monotonic() > until:
            raise ServiceError(
                f"openai: {place} took more than {_WHOLE_S:.0f} s for one sentence; run again, or use another engine"
            )
    return bytes(data)


def _refused(status: int, headers: Any, body: bytes, key: str, place: str) -> TurncastError:
    """What a refusal means to a user."""
    words = _words_of(body, key)
    said = f"{place} answered {status}{words and f': {words}'}"
    if status in (401, 403):
        what = "refuses the key in OPENAI_API_KEY" if key else "asks for a key: set OPENAI_API_KEY"
        return VoiceError(f"openai: {place} {what} ({status})")
    if status == 429 and b"insufficient_quota" in body:
        return VoiceError(
            f"openai: the account behind OPENAI_API_KEY has no credit left at {place}; add some, or use another engine"
        )
    if status in _MAY_PASS or status >= 500:
        return ServiceError(f"openai: {said}; run again later, or use another engine", wait_s=wait_asked_s(headers))
    if status == 413 or (status in (400, 422) and any(hint in body.decode("utf-8", "replace").lower() for hint in _TOO_LONG)):
        return TooLongError(f"openai: {said}; split the sentence")
    if status // 100 == 3:
        return EngineError(f"openai: {place} answered {status}, it has moved; set OPENAI_BASE_URL to where it is now")
    return EngineError(f"openai: {said}; check OPENAI_BASE_URL, TURNCAST_OPENAI_MODEL ({_model()}) and the voice")


def _words_of(body: bytes, key: str) -> str:
    """The server's own explanation in one line, if it gives one in any usual form, without the key."""
    try:
        told = json.loads(body)
    except ValueError:
        return ""
    while isinstance(told, dict):
        told = told.get("error") or told.get("message") or told.get("detail")
    line = " ".join(str(told or "").split())
    return (line.replace(key, "...") if key else line)[:160]
