"""The script as people edit it: Markdown with the speakers on top and the turns below.

    <!-- turncast script 1 -->

    - title: The lighthouse keeper
    - language: en
    - reporter: Ann Lee (voice kokoro/bf_emma)
    - interviewee: Bo Ek (voice kokoro/am_michael)

    ---

    # The lighthouse keeper

    ## Forty years of fog

    **Ann Lee:** What do you hear at night?

    **Bo Ek:** The sea. And the radio.

    A second paragraph of the same turn.

`#` is the title, `##` a heading, `>` a byline; they are the first reporter's, unless a bold name follows the mark.
A paragraph without a name goes on with the turn before it. Where a paragraph's own text begins like one of these
marks, a backslash stands before it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import get_args

from turncast.errors import ScriptError
from turncast.model import Role, Script, Speaker, Turn, TurnKind

FIRST_LINE = "<!-- turncast script 1 -->"
_MARKS: dict[str, TurnKind] = {"# ": "title", "## ": "heading", "> ": "byline"}
_MARK_OF = {kind: mark for mark, kind in _MARKS.items()}
_ENTRY = re.compile(r"- ([a-z]+): (.+?)(?: \(voice (\S+)\))?$")
_NAMED = re.compile(r"\*\*(.+?):\*\*(?:\s+|$)")
_NEEDS_ESCAPE = re.compile(r"\\*(#|>|\*\*|- |---|<!--)|\\")


@dataclass(frozen=True, slots=True)
class Edited:
    """What a text form says: the script, and the voices wished in it by speaker id, as "engine/voice"."""

    script: Script
    voices: Mapping[str, str]


def is_textform(text: str) -> bool:
    """Whether this is a script of ours."""
    return text.lstrip("\ufeff \t\r\n").startswith("<!-- turncast script")


def compose(script: Script, voices: Mapping[str, str] | None = None) -> str:
    """The text form of a script; `voices` maps a speaker's id to "engine/voice"."""
    names = {speaker.id: speaker.name for speaker in script.speakers}
    lines = [FIRST_LINE, "", f"- title: {script.title}", f"- language: {script.language}"]
    for one in script.speakers:
        voice = (voices or {}).get(one.id)
        lines.append(f"- {one.role}: {one.name}" + (f" (voice {voice})" if voice else ""))
    lines += ["", "---"]
    narrator = _narrator(script.speakers)
    for turn in script.turns:
        lines += ["", _composed(turn, names[turn.speaker], named=turn.kind == "speech" or turn.speaker != narrator)]
    return "\n".join(lines) + "\n"


def parse(text: str) -> Edited:
    """The script that a text form says. Raises ScriptError with the line number and what was expected there."""
    lines = text.removeprefix("\ufeff").splitlines()
    return _Reading(lines).read()


def _composed(turn: Turn, name: str, named: bool) -> str:
    """One turn: mark, name, then its paragraphs."""
    opening = _MARK_OF.get(turn.kind, "") + (f"**{name}:** " if named else "")
    first, *others = turn.text.split("\n\n")
    return "\n\n".join([opening + (first if named else _escaped(first)), *map(_escaped, others)])


def _escaped(paragraph: str) -> str:
    return "\\" + paragraph if _NEEDS_ESCAPE.match(paragraph) else paragraph


def _unescaped(paragraph: str) -> str:
    return paragraph[1:] if paragraph.startswith("\\") else paragraph


def _narrator(speakers: tuple[Speaker, ...]) -> str:
    """The id of who reads titles and headings: the first reporter, or else the first speaker."""
    return next((one.id for one in speakers if one.role == "reporter"), speakers[0].id if speakers else "")


