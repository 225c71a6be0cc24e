from __future__ import annotations

import doctest
import re
import unicodedata
from importlib import import_module
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncast.model import Casting, Part, Script, Speaker, Turn, Voice
from turncast.script.sentences import written_words
from turncast.script.spoken import speakable, spoken_form, tokens
from turncast.script.utterances import utterances

LANGUAGES = ("en", "de", "fr", "es", "it", "pt-BR", "ja", "xx")
MODULES = (
    "addresses", "dates", "figures", "languages", "lexicon", "marks", "mathematics", "money", "numbers",
    "phones", "symbols", "times", "view",
)  # fmt: skip
ALWAYS = set(" '-.,;:!?—…–、。，！？；：¿¡।\u200c\u200d")
ON_NUMBERS = set("%$£€¥&+=°")
FOOTNOTE_MARK = re.compile(r"\[\d{1,3}\]|[⁰¹²³⁴⁵⁶⁷⁸⁹]+")


def said(text: str, language: str = "en") -> str:
    """The whole text as a voice gets it."""
    return " ".join(token.spoken for token in tokens(written_words(text), language) if token.spoken)


@pytest.mark.parametrize("module", ["", *(f".{module}" for module in MODULES)])
def test_every_rule_does_what_its_example_says(module: str) -> None:
    found = doctest.testmod(import_module(f"turncast.script.spoken{module}"))
    assert found.attempted > 0
    assert found.failed == 0


@pytest.mark.parametrize(
    "plain",
    [
        "In 1989, 1,200 people and 3.5 of them came 3rd in the 1990s, mid-1990s and the 21st century.",
        "He paid 1,200 for each, i.e. 15 more than 20 in the U.S., Mr. Smith.",
        "NASA, the UN, UNDP, COVID-19, F-16, MI5, iPhone 15, 20-year-old, 5G and 4K.",
        "Do you think so? Yes! Well, e.g. this; and that: etc.",
        "turn 90° at -5",
    ],
)
def test_what_voices_say_well_is_left_as_it_is_written(plain: str) -> None:
    assert said(plain) == plain


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Visit https://www.example.com/path?x=1 now.", "Visit example dot com slash path now."),
        ("Mail (info@example.com).", "Mail info at example dot com."),
        ("At 10:30 on May 29, 16:16 he left at 9:05.", "At 10 30 on May twenty-ninth, 16 16 he left at 9 oh 5."),
        ("Today 7:00 p.m., 7:00 and 5pm.", "Today 7 p.m., 7 o'clock and 5 p.m."),
        ("9:00–17:00, 9am-5pm", "9 o'clock to 17 hundred, 9 a.m. to 5 p.m."),
        ("50–60 people, 1995–2003, (pp. 5-7)", "50 to 60 people, 1995 to 2003, pages 5 to 7"),
        ("1 + 1 = 2, $1, $0.99, 3", "1 plus 1 equals 2, 1 dollar, 99 cents, 3"),
        ("Call 555-1234", "Call 5 5 5, 1 2 3 4"),
        (
            "5 km at 80 km/h, 12GB, 1 kg; a 5-km run",
            "5 kilometers at 80 kilometers per hour, 12 gigabytes, 1 kilogram; a 5 kilometer run",
        ),
        ("A 6 ft. tall man of 180 lbs.", "A 6 foot tall man of 180 pounds."),
        ("5 million km, 90 sq ft, 5 µg", "5 million kilometers, 90 square feet, 5 micrograms"),
        ("$1-2 million, $20/hr", "1 to 2 million dollars, 20 dollars per hour"),
        ("5'10\" and 6’2”", "5 foot 10 and 6 foot 2"),
        ("1/2 cup, 2 1/2, 2½ and 24/7", "one half cup, 2 and a half, 2 and a half and 24 7"),
        ("€5m, £3 bn, ¥500, ¥5 million, 5 €", "5 million euros, 3 billion pounds, 500 yen, 5 million yen, 5 euros"),
        ("odds of 3:1 for he/she and/or A/B", "odds of 3 to 1 for he or she and or A B"),
        ("#1 of #MeToo by @user_name", "number 1 of hashtag Me Too by at user name"),
        ("v2.0.1 of C++ & C#", "v2 point 0 point 1 of C plus plus and C sharp"),
        ("World War II, Louis XIV's, Henry VIII.", "World War 2, Louis the fourteenth's, Henry the eighth."),
        ("Elizabeth I think, Malcolm X and an IV", "Elizabeth I think, Malcolm X and an IV"),
        ("Prof. Lee met St. John on Main St. in June", "Professor Lee met Saint John on Main Street in June"),
        ("Said M. L. King Jr.", "Said M. L. King Junior."),
        ("so.[12] She did¹ too* and† 50 m² ™ 🎉", "so. She did too and 50 square meters"),
        (
            "On 2024-05-29 it was 20 °C, ~50% of <5",
            "On May twenty-ninth, 2024 it was 20 degrees Celsius, about 50 percent of less than 5",
        ),
        ("U.S.-led, Paris–London -- no", "U.S.-led, Paris-London — no"),
    ],
)
def test_a_sentence_is_spoken_as_people_say_it(written: str, spoken: str) -> None:
    assert said(written) == spoken


