from __future__ import annotations

import pickle
from dataclasses import replace
from random import Random

import pytest
from caption_audit import hard_faults, soft_faults, text_of
from caption_programmes import NAMES, english, hostile_programmes
from hypothesis import given, settings

from turncast.captions.cues import lay_out
from turncast.captions.lines import labelled, width
from turncast.captions.rules import BBC, HOUSES, NETFLIX, CaptionRules
from turncast.model import TimedWord


@pytest.mark.parametrize("rules", HOUSES.values(), ids=HOUSES.keys())
@pytest.mark.parametrize("seed", range(3))
def test_an_interview_keeps_every_hard_rule(seed: int, rules: CaptionRules) -> None:
    words, duration_ms = english(Random(seed), 3000)
    assert hard_faults(lay_out(words, NAMES, duration_ms, rules), words, duration_ms, rules.line_chars) == []


@given(hostile_programmes())
@settings(max_examples=300, deadline=None)
def test_any_programme_keeps_every_hard_rule(programme: tuple[list[TimedWord], dict[str, str], int]) -> None:
    words, names, duration_ms = programme
    cues = lay_out(words, names, duration_ms)
    assert hard_faults(cues, words, duration_ms) == []
    named = [labelled(cue.lines, cue.speaker, 42) for cue in cues if cue.named]
    assert all(len(lines) <= 2 and all(width(line) <= 42 for line in lines) for lines in named)


def test_an_interview_is_pleasant_to_read() -> None:
    words, duration_ms = english(Random(11), 6000)
    faults = soft_faults(lay_out(words, NAMES, duration_ms))
    n_cues = faults["cues"]
    for fault in ("over 25 cps", "cue split", "line split", "one word of a sentence", "silence over 2 s", "flickering gap"):
        assert faults[fault] == 0, fault
    for fault in ("start off by over 84 ms", "end over 0.1 s early", "end over 1.5 s late"):
        assert faults[fault] == 0, fault
    assert faults["over 20 cps"] <= 0.01 * n_cues
    assert faults["over 17 cps"] <= 0.25 * n_cues
    assert faults["sentence mixed"] <= 0.01 * n_cues
    assert faults["under 0.833 s"] <= 0.01 * n_cues


def test_a_cue_is_too_short_only_where_the_words_around_leave_no_time() -> None:
    words, duration_ms = english(Random(12), 12000)
    cues = lay_out(words, NAMES, duration_ms)
    short = [n for n, cue in enumerate(cues) if cue.end_ms - cue.start_ms < NETFLIX.min_ms]
    assert short
    for n in short:
        until_next_ms = cues[n + 1].words[0].start_ms - cues[n].words[0].start_ms
        assert until_next_ms < NETFLIX.min_ms + NETFLIX.gap_ms
        assert {word.utterance for word in cues[n].words} == {cues[n].words[0].utterance}


def test_every_word_is_in_one_cue_as_written() -> None:
    words, duration_ms = english(Random(1))
    cues = lay_out(words, NAMES, duration_ms)
    assert [word for cue in cues for word in cue.words] == words


def test_a_name_is_shown_when_the_speaker_changes_and_not_at_every_turn() -> None:
    spoken = [("q", 0, "Heading"), ("q", 1, "Why?"), ("a", 2, "Because."), ("q", 3, "Oh.")]
    words = [TimedWord(text, 1200 * turn, 1200 * turn + 900, who, turn, turn) for who, turn, text in spoken]
    cues = lay_out(words, {"q": " Ruth\n Amberley ", "a": "Tomasz Kowal"}, 9000)
    assert [(cue.speaker, cue.named, cue.lines) for cue in cues] == [
        ("Ruth Amberley", True, ("Heading",)),
        ("Ruth Amberley", False, ("Why?",)),
        ("Tomasz Kowal", True, ("Because.",)),
        ("Ruth Amberley", True, ("Oh.",)),
    ]


def test_nobody_speaks_no_cue() -> None:
    assert lay_out([], {}, 5000) == ()
    assert lay_out([TimedWord("", 0, 100, "q", 0, 0)], {"q": "Ann"}, 5000) == ()


def test_words_out_of_order_are_a_bug_of_ours() -> None:
    words = [TimedWord("a", 500, 600, "q", 0, 0), TimedWord("b", 100, 200, "q", 0, 0)]
    with pytest.raises(AssertionError, match="in order"):
        lay_out(words, {"q": "Ann"}, 5000)


def test_words_without_any_length_get_cues_all_the_same() -> None:
    words = [TimedWord(f"word{n}", 1000, 1000, "qa"[n % 2], n, n) for n in range(5)]
    cues = lay_out(words, NAMES, 3000)
    assert hard_faults(cues, words, 3000) == []
    assert [cue.words for cue in cues] == [(word,) for word in words]


def test_japanese_is_broken_by_its_own_rules() -> None:
    text = "私は東京で生まれました。父は「時計職人」で、毎日遅くまで働いていましたが、日曜日にはいつも川へ連れて行ってくれました。"
    words = [TimedWord(char, 130 * n, 130 * n + 130, "a", 0, 0, space=False) for n, char in enumerate(text)]
    cues = lay_out(words, {"a": "佐藤"}, 9000)
    assert hard_faults(cues, words, 9000) == []
    lines = [line for cue in cues for line in cue.lines]
    assert len(lines) > 2
    assert not any(line[0] in "。、」" or line[-1] == "「" for line in lines)
    assert "".join(lines) == text


def test_shorter_lines_are_a_house_rule_away() -> None:
    words, duration_ms = english(Random(4))
    assert max(width(line) for cue in lay_out(words, NAMES, duration_ms, BBC) for line in cue.lines) <= 37
    narrow = replace(NETFLIX, line_chars=20)
    assert hard_faults(lay_out(words, NAMES, duration_ms, narrow), words, duration_ms, 20) == []


def test_cues_survive_pickling() -> None:
    words, duration_ms = english(Random(1))
    cues = lay_out(words, NAMES, duration_ms)
    assert pickle.loads(pickle.dumps(cues)) == cues
    assert text_of(words) == text_of([word for cue in cues for word in cue.words])
