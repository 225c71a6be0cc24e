"""The guard against lost words: every character of the source is in a turn or is skipped with a reason, exactly once."""

from __future__ import annotations

from turncast.errors import ScriptError
from turncast.model import Article, Script, Span


def check_cover(article: Article, script: Script) -> None:
    """Raises ScriptError unless each non-space character of the source is in exactly one span of a turn or a skip, all in order."""
    spoken = [span for turn in script.turns for span in turn.spans]
    _check_order(article, spoken, "turns")
    _check_order(article, [skip.span for skip in script.skipped], "skips")
    at = 0
    for span in sorted([*spoken, *(skip.span for skip in script.skipped)], key=lambda span: span.start):
        if span.start < at:
            raise ScriptError(_place(article, span.start, "is read twice"))
        _check_gap(article, at, span.start)
        at = span.end
    _check_gap(article, at, len(article.source))


def _check_order(article: Article, spans: list[Span], what: str) -> None:
    at = 0
    for span in spans:
        if not at <= span.start < span.end <= len(article.source):
            raise ScriptError(_place(article, span.start, f"is out of order among the {what}"))
        at = span.end


def _check_gap(article: Article, start: int, end: int) -> None:
    lost = article.source[start:end]
    if lost.strip():
        raise ScriptError(_place(article, start + len(lost) - len(lost.lstrip()), "would be lost"))


def _place(article: Article, at: int, problem: str) -> str:
    line = article.source.count("\n", 0, at) + 1
    text = " ".join(article.source[at : at + 40].split())
    return f"{article.name}, line {line}: the text at {text!r} {problem}; this is an error in turncast itself: please report it"
