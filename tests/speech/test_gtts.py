from __future__ import annotations

import numpy as np
import pytest
from speech_services import HTML, GttsService, Reply, beep_mp3

from turncast.errors import EngineError
from turncast.model import Voice
from turncast.speech.engine import Speech
from turncast.speech.engines import gtts
from turncast.speech.engines.gtts import Gtts

BRITISH = Voice("gtts", "en-gb")
LONG = "It was not a plan, really; it was more like a slow accident, and it went on for years, until somebody noticed."


def spoken(words: list[str], voice: Voice = BRITISH) -> Speech:
    engine = Gtts()
    return engine.speak(engine.prepare(words, voice), voice)


def test_sound_comes_back_as_samples_without_times(gtts_service: GttsService) -> None:
    speech = spoken(["Hello", "world."])
    assert gtts_service.asked == [("Hello world.", "en")]
    assert len(speech.samples) / speech.sample_rate_hz == pytest.approx(0.96, abs=0.1)
    spectrum = np.abs(np.fft.rfft(speech.samples))
    assert spectrum.argmax() * speech.sample_rate_hz / len(speech.samples) == pytest.approx(300, abs=3)
    assert speech.words is None


def test_long_text_is_asked_for_in_parts_and_comes_back_whole(gtts_service: GttsService) -> None:
    speech = spoken(LONG.split())
    assert len(gtts_service.asked) > 1
    asked = " ".join(text for text, _ in gtts_service.asked)
    assert asked.split() == [word.strip(",;") for word in LONG.split()], "gTTS cuts at punctuation, and leaves it out there"
    assert len(speech.samples) / speech.sample_rate_hz == pytest.approx(0.08 * len(LONG), rel=0.1)


def test_a_language_is_a_voice(gtts_service: GttsService) -> None:
    spoken(["Guten", "Tag."], Voice("gtts", "de", "de"))
    assert gtts_service.asked == [("Guten Tag.", "de")]


def test_a_language_keeps_its_region(gtts_service: GttsService) -> None:
    """gTTS itself would ask for "fr"."""
    spoken(["Bonjour."], Voice("gtts", "fr-CA", "fr-CA"))
    assert gtts_service.asked == [("Bonjour.", "fr-CA")]


def test_an_accent_is_a_top_level_domain() -> None:
    client = gtts._client(text="Hello", tld=gtts.ACCENTS["en-au"][0], lang="en")
    assert client._prepare_requests()[0].url.startswith("https://translate.google.com.au/")


def test_nothing_to_say_asks_nobody(gtts_service: GttsService) -> None:
    spoken(["—", "…"])
    assert gtts_service.asked == []


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (Reply(status=429), r"too many requests.*429.*wait"),
        (Reply(status=503), r"refused \(503\)"),
        (HTML, r"gave 0 of 1 parts"),
        (GttsService.spoken(b""), r"gave 1 of 1 parts|refused"),
        (Reply(b'[["wrb.fr","jQ1olc","[null]"]]'), r"refused \(200\)"),
        (GttsService.spoken(b"this is no MP3 at all" * 50), r"no MP3"),
        (GttsService.spoken(beep_mp3(0.1)), r"cut short, 0\.\d s"),
        (Reply(b'[["wrb.fr","jQ1olc","[\\"abc\\"]"', claims=4000), r"cannot be reached"),
        (Reply(b'[["wrb.fr","jQ1olc","[\\"abc\\"]"]]'), r"answer is damaged"),
        (Reply(b"\xff\xfe jQ1olc"), r"answer is damaged"),
        (Reply(wait_s=1), r"cannot be reached"),
    ],
    ids=["throttled", "down", "a page", "empty", "no sound", "no MP3", "short", "broken off", "bad base64", "bad text", "silent"],
)
def test_a_service_that_misbehaves_is_an_error(
    gtts_service: GttsService, monkeypatch: pytest.MonkeyPatch, reply: Reply, message: str
) -> None:
    monkeypatch.setattr(gtts, "_READ_S", 0.2)
    gtts_service.instead = lambda nth: reply
    with pytest.raises(EngineError, match=message):
        spoken(["A", "sentence", "that", "is", "long", "enough", "to", "be", "missed."])


def test_a_part_that_is_left_out_is_an_error(gtts_service: GttsService) -> None:
    """gTTS itself goes on when an answer holds no sound, and the sentence would lose its end."""
    gtts_service.instead = lambda nth: HTML if nth == 2 else None
    with pytest.raises(EngineError, match=r"gave 4 of 5 parts"):
        spoken(LONG.split())


def test_no_network_is_an_error_that_names_another_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TURNCAST_GTTS_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with pytest.raises(EngineError, match=r"cannot be reached.*--engine kokoro"):
        spoken(["Hello"])


@pytest.mark.parametrize(
    ("language", "voices"),
    [
        ("en", ("en-gb", "en-us")),
        ("en-US", ("en-us", "en-gb")),
        ("en-NZ", ("en-gb", "en-us")),
        ("fr-CA", ("fr-CA", "fr")),
        ("pt", ("pt", "pt-PT")),
        ("de", ("de", "de")),
        ("he", ("iw", "iw")),
    ],
)
def test_two_roles_differ_where_the_language_has_two_voices(language: str, voices: tuple[str, str]) -> None:
    assert (Gtts().pick(language, "reporter"), Gtts().pick(language, "interviewee")) == voices
