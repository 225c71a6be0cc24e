"""Advanced SubStation Alpha, version 4.00+, as libass reads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from turncast.captions.formats.direction import directed, is_right_to_left
from turncast.captions.formats.hundredths import hundredths
from turncast.captions.formats.naming import shown_lines
from turncast.captions.formats.options import CaptionOptions
from turncast.captions.formats.palette import colours, speakers
from turncast.captions.formats.timed_lines import spaced, timed_lines
from turncast.model import Cue

STYLE_FORMAT = (
    "Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, "
    "StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding"
)
EVENT_FORMAT = "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text"
WIDE_TWINS = str.maketrans({"{": "｛", "}": "｝", "\\": "＼"})
"""What would be read as a command: players do not agree on an escape for any of them."""
DEFAULT = "Default"
WHITE, GREY = "#ffffff", "#999999"


class Ass:
    """Every speaker has a style and stands in the events' name field; who speaks is told by `Name:` at each change, or by colours.

    With words, karaoke: each lights up as it is said. Times are whole hundredths of a second. Curly brackets and backslashes are
    written as their wide twins, a comma in a style's name as a blank: the format cannot carry them.
    """

    ending = "ass"
    media_type = "text/x-ssa"

    def write(self, cues: Sequence[Cue], options: CaptionOptions) -> str:
        styles = _style_names(cues)
        colour = colours(cues) if options.speakers == "color" else {}
        encoding = -1 if any(is_right_to_left("".join(cue.lines)) for cue in cues) else 1  # -1 has libass find the direction
        parts = (
            ("[Script Info]", f"Title: {options.title}", "ScriptType: v4.00+", "PlayResX: 1920", "PlayResY: 1080"),
            ("WrapStyle: 2", "ScaledBorderAndShadow: yes", "", "[V4+ Styles]", STYLE_FORMAT, _style(DEFAULT, WHITE, encoding)),
            (_style(style, colour.get(name, WHITE), encoding) for name, style in styles.items()),
            ("", "[Events]", EVENT_FORMAT),
            (_event(cue, styles.get(cue.speaker, DEFAULT), options) for cue in cues),
        )
        return "".join(f"{line}\n" for part in parts for line in part)


def _style_names(cues: Sequence[Cue]) -> Mapping[str, str]:
    """Each speaker's name → a style's: without commas, numbered where two would be the same."""
    found: dict[str, str] = {}
    for name in speakers(cues):
        wanted = " ".join(name.translate(WIDE_TWINS).replace(",", " ").split()).lstrip("*") or "Speaker"
        taken = {DEFAULT, *found.values()}
        found[name] = next(one for n in range(1, len(taken) + 2) if (one := wanted if n == 1 else f"{wanted} {n}") not in taken)
    return found


def _style(name: str, colour: str, encoding: int) -> str:
    """White or coloured on a dark edge, at the foot; words not yet said are grey."""
    fixed = f"{_bgr(colour)},{_bgr(GREY)},&H00000000,&H80000000,0,0,0,0,100,100,0,0,1,3,1,2,96,96,64"
    return f"Style: {name},Arial,64,{fixed},{encoding}"


def _bgr(colour: str) -> str:
    """The colour #rrggbb as &HAABBGGRR, opaque."""
    return f"&H00{colour[5:7]}{colour[3:5]}{colour[1:3]}".upper()


def _event(cue: Cue, style: str, options: CaptionOptions) -> str:
    shown = directed(shown_lines(cue, options))
    lines = _karaoke(cue, shown) if options.words else [line.translate(WIDE_TWINS) for line in shown]
    name = cue.speaker.replace(",", " ")
    return f"Dialogue: 0,{_clock(cue.start_ms)},{_clock(cue.end_ms)},{style},{name},0,0,0,," + "\\N".join(lines)


def _karaoke(cue: Cue, shown: Sequence[str]) -> list[str]:
    """The lines with the time from each word to the next before it, and the silence before the first."""
    starts = [max(0, hundredths(word.start_ms) - hundredths(cue.start_ms)) for word in cue.words]
    ends = [*starts[1:], max(starts[-1], hundredths(cue.end_ms) - hundredths(cue.start_ms))]
    lengths = (max(0, end - start) for start, end in zip(starts, ends, strict=True))
    lines = []
    for lead, words in timed_lines(cue, shown):
        text = lead.translate(WIDE_TWINS)
        text += "".join(f"{{\\k{next(lengths)}}}{one.translate(WIDE_TWINS)}" for _, one in spaced(words))
        lines.append(text)
    return [f"{{\\k{starts[0]}}}{lines[0]}" if starts[0] else lines[0], *lines[1:]]


def _clock(ms: int) -> str:
    """H:MM:SS.cc"""
    seconds, rest = divmod(hundredths(ms), 100)
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:02}"