@pytest.mark.parametrize(
    ("language", "written", "spoken"),
    [
        ("de", "Um 10:30 Uhr, 16:05, 50–60 km", "Um 10 Uhr 30, 16 Uhr 5, 50 bis 60 Kilometer"),
        ("de", "5 %, 5 € & www.example.de", "5 Prozent, 5 Euro und example Punkt de"),
        ("fr", "à 10h30, 20 °C, info@example.fr", "à 10 heures 30, 20 degrés Celsius, info arobase example point fr"),
        ("es", "¿5 % de 80 km/h?", "¿5 por ciento de 80 kilómetros por hora?"),
        ("it", "1 km, 2 km", "1 chilometro, 2 chilometri"),
        ("pt-BR", "16:00, 10:30", "16 horas, 10 e 30"),
        ("xx", "10:30, 50–60, 5 km, 5 %, https://example.com", "10:30, 50–60, 5 km, 5%, example.com"),
        ("hi", "नमस्ते, क्या हाल है।", "नमस्ते, क्या हाल है।"),
    ],
)
def test_other_languages_say_what_we_are_sure_of_and_keep_the_rest(language: str, written: str, spoken: str) -> None:
    assert said(written, language) == spoken


def test_an_utterance_is_spoken_in_the_language_of_its_script() -> None:
    turn = Turn("a", "speech", "Es sind 5 km.")
    script = Script("T", "de", (Speaker("a", "Ann", "reporter"),), (turn,))
    (found,) = utterances(script, Casting((Part("a", Voice("tone", "low", "de")),)), {"tone": 100})
    assert [token.spoken for token in found.tokens] == ["Es", "sind", "5", "Kilometer."]


def test_a_coin_is_in_words_so_that_no_voice_carries_it_to_the_next_number() -> None:
    assert said("$5, 10 more and $5 each") == "5 dollars, 10 more and 5 dollars each"


@pytest.mark.parametrize(
    ("language", "written", "spoken"),
    [
        ("en", "$ 5 each", ["", "5 dollars", "each"]),
        ("xx", "$ 5 each", ["", "$5", "each"]),
        ("en", "a $5 million deal", ["a", "5", "million dollar", "deal"]),
        ("en", "EUR 20 million.", ["20", "million", "euros."]),
        ("en", "29 May 2021", ["the twenty-ninth of", "May", "2021"]),
        ("en", "+44 20 7946", ["plus 4 4,", "2 0,", "7 9 4 6"]),
        ("pt", "R$ 5 milhões", ["5", "milhões", "de reais"]),
        ("de", "z. B. das", ["zum", "Beispiel", "das"]),
    ],
)
def test_each_written_word_of_a_phrase_has_its_part_of_what_is_said(language: str, written: str, spoken: list[str]) -> None:
    assert [token.spoken for token in tokens(written_words(written), language)] == spoken


