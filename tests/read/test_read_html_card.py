"""A page tells its title, its authors and its date, each in one of many ways."""

from __future__ import annotations

import pytest

from turncast.read.dates import first_date
from turncast.read.html import parse

TOLD = "<p>My uncle had a yard on the north shore, and I was there every summer until I was old enough to stay.</p>" * 6


def read(head: str, before: str = "<h1>Oak and tar</h1>", after: str = "") -> tuple[str, tuple[str, ...], str]:
    article = parse(f"<html lang='en-GB'><head>{head}</head><body><div>{before}{TOLD}{after}</div></body></html>", "x.html")
    return article.title, article.authors, article.published


def data(json: str) -> str:
    return f'<script type="application/ld+json">{json}</script>'


@pytest.mark.parametrize(
    ("json", "title", "authors", "published"),
    [
        (
            '{"@graph": [{"@type": "WebSite", "name": "Isle"}, {"@type": "NewsArticle", "headline": "Oak &amp; tar",'
            ' "datePublished": "2021-05-06T10:00Z", "author": [{"@type": "Person", "name": "Ann  O&#039;Lee"}]}]}',
            "Oak & tar",
            ("Ann O'Lee",),
            "2021-05-06",
        ),
        ('[{"author": "Ann Lee", "datePublished": 2021}]', "", ("Ann Lee",), ""),
        ('[{"author": {"@id": "#ann"}}, {"@id": "#ann", "name": "Ann Lee"}]', "", ("Ann Lee",), ""),
        ('{"author": {"@type": "Organization", "name": "Isle"}}', "", (), ""),
        ('{"broken": ', "", (), ""),
        ("[" * 50_000, "", (), ""),
    ],
)
def test_json_ld_says_title_authors_and_date(json: str, title: str, authors: tuple[str, ...], published: str) -> None:
    assert read(data(json), "") == (title, authors, published)


@pytest.mark.parametrize(
    ("head", "before"),
    [
        ("<title>The last of the oak boats | The Isle</title>", "<h1>The Isle</h1><h2>The last of the oak boats</h2>"),
        ("<title>The Isle - The last of the oak boats</title>", "<div>The last of the oak boats</div>"),
        (
            "<meta property='og:title' content='The last of the oak boats – Isle'>",
            "<h1>The last of the oak boats <i>Members</i></h1>",
        ),
        ("<title>The Isle</title>", "<h1><svg><title>Logo</title></svg>The last of the oak boats</h1>"),
        ("<title>The last of the oak boats</title>", "<h1>Sign in</h1><h3>The last of the oak boats</h3>"),
    ],
)
def test_the_title_is_the_heading_that_the_head_names_or_its_longest_piece(head: str, before: str) -> None:
    assert read(head, before)[0] == "The last of the oak boats"


def test_a_title_in_a_lower_heading_is_read_as_the_title_and_another_main_heading_is_not() -> None:
    page = f"<head><title>Oak and tar</title></head><body><h2>Oak and tar</h2>{TOLD}<h1>Winter</h1>{TOLD}</body>"
    assert [block.kind for block in parse(page, "x.html").blocks if block.kind != "paragraph"] == ["title", "heading"]


@pytest.mark.parametrize(
    ("head", "before", "after"),
    [
        ("<meta name='author' content='Ann Lee'>", "", ""),
        ("<meta name='author' content='The Isle'><title>Oak | The Isle</title>", "<p class='byline'>By Ann Lee | 3 May</p>", ""),
        (
            "<meta name='author' content='isle.example'>",
            "<p class='c-article__author vcard'><a href='/ann'>Ann Lee</a>, reporter</p>",
            "",
        ),
        ("", "<a rel='author' href='/ann'>Ann Lee</a>", ""),
        ("", "<div>Von Ann Lee</div>", ""),
        ("", "", "<div class='autoren'>Text: Ann Lee</div>"),
    ],
)
def test_the_author_is_found_in_data_in_bylines_and_in_lines_that_begin_with_by(head: str, before: str, after: str) -> None:
    assert read(head, f"<h1>Oak and tar</h1>{before}", after)[1] == ("Ann Lee",)


def test_two_authors_are_two() -> None:
    assert read("", "<h1>Oak</h1><p class='byline'>By Ann Lee and Bo Ek</p>")[1] == ("Ann Lee", "Bo Ek")
    assert read("", "<h1>Oak</h1><a rel=author href=/a>Ann Lee</a> / <a rel=author href=/b>Bo Ek</a>")[1] == ("Ann Lee", "Bo Ek")


def test_a_line_that_names_nobody_gives_no_author() -> None:
    assert read("", "<h1>Oak</h1><p class='author'>About the people behind this site</p><p>By the way</p>")[1] == ()


@pytest.mark.parametrize(
    ("head", "before"),
    [
        ("<meta property='article:published_time' content='2021-05-06T10:00:00+02:00'>", "<time datetime='2022-01-01'>now</time>"),
        ("<meta name='DC.date.issued' content='2021-05-06'>", ""),
        ("<meta property='og:url' content='https://isle.example/2021/05/06/oak.html'>", ""),
        (
            "",
            "<time datetime='2022-02-02'></time><time itemprop='datePublished' datetime='2021-05-06'></time>",
        ),
        ("", "<abbr class='published' title='2021-05-06T16:39:00-04:00'>Thursday</abbr>"),
        ("", "<div class='date'>Updated May 6th, 2021 18:58</div>"),
        ("", "<p>Isle, 06.05.2021</p>"),
    ],
)
def test_the_date_is_found_in_data_in_attributes_and_in_short_lines_near_the_title(head: str, before: str) -> None:
    assert read(head, f"<h1>Oak and tar</h1>{before}")[2] == "2021-05-06"


def test_a_date_inside_the_text_is_not_the_pages_own() -> None:
    line = "<p>On the 6th of May 2021, or 6 May 2021, the yard burnt down, and nobody knew for a long time how it began.</p>"
    assert read("", f"<h1>Oak and tar</h1>{line}")[2] == ""


@pytest.mark.parametrize(
    ("text", "date"),
    [
        *(
            ("2021年5月6日", "2021-05-06"),
            ("6. Mai 2021", "2021-05-06"),
            ("1er août 2019", "2019-08-01"),
            ("27 OCT 2012", "2012-10-27"),
        ),
        *(("6 de mayo de 2021", "2021-05-06"), ("06/05/2021", "2021-05-06"), ("6 мая 2021", "2021-05-06"), ("31.02.2021", "")),
        *(("5 people in 2021", ""), ("vom 30.2.2021 bis 6.5.2021", "2021-05-06"), ("10. Dezember 2012", "2012-12-10")),
    ],
)
def test_dates_are_read_as_people_write_them(text: str, date: str) -> None:
    assert first_date(text) == date


def test_a_page_tells_what_it_is_about_and_where_it_is() -> None:
    head = '<meta name="description" content="Of boats &amp; tar."><link rel="canonical" href="https://example.org/oak">'
    article = parse(f"<html><head>{head}</head><body><div><h1>Oak and tar</h1>{TOLD}</div></body></html>", "x.html")
    assert (article.description, article.url) == ("Of boats & tar.", "https://example.org/oak")


def test_an_address_that_is_no_web_address_is_none() -> None:
    head = '<link rel="canonical" href="javascript:alert(1)"><meta property="og:url" content="/oak">'
    article = parse(f"<html><head>{head}</head><body><div><h1>Oak and tar</h1>{TOLD}</div></body></html>", "x.html")
    assert article.url == ""
