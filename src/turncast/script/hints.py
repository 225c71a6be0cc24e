"""What an article and a given name tell of a person's gender, where they are clear: a hint for casting, and no more.

Machine translation gets pronouns wrong more often than not, and a feature speaks of many people. So a hint is given only where
every sign points one way, and a person of whom nothing or both is told gets a voice by role alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from turncast.model import Script, Speaker
from turncast.script.given_names import gender_of
from turncast.script.sentences import sentences

Gender = Literal["female", "male"]
_SIGNS: dict[str, Gender] = {
    **dict.fromkeys(("he", "him", "his", "himself", "mr", "man", "gentleman"), "male"),
    **dict.fromkeys(("she", "her", "hers", "herself", "mrs", "ms", "miss", "woman", "lady"), "female"),
}
"""English only: in most other languages a pronoun agrees with a noun, not with a person."""
_WORD = re.compile(r"[^\W\d_]+")
FEWEST = 2
"""Signs; one alone may be about somebody else."""


def genders(script: Script) -> Mapping[str, Gender]:
    """Gender by speaker id, of everybody of whom it is clear: what the reporters tell of an interviewee, else the given name.

    Where what is told points both ways, the name does not decide either. Of a single interviewee all narration counts; of several
    only the sentences that name one of them.
    """
    asked = [speaker for speaker in script.speakers if speaker.role == "interviewee"]
    found: dict[str, Gender] = {}
    for speaker in script.speakers:
        signs = _told(script, asked, speaker) if speaker in asked else []
        by_name = gender_of(speaker.name)
        if len(signs) >= FEWEST and len(set(signs)) == 1:
            found[speaker.id] = signs[0]
        elif by_name and set(signs) <= {by_name}:
            found[speaker.id] = by_name
    return found


def _told(script: Script, asked: list[Speaker], speaker: Speaker) -> list[Gender]:
    if script.language.partition("-")[0] != "en":
        return []
    return [sign for sentence in _narration(script, asked, speaker) for sign in _signs(sentence)]


def _narration(script: Script, asked: list[Speaker], speaker: Speaker) -> Iterator[str]:
    """What reporters say that can be about this speaker."""
    reporters = {one.id for one in script.speakers if one.role == "reporter"}
    surname = speaker.name.split()[-1]
    for turn in script.turns:
        if turn.speaker in reporters:
            for sentence in sentences(turn.text, script.language):
                if len(asked) == 1 or surname in sentence:
                    yield sentence


def _signs(sentence: str) -> Iterator[Gender]:
    for word in _WORD.findall(sentence):
        if sign := _SIGNS.get(word.lower()):
            yield sign
