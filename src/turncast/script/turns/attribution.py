"""Who is said to have said it: `said Ann Lee`, `Lee, head of X, explained`, `according to Lee`, `she said`, `– Ann Lee, X`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from turncast.script.turns.lexicon import ASKERS, GENDERS, HONORIFICS, SAYING
from turncast.script.turns.names import fold, is_person, name_runs, strip_honorifics

_SAYING = "|".join(sorted(SAYING, key=lambda word: (-len(word), word)))
_WORD = re.compile(r"[^\W\d_]+")
_ACCORDING = re.compile(
    r"\b(?:according to|in the words of|as told by|laut|selon|d'après|d’après|según|secondo|segundo|volgens)\s+", re.IGNORECASE
)
_PRONOUN = re.compile(rf"\b({'|'.join([*GENDERS, 'they'])})\b", re.IGNORECASE)
_SELF = re.compile(r"\b(I|we|ich|wir|je|nous|yo|io|eu|я|мы)\b")
_ROLE = re.compile(
    r"\b(?:the|one|another|an?|der|die|ein|eine|le|la|un|une|el|los|una|il)\s+((?:[\w’'-]+\s+){0,3}?[\w’'-]+)\s*$", re.IGNORECASE
)
_ROLE_AHEAD = re.compile(
    r"\s*(?:the|one|another|an?|der|die|ein|eine|le|la|l['’]|un|une|el|una|il)\s*((?:[\w’'-]+\s?){1,4})", re.IGNORECASE
)
_CJK_AFTER = re.compile(
    r"\s*[、,，]?\s*(?:(?:と|って)?(?:(?P<ja>[^。、「」『』<>\n]{1,16}?)(?:は|が|も)、?)?"
    r"(?:話|語|述べ|言|いう|説明|答え|振り返|強調|笑|続け|打ち明|明か|指摘)|(?P<zh>[^。，“”「」<>\n]{0,20}?)(?:说|表示|道|称|指出|回答))"
)
_CJK_BEFORE = re.compile(
    r"(?:(?P<ja>[^。、，「」『』<>\s]{2,12})(?:さん|氏|君|ちゃん|先生|様)[はがも]、?"
    r"|(?P<zh>[^。！？，、：“”「」<>\s]{2,12}?)(?:说道|说|說|表示|指出|回答|坦言|道|称)[：:，,])\s*\Z"
)
_CJK_KIN = re.compile(r"[的のは]|女儿|儿子|妻子|丈夫|母亲|父亲")
"""What stands in front of a name: `他的女儿李娜`, `娘の佐藤恵美`."""
_CJK_TITLE = re.compile(r"(?:さん|氏|君|ちゃん|先生|様)\Z")
_FILLER = re.compile(r"(?:\w+ly|also|then|has|had|have|later|once|always|often|himself|herself|who|first|even)(?:\s+\w+ly)?")
_OF = re.compile(r"(?:of|from|at|with|in|and|,)\s")
_SIGNATURE = re.compile(r"\s*(?:[–—―]|--|-\s)\s*(?=\w)")


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody who is said to speak."""

    kind: Literal["name", "pronoun", "role", "self"]
    text: str


def speaker_after(text: str) -> Mention | None:
    """Who an attribution right behind a quotation names; None where no attribution stands there.

    >>> speaker_after(" said Tove Lind, head of media.").text, speaker_after(" Berger said.").text
    ('Tove Lind', 'Berger')
    """
    if signed := _SIGNATURE.match(text):
        runs = name_runs(text[signed.end() : signed.end() + 60])
        if runs and runs[0][0] == 0 and len(runs[0][2].split()) > 1:
            return Mention("name", runs[0][2])
    sentence = _first_sentence(text)
    verb = next(_verbs(sentence), None)
    if verb is None:
        return _cjk_speaker(text) or _clause_after(sentence)
    if not sentence[: verb.start()].strip(" ,—–-\n"):
        return _ahead(sentence[verb.end() :])
    return _behind(sentence[: verb.start()])


def _cjk_speaker(text: str) -> Mention | None:
    """`と森田さんは話す`, `张三说`: whoever stands between the quotation and the verb, without the title of respect."""
    found = _CJK_AFTER.match(text)
    if found is None:
        return None
    name = _CJK_TITLE.sub("", (found["ja"] or found["zh"] or "").strip())
    return Mention("name", name) if 2 <= len(name) <= 8 else Mention("pronoun", "")


