"""Small interviews in many forms, each with the turns that a reader would hear: r for the reporter, i for the interviewee."""

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


def heard(script: Script) -> list[tuple[str, str]]:
    """(name, text) of each turn."""
    names = {speaker.id: speaker.name for speaker in script.speakers}
    return [(names[turn.speaker], turn.text) for turn in script.turns]


def roles(script: Script) -> dict[str, str]:
    return {speaker.name: speaker.role for speaker in script.speakers}


TALK = [
    ("r", "Why salt?"),
    ("i", "Because it was free. You only had to wait for the sun."),
    ("r", "And was the work hard?"),
    ("i", "It was."),
]

LABELLED = {
    "Q and A": "{t}: {x}\n\n",
    "Q. and A.": "{t}. {x}\n\n",
    "numbered": "{t}{n}: {x}\n",
    "bold Q and A": "**{t}:** {x}\n\n",
    "colon outside the bold": "**{t}**: {x}\n\n",
    "the question inside the bold": "**{t}: {x}**\n\n",
    "names": "{name}: {x}\n\n",
    "bold names": "**{name}:** {x}\n\n",
    "damaged bold": "** {name} **: {x}\n\n",
    "underlined names": "__{name}__: {x}\n\n",
    "surnames in capitals": "{upper}: {x}\n\n",
    "captions": ">> {upper}: {x}\n\n",
    "capitals with a full stop": "{upper}. {x}\n\n",
    "time in front": "[00:{n:02}:07] {name}: {x}\n",
    "time behind": "{name} (00:{n:02}): {x}\n\n",
    "time on the label's line": "{name}: 00:{n:02}:07\n\n{x}\n\n",
    "a line of its own": "{name}\n{x}\n\n",
    "a line of its own with a colon": "{name}:\n{x}\n\n",
    "full-width colon": "{name}：{x}\n\n",
    "colon after a space": "{name} : {x}\n\n",
    "brackets": "[{name}] {x}\n\n",
}


