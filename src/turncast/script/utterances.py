"""Script and casting to utterances: one sentence each, in the order they are spoken."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from turncast.model import Casting, Join, Mark, Script, Token, Turn, Utterance
from turncast.script.directions import kept
from turncast.script.sentences import sentences, written_words
from turncast.script.spoken import speakable, spoken_form, tokens

_CLAUSE_END = (",", ";", ":", "—", "–", "，", "；", "、")
_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?!\n))+")
Pronunciations = Mapping[str, str]
"""Written word to "/phonemes/" or another spelling: the show's lexicon."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """What one utterance will be made of."""

    join: Join
    pause_ms: int | None
    words: tuple[Token, ...]
    take: int


def utterances(
    script: Script, casting: Casting, max_chars: Mapping[str, int], lexicon: Pronunciations | None = None
) -> tuple[Utterance, ...]:
    """Every sentence of the script with its voice.

    `max_chars` is each engine's longest text: a longer sentence is split at a clause end, or between words. A turn in which
    nothing can be heard has none (see `unspeakable`).
    """
    voices = {part.speaker: part.voice for part in casting.parts}
    found: list[Utterance] = []
    pause_ms: int | None = None
    for index, turn in enumerate(script.turns):
        voice = voices[turn.speaker]
        before = script.turns[index - 1] if index else None
        for one in _voiced(_sentences(turn, before, script.language, lexicon or {}, pause_ms)):
            pause_ms = None
            for number, piece in enumerate(_within(one.words, max_chars[voice.engine])):
                join, wait = ("clause", None) if number else (one.join, one.pause_ms)
                found.append(Utterance(index, turn.speaker, piece, voice, join, one.take, wait))
        pause_ms = _pause_after(turn, pause_ms)
    return tuple(found)


def unspeakable(script: Script, spoken: Iterable[Utterance]) -> tuple[str, ...]:
    """The texts of turns in which nothing can be said aloud, such as a lone ornament: they have no utterance."""
    heard = {utterance.turn for utterance in spoken}
    return tuple(text for index, turn in enumerate(script.turns) if index not in heard and (text := kept(turn)))


# --- turn to sentences -----------------------------------------------------------------------------------------------


def _sentences(
    turn: Turn, before: Turn | None, language: str, lexicon: Pronunciations, pause_ms: int | None
) -> Iterator[_Sentence]:
    """Each sentence of a turn as tokens, with what parts it from the one before; `pause_ms` was asked for before the turn."""
    join = _opening(turn, before)
    for paragraph in _PARAGRAPH.finditer(turn.text):
        for start, end, wait in _stretches(paragraph.start(), paragraph.end(), turn.marks):
            pause_ms = pause_ms if wait is None else wait
            at = start
            for sentence in sentences(turn.text[start:end] + " ", language):
                words = _spoken(sentence, at, turn.marks, language, lexicon)
                take = _take(at, at + len(sentence), turn.marks)
                at += len(sentence)
                if words:
                    yield _Sentence(join, pause_ms, words, take)
                    join, pause_ms = "sentence", None
        join = "paragraph" if join == "sentence" else join


def _take(start: int, end: int, marks: tuple[Mark, ...]) -> int:
    """The take asked for in a sentence, 0 where none is."""
    return next((int(mark.value) for mark in marks if mark.kind == "take" and start <= mark.start < end), 0)


def _pause_after(turn: Turn, before: int | None) -> int | None:
    """The pause asked for at the end of a turn, or `before` where the turn is silent and asks for none."""
    left_out = [mark for mark in turn.marks if mark.kind == "leave out"]
    pauses = [mark for mark in turn.marks if mark.kind == "pause"]
    at = pauses[-1].start if pauses else 0
    if not turn.marks:
        return None
    rest = "".join(
        character for place, character in enumerate(turn.text[at:], at) if not any(m.start <= place < m.end for m in left_out)
    )
    if rest.strip():
        return None
    return int(pauses[-1].value) if pauses else before


def _stretches(start: int, end: int, marks: tuple[Mark, ...]) -> Iterator[tuple[int, int, int | None]]:
    """What is left of a paragraph without the parts left out, cut at pauses: start, end, and the pause before it."""
    wait: int | None = None
    for mark in marks:
        if mark.kind in ("say", "take") or not start <= mark.start <= end:
            continue
        yield start, mark.start, wait
        start, wait = mark.end, int(mark.value) if mark.kind == "pause" else None
    yield start, end, wait


