from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncast.errors import ScriptError
from turncast.model import Script, Speaker, Turn
from turncast.script.textform import FIRST_LINE, compose, is_textform, parse, speaker_id

SPEAKERS = (Speaker("ann-lee", "Ann Lee", "reporter"), Speaker("bo-ek", "Bo Ek", "interviewee"))
TEXT = """\
<!-- turncast script 1 -->

- title: Fog
- language: en
- reporter: Ann Lee (voice kokoro/bf_emma)
- interviewee: Bo Ek

---

# Fog

> By Ann Lee

**Ann Lee:** What do you hear?

**Bo Ek:** The sea.

And the radio.

## Later

## **Bo Ek:** A heading he says

**Bo Ek:** \\# is not a heading here.
"""


def test_the_text_form_of_a_script_is_read_as_it_was_written() -> None:
    edited = parse(TEXT)
    assert compose(edited.script, edited.voices) == TEXT.replace("**Bo Ek:** \\#", "**Bo Ek:** \\#")
    assert edited.voices == {"ann-lee": "kokoro/bf_emma"}
    assert [turn.kind for turn in edited.script.turns] == ["title", "byline", "speech", "speech", "heading", "heading", "speech"]
    assert edited.script.turns[3].text == "The sea.\n\nAnd the radio."
    assert edited.script.turns[5].speaker == "bo-ek"


words = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp", "Zs")), min_size=1, max_size=8)
paragraphs = st.lists(words, min_size=1, max_size=6).map(" ".join) | st.sampled_from(
    ["# not a heading", "**Ann Lee:** said he", "- a", "---", "> b", "<!-- c -->", "\\", "\\# d", "\\\\e", "## f", "**g**"]
)
texts = st.lists(paragraphs, min_size=1, max_size=3).map("\n\n".join)
turns = st.builds(Turn, st.sampled_from(["ann-lee", "bo-ek"]), st.just("speech"), texts)
headings = st.builds(Turn, st.sampled_from(["ann-lee", "bo-ek"]), st.sampled_from(["title", "heading", "byline"]), paragraphs)


@given(st.lists(turns | headings, min_size=1, max_size=8), words)
def test_a_script_survives_its_text_form(found: list[Turn], title: str) -> None:
    script = Script(title, "en", SPEAKERS, tuple(found))
    text = compose(script)
    again = parse(text).script
    assert [(turn.speaker, turn.kind, turn.text) for turn in again.turns] == [
        (turn.speaker, turn.kind, turn.text) for turn in found
    ]
    assert (again.title, again.speakers) == (script.title, script.speakers)
    assert compose(again) == text


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("**Bo Ek:** The", "**Bob:** The", "line 16: “Bob” is not in the list of speakers; expected Ann Lee or Bo Ek"),
        ("- interviewee: Bo Ek", "- guest: Bo Ek", "line 6: “- guest: Bo Ek” is not understood"),
        ("- interviewee: Bo Ek", "- interviewee: ann lee", "line 6: the speaker 'ann lee' is named twice"),
        (
            "---\n",
            "",
            "line 9: “# Fog” is not understood; expected - title: / - language: / - reporter: / - interviewee: or the line ---",
        ),
        ("**Ann Lee:** What", "What", "line 14: “What do you hear?” has no speaker"),
        ("**Bo Ek:** The sea.", "**Bo Ek:**", "line 16: this turn has no text"),
    ],
)
def test_a_damaged_script_is_an_error_with_its_line(before: str, after: str, message: str) -> None:
    with pytest.raises(ScriptError) as error:
        parse(TEXT.replace(before, after, 1))
    assert message in str(error.value)


def test_lines_of_one_paragraph_comments_and_windows_line_ends_are_read() -> None:
    text = TEXT.replace("The sea.", "The\n<!-- listen -->\nsea.").replace("\n", "\r\n")
    assert parse("\ufeff" + text).script.turns[3].text == "The sea.\n\nAnd the radio."
    assert is_textform("\ufeff" + text)
    assert not is_textform("# An article\n" + FIRST_LINE)


@given(st.text())
def test_any_text_without_turns_is_a_script_error_with_a_line(text: str) -> None:
    with pytest.raises(ScriptError, match="line"):
        parse(FIRST_LINE + text + "\n---\n")


def test_two_speakers_never_share_an_id() -> None:
    assert speaker_id("Ann Lee", {"ann-lee", "ann-lee-2"}) == "ann-lee-3"
    assert speaker_id("???", set()) == "speaker"
