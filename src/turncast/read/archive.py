"""Members of the ZIP containers that DOCX and EPUB are, without what such files can do to a reader: bombs, entities, paths.

Nothing is ever written to disk, so a member's path can lead nowhere; it is only a name to look up.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from turncast.errors import SourceError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAX_MEMBERS = 10_000
MAX_UNPACKED = 200_000_000
"""Bytes of all members together, by what the archive says and by what is really unpacked."""
MAX_RATIO = 200
"""Unpacked to packed bytes of one member; text and XML reach 10 to 40, deflate's own limit is 1,032."""
MAX_XML = 32_000_000
"""Bytes of one XML member; as a tree it takes about ten times as much memory, and ten hours of speech are under 5 MB."""
_SMALL = 1_000_000
"""A member up to this many bytes may have any ratio: an empty table of cells packs very well."""


class Archive:
    """A container held in memory. Raises SourceError for whatever is wrong with it."""

    def __init__(self, data: bytes, name: str, kind: str) -> None:
        self._name = name
        self._kind = kind
        self._unpacked = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._members = {info.filename: info for info in self._zip.infolist()}
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError) as error:
            raise self.problem(f"it is damaged ({_told(error)})") from error
        self._check()

    def problem(self, what: str) -> SourceError:
        return SourceError(f"{self._name}: this {self._kind} cannot be read: {what}; save it again, or as plain text or HTML")

    def __contains__(self, member: str) -> bool:
        return member in self._members

    def read(self, member: str) -> bytes:
        """The bytes of a member, never more than the archive says."""
        info = self._members.get(member)
        if info is None:
            raise self.problem(f"{member} is missing in it")
        if info.flag_bits & 1:
            raise self.problem("it is encrypted")
        try:
            with self._zip.open(info) as opened:
                data = opened.read(info.file_size + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
            raise self.problem(f"{member} is damaged ({_told(error)})") from error
        self._unpacked += len(data)
        if len(data) > info.file_size or self._unpacked > MAX_UNPACKED:
            raise self.problem("it unpacks to more than it says")
        return data

    def xml(self, member: str) -> Element:
        """The root of an XML member; declarations of entities are refused, whatever they are for."""
        from defusedxml import DefusedXmlException
        from defusedxml.ElementTree import ParseError, fromstring

        data = self.read(member)
        if len(data) > MAX_XML:
            raise self.problem(f"{member} is larger than {MAX_XML:,} bytes")
        try:
            root: Element = fromstring(data)
        except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError) as error:
            raise self.problem(f"{member} is no XML that can be trusted ({_told(error)})") from error
        return root

    def _check(self) -> None:
        infos = self._zip.infolist()
        if len(infos) > MAX_MEMBERS:
            raise self.problem(f"{len(infos):,} files are in it, the limit is {MAX_MEMBERS:,}")
        if sum(info.file_size for info in infos) > MAX_UNPACKED:
            raise self.problem(f"it unpacks to more than {MAX_UNPACKED:,} bytes")
        for info in infos:
            if info.file_size > _SMALL and info.file_size > MAX_RATIO * max(info.compress_size, 1):
                raise self.problem(f"{info.filename[:60]!r} is packed more than {MAX_RATIO} times, as only bombs are")


def _told(error: Exception) -> str:
    return " ".join(str(error).split())[:100] or type(error).__name__
