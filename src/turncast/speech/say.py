"""Utterances to clips: what was spoken before comes from the store, the rest is spoken on all cores, longest first.

What an engine cannot be brought to speak goes to the next engine that the user allowed, and says so; nothing is left out.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from turncast.errors import EngineError, ServiceError, VoiceError
from turncast.model import Clip, Utterance, Voice
from turncast.progress import Progress
from turncast.runner import Emit, cores, spread, spread_in_threads, workers_for
from turncast.speech.attempts import Pace, StoppedError, attempted
from turncast.speech.check import without_phonemes
from turncast.speech.clips import clip_key, find_clip, keep_clip, open_audio
from turncast.speech.engine import Engine
from turncast.speech.engines import load
from turncast.speech.takes import Sound, Tries, once, prepared, taken
from turncast.speech.timing import Measure, clip_of
from turncast.store import Store

DOWN_AFTER = 3
"""Sentences in a row that a service fails, each after all attempts, before the rest goes to the next engine at once; one is enough
where it lets us in no more."""
MOST_THREADS = 4
"""Of one worker, where there are fewer sentences than cores: a changed sentence should not wait on one core while others idle."""
Failure = EngineError | VoiceError
"""What another engine may do better; anything else stops the run."""


@dataclass(frozen=True, slots=True)
class Job:
    """One clip to be made, possibly in another process."""

    key: str
    prompt: Any
    """None where the engine could make none: the text is too long, and has to be spoken in pieces, or it fails."""
    asked: tuple[str, ...]
    """What the engine was asked to say: one entry for each token that has a sound."""
    text: str
    """As written, for messages."""
    voice: Voice
    take: int
    store: Path
    measure: Measure
    readers: tuple[Voice, ...]
    """Who reads the sentence for comparison, where the engine tells no times; the best first."""
    sounds: tuple[Sound, ...] = ()
    """What was heard, where that is there already."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: a clip, or the reason why there is none."""

    key: str
    clip: Clip | None = None
    error: Failure | None = None


@dataclass(frozen=True, slots=True)
class Studio:
    """What speaking needs, the same for all sentences."""

    engines: Mapping[str, Engine]
    store: Store
    measure: Measure
    """Samples and their rate to LUFS."""
    progress: Progress
    fallbacks: Sequence[Mapping[str, Voice]] = ()
    """For each engine that may step in, in order, the voice of every speaker."""
    readers: tuple[Voice, ...] = ()
    """Voices that read for engines which tell no times; without any the times are estimated."""
    meanwhile: Callable[[], object] = lambda: None
    """Called once the last prompt is made and only workers are busy: the place for what would be waited for afterwards."""


@dataclass(frozen=True, slots=True)
class Said:
    """One clip for each utterance, in order."""

    utterances: tuple[Utterance, ...]
    """As they were spoken: with another voice where another engine stepped in."""
    clips: tuple[Clip, ...]
    n_spoken: int
    """Clips that had to be spoken now."""


def say(utterances: Sequence[Utterance], studio: Studio) -> Said:
    """The clips of all utterances; equal ones are spoken once, and each is kept as soon as it is made.

    Raises EngineError or VoiceError, which names the text, where every voice fails; what was spoken until then is kept.
    """
    keys = [_key(one, studio) for one in utterances]
    wanted = dict(zip(keys, utterances, strict=True))
    answers, n_spoken = _answers(wanted, studio)
    spoken = tuple(replace(one, voice=answers[key][0]) for key, one in zip(keys, utterances, strict=True))
    return Said(spoken, tuple(answers[key][1] for key in keys), n_spoken)


def asked_words(utterance: Utterance, engine: Engine) -> tuple[str, ...]:
    """The spoken forms as this engine takes them; tokens without a sound are left out."""
    spoken = (token.spoken for token in utterance.tokens if token.spoken)
    return tuple(spoken if engine.takes_phonemes else map(without_phonemes, spoken))


def _key(utterance: Utterance, studio: Studio) -> str:
    engine = studio.engines[utterance.voice.engine]
    return clip_key(utterance, asked_words(utterance, engine), engine)


# --- what is kept, what is missing ------------------------------------------------------------------------------------


