"""Clips laid on a track: where each starts, in counted samples, and how loud each voice is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile

from turncast.errors import SoundError
from turncast.model import Clip, Segment, TimedWord, Track, Utterance, Voice
from turncast.sound.meter import FLOOR_LUFS, mean_level
from turncast.sound.mp3 import FRAME
from turncast.sound.pacing import INTERVIEW, Pacing, pause_ms
from turncast.units import ms_to_samples, resampled_length, samples_to_ms

VOICE_LEVEL_LUFS = -23.0
"""Every voice is brought here: EBU R 128's level, at which the mix stays below full scale; the master sets the final one."""


def stitch(
    utterances: Sequence[Utterance], clips: Sequence[Clip], pacing: Pacing = INTERVIEW, sample_rate_hz: int = 44_100
) -> Track:
    """A track of one clip for each utterance, in order, with pauses between and silence at both ends.

    Raises SoundError where there is nothing to lay, or not one clip for each utterance.
    """
    if not utterances or len(utterances) != len(clips):
        raise SoundError(f"cannot lay {len(clips)} clips for {len(utterances)} utterances on a track: one clip for each is needed")
    gains = voice_gains(zip(utterances, clips, strict=True))
    segments: list[Segment] = []
    end = 0
    for utterance, clip in zip(utterances, clips, strict=True):
        start = _whole_frames(end + ms_to_samples(_silence_ms(pacing, segments, utterance, sample_rate_hz), sample_rate_hz))
        n_samples = resampled_length(clip.n_samples, clip.sample_rate_hz, sample_rate_hz)
        segments.append(Segment(utterance, clip, start, n_samples, gains[utterance.voice]))
        end = start + n_samples
    n_samples = end + ms_to_samples(pacing.tail_ms, sample_rate_hz)
    return Track(sample_rate_hz, _whole_frames(n_samples), tuple(segments))


def _whole_frames(n_samples: int) -> int:
    """Up to whole frames of MP3 (26 ms).

    Starts, so that a sentence is the same frames wherever it has moved to; ends, because ffmpeg (9.0) notes the padding of the last
    packet only: lengths of 1 to 46 samples over whole frames would decode up to 46 samples too long.
    """
    return -(-n_samples // FRAME) * FRAME


def _silence_ms(pacing: Pacing, placed: Sequence[Segment], utterance: Utterance, sample_rate_hz: int) -> int:
    if not placed:
        return pacing.head_ms
    if utterance.pause_ms is not None:
        return utterance.pause_ms
    before = placed[-1]
    pause = pause_ms(pacing, utterance.join, before.utterance, samples_to_ms(before.clip.n_samples, before.clip.sample_rate_hz))
    if before.utterance.speaker == utterance.speaker:
        return pause
    run = takewhile(lambda segment: segment.utterance.speaker == before.utterance.speaker, reversed(placed))
    first = min(segment.start for segment in run)
    return max(pause, pacing.shortest_turn_ms - samples_to_ms(before.start + before.n_samples - first, sample_rate_hz))


def voice_gains(spoken: Iterable[tuple[Utterance, Clip]]) -> dict[Voice, float]:
    """The gain in dB that brings each voice, taken over all its clips, to VOICE_LEVEL_LUFS."""
    levels: dict[Voice, list[tuple[float, float]]] = {}
    for utterance, clip in spoken:
        levels.setdefault(utterance.voice, []).append((clip.loudness_lufs, clip.n_samples / clip.sample_rate_hz))
    means = {voice: mean_level(parts) for voice, parts in levels.items()}
    return {voice: 0.0 if mean <= FLOOR_LUFS else VOICE_LEVEL_LUFS - mean for voice, mean in means.items()}


def timed_words(track: Track) -> tuple[TimedWord, ...]:
    """Every word on the track's clock: the one place that adds a segment's start and a word's own time.

    Raises SoundError for a sentence that has not one time for each spoken word, as a damaged track.json may.
    """
    return tuple(
        word for index, segment in enumerate(track.segments) for word in _segment_words(index, segment, track.sample_rate_hz)
    )


def _segment_words(index: int, segment: Segment, sample_rate_hz: int) -> Iterable[TimedWord]:
    utterance = segment.utterance
    n_spoken, n_timed = sum(bool(token.spoken) for token in utterance.tokens), len(segment.clip.words)
    if n_timed != n_spoken:
        raise SoundError(f"sentence {index + 1} of the track has {n_timed} times for {n_spoken} words: make the episode again")
    start_ms = samples_to_ms(segment.start, sample_rate_hz)
    # rounding start and word apart may end a word 1 ms after its sound, which a following segment must not see
    end_ms = samples_to_ms(segment.start + segment.n_samples, sample_rate_hz)
    spoken = iter(segment.clip.words)
    until_ms = start_ms
    for token in utterance.tokens:
        # what makes no sound lies at the end of the word before
        from_ms = until_ms
        if token.spoken:
            word = next(spoken)
            from_ms, until_ms = (min(start_ms + at_ms, end_ms) for at_ms in (word.start_ms, word.end_ms))
        yield TimedWord(token.text, from_ms, until_ms, utterance.speaker, utterance.turn, index, token.space, token.holds)
