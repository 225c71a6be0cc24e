"""Who plays whom: engines made ready, and what command line, script and show wish brought together into a casting."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from turncast import __version__
from turncast.errors import LanguageError, TurncastError, UsageError, VoiceError
from turncast.model import Casting, Role, Script, Voice
from turncast.progress import Progress
from turncast.script.casting import Cast, cast, wished_speaker
from turncast.script.show import Show
from turncast.script.textform import Edited
from turncast.speech.align import reference_voices
from turncast.speech.engine import Engine
from turncast.speech.engines import load
from turncast.store import Store

DEFAULT_ENGINE = "kokoro"
ENGINE_FOR_OTHER_LANGUAGES = "espeak"
_OTHER_CODES = {"cmn": "zh", "nb": "no", "iw": "he", "jw": "jv", "fil": "tl", "in": "id", "ji": "yi"}
"""Two codes of one language: engines call it by either."""
_PACE_FORM = 1
"""Raised when a pace is foretold or measured another way, so that what was kept before is not taken for new."""
_RATE = re.compile(r"(?P<name>[^@]+)@(?P<rate>\d+(?:\.\d+)?)")


class Engines:
    """The engines of one run, each made ready when it is first used."""

    def __init__(self, default: str, progress: Progress, store: Store | None = None) -> None:
        """`store` keeps what is found of paces."""
        self.default = default
        self.used: dict[str, Engine] = {}
        self.sources: dict[str, str] = {}
        self._progress = progress
        self._store = store

    def __getitem__(self, name: str) -> Engine:
        if name not in self.used:
            engine = load(name)
            if missing := engine.missing():
                raise VoiceError(f"the engine {name} cannot be used here: {missing}")
            self.sources[name] = engine.ready(self._progress.stage)
            self.used[name] = engine
        return self.used[name]

    def offer(self, name: str, language: str) -> Cast:
        """What an engine offers in that language."""
        engine = self[name]
        roles: tuple[Role, ...] = ("reporter", "interviewee")
        voices = engine.voices()
        spoken = [one.name for one in voices if _code(one.language) in ("mul", _code(language))]
        others = spoken or [one.name for one in voices]
        told = {one.name: one.gender for one in voices if one.gender != "neutral"}
        picked = {role: engine.pick(language, role) for role in roles}

        def letters_per_s(voice: str, turns: Sequence[Sequence[str]]) -> float:
            with suppress(TurncastError):  # a voice that cannot speak is told of when it is to speak, and another may step in
                return self._pace(engine, Voice(name, voice, language), turns)
            return 0.0

        alike = frozenset(engine.alike())
        return Cast(name, picked, others, told, alike, letters_per_s=letters_per_s, pace_response=engine.pace_response)

    def _pace(self, engine: Engine, voice: Voice, turns: Sequence[Sequence[str]]) -> float:
        def work() -> bytes:
            return repr(float(engine.letters_per_s(voice, turns))).encode()

        question = f"pace {_PACE_FORM} {__version__} {engine.fingerprint(voice)} {voice.language} {turns}"
        return float(self._store.kept(question, work) if self._store else work())

    def max_chars(self, casting: Casting) -> Mapping[str, int]:
        return {part.voice.engine: self[part.voice.engine].max_chars for part in casting.parts}


def engine_for(edited: Edited, wanted: str | None) -> str:
    """The engine asked for, or that of the script's first voice, or the best that speaks the language."""
    return wanted or _engine_of(edited) or _usual_engine(edited.script.language)


def _engine_of(edited: Edited) -> str:
    return next((voice.partition("/")[0] for voice in edited.voices.values() if "/" in voice), "")


def _usual_engine(language: str) -> str:
    """The default engine, or where it does not speak the language the one that speaks nearly all."""
    try:
        load(DEFAULT_ENGINE).pick(language, "reporter")
    except LanguageError:
        return ENGINE_FOR_OTHER_LANGUAGES
    return DEFAULT_ENGINE


