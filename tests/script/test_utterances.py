from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncast.model import Casting, Mark, Part, Script, Speaker, Turn, Utterance, Voice
from turncast.script.spoken import spoken_form, tokens
from turncast.script.utterances import unspeakable, utterances

SPEAKERS = (Speaker("a", "Ann", "reporter"), Speaker("b", "Bo", "interviewee"))
CASTING = Casting((Part("a", Voice("tone", "low")), Part("b", Voice("tone", "high"))))


def script(*turns: tuple[str, str, str]) -> Script:
    return Script("T", "en", SPEAKERS, tuple(Turn(speaker, kind, text) for speaker, kind, text in turns))  # type: ignore[arg-type]


def written(one: Script, limit: int = 1000) -> str:
    found = utterances(one, CASTING, {"tone": limit})
    return "".join(token.text + " " * token.space for item in found for token in (*item.tokens[:-1], item.tokens[-1]))


def test_what_parts_two_utterances_is_told() -> None:
    one = script(
        ("a", "title", "T."),
        ("a", "speech", "One. Two.\n\nThree."),
        ("b", "speech", "Four."),
        ("a", "heading", "Five"),
        ("a", "speech", "Six."),
    )
    joins = [item.join for item in utterances(one, CASTING, {"tone": 1000})]
    assert joins == ["section", "paragraph", "sentence", "paragraph", "turn", "section", "paragraph"]


@given(
    st.lists(st.text(st.sampled_from('ab .,!?"“”*—\n'), min_size=1, max_size=80).filter(str.strip), min_size=1, max_size=4),
    st.integers(5, 60),
)
def test_every_written_word_of_a_turn_with_any_sound_is_in_its_utterances(texts: list[str], limit: int) -> None:
    one = script(*(("a", "speech", text) for text in texts))
    silent = {turn.text for turn in one.turns if not any(map(str.isalnum, turn.text))}
    assert set(unspeakable(one, utterances(one, CASTING, {"tone": limit}))) == {text.strip() for text in silent}
    expected = "".join("".join(turn.text.split()) for turn in one.turns if turn.text not in silent)
    assert "".join(written(one, limit).split()) == expected


@given(st.lists(st.sampled_from(["word", "longer,", "a", "extraordinary;"]), min_size=1, max_size=80), st.integers(20, 100))
def test_no_utterance_is_longer_than_its_engine_allows(words: list[str], limit: int) -> None:
    found = utterances(script(("a", "speech", " ".join(words))), CASTING, {"tone": limit})
    assert all(sum(len(token.spoken) + 1 for token in item.tokens) <= limit for item in found)
    assert all(item.join == "clause" for item in found[1:])


@pytest.mark.parametrize(
    ("word", "spoken"),
    [
        ("“Yes,”", "Yes,"),
        ("don’t", "don't"),
        ("good.''", "good."),
        ("R&D", "R and D"),
        ("&", "and"),
        ("—", "—"),
        ("/", ""),
        ("'tis", "tis"),
    ],
)
def test_a_word_is_spoken_as_people_say_it(word: str, spoken: str) -> None:
    assert spoken_form(word) == spoken


def test_a_currency_sign_on_its_own_is_spoken_with_its_number() -> None:
    assert [token.spoken for token in tokens((("$", True), ("5", True), ("each", False)))] == ["", "5 dollars", "each"]


def directed(text: str, *marks: Mark) -> tuple[Utterance, ...]:
    one = Script("T", "en", SPEAKERS, (Turn("a", "speech", text, marks=marks), Turn("b", "speech", "Last.")))
    return utterances(one, CASTING, {"tone": 1000}, {"Ek": "eck", "Llŷn": "/ɬɨːn/"})


def test_what_is_left_out_is_neither_spoken_nor_shown() -> None:
    found = directed("One. Two. Three.", Mark(5, 9, "leave out"))
    assert [[token.text for token in item.tokens] for item in found] == [["One."], ["Three."], ["Last."]]


def test_a_whole_turn_left_out_leaves_no_trace() -> None:
    assert [item.turn for item in directed("One. Two.", Mark(0, 9, "leave out"))] == [1]


def test_a_pause_stands_before_what_follows_it_in_the_same_turn_or_the_next() -> None:
    assert [item.pause_ms for item in directed("One. Two.", Mark(5, 5, "pause", "1500"))] == [None, 1500, None]
    assert [item.pause_ms for item in directed("One. Two.", Mark(9, 9, "pause", "900"))] == [None, None, 900]
    found = directed("One two.", Mark(4, 4, "pause", "300"))
    assert [[token.text for token in item.tokens] for item in found] == [["One"], ["two."], ["Last."]]


def test_a_word_is_said_as_its_mark_or_the_lexicon_tells_and_shown_as_written() -> None:
    found = directed("“Bo, Ek and Llŷn’s Ek.”", Mark(1, 3, "say", "/boʊ/"))[0].tokens
    assert [(token.text, token.spoken) for token in found] == [
        ("“Bo,", "[Bo](/boʊ/),"),
        ("Ek", "eck"),
        ("and", "and"),
        ("Llŷn’s", "Llŷn's"),
        ("Ek.”", "eck."),
    ]


@given(st.integers(1, 300), st.integers(4, 60))
def test_a_word_longer_than_an_engine_takes_is_cut_and_stays_whole_in_the_text(length: int, limit: int) -> None:
    word = "https" * length
    found = utterances(script(("a", "speech", f"See {word} now.")), CASTING, {"tone": limit})
    assert all(sum(len(token.spoken) + 1 for token in item.tokens) <= limit for item in found)
    shown = "".join(token.text + " " * token.space for item in found for token in item.tokens)
    assert shown.split() == ["See", word, "now."]


def test_a_name_of_several_wide_characters_is_said_as_it_was_told() -> None:
    turns = (
        Turn("a", "speech", "「大久保」さん。", marks=(Mark(1, 4, "say", "/okɯbo/"),)),
        Turn("a", "speech", "大久保は森田と。"),
    )
    found = utterances(Script("T", "ja", SPEAKERS, turns), CASTING, {"tone": 1000}, {"大久保": "おおくぼ", "森田": "/moɾita/"})
    said = [[(token.text, token.spoken) for token in one.tokens] for one in found]
    assert said[0] == [("「大久保」", "[大久保](/okɯbo/)"), ("さ", "さ"), ("ん。", "ん。")]
    assert said[1] == [("大久保", "おおくぼ"), ("は", "は"), ("森田", "[森田](/moɾita/)"), ("と。", "と。")]
