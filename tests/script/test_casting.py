from __future__ import annotations

from dataclasses import replace

import pytest

from turncast.errors import VoiceError
from turncast.model import Script, Speaker, Turn, Voice
from turncast.script.casting import Cast, cast, wished_speaker
from turncast.script.given_names import gender_of

GENDERS = {"heart": "female", "emma": "female", "george": "male", "michael": "male"}
OFFER = Cast("kokoro", {"reporter": "emma", "interviewee": "michael"}, ["heart", "emma", "george", "michael"], GENDERS)


def script(*roles: str) -> Script:
    names = ("Kim Lee", "Bo Ek", "Cy Dee", "Di Eff", "Ed Gee")
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
    assert voices(script("reporter", "interviewee"), {"s0": Voice("kokoro", "michael")}) == ["michael", "emma"]
    assert voices(script("reporter", "interviewee"), {"s0": Voice("kokoro", "heart")}) == ["heart", "michael"]


def test_a_speaker_is_found_by_name_part_of_it_or_role() -> None:
    one = script("reporter", "interviewee")
    assert [wished_speaker(key, one) for key in ("Bo Ek", "lee", "Reporter", "s1")] == ["s1", "s0", "reporter", "s1"]


@pytest.mark.parametrize(("key", "message"), [("Bo Ekk", "did you mean “Bo Ek”"), ("e", "fits several speakers")])
def test_a_wish_for_nobody_names_everybody(key: str, message: str) -> None:
    with pytest.raises(VoiceError, match=message) as error:
        wished_speaker(key, script("reporter", "interviewee"))
    assert "“Kim Lee” (reporter)" in str(error.value)


def told(narration: str, language: str = "en") -> list[str]:
    one = replace(script("reporter", "interviewee"), language=language, turns=(Turn("s0", "speech", narration),))
    return voices(one, {})


@pytest.mark.parametrize(
    ("narration", "expected"),
    [
        ("She came early. Her boat was late.", ["michael", "emma"]),
        ("He came early. His boat was late.", ["emma", "michael"]),
        ("He came early. The woman had her boat.", ["emma", "michael"]),
        ("She came early.", ["emma", "michael"]),
        ("Ek came early.", ["emma", "michael"]),
    ],
)
def test_gender_is_a_hint_only_where_the_article_agrees_with_itself(narration: str, expected: list[str]) -> None:
    assert told(narration) == expected


def test_pronouns_of_other_languages_are_no_hint() -> None:
    assert told("Sie kam früh. Er sah her. Sie ging.", "de") == ["emma", "michael"]


def test_of_several_people_only_sentences_that_name_them_count() -> None:
    text = "Ms. Ek said she was early. Mr. Dee said he was late."
    one = replace(script("reporter", "interviewee", "interviewee"), turns=(Turn("s0", "speech", text),))
    assert [GENDERS[name] for name in voices(one, {})][1:] == ["female", "male"]


def test_a_given_name_that_is_clear_gives_the_gender() -> None:
    one = Script("T", "de", (Speaker("a", "Jürgen Klee", "reporter"), Speaker("b", "Hanna-Lena Roth", "interviewee")), ())
    assert voices(one, {}) == ["michael", "emma"]


def test_a_name_decides_nothing_where_the_article_tells_both() -> None:
    speakers = (Speaker("s0", "Kim Lee", "reporter"), Speaker("s1", "Maria Ek", "interviewee"))
    text = "She came early. Her boat was late. He came later. His boat was early."
    assert voices(Script("T", "en", speakers, (Turn("s0", "speech", text),)), {}) == ["emma", "michael"]
    assert voices(Script("T", "en", speakers, (Turn("s0", "speech", "She came early."),)), {}) == ["michael", "emma"]


def test_voices_that_sound_alike_are_not_given_to_two_people() -> None:
    offer = replace(OFFER, alike=[frozenset(("emma", "heart")), frozenset(("emma", "michael"))])
    found = [part.voice.name for part in cast(script("reporter", "interviewee", "interviewee"), offer, {}).parts]
    assert found[:2] == ["emma", "george"]


def test_a_new_guest_gets_no_voice_of_an_earlier_one_while_others_fit() -> None:
    def second(*kept: str) -> str:
        offer = replace(OFFER, kept=kept, alike=[frozenset(("emma", "heart"))])
        return cast(script("reporter", "interviewee"), offer, {"s0": Voice("kokoro", "emma")}).parts[1].voice.name

    assert [second(), second("michael"), second("michael", "george")] == ["michael", "george", "michael"]


