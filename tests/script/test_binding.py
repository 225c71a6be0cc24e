from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from turncast.model import Casting, Part, Script, Speaker, Turn, Utterance, Voice
from turncast.script import binding
from turncast.script.binding import bound, holds
from turncast.script.utterances import utterances
from turncast.speech.clips import clip_key
from turncast.speech.engines import load
from turncast.store import Store
from turncast.syntax import parsed

CASTING = Casting((Part("a", Voice("tone", "low")),))


def spoken(text: str, language: str = "en") -> tuple[Utterance, ...]:
    script = Script("T", language, (Speaker("a", "Ann", "reporter"),), (Turn("a", "speech", text),))
    return utterances(script, CASTING, {"tone": 1000})


def marked(found: tuple[Utterance, ...]) -> str:
    """The words, joined by _ where they hold."""
    return " ".join("".join(t.text + ("_" if t.holds else " " if t.space else "") for t in one.tokens).strip() for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "We_painted the_tall_green_door.",
        "She_handed Marta_Lindqvist the_keys.",
        "They_should_not_have_waited.",
        "He_turned_down the_offer.",
        "I_don’t_know why.",
        "Marta likes the_rich; the_tired_men left.",
        "Yesterday Marta called my_older_sister.",
        "It_was_never_going to_rain, he_said.",
        "Where is her_“old”_coat?",
    ],
)
def test_words_that_are_one_thing_hold(tmp_path: Path, text: str) -> None:
    assert marked(bound(spoken(text.replace("_", " ")), "en-GB", Store(tmp_path))) == text


def test_a_language_that_nothing_here_parses_is_left_to_the_lists(tmp_path: Path) -> None:
    found = bound(spoken("Hii ni nyumba.", "sw"), "sw", Store(tmp_path))
    assert {token.holds for one in found for token in one.tokens} == {None}


def test_a_script_is_parsed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, found = Store(tmp_path), spoken("The red house stood alone. Marta Lindqvist left it.")
    before = bound(found, "en", store)
    monkeypatch.setattr(binding, "parsed", lambda name, texts: pytest.fail("parsed again"))
    assert bound(found, "en", store) == before


def test_of_a_script_that_changes_only_the_new_sentence_is_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, asked = Store(tmp_path), list[str]()

    def watched(name: str, texts: Iterable[str]) -> Iterator[Any]:
        listed = list(texts)
        asked.extend(listed)
        return parsed(name, listed)

    monkeypatch.setattr(binding, "parsed", watched)
    bound(spoken("The red house stood alone. Marta Lindqvist left it. She was gone."), "en", store)
    changed = spoken("The red house stood alone. Marta Lindqvist sold it. She was gone.")
    asked.clear()
    found = bound(changed, "en", store)
    assert [text.strip() for text in asked] == ["Marta Lindqvist sold it."]
    assert found == bound(changed, "en", _Nowhere())
    (note,) = tmp_path.glob("*/*.json")
    assert len(note.read_text().splitlines()) == 3, "what the script no longer has is not kept for ever"


@pytest.mark.parametrize(
    "damage", [lambda text: "+-\n", lambda text: text[:-1], lambda text: text.replace("+", "x"), lambda text: ""]
)
def test_a_damaged_note_is_made_again(damage: Callable[[str], str], tmp_path: Path) -> None:
    store, found = Store(tmp_path), spoken("The red house stood alone.")
    before = bound(found, "en", store)
    (note,) = tmp_path.glob("*/*.json")
    note.write_text(damage(note.read_text()))
    assert bound(found, "en", store) == before


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.text(st.sampled_from("ab A.,!?'\"“”’(-—5\n"), min_size=1, max_size=30).filter(str.strip), min_size=1, max_size=4)
)
def test_whatever_is_written_every_word_is_told_and_nothing_else_changes(texts: list[str]) -> None:
    found = spoken(" ".join(texts))
    told = bound(found, "en", _Nowhere())
    assert all(token.holds is not None for one in told for token in one.tokens)
    assert tuple(replace(one, tokens=tuple(replace(t, holds=None) for t in one.tokens)) for one in told) == found


def test_what_holds_is_no_reason_to_speak_again(tmp_path: Path) -> None:
    found, engine = spoken("The red house stood alone."), load("tone")
    told = bound(found, "en", Store(tmp_path))
    keys = [[clip_key(one, [token.spoken for token in one.tokens], engine) for one in some] for some in (found, told)]
    assert keys[0] == keys[1]


class _Nowhere(Store):
    """Keeps nothing."""

    def __init__(self) -> None:
        super().__init__(Path())

    def note(self, key: str, text: str) -> None:
        pass

    def noted(self, key: str) -> str | None:
        return None


# --- Universal Dependencies, as spaCy's other languages have them ------------------------------------------------------


@dataclass(eq=False)
class Parsed:
    """A token of a parse."""

    i: int
    dep_: str
    pos_: str
    head: Parsed = field(init=False)
    tag_: str = ""
    is_punct: bool = False
    is_quote: bool = False
    is_bracket: bool = False


def tree(*tokens: tuple[str, str, int]) -> list[Parsed]:
    """From (relation, part of speech, index of the head)."""
    found = [Parsed(index, relation, part) for index, (relation, part, _) in enumerate(tokens)]
    for one, (_, _, head) in zip(found, tokens, strict=True):
        one.head = found[head]
    return found


def test_an_adjective_holds_on_to_the_noun_before_it() -> None:
    une_maison_blanche = tree(("det", "DET", 1), ("ROOT", "NOUN", 1), ("amod", "ADJ", 1))
    assert [holds([a], [b]) for a, b in pairwise(une_maison_blanche)] == [True, True]


def test_parts_of_a_name_hold_whichever_is_its_head() -> None:
    angela_merkel_sprach = tree(("nsubj", "PROPN", 2), ("flat:name", "PROPN", 0), ("ROOT", "VERB", 2))
    assert [holds([a], [b]) for a, b in pairwise(angela_merkel_sprach)] == [True, False]


def test_a_pronoun_holds_on_to_its_auxiliary() -> None:
    elle_a_dit = tree(("nsubj", "PRON", 2), ("aux:tense", "AUX", 2), ("ROOT", "VERB", 2))
    assert [holds([a], [b]) for a, b in pairwise(elle_a_dit)] == [True, True]