@pytest.mark.parametrize("form", LABELLED)
def test_labels_of_every_shape_are_known_and_not_spoken(form: str) -> None:
    who = {"r": {"t": "Q", "name": "Ann Lee", "upper": "LEE"}, "i": {"t": "A", "name": "Bo Ek", "upper": "DR. BERG"}}
    text = "".join(LABELLED[form].format(x=x, n=n // 2 + 1, **who[role]) for n, (role, x) in enumerate(TALK))
    script = script_of(text, "talk.md" if "*" in form or "bold" in form or "_" in LABELLED[form] else "talk.txt")
    assert [(roles(script)[name][0], said) for name, said in heard(script)] == TALK


def test_full_name_first_then_first_name_and_initials_are_one_person() -> None:
    script = script_of(
        "Today Ann Lee talks with Bo Ek.\n\n**Ann (AL)**: Why?\n\n**Bo Ek**: Why not.\n\n**AL**: Really?\n\n**Bo**: Really.\n",
        "t.md",
    )
    assert roles(script) == {"Ann Lee": "reporter", "Bo Ek": "interviewee"}


def test_a_label_for_several_people_is_a_speaker_of_its_own() -> None:
    script = script_of(
        "**Ann:** Why?\n\n**Bo:** No idea.\n\n**Ann:** Both?\n\n**Bo and Cy:** Never.\n\n**Ann:** Cy?\n\n**Cy:** Yes, never.\n",
        "t.md",
    )
    assert roles(script) == {"Ann": "reporter", "Bo": "interviewee", "Cy": "interviewee", "Bo and Cy": "interviewee"}


def test_a_press_conference_has_one_interviewee_and_several_reporters() -> None:
    script = script_of(
        "CHAIR DOVE. Good day. We have looked at the numbers for a long time and we have decided to leave all as it is for now.\n\n"
        "KAY WEST. Thank you. Tim?\n\nTIM COLE. Thanks. Will it stay like that?\n\nCHAIR DOVE. That depends on the next numbers, "
        "which nobody has seen.\n\nKAY WEST. Ida?\n\nIDA FRITZ. Are you sure?\n\n"
        "CHAIR DOVE. We are as sure as we can be. (Laughter.)\n"
    )
    assert [name for name, role in roles(script).items() if role == "interviewee"] == ["Dove"]
    assert heard(script)[-1] == ("Dove", "We are as sure as we can be.")


def test_what_follows_a_labelled_question_without_a_label_is_the_answer() -> None:
    script = script_of("**Q: Why salt?**\n\nIt was free.\n\nAnd white.\n\n**Q: And now?**\n\nPepper.\n", "t.md")
    assert [text for _, text in heard(script)] == ["Why salt?", "It was free.\n\nAnd white.", "And now?", "Pepper."]


def test_questions_as_headings_are_asked_by_the_reporter() -> None:
    script = script_of(
        "An interview with Ida Moe.\n\n## Why?\n\nIt rained.\n\n## Tell us more\n\nA lot.\n\n## And then?\n\nSun.\n\n_The editors_",
        "t.md",
    )
    assert [(name, text) for name, text in heard(script) if name != "Reporter"] == [
        ("Ida Moe", "It rained."),
        ("Ida Moe", "A lot."),
        ("Ida Moe", "Sun."),
    ]


def test_bold_questions_may_share_a_paragraph_with_their_answers() -> None:
    script = script_of("We met him twice.\n\n**1. Why bamboo?**\nIt grows back.\n\n**2. What breaks?**\nThe joints.\n", "t.md")
    assert [text for name, text in heard(script) if name == "Interviewee"] == ["It grows back.", "The joints."]


FEATURE = """The list of quiet places

By Theo Grant

Nadia Rahim keeps a list. She calls it “the floor”.

“When I began, I could drive for an hour,” she said. “Now I have to walk for a day.”

Her colleague Tom Whitby differs. “She hears what we ignore,” he said.

Rahim, who is 44, explained: “People think it is empty.

“It is not. My daughter says, ‘How dull!’ She may be right.”

“It will be gone soon.”
"""


def test_a_feature_gives_quotations_to_those_they_are_attributed_to() -> None:
    spoken = [(name, text) for name, text in heard(script_of(FEATURE)) if name != "Theo Grant"]
    assert spoken == [
        ("Nadia Rahim", "“When I began, I could drive for an hour,”"),
        ("Nadia Rahim", "“Now I have to walk for a day.”"),
        ("Tom Whitby", "“She hears what we ignore,”"),
        (
            "Nadia Rahim",
            "“People think it is empty.\n\n“It is not. My daughter says, ‘How dull!’ She may be right.”\n\n“It will be gone soon.”",
        ),
    ]


def test_title_and_byline_are_turns_of_their_own_kind() -> None:
    assert [turn.kind for turn in script_of(FEATURE).turns][:3] == ["title", "byline", "speech"]


@pytest.mark.parametrize(
    ("opened", "closed"),
    [("“", "”"), ('"', '"'), ("„", "“"), ("«", "»"), ("« ", " »"), ("»", "«"), ("”", "”"), ("‘", "’"), ("“", "''"), ("“", '"')],
)
def test_quotation_marks_of_many_styles_are_understood(opened: str, closed: str) -> None:
    first, second = f"{opened}We waited for the rain,{closed}", f"{opened}Nobody knew when it would come.{closed}"
    text = f"It was dry.\n\n{first} said Eva Holm, a farmer. {second}\n\nThe fields were brown.\n\n{second}\n"
    found = [said for name, said in heard(script_of(text)) if name == "Eva Holm"]
    assert found == [first, second, second]


@pytest.mark.parametrize(
    "paragraph",
    [
        '“My uncle had a name for“ rain. ”He called it “silver,” and he would not hear of another one. "',
        "“A neighbour told us to look at the sky ”. By then it was late. I suppose \"luck\" was with us, I am sure of it.''",
        '"It would be “ The Well. ” or “ The Rope. ” and I like both of them.',
        "“The well is deeper than the church is tall. We dug on.",
    ],
)
def test_damaged_marks_do_not_break_an_answer_apart(paragraph: str) -> None:
    script = script_of(
        f"The village is dry.\n\nMr. Holm: We dug for weeks.\n\nWhat did he say then?\n\n{paragraph}\n\nThe rain came in May.\n"
    )
    assert [text for name, text in heard(script) if name == "Holm"] == ["We dug for weeks.", paragraph]


def test_a_lost_closing_mark_is_found_before_its_attribution() -> None:
    script = script_of(
        'It was dry.\n\n"We waited for the rain, Holm said. “Nobody knew when.”\n\n“It came in May,” Eva Holm said.\n'
    )
    assert [text for name, text in heard(script) if name == "Eva Holm"] == [
        '"We waited for the rain,',
        "“Nobody knew when.”\n\n“It came in May,”",
    ]


def test_terms_titles_and_a_sentence_that_runs_through_stay_with_the_reporter() -> None:
    script = script_of(
        'She wrote "The Well" and "The Rope" in a year. I wanted to know\n\n"how she finds the time,"\n\nand went to see her.\n'
    )
    assert roles(script) == {"Reporter": "reporter"}


def test_a_text_with_one_voice_is_read_by_the_reporter() -> None:
    assert roles(script_of("My mother kept a garden.\n\nI never learned the names.\n")) == {"Reporter": "reporter"}


@pytest.mark.parametrize(
    ("asked", "answered"),
    [("— ¿Cuándo llegó?", "— Llegué en marzo."), ("– Comment avez-vous commencé ?", "« Par hasard. Une ruche est tombée. »")],
)
def test_dialogue_with_dashes_is_told_apart_by_its_questions(asked: str, answered: str) -> None:
    script = script_of(f"El valle\n\n{asked}\n\n{answered}\n\n" * 1 + f"{asked}\n\n{answered}\n\n" * 2)
    assert [roles(script)[name][0] for name, _ in heard(script)][1:] == ["r", "i"] * 3


def test_japanese_labels_and_quotation_marks_are_understood() -> None:
    script = script_of(
        "記者：怖くはありませんでしたか。\n\n佐藤：祖父は「海は待ってくれない」と言っていました。\n\n記者：今は。\n\n佐藤：平気です。\n"
    )
    assert roles(script) == {"Reporter": "reporter", "佐藤": "interviewee"}


def test_an_archives_card_names_the_people_and_is_no_dialogue() -> None:
    script = script_of(
        "Interviewee: Harold Finch\nInterviewer: Diane Moss\n\nMOSS: Born where?\n\nFINCH: Here.\n\nMOSS: When?\n\nFINCH: Early.\n"
    )
    assert roles(script) == {"Diane Moss": "reporter", "Harold Finch": "interviewee"}


def test_stage_directions_and_page_numbers_are_skipped() -> None:
    script = script_of(
        "Q: Why?\n\nA: [laughs] Nobody knows.\n\nPage 2 of 9\n\nQ: Nobody?\n\n"
        "A: (inaudible 00:12:03) nobody.\n\n[End of interview]\n"
    )
    assert [text for _, text in heard(script)] == ["Why?", "Nobody knows.", "Nobody?", "nobody."]
    assert {skip.reason for skip in script.skipped} == {"label", "stage direction", "page number"}


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Nora Harrow: Why do you keep seeds?\n\n", "Tom Ellery: Because they last.\n\nNobody can say why."),
        ("Nora: Tell me about seeds.\n\n", "Tom: They last."),
        ("**Nora:** Why do you keep seeds?\n\n", "**Tom:** Because they last.\n\nThey do."),
        ("Nora:\n\nWhy do you keep seeds?\n\n", "Tom:\n\nBecause they last."),
        ("Nora: Why do you keep seeds?\n", "Tom: Because they last.\n\nThey do."),
    ],
)
def test_one_question_and_one_answer_are_of_two_people(question: str, answer: str) -> None:
    script = script_of(f"# On seeds\n\n{question}{answer}\n", "talk.md")
    assert [name.split()[0] for name, _ in heard(script)] == ["Nora", "Nora", "Tom"]
    assert not any(":" in text for _, text in heard(script))


@pytest.mark.parametrize(
    "text",
    [
        "Problem: How do you keep bread?\n\nSolution: Freeze it.\n\nIt works.",
        "Bottom Line: Is it worth it?\n\nThe Verdict: Yes.\n\nIt works.",
        "Anna: the name of a storm, or not?\n\nIt came in May.\n\n## Damage\n\nNorth: none.\n\nIt went.",
    ],
)
def test_two_headwords_with_a_colon_are_no_people(text: str) -> None:
    assert len(script_of(f"# On bread\n\n{text}\n", "talk.md").speakers) == 1
