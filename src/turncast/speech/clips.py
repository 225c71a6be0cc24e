"""Clips in the store: kept under what they answer, checked when they are read."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from typing import Literal

import numpy as np
import soundfile

from turncast.errors import ScriptError, SoundError
from turncast.manifest import from_json, to_json
from turncast.model import Clip, Music, Utterance
from turncast.speech.engine import Engine, Samples
from turncast.store import Store, digest

CLIP_FORM = 2
"""Raised when clips are made another way (trimming, levels), so that old ones are not taken for new."""


def clip_key(utterance: Utterance, words: Sequence[str], engine: Engine) -> str:
    """What a clip answers: the engine's fingerprint, the voice, the words it is asked to say and the take, and nothing else."""
    voice = utterance.voice
    fingerprint = engine.fingerprint(voice)
    asked = [CLIP_FORM, voice.engine, fingerprint, voice.name, voice.language, voice.rate, list(words), utterance.take]
    return digest(json.dumps(asked, ensure_ascii=False).encode())


def find_clip(store: Store, key: str) -> Clip | Literal["damaged"] | None:
    """The clip kept under that key, if its sound is there and sound; what was damaged is dropped."""
    text = store.noted(key)
    if text is None:
        return None
    try:
        clip = from_json(text, Clip)
    except ScriptError:
        store.forget(key)
        return "damaged"
    if not store.has(clip.audio, ".flac"):
        return None
    if store.get(clip.audio, ".flac") is None:
        store.forget(key)
        store.drop(clip.audio, ".flac")
        return "damaged"
    store.used(key, ".json")
    store.used(clip.audio, ".flac")
    return clip


def keep_clip(store: Store, key: str, clip: Clip) -> None:
    """Put a clip whose audio is in the store under its key."""
    store.note(key, to_json(clip))


def keep_audio(store: Store, samples: Samples, sample_rate_hz: int) -> str:
    """Put sound into the store as 16-bit FLAC of as many channels; returns its digest. The same samples give the same digest."""
    buffer = io.BytesIO()
    pcm = np.round(np.clip(samples, -1.0, 32767 / 32768) * 32768).astype(np.int16)
    soundfile.write(buffer, pcm, sample_rate_hz, format="FLAC", subtype="PCM_16")
    return store.put(buffer.getvalue(), ".flac")


def open_audio(store: Store, clip: Clip | Music) -> Samples:
    """The samples of a clip or of music at its own rate. Raises SoundError where its audio is gone or damaged."""
    data = store.get(clip.audio, ".flac")
    if data is None:
        raise SoundError(f"the kept sound {clip.audio[:12]} is gone or damaged: run again, it will be spoken anew")
    samples, _ = soundfile.read(io.BytesIO(data), dtype="float32")
    return np.asarray(samples, dtype=np.float32)
