"""Podcasting 2.0 transcripts."""

from __future__ import annotations

import json
from typing import Any

import pytest

from turncast.errors import SourceError
from turncast.read import parse
from turncast.script.turns import check_cover, find_turns

SEGMENTS: list[dict[str, Any]] = [
    {"speaker": "Ann Lee", "startTime": 0.5, "endTime": 0.9, "body": "Why"},
    {"startTime": 0.9, "endTime": 1.5, "body": "salt?"},
    {"speaker": "Bo Ek", "startTime": 2, "endTime": 3, "body": "Because it was there"},
    {"speaker": "Bo Ek", "startTime": 3, "endTime": 4, "body": ", and I was twelve."},
    {"speaker": "Ann Lee", "startTime": 4, "endTime": 5, "body": "Twelve?"},
    {"speaker": "Bo Ek", "startTime": 5, "endTime": 6, "body": "Twelve \ud800."},
]


def written(segments: object) -> bytes:
    return json.dumps({"version": "1.0.0", "segments": segments}).encode()


def test_segments_are_joined_for_each_change_of_speaker() -> None:
    article = parse(written(SEGMENTS), "x.json")
    assert [block.text for block in article.blocks] == [
        "Ann Lee: Why salt?",
        "Bo Ek: Because it was there, and I was twelve.",
        "Ann Lee: Twelve?",
        "Bo Ek: Twelve .",
    ]
    assert article.source == "\n\n".join(block.text for block in article.blocks)


def test_names_and_turns_come_out_right() -> None:
    article = parse(written(SEGMENTS), "-")
    script = find_turns(article)
    check_cover(article, script)
    names = {speaker.id: speaker.name for speaker in script.speakers}
    assert [names[turn.speaker] for turn in script.turns] == ["Ann Lee", "Bo Ek", "Ann Lee", "Bo Ek"]
    assert script.turns[1].text == "Because it was there, and I was twelve."


def test_speakers_that_a_program_numbered_are_kept_apart() -> None:
    numbered = [
        {"speaker": f"SPEAKER_0{n % 2}", "text": text} for n, text in enumerate(("Why salt?", "Because.", "Really?", "Yes, so."))
    ]
    script = find_turns(parse(written(numbered), "x.json"))
    assert len(script.speakers) == 2
    assert [turn.text for turn in script.turns] == ["Why salt?", "Because.", "Really?", "Yes, so."]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b'{"segments": [', "no valid JSON"),
        (b"[1, 2]", "no list of `segments`"),
        (b'{"segments": {}}', "no list of `segments`"),
        (b'{"segments": [1, {"body": 2}]}', "nothing in it can be read aloud"),
        (b"[" * 100_000, "no valid JSON"),
    ],
)
def test_what_is_no_transcript_is_told_in_one_line(data: bytes, problem: str) -> None:
    with pytest.raises(SourceError, match=problem) as caught:
        parse(data, "talk.json")
    assert "\n" not in str(caught.value)
