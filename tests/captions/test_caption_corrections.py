"""What edited subtitles change in the script."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby, pairwise
from random import Random

import pytest
from caption_programmes import NAMES, english, hostile_programmes
from hypothesis import given, settings
from hypothesis import strategies as st

from turncast.captions import write
from turncast.captions.corrections import Correction, Corrections, corrected, corrections
from turncast.captions.cues import lay_out
from turncast.captions.formats.options import CaptionOptions
from turncast.captions.imported import imported
from turncast.errors import TurncastError, UsageError
from turncast.model import Mark, Script, Speaker, TimedWord, Turn

TEXTS = (
    ("a", "When did you first see the bridge at Lower Marsh?"),
    ("b", "I must have been six.\n\nMy father worked on the barges, you see. He took me along."),
    ("a", "Really?"),
    ("b", "Yes, and the bridge was open that day, as it is now."),
)
SPEAKERS = (Speaker("a", "Ann", "reporter"), Speaker("b", "Bo Berg", "interviewee"))
SCRIPT = Script("t", "en", SPEAKERS, tuple(Turn(speaker, "speech", text) for speaker, text in TEXTS))


def spoken(script: Script) -> list[TimedWord]:
    """Words of 300 ms; sentences 400 ms apart, paragraphs 700, turns 900."""
    words: list[TimedWord] = []
    now, sentence = 500, 0
    for number, turn in enumerate(script.turns):
        for paragraph in turn.text.split("\n\n"):
            for text in paragraph.split():
                words.append(TimedWord(text, now, now + 300, turn.speaker, number, sentence))
                ends = text[-1] in ".?!"
                sentence += ends
                now += 700 if ends else 300
            now += 300
        now += 200
    return words


def laid(script: Script, form: str = "srt", options: CaptionOptions | None = None) -> str:
    words = spoken(script)
    names = {speaker.id: speaker.name for speaker in script.speakers}
    return write(lay_out(words, names, words[-1].end_ms + 1500), form, options or CaptionOptions())


def edited(old: str, new: str, form: str = "srt", script: Script = SCRIPT) -> Corrections:
    """What comes of one replacement in the file."""
    text = laid(script, form)
    assert text.count(old) == 1, text
    return corrections(imported(text.replace(old, new), f"x.{form}"), spoken(script), script)


def script_of(words: list[TimedWord], names: dict[str, str]) -> Script:
    texts: list[Turn] = []
    for number, group in groupby(words, key=lambda word: word.turn):
        said = list(group)
        texts += [Turn("nobody", "speech", "")] * (number - len(texts))
        texts.append(Turn(said[0].speaker, "speech", "".join(word.text + " " * word.space for word in said).strip()))
    return Script("t", "en", tuple(Speaker(one, name, "reporter") for one, name in names.items()), tuple(texts))


# --- nothing edited --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["srt", "vtt"])
@pytest.mark.parametrize(
    "options", [CaptionOptions(), CaptionOptions(speakers="color", words=True), CaptionOptions(speakers="none")]
)
def test_a_file_that_nobody_edited_changes_nothing(form: str, options: CaptionOptions) -> None:
    assert corrections(imported(laid(SCRIPT, form, options), "x"), spoken(SCRIPT), SCRIPT) == Corrections((), (), ())


@pytest.mark.parametrize("form", ["srt", "vtt"])
@given(programme=hostile_programmes())
@settings(max_examples=50, deadline=None)
def test_no_programme_is_changed_by_its_own_subtitles(form: str, programme: tuple[list[TimedWord], dict[str, str], int]) -> None:
    """Its words are as long as words are: which of two equal ones at the same time is which, nobody could tell."""
    names = dict.fromkeys("abc", "Ann Lee")
    words = [replace(word, start_ms=600 * n, end_ms=600 * n + 400) for n, word in enumerate(programme[0])]
    if words:
        cues = lay_out(words, names, words[-1].end_ms + 1000)
        assert corrections(imported(write(cues, form), "x"), words, script_of(words, names)).corrections == ()


def test_later_times_and_other_line_breaks_change_nothing() -> None:
    text = laid(SCRIPT, "srt", CaptionOptions(offset_ms=45_000)).replace("\nat Lower", " at Lower").replace("was open", "was\nopen")
    assert corrections(imported(text, "x"), spoken(SCRIPT), SCRIPT).corrections == ()


# --- edits -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["srt", "vtt"])
def test_a_corrected_word_is_replaced_in_its_place(form: str) -> None:
    found = edited("barges,", "barques,", form)
    assert found == Corrections((Correction(1, 47, 54, "barges,", "barques,"),), (2,), ())
    assert corrected(SCRIPT, found).turns[1].text == TEXTS[1][1].replace("barges", "barques")


@pytest.mark.parametrize(
    ("old", "new", "turn", "text"),
    [
        ("must have been six", "was six", 1, "I was six."),
        ("must have been six", "must, you know, have been only six", 1, "I must, you know, have been only six."),
        ("Really?", "Oh, really?", 2, "Oh, really?"),
        ("Really?", "Really? Was he?", 2, "Really? Was he?"),
        ("He took me along.", "He took me.", 1, "He took me."),
        ("He took", "Then he took", 1, "see. Then he took me along."),
        ("as it is now.", "as it is\nnow and then.", 3, "as it is now and then."),
        ("My father", "His father", 1, "six.\n\nHis father"),
        ("I must", "Well, I must", 1, "Well, I must have been six.\n\nMy"),
        ("been six.", "been six. Or seven.", 1, "been six. Or seven.\n\nMy"),
    ],
)
def test_words_are_changed_put_in_and_taken_out(old: str, new: str, turn: int, text: str) -> None:
    assert text in corrected(SCRIPT, edited(old, new)).turns[turn].text


def test_the_sentences_that_change_are_told() -> None:
    assert edited("Really?", "Truly?").sentences == (4,)
    assert edited("He took", "Then he took").sentences in ((2,), (3,))


def test_escapes_and_tags_of_webvtt_are_no_text() -> None:
    found = edited("barges,", "<i>barges</i> &amp; <c.yellow>boats</c>,", "vtt")
    assert [one.new for one in found.corrections] == ["barges & boats,"]


def test_tags_of_an_editor_in_subrip_are_no_text_but_those_of_the_script_are() -> None:
    script = Script("t", "en", SPEAKERS, (Turn("a", "speech", "Write <b> for bold, and then </b> to end it."),))
    found = edited("Write", '<font color="red">Type</font>', script=script)
    assert found.corrections == (Correction(0, 0, 5, "Write", "Type"),)


def test_accents_in_another_form_change_nothing() -> None:
    script = Script("t", "fr", SPEAKERS, (Turn("a", "speech", "Il était né à Orléans."),))
    decomposed = laid(script).replace("é", "e\u0301").replace("à", "a\u0300")
    assert corrections(imported(decomposed, "x"), spoken(script), script).corrections == ()


def test_a_subtitle_that_is_missing_takes_nothing_back() -> None:
    text = laid(SCRIPT)
    blocks = [block for block in text.split("\n\n") if "Really?" not in block]
    found = corrections(imported("\n\n".join(blocks), "x"), spoken(SCRIPT), SCRIPT)
    assert found.corrections == ()
    assert found.notes == ("not in any subtitle, and kept: 1 of 40 words, the first at 00:00:11.500: “Really?”",)


@pytest.mark.parametrize(("text", "at"), [("Really?", "00:00:00,000"), ("as it is now.", "00:00:05,000")])
def test_a_subtitle_out_of_order_puts_nothing_in(text: str, at: str) -> None:
    blocks = laid(SCRIPT).strip().split("\n\n")
    (place,) = (n for n, block in enumerate(blocks) if text in block)
    number, _, *lines = blocks.pop(place).split("\n")
    blocks.append("\n".join((number, f"{at} --> {at[:-3]}400", *lines)))
    found = corrections(imported("\n\n".join(blocks), "x"), spoken(SCRIPT), SCRIPT)
    assert found.corrections == ()
    assert " subtitles: out of order; the first at line " in found.notes[0]
    assert found.notes[1].startswith("not in any subtitle, and kept: ")
    assert found.notes[2].endswith(" is said elsewhere and kept there: a subtitle with another time moves no words")


def test_half_a_file_is_one_note() -> None:
    text = laid(SCRIPT)
    found = corrections(imported(text[: text.index("He took")].rsplit("\n\n", 1)[0], "x"), spoken(SCRIPT), SCRIPT)
    assert found.corrections == ()
    (note,) = found.notes
    assert note.startswith("not in any subtitle, and kept: 25 of 40 words, the first at ")
    assert note.endswith(": “My father worked on the barges, you see.…”")


def test_a_note_has_blanks_between_turns_and_single_quote_marks_inside() -> None:
    texts = ("It was long ago, and nobody knows it now.", "“Before it breaks, the ice sings,”", "says Solberg.")
    script = Script("t", "en", SPEAKERS, tuple(Turn("ab"[n % 2], "speech", text) for n, text in enumerate(texts)))
    found = corrections(imported(laid(script).partition("\n\n")[0], "x"), spoken(script), script)
    assert found.corrections == ()
    assert found.notes[0].endswith(" words, the first at 00:00:04.100: “‘Before it breaks, the ice sings,’ says Solberg.”")


def test_a_word_that_its_subtitle_leaves_early_is_replaced_all_the_same() -> None:
    text = "1\n00:00:00,500 --> 00:00:00,900\nWhen did you last see the bridge at Lower Marsh!\n"
    found = corrections(imported(text, "x"), spoken(SCRIPT), SCRIPT)
    assert corrected(SCRIPT, found).turns[0].text == "When did you last see the bridge at Lower Marsh!"


def test_a_turn_is_never_left_without_a_word() -> None:
    found = edited("Ann: Really?", "Ann:")
    assert found.corrections == ()
    assert "is all that is said there" in found.notes[-1]


def test_a_changed_name_is_no_text() -> None:
    found = edited("Bo Berg: Yes", "Bob Berger: Yes")
    assert found.corrections == ()
    assert found.notes == ("“Bob Berger:” at 00:00:12.700 is taken for a name: names are changed in script.md",)


@pytest.mark.parametrize(("form", "old", "new"), [("srt", "Bo Berg: Yes", "Ann: Yes"), ("vtt", "<v Bo Berg>Yes", "<v Ann>Yes")])
def test_another_speakers_name_is_no_text_and_told(form: str, old: str, new: str) -> None:
    found = edited(old, new, form)
    assert found.corrections == ()
    (note,) = found.notes
    assert " subtitles have another speaker's name, the first “Ann” at 00:00:12.700, where Bo Berg speaks: names are " in note
    assert note.startswith("1 of ")


@pytest.mark.parametrize("name", ["Ann: the second", "ÄNN  LEE", "İnci", "5", "A & B <b>"])
def test_a_name_of_any_form_is_no_text(name: str) -> None:
    script = Script("t", "en", (Speaker("a", name, "reporter"),), SCRIPT.turns[:1])
    for form in ("srt", "vtt"):
        assert corrections(imported(laid(script, form), "x"), spoken(script), script) == Corrections((), (), ())


def test_a_name_cut_to_the_line_is_no_text() -> None:
    script = Script("t", "en", (Speaker("a", "Professor Henrietta Vane of the Ministry of Rivers", "reporter"),), SCRIPT.turns[:1])
    text = laid(script)
    assert "…:\n" in text
    assert corrections(imported(text, "x"), spoken(script), script) == Corrections((), (), ())


def test_text_across_two_turns_is_shared_by_its_times() -> None:
    text = laid(SCRIPT).replace("Really?", "Is that so?").replace("Yes, and", "Indeed, as")
    found = corrected(SCRIPT, corrections(imported(text, "x"), spoken(SCRIPT), SCRIPT))
    assert [turn.text.split(",")[0] for turn in found.turns[2:]] == ["Is that so?", "Indeed"]


def test_japanese_is_corrected_by_the_character() -> None:
    text = "私は東京で生まれました。父は時計職人で、毎日遅くまで働いていました。"
    words = [TimedWord(char, 150 * n, 150 * n + 150, "a", 0, n > 11, space=False) for n, char in enumerate(text)]
    script = Script("t", "ja", SPEAKERS, (Turn("a", "speech", text),))
    srt = write(lay_out(words, {"a": "Ann"}, 9000, language="ja"), "srt")
    assert corrections(imported(srt, "x"), words, script) == Corrections((), (), ())
    found = corrections(imported(srt.replace("京", "北"), "x"), words, script)
    assert found == Corrections((Correction(0, 3, 4, "京", "北"),), (0,), ())


def test_a_word_longer_than_a_line_changes_nothing_by_its_pieces() -> None:
    script = Script("t", "en", SPEAKERS, (Turn("a", "speech", "It is " + "Donaudampfschifffahrts" * 4 + " here, is it not?"),))
    assert corrections(imported(laid(script), "x"), spoken(script), script) == Corrections((), (), ())


def test_marks_move_along_and_what_is_left_out_stays() -> None:
    text = "Well, I was, er, at the Oise river that day."
    marks = (Mark(12, 16, "leave out"), Mark(24, 28, "say", "waaz"), Mark(35, 35, "pause", "300"))
    script = Script("t", "en", SPEAKERS, (Turn("a", "speech", text, marks=marks),))
    said = spoken(Script("t", "en", SPEAKERS, (Turn("a", "speech", "Well, I was, at the Oise river that day."),)))
    srt = write(lay_out(said, {"a": "Ann"}, 9000), "srt")
    found = corrected(
        script, corrections(imported(srt.replace("Well,", "Very well,").replace("that", "on that"), "x"), said, script)
    )
    (turn,) = found.turns
    assert turn.text == "Very well, I was, er, at the Oise river on that day."
    assert [turn.text[mark.start : mark.end] for mark in turn.marks] == [" er,", "Oise", ""]


@pytest.mark.parametrize("seed", range(3))
def test_many_edits_all_arrive(seed: int) -> None:
    """Every twentieth word is another one; then the script is as it would have been written so."""
    random = Random(seed)
    words, duration_ms = english(random, 2000)
    script = script_of(words, NAMES)
    changed = [word if random.random() < 0.95 else TimedWord(f"n{n}", *_rest(word)) for n, word in enumerate(words)]
    found = corrections(imported(write(lay_out(changed, NAMES, duration_ms), "srt"), "x"), words, script)
    assert corrected(script, found) == script_of(changed, NAMES)
    assert set(found.sentences) == {word.utterance for word, new in zip(words, changed, strict=True) if word != new}


def _rest(word: TimedWord) -> tuple[int, int, str, int, int]:
    return word.start_ms, word.end_ms, word.speaker, word.turn, word.utterance


# --- what cannot be --------------------------------------------------------------------------------------------------


def test_subtitles_of_another_episode_are_refused() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nNothing of it all is ever told by anybody.\n"
    with pytest.raises(UsageError, match=r"^only 2 of 9 words of these subtitles are the script's: are they of another episode\?$"):
        corrections(imported(text, "x"), spoken(SCRIPT), SCRIPT)


@pytest.mark.parametrize("turns", [(), (Turn("a", "speech", "Something else."), *SCRIPT.turns[1:])])
def test_a_script_that_was_changed_since_is_refused(turns: tuple[Turn, ...]) -> None:
    with pytest.raises(UsageError, match=r"^the script was changed after it was spoken, in turn 1: make the episode again, then"):
        corrections(imported(laid(SCRIPT), "x"), spoken(SCRIPT), Script("t", "en", SPEAKERS, turns))


@given(
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 12), st.text("aé <>/&;:{}…-\n日東مb1", max_size=8)), max_size=6),
    st.booleans(),
)
@settings(max_examples=100, deadline=None)
def test_whatever_is_done_to_a_file_the_script_stays_a_script(edits: list[tuple[int, int, str]], vtt: bool) -> None:
    """Every correction has its old text in its place, they do not overlap, and no turn is left empty."""
    text = laid(SCRIPT, "vtt" if vtt else "srt")
    for start, length, new in edits:
        text = text[:start] + new + text[start + length :]
    try:
        found = corrections(imported(text, "x"), spoken(SCRIPT), SCRIPT)
    except TurncastError as error:
        found = Corrections((), (), (str(error),))
    assert not any("\n" in note for note in found.notes)
    places = [(one.turn, one.start, one.end) for one in found.corrections]
    assert all(SCRIPT.turns[one.turn].text[one.start : one.end] == one.old for one in found.corrections)
    assert all(before[:2] <= after[:2] and (before[0] < after[0] or before[2] <= after[1]) for before, after in pairwise(places))
    assert all(turn.text.strip() for turn in corrected(SCRIPT, found).turns)
