"""Containers are opened with care: nothing in them can fill the memory, reach a file or expand."""

from __future__ import annotations

import struct
import zipfile

import pytest
from container_samples import zipped

from turncast.errors import SourceError
from turncast.read import archive
from turncast.read.archive import Archive


def opened(data: bytes) -> Archive:
    return Archive(data, "talk.docx", "Word file")


def test_a_member_comes_back_as_it_was() -> None:
    found = opened(zipped({"a": "one", "b": b"two"}))
    assert (found.read("a"), found.read("b"), "c" in found) == (b"one", b"two", False)


def test_a_member_that_is_packed_like_a_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(SourceError, match="packed more than 200 times"):
        opened(zipped({"word/document.xml": b"\0" * 5_000_000}))


def test_more_bytes_in_all_than_the_limit_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_UNPACKED", 1_000)
    with pytest.raises(SourceError, match="unpacks to more than 1,000 bytes"):
        opened(zipped({"a": "x" * 600, "b": "x" * 600}))
    once = opened(zipped({"a": "x" * 600}))
    once.read("a")
    with pytest.raises(SourceError, match="more than it says"):
        once.read("a")


def test_more_members_than_the_limit_are_refused() -> None:
    with pytest.raises(SourceError, match="10,001 files"):
        opened(zipped({str(n): "" for n in range(10_001)}, zipfile.ZIP_STORED))


def test_a_member_that_says_less_than_it_holds_is_refused() -> None:
    data = bytearray(zipped({"a": "x" * 5_000}))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)  # the size in the central directory (APPNOTE 4.3.12)
    with pytest.raises(SourceError, match=r"more than it says|damaged"):
        opened(bytes(data)).read("a")


def test_an_encrypted_member_is_told() -> None:
    data = bytearray(zipped({"a": "secret"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(SourceError, match="encrypted"):
        opened(bytes(data)).read("a")


LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))


@pytest.mark.parametrize(
    "xml",
    [
        f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]><a>&l9;</a>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>',
        "<a><b></a>",
        "<a>" * 100_000,
        "\0",
    ],
    ids=["entities in entities", "outside entity", "not well-formed", "deep and open", "no XML"],
)
def test_xml_that_could_do_harm_is_refused(xml: str) -> None:
    with pytest.raises(SourceError, match="no XML that can be trusted") as caught:
        opened(zipped({"a.xml": xml})).xml("a.xml")
    assert "\n" not in str(caught.value)


def test_too_large_xml_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_XML", 100)
    with pytest.raises(SourceError, match="larger than 100 bytes"):
        opened(zipped({"a.xml": f"<a>{'x' * 200}</a>"})).xml("a.xml")
