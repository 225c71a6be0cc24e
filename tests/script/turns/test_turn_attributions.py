"""Who a quotation or a label belongs to where only the text around it tells: found by trying, made small."""

from __future__ import annotations

import pytest

from turncast.read import parse
from turncast.script.turns import check_cover, find_turns
from turncast.script.turns.people import _numbered

REPORTER = "Reporter"


def heard(text: str, name: str = "talk.txt") -> list[tuple[str, str]]:
    """(name, text) of each spoken turn."""
    article = parse(text.encode(), name)
    script = find_turns(article)
    check_cover(article, script)
    names = {speaker.id: speaker.name for speaker in script.speakers}
    return [(names[turn.speaker], turn.text) for turn in script.turns if turn.kind == "speech"]


def quoted(text: str) -> list[tuple[str, str]]:
    """(name, text) of the turns that are not the reporter's."""
    return [turn for turn in heard(text) if turn[0] != REPORTER]


def test_every_spelling_of_a_name_is_one_person_even_where_it_comes_once() -> None:
    labels = ("Lena Kask", "Izumi Sandberg", "LK", "IS", "Kask", "Mr. Sandberg", "Kask", "Sandberg")
    told = heard("".join(f"{label}: {'Is it so?' if n % 2 == 0 else 'It is so.'}\n\n" for n, label in enumerate(labels)))
    assert [name for name, _ in told] == ["Lena Kask", "Izumi Sandberg"] * 4


def test_in_oral_history_the_narrator_is_the_one_who_is_interviewed() -> None:
    text = "Interviewer: Where was it?\n\nNarrator: By the mill.\n\nInterviewer: And then?\n\nNarrator: It burnt.\n"
    script = find_turns(parse(text.encode(), "talk.txt"))
    assert [speaker.role for speaker in script.speakers] == ["reporter", "interviewee"]
    assert [turn.speaker for turn in script.turns] == [script.speakers[0].id, script.speakers[1].id] * 2


def test_a_number_behind_a_role_tells_people_apart_and_behind_a_question_it_counts() -> None:
    guests = "Host: Where from?\n\nGuest 1: From Oslo.\n\nHost: And you?\n\nGuest 2: From Bergen.\n\nGuest 1: I see.\n"
    assert [name for name, _ in heard(guests)] == ["Host", "Guest 1", "Host", "Guest 2", "Guest 1"]
    lines = "INTERVIEWER\nWhere from?\n\nSUBJECT 1\nFrom a lake.\n\nINTERVIEWER\nAnd you?\n\nSUBJECT 2\nFrom the other side.\n"
    assert [name for name, _ in heard(lines)] == [REPORTER, "Subject 1", REPORTER, "Subject 2"]
    counted = "Q1: Where from?\n\nA1: From Oslo.\n\nQ2: And then?\n\nA2: From Bergen.\n"
    assert [name for name, _ in heard(counted)] == [REPORTER, "Interviewee"] * 2


def test_headings_that_ask_go_with_questions_in_bold() -> None:
    text = "# Five\n\n#### Why clocks?\n\nThey never complain.\n\n#### Quick ones\n\n**Tea or coffee?** Tea.\n\n**Winter?** Yes.\n"
    assert [words for _, words in heard(text, "talk.md")] == ["They never complain.", "Tea or coffee?", "Tea.", "Winter?", "Yes."]
    assert heard(text, "talk.md")[0][0] == "Interviewee"


def test_a_quotation_is_no_title_and_british_marks_are_told_from_apostrophes() -> None:
    assert quoted(
        "‘I was late because of rain,’ said Tom Ede. ‘It wasn’t my fault.’\n\n‘The trains’ drivers struck,’ he added.\n"
    ) == [
        ("Tom Ede", "‘I was late because of rain,’"),
        ("Tom Ede", "‘It wasn’t my fault.’\n\n‘The trains’ drivers struck,’"),
    ]


