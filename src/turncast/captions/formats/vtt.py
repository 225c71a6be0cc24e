"""WebVTT, W3C Candidate Recommendation of 2019."""

from __future__ import annotations

import re
from collections.abc import Sequence

from turncast.captions.formats.direction import directed
from turncast.captions.formats.options import CaptionOptions
from turncast.captions.formats.palette import colours
from turncast.captions.formats.timed_lines import spaced, timed_lines
from turncast.model import Cue
from turncast.units import clock

ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


class Vtt:
    """Who speaks is told by a voice span around every cue's text; players show the name where it changes.

    With colours, a style sheet gives each voice its own. With words, a time stands before each word but a cue's first.
    """

    ending = "vtt"
    media_type = "text/vtt"

    def write(self, cues: Sequence[Cue], options: CaptionOptions) -> str:
        styles = [_style(cues)] if options.speakers == "color" and any(cue.speaker for cue in cues) else []
        return "\n".join(["WEBVTT\n", *styles, *(_block(cue, options.words) for cue in cues)])


def _style(cues: Sequence[Cue]) -> str:
    rules = [f'::cue(v[voice="{_css_string(name)}"]) {{ color: {colour}; }}\n' for name, colour in colours(cues).items()]
    return "STYLE\n" + "".join(rules)


def _css_string(text: str) -> str:
    """The text inside a CSS string: all but letters, digits and blanks by number, so that no arrow can end the block."""
    return re.sub(r"[^\w ]", lambda found: f"\\{ord(found.group()):x} ", text)


def _block(cue: Cue, words: bool) -> str:
    """Times and text; with `>` escaped nothing in a line can look like an arrow or end a tag."""
    voice = f"<v {cue.speaker.translate(ESCAPES)}>" if cue.speaker else ""
    text = "\n".join(_karaoke(cue) if words else [line.translate(ESCAPES) for line in directed(cue.lines)])
    return f"{clock(cue.start_ms)} --> {clock(cue.end_ms)}\n{voice}{text}\n"


def _karaoke(cue: Cue) -> list[str]:
    """The lines with the start of each word before it, where it is after all times before, as they must grow."""
    lines, latest = [], cue.start_ms
    for text, words in timed_lines(cue, directed(cue.lines)):
        for word, shown in spaced(words):
            if latest < word.start_ms < cue.end_ms:
                text += f"<{clock(word.start_ms)}>"
                latest = word.start_ms
            text += shown.translate(ESCAPES)
        lines.append(text)
    return lines