def test_a_long_path_is_not_read_out() -> None:
    assert spoken_form(f"https://example.com/{'long-title/' * 30}?q=1") == "example dot com"


ODD = "km 5 1 II War Louis p.m. 10:00 £3 bn % $ St. Uhr 1/2 May 29, EUR – x < +44 (555) 000 R$ Mio. sq ft a in Dr. z. B. → # I of"
odd_words = st.lists(
    st.one_of(
        st.text(st.characters(exclude_categories=["Z", "Cc", "Cs"]), min_size=1, max_size=12),
        st.text(st.sampled_from("09aAiIXVekm$€¥%#@&+=/:.,-–—'’\"[]()<>°²½_*~^|→"), min_size=1, max_size=12),
        st.sampled_from(
            ODD.split(),
        ),
    ),
    min_size=1,
    max_size=6,
)


def _is_sayable(spoken: str, position: int) -> bool:
    character = spoken[position]
    if character in ON_NUMBERS:
        return any(map(str.isdecimal, spoken[max(position - 1, 0) : position + 2]))
    return character.isalnum() or character in ALWAYS or unicodedata.category(character) in {"Mn", "Mc"}


@given(odd_words, st.sampled_from(LANGUAGES))
def test_no_symbol_is_left_that_a_voice_cannot_say(words: list[str], language: str) -> None:
    for token in tokens([(word, True) for word in words], language):
        assert all(_is_sayable(token.spoken, position) for position in range(len(token.spoken))), token


@given(odd_words, st.sampled_from(LANGUAGES))
def test_a_written_word_with_a_letter_or_a_digit_is_heard_unless_it_is_a_footnote_mark(words: list[str], language: str) -> None:
    found = tokens([(word, True) for word in words], language)
    assert [token.text for token in found] == words
    for token in found:
        if any(map(str.isalnum, FOOTNOTE_MARK.sub("", token.text))):
            assert speakable(token), token


@given(odd_words, st.sampled_from(LANGUAGES))
def test_a_spoken_form_has_no_white_space_but_single_blanks_inside(words: list[str], language: str) -> None:
    for token in tokens([(word, True) for word in words], language):
        assert token.spoken == " ".join(token.spoken.split())


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "a",
        ".",
        "-",
        "'",
        "1.",
        "a.",
        "1:",
        "1/",
        "a-",
        "a@",
        "[1]",
        "²",
        "x²",
        "$",
        "1,",
        "#a",
        "_",
        "a_",
        "§",
        "—",
        "I",
        "½",
        "<",
        "→",
        "$5",
        "5x",
        "(5",
        "->",
        "1.000",
        "a&&",
        "x^2",
        "5′",
        "∂f/",
        "a(1",
        "1e5",
        "10⁻³",
    ],
)
def test_ten_times_the_word_takes_no_more_than_about_ten_times_as_long(piece: str) -> None:
    """A rule that looks back would take a hundred times as long."""
    assert _cost(piece * 8_000) < 30 * max(_cost(piece * 800), 0.001)


def _cost(word: str) -> float:
    """Seconds of this process, the best of three."""
    found = []
    for _ in range(3):
        start = process_time()
        spoken_form(word)
        found.append(process_time() - start)
    return min(found)


@pytest.mark.parametrize("word", ["1", "555", "000", "0800", "$5", "May", "II", "km", "-", "z."])
def test_ten_times_the_words_take_no_more_than_about_ten_times_as_long(word: str) -> None:
    """A rule that looks on to the end of a long row would take a hundred times as long."""
    assert _cost_of_words([(word, True)] * 2_000) < 30 * max(_cost_of_words([(word, True)] * 200), 0.001)


def _cost_of_words(words: list[tuple[str, bool]]) -> float:
    start = process_time()
    tokens(words)
    return process_time() - start
