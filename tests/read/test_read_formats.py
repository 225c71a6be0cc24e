"""What each reader keeps, what it leaves out and why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncast.errors import SourceError, UsageError
from turncast.model import Article
from turncast.read import FORMATS, parse, read


def kept(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in article.blocks]


def reasons(article: Article) -> dict[str, str]:
    return {article.source[skip.span.start : skip.span.end].strip(): skip.reason for skip in article.skipped}


def test_plain_paragraphs_are_parted_by_empty_lines_and_rules_are_left_out() -> None:
    article = parse(b"One\ntwo.\n\n* * *\n\nThree.\n", "x.txt")
    assert kept(article) == [("paragraph", "One\ntwo."), ("paragraph", "Three.")]
    assert reasons(article) == {"* * *": "rule"}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_one_newline_of_the_text_and_spans_count_in_the_source(end: str) -> None:
    article = parse(f"Ann:{end}Yes.{end}{end}Bo:{end}No.".encode(), "x.txt")
    assert kept(article) == [("paragraph", "Ann:\nYes."), ("paragraph", "Bo:\nNo.")]
    for block in article.blocks:
        for run in block.runs:
            written = article.source[run.start : run.end].replace("\r\n", "\n").replace("\r", "\n")
            assert written == block.text[run.text_start : run.text_end]


MARKDOWN = """---
title: "A talk: salt"
authors:
  - Ann Lee
date: 2020-02-03 10:00
lang: en
---

# Salt

