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
