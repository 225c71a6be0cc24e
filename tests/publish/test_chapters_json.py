from __future__ import annotations

import json

from turncast.model import Chapter
from turncast.publish.chapters_json import chapters_json


def test_the_file_has_what_podcasting_2_0_asks_for() -> None:
    found = json.loads(chapters_json([Chapter(0, "Anfang “橋”"), Chapter(61_234, "Why?")], "The title", "The show"))
    assert found == {
        "version": "1.2.0",
        "title": "The title",
        "podcastName": "The show",
        "chapters": [{"startTime": 0, "title": "Anfang “橋”"}, {"startTime": 61.234, "title": "Why?"}],
    }


def test_what_is_empty_is_left_out() -> None:
    assert json.loads(chapters_json([])) == {"version": "1.2.0", "chapters": []}
