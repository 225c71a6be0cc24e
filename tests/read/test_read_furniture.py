"""What stands around an article on a page, and inside it, is told from the article."""

from __future__ import annotations

import pytest

from turncast.read import parse
from turncast.read.furniture import furniture
from turncast.read.page import page
from turncast.read.tags import tags

TALK = "<p><b>Ann:</b> Where did you learn to build boats out of oak, and who taught you all of that?</p>" * 6
LONG = "<p>We began with the keel, which took a whole winter, and went on with the ribs when the snow was gone.</p>" * 4


def left_out(source: str) -> list[str]:
    whole = page(source, list(tags(source, 0, len(source))))
    return [source[whole.parts[at].end : whole.parts[whole.ends[at]].start] for at in sorted(furniture(whole))]


@pytest.mark.parametrize(
    "names",
    [
        *('class="share-buttons"', 'class="RelatedStories_grid__u7"', 'id="cookie-banner"', 'class="c-gdpr"', 'role="navigation"'),
        *('class="newsletter-signup"', 'class="most-read"', 'id="comments"', 'class="ad-slot ad--mid"', 'class="pull-quote"'),
        *('class="author-bio"', 'id="header"', 'class="artikel-teilen"', 'role="contentinfo"', 'class="entry-meta"'),
        *("hidden", 'aria-hidden="true"', 'style="color: red; display:none"', 'class="widget"', 'class="image-caption"'),
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
    assert left_out(f"<form>{TALK}</form><aside>{TALK}</aside>") == []


@pytest.mark.parametrize("name", ["elementor-widget-container", "paywall", "modal"])
def test_words_that_stand_on_parts_of_articles_too_count_only_where_little_is_told(name: str) -> None:
    assert left_out(f'{TALK * 3}<div class="{name}">{LONG}</div>') == []


def test_a_long_piece_of_a_paragraph_is_no_furniture_whatever_it_is_called() -> None:
    piece = LONG.split("</p>")[0].removeprefix("<p>")
    assert left_out(f'{TALK}<p><span class="ContentTags">{piece}</span></p>') == []


def test_posts_of_a_thread_are_its_content_although_they_are_called_comments() -> None:
    assert left_out("<h1>T</h1>" + f'<div class="comment">{TALK}</div>' * 9) == []


@pytest.mark.parametrize(
    "opening",
    ['<div id="comments">', "<div><h3>27 commentaires</h3>", "<section><b></b><h2>Comments (3)</h2>", '<div class="forum">'],
)
def test_comments_may_be_longer_than_the_article(opening: str) -> None:
    comments = "<p>I remember him very well, as we two went to the same school together for a year.</p>" * 20
    page = f"<h1>T</h1>{TALK}{opening}{comments}{'</section>' if 'section' in opening else '</div>'}"
    (left,) = left_out(page)
    assert left.endswith(comments)


def test_lists_of_links_and_small_print_are_furniture_and_a_sentence_with_a_link_is_not() -> None:
    menu = '<a href="a">Home</a> <a href="b">Archive</a>'
    told = '<p>See <a href="a">the smith</a> and <a href="b">the baker</a> about it.</p>'
    assert left_out(f"<td>{menu}</td>{told}{TALK}<p>© 2020 Isle</p>") == [menu, "© 2020 Isle"]


def test_a_paragraph_that_is_one_link_is_furniture_unless_it_is_a_sentence() -> None:
    links = '<p><a href="/b">Oak and pine: a comparison</a></p><p><a href="/c">Is oak better than pine?</a></p>'
    assert left_out(TALK + links) == ['<a href="/b">Oak and pine: a comparison</a>']


def test_anchors_and_links_inside_the_page_make_no_list_of_links() -> None:
    assert left_out(f'{TALK}<div><a name="q1">First question</a> <a href="#q2">Second question</a></div>') == []


def test_an_id_that_is_made_of_a_headings_words_tells_nothing() -> None:
    section = f"<section id='the-newsletter'><h2>The newsletter</h2>{LONG}</section>"
    assert left_out(f"{TALK * 3}{section}<h2 id='nav_comments'>Comments of the old men</h2>{LONG}") == []


def test_a_button_that_asks_is_a_question_of_the_interview() -> None:
    assert left_out(f"{TALK}<button>Why oak?</button><button>Show more</button>") == ["Show more"]


def test_marks_of_footnotes_are_left_out_and_part_no_paragraph_and_other_raised_figures_stay() -> None:
    marks = '<sup><a href="#n">1</a></sup>', '<a href="#n"><sup>[2]</sup></a>', '<a epub:type="noteref" href="#n">3</a>'
    source = "".join(f"<p>Why{mark} on 10 m<sup>2</sup>?</p>" for mark in marks)
    article = parse(f"<body><h1>T</h1>{TALK}{source}<section class='footnotes'><p>A note.</p></section></body>".encode(), "x.html")
    assert [block.text for block in article.blocks][-4:] == [article.blocks[-4].text, *["Why on 10 m²?"] * 3]
    assert sum(skip.reason == "footnote" for skip in article.skipped) == 3


def test_tables_of_data_are_left_out_and_tables_that_lay_out_a_page_are_not() -> None:
    row = "<tr><td>12</td><td>Oak</td></tr>"
    assert left_out(f"<table><tr><td>{TALK}</td></tr></table><table>{row}</table>") == [row]
