"""Word files: what is read of them, and what is left out."""

from __future__ import annotations

import pytest
from container_samples import CORE, W, docx, paragraph, run, table

from turncast.errors import SourceError
from turncast.model import Article
from turncast.read import parse


def kept(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in article.blocks]


def skipped(article: Article) -> list[tuple[str, str]]:
    return [(skip.reason, article.source[skip.span.start : skip.span.end].strip()) for skip in article.skipped]


def test_paragraphs_headings_items_and_quotes_are_known_by_their_styles_in_any_language() -> None:
    article = parse(
        docx(
            paragraph(run("Das Salz"), style="Titel"),
            paragraph(run("Winter"), style="berschrift2"),
            paragraph(run("Warum?"), style="Eigene"),
            paragraph(run("Darum.")),
            paragraph(run("eins"), style="Liste"),
            paragraph(run("weise"), style="Zitat"),
        ),
        "x.docx",
    )
    assert kept(article) == [
        ("title", "Das Salz"),
        ("heading", "Winter"),
        ("heading", "Warum?"),
        ("paragraph", "Darum."),
        ("item", "eins"),
        ("quote", "weise"),
    ]
    assert [block.level for block in article.blocks if block.kind == "heading"] == [2, 2]


def test_an_outline_level_or_a_number_of_the_paragraph_itself_counts_more_than_its_style() -> None:
    article = parse(
        docx(
            '<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>One</w:t></w:r></w:p>',
            '<w:p><w:pPr><w:pStyle w:val="berschrift2"/><w:outlineLvl w:val="9"/></w:pPr><w:r><w:t>Two</w:t></w:r></w:p>',
            '<w:p><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr><w:r><w:t>Three</w:t></w:r></w:p>',
            '<w:p><w:pPr><w:pStyle w:val="Liste"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr><w:r><w:t>Four</w:t></w:r></w:p>',
        ),
        "x.docx",
    )
    assert [block.kind for block in article.blocks] == ["heading", "paragraph", "item", "paragraph"]


def test_bold_is_known_from_the_run_and_from_its_style() -> None:
    article = parse(
        docx(
            paragraph(run("Ann: ", "<w:b/>"), run("Why?", '<w:b w:val="0"/>')),
            paragraph(run("Bo", '<w:rStyle w:val="Fett"/>'), run(": Because.")),
        ),
        "x.docx",
    )
    assert [[block.text[s.start : s.end] for s in block.strong] for block in article.blocks] == [["Ann: "], ["Bo"]]


def test_the_core_properties_say_title_authors_date_and_language() -> None:
    article = parse(docx(paragraph(run("Hello."))), "x.docx")
    assert (article.title, article.authors, article.published, article.language) == (
        "Salt",
        ("Ann Lee", "Cy Ray"),
        "2020-02-03",
        "en-GB",
    )


def test_a_program_that_names_itself_is_no_author() -> None:
    core = CORE.replace("Ann Lee; Cy Ray", "python-docx; Cy Ray")
    assert parse(docx(paragraph(run("Q: Why?")), docProps__core=core), "x.docx").authors == ("Cy Ray",)


def test_without_a_card_the_title_is_the_titles_and_the_language_that_of_most_runs() -> None:
    german = '<w:lang w:val="de-DE"/>'
    body = [
        paragraph(run("Das Salz", german), style="Titel"),
        paragraph(run("Ja.", german), run("Yes.", '<w:lang w:val="en-US"/>')),
    ]
    empty = CORE[: CORE.index("<dc:title")] + "</cp:coreProperties>"
    article = parse(docx(*body, docProps__core=empty), "x.docx")
    assert (article.title, article.language, article.authors) == ("Das Salz", "de-DE", ())


def test_links_insertions_and_content_controls_are_read_and_deletions_and_hidden_text_are_not() -> None:
    article = parse(
        docx(
            f"<w:p><w:hyperlink>{run('linked ')}</w:hyperlink><w:ins>{run('new ')}</w:ins>"
            "<w:del><w:r><w:delText>old</w:delText></w:r></w:del>"
            f"{run('secret', '<w:vanish/>')}<w:r><w:t>end</w:t><w:tab/><w:noBreakHyphen/><w:br/><w:t>line</w:t></w:r></w:p>",
            f"<w:sdt><w:sdtContent>{paragraph(run('In a control.'))}</w:sdtContent></w:sdt>",
        ),
        "x.docx",
    )
    assert kept(article) == [("paragraph", "linked new end\t-\nline"), ("paragraph", "In a control.")]
    assert skipped(article) == [("deleted", "old"), ("hidden", "secret")]


def test_data_tables_images_contents_notes_headers_and_comments_are_not_spoken() -> None:
    noise = f'<w:footnotes xmlns:w="{W}">{paragraph(run("a footnote"))}</w:footnotes>'
    article = parse(
        docx(
            paragraph(run("Winter 3"), style="Verzeichnis1"),
            paragraph(run("See"), "<w:r><w:drawing/></w:r>", "<w:r><w:footnoteReference/></w:r>"),
            table(["year", "tons"], ["1900", "12"]),
            word__footnotes=noise,
            word__header1=noise,
            word__comments=noise,
        ),
        "x.docx",
    )
    assert kept(article) == [("paragraph", "See")]
    assert skipped(article) == [("contents", "Winter 3"), ("image", "\ufffc"), ("table", "year\ntons\n1900\n12")]
    assert "footnote" not in article.source


def test_an_interview_inside_a_layout_table_is_read() -> None:
    long = "It rained on all of the days that I was there, and on the nights too, as I remember it now."
    article = parse(docx(table(["Ann Lee:", f"Why? {long}"], ["Bo Ek:", long])), "x.docx")
    assert [text for _, text in kept(article)] == ["Ann Lee:", f"Why? {long}", "Bo Ek:", long]


def test_furigana_is_not_read_beside_the_words_it_belongs_to() -> None:
    ruby = f"<w:r><w:ruby><w:rt>{run('しお')}</w:rt><w:rubyBase>{run('塩')}</w:rubyBase></w:ruby></w:r>"
    assert kept(parse(docx(paragraph(run("この"), ruby, run("は"))), "x.docx")) == [("paragraph", "この塩は")]


@pytest.mark.parametrize(
    ("members", "problem"),
    [
        ({"word__document": "<broken"}, "no XML that can be trusted"),
        ({"word__document": f'<w:document xmlns:w="{W}"/>'}, "no text body"),
        ({"word__document": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}, "no XML that can be trusted"),
        ({"word__document": f'<w:document xmlns:w="{W}"><w:body>{"<w:p>" * 300 + "</w:p>" * 300}</w:body></w:document>'}, "deep"),
        ({"word__document": f'<w:document xmlns:w="{W}"><w:body><w:p/></w:body></w:document>'}, "nothing in it can be read aloud"),
    ],
)
def test_a_damaged_word_file_is_told_in_one_line(members: dict[str, str], problem: str) -> None:
    with pytest.raises(SourceError, match=problem) as caught:
        parse(docx(**members), "talk.docx")
    assert str(caught.value).startswith("talk.docx: ")
    assert "\n" not in str(caught.value)
