from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncast.errors import ScriptError
from turncast.model import Mark, Script, Speaker, Turn
from turncast.script.textform import FIRST_LINE, compose, is_textform, is_untouched, parse, sealed
from turncast.script.turns.names import speaker_id

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

<!-- doubtful 0.60: quoted without a name -->

**Bo Ek:** The [Llŷn](hlin) light. [pause 1.5 s] ~~Off the record.~~ Yes.

\\# is not a heading here.
"""


def test_the_text_form_of_a_script_is_read_as_it_was_written() -> None:
    edited = parse(TEXT)
    assert compose(edited.script, edited.voices) == TEXT
    last = edited.script.turns[-1]
    assert (last.text, last.evidence, last.confidence) == (
        "The Llŷn light. Off the record. Yes.\n\n# is not a heading here.",
        "quoted without a name",
        0.6,
    )
    assert last.marks == (Mark(4, 8, "say", "hlin"), Mark(16, 16, "pause", "1500"), Mark(16, 31, "leave out"))
    assert edited.voices == {"ann-lee": "kokoro/bf_emma"}
    assert [turn.kind for turn in edited.script.turns] == ["title", "byline", "speech", "speech", "heading", "heading", "speech"]
    assert edited.script.turns[3].text == "The sea.\n\nAnd the radio."
    assert edited.script.turns[5].speaker == "bo-ek"


words = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp", "Zs")), min_size=1, max_size=8)
paragraphs = st.lists(words, min_size=1, max_size=6).map(" ".join) | st.sampled_from(
    [
        "# no",
        "**Ann Lee:** said he",
        "- a",
        "---",
        "> b",
        "<!-- c -->",
        "\\",
        "\\# d",
        "\\\\e",
        "**g**",
        "[h](/i/)",
        "~~j~~",
        "[pause 2 s]",
        "[pause for breath]",
        "[take it](or leave)",
        "see [the site](not here)",
        "a <!-- b",
        "~~",
        "\\[k](l)",
    ]
)


@st.composite
def marked_turns(draw: st.DrawFn, kind: str) -> Turn:
    """A turn with directions on some of its words, the way `unwoven` gives them."""
    texts = draw(st.lists(paragraphs, min_size=1, max_size=3 if kind == "speech" else 1))
    marks, base = [], 0
    for text in texts:
        for word in re.finditer(r"[^\W_]+", text):
            start, end = base + word.start(), base + word.end()
            value = draw(st.sampled_from(["", "", "say", "leave out", "pause"]))
            if value == "say":
                marks.append(Mark(start, end, "say", draw(st.sampled_from(["win", "/kɑsumi/"]))))
            elif value == "leave out":
                marks.append(Mark(start, end, "leave out"))
            elif value == "pause" and word.start() and text[word.start() - 1] == " ":
                marks.append(Mark(start, start, "pause", str(draw(st.integers(1, 5000)))))
        base += len(text) + 2
    return Turn(draw(st.sampled_from(["ann-lee", "bo-ek"])), kind, "\n\n".join(texts), marks=tuple(marks))  # type: ignore[arg-type]


turns = marked_turns("speech")
headings = st.sampled_from(["title", "heading", "byline"]).flatmap(marked_turns)


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
        ("**Bo Ek:** The sea.", "**Bob**: The sea.", "line 16: “Bob” is not in the list of speakers"),
        ("[pause 1.5 s]", "[pause soon]", "line 26: “[pause soon]” is no direction that is understood; expected [Nguyen](win)"),
        ("[pause 1.5 s]", "[take two]", "line 26: “[take two]” is no direction"),
        ("(hlin)", "(/hl in/)", "line 26: “[Llŷn](/hl in/)” is no direction"),
        ("record.~~", "record.", "line 26: “~~” is no direction"),
        ("## Later", "## Later <!-- why?", "line 20: a comment begins here and never ends; expected --> behind it"),
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


def test_comments_are_nowhere_spoken_and_lines_are_still_counted() -> None:
    text = TEXT.replace("The sea.", "The sea. <!-- ask her -->").replace("## Later", "<!-- two\n\nlines -->\n\n### Later")
    assert parse(text).script == parse(TEXT).script
    with pytest.raises(ScriptError, match="line 30: “Bob”"):
        parse(text.replace("**Bo Ek:** The [", "**Bob:** The ["))


def test_a_name_may_look_like_a_comment() -> None:
    script = Script("T", "en", (replace(SPEAKERS[0], name="Ann <!-- Lee"),), (Turn("ann-lee", "speech", "Yes."),))
    text = compose(script)
    assert compose(parse(text).script) == text


@given(st.text())
def test_any_text_without_turns_is_a_script_error_with_a_line(text: str) -> None:
    with pytest.raises(ScriptError, match="line"):
        parse(FIRST_LINE + text + "\n---\n")


def test_two_speakers_never_share_an_id() -> None:
    assert speaker_id("Ann Lee", {"ann-lee", "ann-lee-2"}) == "ann-lee-3"
    assert speaker_id("???", set()) == "speaker"


def test_explaining_tells_of_every_turn_why_and_is_read_back() -> None:
    script = Script("T", "en", SPEAKERS, (Turn("bo-ek", "speech", "Yes.", (), "the label 'Bo'", 0.95),))
    text = compose(script, explain=True)
    assert "<!-- sure 0.95: the label 'Bo' -->" in text
    assert "<!--" not in compose(script).removeprefix(FIRST_LINE)
    assert parse(text).script.turns == script.turns


def test_names_as_people_type_them_begin_a_turn() -> None:
    text = (
        TEXT.split("# Fog")[0]
        + "## Fog\n**Ann Lee:** One.\n**Bo Ek:** Two.\n\nAnn Lee: Three.\n\n**bo ek**: Four.\n\nNote: five.\n"
    )
    assert [(turn.speaker, turn.text) for turn in parse(text).script.turns] == [
        ("ann-lee", "Fog"),
        ("ann-lee", "One."),
        ("bo-ek", "Two."),
        ("ann-lee", "Three."),
        ("bo-ek", "Four.\n\nNote: five."),
    ]


def test_a_sealed_script_is_untouched_until_anything_is_changed() -> None:
    text = sealed(compose(parse(TEXT).script))
    assert is_textform(text)
    assert is_untouched(text)
    assert parse(text) == parse(compose(parse(TEXT).script))
    assert not is_untouched(text.replace("The sea.", "The see."))
    assert not is_untouched(TEXT)


def test_a_voice_is_understood_however_it_is_typed() -> None:
    edited = parse(TEXT.replace("(voice kokoro/bf_emma)", "(Voice  kokoro/bf_emma )"))
    assert (edited.voices, edited.script.speakers[0].name) == ({"ann-lee": "kokoro/bf_emma"}, "Ann Lee")
