"""An HTML transcript: one page that needs nothing beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import groupby

from turncast.captions.formats.direction import is_right_to_left
from turncast.captions.formats.options import CaptionOptions
from turncast.captions.formats.palette import colours
from turncast.captions.formats.timed_lines import spaced
from turncast.captions.formats.transcript import Paragraph, mark, paragraphs
from turncast.captions.lines import joined
from turncast.model import Cue

LOOK = """
:root { color-scheme: light dark; --text: #1d1d1f; --soft: #5b5b62; --back: #fdfcfa; --mark: #fff1c2; --link: #7a3e00; }
@media (prefers-color-scheme: dark) {
  :root { --text: #ececee; --soft: #a9a9b2; --back: #17171a; --mark: #4a3c10; --link: #ffc58a; }
}
body { margin: 0; background: var(--back); color: var(--text); font: 1.125rem/1.65 Georgia, "Times New Roman", serif; }
main { max-width: 40rem; margin: 0 auto; padding: 2rem 1.25rem 6rem; }
h1 { font-size: 1.9rem; line-height: 1.2; }
section { margin-block: 1.6rem; padding-inline-start: 1rem; border-inline-start: 3px solid var(--voice, transparent); }
cite { font-style: normal; font-weight: bold; }
cite, time { font-family: system-ui, sans-serif; font-size: 0.85rem; }
time { color: var(--soft); font-variant-numeric: tabular-nums; }
a { color: inherit; text-decoration: none; }
a:hover, a:focus-visible { color: var(--link); text-decoration: underline; }
p { margin: 0.3rem 0 0.8rem; overflow-wrap: anywhere; }
p:target { background: var(--mark); }
@media print { body { font-size: 11pt; } time { color: inherit; } }
"""
ON_PAPER_AND_NIGHT = ("#85858c", "#a88100", "#00909f", "#2f9440", "#cf6a28", "#cf4f86", "#8558d6", "#3377d6")
"""All at 3:1 or more against both grounds, as WCAG 2.1 asks of graphics (1.4.11)."""


class Page:
    """A section for each turn of a speaker, as Podcasting 2.0 has it: name, time, text; colours are a line beside it.

    Every paragraph can be linked to by its time (`#t83.5`); with words, every word is a `span` that carries its own.
    """

    ending = "html"
    media_type = "text/html"

    def write(self, cues: Sequence[Cue], options: CaptionOptions) -> str:
        colour = colours(cues, ON_PAPER_AND_NIGHT) if options.speakers == "color" else {}
        told = list(paragraphs(cues))
        anchors = _anchors(told)
        language = f' lang="{escape(options.language)}"' if options.language else ""
        direction = ' dir="rtl"' if is_right_to_left("".join(joined(one.words) for one in told)) else ""
        title = escape(options.title or "Transcript")
        sections = "".join(_sections(told, anchors, colour, options.words))
        return (
            f'<!DOCTYPE html>\n<html{language}{direction}>\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{title}</title>\n<style>{LOOK}</style>\n</head>\n"
            f"<body>\n<main>\n<h1>{title}</h1>\n{sections}</main>\n</body>\n</html>\n"
        )


def _anchors(told: Sequence[Paragraph]) -> list[str]:
    """An id for each paragraph: its start in seconds, told apart where two start together."""
    found: dict[str, None] = {}
    for one in told:
        wanted = anchor = f"t{_seconds(one.words[0].start_ms)}"
        n = 1
        while anchor in found:
            n += 1
            anchor = f"{wanted}-{n}"
        found[anchor] = None
    return list(found)


def _seconds(ms: int) -> str:
    return f"{ms // 1000}.{ms % 1000:03}".rstrip("0").rstrip(".")


def _sections(told: Sequence[Paragraph], anchors: Sequence[str], colour: Mapping[str, str], words: bool) -> Iterator[str]:
    for speaker, turn in groupby(zip(told, anchors, strict=True), key=lambda one: one[0].speaker):
        voice = f' style="--voice: {colour[speaker]}"' if speaker in colour else ""
        yield f"<section{voice}>\n"
        if speaker:
            yield f"<cite>{escape(speaker)}:</cite>\n"
        for paragraph, anchor in turn:
            yield _paragraph(paragraph, anchor, words)
        yield "</section>\n"


def _paragraph(one: Paragraph, anchor: str, words: bool) -> str:
    start_ms = one.words[0].start_ms
    time = f'<time datetime="PT{_seconds(start_ms)}S"><a href="#{anchor}">{mark(start_ms)}</a></time>'
    return f'{time}\n<p id="{anchor}">{_text(one, words)}</p>\n'


def _text(one: Paragraph, words: bool) -> str:
    if not words:
        return escape(joined(one.words), quote=False)
    return "".join(
        f'<span data-start="{_seconds(word.start_ms)}" data-end="{_seconds(word.end_ms)}">{escape(word.text, quote=False)}</span>'
        + shown[len(word.text) :]
        for word, shown in spaced(one.words)
    )
