"""Layouts of whole documents: records of committees, round tables, letters, numbered questions, other languages, printed pages."""

from __future__ import annotations

import pytest

from turncast.model import Script
from turncast.read import parse
from turncast.script.turns import check_cover, find_turns


def script_of(text: str, name: str = "talk.txt") -> Script:
    article = parse(text.encode(), name)
    script = find_turns(article)
    check_cover(article, script)
    return script


def spoken(script: Script) -> list[tuple[str, str]]:
    """("r" or "i", text) of each turn but the title's."""
    role = {speaker.id: speaker.role[0] for speaker in script.speakers}
    return [(role[turn.speaker], turn.text) for turn in script.turns if turn.kind != "title"]


def names(script: Script, role: str) -> list[str]:
    return [speaker.name for speaker in script.speakers if speaker.role == role]


def test_records_of_a_committee_name_the_speaker_in_front_of_a_full_stop() -> None:
    script = script_of(
        "    The CHAIRMAN. We begin. Mr. Holm, what do the wells\nhold today?\n"
        "    Mr. HOLM. Less than they did. Dr. Moe, who is not here,\nmeasured them.\n"
        "    Ms. Dorn of Ohio. And who pays?\n    Mr. HOLM. The towns do.\n    The CHAIRMAN. Who else?\n"
        "    Mr. HOLM. Nobody.\n    Ms. Dorn of Ohio. Why is that?\n    Mr. HOLM. They were not asked.\n"
        "    [Whereupon, at 4 p.m., the committee rose.]\n"
    )
    assert spoken(script)[:3] == [
        ("r", "We begin. Mr. Holm, what do the wells hold today?"),
        ("i", "Less than they did. Dr. Moe, who is not here, measured them."),
        ("r", "And who pays?"),
    ]
    assert spoken(script)[-1] == ("i", "They were not asked.")
    assert names(script, "interviewee") == ["Holm"]


def test_everybody_at_a_round_table_answers_the_one_who_asks() -> None:
    script = script_of(
        "Round table: wells and rain\n\nModerator: What changed?\n\n"
        "Ada Berg, Well House: The pumps did, and we had to learn them.\n\n"
        "Bo Ek, University of Salt: The rain. It comes later, and there is more of it.\n\nModerator: Bo, how late?\n\n"
        "Bo Ek, University of Salt: A month.\n\nCy Moe, Well House: I agree with Bo.\n\nModerator: Is that bad?\n\n"
        "Ada Berg, Well House: It is for the seeds.\n"
    )
    assert names(script, "reporter") == ["Moderator"]
    assert sorted(names(script, "interviewee")) == ["Ada Berg", "Bo Ek", "Cy Moe"]
    assert script.turns[0].text == "Round table: wells and rain"


@pytest.mark.parametrize(
    ("asks", "answers"), [("P.", "R."), ("D:", "R:"), ("Frage {n}:", "Antwort:"), ("Вопрос:", "Ответ:"), ("F:", "A:")]
)
def test_labels_of_other_languages_say_who_asks(asks: str, answers: str) -> None:
    text = "".join(f"{asks.format(n=n)} Why {n}?\n\n{answers} Because of {n}.\n\n" for n in range(1, 5))
    assert spoken(script_of(text)) == [turn for n in range(1, 5) for turn in (("r", f"Why {n}?"), ("i", f"Because of {n}."))]


def test_single_letters_without_their_pair_are_initials() -> None:
    text = "[0:00:01.5] KN: Why wells?\n\n[0:00:04.1] CC: They were there.\n\n[0:00:09.0] D: And they were deep, all of them.\n\n"
    script = script_of(text * 3)
    assert names(script, "reporter") == ["KN"]
    assert set(names(script, "interviewee")) == {"CC", "D"}


def test_question_and_answer_may_share_a_line() -> None:
    assert spoken(script_of("Q: Tea? A: Always tea.\nQ: Sea or hills? A: Hills. You see the sea from them.\n")) == [
        ("r", "Tea?"),
        ("i", "Always tea."),
        ("r", "Sea or hills?"),
        ("i", "Hills. You see the sea from them."),
    ]


