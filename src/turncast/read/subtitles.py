"""SubRip and WebVTT: what is said in the cues, joined to running text, a block for each change of speaker.

No library: those for these formats give a cue's text without its place in the file, and every span here counts in the file itself.
Both formats are one walk, because files in the wild mix them: SubRip with full stops in its times, WebVTT with SubRip's numbers.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from turncast.errors import SourceError
from turncast.model import Article
from turncast.read.builder import LINE, Builder

_CLOCK = r"(?:\d{1,4}:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,6})?"
_TIMING = re.compile(
    r"(?:\A|(?<=[\r\n]))(?:[ \t]*\d{1,7}[ \t]*(?:\r\n|\r|\n))?"  # the number of a SubRip cue
    rf"[ \t]*(?P<start>{_CLOCK})[ \t]*-->[ \t]*(?P<end>{_CLOCK})[^\r\n]*(?:\r\n|\r|\n|\Z)"
)
_EMPTY_LINE = re.compile(r"(?:(?<=\n)|(?<=\r)(?!\n))(?:\r\n|\r|\n|\Z)")
_TAG = r"</?(?:[ibucsvp]|font|lang|ruby|rt|em|strong|span|br)(?=[\s.>/])[^<>\r\n]*>|<\d[\d:.,]*>|\{\\[^{}\r\n]*\}"
_VOICE = re.compile(r"<v(?:\.[^\s<>]+)?[ \t]+(?P<name>[^<>\r\n]+)>")
_MARK = re.compile(rf"{_TAG}|&(?:#\d{{1,7}}|#[xX][0-9A-Fa-f]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,31}});")
_CHANGE = re.compile(r">{2,3}[ \t]*|[-–][ \t]*(?=[A-ZÀ-Þ“\"¿¡])")
"""Somebody else speaks: `>>` in American captions, a dash at the beginning of a line in European ones."""
_LABEL = re.compile(r"[\[(]?(?P<name>[^\W\d_](?:[\w.'’\-]| (?! )){0,39})[\])]?(?::(?=[\s<]|\Z)|：)")
_LABEL_LINE = re.compile(rf"(?:\A|(?<=[\r\n]))(?:<[^<>\r\n]*>|[> \t–-])*{_LABEL.pattern}")
_LANGUAGE = re.compile(r"(?m)^Language:[ \t]*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)")
_PAUSE_MS = 2_000
"""Where nobody is named, a silence of this length behind a sentence's end begins a paragraph."""


@dataclass(frozen=True, slots=True)
class _Cue:
    start_ms: int
    end_ms: int
    head: int
    """Where its number or its time begins."""
    text: int
    end: int


def parse(source: str, name: str) -> Article:
    """Blocks of running text that begin with `Name: ` wherever the file names who speaks; numbers, times and tags are skipped."""
    is_vtt = source.lstrip("\ufeff").startswith("WEBVTT")
    cues = list(_cues(source, is_vtt))
    if not cues:
        raise SourceError(f"{name}: no subtitle with a time such as 00:00:01,000 --> 00:00:04,000 is in it; check the file")
    talk = _Talk(source, _named(source))
    for cue in cues:
        talk.read(cue)
    talk.builder.skip(len(source), "markup")
    blocks, skipped = talk.builder.result()
    language = _LANGUAGE.search(source[: cues[0].head]) if is_vtt else None
    return Article(name, source, "", (), "", language[1] if language else "", blocks, skipped)


def _cues(source: str, is_vtt: bool) -> Iterator[_Cue]:
    """All cues; in SubRip an empty line does not end one, because broken files hold them inside the text."""
    found = list(_TIMING.finditer(source))
    for here, after in zip(found, [*found[1:], None], strict=False):
        end = after.start() if after else len(source)
        gap = _EMPTY_LINE.search(source, here.end(), end) if is_vtt else None
        yield _Cue(_ms(here["start"]), _ms(here["end"]), here.start(), here.end(), gap.start() if gap else end)


def _ms(clock: str) -> int:
    """Milliseconds of a cue's time.

    >>> _ms("01:02:03,004"), _ms("00:01.5")
    (3723004, 1500)
    """
    whole, _, fraction = clock.replace(",", ".").partition(".")
    seconds = 0
    for part in whole.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds * 1000 + int(f"{fraction}000"[:3])


