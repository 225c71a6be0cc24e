from __future__ import annotations

import struct
import subprocess
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest
from speech_services import HTML, OpenAiService, Reply, beep, serving

from turncast.errors import EngineError, ServiceError, TooLongError, TurncastError, VoiceError
from turncast.model import Voice
from turncast.speech.engine import Speech
from turncast.speech.engines import openai
from turncast.speech.engines.openai import OpenAi

NOVA = Voice("openai", "nova")


def spoken(text: str = "Hello world.", voice: Voice = NOVA) -> Speech:
    engine = OpenAi()
    return engine.speak(engine.prepare(text.split(), voice), voice)


def failure() -> TurncastError:
    with pytest.raises(TurncastError) as caught:
        spoken()
    return caught.value


# --- what is asked for -----------------------------------------------------------------------------------------------


def test_a_call_is_the_text_the_voice_and_the_model(openai_service: OpenAiService) -> None:
    speech = spoken()
    call = {"model": "tts-1", "input": "Hello world.", "voice": "nova", "response_format": "wav"}
    assert openai_service.asked == [call]
    assert (len(speech.samples), speech.sample_rate_hz, speech.words) == (int(0.96 * 24_000), 24_000, None)
    assert np.abs(np.fft.rfft(speech.samples)).argmax() / 0.96 == pytest.approx(300, abs=2)


def test_a_pace_is_asked_for_only_where_it_is_not_the_voices_own(openai_service: OpenAiService) -> None:
    spoken(voice=Voice("openai", "nova", rate=1.5))
    assert openai_service.asked[0]["speed"] == 1.5


def test_nothing_to_say_asks_nobody(openai_service: OpenAiService) -> None:
    spoken("— …")
    assert openai_service.asked == []