@pytest.mark.parametrize(
    ("word", "letters_per_s", "rate"),
    [
        ("four", 10, 1.0),
        ("four", 11, 1.0),
        ("four", 12, 0.9),
        ("four", 13, 0.85),
        ("seventy", 13, 1.0),
        ("seventy", 12, 1.1),
        ("fives", 11, 1.1),
        ("four", 30, 0.65),
    ],
)
def test_a_voice_is_brought_into_the_usual_pace_for_the_words_it_says(word: str, letters_per_s: float, rate: float) -> None:
    one = replace(script("reporter", "interviewee"), turns=(Turn("s1", "speech", " ".join([word] * 60)),))
    offer = replace(OFFER, letters_per_s=lambda name, turns: letters_per_s if name == "michael" else 0.0)
    assert [part.voice.rate for part in cast(one, offer, {}).parts] == [1.0, rate]
    assert rate == 0.65 or letters_per_s * rate <= 13.4, "nobody speaks faster than readers of subtitles follow"
    if 0.65 < rate < 1.15 and word == "four":
        assert 150 <= letters_per_s * 60 / len(word) * rate <= 175


@pytest.mark.parametrize(
    ("pace_response", "letters_per_s", "rate"), [(1.0, 13.0, 0.85), (0.5, 12.0, 0.85), (0.5, 13.0, 0.75), (0.5, 11.0, 1.0)]
)
def test_an_engine_that_follows_a_rate_only_partly_is_asked_for_more(
    pace_response: float, letters_per_s: float, rate: float
) -> None:
    one = replace(script("reporter", "interviewee"), turns=(Turn("s1", "speech", " ".join(["four"] * 60)),))
    offer = replace(OFFER, letters_per_s=lambda name, turns: letters_per_s, pace_response=pace_response)
    assert cast(one, offer, {}).parts[1].voice.rate == rate
    assert 150 <= letters_per_s * 60 / 4 * rate**pace_response <= 175


def test_a_pace_is_asked_for_what_somebody_says_whatever_kind_of_text_it_is() -> None:
    turns = (
        Turn("s1", "speech", "one two three. " * 20),
        Turn("s0", "heading", "Where is it? " * 20),
        Turn("s1", "heading", "Here."),
    )
    asked: dict[str, list[str]] = {}
    offer = replace(
        OFFER, letters_per_s=lambda name, turns: bool(asked.update({name: [one.strip() for turn in turns for one in turn]}))
    )
    cast(replace(script("reporter", "interviewee"), turns=turns), offer, {})
    assert asked == {"emma": ["Where is it?"] * 20, "michael": ["one two three."] * 20 + ["Here."]}


@pytest.mark.parametrize(
    ("language", "letters_per_s", "rate"), [("zh", 5.0, 0.9), ("ja", 5.5, 1.0), ("ja", 4.8, 1.05), ("th", 12.0, 1.0)]
)
def test_where_words_are_not_parted_characters_tell_the_pace(language: str, letters_per_s: float, rate: float) -> None:
    one = replace(script("reporter", "interviewee"), language=language, turns=(Turn("s1", "speech", "冰在破裂之前会唱歌。" * 9),))
    offer = replace(OFFER, letters_per_s=lambda name, turns: letters_per_s)
    assert [part.voice.rate for part in cast(one, offer, {}).parts] == [rate, rate]


@pytest.mark.parametrize(
    ("names", "gender"),
    [
        ("Tom Ek, Bob Ek, Bill Ek, Mike Ek, Dan Ek, Matt Ek, Steve Ek, Nick Ek, Liam Ek, Noah Ek, Ethan Ek", "male"),
        ("Mia Ek, Beth Ek, Dr. Maria Lopez, Prof. Anna Berg, Mrs. Smith, Frau Schmidt, Sra. Ruiz, Mme Roux", "female"),
        ("Mr Jones, Herr Weber, Herr Prof. Dr. Klein, Sir David Attenborough, Dr. Hans Roth", "male"),
        ("Анна Иванова, Наталья Ким, Ms. Иванова, 佐藤花子, 田中 由美", "female"),
        ("Сергей Иванов, Алексей Ким, Андрей Ким, Фёдор Ким, 田中一郎, 佐藤 健太", "male"),
        ("Dr. Martin, Prof. Paul, Smith, Kim Lee, 金子, 王小明, Mr, Dr., ", ""),
    ],
)
def test_a_form_of_address_or_a_given_name_tells_the_gender(names: str, gender: str) -> None:
    assert {name: gender_of(name) for name in names.split(", ")} == dict.fromkeys(names.split(", "), gender)
