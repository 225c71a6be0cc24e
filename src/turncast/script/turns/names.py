"""People's names: which words are one, and when two of them mean the same person."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from turncast.script.turns.lexicon import DATES, HONORIFICS, ORGANISATIONS, PARTICLES, SMALL, TITLES

_WORD = re.compile(r"[^\W\d_][\w'’.\-]*|\S")


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """Letters and digits only, lower case, accents gone: what two spellings of a name have in common.

    >>> fold("Dr. Rodrigo Peña")
    'dr rodrigo pena'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", plain.casefold().replace("'", "").replace("’", "")))


@lru_cache(maxsize=50_000)
def parts(name: str) -> tuple[str, ...]:
    """The words of a name without titles of respect.

    >>> parts("Mr. Anders Holm")
    ('anders', 'holm')
    """
    words = fold(re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", name)).split()
    return tuple(word for word in words if word not in HONORIFICS) or tuple(words)


def is_capitalised(word: str) -> bool:
    return word[:1].isupper()


def has_case(text: str) -> bool:
    """Whether the script of this text knows capital letters at all (Japanese, Chinese, Arabic do not)."""
    return any(c.isupper() or c.islower() for c in text)


@lru_cache(maxsize=10_000)
def name_runs(text: str) -> tuple[tuple[int, int, str], ...]:
    """Runs of words that could be somebody's name, with their places: start, end, name.

    >>> [name for _, _, name in name_runs("In May Tove Lind of NOAA met Ludwig van Beethoven.")]
    ['Tove Lind', 'NOAA', 'Ludwig van Beethoven']
    """
    out: list[tuple[int, int, str]] = []
    run: list[re.Match[str]] = []

    def flush() -> None:
        while run and run[-1].group().casefold() in PARTICLES:
            run.pop()
        if run:
            start, end = run[0].start(), run[-1].end()
            name = text[start:end].rstrip(".'’-") if not re.search(r"\b[A-Z]\.$|Jr\.$", text[start:end]) else text[start:end]
            name = re.sub(r"['’]s$", "", name)
            out.append((start, start + len(name), name))
        run.clear()

    for found in _WORD.finditer(text):
        word = found.group()
        if not run and not is_capitalised(word):
            continue
        bare = word.strip(".'’-").casefold()
        bare = re.sub(r"['’]s$", "", bare)
        glued = not run or not text[run[-1].end() : found.start()].strip()
        small = bare in SMALL or (bare in DATES and _is_date(text, found.end()))
        if is_capitalised(word) and not (small and not (run and len(bare) == 1)):
            if not glued:
                flush()
            run.append(found)
            if word.endswith(("'s", "’s")) or (word.endswith(".") and len(bare) > 1 and "." not in bare and bare not in HONORIFICS):
                flush()
        elif run and bare in PARTICLES and glued and word.islower():
            run.append(found)
        else:
            flush()
    flush()
    return tuple(out)


def _is_date(text: str, at: int) -> bool:
    """Whether a month's or a day's name goes on as a date, or stands alone: `May 29`, but not `May Brown`."""
    return not re.match(r"\s+[^\W\d_a-z]", text[at:])


def is_person(name: str) -> bool:
    """Whether a run of capitalised words may be a person rather than an office or a title."""
    words = parts(name)
    acronym = any(len(word) > 1 and word.isupper() for word in name.split()) and not name.isupper()
    return bool(words) and len(words) <= 5 and not any(word in ORGANISATIONS or word in TITLES for word in words) and not acronym


def same_person(a: str, b: str) -> bool:
    """Whether two ways of writing a name can mean one person.

    >>> same_person("Mr. Holm", "Anders Holm"), same_person("RDP", "Rodrigo Peña"), same_person("Ann Lee", "Bo Lee")
    (True, True, False)
    """
    x, y = parts(a), parts(b)
    if not x or not y:
        return False
    if x == y:
        return True
    short, long = (x, y) if len(x) <= len(y) else (y, x)
    if all(word in long for word in short):
        return len(short) > 1 or short[0] in (long[0], long[-1]) or len(short[0]) > 3
    if len(short) == 1 and 2 <= len(short[0]) <= 4 and len(long) > 1:
        letters = short[0]
        upper = (a if short is x else b).strip().isupper()
        return upper and letters[0] == long[0][0] and letters[-1] == long[-1][0]
    if len(short) > 1 and short[-1] == long[-1] and short[0][0] == long[0][0]:
        return len(short[0]) == 1 or len(long[0]) == 1
    return False


def full_names(texts: Iterable[str]) -> Counter[str]:
    """Names of two to five words that stand in the texts, with how often; what mostly has an article in front is no person."""
    out: Counter[str] = Counter()
    with_article: Counter[str] = Counter()
    for text in texts:
        for start, _, name in name_runs(text):
            bare = strip_honorifics(name)
            if 2 <= len(bare.split()) <= 5 and is_person(bare):
                out[bare] += 1
                with_article[bare] += bool(
                    re.search(
                        r"\b(?:the|der|die|das|den|dem|le|la|les|el|los|las|il|lo|gli|o|os|as|des|du)\s\Z",
                        text[max(start - 5, 0) : start],
                        re.I,
                    )
                )
    return Counter({name: n for name, n in out.items() if with_article[name] * 2 < n})


def strip_honorifics(name: str) -> str:
    """The name without titles of respect in front and what stands in brackets behind.

    >>> strip_honorifics("Mr. Maria Ana Costa"), strip_honorifics("Ines (IVR)"), strip_honorifics("Governor-General Okafor")
    ('Maria Ana Costa', 'Ines', 'Okafor')
    """
    words = re.sub(r"\s*[(\[][^)\]]*[)\]]", " ", name).split()
    while len(words) > 1 and all(part in HONORIFICS for part in words[0].strip(".").casefold().split("-")):
        words = words[1:]
    return " ".join(words).strip(" ,:;")


def fullest(names: Iterable[str]) -> dict[str, str]:
    """For each name the fullest one among them that means the same person; initials in brackets count as a name too.

    >>> fullest(["Ann (AL)", "AL", "Ann Lee", "Bo"])
    {'Ann (AL)': 'Ann Lee', 'AL': 'Ann Lee', 'Ann Lee': 'Ann Lee', 'Bo': 'Bo'}
    """
    order = list(dict.fromkeys(names))
    out: dict[str, str] = {}
    roster = Roster()
    for name in sorted(order, key=lambda name: -len(parts(name))):
        spellings = [strip_honorifics(name), *([] if is_group(name) else re.findall(r"\(([A-Z]{2,4})\)", name))]
        home = next((other for spelling in spellings for other in roster.near(spelling) if _meet(spelling, other)), name)
        out[name] = out.get(home, name)
        for spelling in spellings:
            roster.add(spelling)
            out.setdefault(spelling, out[name])
    return {name: out[name] for name in order}


class Roster:
    """Names that can be looked up by any of their words, so that a long article with many names stays fast."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._by_word: dict[str, dict[str, None]] = {}
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        for key in _keys(name):
            self._by_word.setdefault(key, {})[name] = None

    def near(self, name: str) -> Iterator[str]:
        """The names that share a word or initials with this one, each once, in the order of their coming."""
        seen: set[str] = set()
        for key in _keys(name):
            for other in self._by_word.get(key, ()):
                if other not in seen:
                    seen.add(other)
                    yield other

    def same(self, name: str) -> Iterator[str]:
        """The names that can mean the same person."""
        return (other for other in self.near(name) if same_person(name, other))


def _keys(name: str) -> list[str]:
    """First and last word and, as `~rp`, the initials of Rodrigo Peña, be they spelt out or given as RDP."""
    words = parts(name)
    if not words:
        return [name]
    initials = words[0][0] + words[-1][0] if len(words) > 1 else words[0][0] + words[0][-1]
    return [*dict.fromkeys(words), "~" + initials]


def _meet(a: str, b: str) -> bool:
    return fold(a) == fold(b) or (not is_group(a) and not is_group(b) and same_person(a, b))


def is_group(name: str) -> bool:
    """Whether a label stands for several people.

    >>> is_group("M/G/S"), is_group("Hal (HK) and Edna"), is_group("Ann Lee (Red Hat)")
    (True, True, False)
    """
    return bool(re.search(r"\w\s*(?:/|&|\+)\s*\w|\w\s+(?:and|und|et|y|e)\s+\w|\w,\s*\w", re.sub(r"\([^)]*\)", " ", name), re.I))


def speaker_id(name: str, taken: Collection[str]) -> str:
    """A short identifier of lower-case letters, digits and hyphens, other than those taken; other scripts keep their letters.

    >>> speaker_id("Frederico Muñoz", {"frederico-munoz"})
    'frederico-munoz-2'
    """
    base = "-".join(fold(name).split())[:40].strip("-") or "speaker"
    return next(found for found in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if found not in taken)
