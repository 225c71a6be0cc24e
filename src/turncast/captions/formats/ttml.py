"""TTML: the text profile of IMSC 1.1, W3C Recommendation of 2018."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from turncast.captions.formats.direction import directed, is_right_to_left
from turncast.captions.formats.naming import shown_lines
from turncast.captions.formats.options import CaptionOptions
from turncast.captions.formats.palette import colours, speakers
from turncast.model import Cue
from turncast.units import clock

NAMESPACES = (
    'xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata" '
    'xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xmlns:tts="http://www.w3.org/ns/ttml#styling"'
)
PROFILE = "http://www.w3.org/ns/ttml/profile/imsc1.1/text"
STYLE = (
    'tts:fontFamily="proportionalSansSerif" tts:fontSize="80%" tts:lineHeight="125%" tts:textAlign="center" '
    'tts:color="#ffffff" tts:backgroundColor="#000000c0"'
)
REGION = 'tts:origin="10% 10%" tts:extent="80% 80%" tts:displayAlign="after" tts:showBackground="whenActive"'


class Ttml:
    """Every speaker is an agent, with a style of their own; who is seen to speak is told by `Name:` at each change, or by colours.

    It has no place for the times of words.
    """

    ending = "ttml"
    media_type = "application/ttml+xml"

    def write(self, cues: Sequence[Cue], options: CaptionOptions) -> str:
        numbers = {name: n for n, name in enumerate(speakers(cues), 1)}
        colour = colours(cues) if options.speakers == "color" else {}
        body = "".join(f"      {_paragraph(cue, numbers, options)}\n" for cue in cues)
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<tt {NAMESPACES} xml:lang={quoteattr(options.language)} ttp:contentProfiles="{PROFILE}" ttp:timeBase="media">\n'
            f"  <head>\n{_metadata(options.title, numbers)}{_styling(numbers, colour)}"
            f'    <layout>\n      <region xml:id="foot" style="plain" {REGION}/>\n    </layout>\n  </head>\n'
            f'  <body region="foot">\n    <div>\n{body}    </div>\n  </body>\n</tt>\n'
        )


def _metadata(title: str, numbers: Mapping[str, int]) -> str:
    titles = f"      <ttm:title>{escape(title)}</ttm:title>\n" if title else ""
    agents = "".join(
        f'      <ttm:agent xml:id="agent{n}" type="person"><ttm:name type="full">{escape(name)}</ttm:name></ttm:agent>\n'
        for name, n in numbers.items()
    )
    return f"    <metadata>\n{titles}{agents}    </metadata>\n" if titles or agents else ""


def _styling(numbers: Mapping[str, int], colour: Mapping[str, str]) -> str:
    speakers = "".join(
        f'      <style xml:id="speaker{n}" tts:color="{colour.get(name, "#ffffff")}"/>\n' for name, n in numbers.items()
    )
    return f'    <styling>\n      <style xml:id="plain" {STYLE}/>\n{speakers}    </styling>\n'


def _paragraph(cue: Cue, numbers: Mapping[str, int], options: CaptionOptions) -> str:
    text = "<br/>".join(map(escape, directed(shown_lines(cue, options))))
    return f"<p {' '.join(_attributes(cue, numbers))}>{text}</p>"


def _attributes(cue: Cue, numbers: Mapping[str, int]) -> Iterator[str]:
    yield f'begin="{clock(cue.start_ms)}" end="{clock(cue.end_ms)}"'
    if cue.speaker:
        yield f'style="speaker{numbers[cue.speaker]}" ttm:agent="agent{numbers[cue.speaker]}"'
    if is_right_to_left("".join(cue.lines)):
        yield 'tts:direction="rtl"'
