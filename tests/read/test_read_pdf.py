"""PDF: paragraphs from lines, and what belongs to the page instead of the text."""

from __future__ import annotations

import pytest
from container_samples import Placed, pdf, set_lines

from turncast.errors import SourceError
from turncast.model import Article
from turncast.read import parse
from turncast.read import pdf as reader


def texts(article: Article) -> list[str]:
    return [block.text for block in article.blocks]


def furniture(article: Article) -> str:
    found = [skip for skip in article.skipped if skip.reason == "page furniture"]
    return " | ".join(article.source[skip.span.start : skip.span.end].strip() for skip in found)


WRAPPED = [
    "Ann Lee: Do you still remember the first winter here on",
    "the island?",
    "",
    "Bo Ek: It was a considerable storm, and nobody under-",
    "stood how we came through it. Every well-",
    "known boat was lost.",
]


def test_lines_become_paragraphs_and_hyphens_at_line_ends_are_undone() -> None:
    article = parse(pdf([set_lines(WRAPPED)]), "x.pdf")
    assert texts(article) == [
        "Ann Lee: Do you still remember the first winter here on the island?",
        "Bo Ek: It was a considerable storm, and nobody understood how we came through it. Every well-known boat was lost.",
    ]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["He came from the Anglo-", "American side."], "He came from the Anglo-American side."),
        (
            ["It was a wind-swept rock, and the wind-", "swept rock was ours."],
            "It was a wind-swept rock, and the wind-swept rock was ours.",
        ),
        (["The harbours, and our har-", "bours too, all har-", "bours."], "The harbours, and our harbours too, all harbours."),
        (["From 1914-", "1918 we slept."], "From 1914-1918 we slept."),
    ],
)
def test_a_hyphen_stays_where_the_word_has_it_elsewhere_too(lines: list[str], text: str) -> None:
    assert texts(parse(pdf([set_lines(lines)]), "x.pdf")) == [text]


def test_speech_that_begins_behind_a_short_line_or_with_a_label_is_a_paragraph_even_without_a_gap() -> None:
    lines = ["Q: Did you see the lanterns burning on the other shore at night?", "A: Yes.", "Q: Were you afraid?", "A: No, never."]
    assert texts(parse(pdf([set_lines(lines)]), "x.pdf")) == lines


def test_lines_that_are_set_in_begin_paragraphs() -> None:
    first = [
        (86.0 if n in (0, 3) else 72.0, 740.0 - 14 * n, 11.0, f"line number {n} goes on to the right margin.") for n in range(7)
    ]
    found = texts(parse(pdf([first]), "x.pdf"))
    assert [text.count("line") for text in found] == [3, 4]


def page(number: int, lines: list[str]) -> list[Placed]:
    return [(72, 800, 9, "The Harbour Review"), *set_lines(lines), (290, 40, 9, f"{number}"), (400, 40, 9, f"Spring {number} of 2")]


def test_headers_footers_and_page_numbers_are_skipped_in_the_middle_of_a_sentence() -> None:
    article = parse(pdf([page(1, ["We rowed for three days and then"]), page(2, ["we saw the light."])]), "x.pdf")
    assert texts(article) == ["We rowed for three days and then we saw the light."]
    assert furniture(article) == "The Harbour Review | 1 Spring 1 of 2 The Harbour Review | 2 Spring 2 of 2"


def test_a_line_at_the_edge_that_does_not_come_back_is_text() -> None:
    article = parse(pdf([[(72, 800, 11, "Only once."), *set_lines(["Text below it."])]]), "x.pdf")
    assert "Only once." in " ".join(texts(article))


def test_a_short_answer_that_begins_two_pages_is_no_header() -> None:
    pages = [
        [(72.0, 800.0, 11.0, "A: Yes."), *set_lines([f"Q: Did you see light number {n} that night on the sea?"])] for n in (1, 2)
    ]
    assert texts(parse(pdf(pages), "x.pdf")).count("A: Yes.") == 2


def test_pieces_of_one_line_are_parted_by_a_space() -> None:
    assert texts(parse(pdf([[(72, 720, -11, "Ann Lee:"), (130, 720, 11, "Why")]]), "x.pdf")) == ["Ann Lee: Why"]


def test_two_columns_are_read_one_after_the_other() -> None:
    left = set_lines(["Ann Lee: Where were you born, and", "when did you"], x=60)
    right = set_lines(["leave that place?", "", "Bo Ek: In the north."], x=320)
    assert texts(parse(pdf([[*left, *right]]), "x.pdf")) == [
        "Ann Lee: Where were you born, and when did you leave that place?",
        "Bo Ek: In the north.",
    ]


def test_larger_letters_are_headings_and_bold_is_known() -> None:
    lines: list[Placed] = [(72, 780, 24, "The keeper"), (72, 750, 14, "A winter"), (72, 720, -11, "Ann Lee:")]
    lines += [(130, 720, 11, "Why did you stay?"), *set_lines(["Bo Ek: I do not know any more, it was so long ago."], y=690)]
    article = parse(pdf([lines]), "x.pdf")
    assert [(block.kind, block.level) for block in article.blocks] == [
        ("title", 1),
        ("heading", 2),
        ("paragraph", 0),
        ("paragraph", 0),
    ]
    spoken = article.blocks[2]
    assert [spoken.text[span.start : span.end].strip() for span in spoken.strong] == ["Ann Lee:"]
    assert article.title == "The keeper"


def test_bullets_are_marks_of_items_and_their_lines_hang_together() -> None:
    article = parse(pdf([[*set_lines(["• a lantern"]), (84, 726, 11, "and a rope"), (72, 712, 11, "• bread")]]), "x.pdf")
    assert [(block.kind, block.text) for block in article.blocks] == [("item", "a lantern and a rope"), ("item", "bread")]


def test_the_documents_information_says_title_author_date_and_language() -> None:
    article = parse(pdf([set_lines(["Hi."])], "/Title (Salt) /Author (Ann Lee) /CreationDate (D:20200203101500Z)"), "x.pdf")
    assert (article.title, article.authors, article.published, article.language) == ("Salt", ("Ann Lee",), "2020-02-03", "en-GB")
    assert parse(pdf([set_lines(["Hi."])], "/Title (Microsoft Word - salt.docx)"), "x.pdf").title == ""


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (pdf([[], []]), r"run text recognition \(OCR\)"),
        (pdf([set_lines(["Hi."])], trailer="/Encrypt << /Filter /Standard /V 1 /R 2 /O (x) /U (x) /P -4 >>"), "encrypted"),
        (b"%PDF-1.4\n", "cannot be read"),
        (b"%PDF-1.7 ... nothing else", "cannot be read"),
        (pdf([set_lines(["Hi."])] * 3), "the limit is 2:"),
    ],
    ids=["scan", "encrypted", "only a head", "no pages", "too many pages"],
)
def test_a_pdf_that_holds_no_readable_text_is_told_in_one_line(data: bytes, problem: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_PAGES", 2)
    with pytest.raises(SourceError, match=problem) as caught:
        parse(data, "talk.pdf")
    assert str(caught.value).startswith("talk.pdf: ")
    assert "\n" not in str(caught.value)


def test_a_pdf_that_keeps_the_library_busy_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_SECONDS", -1)
    with pytest.raises(SourceError, match="takes more than"):
        parse(pdf([set_lines(["Hi."])]), "x.pdf")
