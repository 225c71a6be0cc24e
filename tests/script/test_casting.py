from __future__ import annotations

import pytest

from turncast.errors import VoiceError
from turncast.model import Script, Speaker, Voice
from turncast.script.casting import Cast, cast, wished_speaker

OFFER = Cast("kokoro", {"reporter": "emma", "interviewee": "michael"}, ["heart", "emma", "george", "michael"])


def script(*roles: str) -> Script:
    names = ("Ann Lee", "Bo Ek", "Cy Dee", "Di Eff", "Ed Gee")
    speakers = tuple(Speaker(f"s{number}", name, role) for number, (name, role) in enumerate(zip(names, roles, strict=False)))  # type: ignore[arg-type]
    return Script("T", "en", speakers, ())


def voices(one: Script, wishes: dict[str, Voice]) -> list[str]:
    return [part.voice.name for part in cast(one, OFFER, wishes).parts]


def test_two_roles_get_the_two_voices_of_the_offer() -> None:
    assert voices(script("interviewee", "reporter"), {}) == ["michael", "emma"]


def test_nobody_shares_a_voice_while_there_are_others() -> None:
    assert sorted(voices(script("reporter", "interviewee", "interviewee", "interviewee"), {})) == [
        "emma",
        "george",
        "heart",
        "michael",
    ]


def test_with_more_speakers_than_voices_everybody_still_has_one() -> None:
    assert len(voices(script("reporter", *["interviewee"] * 4), {})) == 5


def test_a_wish_wins_and_its_voice_is_not_given_again() -> None:
    assert voices(script("reporter", "interviewee"), {"s0": Voice("kokoro", "michael")}) == ["michael", "heart"]


def test_a_speaker_is_found_by_name_part_of_it_or_role() -> None:
    one = script("reporter", "interviewee")
    assert [wished_speaker(key, one) for key in ("Bo Ek", "lee", "Reporter", "s1")] == ["s1", "s0", "reporter", "s1"]


@pytest.mark.parametrize(("key", "message"), [("Bo Ekk", "did you mean “Bo Ek”"), ("e", "fits several speakers")])
def test_a_wish_for_nobody_names_everybody(key: str, message: str) -> None:
    with pytest.raises(VoiceError, match=message) as error:
        wished_speaker(key, script("reporter", "interviewee"))
    assert "“Ann Lee” (reporter)" in str(error.value)
