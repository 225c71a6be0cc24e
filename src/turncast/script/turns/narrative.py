"""Features: the reporter tells, and people are quoted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from turncast.script.turns.attribution import Mention, introduced, last_sentence, speaker_after, speaker_before
from turncast.script.turns.label_forms import Label
from turncast.script.turns.labelled import is_loose_heading
from turncast.script.turns.labels import by_passage
from turncast.script.turns.lexicon import GENDERS
from turncast.script.turns.names import Roster, fold, is_person, name_runs, parts, same_person, strip_honorifics
from turncast.script.turns.passages import Passage
from turncast.script.turns.pieces import INTERVIEWEE, REPORTER, Piece, heading, under_labels
from turncast.script.turns.questions import asks
from turncast.script.turns.quotes import Quote, Style
from turncast.script.turns.speech import is_speech, quotes_of

_SOMEBODY = re.compile(r"(?:A|An|One|Another)\s+([a-z-]+(?:\s[a-z-]+)?),?\s+who\s")


@dataclass
class _Walk:
    """What is known so far on the way through the article."""

    current: str = ""
    """Who was last said to speak."""
    open_quote: str = ""
    """Who goes on in the next paragraph, because no mark has closed the quotation."""
    heard: Roster = field(default_factory=Roster)
    """The people who are quoted somewhere: only they can be meant by `she said` or by nothing at all."""
    people: dict[str, str] = field(default_factory=dict)
    """Full names in the article, and for each surname the first of them that ends in it."""
    spoke: dict[str, None] = field(default_factory=dict)
    """Everybody who has spoken, the latest last."""
    introduced: str = ""
    """Whom the narration has named last, by full name."""
    gender: dict[str, str] = field(default_factory=dict)
    """The pronoun that was last used for somebody."""
    told_later: dict[int, str] = field(default_factory=dict)
    """Passages whose quotation goes on in others, with whom the last of these names."""
    pieces: list[Piece] = field(default_factory=list)


def narrative_pieces(passages: Sequence[Passage], labels: Sequence[Label], style: Style, people: Sequence[str] = ()) -> list[Piece]:
    """Quotations to those they are attributed to, everything else to the reporter.

    The article is walked twice: who is quoted by name anywhere is known only at its end.
    """
    found = [quotes_of(p, style) for p in passages]
    called = {parts(person)[-1]: person for person in reversed(people) if parts(person)} | {person: person for person in people}
    first = _walked(passages, labels, found, Roster(), called)
    heard = Roster(dict.fromkeys(piece.who for piece in first if piece.who not in (REPORTER, INTERVIEWEE)))
    return _walked(passages, labels, found, heard, called)


def _walked(
    passages: Sequence[Passage], labels: Sequence[Label], found: Sequence[Sequence[Quote]], heard: Roster, people: dict[str, str]
) -> list[Piece]:
    at = by_passage(labels)
    walk = _Walk(heard=heard, people=people, told_later=_told_later(passages, found))
    runs_on = _running_on(passages, found, at)
    for passage in passages:
        here = at.get(passage.index)
        if here:
            walk.pieces += under_labels(passage, here, REPORTER, "narration")
            walk.current, walk.open_quote = here[-1].name, ""
        elif passage.kind in ("heading", "title") or is_loose_heading(passage, passages):
            walk.pieces.append(heading(passage))
            walk.open_quote = ""
        elif passage.index in runs_on:
            _run_on(walk, passage, runs_on[passage.index], found[passage.index], passages)
        else:
            _paragraph(walk, passage, found[passage.index], passages)
    return _continued(walk.pieces, at, found)


def _running_on(passages: Sequence[Passage], found: Sequence[Sequence[Quote]], labelled: dict[int, list[Label]]) -> dict[int, int]:
    """Passages that begin inside a quotation opened in an earlier one, with where it ends in them.

    Only the last paragraph of such a quotation has a mark: a closing one that nothing in it has opened.
    """
    out: dict[int, int] = {}
    for index, quotes in enumerate(found):
        if not quotes or quotes[0].opened:
            continue
        for back in range(index - 1, max(index - 8, -1), -1):
            if passages[back].kind in ("heading", "title") or back in labelled:
                break
            if found[back] and (not found[back][-1].closed or found[back][0].start == 0):
                if not found[back][-1].closed:
                    out.update({between: len(passages[between].text) for between in range(back + 1, index)})
                    out[index] = quotes[0].end
                break
    return out


def _told_later(passages: Sequence[Passage], found: Sequence[Sequence[Quote]]) -> dict[int, str]:
    """Passages of a quotation each of whose paragraphs a mark opens and only the last closes, with whom that one names."""
    out: dict[int, str] = {}
    for index in reversed(range(len(found) - 1)):
        quotes, following = found[index], found[index + 1]
        if not quotes or quotes[-1].closed or not following or not following[0].opened or following[0].start:
            continue
        mention = _first_named(passages[index + 1].text, following, 0) if following[0].closed else None
        if who := mention.text if mention else out.get(index + 1, ""):
            out[index] = who
    return out


def _run_on(walk: _Walk, passage: Passage, end: int, quotes: Sequence[Quote], passages: Sequence[Passage]) -> None:
    who = walk.open_quote or walk.current or INTERVIEWEE
    walk.pieces.append(Piece(passage, 0, end, who, "speech", "the quotation before goes on", 0.9))
    rest = [quote for quote in quotes if quote.start >= end]
    if passage.text[end:].strip():
        _paragraph(walk, passage, rest, passages, start=end)


def _paragraph(walk: _Walk, passage: Passage, quotes: Sequence[Quote], passages: Sequence[Passage], start: int = 0) -> None:
    """One paragraph from `start`: its quotations that are speech, and the narration around them."""
    text = passage.text
    spoken = [q for number, q in enumerate(quotes) if q.start >= start and is_speech(passage, quotes, number, passages)]
    named = _first_named(text, spoken, start)
    before = walk.current
    at = start
    for quote, end in zip(spoken, [*(following.start for following in spoken[1:]), len(text)], strict=False):
        gap = text[at : quote.start]
        _narrate(walk, passage, at, quote.start)
        who, why, sure = _speaker(walk, gap, text[quote.end : end], named, before) or _unattributed(walk, passage, passages)
        at = _past_stops(text, quote.end)
        walk.pieces.append(Piece(passage, quote.start, at, who, "speech", why, sure))
        _remember(walk, who)
    _narrate(walk, passage, at, len(text))
    walk.open_quote = walk.current if spoken and not spoken[-1].closed else ""


def _past_stops(text: str, end: int) -> int:
    """Behind the stops that follow a closing mark: `“So be it”.` ends with its stop, which nobody says alone."""
    while text[end : end + 1] in tuple(".,;:!?…。，！？"):
        end += 1
    return end


def _narrate(walk: _Walk, passage: Passage, start: int, end: int) -> None:
    if passage.text[start:end].strip():
        _note_subject(walk, passage.text[start:end])
        walk.pieces.append(Piece(passage, start, end, REPORTER, "speech", "narration"))


def _remember(walk: _Walk, who: str) -> None:
    if who != REPORTER:
        walk.current = who
        walk.spoke.pop(who, None)
        walk.spoke[who] = None


def _speaker(walk: _Walk, gap: str, after: str, named: Mention | None, before: str) -> tuple[str, str, float] | None:
    """Who speaks a quotation, why and how surely, from the text on both sides of it and then from its paragraph."""
    for mention, why in (
        (_named_subject(speaker_after(after), gap), "attributed behind it"),
        (speaker_before(gap), "attributed in front of it"),
        (named, "attributed in its paragraph"),
    ):
        if mention is None:
            continue
        if mention.kind == "self":
            return REPORTER, "the reporter's own words", 0.7
        if mention.kind == "pronoun":
            return _meant(walk, mention.text, gap, before), why + ", by a pronoun", 0.8
        if mention.text:
            return _first_so_called(mention.text, walk.people), why, 1.0
    if mention := introduced(gap):
        return mention.text, "introduced in front of it", 0.8
    return None


def _named_subject(mention: Mention | None, gap: str) -> Mention | None:
    """What stands behind a quotation, unless it only has the verb and the text in front the subject: `森さんは「...」と話す`"""
    return None if mention == Mention("pronoun", "") and speaker_before(gap) else mention


def _unattributed(walk: _Walk, passage: Passage, passages: Sequence[Passage]) -> tuple[str, str, float]:
    """Who speaks a quotation that nothing in its paragraph attributes."""
    if walk.open_quote:
        return walk.open_quote, "the quotation before goes on", 0.9
    if passage.index in walk.told_later:
        return _first_so_called(walk.told_later[passage.index], walk.people), "attributed where the quotation ends", 0.9
    if walk.current:
        return walk.current, "nobody else has spoken since", 0.7
    following = _named_next(passage, passages, walk.heard)
    return (following, "the next paragraph tells who", 0.7) if following else (INTERVIEWEE, "quoted without a name", 0.6)


def _meant(walk: _Walk, pronoun: str, gap: str, before: str) -> str:
    """Whom a pronoun means; and what it tells about them is kept for the next one."""
    who = _antecedent(gap) or _of_gender(walk, pronoun) or before or walk.introduced or INTERVIEWEE
    if pronoun in GENDERS:
        walk.gender[who] = GENDERS[pronoun]
    return who


def _first_so_called(name: str, people: dict[str, str]) -> str:
    """The full name that a bare surname stands for: the first in the article, where two share it."""
    bare = strip_honorifics(name)
    return name if len(bare.split()) > 1 else people.get(fold(bare), name)


def _of_gender(walk: _Walk, pronoun: str) -> str:
    """The last speaker, or an earlier one where the pronoun does not fit the last. What fits is learnt from the article itself."""
    gender = GENDERS.get(pronoun, "")
    if not gender or walk.gender.get(walk.current, gender) == gender:
        return walk.current
    others = (who for who in reversed(walk.spoke) if who != INTERVIEWEE and walk.gender.get(who, gender) == gender)
    return next((who for who in others if not _same(who, walk.current)), walk.current)


def _antecedent(gap: str) -> str:
    """Whom a pronoun behind a quotation means where the sentence in front begins with somebody: `His friend Tom Ek differs.`,
    `A woman who had no umbrella laughed.`"""
    sentence = last_sentence(gap)
    if somebody := _SOMEBODY.match(sentence):
        return somebody[1]
    for start, _, name in name_runs(sentence):
        if is_person(strip_honorifics(name)) and (len(name.split()) > 1) and len(sentence[:start].split()) <= 2:
            return strip_honorifics(name)
    return ""


def _first_named(text: str, spoken: Sequence[Quote], start: int) -> Mention | None:
    """The first attribution by name in this paragraph."""
    edges = [start, *(quote.end for quote in spoken)]
    for number, edge in enumerate(edges):
        end = spoken[number].start if number < len(spoken) else len(text)
        gap = text[edge:end]
        for mention in (speaker_after(gap) if number else None, speaker_before(gap) if number < len(spoken) else None):
            if mention is not None and mention.kind == "name":
                return mention
    return None


def _named_next(passage: Passage, passages: Sequence[Passage], heard: Roster) -> str:
    for other in passages[passage.index + 1 : passage.index + 3]:
        for _, _, name in name_runs(other.text[:200]):
            if next(heard.same(name), None):
                return name
    return ""


def _note_subject(walk: _Walk, text: str) -> None:
    """Remember who is said to have said something in this narration, for the next `she said`."""
    runs = [name for _, _, name in name_runs(text)]
    walk.introduced = next((name for name in reversed(runs) if name in walk.people), walk.introduced)
    named = list(dict.fromkeys(person for name in runs for person in walk.heard.same(name)))
    if named and all(same_person(named[0], other) for other in named):
        walk.current = named[0]
    for sentence in re.split(r"(?<=[.?!])\s+(?=[^\W\d_a-z])", text):
        mention = speaker_before(sentence)
        if (
            mention is not None
            and mention.kind in ("name", "role")
            and any(_same(mention.text, person) for person in walk.heard.near(mention.text))
        ):
            walk.current = mention.text


def _same(a: str, b: str) -> bool:
    """One person, or one role by its last word: `the developer`, `the OPM developer`."""
    return same_person(a, b) or fold(a).split()[-1:] == fold(b).split()[-1:]


def _continued(pieces: list[Piece], labels: dict[int, list[Label]], found: Sequence[Sequence[Quote]]) -> list[Piece]:
    """Paragraphs without marks that go on with a labelled answer without marks, up to a heading.

    The paragraph right before the next answer is the reporter's; so is one that asks, or that speaks about the person by name.
    """
    out = list(pieces)
    answer: Piece | None = None
    held: list[int] = []
    for number, piece in enumerate(pieces):
        unmarked = not found[piece.passage.index]
        if piece.kind == "skip":
            continue
        if piece.kind == "heading" and answer is not None:
            for index in held:
                out[index] = replace(out[index], who=answer.who, why="goes on after a labelled answer", confidence=0.6)
        if (
            piece.kind == "speech"
            and piece.who == REPORTER
            and unmarked
            and answer is not None
            and not _is_about(piece, answer.who)
        ):
            held.append(number)
            continue
        labelled = piece.kind == "speech" and piece.who != REPORTER and piece.passage.index in labels and unmarked
        answer, held = (piece if labelled else None), []
    return out


def _is_about(piece: Piece, who: str) -> bool:
    """Whether narration asks, or speaks about this person by name."""
    return asks(piece.text) or any(same_person(who, name) for _, _, name in name_runs(piece.text))
