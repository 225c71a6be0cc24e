"""The language of a text that does not say it, by py3langid."""

from __future__ import annotations

from pathlib import Path
from tempfile import gettempdir

from turncast.store import refused

SPOKEN = """
af ar bg bn ca cs cy da de el en eo es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja ka kk kn ko la lt lv mk ml mr ms ne nl nn
no pa pl pt ro ru sk sl sq sr sv sw ta te th tr uk ur vi zh
""".split()  # noqa: SIM905 (a list of sixty strings would fill a page)
"""What voices speak: a short text is not taken for a language that no voice could read."""
SHORTEST = 25
"""Letters; of a shorter text in ASCII the language cannot be told, and it is taken for English."""
_SAMPLE = 5000


def language_of(text: str) -> str:
    """The BCP 47 code of the language a text is most likely in. Raises OutputError where there is no room to unpack its model.

    >>> language_of("Wie tief ist der Brunnen? Niemand weiß es genau."), language_of("Well? Yes.")
    ('de', 'en')
    """
    sample = text[:_SAMPLE]
    if sample.isascii() and sum(map(str.isalpha, sample)) < SHORTEST:
        return "en"
    import py3langid

    try:
        py3langid.set_languages(SPOKEN)
    except OSError as error:  # its model is unpacked into the folder for temporary files
        raise refused(Path(gettempdir()), error) from error
    return str(py3langid.classify(sample)[0])