def casting_of(edited: Edited, engines: Engines, wishes: Sequence[str], show: Show, any_engine: bool) -> Casting:
    """A voice for every speaker: as the command line wishes ("WHO=VOICE"), else the script, else the show, else the engine's offer.

    A role means its main speaker, the first who is not named too. `any_engine` tells whether voices of other engines than the run's
    may come from script and show.
    """
    script = edited.script
    found: dict[str, Voice] = {}
    known = {name.casefold(): voice for name, voice in show.voices.items()}
    of_show = {one.id: known[one.name.casefold()] for one in script.speakers if one.name.casefold() in known}
    for speaker, wish in {**of_show, **edited.voices}.items():
        if any_engine or (wish.rpartition("/")[0] or engines.default) == engines.default:
            found[speaker] = voice_of(wish, script.language, engines)
    asked = [(wished_speaker(who, script), voice_of(name, script.language, engines)) for who, name in map(_split, wishes)]
    by_role = {key: voice for key, voice in asked if key in ("reporter", "interviewee")}
    by_name = {key: voice for key, voice in asked if key not in by_role}
    for role, voice in by_role.items():
        unnamed = [speaker.id for speaker in script.speakers if speaker.role == role and speaker.id not in by_name]
        found.update(dict.fromkeys(unnamed[:1], voice))
    found.update(by_name)
    offer = engines.offer(engines.default, script.language)
    return cast(script, replace(offer, kept=_kept(show, script, engines.default)), found)


def _kept(show: Show, script: Script, engine: str) -> frozenset[str]:
    """That engine's voices which belong to people of the show who are not in this episode."""
    here = {speaker.name.casefold() for speaker in script.speakers}
    wishes = [wish.rpartition("/") for name, wish in show.voices.items() if name.casefold() not in here]
    return frozenset(name.partition("@")[0] for of, slash, name in wishes if not slash or of == engine)


def _split(wish: str) -> tuple[str, str]:
    """Who, and the voice. Raises UsageError."""
    who, _, name = (part.strip() for part in wish.partition("="))
    if not (who and name):
        raise UsageError(f"--cast {wish!r} is not understood: write SPEAKER_OR_ROLE=VOICE, such as reporter=bf_emma")
    return who, name


def voice_of(wish: str, language: str, engines: Engines) -> Voice:
    """The voice meant by "name", "engine/name" or "engine/name@rate". Raises VoiceError where there is none."""
    engine, slash, name = wish.rpartition("/")
    paced = _RATE.fullmatch(name)
    voice = Voice(engine if slash else engines.default, name, language)
    if paced:
        voice = replace(voice, name=paced["name"], rate=float(paced["rate"]))
        engines[voice.engine].prepare((), voice)  # which knows how fast it can speak
    engines[voice.engine].fingerprint(voice)
    return voice


def wish_of(voice: Voice) -> str:
    """How a voice is written so that `voice_of` finds it."""
    return f"{voice.engine}/{voice.name}" + (f"@{voice.rate:g}" if voice.rate != 1 else "")


def _code(language: str) -> str:
    """The language without its region, the same for both codes that some have.

    >>> _code("cmn") == _code("zh-CN"), _code("nb") == _code("no"), _code("pt-BR")
    (True, True, 'pt')
    """
    code = language.lower().partition("-")[0]
    return _OTHER_CODES.get(code, code)


def stand_ins(script: Script, names: Sequence[str], engines: Engines) -> tuple[Mapping[str, Voice], ...]:
    """For each engine that may step in, a voice for every speaker."""
    casts = [cast(script, engines.offer(name, script.language), {}) for name in names]
    return tuple({part.speaker: part.voice for part in one.parts} for one in casts)


def readers(script: Script, engines: Engines) -> tuple[Voice, ...]:
    """Who reads for those engines of the run that do not tell when words are spoken; nobody where all do."""
    if all(engine.tells_times for engine in engines.used.values()):
        return ()
    found = []
    for voice in reference_voices(script.language):
        with suppress(VoiceError):  # its files are not to be had: the next one reads, or times are estimated
            engines[voice.engine].fingerprint(voice)
            found.append(voice)
    return tuple(found)


def doubts(script: Script, casting: Casting, engines: Engines) -> tuple[str, ...]:
    """What the maker should know of the casting: voices of another language, one voice for two people."""
    found = []
    for part in casting.parts:
        spoken = next((one.language for one in engines[part.voice.engine].voices() if one.name == part.voice.name), "")
        if _code(spoken) not in ("", "zxx", "mul", _code(script.language)):
            found.append(f"the voice {wish_of(part.voice)} is made for {spoken}, and the interview is in {script.language}")
    names = {speaker.id: speaker.name for speaker in script.speakers}
    voices = [part.voice for part in casting.parts]
    shared = [names[part.speaker] for part in casting.parts if voices.count(part.voice) > 1]
    if shared:
        found.append(f"{' and '.join(shared)} share one voice; give one of them another with --cast, also of another engine")
    return tuple(found)
