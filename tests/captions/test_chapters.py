from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncast.captions.chapters import RULES, ChapterRules, chapters, shortened
from turncast.model import Chapter, Clip, Script, Segment, Speaker, Token, Track, Turn, TurnKind, Utterance, Voice

RATE = 1000
ANN, BOB = Speaker("ann", "Ann", "reporter"), Speaker("bob", "Bob", "interviewee")


def spoken(turns: list[tuple[str, TurnKind, list[str], int]], title: str = "The title") -> tuple[Track, Script]:
    """A programme of turns (speaker, kind, sentences, seconds of each sentence)."""
    segments, at = [], 500
    for index, (speaker, _, sentences, seconds) in enumerate(turns):
        for number, sentence in enumerate(sentences):
            tokens = tuple(Token(word, word) for word in sentence.removeprefix("+").split())
            join = "clause" if sentence.startswith("+") else "sentence" if number else "turn"
            clip = Clip("digest", RATE, seconds * RATE, (), "engine", -20.0)
            segments.append(Segment(Utterance(index, speaker, tokens, Voice("tone", "low"), join), clip, at, seconds * RATE, 0.0))
            at += seconds * RATE
    script = Script(title, "en", (ANN, BOB), tuple(Turn(who, kind, " ".join(texts)) for who, kind, texts, _ in turns))
    return Track(RATE, at + 1500, tuple(segments)), script


def question(text: str) -> tuple[str, TurnKind, list[str], int]:
    return "ann", "speech", [text], 5


ANSWER: tuple[str, TurnKind, list[str], int] = ("bob", "speech", ["It was so."] * 4, 10)


def test_headings_make_the_chapters_and_the_title_is_the_first() -> None:
    found = chapters(
        *spoken(
            [
                ("ann", "title", ["The title"], 2),
                ("ann", "speech", ["Welcome to this long introduction, dear listeners."], 20),
                ("ann", "heading", ["Childhood"], 2),
                question("Where did you grow up, and with whom?"),
                ANSWER,
                ("ann", "heading", ["Ships"], 2),
                ANSWER,
            ]
        )
    )
    assert found == (Chapter(0, "The title"), Chapter(22_500, "Childhood"), Chapter(69_500, "Ships"))


def test_a_heading_near_the_start_takes_the_place_of_the_title() -> None:
    found = chapters(*spoken([("ann", "title", ["T"], 2), ("ann", "heading", ["Childhood"], 2), ANSWER]))
    assert found == (Chapter(0, "Childhood"),)


def test_a_heading_right_before_another_is_no_chapter_of_its_own() -> None:
    found = chapters(*spoken([ANSWER, ("ann", "heading", ["Part one"], 2), ("ann", "heading", ["Ships"], 2), ANSWER]))
    assert [one.title for one in found] == ["The title", "Part one"]


def test_questions_make_the_chapters_where_there_are_no_headings() -> None:
    found = chapters(
        *spoken([question("Where did you grow up?"), ANSWER, ANSWER, question("And how did you come to ships?"), ANSWER, ANSWER])
    )
    assert found == (Chapter(0, "The title"), Chapter(85_500, "And how did you come to ships?"))


def test_short_questions_and_questions_of_the_guest_open_no_chapter() -> None:
    asks_back: tuple[str, TurnKind, list[str], int] = ("bob", "speech", ["Why would anybody ask me that?"], 10)
    found = chapters(*spoken([ANSWER, ANSWER, question("Why is that?"), ANSWER, ANSWER, asks_back, ANSWER, ANSWER]))
    assert found == (Chapter(0, "The title"),)


def test_the_question_of_a_long_turn_is_its_title_also_where_it_was_spoken_in_pieces() -> None:
    long: tuple[str, TurnKind, list[str], int] = ("ann", "speech", ["That is much.", "How did you,", "+ all alone, do it?"], 3)
    found = chapters(*spoken([ANSWER, ANSWER, long, ANSWER, ANSWER]))
    assert found[1] == Chapter(80_500, "How did you, all alone, do it?")


@pytest.mark.parametrize("n_questions", [1, 10, 60, 400])
def test_an_interview_of_many_questions_has_few_chapters_of_some_length(n_questions: int) -> None:
    track, script = spoken([turn for _ in range(n_questions) for turn in (question("What did you think of it all?"), ANSWER)])
    found = chapters(track, script)
    starts = [one.start_ms for one in found] + [track.n_samples]
    assert 1 <= len(found) <= RULES.most_questions
    assert min(after - before for before, after in pairwise(starts)) >= min(RULES.question_ms, track.n_samples)
    assert n_questions < 10 or len(found) >= 5


def test_no_player_is_given_more_headings_than_it_can_count() -> None:
    track, script = spoken([turn for _ in range(300) for turn in (("ann", "heading", ["H"], 10), ANSWER)])  # type: ignore[list-item]
    assert 100 < len(chapters(track, script)) <= 255


def test_an_empty_track_has_no_chapters() -> None:
    assert chapters(Track(RATE, 0, ()), Script("T", "en", (), ())) == ()


def test_an_interview_without_a_title_is_named_after_its_first_words() -> None:
    assert chapters(*spoken([ANSWER], title=""), ChapterRules(title_chars=12)) == (Chapter(0, "It was so…"),)


@given(st.text(alphabet="ab ,;:?“”—橋。-\n", max_size=200), st.integers(5, 60))
def test_a_title_is_short_and_begins_as_the_text_does(text: str, chars: int) -> None:
    title = shortened(text, chars)
    assert sum(2 if letter in "橋。" else 1 for letter in title) <= chars
    kept = title.removesuffix("…")
    assert kept in text
    assert title == kept or len(kept) < len(text.strip())
