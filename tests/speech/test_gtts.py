from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from speech_services import HTML, GttsService, Reply, beep_mp3, silent_mp3

from turncast.errors import BadTakeError, EngineError, ServiceError, VoiceError
from turncast.model import Voice
from turncast.speech.engine import Speech
from turncast.speech.engines import gtts
from turncast.speech.engines.gtts import Gtts

BRITISH = Voice("gtts", "en-gb")
SENTENCE = ["A", "sentence", "that", "is", "long", "enough", "to", "be", "missed."]
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
    client = gtts._client("", text="Hello", tld=gtts.ACCENTS["en-au"][0], lang="en")
    assert client._prepare_requests()[0].url.startswith("https://translate.google.com.au/")


def test_a_spanish_accent_is_asked_for_as_spanish(gtts_service: GttsService) -> None:
    spoken(["Hola."], Voice("gtts", "es-mx", "es"))
    assert gtts_service.asked == [("Hola.", "es")]


@pytest.mark.parametrize(
    ("language", "pair"),
    [
        ("es", ("es-es", "es-mx")),
        ("es-MX", ("es-mx", "es-es")),
        ("fr", ("fr", "fr-CA")),
        ("pt-BR", ("pt", "pt-PT")),
        ("zh", ("zh", "zh-TW")),
        ("zh-CN", ("zh-CN", "zh-TW")),
        ("ja", ("ja", "ja")),
    ],
)
def test_two_roles_get_two_voices_where_the_service_has_them(language: str, pair: tuple[str, str]) -> None:
    assert (Gtts().pick(language, "reporter"), Gtts().pick(language, "interviewee")) == pair


def test_nothing_to_say_asks_nobody(gtts_service: GttsService) -> None:
    spoken(["—", "…"])
    assert gtts_service.asked == []


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (Reply(status=429), r"too many requests.*429.*wait"),
        (Reply(status=503), r"refused \(503\)"),
        (HTML, r"answer is empty"),
        (GttsService.spoken(b""), r"answer is empty|refused"),
        (Reply(b'[["wrb.fr","jQ1olc","[null]"]]'), r"refused \(200\)"),
        (GttsService.spoken(b"this is no MP3 at all" * 50), r"is no sound"),
        (Reply(b'[["wrb.fr","jQ1olc","[\\"abc\\"]"', claims=4000), r"cannot be reached"),
        (Reply(b'[["wrb.fr","jQ1olc","[\\"abc\\"]"]]'), r"answer is damaged"),
        (Reply(b"\xff\xfe jQ1olc"), r"answer is damaged"),
        (Reply(resets=True), r"cannot be reached"),
        (Reply(wait_s=1), r"cannot be reached"),
    ],
    ids=["throttled", "down", "a page", "empty", "no sound", "no MP3", "broken off", "bad base64", "bad text", "reset", "silent"],
)
def test_what_may_go_well_later_says_so(
    gtts_service: GttsService, monkeypatch: pytest.MonkeyPatch, reply: Reply, message: str
) -> None:
    monkeypatch.setattr(gtts, "_READ_S", 0.2 if reply.wait_s else 30)
    gtts_service.instead = lambda nth: reply
    with pytest.raises(ServiceError, match=message):
        spoken(SENTENCE)
    assert len(gtts_service.asked) == 1, "one honest attempt"


@pytest.mark.parametrize("status", [400, 403, 404])
def test_what_will_not_change_is_another_error(gtts_service: GttsService, status: int) -> None:
    gtts_service.instead = lambda nth: Reply(status=status)
    with pytest.raises(EngineError, match=rf"refused \({status}\)") as caught:
        spoken(SENTENCE)
    assert not isinstance(caught.value, ServiceError)


@pytest.mark.parametrize("status", [429, 503])
def test_how_long_to_wait_is_told(gtts_service: GttsService, status: int) -> None:
    gtts_service.instead = lambda nth: Reply(status=status, headers=(("Retry-After", "Fri, 31 Dec 1999 23:59:59 GMT"),))
    with pytest.raises(ServiceError) as caught:
        spoken(SENTENCE)
    assert caught.value.wait_s == 0
    gtts_service.instead = lambda nth: Reply(status=status, headers=(("Retry-After", "30"),))
    with pytest.raises(ServiceError) as caught:
        spoken(SENTENCE)
    assert caught.value.wait_s == 30


@pytest.mark.parametrize("mp3", [beep_mp3(0.1), silent_mp3(2)], ids=["short", "silent"])
def test_a_part_without_its_text_is_not_kept(gtts_service: GttsService, mp3: bytes) -> None:
    gtts_service.instead = lambda nth: GttsService.spoken(mp3) if nth == 1 else None
    with pytest.raises(BadTakeError, match=r"cut short or silent, \d\.\d s for 'A sentence"):
        spoken(SENTENCE)
    assert len(spoken(SENTENCE).samples) > 0
    assert len(gtts_service.asked) == 2


@pytest.mark.parametrize("share", [0.3, 0.5, 0.9])
def test_an_mp3_that_breaks_off_is_asked_for_again(gtts_service: GttsService, share: float) -> None:
    mp3 = beep_mp3(0.08 * 50)
    gtts_service.instead = lambda nth: GttsService.spoken(mp3[: int(len(mp3) * share)])
    with pytest.raises(ServiceError, match="broke off"):
        spoken(SENTENCE)


@pytest.mark.parametrize("fault", [HTML, Reply(status=500), Reply(resets=True)], ids=["left out", "refused", "reset"])
def test_parts_that_came_are_not_asked_for_again(gtts_service: GttsService, fault: Reply) -> None:
    """gTTS itself goes on when an answer holds no sound, and the sentence would lose its end."""
    gtts_service.instead = lambda nth: fault if nth == 3 else None
    with pytest.raises(ServiceError):
        spoken(LONG.split())
    speech = spoken(LONG.split())
    texts = [text for text, _ in gtts_service.asked]
    assert texts[2] == texts[3]
    assert len(texts) == len(set(texts)) + 1 == 6
    assert len(speech.samples) / speech.sample_rate_hz == pytest.approx(0.08 * len(LONG), rel=0.1)


def test_voices_do_not_share_parts(gtts_service: GttsService) -> None:
    spoken(["Hello"])
    spoken(["Hello"], Voice("gtts", "en-us"))
    spoken(["Hello"], Voice("gtts", "en-us", rate=0.5))
    assert len(gtts_service.asked) == 3


def test_several_threads_speak_at_once(gtts_service: GttsService) -> None:
    texts = [f"This is sentence number {number}, or so." for number in range(8)]
    with ThreadPoolExecutor(4) as threads:
        lengths = [len(speech.samples) for speech in threads.map(spoken, [text.split() for text in texts])]
    assert sorted(text for text, _ in gtts_service.asked) == texts
    assert len(set(lengths)) == 1


def test_how_often_it_is_asked_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TURNCAST_GTTS_PER_MINUTE", "12.5")
    monkeypatch.setenv("TURNCAST_GTTS_AT_ONCE", "3")
    assert (Gtts().per_minute, Gtts().at_once) == (12.5, 3)
    monkeypatch.setenv("TURNCAST_GTTS_PER_MINUTE", "often")
    with pytest.raises(VoiceError, match="TURNCAST_GTTS_PER_MINUTE is 'often'"):
        Gtts()


def test_no_network_is_an_error_that_names_another_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TURNCAST_GTTS_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with pytest.raises(ServiceError, match=r"cannot be reached.*--engine kokoro"):
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
