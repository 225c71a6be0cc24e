"""EPUB: the spine in order, each document read as HTML."""

from __future__ import annotations

import pytest
from container_samples import CONTAINER, epub, package, page, zipped

from turncast.errors import SourceError
from turncast.model import Article
from turncast.read import parse

BOOK = epub(
    {
        "cover.xhtml": page("<p>A cover</p>"),
        "nav.xhtml": page("<ol><li>One</li></ol>"),
        "talk%20one.xhtml": page("<h1>Salt</h1><p><b>Ann Lee:</b> Why &amp; how?</p>"),
        "two.xhtml": page("<h1>Winter</h1><p><b>Bo Ek:</b> Because.</p><table><tr><td>1</td></tr></table>"),
    },
    {"nav.xhtml": "nav"},
)


def kept(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in article.blocks]


def test_the_spine_is_read_in_order_without_cover_and_contents() -> None:
    article = parse(BOOK, "x.epub")
    assert kept(article) == [
        ("title", "Salt"),
        ("paragraph", "Ann Lee: Why & how?"),
        ("heading", "Winter"),
        ("paragraph", "Bo Ek: Because."),
    ]


def test_the_package_says_title_creator_language_and_date() -> None:
    article = parse(BOOK, "x.epub")
    assert (article.title, article.authors, article.published, article.language) == ("Salt", ("Ann Lee",), "2020-02-03", "en-GB")


def test_spans_count_in_the_documents_one_after_another() -> None:
    article = parse(BOOK, "x.epub")
    for block in article.blocks:
        for run in block.runs:
            written = article.source[run.start : run.end]
            assert written in (block.text[run.text_start : run.text_end], "&amp;")
    assert "A cover" in article.source[article.skipped[0].span.start : article.skipped[0].span.end]


@pytest.mark.parametrize(
    ("members", "problem"),
    [
        ({}, "OEBPS/package.opf is missing"),
        ({"META-INF/container.xml": "<container/>"}, "does not name its package"),
        ({"OEBPS/package.opf": package()}, "reading order is empty"),
        ({"OEBPS/package.opf": package(("gone.xhtml", ""))}, "OEBPS/gone.xhtml is missing"),
        ({"OEBPS/package.opf": package(("../../../up.xhtml", ""))}, "is missing"),
        ({"OEBPS/package.opf": "<!DOCTYPE p [<!ENTITY x SYSTEM 'file:///x'>]><p>&x;</p>"}, "no XML that can be trusted"),
    ],
)
def test_a_damaged_book_is_told_in_one_line(members: dict[str, str], problem: str) -> None:
    with pytest.raises(SourceError, match=problem) as caught:
        parse(zipped({"mimetype": "application/epub+zip", "META-INF/container.xml": CONTAINER} | members), "talk.epub")
    assert str(caught.value).startswith("talk.epub: ")
    assert "\n" not in str(caught.value)
