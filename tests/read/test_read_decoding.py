"""Encodings, and bytes that are no text."""

from __future__ import annotations

import pytest

from turncast.errors import SourceError
from turncast.read import parse
from turncast.read.decoding import MAX_BYTES, decoded

TEXT = "Q: “Où est l’été?” – A: Là-bas, à l’ouest, je crois; c’est près de la forêt."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"])
def test_text_comes_back_from_its_encoding(encoding: str) -> None:
    data = TEXT.encode(encoding)
    if encoding == "utf-16-le":
        data = b"\xff\xfe" + data
    assert decoded(data, "x.txt") == TEXT


def test_another_legacy_encoding_is_found_by_its_letters() -> None:
    text = "Вопрос: как вы начали работать здесь? Ответ: случайно, я просто увидел объявление в газете и пришёл. " * 5
    assert "как вы начали" in decoded(text.encode("cp1251"), "x.txt")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7 ...", "a PDF file"),
        (b"\x89PNG\r\n\x1a\n...", "a PNG image"),
        (b"PK\x03\x04...", "a ZIP, Word or OpenDocument file"),
        (b"abc\0def", "binary data"),
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"--- \n***\n", "nothing in it can be read aloud"),
        (b"\xff\xfea", "utf-16"),
    ],
)
def test_what_is_no_interview_is_named_in_one_line(data: bytes, kind: str) -> None:
    with pytest.raises(SourceError, match=kind) as caught:
        parse(data, "talk.txt")
    assert str(caught.value).startswith("talk.txt: ")
    assert "\n" not in str(caught.value)


def test_a_file_beyond_the_limit_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(SourceError, match="too many"):
        decoded(b"a" * (MAX_BYTES + 1), "x.txt")
