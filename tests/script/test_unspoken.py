"""A sign that nobody says is told to the maker, and only such a sign."""

from __future__ import annotations

import doctest

import pytest

from turncast.model import Casting, Mark, Part, Script, Speaker, Turn, Voice
from turncast.script import unspoken
from turncast.script.unspoken import unspoken_note, unspoken_signs
from turncast.script.utterances import utterances


def signs(text: str, language: str = "en", *marks: Mark) -> tuple[str, ...]:
    one = Script("T", language, (Speaker("a", "Ann", "reporter"),), (Turn("a", "speech", text, marks=marks),))
    return unspoken_signs(utterances(one, Casting((Part("a", Voice("tone", "low")),)), {"tone": 1000}), language)


def test_the_note_does_what_its_example_says() -> None:
    assert doctest.testmod(unspoken).failed == 0


def test_ornaments_and_emoji_are_told_once_each_and_whole() -> None:
    assert signs("So ★ good 🎉, so ★ bad. A 👍🏽 from 👩‍👧, ♀ and 🇳🇴 ✓ ❤️ ¶.") == (
        "★",
        "🎉",
        "👍🏽",
        "👩‍👧",
        "♀",
        "🇳🇴",
        "✓",
        "❤️",
        "¶",
    )


@pytest.mark.parametrize(
    "text",
    [
        "“So,” she said — it’s (well…) fine; ‘no’ – yes! ¿Qué? «Oui»",
        "• First, and a note† or two‡, an Acme™ © Acme 2020.",
        "It is 5 × 4 ≥ 3, ∂f/∂x, 10⁻³ m, 20 °C, €5, § 7 and 6′ 2″.",
        "x ∈ A → y, ½, H₂O, m², 5‰, ± 3 and £3 bn.",
        "*So* _bold_ `code` ~ <b> | 5^2 # $ +",
    ],
)
def test_marks_and_signs_with_a_word_are_not_told(text: str) -> None:
    assert signs(text) == ()


def test_a_sign_that_only_this_language_has_no_word_for_is_told() -> None:
    assert signs("x ∈ A", "de") == ()
    assert signs("x ∈ A", "fi") == ("∈",)


def test_a_sign_that_the_script_says_how_to_say_is_not_told() -> None:
    assert signs("So ★ good", "en", Mark(3, 4, "say", "star")) == ()
    assert signs("So ★ good", "en") == ("★",)


def test_no_more_than_ten_are_named() -> None:
    (note,) = unspoken_note([chr(0x2600 + at) for at in range(12)])
    assert note.startswith("12 signs have no word and are left out: ☀ ☁ ☂")
    assert note.endswith("☉ and 2 more")