def speaker_before(text: str) -> Mention | None:
    """Who an attribution right in front of a quotation names: the last sentence of `text`.

    >>> speaker_before("It was late. Mr. Ek said, ").text, speaker_before("So it goes, according to Ann Lee, head of X. ").text
    ('Ek', 'Ann Lee')
    """
    if subject := _CJK_BEFORE.search(text[-20:]):
        name = _CJK_KIN.split(subject["ja"] or subject["zh"])[-1]
        return Mention("self", "") if name in ASKERS else Mention("name", name)
    sentence = last_sentence(text)
    if told := _last(_ACCORDING, sentence):
        return _ahead(sentence[told.end() :])
    found = None
    for verb in _verbs(sentence):
        found = _behind(sentence[: verb.start()]) or found
    if found and found.kind == "self" and sentence.rstrip()[-1:] not in tuple(",:"):
        found = None  # `When I asked, she shrugged. “Never.”`
    return found or _clause_before(sentence)


def introduced(text: str) -> Mention | None:
    """Who is named first in a sentence that ends with a colon in front of a quotation, whatever it tells of them.

    >>> introduced("He laughs. Her daughter, Ann Lee, sees it otherwise: ").text
    'Ann Lee'
    """
    sentence = last_sentence(text).rstrip()
    if not sentence.endswith((":", "：")):
        return None
    for start, _, name in name_runs(sentence):
        if _nameable(name) and len(strip_honorifics(name).split()) > 1 and not _governed(sentence, start):
            return Mention("name", strip_honorifics(name))
    return None


_VERBLIKE = r"[a-zà-ÿ]+(?:ed|es|s|te|ten|t)"
_SHORT_CLAUSE = re.compile(rf"(?:,[^,.;:]{{2,80}},)?\s+(?:{_VERBLIKE})(?:\s+[a-zà-ÿ]+){{0,3}}\s*[.,:]?\s*\Z")
"""What follows the subject of a short clause with any verb: ` recalls`, `, head of media, puts it like this:`."""
_VERB_FIRST = re.compile(rf"\s*{_VERBLIKE}\s+(?=[A-ZÀ-Þ])")


def _clause_before(sentence: str) -> Mention | None:
    """Whoever is the subject of a short clause right in front of a quotation, whatever the verb: `Lee recites, “...”`"""
    runs = name_runs(sentence)
    if not runs or runs[0][0] > 0 or sentence.rstrip()[-1:] not in tuple(",:"):
        return None
    _, end, name = runs[0]
    return Mention("name", strip_honorifics(name)) if _nameable(name) and _SHORT_CLAUSE.fullmatch(sentence[end:]) else None


def _clause_after(sentence: str) -> Mention | None:
    """The same behind a quotation: ` Lee recites.`, ` recites Lee, who ...`"""
    runs = name_runs(sentence[:100])
    if not runs or not _nameable(runs[0][2]):
        return None
    start, end, name = runs[0]
    first = _VERB_FIRST.match(sentence)
    fits = first.end() == start if first else not sentence[:start].strip() and bool(_SHORT_CLAUSE.fullmatch(sentence[end:]))
    return Mention("name", strip_honorifics(name)) if fits else None


def _verbs(text: str) -> Iterator[re.Match[str]]:
    """The verbs of saying in a text; looking each word up is faster than one pattern of all verbs."""
    return (word for word in _WORD.finditer(text) if word.group().casefold() in SAYING)


def says(text: str) -> bool:
    """Whether text between two quotations tells who speaks."""
    return speaker_after(text) is not None or speaker_before(text) is not None


_TAIL = re.compile(
    rf"(?<=[,.?!…])\s*(?P<who>(?:[^\W\d_][\w’'.-]*\s+){{1,6}}?)(?:{_SAYING})(?:,?\s[a-z]+ing\s[^,.?!]{{2,50}})?\s*[.,:]?\s*\Z"
    rf"|(?<=[,.?!…])\s*(?P<who3>[^\W\d_a-z][^,.?!]{{2,40}}),\s[^,.?!]{{2,70}},\s(?:{_SAYING})(?:,?\s[a-z]+ing\s[^,.?!]{{2,50}})?\s*[.,:]?\s*\Z"
    rf"|(?<=[,.?!…])\s*(?:{_SAYING})\s+(?P<who2>[^,.?!]{{2,60}})(?:,\s[^,.?!]{{2,70}}){{0,2}}[.,]?\s*\Z"
)


