"""What stands around an article on a page is told from the article."""

from __future__ import annotations

import pytest

from turncast.read.furniture import card, furniture, main_article
from turncast.read.tags import Tag, tags

TALK = "<p><b>Ann:</b> Where did you learn to build boats out of oak, and who taught you all of that?</p>" * 6


def tokens(page: str) -> tuple[list[Tag], dict[int, int]]:
    """The tags of a page and, for each opening one, the index of its closing one."""
    parts, ends = list(tags(page, 0, len(page))), {}
    waiting: list[int] = []
    for index, tag in enumerate(parts):
        if tag.part == "open":
            waiting.append(index)
        elif tag.part == "close":
            ends[waiting.pop()] = index
    return parts, ends


def left_out(page: str) -> list[str]:
    parts, ends = tokens(page)
    return [page[parts[index].end : parts[ends[index]].start] for index in sorted(furniture(page, parts, ends))]


@pytest.mark.parametrize(
    "names",
    [
        *('class="share-buttons"', 'class="RelatedStories_grid__u7"', 'id="cookie-banner"', 'class="c-gdpr"', 'role="navigation"'),
        *('class="newsletter-signup"', 'class="most-read"', 'id="comments"', 'class="ad-slot ad--mid"', 'class="pull-quote"'),
        *('class="author-bio"', 'id="header"', 'class="artikel-teilen"', 'role="contentinfo"', 'class="entry-meta"'),
    ],
)
def test_elements_are_told_by_the_words_of_their_names(names: str) -> None:
    assert left_out(f"<body><h1>T</h1>{TALK}<div {names}>Other</div></body>") == ["Other"]


@pytest.mark.parametrize(
    "names",
    ['class="has-sidebar"', 'class="no-ads"', 'class="adventure"', 'class="shared-history"', 'id="navigator"', 'class="content"'],
)
def test_names_that_only_hold_such_a_word_tell_nothing(names: str) -> None:
    assert left_out(f"<body><h1>T</h1>{TALK}<div {names}>Other</div></body>") == []


def test_what_holds_the_main_heading_or_much_of_the_text_is_never_furniture() -> None:
    assert left_out(f'<div class="widget"><h1>T</h1></div><div class="sidebar-layout">{TALK}</div>') == []


def test_posts_of_a_thread_are_its_content_although_they_are_called_comments() -> None:
    assert left_out("<h1>T</h1>" + f'<div class="comment">{TALK}</div>' * 9) == []


def test_comments_may_be_longer_than_the_article() -> None:
    comments = "<p>I remember him well, as we went to school together.</p>" * 20
    assert left_out(f'<h1>T</h1>{TALK}<div id="comments">{comments}</div>') == [comments]


def test_lists_of_links_and_small_print_are_furniture_and_a_sentence_with_a_link_is_not() -> None:
    menu = '<a href="a">Home</a> <a href="b">Archive</a>'
    assert left_out(f"<td>{menu}</td><p>See <a>the smith</a> and <a>the baker</a> about it.</p>{TALK}<p>© 2020 Isle</p>") == [
        menu,
        "© 2020 Isle",
    ]


def test_the_article_with_most_of_the_text_is_the_pages_own() -> None:
    cards = "<article>One</article><article>Two</article>"
    page = f"<main>{cards}<article id='x'>{TALK}</article></main>"
    parts, ends = tokens(page)
    found = main_article(page, parts, ends)
    assert found is not None
    assert parts[found].rest == " id='x'"
    parts, ends = tokens(cards)
    assert main_article(cards, parts, ends) is None


@pytest.mark.parametrize(
    ("data", "title", "authors", "published"),
    [
        (
            '{"@graph": [{"@type": "WebSite", "name": "Isle"}, {"@type": "NewsArticle", "headline": "Oak",'
            ' "datePublished": "2021-05-06T10:00Z", "author": [{"@type": "Person", "name": "Ann  Lee"}]}]}',
            "Oak",
            ("Ann Lee",),
            "2021-05-06",
        ),
        ('[{"author": "Ann Lee", "datePublished": 2021}]', "", ("Ann Lee",), ""),
        ('{"author": {"@type": "Organization", "name": "Isle"}}', "", (), ""),
        ('{"broken": ', "", (), ""),
        ("[" * 50_000, "", (), ""),
    ],
)
def test_json_ld_says_title_authors_and_date(data: str, title: str, authors: tuple[str, ...], published: str) -> None:
    page = f'<script type="application/ld+json">{data}</script>'
    parts, ends = tokens(page)
    found = card(page, parts, ends)
    assert (found.title, found.authors, found.published) == (title, authors, published)