def _answers(wanted: Mapping[str, Utterance], studio: Studio) -> tuple[dict[str, tuple[Voice, Clip]], int]:
    """For each key the voice and the clip that answer it, and how many of them were spoken now."""
    found = {key: find_clip(studio.store, key) for key in wanted}
    damaged = sum(one == "damaged" for one in found.values())
    clips = {key: one for key, one in found.items() if isinstance(one, Clip)}
    missing = {key: one for key, one in wanted.items() if key not in clips}
    if damaged:
        were = "clip was" if damaged == 1 else "clips were"
        studio.progress.stage(f"{damaged} kept {were} damaged and will be spoken again")
    answers = {key: (wanted[key].voice, clip) for key, clip in clips.items()}
    weak = {key: clip for key, clip in clips.items() if clip.timing == "estimated"} if studio.readers else {}
    failed: dict[str, Failure] = {}
    for outcome in _told(_outcomes(missing, studio), missing, studio):
        if outcome.clip:
            answers[outcome.key] = wanted[outcome.key].voice, outcome.clip
        elif outcome.error and not studio.fallbacks:
            raise outcome.error
        elif outcome.error:
            failed[outcome.key] = outcome.error
    answers |= _timed_anew(weak, wanted, studio)
    others, n_others = _from_fallback({key: wanted[key] for key in failed}, failed, studio)
    return answers | others, len(missing) - len(failed) + n_others


def _from_fallback(
    left: Mapping[str, Utterance], errors: Mapping[str, Failure], studio: Studio
) -> tuple[dict[str, tuple[Voice, Clip]], int]:
    """The answers of the next engine for what the one before could not speak."""
    if not left:
        return {}, 0
    voices, *rest = studio.fallbacks
    engine = next(iter(voices.values())).engine
    studio.progress.stage(f"{engine} speaks {_sentences(len(left))} instead: {next(iter(errors.values()))}")
    recast = {key: replace(one, voice=voices[one.speaker]) for key, one in left.items()}
    keys = {key: _key(one, studio) for key, one in recast.items()}
    answers, n_spoken = _answers({keys[key]: one for key, one in recast.items()}, replace(studio, fallbacks=rest))
    return {key: answers[keys[key]] for key in left}, n_spoken