def _named(source: str) -> set[str]:
    """What stands before a colon at the beginning of lines and is a name: it comes twice, or has two words."""
    count = Counter(found["name"] for found in _LABEL_LINE.finditer(source))
    return {name for name, n in count.items() if _looks_like_name(name) and (n > 1 or len(name.split()) > 1 or name.isupper())}


def _looks_like_name(name: str) -> bool:
    words = name.split()
    return len(words) <= 5 and not name[0].islower() and all(not word[0].islower() or len(word) <= 3 for word in words)


class _Talk:
    """What was said up to here, and by whom."""

    def __init__(self, source: str, names: Collection[str]) -> None:
        self.source = source
        self.builder = Builder(source)
        self._names = names
        self._is_named = bool(names) or bool(_VOICE.search(source))
        self._speaker = ""
        self._before: tuple[int, str] = (0, "")
        """End of the cue before in milliseconds, and its last line."""

    def read(self, cue: _Cue) -> None:
        builder = self.builder
        between = self.source[builder.at : cue.head].lstrip()
        builder.skip(cue.head, "comment" if between.startswith("NOTE") else "markup")
        end_ms, before = self._before
        if not self._is_named and cue.start_ms - end_ms >= _PAUSE_MS and before.rstrip('"”’»)')[-1:] in tuple(".?!…"):
            builder.close()
        builder.skip(cue.text, "time")
        said = ""
        while builder.at < cue.end:
            found = LINE.match(self.source, builder.at, cue.end)
            said = self._line(found.end() if found else cue.end, "" if said else before) or said
        builder.strong = False
        self._before = cue.end_ms, said or before

    def _line(self, end: int, before: str) -> str:
        """Reads one line up to `end`; gives its text without tags."""
        text = " ".join(_MARK.sub(" ", self.source[self.builder.at : end]).split())
        if text.startswith(("♪", "♫", "#♪")):
            self.builder.skip(end, "music")
        elif text == before and len(text.split()) >= 3:
            self.builder.skip(end, "repeat")  # captions that roll up show each line twice
        elif text:
            self._beginning(end)
            self._rest(end)
            self.builder.decode(end, " ")
        else:
            self.builder.skip(end, "markup")
        return text

    def _beginning(self, end: int) -> None:
        """Signs and names of another speaker at the beginning of a line."""
        builder = self.builder
        self._marks(end)
        if change := _CHANGE.match(self.source, builder.at, end):
            builder.close()
            builder.skip(change.end(), "markup")
            self._speaker = ""
            self._marks(end)
        label = _LABEL.match(self.source, builder.at, end)
        if label and label["name"] in self._names:
            self._speaks(label["name"])
            if builder.length:
                builder.skip(label.end(), "label")

    def _marks(self, end: int) -> None:
        """Skips tags and white space."""
        while self.builder.at < end:
            if self.source[self.builder.at].isspace():
                self.builder.skip(self.builder.at + 1, "markup")
            elif (found := _MARK.match(self.source, self.builder.at, end)) and found.group()[0] in "<{":
                self._mark(found)
            else:
                return

    def _rest(self, end: int) -> None:
        stop = self.builder.at + len(self.source[self.builder.at : end].rstrip("\r\n"))
        for found in _MARK.finditer(self.source, self.builder.at, stop):
            self.builder.keep(found.start())
            self._mark(found)
        self.builder.keep(stop)

    def _mark(self, found: re.Match[str]) -> None:
        """Reads a tag or an entity."""
        builder, mark = self.builder, found.group()
        if voice := _VOICE.fullmatch(mark):
            self._voice(found.start() + voice.start("name"), voice["name"].rstrip(), found.end())
        elif mark.startswith("&"):
            builder.decode(found.end(), html.unescape(mark))
        elif mark.startswith("<br"):
            builder.decode(found.end(), " ")
        else:
            if mark[1:].strip("/ >") in ("b", "strong"):
                builder.strong = mark[1] != "/"
            builder.skip(found.end(), "markup")

    def _voice(self, start: int, name: str, end: int) -> None:
        """A voice tag becomes the label `Name: `; the same person's next one is skipped."""
        self._speaks(name)
        builder = self.builder
        if not builder.length:
            builder.skip(start, "markup")
            builder.decode(start + len(name), html.unescape(name))
            builder.decode(end, ": ")
        builder.skip(end, "markup")

    def _speaks(self, name: str) -> None:
        """Ends the block in hand where somebody else speaks from here."""
        if name != self._speaker:
            self.builder.close()
        self._speaker = name
