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


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_known_without_a_byte_order_mark(encoding: str) -> None:
    assert decoded(TEXT.encode(encoding), "x.txt") == TEXT


def test_another_legacy_encoding_is_found_by_its_letters() -> None:
    text = "Вопрос: как вы начали работать здесь? Ответ: случайно, я просто увидел объявление в газете и пришёл. " * 5
    assert "как вы начали" in decoded(text.encode("cp1251"), "x.txt")


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1250", "Otázka: Proč jste začal? Odpověď: Protože to bylo těžké a já měl čas, příště zase."),
        ("cp1250", "Kérdés: Miért kezdte? Válasz: Mert nehéz volt, és volt időm; az ősz hosszú és hűvös."),
        ("cp1254", "Soru: Neden başladınız? Cevap: Çünkü çok zordu ve zamanım vardı, öğrenmek güzeldi."),
        ("cp1252", "Pergunta: Por que começou? Resposta: Porque não havia tempo, então fui à praia com a avó."),
        ("shift_jis", "記者：なぜ始めたのですか。森田：祖母が鉄の釜で塩を煮ていたのを見たからです。"),
        ("euc_jp", "記者：なぜ始めたのですか。森田：祖母が鉄の釜で塩を煮ていたのを見たからです。"),
        ("gb18030", "记者：为什么开始？李明：因为祖母教我，这是一个很长的故事。" * 3),
    ],
)
def test_a_legacy_encoding_is_found_by_its_language(encoding: str, text: str) -> None:
    assert decoded(text.encode(encoding), "x.txt") == text


def test_an_old_page_is_believed_what_it_says_of_its_encoding() -> None:
    page = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1250"></head><p>Proč?</p></html>'
    assert decoded(page.encode("cp1250"), "x.html") == page
    quoted = page.replace("windows-1250", "ISO-8859-1").replace("Proč?", "“Là-bas”, dit-il, à l’ouest")
    assert decoded(quoted.encode("cp1252"), "x.html") == quoted
    assert decoded(page.replace("windows-1250", "nonsense").encode("cp1250"), "x.html") == page.replace(
        "windows-1250", "nonsense"
    ).replace("č", "è")


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
