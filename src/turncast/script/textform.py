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

A comment before a turn tells how sure its speaker is and why: look at the doubtful ones first. What else can be written into a
turn (pronunciations, pauses, what to leave out) is told in `directions`.

`#` is the title, `##` a heading, `>` a byline; they are the first reporter's, unless a bold name follows the mark.
A paragraph without a name goes on with the turn before it. Where a paragraph's own text begins like one of these
marks, a backslash stands before it. Any other comment is the writer's own: `<!-- ask her again -->` is nowhere spoken.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import get_args

from turncast.errors import ScriptError
from turncast.model import Mark, Role, Script, Speaker, Turn, TurnKind
from turncast.script.directions import unwoven, woven
from turncast.script.turns.names import speaker_id

FIRST_LINE = "<!-- turncast script 1 -->"
_SEALED = re.compile(r"<!-- turncast script 1, as turncast wrote it: ([0-9a-f]{16}) -->\n")
_MARKS: dict[str, TurnKind] = {"# ": "title", "## ": "heading", "> ": "byline"}
_MARK_OF = {kind: mark for mark, kind in _MARKS.items()}
_ENTRY = re.compile(r"- ([a-z]+): (.+?)(?:\s*\([Vv]oice\s+(\S+?)\s*\))?$")
_NAMED = re.compile(r"\*\*(.+?):\*\*(?:\s+|$)")
_BOLD_NAMED = re.compile(r"\*\*([^*:]+)\*\*:(?:\s+|$)")
_ALMOST_NAMED = re.compile(r"(?![\[~\\])(?:\*\*|__|\*|_)?([^*_:]{1,80}?)(?:\*\*|__|\*|_)?:(?:\*\*|__|\*|_)?(?:\s+|$)")
"""A name as a person may have typed it: bold without the colon, or not bold at all."""
_DEEPER = re.compile(r"\A#{3,6} ")
"""A heading of a kind that there is not; it is meant as a heading all the same."""
_BEGINS_ANEW = re.compile(r"\s*(?:# |## |> |\*\*.+?:\*\*(?:\s|$))")
_NEEDS_ESCAPE = re.compile(r"#|>|\*|_|- |---|<!--|(?![\[~\\])[^*_:]{1,80}:(?:\s|$)")
"""Like a mark, a comment or a name, at the beginning of a paragraph that is none."""
_ESCAPED_WORD = re.compile(r"\\[^\\\[~#>*<-]")
"""A backslash that only keeps a paragraph from being taken for a named one."""
_SURE = re.compile(r"\s*<!-- (?:sure|doubtful) ([01]\.\d\d): (.*?) -->\s*")
_COMMENT = re.compile(r"(?<!\\)<!--(?:(?:(?!<!--).)*?(?P<end>-->))?", re.DOTALL)
_RULE = re.compile(r"^[ \t]*---[ \t]*$", re.MULTILINE)
_ESCAPED_MARK = "\\<!--"
_EMPTY_COMMENT = re.compile(r"(?<!\\)<!---->[ \t]?")
DOUBTFUL = 0.75
"""Below this confidence a turn is marked for people to look at."""


@dataclass(frozen=True, slots=True)
class Edited:
    """What a text form says: the script, and the voices wished in it by speaker id, as "engine/voice"."""

    script: Script
    voices: Mapping[str, str]


def is_textform(text: str) -> bool:
    """Whether this is a script of ours."""
    return text.lstrip("\ufeff \t\r\n").startswith("<!-- turncast script")


def sealed(text: str) -> str:
    """A text form with a mark by which one can tell later that no person has changed it."""
    rest = text.removeprefix(FIRST_LINE + "\n")
    return f"<!-- turncast script 1, as turncast wrote it: {_digest(rest)} -->\n{rest}"


def is_untouched(text: str) -> bool:
    """Whether this is a sealed text form that nobody has changed since."""
    found = _SEALED.match(text)
    return bool(found and found[1] == _digest(text[found.end() :]))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def compose(script: Script, voices: Mapping[str, str] | None = None, explain: bool = False) -> str:
    """The text form of a script; `voices` maps a speaker's id to "engine/voice". With `explain` every turn tells why it is
    this speaker's, otherwise only the doubtful ones do."""
    names = {speaker.id: speaker.name for speaker in script.speakers}
    lines = [FIRST_LINE, "", f"- title: {script.title}", f"- language: {script.language}"]
    for one in script.speakers:
        voice = (voices or {}).get(one.id)
        lines.append(f"- {one.role}: {one.name}" + (f" (voice {voice})" if voice else ""))
    lines += ["", "---"]
    narrator = _narrator(script.speakers)
    for turn in script.turns:
        if explain or turn.confidence < DOUBTFUL:
            lines += ["", _explained(turn)]
        lines += ["", _composed(turn, names[turn.speaker], named=turn.kind == "speech" or turn.speaker != narrator)]
    return "\n".join(lines) + "\n"


def parse(text: str) -> Edited:
    """The script that a text form says. Raises ScriptError with the line number and what was expected there."""
    return _Reading(_without_comments("\n".join(text.removeprefix("\ufeff").splitlines())).split("\n")).read()


def _without_comments(text: str) -> str:
    """The text with nothing in the comments below its ---, as many lines as before; those that tell how sure a speaker is stay."""
    rule = _RULE.search(text)
    body = rule.end() if rule else len(text)

    def emptied(found: re.Match[str]) -> str:
        if found.start() < body:
            return found.group()
        if not found["end"]:
            raise _trouble(text.count("\n", 0, found.start()) + 1, "a comment begins here and never ends", "--> behind it")
        return found.group() if _SURE.fullmatch(found.group()) else "\n".join(["<!---->"] * (found.group().count("\n") + 1))

    return _COMMENT.sub(emptied, text)


