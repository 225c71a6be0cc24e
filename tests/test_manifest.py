from __future__ import annotations

import pickle

import pytest

from turncast.errors import ScriptError
from turncast.manifest import from_json, to_json
from turncast.model import Clip, Segment, Token, Track, Utterance, Voice, Word

CLIP = Clip("ab" * 32, 24_000, 12_000, (Word("Né?", 0, 480),), "engine", -23.5)
UTTERANCE = Utterance(0, "ann", (Token("Né?", "Né?"),), Voice("tone", "low", "en", 1.1), "turn")
TRACK = Track(44_100, 22_050, (Segment(UTTERANCE, CLIP, 10, 22_000, 1.25),))


def test_a_noun_survives_json_and_pickling_unchanged() -> None:
    assert from_json(to_json(TRACK), Track) == TRACK
    assert pickle.loads(pickle.dumps(TRACK)) == TRACK
    assert hash(TRACK) == hash(from_json(to_json(TRACK), Track))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        to_json(CLIP),
        to_json(TRACK).replace('"version": 1', '"version": 99'),
        to_json(TRACK).replace("44100", '"x"'),
    ],
)
def test_what_is_no_saved_track_is_a_script_error(text: str) -> None:
    with pytest.raises(ScriptError, match="not a saved Track"):
        from_json(text, Track)