TALK = [
    ("Why salt?", "It was free."),
    ("That is rare. Tell us more.", "It is white."),
    ("Describe a day.", "It is long. Isn't it?"),
]

APART = {
    "numbered": "{n}. {q}\n\n{a}\n\n",
    "numbered over its answer": "{n}. {q}\n{a}\n\n",
    "numbered in bold": "{n}. **{q}**\n\n    {a}\n\n",
    "in italics": "*{q}*\n\n{a}\n\n",
    "in block quotes": "> {q}\n\n{a}\n\n",
    "with a dash": "— {q}\n\n{a}\n\n",
    "as small headings": "#### {q}\n\n{a}\n\n",
    "with the answer named": "**{q}**\n\n**Bo:** {a}\n\n",
    "as headings with the answer named": "## {q}\n\n**Bo:** {a}\n\n",
}


@pytest.mark.parametrize("form", APART)
def test_questions_set_apart_in_any_way_are_told_from_their_answers(form: str) -> None:
    talk = [*TALK, ("And then?", "Then it rained.")]
    script = script_of("".join(APART[form].format(n=n + 1, q=q, a=a) for n, (q, a) in enumerate(talk)), "talk.md")
    told = [(role, text.lstrip("0123456789.—> ")) for role, text in spoken(script)]
    assert told == [turn for q, a in talk for turn in (("r", q), ("i", a))]


def test_names_on_the_first_pair_only_are_labels_too() -> None:
    script = script_of(
        "We met Ada Berg.\n\n**River Notes: Why wells?**\n\n> Ada Berg: They were there.\n\n**And pumps?**\n\n> We had one.\n\n"
        "**Is it still there?**\n\n> It is.\n\nThanks, Ada! The pump can be seen on Mondays.\n",
        "t.md",
    )
    assert spoken(script)[1:] == [
        ("i", "They were there."),
        ("r", "And pumps?"),
        ("i", "We had one."),
        ("r", "Is it still there?"),
        ("i", "It is."),
        ("r", "Thanks, Ada! The pump can be seen on Mondays."),
    ]


def test_an_outlet_may_ask_under_a_name_that_is_no_persons() -> None:
    text = "".join(f"**Our team in Oslo: Why {n}?**\n\n**Bo**: Because of {n}.\n\n" for n in range(4))
    assert spoken(script_of(text, "t.md"))[:2] == [("r", "Why 0?"), ("i", "Because of 0.")]


def test_a_clause_of_the_reporters_in_front_of_a_quotation_is_no_label() -> None:
    script = script_of(
        "The wells are old.\n\nAda Berg, a nurse, remembers: “We dug for weeks. It was dry.”\n\n"
        "Bo Ek, head of the pumps, puts it this way: “The rain came late.”\n\nBerg recites, “Nobody slept at night then.”\n"
    )
    assert ("r", "Bo Ek, head of the pumps, puts it this way:") in spoken(script)
    assert [text for role, text in spoken(script) if role == "i"] == [
        "“We dug for weeks. It was dry.”",
        "“The rain came late.”",
        "“Nobody slept at night then.”",
    ]


def test_a_wrapped_line_that_ends_in_a_colon_is_no_label() -> None:
    script = script_of(
        "**Ann Lee: Is it the\nUpper Well: how deep is it?**\n\n**Bo Ek:** Deep.\n\n**Ann Lee:** How?\n\n**Bo Ek:** Very.\n", "t.md"
    )
    assert spoken(script)[0] == ("r", "Is it the Upper Well: how deep is it?")


def test_times_and_lines_in_brackets_are_not_spoken_in_a_transcript() -> None:
    script = script_of(
        "**Ann:** Why?\n\n**Bo:** I went \\[00:01:20.22\\] home.\n\n[The telephone rings.]\n\n**Ann:** So?\n\n**Bo:** So.\n", "t.md"
    )
    assert [text for _, text in spoken(script)] == ["Why?", "I went home.", "So?", "So."]