@dataclass
class _Reading:
    """One pass over the lines of a text form."""

    lines: list[str]
    title: str = ""
    language: str = "en"
    speakers: list[Speaker] = field(default_factory=list)
    voices: dict[str, str] = field(default_factory=dict)
    turns: list[Turn] = field(default_factory=list)

    def read(self) -> Edited:
        body = self._header()
        if not self.speakers:
            raise _trouble(body, "no speaker is named above the ---", "a line such as “- reporter: Ann Lee”")
        for number, paragraph in self._paragraphs(body):
            self._turn(number, paragraph)
        if not self.turns:
            raise _trouble(len(self.lines), "there is no turn", "a paragraph such as “**Ann Lee:** Good morning.”")
        script = Script(self.title or self.turns[0].text, self.language, tuple(self.speakers), tuple(self.turns))
        return Edited(script, self.voices)

    def _header(self) -> int:
        """Reads up to the ---; returns the index of the line after it."""
        for index, line in enumerate(self.lines):
            if line.strip() == "---":
                return index + 1
            if line.strip() and not line.lstrip().startswith("<!--"):
                self._entry(index + 1, line.strip())
        raise _trouble(len(self.lines), "the line --- that ends the list of speakers is missing", "---")

    def _entry(self, number: int, line: str) -> None:
        found = _ENTRY.match(line)
        if not found or found[1] not in ("title", "language", *get_args(Role)):
            raise _trouble(
                number, f"“{line[:40]}” is not understood", "- title: / - language: / - reporter: / - interviewee: or the line ---"
            )
        key, value, voice = found.groups()
        if key in ("title", "language"):
            setattr(self, key, line.partition(": ")[2])
            return
        if value.casefold() in (one.name.casefold() for one in self.speakers):
            raise _trouble(number, f"the speaker {value!r} is named twice", "each name once")
        identity = speaker_id(value, {one.id for one in self.speakers})
        self.speakers.append(Speaker(identity, value, "reporter" if key == "reporter" else "interviewee"))
        if voice:
            self.voices[identity] = voice

    def _paragraphs(self, body: int) -> Iterator[tuple[int, str]]:
        """Line number and text of each paragraph; lines of one paragraph are joined by a blank, comments left out."""
        held: list[str] = []
        for index, line in enumerate([*self.lines[body:], ""], body + 1):
            if line.strip() and not re.fullmatch(r"\s*<!--.*-->\s*", line):
                held.append(line.strip())
            elif held and not line.strip():
                yield index - len(held), " ".join(held)
                held = []

    def _turn(self, number: int, paragraph: str) -> None:
        mark = next((mark for mark in _MARKS if paragraph.startswith(mark)), "")
        rest = paragraph[len(mark) :].strip()
        named = _NAMED.match(rest)
        kind = _MARKS.get(mark, "speech")
        text = rest[named.end() :] if named else _unescaped(rest)
        if not text:
            raise _trouble(number, "this turn has no text", "words after the name")
        if not mark and not named:
            self._go_on(number, text)
            return
        speaker = self._speaker(number, named[1]) if named else _narrator(tuple(self.speakers))
        self.turns.append(Turn(speaker, kind, text, evidence="script"))

    def _go_on(self, number: int, text: str) -> None:
        """A paragraph without a name: the same turn goes on, or after a heading the same speaker as before it."""
        spoken = [turn for turn in self.turns if turn.kind == "speech"]
        if not spoken:
            raise _trouble(number, f"“{text[:40]}” has no speaker", "a name in bold before it, such as “**Ann Lee:**”")
        if self.turns[-1].kind == "speech":
            last = self.turns.pop()
            text = last.text + "\n\n" + text
        self.turns.append(Turn(spoken[-1].speaker, "speech", text, evidence="script"))

    def _speaker(self, number: int, name: str) -> str:
        for one in self.speakers:
            if one.name.casefold() == name.strip().casefold():
                return one.id
        raise _trouble(number, f"“{name}” is not in the list of speakers", " or ".join(one.name for one in self.speakers))


def speaker_id(name: str, taken: set[str]) -> str:
    """A short id made of the name, other than those taken.

    >>> speaker_id("Frederico Muñoz", {"frederico-munoz"})
    'frederico-munoz-2'
    """
    plain = unicodedata.normalize("NFKD", name)
    slug = re.sub(r"[^\w]+", "-", "".join(one for one in plain if not unicodedata.combining(one)).lower()).strip("-_") or "speaker"
    number = 1
    while (found := slug if number == 1 else f"{slug}-{number}") in taken:
        number += 1
    return found


def _trouble(line: int, what: str, expected: str) -> ScriptError:
    return ScriptError(f"script, line {line}: {what}; expected {expected}")
