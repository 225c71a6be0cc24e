"""Damaged files: whatever the bytes, the answer is an article or one line that tells the problem."""

from __future__ import annotations

import json

import pytest
from container_samples import docx, epub, page, paragraph, pdf, run, set_lines, table, zipped
from hypothesis import given, settings
from hypothesis import strategies as st

from turncast.errors import SourceError
from turncast.model import Article
from turncast.read import FORMATS, parse
from turncast.script.turns import check_cover, find_turns

SUBRIP = "1\n00:00:01,000 --> 00:00:02,000\n<i>Ann Lee: Why?</i>\n\n2\n00:00:03,000 --> 00:00:04,000\n>> Bo Ek: &amp; so\non.\n\n"
WEBVTT = "WEBVTT\n\nNOTE x\n\n00:01.000 --> 00:02.000\n<v Ann Lee>Why <b>so</b>?</v>\n\n00:03.000 --> 00:04.000\n- <v Bo Ek>So.\n"
PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Salt</title></head><body><nav><a href="/">Home</a></nav>'
    "<article><h1>Salt</h1><p><b>Ann Lee:</b> Why<sup><a href='#n'>1</a></sup>?</p><!-- x --><ul><li>Bo&nbsp;Ek: So.</li></ul>"
    "<table><tr><td>1</td></tr></table><script>a<b</script></article></body></html>"
)
ASCIIDOC = "= Salt\nAnn Lee\nv1, 2020-01-02\n\n.Map\nimage::m.png[]\n\n*Ann:* Why link:x[so]?\n\n----\ncode\n----\n\nWhy?:: So.\n"
MARKDOWN = "---\ntitle: Salt\n---\n# Salt\n\n**Ann:** Why [so](x)?[^1]\n\n> Bo: `So`.\n\n```\ncode\n```\n\n| a |\n|---|\n| 1 |\n"
TEXT = "Salt\nBy Ann Lee\n\n“We wait,” said Bo Ek.\n\nAnn: Why?\n\nBo: So.\n\f\nPage 2 of 3\n\nAnn: And?\n"
STORED = zipped(
    {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        + paragraph(run("Ann: ", "<w:b/>"), run("Why?"))
        + table(["a", "b"])
        + "</w:body></w:document>",
    },
    packing=0,
)
SAMPLES = {
    "docx": docx(paragraph(run("Ann: ", "<w:b/>"), run("Why?")), table(["a", "b"]), paragraph(run("Bo"), style="Liste")),
    "docx unpacked": STORED,
    "epub": epub({"one.xhtml": page("<h1>Salt</h1><p><b>Ann:</b> Why?</p>"), "two.xhtml": page("<p>Bo: So.</p>")}),
    "pdf": pdf([set_lines(["Ann: Why did you", "come here?", "", "Bo: So."]), set_lines(["And then."])], "/Title (Salt)"),
    "html": PAGE.encode(),
    "asciidoc": ASCIIDOC.encode(),
    "markdown": MARKDOWN.encode(),
    "text": TEXT.encode(),
    "srt": SUBRIP.encode(),
    "vtt": WEBVTT.encode(),
    "transcript": json.dumps({"segments": [{"speaker": "Ann", "body": "Why?"}, {"speaker": "Bo", "body": "So."}]}).encode(),
}
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["put", "cut", "swap", "double", "end"]),
        st.floats(0, 1, exclude_max=True),
        st.binary(min_size=1, max_size=12)
        | st.sampled_from([b"\0", b"<", b">", b"\n\n", b"-->", b"<v x>", b"{", b"0", b"99999999", b" R"]),
    ),
    min_size=1,
    max_size=6,
)


def changed(data: bytes, changes: list[tuple[str, float, bytes]]) -> bytes:
    for how, where, new in changes:
        at = int(where * len(data))
        if how == "put":
            data = data[:at] + new + data[at:]
        elif how == "cut":
            data = data[:at] + data[at + len(new) :]
        elif how == "swap":
            data = data[:at] + new + data[at + len(new) :]
        elif how == "double":
            data = data[:at] + data[max(at - 40, 0) :]
        else:
            data = data[: max(at, len(data) // 2)]
    return data


def outcome(data: bytes, format: str) -> Article | str:
    """The article, or the one line."""
    try:
        return parse(data, "talk", format)
    except SourceError as error:
        return str(error)


@pytest.mark.parametrize("sample", SAMPLES)
@settings(max_examples=80, deadline=60_000)
@given(changes=CHANGES)
def test_a_damaged_file_gives_an_article_or_one_line(sample: str, changes: list[tuple[str, float, bytes]]) -> None:
    found = outcome(changed(SAMPLES[sample], changes), sample.split()[0])
    if isinstance(found, Article):
        check_cover(found, find_turns(found))
    else:
        assert found.startswith("talk: ")
        assert "\n" not in found


@pytest.mark.parametrize("format", [format.name for format in FORMATS])
@given(data=st.binary(max_size=200))
def test_any_bytes_at_all_give_an_article_or_one_line(format: str, data: bytes) -> None:
    found = outcome(data, format)
    assert isinstance(found, Article) or "\n" not in found