def test_the_last_paragraph_of_an_answer_may_ask_without_becoming_a_heading() -> None:
    script = script_of("Ann: Why?\n\nBo: It rained.\n\nIt always does. Or is that only here?\n\nAnn: Here?\n\nBo: Here. (laughs)\n")
    assert spoken(script)[1] == ("i", "It rained.\n\nIt always does. Or is that only here?")


PAGES = (
    "Ann: Why wells?\n\nBo: They were dug by hand in the three dry years after the flood, when the\n\n"
    "Well Voices - Ek            {a}\n\nold ones ran dry.\n\n"
)


def test_a_running_head_is_skipped_and_the_sentence_goes_on_behind_it() -> None:
    script = script_of("".join(PAGES.format(a=n) for n in range(1, 5)))
    assert (
        spoken(script)
        == [("r", "Why wells?"), ("i", "They were dug by hand in the three dry years after the flood, when the old ones ran dry.")]
        * 4
    )
    assert "running head" in {skip.reason for skip in script.skipped}


def test_lines_that_come_back_without_pages_are_speech() -> None:
    text = "".join(f"Question {n}\n\nWhy?\n\nIt rained {n} times.\n\n" for n in range(1, 6))
    assert "running head" not in {skip.reason for skip in script_of(text).skipped}


def test_japanese_quotations_are_attributed_in_their_own_way() -> None:
    script = script_of("井戸の人\n\n「一夏だけのつもりでした」と森田さんは話す。「船が戻ってこなかったんです」\n\n冬は寒い。\n")
    assert names(script, "interviewee") == ["森田"]
    assert [text for role, text in spoken(script) if role == "i"] == [
        "「一夏だけのつもりでした」",
        "「船が戻ってこなかったんです」",
    ]


def test_japanese_questions_begin_with_a_dash() -> None:
    text = "――きっかけは？\n友人と始めたのが最初です。\n\n――その後は？\n記者になりました。\n\n――大変でしたよね。\nそうですね。\n"
    assert [role for role, _ in spoken(script_of(text))] == ["r", "i"] * 3


@pytest.mark.parametrize("mark", ["”", "''", '"', " ”", "“", ""])
def test_a_damaged_last_mark_closes_a_quotation_of_several_paragraphs(mark: str) -> None:
    text = (
        "The well is dry.\n\nWhy is it?\n\n“Nobody dug it out.\n\n"
        f"They called it “silver” and left.{mark}\n\nAnd now?\n\n“Now it rains,” said Ek.\n"
    )
    quoted = "“Nobody dug it out.\n\nThey called it “silver” and left." + mark
    expected = quoted if mark else "“Nobody dug it out."
    assert next(text for role, text in spoken(script_of(text)) if role == "i") == expected


def test_between_single_answers_a_short_remark_is_the_reporters() -> None:
    asked = ["Why?", "When?", "Who came?", "Who stayed?", "Who left?", "And now?", "Is it dry?"]
    parts = [f"{question}\n\nAnswer {n} was a long one, and then it ended.\n\n" for n, question in enumerate(asked)]
    parts.insert(3, "That must have been hard.\n\nIt was, and it was long.\n\n")
    assert [role for role, _ in spoken(script_of("We met Ada Berg at her well.\n\n" + "".join(parts)))] == ["r", "i"] * 8


def test_a_guest_who_asks_back_stays_a_guest() -> None:
    back = (
        "Ann: Why wells?\n\nBo: They were there. It took us a month to dig them.\n\n"
        "Cy: Does that make sense?\n\nAnn: It does. And pumps?\n\n"
    )
    script = script_of(back * 3 + "Cy: They came in May, on a cart, and nobody could work them.\n")
    assert names(script, "reporter") == ["Ann"]


def test_the_only_name_in_the_introduction_is_the_guests() -> None:
    script = script_of("Ada Berg keeps a well.\n\n**Why?**\n\nIt is there.\n\n**Is it deep?**\n\nIt is.\n", "t.md")
    assert names(script, "interviewee") == ["Ada Berg"]