def attribution_at_end(text: str) -> int | None:
    """Where `, Lee said.` begins at the end of text whose closing mark got lost; None where nothing like it stands there.

    >>> text = "“We are still new, Lee said. "
    >>> text[attribution_at_end(text):]
    ' Lee said. '
    """
    tail = text[-200:]
    found = _TAIL.search(tail)
    if found is None:
        return None
    who = (found["who"] or found["who3"] or found["who2"] or "").strip()
    mention = _ahead(" " + who) if found["who2"] else _behind(who + " ")
    named = mention is not None and mention.kind in ("name", "pronoun") and len(who.split()) <= 4
    return len(text) - len(tail) + found.start() if named else None


def last_sentence(text: str) -> str:
    """What stands behind the last end of a sentence; a full stop after `Mr` or an initial ends none."""
    text = text.rstrip()
    cut = max(
        (found.end() for found in re.finditer(r"[.?!…。]['\"”’»)]*\s+(?=\S)", text[:-1]) if not _abbreviates(text, found.start())),
        default=0,
    )
    return text[cut:]


def _first_sentence(text: str) -> str:
    for found in re.finditer(r"[.?!…。](?=\s|\Z)", text):
        if not _abbreviates(text, found.start()):
            return text[: found.end()]
    return text


def _abbreviates(text: str, at: int) -> bool:
    word = re.search(r"[\w.]*\Z", text[max(at - 12, 0) : at])
    bare = word.group().casefold() if word else ""
    return text[at] == "." and (
        bare in HONORIFICS or (len(bare) == 1 and bare.isalpha()) or bare in ("jr", "st", "u.s", "d.c", "no", "vs")
    )


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next(reversed(list(pattern.finditer(text))), None)


def _ahead(text: str) -> Mention | None:
    """The subject right behind a verb."""
    runs = name_runs(text[:80])
    lead = text[: runs[0][0]] if runs else text
    if pronoun := re.match(r"(?:-t-|-|\s*)" + _PRONOUN.pattern, text, re.IGNORECASE):
        return Mention("pronoun", pronoun[1].casefold())
    if re.match(r"(?:-|\s*)" + _SELF.pattern, text):
        return Mention("self", "")
    if runs and len(lead.split()) <= 2 and not re.search(r"[,.;:]", lead) and _nameable(runs[0][2]):
        return Mention("name", strip_honorifics(runs[0][2]))
    if role := _ROLE_AHEAD.match(text):
        return Mention("role", _role_name(role[1]))
    return None


def _behind(text: str) -> Mention | None:
    """The subject in front of a verb: the nearest one that can be a person."""
    clause = text.rstrip()
    if pronoun := re.search(_PRONOUN.pattern + r"(?:\s+\w+ly|\s+also|\s+then|\s+had|\s+has)?\s*\Z", clause, re.IGNORECASE):
        return Mention("pronoun", pronoun[1].casefold())
    if re.search(_SELF.pattern + r"(?:\s+\w+)?\s*\Z", clause):
        return Mention("self", "")
    for start, end, name in reversed(name_runs(clause)):
        if _nameable(name) and not _governed(clause, start) and _leads_to_verb(clause[end:].strip()):
            return Mention("name", strip_honorifics(name))
    if role := _ROLE.search(clause):
        return Mention("role", _role_name(role[1]))
    return None


def _leads_to_verb(between: str) -> bool:
    """Whether what stands between a name and the verb belongs to the name: nothing, an adverb, `of NASA`, `, head of media,`."""
    if not between or _FILLER.fullmatch(between):
        return True
    if between.startswith((",", "(")):
        return len(between) < 160 and next(_verbs(between), None) is None
    return bool(_OF.match(between)) and len(between.split()) <= 8


def _nameable(name: str) -> bool:
    return is_person(strip_honorifics(name)) and not name.isdigit()


def _governed(text: str, start: int) -> bool:
    """Whether a preposition or an article stands in front: `at NASA`, `the Board`."""
    before = text[:start].split()
    return bool(before) and before[-1].casefold() in (
        "at",
        "of",
        "in",
        "for",
        "from",
        "the",
        "by",
        "with",
        "to",
        "on",
        "like",
        "than",
        "and",
    )


def _role_name(words: str) -> str:
    kept = [word for word in words.split() if fold(word) not in HONORIFICS]
    return " ".join(kept[:4]) if kept else ""