**Ann:** Do you [still](https://x.org/a_b) like `salt`, _really_?<br>Tell me &amp; us.

![a pan](pan.png) {{< img src="pan" >}} <!-- hidden -->

> A quoted line

* first
* second

| a | b |
|---|---|

```
code
```
"""


def test_markdown_keeps_the_words_and_skips_the_marks() -> None:
    article = parse(MARKDOWN.encode(), "x.md")
    assert kept(article) == [
        ("title", "Salt"),
        ("paragraph", "Ann: Do you still like salt, really?\nTell me & us."),
        ("quote", "A quoted line"),
        ("item", "first"),
        ("item", "second"),
    ]
    assert (article.title, article.authors, article.published, article.language) == (
        "A talk: salt",
        ("Ann Lee",),
        "2020-02-03",
        "en",
    )
    assert {"front matter", "image", "shortcode", "comment", "table", "code", "link"} <= set(reasons(article).values())


def test_bold_is_known_even_where_its_marks_are_damaged() -> None:
    for text in ("**Ann**: yes", "**Ann:** yes", "__Ann__: yes", "** Ann **: yes", "<b>Ann</b>: yes"):
        block = parse(text.encode(), "x.md").blocks[0]
        assert [block.text[s.start : s.end].strip(" :") for s in block.strong] == ["Ann"], text
        assert "*" not in block.text
        assert "_" not in block.text


def test_underlines_in_addresses_and_names_are_no_emphasis() -> None:
    assert kept(parse(b"See [it](http://x.org/a_b_c) and snake_case_name.", "x.md")) == [
        ("paragraph", "See it and snake_case_name.")
    ]


HTML = """<!DOCTYPE html><html lang="de"><head><title>T</title><meta name="author" content="Ann Lee"></head><body>
<nav>Home</nav><div class="sidebar">More</div><script>var x = "<p>no</p>";</script>
<h1>Salz &amp; Brot</h1><p><b>Ann</b>: Und&nbsp;dann?<br>Wirklich?</p>
<table><tr><td>1</td><td>2</td></tr></table><footer>(c)</footer></body></html>"""


def test_html_keeps_the_article_and_skips_the_page_around_it() -> None:
    article = parse(HTML.encode(), "x.html")
    assert kept(article) == [("title", "Salz & Brot"), ("paragraph", "Ann: Und\u00a0dann?\nWirklich?")]
    assert (article.title, article.authors, article.language) == ("Salz & Brot", ("Ann Lee",), "de")


def test_an_interview_inside_a_layout_table_is_read() -> None:
    text = "<table><tr><td><p><b>Q:</b> Why?</p><p><b>A:</b> " + "Because it rained all day. " * 5 + "</p></td></tr></table>"
    assert len(parse(text.encode(), "x.html").blocks) == 2


ASCIIDOC = """= Salt
Ann Lee <ann@x.org>
:lang: en

image::pan.png[]

*Q: Why?*

Because link:http://x.org[it] was `free`.

[source]
----
code
----

How long?:: A year.
"""


def test_asciidoc_keeps_the_words_and_skips_the_marks() -> None:
    article = parse(ASCIIDOC.encode(), "x.adoc")
    assert kept(article) == [
        ("title", "Salt"),
        ("paragraph", "Q: Why?"),
        ("paragraph", "Because it was free."),
        ("paragraph", "How long?"),
        ("paragraph", "A year."),
    ]
    assert (article.title, article.authors, article.language) == ("Salt", ("Ann Lee",), "en")


def test_asciidoc_revisions_and_captions_are_not_spoken() -> None:
    text = "= Clay\nMara Hill <m@example.org>\nv1.0, 2022-05-06\n\n.A kiln\nimage::x.png[]\n\n.The start\nMara met Sam.\n"
    article = parse(text.encode(), "x.adoc")
    assert (article.published, article.authors) == ("2022-05-06", ("Mara Hill",))
    assert kept(article) == [("title", "Clay"), ("paragraph", ".The start\nMara met Sam.")]
    assert reasons(article)[".A kiln"] == "caption"


def test_the_format_is_known_from_the_name_and_else_from_the_content() -> None:
    assert kept(parse(b"**Hi** there", "-")) == [("paragraph", "Hi there")]
    assert kept(parse(b"<p>Hi <i>there</i></p>", "-")) == [("paragraph", "Hi there")]
    assert kept(parse(b"**Hi** there", "x.txt")) == [("paragraph", "**Hi** there")]
    assert kept(parse(b"**Hi** there", "x.txt", "markdown")) == [("paragraph", "Hi there")]


def test_an_unknown_format_is_named_together_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r"odt.*markdown"):
        parse(b"x", "x.txt", "odt")


def test_files_that_cannot_be_read_say_what_and_what_to_do(tmp_path) -> None:  # type: ignore[no-untyped-def]
    for path, problem in ((tmp_path / "none.txt", "no such file"), (tmp_path, "a folder")):
        with pytest.raises(SourceError, match=problem) as caught:
            read(path)
        assert "\n" not in str(caught.value)
        assert str(path) in str(caught.value)


MARKS = [
    *"*_`[]()<>#&;:-=|{}!\\'\"\n\r\t .",
    "\r\n",
    "\n\n",
    "<p>",
    "</b>",
    "<b>",
    "<!--",
    "-->",
    "&amp;",
    "&#8;",
    "&nbsp;",
    "{{",
    "}}",
    "```",
]
WORDS = ["---", "|===", "word", "Ann", "](", "> ", "* ", "://"]
MANGLED = st.lists(st.sampled_from(MARKS + WORDS), max_size=60).map("".join)


@given(MANGLED, st.sampled_from([format.name for format in FORMATS]))
def test_no_character_is_lost_whatever_the_text(text: str, format: str) -> None:
    try:
        article = parse(text.encode(), "x", format)
    except SourceError:
        return
    spans = sorted([(run.start, run.end) for block in article.blocks for run in block.runs if run.start < run.end]
                   + [(skip.span.start, skip.span.end) for skip in article.skipped])  # fmt: skip
    at = 0
    for start, end in [*spans, (len(text), len(text))]:
        assert start >= at
        assert not article.source[at:start].strip()
        at = end
    for block in article.blocks:
        assert "".join(block.text[run.text_start : run.text_end] for run in block.runs) == block.text


def test_a_text_file_that_is_something_else_is_read_as_what_it_is() -> None:
    bold = parse(b"**Ann:** Hello?\n\n**Bo:** Hi.\n", "x.txt")
    assert [block.text for block in bold.blocks] == ["Ann: Hello?", "Bo: Hi."]
    subtitles = parse(b"1\n00:00:01,000 --> 00:00:02,000\nAnn: Hello?\n", "x.txt")
    assert [block.text for block in subtitles.blocks] == ["Ann: Hello?"]
    plain = parse(b"It was **very** late.\n", "x.txt")
    assert plain.blocks[0].text == "It was **very** late."
