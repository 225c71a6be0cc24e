"""Chapters beside the sound: the JSON form of Podcasting 2.0, version 1.2."""

from __future__ import annotations

import json
from collections.abc import Sequence

from turncast.model import Chapter


def chapters_json(chapters: Sequence[Chapter], title: str = "", show: str = "") -> str:
    """The whole file; `title` is the episode's, `show` the podcast's name.

    >>> print(chapters_json([Chapter(0, "Start"), Chapter(61_500, "Why?")], "T"))
    {
     "version": "1.2.0",
     "title": "T",
     "chapters": [
      {
       "startTime": 0.0,
       "title": "Start"
      },
      {
       "startTime": 61.5,
       "title": "Why?"
      }
     ]
    }
    <BLANKLINE>
    """
    about = {"title": title, "podcastName": show}
    points = [{"startTime": chapter.start_ms / 1000, "title": chapter.title} for chapter in chapters]
    found = {"version": "1.2.0", **{name: text for name, text in about.items() if text}, "chapters": points}
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"