def test_what_the_server_has_for_voices_can_be_told(openai_service: OpenAiService, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TURNCAST_OPENAI_VOICES", "emma:en-GB:female, george:en-GB:male, siwis:fr, bob")
    engine = OpenAi()
    assert [(one.name, one.language, one.gender) for one in engine.voices()] == [
        ("emma", "en-GB", "female"),
        ("george", "en-GB", "male"),
        ("siwis", "fr", "neutral"),
        ("bob", "mul", "neutral"),
    ]
    assert [engine.pick("en", role) for role in ("reporter", "interviewee")] == ["emma", "george"]
    assert [engine.pick("fr", role) for role in ("reporter", "interviewee")] == ["siwis", "bob"]


def test_newer_voices_are_for_newer_models(openai_service: OpenAiService, monkeypatch: pytest.MonkeyPatch) -> None:
    assert OpenAi().pick("de", "reporter") == "nova"
    monkeypatch.setenv("TURNCAST_OPENAI_MODEL", "gpt-4o-mini-tts")
    assert [OpenAi().pick("de", role) for role in ("reporter", "interviewee")] == ["marin", "cedar"]


# --- settings --------------------------------------------------------------------------------------------------------


@pytest.fixture
def nothing_set(openai_service: OpenAiService, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_BASE_URL")
    monkeypatch.delenv("OPENAI_API_KEY")


def test_the_hosted_service_needs_a_key_and_another_server_may_need_none(
    nothing_set: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "set OPENAI_API_KEY" in OpenAi().missing()
    assert (OpenAi().at_once, OpenAi().per_minute) == (4, 60)
    monkeypatch.setenv("OPENAI_BASE_URL", "http://localhost:8880/v1/")
    assert OpenAi().missing() == ""
    assert (OpenAi().at_once, OpenAi().per_minute) == (2, 0)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("OPENAI_BASE_URL", "localhost:8880", "OPENAI_BASE_URL is no address"),
        ("OPENAI_BASE_URL", "http://[x/v1", "OPENAI_BASE_URL is no address"),
        ("OPENAI_API_KEY", "sk-a b", "OPENAI_API_KEY holds characters"),
        ("OPENAI_API_KEY", "clé", "OPENAI_API_KEY holds characters"),
        ("TURNCAST_OPENAI_VOICES", "emma:en:woman", "TURNCAST_OPENAI_VOICES has 'emma:en:woman'"),
        ("TURNCAST_OPENAI_VOICES", ":en", "TURNCAST_OPENAI_VOICES has ':en'"),
    ],
)
def test_a_setting_that_cannot_be_is_told(
    openai_service: OpenAiService, monkeypatch: pytest.MonkeyPatch, name: str, value: str, message: str
) -> None:
    monkeypatch.setenv(name, value)
    assert message in OpenAi().missing()


@pytest.mark.parametrize("value", ["many", "0", "-1", "nan", "inf"])
def test_calls_at_once_are_a_number_of_at_least_one(
    openai_service: OpenAiService, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("TURNCAST_OPENAI_AT_ONCE", value)
    with pytest.raises(VoiceError, match=f"TURNCAST_OPENAI_AT_ONCE is '{value}'"):
        OpenAi()


def test_address_model_and_voice_are_in_the_fingerprint_and_secrets_are_not(
    openai_service: OpenAiService, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = OpenAi().fingerprint(NOVA)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-another")
    assert OpenAi().fingerprint(NOVA) == first
    monkeypatch.setenv("OPENAI_BASE_URL", "http://user:secret@localhost:8880/v1?key=secret")
    monkeypatch.setenv("TURNCAST_OPENAI_MODEL", "kokoro")
    assert OpenAi().fingerprint(NOVA) == "openai-1-http://localhost:8880/v1-kokoro-nova"


# --- what comes back -------------------------------------------------------------------------------------------------


WAV = beep(1, "WAV")
DATA = WAV.index(b"data") + 4


def with_length(claimed: int) -> bytes:
    return WAV[:4] + struct.pack("<I", min(claimed + 36, 0xFFFFFFFF)) + WAV[8:DATA] + struct.pack("<I", claimed) + WAV[DATA + 4 :]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (WAV, "audio/wav"),
        (with_length(0xFFFFFFFF), "audio/wav"),
        (with_length(2_000_000_000), "audio/wav"),
        (with_length(0), "audio/wav"),
        (beep(1, "WAV", "FLOAT"), "audio/wav"),
        (beep(1, "FLAC"), "audio/flac"),
        (beep(1, "MP3"), "audio/wav"),
        (beep(1, "OGG", "OPUS"), "application/octet-stream"),
        (WAV[DATA + 4 :], "audio/pcm"),
        (WAV[DATA + 4 :] + b"\0", "audio/L16; rate=24000"),
        (WAV, "audio/pcm"),
    ],
    ids=["wav", "streamed", "two billion", "no length", "float", "flac", "mp3", "opus", "pcm", "odd pcm", "wav as pcm"],
)
def test_sound_is_read_whatever_its_form(openai_service: OpenAiService, body: bytes, kind: str) -> None:
    openai_service.instead = lambda nth: Reply(body, kind=kind)
    speech = spoken()
    assert len(speech.samples) / speech.sample_rate_hz == pytest.approx(1, abs=0.06)
    assert np.sqrt(np.mean(speech.samples**2)) == pytest.approx(0.3 / np.sqrt(2), abs=0.02)


@pytest.mark.parametrize(("form", "codec"), [("adts", "aac"), ("ipod", "aac"), ("webm", "libopus")])
def test_sound_that_soundfile_cannot_read_is_read_too(openai_service: OpenAiService, tmp_path: Path, form: str, codec: str) -> None:
    file = tmp_path / "sound"
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-i", "-", "-c:a", codec, "-f", form, str(file)]
    subprocess.run(command, input=WAV, check=True)
    openai_service.instead = lambda nth: Reply(file.read_bytes())
    speech = spoken()
    assert len(speech.samples) / speech.sample_rate_hz == pytest.approx(1, abs=0.1)


def test_two_channels_become_one(openai_service: OpenAiService) -> None:
    stereo = WAV[:22] + struct.pack("<H", 2) + WAV[24:32] + struct.pack("<H", 4) + WAV[34:]
    openai_service.instead = lambda nth: Reply(stereo)
    assert spoken().samples.shape == (12_000,)


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (Reply(status=500), "answered 500"),
        (Reply(status=503), "answered 503"),
        (OpenAiService.error(429, "Rate limit reached"), "answered 429: Rate limit reached"),
        (HTML, "with a page"),
        (Reply(b'{"error": "the model is loading"}'), "with a page or a message"),
        (Reply(b""), "empty"),
        (Reply(status=204), "empty"),
        (Reply(WAV[:DATA] + bytes(4)), "no sound in"),
        (Reply(b"this is no sound at all" * 50), "is no sound"),
        (Reply(beep(1, "FLAC")[:5000]), "is no sound"),
        (Reply(WAV[:20_000]), r"broke off, 19,956 of 48,000 bytes"),
        (Reply(WAV[:20_000], claims=len(WAV)), "cannot be reached, or broke off"),
        (Reply(resets=True), "cannot be reached, or broke off"),
        (Reply(wait_s=1), "does not answer in time"),
    ],
    ids=["500", "503", "429", "page", "message", "empty", "204", "bare", "junk", "flac", "short", "truncated", "reset", "silent"],
)
def test_what_may_go_well_later_says_so(
    openai_service: OpenAiService, monkeypatch: pytest.MonkeyPatch, reply: Reply, message: str
) -> None:
    monkeypatch.setattr(openai, "_READ_S", 0.3 if reply.wait_s else 30)
    openai_service.instead = lambda nth: reply
    with pytest.raises(ServiceError, match=message) as caught:
        spoken()
    assert caught.value.wait_s is None
    assert len(openai_service.asked) == 1, "one honest attempt"


