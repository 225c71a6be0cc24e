"""Names that an article gives away outside its turns: bylines, an archive's card, the title, the introduction."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from turncast.model import Article
from turncast.script.turns.attribution import last_sentence
from turncast.script.turns.label_forms import Label, role_word
from turncast.script.turns.names import fold, full_names, is_person, name_runs, same_person, strip_honorifics
from turncast.script.turns.passages import Passage

_MEETS = re.compile(
    r"\b(?:interview(?:ed|s|ing)?(?: with|:)?|(?:spoke|speaks?|speaking|talk|talked|talks|talking) (?:with|to)|chat(?:ted|s)? with|"
    r"s[ai]t down with|met with|meets?|introduc(?:e|es|ing)|contacted|ca(?:ught|tch) up with|joined by|conversation with|"
    r"profile of|asked|q ?& ?a with|answered by|answers from|guest is|welcome|questions (?:to|for)|"
    r"gespräch mit|sprach mit|entretien avec|rencontre avec|entrevista (?:a|con)|intervista (?:a|con))\s+",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"\s*[(\[*_—–-]*\s*(?:(?:interview(?:ed)?|text|words|story|written|reported|moderated|conducted)?[ ]?"
    r"(?:by|von|par|por|di|door|av)|(?:text|interview|author|reporter|文|取材|聞き手|記者)[:：])\s+(?P<name>[^\W\d_][^\n|,(]{2,60})",
    re.IGNORECASE,
)
_CRAFT = re.compile(
    r"\b(?:reporter|correspondent|journalist|staff writer|editor|redakteur|redakteurin|journaliste|periodista|giornalista)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Byline:
    passage: int
    name: str


def find_bylines(passages: Sequence[Passage]) -> list[Byline]:
    """Short passages that say who wrote the article."""
    short = (p for p in passages if len(p.text) <= 140 and len(p.text.split()) <= 16)
    lines = ((p.index, line.strip()) for p in short for line in [p.text, *p.text.split("\n")] if line.strip())
    named = ((index, _byline_name(line)) for index, line in lines)
    return [Byline(index, name) for index, name in named if name]


def _byline_name(text: str) -> str:
    """Whom a line names as its author, or "": `By Ann Lee`, `(Ann Lee, reporter for ...)`, `Staff reporter / Ann Lee`."""
    found = _BYLINE.match(text)
    names = [strip_honorifics(name) for _, name in _people(found["name"] if found else text)]
    if not names or len(names[0].split()) > 4:
        return ""
    only = found and re.match(re.escape(names[0]) + r"(?:\s*\Z|\s+(?:in|for|at|from|aus|à|en|de)\s)", found["name"])
    crafted = _CRAFT.search(text) and (text[0] in "(（" or text[-1] not in '.?!,:;”"') and "?" not in text
    return names[0] if crafted or (only and text[-1] not in "?!") else ""


def known_people(article: Article, passages: Sequence[Passage], authors: Sequence[str]) -> Counter[str]:
    """Full names in the article, with how often; authors count double. What is written small elsewhere is no name."""
    lines = (p.text.split("\n") if p.kind in ("heading", "title") else [p.text] for p in passages)
    texts = [article.title, *itertools.chain.from_iterable(lines)]
    words = [re.findall(r"\w+", text) for text in texts]
    small = {pair for line in words for pair in itertools.pairwise(line) if pair[0].islower()}
    pool = full_names(texts)
    pool = Counter({name: n for name, n in pool.items() if tuple(name.casefold().split()[:2]) not in small})
    pool.update({name: 2 for name in authors if len(name.split()) > 1})
    return pool


def authors_of(article: Article, bylines: Sequence[Byline]) -> list[str]:
    """Names of reporters from bylines and front matter."""
    names = [byline.name for byline in bylines] + [strip_honorifics(author) for author in article.authors]
    return [name for name in dict.fromkeys(names) if name and is_person(name)]


def met_people(title: str, intro: Sequence[str]) -> tuple[list[str], list[str]]:
    """Reporters and interviewees that the title and the introduction name: `Ann Lee talked with Bo Ek`."""
    reporters: list[str] = []
    guests: list[str] = []
    for text in (title, *intro):
        for found in _MEETS.finditer(text):
            behind = text[found.end() : found.end() + 160]
            next_name = name_runs(behind)[:1]
            guests += [name for start, name in _people(behind) if next_name[0][0] == start and len(behind[:start].split()) <= 2]
            if found.group().lower().startswith(("talk", "chat", "spoke", "sat", "interviewed", "met")):
                reporters += [
                    name for _, name in _people(last_sentence(text[max(found.start() - 160, 0) : found.start()] + "…"))[:1]
                ]
    guests += _titular(title, intro)
    return list(dict.fromkeys(reporters)), [name for name in dict.fromkeys(guests) if name not in reporters]


def only_name(intro: Sequence[str], reporters: Sequence[str]) -> list[str]:
    """The one full name in an introduction, where no other stands there but the reporters'."""
    names = [name for name in full_names(intro) if not any(same_person(name, reporter) for reporter in reporters)]
    return names if len(names) == 1 else []


def _people(text: str) -> list[tuple[int, str]]:
    """Full names in a text, with where they begin."""
    return [(start, name) for start, _, name in name_runs(text) if is_person(name) and len(name.split()) > 1]


def _titular(title: str, intro: Sequence[str]) -> list[str]:
    """Names in a title: those that the introduction holds too, and one that is all of its last part (`People of X: Ann Lee`)."""
    last = re.split(r"[:–—|]|\bwith\b", title)[1:][-1:]
    again = "\n".join(text for text in intro if fold(text) != fold(title))
    return [name for _, name in _people(title) if name in again or fold(name) == fold("".join(last))]


def without_facts(passages: Sequence[Passage], labels: Sequence[Label]) -> tuple[list[Label], dict[str, list[str]]]:
    """The labels without the lines of an archive's card (`Interviewer: Ann Lee`), and the names in those lines by what they do."""
    facts: dict[str, list[str]] = {"asks": [], "answers": []}
    kept: list[Label] = []
    count = Counter(label.key for label in labels)
    for label in labels:
        told = role_word(label.name)
        name = _name_on_line(passages[label.passage].text, label.end)
        if told and name and count[label.key] == 1 and len(label.name) > 1:
            facts[told].append(name)
        else:
            kept.append(label)
    return kept, facts


def _name_on_line(text: str, start: int) -> str:
    """The name that is all there is on the rest of this line, or ""."""
    rest = text[start : start + 100].split("\n")[0].strip()
    is_name = 2 <= len(rest.split()) <= 5 and is_person(rest) and rest[-1:].isalnum()
    return strip_honorifics(rest) if is_name else ""
