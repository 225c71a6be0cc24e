"""Which words are one thing with the next one, so that no subtitle parts them: read off a parse of each sentence.

The pairs are those of Netflix's General Requirements (line treatment): article and noun, adjective and noun, first and last name,
pronoun and verb, verb and auxiliary, negation or particle. spaCy's English labels and those of Universal Dependencies, which its
other languages have, are both understood.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import Any

from turncast.model import Token, Utterance, written
from turncast.store import Store, digest
from turncast.syntax import fingerprint, parsed, pipeline_for

REVISION = 1
"""Goes up when the same parse gives other pairs."""
_BEFORE_HEAD = {"det", "neg", "aux", "auxpass", "expl"}
"""Stand before the noun or verb they belong to, and hold on to whatever comes first of it."""
_SUBJECTS = {"nsubj", "nsubjpass"}
_AUXILIARIES = {"aux", "auxpass", "cop", "neg"}
_PRONOUN_TAGS = {"PRP", "WP", "DT", "EX"}
_PARTICLES = {"prt", "compound:prt"}
_NAME_PARTS = {"compound", "flat"}
_BEFORE_NOUN = {"amod", "compound", "nummod"}


def bound(utterances: Sequence[Utterance], language: str, store: Store) -> tuple[Utterance, ...]:
    """The same utterances, each token told whether it holds on to the next; unchanged where nothing here parses the language.

    What was found is kept in the store, in one note for all scripts that begin alike: only sentences that are not in it are parsed.
    """
    name = pipeline_for(language)
    if not (name and utterances):
        return tuple(utterances)
    keys = [_key(one.tokens) for one in utterances]
    note = digest(f"holds {REVISION} {fingerprint(name)} {keys[0]}".encode())
    kept = _read(store.noted(note) or "")
    new = {key: one.tokens for key, one in zip(keys, utterances, strict=True) if len(kept.get(key, "")) != len(one.tokens)}
    if new:
        trees = parsed(name, [written(tokens) for tokens in new.values()])
        kept |= {key: _marks(tokens, tree) for (key, tokens), tree in zip(new.items(), trees, strict=True)}
        store.note(note, "\n".join(f"{key} {kept[key]}" for key in dict.fromkeys(keys)))
    return tuple(replace(one, tokens=_marked(one.tokens, kept[key])) for key, one in zip(keys, utterances, strict=True))


def _key(tokens: Iterable[Token]) -> str:
    """What the marks of a sentence are kept under: it tells its words and the spaces between them."""
    return digest("\n".join(f"{token.text}{' ' * token.space}" for token in tokens).encode())[:24]


def _read(note: str) -> dict[str, str]:
    """The marks of each sentence in a note, without lines that are none."""
    pairs = (line.partition(" ") for line in note.split("\n"))
    return {key: marks for key, _, marks in pairs if marks and not marks.strip("+-")}


def _marks(tokens: Sequence[Token], tree: Iterable[Any]) -> str:
    """One character for each token: + where it holds on to the next one, - where it does not."""
    parts = _parts(tokens, tree)
    return "".join("+" if holds(left, right) else "-" for left, right in pairwise(parts)) + "-"


def _marked(tokens: Sequence[Token], marks: str) -> tuple[Token, ...]:
    return tuple(replace(token, holds=mark == "+") for token, mark in zip(tokens, marks, strict=True))


def _parts(tokens: Sequence[Token], tree: Iterable[Any]) -> list[list[Any]]:
    """For each written word the tokens of the parse that begin in it."""
    ends = list(accumulate(len(token.text) + token.space for token in tokens))
    parts: list[list[Any]] = [[] for _ in tokens]
    for one in tree:
        parts[min(bisect_right(ends, one.idx), len(parts) - 1)].append(one)
    return parts


def holds(left: Sequence[Any], right: Sequence[Any]) -> bool:
    """Whether two neighbouring words are one thing; each is given as its tokens of the parse. Not over a comma or the like."""
    before, after = ([one for one in word if not (one.is_quote or one.is_bracket)] for word in (left, right))
    if not before or before[-1].is_punct:
        return False
    return any(_leads(one, after) for one in before) or any(_follows(one, before) for one in after)


def _leads(one: Any, right: Collection[Any]) -> bool:
    """Whether it belongs to what comes next."""
    if _relation(one) in _BEFORE_HEAD or (one.dep_ == "poss" and one.tag_ == "PRP$"):
        return bool(one.head.i > one.i)
    if one.dep_ == "amod":
        return one.head in right or any(other.head == one.head and other.dep_ in _BEFORE_NOUN for other in right)
    if _relation(one) in _SUBJECTS and (one.tag_ in _PRONOUN_TAGS or one.pos_ == "PRON"):
        return one.head in right or any(_helps(other, one.head) for other in right)
    return False


def _follows(one: Any, left: Collection[Any]) -> bool:
    """Whether it belongs to what came before: a particle to its verb, an adjective to the noun it follows, a name to a name."""
    if one.dep_ in _PARTICLES or (one.dep_ == "amod" and one.pos_ == "ADJ"):
        return one.head in left
    return _is_name(one) and any(_is_name(other) and _one_name(other, one) for other in left)


def _helps(one: Any, verb: Any) -> bool:
    return _relation(one) in _AUXILIARIES and bool(one.head == verb)


def _relation(one: Any) -> str:
    """Without what Universal Dependencies tell behind a colon, such as the voice of an auxiliary."""
    return str(one.dep_.partition(":")[0])


def _is_name(one: Any) -> bool:
    return one.tag_ in ("NNP", "NNPS") or one.pos_ == "PROPN"


def _one_name(first: Any, second: Any) -> bool:
    """Whether two names are parts of one: English has the last part as head, Universal Dependencies the first."""
    first_part, second_part = (_relation(one) in _NAME_PARTS for one in (first, second))
    both = first_part and second_part and first.head == second.head
    return bool(both or (first_part and first.head == second) or (second_part and second.head == first))
