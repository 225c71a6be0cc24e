"""The article is found on pages of many makes, and nothing of it gets lost."""

from __future__ import annotations

import pytest

from turncast.read.html import parse

ASKED = "<p><b>Where did you learn to build boats out of oak, and who taught you all of that?</b></p>"
TOLD = "<p>My uncle had a yard on the north shore, and I was there every summer until I was old enough to stay.</p>"
TALK = (ASKED + TOLD) * 4
OTHER = "<p>The council will meet on Thursday to decide about the new harbour wall and its cost to the town.</p>"
HEAD = "<head><title>Oak and tar | The Isle</title></head>"


def read(body: str, head: str = HEAD) -> list[str]:
    return [block.text for block in parse(f"<html>{head}<body>{body}</body></html>", "x.html").blocks]


def paragraphs(html: str) -> list[str]:
    return [line for line in html.replace("<b>", "").replace("</b>", "").replace("</p>", "").split("<p>") if line]


def test_the_article_is_read_from_its_title_on_without_the_columns_beside_it() -> None:
    column = f"<div class='left'><ul><li>Tides</li><li>Weather</li></ul>{OTHER}</div>"
    other = "<div class='right'><p>Tides and weather</p></div>"
    body = f"<div class='wrap'>{column}<div class='mid'><h1>Oak and tar</h1>{TALK}</div>{other}</div>"
    assert read(body)[:1] + read(body)[-1:] == ["Oak and tar", paragraphs(TOLD)[0]]
    assert len(read(body)) == 9


def test_title_and_introduction_above_the_article_belong_to_it_and_what_is_between_them_does_not() -> None:
    intro = "<p class='lead'>She builds boats without a single nail. A visit to the last yard of its kind on the island.</p>"
    body = (
        f"<div><header><div>News</div><h1>Oak and tar</h1>{intro}<div>Text size</div></header><div class='body'>{TALK}</div></div>"
    )
    assert read(body)[:3] == ["Oak and tar", *paragraphs(intro.replace(" class='lead'", "")), paragraphs(ASKED)[0]]


@pytest.mark.parametrize(
    "body",
    [
        f"<div class='qa'>{ASKED}{TOLD}</div>" * 4,
        f"<div class='qa'>{ASKED}{TOLD * 9}</div><div class='qa'><p>And the tar?</p><p>From pines.</p></div>",
        f"<div>{TALK}</div><div class='end'><p>She turns to the window, where the ferry is coming in, and laughs.</p></div>",
        f"<p>It is raining on the north shore, and Ann Lee is at work.</p><div>{TALK}</div><p>Thank you very much!</p>",
        f"<section>{TALK * 3}</section><section>{TALK}</section><section><p>And the tar?</p></section>",
        f"<div><span>{ASKED}</span></div><div><div><div>{TOLD}</div></div></div>",
        f"<table><tr><td>{ASKED}</td></tr><tr><td>{TOLD}</td></tr></table>",
        f"<article>{ASKED}</article><article>{TOLD * 3}</article>",
        f"<form id='aspnetForm'><div>{TALK}</div></form>",
        f"<div class='intro'>{TOLD * 6}</div><div class='talk'>{'<p>Why oak, no pine?</p><p>It lasts for longer!</p>' * 9}</div>",
        f"<h3 id='nav_tar'>And the tar?</h3>{TALK}<button>What is next?</button><div hidden>{TOLD}</div>",
    ],
    ids=[
        "blocks",
        "one long",
        "an end",
        "loose ends",
        "sections",
        "wrapped",
        "table",
        "pieces called articles",
        "one form",
        "short turns",
        "folded",
    ],
)
def test_a_text_in_several_elements_is_read_whole(body: str) -> None:
    plain = [text for text in paragraphs(body) if "ferry" in text or "?" in text or "summer" in text or "!" in text]
    found = " ".join(read(f"<nav><a href='/'>Home</a></nav><div class='page'><h1>Oak and tar</h1>{body}</div>"))
    for text in plain:
        assert text.split("<")[0] in found


def test_of_several_articles_the_one_under_the_pages_title_is_read() -> None:
    other = f"<article><h2>Harbour wall</h2>{OTHER * 12}</article>"
    assert read(f"<main>{other}<article><h2>Oak and tar</h2>{TALK}</article>{other}</main>")[0] == "Oak and tar"
    assert not any("council" in text for text in read(f"<main><article><h2>Oak and tar</h2>{TALK}</article>{other}</main>"))


def test_teasers_are_no_part_of_the_article_although_they_are_made_like_it() -> None:
    teaser = f"<div class='box'><h3><a href='/wall'>Harbour wall</a></h3>{OTHER}</div>"
    assert not any("council" in text for text in read(f"<div><div class='box'><h1>Oak and tar</h1>{TALK}</div>{teaser * 3}</div>"))


def test_where_little_is_told_the_element_marked_as_the_pages_own_is_read_whole() -> None:
    body = "<main><p><b>Ann:</b> Why oak?</p><p><b>Bo:</b> It lasts.</p></main>"
    note = "<div><p>We use small files in your browser to count the visitors of this site every single day.</p></div>"
    assert read(body + note) == ["Ann: Why oak?", "Bo: It lasts."]


def test_a_title_that_stands_in_the_middle_of_the_text_cuts_nothing_off() -> None:
    assert len(read(f"<div>{TALK}<h2>Oak and tar</h2>{TALK}</div>")) == 17


def test_soft_hyphens_are_not_read() -> None:
    assert read("<p>A har\u00adbour mas&shy;ter</p>") == ["A harbour master"]


def test_what_looks_like_tags_inside_a_script_changes_nothing() -> None:
    script = "<script>var page = '<div><h1>Oak</h1><p>' + \"<svg>\";</script>"
    assert read(f"<div>{script}<h1>Oak and tar</h1>{TALK}</div>") == read(f"<div><h1>Oak and tar</h1>{TALK}</div>")


def test_the_spans_of_all_ranges_are_those_of_the_source() -> None:
    source = f"<html>{HEAD}<body><h1>Oak &amp; tar</h1><ul><li>Menu</li></ul><div>{TALK}</div><p>Thank you!</p></body></html>"
    article = parse(source, "x.html")
    for block in article.blocks:
        for run in block.runs:
            written = source[run.start : run.end]
            assert written == block.text[run.text_start : run.text_end] or written.startswith("&")
    assert [skip.span.start for skip in article.skipped] == sorted(skip.span.start for skip in article.skipped)


@pytest.mark.parametrize(
    "source",
    [
        "<div class='a'>" * 10_000 + TALK + "</div>" * 10_000,
        "<a href='/x'>link</a> " * 10_000 + TALK,
        "<div class=author><b>" * 5_000 + "x" + "</b></div>" * 5_000,
        "<table><tr><td>" * 7_000 + "x" + "</td></tr></table>" * 7_000,
        "<script>" * 10_000 + TALK,
        "<h1>" * 10_000 + TALK,
        "<article><h2><a href=/>" * 7_000 + TALK + "</a></h2></article>" * 7_000,
        "<!--" * 10_000 + TALK,
        "</div>" * 10_000 + TALK,
    ],
    ids=["deep", "links", "bylines", "tables", "scripts", "headings", "articles", "comments", "ends"],
)
def test_hostile_pages_are_read_to_their_end(source: str) -> None:
    article = parse(source, "x.html")
    ends = [skip.span.end for skip in article.skipped] + [run.end for block in article.blocks for run in block.runs]
    assert max(ends) == len(source)