def test_no_two_speakers_have_one_name() -> None:
    named = _numbered([(2, "reporter", "Ann Lee", ["Ann Lee"]), (1, "interviewee", "ann lee", ["ann lee"])])
    assert [speaker.name for speaker in named.speakers] == ["Ann Lee", "ann lee (2)"]


def test_single_words_are_heard_where_they_are_said_and_not_where_they_are_only_marked() -> None:
    assert quoted("“No,” said Ada Holt. “Never.”\n\nShe paused. “Rain.”\n\nThe “map” is a drawing.\n") == [
        ("Ada Holt", "“No,”"),
        ("Ada Holt", "“Never.”"),
        ("Ada Holt", "“Rain.”"),
    ]


def test_a_full_stop_may_stand_behind_the_closing_mark() -> None:
    assert quoted("«Il sale non perdona», dice Marco Neri. «Chi raccoglie presto perde la giornata».\n") == [
        ("Marco Neri", "«Il sale non perdona»,"),
        ("Marco Neri", "«Chi raccoglie presto perde la giornata»."),
    ]


def test_a_quotation_of_several_paragraphs_is_attributed_at_its_end() -> None:
    talk = "“We stay,” said Ben Tor.\n\n“The pipes froze in the night.\n\n“Then we froze.\n\n“Nobody left,” Ada Holt remembers.\n"
    assert quoted(talk)[1:] == [("Ada Holt", "“The pipes froze in the night.\n\n“Then we froze.\n\n“Nobody left,”")]


@pytest.mark.parametrize(
    "told",
    [
        "Her colleague, Ben Tor, is of another mind: “It is only a beam.”",
        "Anders sieht das seine Tochter Inga Tor: „Er hört nichts mehr davon.“",
        "Sa fille, Anne Tor, n’est pas d’accord : « Il n’entend plus rien. »",
    ],
)
def test_whoever_a_sentence_names_in_front_of_a_colon_speaks(told: str) -> None:
    assert [name.split()[-1] for name, _ in quoted(f"“We measured twice,” said Ada Holt. “Then it moved.”\n\n{told}\n")][
        -1
    ] == "Tor"


def test_somebody_without_a_name_is_not_the_one_who_spoke_before() -> None:
    told = "“We stay,” said Ben Tor.\n\nA fisherman who gave no name disagreed. “They charge too much,” he said.\n"
    assert [name for name, _ in quoted(told)] == ["Ben Tor", "Fisherman"]


def test_a_reporter_who_asked_in_a_clause_does_not_say_what_follows() -> None:
    told = "“We stay,” said Ada Holt.\n\nWhen I asked whether she was afraid, she shook her head. “Never of all this water.”\n"
    assert quoted(told)[-1] == ("Ada Holt", "“Never of all this water.”")


def test_chinese_quotations_are_attributed_in_front_inside_and_behind() -> None:
    told = (
        "李明说：“盐不会原谅任何人。”",
        "他笑了。“收得太早，”李明说，“一天就白费了。”",
        "他的女儿李娜表示：“他早就听不见了。”",
    )
    text = "盐\n\n" + "\n\n".join(told)
    assert quoted(text) == [
        ("李明", "“盐不会原谅任何人。”"),
        ("李明", "“收得太早，”"),
        ("李明", "“一天就白费了。”"),
        ("李娜", "“他早就听不见了。”"),
    ]


def test_japanese_quotations_are_attributed_to_the_subject_in_front() -> None:
    text = "塩\n\n「塩は待ってくれない」と森田さんは話す。\n\n娘の森田恵美さんは「父はもう耳が遠いんです」と語った。\n"
    assert quoted(text) == [("森田", "「塩は待ってくれない」"), ("森田恵美", "「父はもう耳が遠いんです」")]


def test_russian_dialogue_stands_behind_dashes() -> None:
    text = "Соль\n\n«Соль ничего не прощает, — говорит Иван Петров. — Кто спешит, теряет день».\n\n— Часто, — ответил Петров.\n"
    assert quoted(text) == [
        ("Иван Петров", "«Соль ничего не прощает,"),
        ("Иван Петров", "Кто спешит, теряет день».\n\n— Часто,"),
    ]
