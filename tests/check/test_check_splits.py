"""A line that ends in a word that holds on to the next is a fault where it could have ended elsewhere, and only there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from turncast.check.evidence import Evidence
from turncast.check.finding import Finding
from turncast.check.houses import House, house
from turncast.check.splits import finding
from turncast.check.subtitles import Caption
from turncast.check.wording import placed
from turncast.model import Clip, Segment, Token, Track, Utterance, Voice, Word

RATE = 1000
NETFLIX, TIKTOK = house("netflix", "en"), house("tiktok", "en")


def segment(text: str, start_ms: int, word_ms: int, turn: int) -> Segment:
    written = text.split()
    words = tuple(Word(one, n * word_ms, (n + 1) * word_ms - 20) for n, one in enumerate(written))
    utterance = Utterance(
        turn, "ida-moss" if turn % 2 else "per-holm", tuple(Token(one, one) for one in written), Voice("tone", "low"), "turn"
    )
    clip = Clip("", RATE, len(words) * word_ms, words, "engine", -20.0)
    return Segment(utterance, clip, start_ms, clip.n_samples, 0.0)


def judged(evidence: Evidence, turns: list[list[list[str]]], rules: House = NETFLIX, word_ms: int = 400) -> Finding:
    """What the rule says of these turns of cues of lines, each turn one sentence spoken at one pace."""
    segments: list[Segment] = []
    cues: list[Caption] = []
    at_ms = 500
    for turn, lines_of_cues in enumerate(turns):
        segments.append(segment(" ".join(line for lines in lines_of_cues for line in lines), at_ms, word_ms, turn))
        for lines in lines_of_cues:
            until_ms = at_ms + word_ms * len(" ".join(lines).split())
            cues.append(Caption(at_ms, until_ms - rules.gap_ms, tuple(lines)))
            at_ms = until_ms
        at_ms += 600
    track = Track(RATE, at_ms, tuple(segments))
    plan = replace(evidence.plan, track=track)
    return finding(replace(evidence, plan=plan, rules=rules), {"vtt": placed(cues, (), track)})


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        (["we waited for a long while until the", "harbour lay white in the morning"], False),
        (["we waited for a long while", "until the harbour lay white in the morning"], True),
        (["we waited for a long while until our", "harbour lay white in the morning"], False),
        (["we waited for them until they had", "brought all of it to the harbour"], False),
        (["and when we had waited we never", "went to the harbour or to the sea"], False),
    ],
)
def test_a_turnover_after_a_word_that_holds_on_is_a_fault_where_another_fits(
    evidence: Evidence, lines: list[str], kept: bool
) -> None:
    found = judged(evidence, [[lines]])
    assert found.passed is kept
    assert ("where no other fits" in found.value) is False


def test_a_turnover_for_which_no_other_fits_is_told_and_allowed(evidence: Evidence) -> None:
    lines = ["the municipal infrastructure of our", "internationalisation-and-localisation-team"]
    found = judged(evidence, [[lines]])
    assert (found.value, found.passed) == ("0; 1 where no other fits", True)
    assert judged(evidence, [[["of the municipal infrastructure our", *lines[1:]]]]).passed is True
    assert judged(evidence, [[["of municipal infrastructures and of our", "localisation-team-in-the-house"]]]).passed is False


@pytest.mark.parametrize(
    ("cues", "kept"),
    [
        ([["we waited for a long while until the"], ["harbour lay white in the morning"]], False),
        ([["we waited for a long while until the", "harbour had"], ["been white for hours"]], False),
        ([["we waited for a long while"], ["until the harbour lay white in the morning"]], True),
        ([["we never"], ["waited there for a very long while"]], False),
    ],
)
def test_a_cue_that_ends_in_one_is_a_fault_where_the_two_could_part_elsewhere(
    evidence: Evidence, cues: list[list[str]], kept: bool
) -> None:
    assert judged(evidence, [cues]).passed is kept


def test_cues_part_where_time_and_length_allow_it(evidence: Evidence) -> None:
    cues = [["nobody came to the"], ["harbour at dawn"]]
    assert judged(evidence, [cues]).passed is False
    assert judged(evidence, [cues], word_ms=250).value == "0; 1 where no other fits"  # three words are too short then
    assert judged(evidence, [cues], word_ms=1700).passed is False
    assert judged(evidence, [cues], word_ms=1800).value == "0; 1 where no other fits"  # and four too long
    assert judged(evidence, [cues], replace(NETFLIX, max_cps=10)).value == "0; 1 where no other fits"


def test_a_house_of_few_words_leaves_less_room(evidence: Evidence) -> None:
    cues = [["so it was"], ["a bell again"], ["and it rang"]]
    assert judged(evidence, [cues], replace(TIKTOK, max_words=0)).passed is False
    assert judged(evidence, [cues], TIKTOK).value == "0; 1 where no other fits"


def test_a_name_before_the_first_line_takes_its_room(evidence: Evidence) -> None:
    cue = ["we saw it and so it was the", "harbour of the municipal administrations"]
    assert judged(evidence, [[["well"]], [cue]]).value == "0; 1 where no other fits"
    assert judged(evidence, [[["well"], cue]]).passed is False


def test_what_ends_a_sentence_or_a_turn_holds_on_to_nothing(evidence: Evidence) -> None:
    assert judged(evidence, [[["that is what I am"]], [["and that is what we have"]]]).value == "0"


def test_a_place_within_a_name_or_before_its_noun_is_no_better_one(evidence: Evidence) -> None:
    assert judged(evidence, [[["they said the"], ["Royal Society Council"]]]).value == "0; 1 where no other fits"