def _told(outcomes: Iterable[Outcome], missing: Mapping[str, Utterance], studio: Studio) -> Iterator[Outcome]:
    """The outcomes; tells how many sentences are spoken, and what share of their text that is."""
    length = {key: _length(one) for key, one in missing.items()}
    todo, done = sum(length.values()), 0
    if missing:
        names = sorted({one.voice.engine for one in missing.values()})
        studio.progress.stage(f"speaking {_sentences(len(missing))} with {' and '.join(names)}")
    for number, outcome in enumerate(outcomes, 1):
        done += length[outcome.key]
        studio.progress.advance(f"{number} of {len(missing)} sentences", 1000 * done // todo)
        yield outcome
    studio.progress.close()


def _sentences(number: int) -> str:
    return f"{number} sentence{'' if number == 1 else 's'}"


def _length(utterance: Utterance) -> int:
    return sum(len(token.spoken) + 1 for token in utterance.tokens)


# --- speaking ----------------------------------------------------------------------------------------------------------


def _outcomes(missing: Mapping[str, Utterance], studio: Studio) -> Iterator[Outcome]:
    """One for each missing clip, as it gets ready: what needs processes, then what needs a network, then what is quick."""
    order = sorted(missing, key=lambda key: (-_length(missing[key]), key))
    by_engine: dict[str, list[str]] = {}
    for key in order:
        by_engine.setdefault(missing[key].voice.engine, []).append(key)

    def jobs(names: Iterable[str]) -> Iterator[Job]:
        chosen = {key for name in names for key in by_engine[name]}
        return (_job(key, missing[key], studio) for key in order if key in chosen)

    outside = [name for name in by_engine if studio.engines[name].in_processes]
    online = [name for name in by_engine if studio.engines[name].needs_network and name not in outside]
    n_outside = sum(len(by_engine[name]) for name in outside)
    if n_outside:
        made = _then(jobs(outside), studio.meanwhile)
        n_workers = workers_for(n_outside)
        warm = partial(_warm, tuple(outside), min(MOST_THREADS, max(1, cores() // n_workers)))
        yield from spread(make_clip, made, n_workers, _lost, warm)
    for name in online:
        yield from _fetched(jobs([name]), studio.engines[name], len(by_engine[name]), studio)
    yield from map(make_clip, jobs([name for name in by_engine if name not in (*outside, *online)]))


def _then(jobs: Iterable[Job], meanwhile: Callable[[], object]) -> Iterator[Job]:
    yield from jobs
    meanwhile()


def _job(key: str, one: Utterance, studio: Studio) -> Job:
    engine = studio.engines[one.voice.engine]
    asked = asked_words(one, engine)
    text = " ".join(token.text for token in one.tokens)
    prompt = None
    with suppress(EngineError, VoiceError):  # told when it is tried again, in pieces where it is too long
        prompt = prepared(engine, asked, one.voice, one.take)
    return Job(key, prompt, asked, text, one.voice, one.take, studio.store.root, studio.measure, studio.readers)


def make_clip(job: Job, tries: Tries = once) -> Outcome:
    """Speak one job, check it, time its words, keep it."""
    try:
        sounds = taken(_engine(job.voice.engine), job.asked, job.prompt, job.voice, job.take, tries)
    except (EngineError, VoiceError) as error:
        return Outcome(job.key, error=_named(error, job.text, job.voice))
    return finish(replace(job, sounds=sounds))


def finish(job: Job) -> Outcome:
    """The clip of a job that was spoken, with its words timed, and kept."""
    store = Store(job.store)
    readers = [(_engine(voice.engine), voice) for voice in job.readers]
    try:
        clip = clip_of(job.sounds, job.voice, store, job.measure, readers)
    except EngineError as error:
        return Outcome(job.key, error=_named(error, job.text, job.voice))
    keep_clip(store, job.key, clip)
    return Outcome(job.key, clip)


def _lost(job: Job) -> Outcome:
    error = EngineError("the voice's process died again and again on this sentence (its library crashes, or memory is short)")
    return Outcome(job.key, error=_named(error, job.text, job.voice))


@cache
def _engine(name: str) -> Engine:
    """This process's engine of that name, with its model loaded once."""
    return load(name)


def _warm(names: Sequence[str], n_threads: int = 1) -> None:
    for name in names:
        _engine(name).warm(n_threads)


def _warm_readers(studio: Studio) -> Callable[[], None]:
    return partial(_warm, tuple({voice.engine for voice in studio.readers}))


def _named(error: Failure, text: str, voice: Voice) -> Failure:
    """The error, telling which sentence it was about."""
    shown = text if len(text) <= 60 else text[:57] + "..."
    return type(error)(f"{error} (while speaking “{without_phonemes(shown)}” with {voice.engine}/{voice.name})")


# --- over a network --------------------------------------------------------------------------------------------------


def _fetched(jobs: Iterable[Job], engine: Engine, n_jobs: int, studio: Studio) -> Iterator[Outcome]:
    """Outcomes of an engine that has to be asked over a network: several at once, again and again, at a polite pace.

    Where it tells no times, other processes find them while the next sentences are fetched.
    """
    failures: list[Outcome] = []
    spoken = _spoken_jobs(jobs, engine, studio.progress, failures)
    if studio.readers and not engine.tells_times:
        yield from spread(finish, spoken, workers_for(n_jobs), lambda job: finish(replace(job, readers=())), _warm_readers(studio))
    else:
        yield from map(finish, spoken)
    yield from failures


def _spoken_jobs(jobs: Iterable[Job], engine: Engine, progress: Progress, failures: list[Outcome]) -> Iterator[Job]:
    """The jobs with what was heard, as they come; those that failed go to `failures`."""
    pace = Pace(engine.per_minute)
    in_a_row = 0

    def wanted() -> Iterator[Job]:
        for job in jobs:
            if in_a_row < DOWN_AFTER:
                yield job
            else:
                failures.append(Outcome(job.key, error=failures[-1].error))

    for found in spread_in_threads(partial(_fetch, pace), wanted(), max(1, engine.at_once)):
        if isinstance(found, str):
            progress.stage(found)
        elif isinstance(found, Outcome):
            in_a_row += DOWN_AFTER if isinstance(found.error, VoiceError) else isinstance(found.error, ServiceError)
            failures.append(found)
        else:
            in_a_row = 0
            yield found


def _fetch(pace: Pace, job: Job, emit: Emit[str | Job | Outcome], stopped: threading.Event) -> None:
    """Emits the job with its sound, or its failure; and before that, news while it has to wait."""

    def tries(call: Callable[[], Sound]) -> Sound:
        return attempted(call, pace, stopped, emit)

    try:
        emit(replace(job, sounds=taken(_engine(job.voice.engine), job.asked, job.prompt, job.voice, job.take, tries)))
    except (EngineError, VoiceError) as error:
        emit(Outcome(job.key, error=_named(error, job.text, job.voice)))
    except StoppedError:
        return


def _timed_anew(weak: Mapping[str, Clip], wanted: Mapping[str, Utterance], studio: Studio) -> dict[str, tuple[Voice, Clip]]:
    """Kept clips whose times were only estimated, with better ones: their sound is there, so nothing is spoken."""
    if not weak:
        return {}
    studio.progress.stage(f"finding when words are spoken in {_sentences(len(weak))} kept from before")

    def jobs() -> Iterator[Job]:
        for key, clip in weak.items():
            one = wanted[key]
            sound = Sound(tuple(word.text for word in clip.words), open_audio(studio.store, clip), clip.sample_rate_hz, None)
            text = " ".join(sound.asked)
            job = Job(key, None, sound.asked, text, one.voice, one.take, studio.store.root, studio.measure, studio.readers)
            yield replace(job, sounds=(sound,))

    again = spread(finish, jobs(), workers_for(len(weak)), lambda job: Outcome(job.key, weak[job.key]), _warm_readers(studio))
    return {outcome.key: (wanted[outcome.key].voice, outcome.clip) for outcome in again if outcome.clip}