def _composed(turn: Turn, name: str, named: bool) -> str:
    """One turn: mark, name, then its paragraphs."""
    opening = _MARK_OF.get(turn.kind, "") + (f"**{name.replace('<!--', _ESCAPED_MARK)}:** " if named else "")
    written, start = [], 0
    for paragraph in turn.text.split("\n\n"):
        end = start + len(paragraph)
        inside = [mark for mark in turn.marks if start <= mark.start and mark.end <= end]
        written.append(woven(paragraph, [replace(mark, start=mark.start - start, end=mark.end - start) for mark in inside]))
        start = end + 2
    first, *others = written
    return "\n\n".join([opening + (first if named else _escaped(first)), *map(_escaped, others)])


def _explained(turn: Turn) -> str:
    word = "doubtful" if turn.confidence < DOUBTFUL else "sure"
    return f"<!-- {word} {turn.confidence:.2f}: {turn.evidence.replace('--', '-')} -->"


def _escaped(paragraph: str) -> str:
    return "\\" + paragraph if _NEEDS_ESCAPE.match(paragraph) else paragraph


def _narrator(speakers: tuple[Speaker, ...]) -> str:
    """The id of who reads titles and headings: the first reporter, or else the first speaker."""
    return next((one.id for one in speakers if one.role == "reporter"), speakers[0].id if speakers else "")


_BY_HAND = ("the script", 1.0)


@dataclass
class _Reading:
    """One pass over the lines of a text form."""

    lines: list[str]
    title: str = ""
    language: str = "en"
    speakers: list[Speaker] = field(default_factory=list)
    voices: dict[str, str] = field(default_factory=dict)
    turns: list[Turn] = field(default_factory=list)
    evidence: tuple[str, float] = _BY_HAND
    """Of the next turn."""

    def read(self) -> Edited:
        body = self._header()
        if not self.speakers:
            raise _trouble(body, "no speaker is named above the ---", "a line such as “- reporter: Ann Lee”")
        for number, paragraph in self._paragraphs(body):
            if sure := _SURE.fullmatch(paragraph):
                self.evidence = sure[2], float(sure[1])
            else:
                self._turn(number, paragraph)
                self.evidence = _BY_HAND
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
        """Line number and text of each paragraph; lines of one paragraph are joined by a blank. A comment that tells how sure
        a speaker is comes alone, any other comment is left out."""
        held: list[str] = []
        first = body + 1
        for number, line in enumerate([*self.lines[body:], ""], body + 1):
            rest = _DEEPER.sub("## ", _EMPTY_COMMENT.sub("", line).strip())
            comment = line.strip() and (not rest or _SURE.fullmatch(line))
            if held and (not line.strip() or _BEGINS_ANEW.match(rest) or held[0].startswith(tuple(_MARKS))):
                yield first, " ".join(held)
                held = []
            first = first if held else number
            if rest and not comment:
                held.append(rest)
            elif not held and _SURE.fullmatch(line):
                yield number, line

    def _turn(self, number: int, paragraph: str) -> None:
        mark = next((mark for mark in _MARKS if paragraph.startswith(mark)), "")
        rest = paragraph[len(mark) :].strip()
        named = _NAMED.match(rest) or _BOLD_NAMED.match(rest) or self._almost_named(rest)
        words = rest[named.end() :] if named else rest.removeprefix("\\") if _ESCAPED_WORD.match(rest) else rest
        try:
            text, marks = unwoven(words)
        except ScriptError as error:
            raise ScriptError(f"script, line {number}: {error}") from error
        if not text:
            raise _trouble(number, "this turn has no text", "words after the name")
        if not mark and not named:
            self._go_on(number, text, marks)
            return
        speaker = self._speaker(number, named[1]) if named else _narrator(tuple(self.speakers))
        why, confidence = self.evidence
        self.turns.append(Turn(speaker, _MARKS.get(mark, "speech"), text, (), why, confidence, marks))

    def _almost_named(self, text: str) -> re.Match[str] | None:
        """A listed speaker's name before a colon, not quite as the form has it."""
        found = _ALMOST_NAMED.match(text)
        return found if found and self._known(found[1]) else None

    def _go_on(self, number: int, text: str, marks: tuple[Mark, ...]) -> None:
        """A paragraph without a name: the same turn goes on, or after a heading the same speaker as before it."""
        last = next((turn for turn in reversed(self.turns) if turn.kind == "speech"), None)
        if last is None:
            raise _trouble(number, f"“{text[:40]}” has no speaker", "a name in bold before it, such as “**Ann Lee:**”")
        if self.turns[-1].kind != "speech":
            self.turns.append(Turn(last.speaker, "speech", text, (), *self.evidence, marks))
            return
        shift = len(last.text) + 2
        moved = (replace(mark, start=mark.start + shift, end=mark.end + shift) for mark in marks)
        self.turns[-1] = replace(last, text=last.text + "\n\n" + text, marks=(*last.marks, *moved))

    def _speaker(self, number: int, name: str) -> str:
        if known := self._known(name):
            return known
        raise _trouble(number, f"“{name}” is not in the list of speakers", " or ".join(one.name for one in self.speakers))

    def _known(self, name: str) -> str:
        plain = name.replace(_ESCAPED_MARK, "<!--").strip().casefold()
        return next((one.id for one in self.speakers if one.name.casefold() == plain), "")


def _trouble(line: int, what: str, expected: str) -> ScriptError:
    return ScriptError(f"script, line {line}: {what}; expected {expected}")
