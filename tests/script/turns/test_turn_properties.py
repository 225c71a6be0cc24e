"""What holds for every text: a transcript that was rendered comes back, and no character is ever lost."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncast.errors import ScriptError, SourceError
from turncast.model import Skip, Span
from turncast.read import parse
from turncast.script.turns import check_cover, find_turns

FORMS = [
    "**{}:** {}\n\n",
    "**{}**: {}\n\n",
    "{}: {}\n\n",
    "{}:\n{}\n\n",
    ">> {}: {}\n\n",
    "[00:01:02] {}: {}\n\n",
    "{} (01:02): {}\n",
    "**{}** – {}\n\n",
    "**{}: {}**\n\n",
    "*{}*: {}\n\n",
    "[{}] {}\n\n",
    "[0:01:02.5] {}: {}\n\n",
    "{}: 00:01:02\n\n{}\n\n",
    "- {}: {}\n\n",
]
NAMES = st.sampled_from([("Ann Lee", "Bo Ek"), ("Q", "A"), ("MOSS", "FINCH"), ("Dr. Ada Berg", "Ole Dam"), ("Host", "Ida Moe")])
QUESTIONS = st.lists(
    st.sampled_from(["why", "when", "rain", "salt", "today", "river", "you", "did", "the"]), min_size=2, max_size=8
).map(lambda words: " ".join(words).capitalize() + "?")
SENTENCE = st.lists(
    st.sampled_from(["we", "went", "home", "and", "then", "rain", "fell", "on", "salt", "near", "it"]), min_size=5, max_size=20
).map(lambda words: " ".join(words).capitalize() + ".")
ANSWERS = st.lists(SENTENCE, min_size=1, max_size=4).map(" ".join)


@given(NAMES, st.sampled_from(FORMS), st.lists(st.tuples(QUESTIONS, ANSWERS), min_size=2, max_size=8))
def test_a_rendered_transcript_comes_back_turn_by_turn(names: tuple[str, str], form: str, talk: list[tuple[str, str]]) -> None:
    said = [(who, text) for pair in talk for who, text in zip(names, pair, strict=True)]
    article = parse("".join(form.format(*turn) for turn in said).encode(), "talk.md" if "*" in form else "talk.txt")
    script = find_turns(article)
    check_cover(article, script)
    roles = {speaker.id: speaker.role for speaker in script.speakers}
    assert [turn.text for turn in script.turns] == [text for _, text in said]
    assert [roles[turn.speaker] for turn in script.turns] == ["reporter", "interviewee"] * len(talk)


APART = [
    "**{n}. {q}**\n\n{a}\n\n",
    "**{q}**\n{a}\n\n",
    "*{q}*\n\n{a}\n\n",
    "### {q}\n\n{a}\n\n",
    "### {q}\n\n> {a}\n\n",
    "> {q}\n\n{a}\n\n",
    "{n}. {q}\n\n{a}\n\n",
    "{q}\n\n{a}\n\n",
    "— {q}\n\n{a}\n\n",
    "**Q{n}: {q}**\n\n{a}\n\n",
    "**{q}**\n\n**Ida:** {a}\n\n",
]


@given(st.sampled_from(APART), st.lists(st.tuples(QUESTIONS, ANSWERS), min_size=3, max_size=8), st.booleans())
def test_questions_that_are_set_apart_come_back_with_their_answers(form: str, talk: list[tuple[str, str]], headed: bool) -> None:
    head = "# A talk\n\nWe met Ida Moe at home.\n\n" if headed else ""
    article = parse((head + "".join(form.format(n=n, q=q, a=a) for n, (q, a) in enumerate(talk, 1))).encode(), "talk.md")
    script = find_turns(article)
    check_cover(article, script)
    roles = {speaker.id: speaker.role for speaker in script.speakers}
    answers = [turn.text for turn in script.turns if roles[turn.speaker] == "interviewee"]
    asked = [turn.text for turn in script.turns if roles[turn.speaker] == "reporter"]
    assert answers == [a for _, a in talk]
    assert all(text.endswith(q) for text, (q, _) in zip(asked[-len(talk) :], talk, strict=True))


TELLING = [
    "“{a},” said {name}. “{b}.”",
    "{name} said, “{a}. {b}.”",
    "“{a},” {name} recalled, smiling, “{b}.”",
    "According to {name}, “{a}. {b}.”",
    "“{a}. {b},” {name} recites.",
    "{name}, a nurse, puts it like this: “{a}. {b}.”",
    "“{a}. {b},” laughs {name}, who has a dog.",
]
CLAUSE = st.lists(st.sampled_from(["we", "went", "home", "rain", "fell", "on", "salt"]), min_size=4, max_size=9).map(
    lambda words: " ".join(words).capitalize()
)
PEOPLE = st.sampled_from(["Ada Berg", "Ole Dam", "Ida Moe"])
STYLES = st.sampled_from([("“", "”"), ('"', '"'), ("„", "“"), ("«", "»"), ("‘", "’"), ("”", "”")])


@given(st.lists(st.tuples(st.sampled_from(TELLING), PEOPLE, CLAUSE, CLAUSE), min_size=1, max_size=6), STYLES)
def test_quotations_go_to_those_they_are_attributed_to(told: list[tuple[str, str, str, str]], style: tuple[str, str]) -> None:
    paragraphs = [form.format(name=name, a=a, b=b) for form, name, a, b in told]
    text = "The wells were dug by hand.\n\n" + "\n\nThe wind blew.\n\n".join(paragraphs) + "\n"
    article = parse(text.translate({ord("“"): style[0], ord("”"): style[1]}).encode(), "x.txt")
    script = find_turns(article)
    check_cover(article, script)
    names = {speaker.id: speaker.name for speaker in script.speakers if speaker.role == "interviewee"}
    said = [(names[turn.speaker], words(turn.text)) for turn in script.turns if turn.speaker in names]
    assert "".join(text for _, text in said) == "".join(words(a + b) for _, _, a, b in told)
    assert {name for name, _ in said} == {name for _, name, _, _ in told}


def words(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


DAMAGE = st.sampled_from(["", "''", '"', "“", "”", "“ ", " ”", "„", "«", "‘", ">>", ":", "\n"])


@given(st.lists(st.tuples(st.sampled_from(TELLING), PEOPLE, CLAUSE, CLAUSE, DAMAGE, DAMAGE), min_size=1, max_size=5))
def test_damaged_marks_lose_no_word_and_break_no_rule(told: list[tuple[str, str, str, str, str, str]]) -> None:
    paragraphs = [
        form.format(name=name, a=a, b=b).translate({ord("“"): opened, ord("”"): closed})
        for form, name, a, b, opened, closed in told
    ]
    article = parse("\n\n".join(paragraphs).encode(), "x.txt")
    script = find_turns(article)
    check_cover(article, script)
    spoken = words("".join(turn.text for turn in script.turns))
    skipped = words("".join(article.source[skip.span.start : skip.span.end] for skip in script.skipped))
    assert len(spoken) + len(skipped) == len(words(article.source))


MARKS = [*"“”„\"«»‘’'「」:：.,?!-—–*_#[]()<>\n\t ", "\n\n", "''", "**", "## ", ">> ", "<b>", "</b>", "<p>", "\u3000", "\ufeff"]
WORDS = [
    "Q:",
    "A:",
    "Q.",
    "Ann Lee",
    "Mr. Lee",
    " said ",
    "she said",
    "We went home.",
    "Why not?",
    "[00:01:02]",
    "(laughs)",
    "By Ann Lee",
    "Mr. Lee.",
    "The CHAIRMAN.",
    "P.",
    "R.",
    "[aside]",
    "[00:01:02.33]",
    "Page 2 of 9",
    "Ek      7",
    "1. ",
    "――",
    "問：",
    "A:",
    "\\[",
]
PIECES = [*MARKS, *WORDS, "according to ", "と話す"]


@given(st.lists(st.sampled_from(PIECES), max_size=50).map("".join), st.sampled_from(["text", "markdown", "html", "asciidoc"]))
def test_no_text_breaks_the_rules_or_loses_a_character(text: str, format: str) -> None:
    try:
        article = parse(text.encode(), "x", format)
    except SourceError:
        return
    script = find_turns(article)
    check_cover(article, script)
    ids = [speaker.id for speaker in script.speakers]
    assert len(set(ids)) == len(ids)
    for turn in script.turns:
        assert turn.speaker in ids
        assert turn.text.strip() == turn.text != ""
        assert turn.evidence
        assert "\n" not in turn.text.replace("\n\n", "")


def test_the_guard_finds_lost_doubled_and_disordered_text() -> None:
    article = parse(b"Q: Why?\n\nA: Because.\n\nQ: So?\n\nA: So.\n", "x.txt")
    script = find_turns(article)
    first = script.turns[0]
    with pytest.raises(ScriptError, match=r"x\.txt, line 1: .*would be lost"):
        check_cover(article, replace(script, turns=script.turns[1:]))
    with pytest.raises(ScriptError, match="read twice"):
        check_cover(article, replace(script, skipped=(script.skipped[0], Skip(first.spans[0], "x"), *script.skipped[1:])))
    with pytest.raises(ScriptError, match="out of order"):
        check_cover(article, replace(script, turns=(replace(first, spans=(Span(5, 5),)), *script.turns[1:])))


def test_time_grows_with_the_text_and_not_faster() -> None:
    """Counted in the rules' own steps, not in seconds: calls of Python functions for one and for four copies of an article."""
    quoted = "“We waited for the rain,” said Lee. “Nobody knew ‘when’ it came.”"
    text = f"Ann Lee keeps a list.\n\n{quoted}\n\nBo Ek: It came.\n\nWhy, Bo?\n\n"
    assert calls(text * 80) <= 4.4 * calls(text * 20)


def calls(text: str) -> int:
    article = parse(text.encode(), "x.txt")
    n = 0

    def count(*_: object) -> None:
        nonlocal n
        n += 1

    sys.setprofile(count)
    try:
        find_turns(article)
    finally:
        sys.setprofile(None)
    return n
