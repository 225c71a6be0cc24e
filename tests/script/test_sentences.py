from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncast.script.sentences import sentences, written_words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We left. Then it rained.", ("We left.", "Then it rained.")),
        ('"Long inside quotes. Still long. Done."', ('"Long inside quotes.', "Still long.", 'Done."')),
        ('I have been told! "', ('I have been told! "',)),
        ("It is good. ''", ("It is good. ''",)),
        ("“No manual for“ crisis response. ”That is why.", ("“No manual for“ crisis response. ”", "That is why.")),
        ("It took months.There is no manual here.", ("It took months.", "There is no manual here.")),
        (
            "Mr. Smith vs. Dr. Jones met at 5 p.m. in the U.S. Army base.",
            ("Mr. Smith vs. Dr. Jones met at 5 p.m. in the U.S. Army base.",),
        ),
        ("(He means it. Really.) So do I.", ("(He means it.", "Really.)", "So do I.")),
        ("今日はいい天気です。「そうですね」と言った。", ("今日はいい天気です。", "「そうですね」と言った。")),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: tuple[str, ...]) -> None:
    assert tuple(map(str.strip, sentences(text, "ja" if "。" in text else "en"))) == expected


paragraphs = st.text(st.sampled_from(list("abcAB .,!?\"“”'’()—-12。「」日")), min_size=1, max_size=60).filter(str.strip)


@given(paragraphs)
def test_no_character_is_lost_between_sentences_and_words(text: str) -> None:
    found = sentences(text, "en")
    assert "".join(found) == text
    for sentence in found:
        assert "".join(word + " " * space for word, space in written_words(sentence)).strip() == " ".join(sentence.split())


@given(paragraphs)
def test_a_sentence_holds_a_letter_unless_the_whole_paragraph_holds_none(text: str) -> None:
    if any(map(str.isalnum, text)):
        assert all(any(map(str.isalnum, sentence)) for sentence in sentences(text, "en"))


def test_words_break_after_long_dashes_and_between_wide_characters() -> None:
    assert [word for word, _ in written_words("well—I know “it”.")] == ["well—", "I", "know", "“it”."]
    assert [word for word, _ in written_words("「天気」です。OK")] == ["「天", "気」", "で", "す。", "OK"]


def test_figures_and_latin_words_among_wide_characters_end_at_their_marks() -> None:
    assert [word for word, _ in written_words("気温は-3.5℃、30%増えた。")] == [
        "気",
        "温",
        "は",
        "-3.5℃、",
        "30%",
        "増",
        "え",
        "た。",
    ]
    assert [word for word, _ in written_words("他读《AI》，“OK”……")] == ["他", "读", "《AI》，", "“OK”……"]


def test_what_cannot_stand_without_the_character_before_it_stays_with_it() -> None:
    assert [word for word, _ in written_words("きょうはローマの人々（笑）")] == [
        "きょ",
        "う",
        "は",
        "ロー",
        "マ",
        "の",
        "人々",
        "（笑）",
    ]


def test_characters_that_somebody_has_told_the_sound_of_are_one_word() -> None:
    assert [word for word, _ in written_words("「大久保」さん", [(1, 4)])] == ["「大久保」", "さ", "ん"]
    assert [word for word, _ in written_words("in New York", [(3, 11)])] == ["in", "New", "York"], "white space parts words"
