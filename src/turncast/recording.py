"""A script timed to a recording of it that was made elsewhere: captions for a human reading.

A voice that tells when it speaks reads the script too, and each word is found in the recording by comparison. The recording
itself is never changed; its captions count from the first sample that a player plays.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from turncast import captions
from turncast.audition import Engines
from turncast.captions.cues import lay_out
from turncast.captions.formats.options import CaptionOptions
from turncast.captions.rules import NETFLIX, for_language
from turncast.errors import OutputError, SoundError, SourceError, VoiceError
from turncast.model import Casting, Clip, Cue, Part, Script, TimedWord, Utterance, Voice, written
from turncast.progress import Progress
from turncast.script.binding import bound
from turncast.script.utterances import utterances
from turncast.sound.ffmpeg import decode_any
from turncast.sound.meter import clip_loudness
from turncast.speech.align import reference_voices
from turncast.speech.clips import open_audio
from turncast.speech.engine import Speech
from turncast.speech.long_align import Heard, Pcm, long_times
from turncast.speech.say import Studio, say
from turncast.store import Store, cache_dir, cache_limit_bytes, write_whole
from turncast.units import ms_to_samples, samples_to_ms

FORMATS = ("srt", "vtt", "words")
SAMPLE_RATE_HZ = 16_000
"""Holds all that is compared (see `features.HIGHEST_HZ`)."""
QUIETEST = 0.003
"""A recording that never gets louder, of 1, is silent: -50 dBFS."""
MOSTLY = 0.5
"""How much of what was roughly found has to match word for word: 0.95 to 1.0 of it does in a recording of the script, 0.0 to 0.2 in
one of another text, by Piper and espeak-ng with espeak-ng as the reference."""


@dataclass(frozen=True, slots=True)
class AlignOptions:
    """How a recording is to be captioned."""

    out: Path | None = None
    """Folder; where there is none, the recording's own."""
    formats: Sequence[str] = FORMATS
    engine: str | None = None
    """Who reads for comparison, instead of the best engine here that speaks the language and tells its times."""
    overwrite: bool = False
    """Whether files of the same names may be replaced: captions beside a recording may be somebody's work."""
    script_file: Path | None = None
    """Where the script came from, if from a file: it is never replaced."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """What a run made."""

    title: str
    files: tuple[Path, ...]
    duration_ms: int
    n_cues: int
    n_words: int
    n_sentences: int
    missing: tuple[str, ...]
    """Sentences of the script that are not heard, as written: no cue shows them."""
    estimated: tuple[str, ...]
    """Sentences that were found, but not word for word."""
    doubtful: tuple[str, ...]
    """Sentences in whose place something else may be read."""
    reader: str
    """Who read for comparison, as "engine/voice"."""


def align_recording(audio: Path, script: Script, options: AlignOptions, progress: Progress) -> Aligned:
    """Captions of a recording of a script, beside the recording. Raises TurncastError."""
    paths = _paths(audio, options)
    limit_bytes = cache_limit_bytes()
    progress.stage(f"listening to {audio.name}")
    with _decoded(audio) as sound:
        engines = Engines(options.engine or "", progress)
        voice = _reader(script.language, engines)
        store = Store(cache_dir() / "clips")
        asked = _utterances(script, voice, engines)
        parse = partial(bound, asked, script.language, store)
        said = say(asked, Studio(engines.used, store, clip_loudness, progress, meanwhile=parse))
        sentences = parse()
        heard = _heard(sound, said.clips, store, progress)
        duration_ms = samples_to_ms(len(sound), SAMPLE_RATE_HZ)
    if said.n_spoken:
        store.keep_within(limit_bytes)
    _check(audio, sentences, heard)
    words = [word for index, one in heard.items() for word in _timed_words(index, sentences[index], one)]
    cues = _cues(words, script, duration_ms)
    for name, path in paths.items():
        form = CaptionOptions(title=script.title, language=script.language, duration_ms=duration_ms)
        write_whole(path, captions.write(cues, name, form))
    return Aligned(
        title=script.title,
        files=tuple(paths.values()),
        duration_ms=duration_ms,
        n_cues=len(cues),
        n_words=len(words),
        n_sentences=len(sentences),
        missing=tuple(_written(one) for index, one in enumerate(sentences) if index not in heard),
        estimated=tuple(_written(sentences[index]) for index, one in heard.items() if one.timing == "estimated"),
        doubtful=tuple(_written(sentences[index]) for index, one in heard.items() if one.timing != "estimated" and one.doubtful),
        reader=f"{voice.engine}/{voice.name}",
    )


def _paths(audio: Path, options: AlignOptions) -> dict[str, Path]:
    """Where each format goes. Raises UsageError for a format that there is not, OutputError where a file is there already."""
    folder = options.out or audio.parent
    paths = {name: folder / f"{audio.stem}.{captions.load(name).ending}" for name in options.formats}
    there = [path for path in paths.values() if path.exists()]
    if there and not options.overwrite:
        raise OutputError(f"{there[0]} is there already: --overwrite replaces it, --out DIR writes somewhere else")
    if options.script_file and any(path.samefile(options.script_file) for path in there):
        raise OutputError(f"{options.script_file} is the script, and would be written over: --out DIR writes somewhere else")
    return paths


# --- the reading to compare with -------------------------------------------------------------------------------------------


def _reader(language: str, engines: Engines) -> Voice:
    """Who reads for comparison. Raises VoiceError where nobody can."""
    if engines.default:
        engine = engines[engines.default]
        if not engine.tells_times:
            raise VoiceError(f"{engine.name} does not tell when it speaks which word, so it cannot be compared with: try kokoro")
        return Voice(engine.name, engine.pick(language, "interviewee"), language)
    for voice in reference_voices(language):
        with suppress(VoiceError):  # its files are not to be had: the next one reads
            engines[voice.engine].fingerprint(voice)
            return voice
    raise VoiceError(f"no engine here reads {language!r} for comparison: espeak speaks most languages, see `turncast voices`")


def _utterances(script: Script, voice: Voice, engines: Engines) -> tuple[Utterance, ...]:
    casting = Casting(tuple(Part(speaker.id, voice) for speaker in script.speakers))
    return utterances(script, casting, engines.max_chars(casting))


def _spoken(clip: Clip, store: Store) -> Speech:
    rate = clip.sample_rate_hz
    words = tuple((ms_to_samples(word.start_ms, rate), ms_to_samples(word.end_ms, rate)) for word in clip.words)
    return Speech(open_audio(store, clip), rate, words)


# --- the recording ----------------------------------------------------------------------------------------------------------


@contextmanager
def _decoded(audio: Path) -> Iterator[Pcm]:
    """The recording on disk, in one channel of 16 bits: three hours would take 700 MB of memory. Raises SourceError."""
    loudest = 0.0
    with tempfile.TemporaryFile() as file:
        try:
            for block in decode_any(audio, SAMPLE_RATE_HZ):
                loudest = max(loudest, float(np.abs(block).max(initial=0)))
                file.write((np.clip(block, -1, 1) * 32767).astype("<i2").tobytes())
            file.flush()
        except SoundError as error:
            raise SourceError(f"{audio} holds no sound that can be decoded: give the recording, then its script") from error
        except OSError as error:
            raise SourceError(f"{audio} cannot be read ({error.strerror}): is it the recording's name?") from error
        if loudest <= QUIETEST:
            raise SourceError(f"{audio} is silent from beginning to end: is it the right recording?")
        yield np.memmap(file, "<i2", "r")


def _heard(sound: Pcm, clips: Sequence[Clip], store: Store, progress: Progress) -> dict[int, Heard]:
    """The sentences that are heard, by index."""
    progress.stage("finding the script in the recording")
    found: dict[int, Heard] = {}
    for index, one in long_times(sound, SAMPLE_RATE_HZ, len(clips), lambda index: _spoken(clips[index], store)):
        found[index] = one
        progress.advance(f"sentence {index + 1} of {len(clips)}", 1000 * (index + 1) // len(clips))
    progress.close()
    return found


def _check(audio: Path, sentences: Sequence[Utterance], heard: Mapping[int, Heard]) -> None:
    """Raises SourceError where the recording is not one of this script."""
    found = sum(len(sentences[index].tokens) for index in heard)
    matched = sum(len(sentences[index].tokens) for index, one in heard.items() if one.timing == "aligned")
    if matched <= MOSTLY * found:
        told = f"{matched} of its {sum(len(one.tokens) for one in sentences)} words match"
        raise SourceError(
            f"{audio} does not sound like a reading of this script ({told}): are they the right recording and script?"
        )


# --- captions ---------------------------------------------------------------------------------------------------------------


def _timed_words(index: int, utterance: Utterance, heard: Heard) -> Iterator[TimedWord]:
    """Every word of a sentence on the recording's clock; what makes no sound lies at the end of the word before."""
    spoken = iter(heard.times)
    until_ms = samples_to_ms(heard.times[0][0], SAMPLE_RATE_HZ)
    for token in utterance.tokens:
        from_ms = until_ms
        if token.spoken:
            from_ms, until_ms = (samples_to_ms(at, SAMPLE_RATE_HZ) for at in next(spoken))
        yield TimedWord(token.text, from_ms, until_ms, utterance.speaker, utterance.turn, index, token.space, token.holds)


def _cues(words: Sequence[TimedWord], script: Script, duration_ms: int) -> tuple[Cue, ...]:
    names = {speaker.id: speaker.name for speaker in script.speakers}
    return lay_out(words, names, duration_ms, for_language(NETFLIX, script.language), script.language)


def _written(utterance: Utterance) -> str:
    return written(utterance.tokens).strip()
