"""Labelled dialogue inside a feature, and features that only look like one."""

from __future__ import annotations

from turncast import read
from turncast.script.turns import find_turns

DIALOGUE = """\
Reed: How deep is it?

Okafor: Nobody knows. We ran out of rope.

Reed: And then?

Okafor: We bought more rope.
"""


def said(text: str) -> list[tuple[str, str]]:
    script = find_turns(read.parse(text.encode(), "x.txt"))
    names = {speaker.id: speaker.name for speaker in script.speakers}
    return [(names[turn.speaker], turn.text) for turn in script.turns]


def test_narration_and_quotations_between_labelled_answers_are_told_by_the_reporter() -> None:
    after = "He grins. Okafor has dug wells since 1994.\n\n“My mother dug the first one,” he says. “I held the lamp.”\n"
    assert said(DIALOGUE + "\n" + after)[-4:] == [
        ("Reed", "He grins. Okafor has dug wells since 1994."),
        ("Okafor", "“My mother dug the first one,”"),
        ("Reed", "he says."),
        ("Okafor", "“I held the lamp.”"),
    ]


def test_a_long_answer_that_quotes_somebody_goes_on() -> None:
    after = "My mother was there too.\n\n“Do not look down,” she said. So I looked down."
    assert said(DIALOGUE + "\n" + after)[-1] == ("Okafor", "We bought more rope.\n\n" + after)


def test_a_speaker_who_gives_their_own_name_goes_on() -> None:
    after = "“Mr. Okafor,” she said, “you are early.” I am Okafor, I told her, and I am never early."
    assert said(DIALOGUE + "\n" + after)[-1][0] == "Okafor"


def test_two_people_who_speak_once_are_two_people() -> None:
    assert said("On rope\n\nAnn: Hello?\n\nBo: Hi there.\n") == [("Ann", "On rope"), ("Ann", "Hello?"), ("Bo", "Hi there.")]
    assert said("**Ann:** Hello?\n\n**Bo:** Hi there.\n")[-1] == ("Bo", "Hi there.")


def test_a_list_of_facts_is_no_dialogue() -> None:
    facts = "Length: 12 m\n\nColour: blue\n\nPrice: on request\n"
    assert {who for who, _ in said(facts)} == {"Reporter"}


def test_an_attribution_inside_russian_marks_is_the_reporters() -> None:
    text = "Колодец\n\nАнна Петрова копает колодцы.\n\n«Мы долго копали, — говорит Петрова. — Воды не было». Потом пошёл дождь.\n"
    assert said(text)[2:] == [
        ("Анна Петрова", "«Мы долго копали,"),
        ("Reporter", "— говорит Петрова. —"),
        ("Анна Петрова", "Воды не было»."),
        ("Reporter", "Потом пошёл дождь."),
    ]


def test_a_stop_behind_a_closing_mark_belongs_to_the_quotation() -> None:
    text = (
        "Wells\n\nBo Ek digs wells. “Nobody knows how deep it is”, says Ek. Later he adds: “We bought more rope”. Then it rained.\n"
    )
    assert [text for _, text in said(text)[2:]] == [
        "“Nobody knows how deep it is”,",
        "says Ek. Later he adds:",
        "“We bought more rope”.",
        "Then it rained.",
    ]


def test_an_attribution_between_spanish_dashes_is_the_reporters() -> None:
    text = "El pozo\n\nJuan Pérez cava pozos.\n\n—Nadie lo sabe —dijo Pérez—. Se acabó la cuerda.\n\nDespués llovió.\n"
    assert said(text)[2:] == [
        ("Juan Pérez", "—Nadie lo sabe"),
        ("Reporter", "—dijo Pérez—."),
        ("Juan Pérez", "Se acabó la cuerda."),
        ("Reporter", "Después llovió."),
    ]


def test_an_attribution_between_french_commas_is_the_reporters() -> None:
    text = "Le puits\n\nPaul Roux creuse des puits.\n\n« Personne ne sait, dit Roux. La corde était courte. »\n"
    assert said(text)[2:] == [
        ("Paul Roux", "« Personne ne sait,"),
        ("Reporter", "dit Roux."),
        ("Paul Roux", "La corde était courte. »"),
    ]