def _spoken(sentence: str, at: int, marks: tuple[Mark, ...], language: str, lexicon: Pronunciations) -> tuple[Token, ...]:
    """The tokens of a sentence that begins at `at`, each said as its mark or the lexicon tells."""
    found = []
    position = 0
    told = [(mark.start - at, mark.end - at) for mark in marks if mark.kind == "say"]
    told += (match.span() for word in lexicon if word in sentence for match in re.finditer(re.escape(word), sentence))
    for token in tokens(written_words(sentence, told), language):
        position = sentence.index(token.text, position)
        start, end = at + position, at + position + len(token.text)
        position += len(token.text)
        said = next((mark for mark in marks if mark.kind == "say" and start <= mark.start and mark.end <= end), None)
        if said:
            found.append(_pronounced(token, said.start - start, said.end - start, said.value, language))
        else:
            found.append(_by_lexicon(token, lexicon, language))
    return tuple(found)


def _by_lexicon(token: Token, lexicon: Pronunciations, language: str) -> Token:
    word = re.search(r"\w+(?:['’\-]\w+)*", token.text) if lexicon else None
    if word and word.group() in lexicon:
        return _pronounced(token, word.start(), word.end(), lexicon[word.group()], language)
    return token


def _pronounced(token: Token, start: int, end: int, value: str, language: str) -> Token:
    """The token, its characters from start to end said as `value`; what stands around them keeps its own spoken form."""
    word = token.text[start:end]
    said = f"[{word}]({value})" if value.startswith("/") else value
    around = [spoken_form(part, language) if part else "" for part in (token.text[:start], token.text[end:])]
    return replace(token, spoken=around[0] + said + around[1])


def _opening(turn: Turn, before: Turn | None) -> Join:
    """What parts a turn from the one before: a heading has a section's pause before it, a title and a byline a paragraph's."""
    if before is None or turn.kind == "heading":
        return "section"
    if before.kind in ("heading", "title") or turn.speaker == before.speaker:
        return "paragraph"
    return "turn"


def _voiced(found: Iterator[_Sentence]) -> Iterator[_Sentence]:
    """The sentences of a turn, where one without any sound (a lone ornament) is joined to the next, or to the last."""
    held: _Sentence | None = None
    for one in found:
        if held is None:
            held = one
        elif any(map(speakable, held.words)) and any(map(speakable, one.words)):
            yield held
            held = one
        else:
            held = replace(held, words=(*held.words, *one.words), take=held.take or one.take)
    if held and any(map(speakable, held.words)):
        yield held


# --- long sentences --------------------------------------------------------------------------------------------------


def _within(words: tuple[Token, ...], limit: int) -> Iterator[tuple[Token, ...]]:
    """The words in as few pieces as fit `limit` spoken characters, parted after a clause end where there is one."""
    words = tuple(piece for word in words for piece in _bites(word, limit))
    ends = [0, *accumulate(len(word.spoken) + 1 for word in words)]
    first = 0
    while ends[-1] - ends[first] > limit:
        last = max(bisect_right(ends, ends[first] + limit) - 1, first + 1)
        clauses = (at for at in range(last, (first + last) // 2, -1) if words[at - 1].text.rstrip("\"”'’»)").endswith(_CLAUSE_END))
        last = next(clauses, last)
        if not any(map(speakable, words[first:last])) or not any(map(speakable, words[last:])):
            break
        yield words[first:last]
        first = last
    yield words[first:]


def _bites(word: Token, limit: int) -> tuple[Token, ...]:
    """A word longer than any engine takes (an address, a row of digits), cut into pieces without white space between."""
    n_pieces = -(-len(word.spoken) // max(1, limit - 1))
    if n_pieces <= 1:
        return (word,)
    cuts = [(len(word.text) * at // n_pieces, len(word.spoken) * at // n_pieces) for at in range(n_pieces + 1)]
    pieces = [Token(word.text[a:c], word.spoken[b:d].strip(), False) for (a, b), (c, d) in pairwise(cuts)]
    return (*pieces[:-1], replace(pieces[-1], space=word.space))