def test_how_long_to_wait_is_read_as_a_number_or_as_a_date(openai_service: OpenAiService) -> None:
    for status in (429, 503):
        openai_service.instead = lambda nth: Reply(status=status, headers=(("Retry-After", "7"),))  # noqa: B023
        error = failure()
        assert isinstance(error, ServiceError)
        assert error.wait_s == 7
    until = format_datetime(datetime.now(timezone.utc) + timedelta(seconds=90), usegmt=True)
    openai_service.instead = lambda nth: Reply(status=429, headers=(("Retry-After", until),))
    error = failure()
    assert isinstance(error, ServiceError)
    assert error.wait_s == pytest.approx(90, abs=10)


@pytest.mark.parametrize("asked", ["", "soon", "-3", "1e9", "12 parsecs"])
def test_a_wait_that_makes_no_sense_is_none(openai_service: OpenAiService, asked: str) -> None:
    openai_service.instead = lambda nth: Reply(status=429, headers=(("Retry-After", asked),))
    error = failure()
    assert isinstance(error, ServiceError)
    assert error.wait_s is None


def test_a_server_that_is_not_there_may_come(openai_service: OpenAiService, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    assert "is it running" in str(failure())


def test_what_will_not_change_is_another_error(openai_service: OpenAiService, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TURNCAST_OPENAI_MODEL", "none")
    error = failure()
    assert type(error) is EngineError
    assert "404: The model none does not exist; check OPENAI_BASE_URL, TURNCAST_OPENAI_MODEL" in str(error)


@pytest.mark.parametrize(
    "reply",
    [
        OpenAiService.error(400, "Invalid 'input': string too long", "string_above_max_length"),
        OpenAiService.error(422, "String should have at most 600 characters", "string_too_long"),
        Reply(status=413),
    ],
)
def test_a_text_over_the_models_own_limit_is_too_long(openai_service: OpenAiService, reply: Reply) -> None:
    openai_service.instead = lambda nth: reply
    assert isinstance(failure(), TooLongError)


def test_a_key_that_is_refused_or_missing_names_the_setting(openai_service: OpenAiService, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-wrong-987654")
    refused = failure()
    monkeypatch.delenv("OPENAI_API_KEY")
    absent = failure()
    assert isinstance(refused, VoiceError)
    assert isinstance(absent, VoiceError)
    assert "refuses the key in OPENAI_API_KEY" in str(refused)
    assert "set OPENAI_API_KEY" in str(absent)


def test_an_account_without_credit_is_not_asked_again(openai_service: OpenAiService) -> None:
    openai_service.instead = lambda nth: OpenAiService.error(429, "You exceeded your current quota", "insufficient_quota")
    error = failure()
    assert isinstance(error, VoiceError)
    assert "no credit left" in str(error)


@pytest.mark.parametrize("status", [400, 401, 404, 429, 500])
def test_the_key_is_in_no_message(openai_service: OpenAiService, status: int) -> None:
    openai_service.instead = lambda nth: OpenAiService.error(status, f"what a key: {openai_service.key}!")
    error: BaseException | None = failure()
    while error:
        assert openai_service.key not in f"{error!r}"
        error = error.__cause__


def test_a_redirect_is_not_followed_with_the_key(openai_service: OpenAiService) -> None:
    seen: list[str] = []

    def thief(path: str, body: bytes) -> Reply:
        seen.append(path)
        return Reply(WAV)

    with serving(thief) as elsewhere:
        openai_service.instead = lambda nth: Reply(status=307, headers=(("Location", f"{elsewhere}/v1/audio/speech"),))
        error = failure()
    assert seen == []
    assert type(error) is EngineError
    assert "has moved; set OPENAI_BASE_URL" in str(error)


def test_a_password_kept_for_the_host_does_not_take_the_keys_place(
    openai_service: OpenAiService, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """requests reads ~/.netrc by itself."""
    netrc = tmp_path_factory.mktemp("home") / "netrc"
    netrc.write_text("machine 127.0.0.1 login somebody password else\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    assert len(spoken().samples) > 0


def test_an_endless_answer_is_ended(openai_service: OpenAiService, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openai, "_MOST_BYTES", 20_000)
    openai_service.instead = lambda nth: Reply(WAV)
    assert "more than 20,000 bytes" in str(failure())


def test_silence_is_handed_on_for_others_to_judge(openai_service: OpenAiService) -> None:
    openai_service.instead = lambda nth: Reply(WAV[: DATA + 4] + bytes(48_000))
    assert not spoken().samples.any()
