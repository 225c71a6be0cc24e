"""Script and casting to utterances: one sentence each, in the order they are spoken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from turncast.model import Casting, Join, Script, Token, Turn, Utterance
from turncast.script.sentences import sentences, written_words
from turncast.script.spoken import speakable, tokens

_CLAUSE_END = (",", ";", ":", "—", "–", "，", "；", "、")


def utterances(script: Script, casting: Casting, max_chars: Mapping[str, int]) -> tuple[Utterance, ...]:
    """Every sentence of the script with its voice. `max_chars` is each engine's longest text: a longer sentence is split at
    a clause end, or between words. A turn in which nothing can be heard has none (see `unspeakable`)."""
    voices = {part.speaker: part.voice for part in casting.parts}
    found: list[Utterance] = []
    for index, turn in enumerate(script.turns):
        voice = voices[turn.speaker]
        before = script.turns[index - 1] if index else None
        for join, words in _voiced(_sentences(turn, before, script.language)):
            for number, piece in enumerate(_within(words, max_chars[voice.engine])):
                found.append(Utterance(index, turn.speaker, piece, voice, "clause" if number else join))
    return tuple(found)


def unspeakable(script: Script) -> tuple[str, ...]:
    """The texts of turns in which nothing can be said aloud, such as a lone ornament: they have no utterance."""
    return tuple(turn.text for turn in script.turns if not any(speakable(one) for one in tokens(written_words(turn.text))))


def _sentences(turn: Turn, before: Turn | None, language: str) -> Iterator[tuple[Join, tuple[Token, ...]]]:
    """Each sentence of a turn as tokens, with what parts it from the one before."""
    join = _opening(turn, before)
    for paragraph in re.split(r"\n\s*\n", turn.text):
        for sentence in sentences(paragraph + " ", language):
            yield join, tokens(written_words(sentence))
            join = "sentence"
        join = "paragraph"


def _opening(turn: Turn, before: Turn | None) -> Join:
    """What parts a turn from the one before: a heading has a section's pause on either side, a title and byline too."""
    if before is None or "heading" in (turn.kind, before.kind) or "title" in (turn.kind, before.kind):
        return "section" if turn.kind == "heading" or before is None else "paragraph"
    return "turn" if turn.speaker != before.speaker else "paragraph"


def _voiced(found: Iterator[tuple[Join, tuple[Token, ...]]]) -> Iterator[tuple[Join, tuple[Token, ...]]]:
    """The sentences of a turn, where one without any sound (a lone ornament) is joined to the next, or to the last."""
    held: tuple[Join, tuple[Token, ...]] | None = None
    for join, words in found:
        if held is None:
            held = join, words
        elif any(map(speakable, held[1])) and any(map(speakable, words)):
            yield held
            held = join, words
        else:
            held = held[0], (*held[1], *words)
    if held and any(map(speakable, held[1])):
        yield held


def _within(words: tuple[Token, ...], limit: int) -> Iterator[tuple[Token, ...]]:
    """The words in as few pieces as fit `limit` spoken characters, parted after a clause end where there is one."""
    while _length(words) > limit and len(words) > 1:
        end = next(end for end in range(len(words) - 1, 0, -1) if _length(words[:end]) <= limit or end == 1)
        clauses = [at for at in range(end, end // 2, -1) if words[at - 1].text.rstrip("\"”'’»)").endswith(_CLAUSE_END)]
        end = clauses[0] if clauses else end
        if not any(map(speakable, words[end:])):
            break
        yield words[:end]
        words = words[end:]
    yield words


def _length(words: tuple[Token, ...]) -> int:
    return sum(len(word.spoken) + 1 for word in words)
