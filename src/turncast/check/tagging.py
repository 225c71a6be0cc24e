"""Rules about what players show: names, cover, chapters."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from turncast.check.evidence import Evidence
from turncast.check.finding import Finding, unjudged
from turncast.check.labels import Cover, Labels
from turncast.units import clock

_COVER_PX = (1400, 3000)
_TAG_COVER_PX = (300, 3000)
"""The copy in the file may be smaller: it is loaded with every play."""
_COVER_BYTES = 512_000
# fmt: off
_UNLIKE = {
    "ben": "bn", "bos": "bs", "bul": "bg", "ces": "cs", "chi": "zh", "cmn": "zh", "cze": "cs", "dut": "nl", "epo": "eo",
    "est": "et", "ger": "de", "gle": "ga", "gre": "el", "ice": "is", "ind": "id", "jpn": "ja", "kan": "kn", "kaz": "kk",
    "lav": "lv", "lit": "lt", "mal": "ml", "mar": "mr", "mlt": "mt", "nob": "nb", "per": "fa", "pol": "pl", "por": "pt",
    "slk": "sk", "spa": "es", "swe": "sv", "tgl": "tl", "tur": "tr",
}
# fmt: on
"""Codes of ISO 639-2 and 639-3 that do not begin with their language's code of 639-1."""


def findings(evidence: Evidence) -> Iterator[Finding]:
    found, episode = evidence.labels, evidence.plan.episode
    yield Finding("tag: title", found.title or "none", episode.title, "ID3", found.title == episode.title)
    names = ", ".join(speaker.name for speaker in episode.speakers)
    there = all(speaker.name in found.artist for speaker in episode.speakers)
    yield Finding("tag: artist", found.artist or "none", names, "ID3", bool(found.artist) and there)
    yield _language(found, episode.language)
    if found.version or evidence.frames:
        yield Finding(
            "tag: version",
            f"ID3 {found.version}" if found.version else "none",
            "2.3 or 2.4",
            "players",
            found.version in ("2.3", "2.4"),
        )
    yield _cover("cover", evidence.cover, _COVER_PX, "Apple Podcasts")
    yield _cover("tag: cover", found.cover, _TAG_COVER_PX, "players; PRX")
    yield from _chapters(evidence)


def _language(found: Labels, language: str) -> Finding:
    code, primary = found.language.lower(), language.partition("-")[0].lower()
    kept = bool(code) and _UNLIKE.get(code, code[:2]) == primary[:2]
    return Finding("tag: language", found.language or "none", language, "ID3", kept)


def _cover(rule: str, cover: Cover | None, limits_px: tuple[int, int], source: str) -> Finding:
    least, most = limits_px
    limit = f"square, {least}-{most} px, JPEG or PNG, RGB, under {_COVER_BYTES // 1000} kB"
    if cover is None:
        return unjudged(rule, "none", limit, source)
    value = f"{cover.width} x {cover.height}, {cover.form or 'no picture'}, {cover.mode}, {cover.n_bytes // 1000} kB"
    fits = cover.width == cover.height and least <= cover.width <= most
    plain = cover.form in ("JPEG", "PNG") and cover.mode == "RGB" and cover.n_bytes < _COVER_BYTES
    return Finding(rule, value, limit, source, fits and plain)


def _chapters(evidence: Evidence) -> Iterator[Finding]:
    found = evidence.labels
    rule, limit, source = "chapters", "in order, titled, within the sound", "ID3v2 Chapter Frame Addendum"
    if not found.chapters:
        yield unjudged(rule, "none", limit, source)
        return
    wrong = _disorder(evidence)
    yield Finding(rule, wrong or f"{len(found.chapters)}", limit, source, not wrong)
    if found.ids:
        told = "none" if found.toc is None else f"lists {len(found.toc)} of {len(found.ids)}"
        yield Finding("table of contents", told, "lists every chapter in order", source, found.toc == found.ids)
    yield _agreement(evidence)


def _agreement(evidence: Evidence) -> Finding:
    """The chapters of the tags, of episode.json and of chapters.json are the same."""
    rule, limit, source = "chapters agree", "the same in tags, episode.json and chapters.json", "Podcasting 2.0"
    tagged = [(one.start_ms, one.title) for one in evidence.labels.chapters]
    told = [(one.start_ms, one.title) for one in evidence.plan.episode.chapters]
    listed = [(one.start_ms, one.title) for one in evidence.chapters or ()]
    counts = f"{len(tagged)} in tags, {len(told)} in episode.json, {len(listed)} in chapters.json"
    same = all(
        len(tagged) == len(others) and all(a[1] == b[1] and abs(a[0] - b[0]) <= 1 for a, b in zip(tagged, others, strict=True))
        for others in (told, listed)
    )
    return Finding(rule, counts if same else f"{counts}; not the same", limit, source, same)


def _disorder(evidence: Evidence) -> str:
    """What is wrong with the chapters, or ""."""
    found = evidence.labels.chapters
    whole_ms = 1000 * evidence.heard.n_samples // evidence.heard.sample_rate_hz + 1
    for one in found:
        if not one.title.strip():
            return f"no title at {clock(one.start_ms)}"
        if one.start_ms >= whole_ms or (one.end_ms or 0) > whole_ms:
            return f"“{one.title}” is after the end"
        if one.end_ms is not None and one.end_ms <= one.start_ms:
            return f"“{one.title}” does not end after its start"
    for one, after in pairwise(found):
        if after.start_ms <= one.start_ms or (one.end_ms is not None and after.start_ms < one.end_ms):
            return f"“{after.title}” begins before “{one.title}” ends"
    return ""
