"""What the default voice makes of a spoken form: the same sounds as of the words that a reader would say."""

from __future__ import annotations

import pytest

from turncast.model import Voice
from turncast.script.sentences import written_words
from turncast.script.spoken import tokens
from turncast.speech.engines.kokoro_words import prompt_of

pytestmark = pytest.mark.engines
VOICE = Voice("kokoro", "af_heart", "en")


def sounds(words: list[str]) -> str:
    """Phonemes without stress, pauses and blanks, in which two spellings of one number differ."""
    return "".join(symbol for symbol in prompt_of(words, VOICE).phonemes if symbol.isalpha() and symbol not in "ˈˌ")


@pytest.mark.parametrize(
    ("written", "read_out"),
    [
        ("See https://www.example.com/news now", "See example dot com slash news now"),
        ("Write to info@example.org", "Write to info at example dot org"),
        ("at 10:30, 9:05 and 7:00 p.m.", "at ten thirty, nine oh five and seven p.m."),
        ("50–60 people", "fifty to sixty people"),
        ("from 1995–2003", "from nineteen ninety-five to two thousand three"),
        ("5 km away at 80 km/h", "five kilometers away at eighty kilometers per hour"),
        ("12GB, 20°C", "twelve gigabytes, twenty degrees Celsius"),
        ("He is 5'10\" tall", "He is five foot ten tall"),
        ("1/2 cup or 2½", "one half cup or two and a half"),
        ("odds of 3:1", "odds of three to one"),
        ("¥500, £3bn, €5m", "five hundred yen, three billion pounds, five million euros"),
        ("a $5 million deal for $1.50 each", "a five million dollar deal for one dollar and fifty cents each"),
        ("Call +44 20 7946 now", "Call plus four four, two zero, seven nine four six now"),
        ("On 29 May 2021 or Dec. 25, 2020", "On the twenty-ninth of May twenty twenty-one or December twenty-fifth, twenty twenty"),
        ("Python 3.12, version 2.5", "Python three point twelve, version two point five"),
        ("10 – 15 people, 5 x 4", "ten to fifteen people, five by four"),
        ("Queen Elizabeth I was; 5th Ave is", "Queen Elizabeth the first was; fifth Avenue is"),
        ("$5, 15% more", "five dollars, fifteen percent more"),
        ("100+ people, 10⁻³, 9 m/s²", "one hundred plus people, ten to the power of minus three, nine meters per second squared"),
        ("24/7 he/she and/or", "twenty-four seven he or she and or"),
        ("#1 of World War II", "number one of World War Two"),
        ("Louis XIV and Henry VIII", "Louis the fourteenth and Henry the eighth"),
        ("§ 5 → CO2", "section five to C O two"),
        ("In the 1990s 1,200 came 3rd", "In the nineteen nineties one thousand two hundred came third"),
    ],
)
def test_a_written_sentence_sounds_like_the_words_a_reader_says(written: str, read_out: str) -> None:
    spoken = [token.spoken for token in tokens(written_words(written), "en") if token.spoken]
    assert sounds(spoken) == sounds(read_out.split())
