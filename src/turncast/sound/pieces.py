"""A programme made into an MP3 piece by piece: on all cores, and each piece only once.

The cuts are in silence, on whole frames, and chosen by the sound that follows: where one sentence is changed, all other pieces are
what they were, wherever they have moved to.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice, pairwise
from pathlib import Path
from zlib import crc32

from turncast import __version__
from turncast.errors import SoundError
from turncast.model import Track
from turncast.runner import cores, in_order
from turncast.sound.beds import BREATH_MS, DOWN_MS, UP_MS
from turncast.sound.ffmpeg import decode, encode, join, version
from turncast.sound.formats import FORMATS, Delivery
from turncast.sound.limited import Kept
from turncast.sound.limiter import lower_by
from turncast.sound.meter import true_peak_dbtp
from turncast.sound.mp3 import DELAY, FRAME, sound_frames
from turncast.sound.peaks import Block
from turncast.units import ms_to_samples

_FORM = 1
"""Raised when a track is rendered, limited or encoded another way, so that pieces made before are not taken for new."""
_ONE_IN = 8
"""Sentences that begin a piece, drawn by the digests of their sound: pieces of some 50 s, and 40 ms of work for each cut."""
_LEAD = 2 * FRAME
"""Silence at the beginning of a piece: more than the first frame holds besides the end of the piece before."""
_REST = 2 * FRAME + DELAY
"""Silence at the end of a piece: neither its last frame nor what comes later out of an encoder holds sound."""
_TRIES = 4
_MOST_THREADS = 8
"""What mixes holds Python's lock for a part of its time, and more of it than that would wait for each other."""


def in_pieces(track: Track, delivery: Delivery) -> bool:
    """Whether the track can be encoded in pieces for that (complete) delivery, and has more than one."""
    return delivery.format == "mp3" and delivery.sample_rate_hz == track.sample_rate_hz and any(_cuts(track))


def encode_pieces(
    track: Track,
    sound_of: Callable[[Track, float], Iterable[Block]],
    recipe: str,
    most_dbtp: float,
    delivery: Delivery,
    path: Path,
    kept: Kept,
    done: Callable[[int], None],
) -> None:
    """Write the track as `encode` does, no piece with a true peak over most_dbtp if that can be had.

    `sound_of` gives the sound of a piece with its peaks lower by so many dB, and depends on the piece and the recipe alone. `done`
    is told how many samples are written. Raises OSError and SoundError as `encode` does.
    """

    def encoded(piece: Track) -> tuple[int, bytes]:
        question = _question(piece, recipe, most_dbtp, delivery)
        return piece.n_samples, kept(question, lambda: _encoded(piece, sound_of, most_dbtp, delivery, path))

    def written() -> Iterator[bytes]:
        end = 0
        for n_samples, data in in_order(encoded, pieces(track), min(cores(), _MOST_THREADS)):
            end += n_samples
            # what comes later out of the encoder is silence, and its place that of the next piece
            n_frames = n_samples // FRAME if end < track.n_samples else None
            yield b"".join(islice(sound_frames(data), n_frames))
            done(end)

    join(written(), track.n_samples, delivery, path)


def pieces(track: Track) -> Iterator[Track]:
    """The track as pieces that follow each other, each a track of its own; all but the last are whole frames long."""
    start = first = 0
    for cut, last in _cuts(track):
        yield _piece(track, start, cut, slice(first, last))
        start, first = cut, last
    yield _piece(track, start, track.n_samples, slice(first, None))


def _cuts(track: Track) -> Iterator[tuple[int, int]]:
    """Where pieces begin after the first one: in samples, and by the index of their first segment."""
    # music steps back for speech that is so far away: what sounds with it and what is said then must stay together
    near = ms_to_samples(DOWN_MS + BREATH_MS + UP_MS, track.sample_rate_hz)
    music = [(bed.start - near, bed.start + bed.n_samples + near) for bed in track.beds]
    for index, (before, after) in enumerate(pairwise(track.segments), 1):
        cut = after.start // FRAME * FRAME - _LEAD
        silent = cut - (before.start + before.n_samples) >= _REST
        if silent and crc32(after.clip.audio.encode()) % _ONE_IN == 0 and not any(start < cut < end for start, end in music):
            yield cut, index


def _piece(track: Track, start: int, end: int, spoken: slice) -> Track:
    segments = tuple(replace(one, start=one.start - start) for one in track.segments[spoken])
    beds = tuple(replace(bed, start=bed.start - start) for bed in track.beds if start <= bed.start < end)
    return Track(track.sample_rate_hz, end - start, segments, beds)


def _question(piece: Track, recipe: str, most_dbtp: float, delivery: Delivery) -> str:
    """All that the frames of a piece depend on; what is said in it is no part of that."""
    spoken = [
        (one.clip.audio, one.clip.sample_rate_hz, one.clip.n_samples, one.start, one.n_samples, one.gain_db, one.pan)
        for one in piece.segments
    ]
    plan = piece.sample_rate_hz, piece.n_samples, spoken, piece.beds
    return f"piece {_FORM} {__version__} {version()} {FORMATS[delivery.format]} {delivery} {recipe} {most_dbtp} {plan}"


def _encoded(
    piece: Track, sound_of: Callable[[Track, float], Iterable[Block]], most_dbtp: float, delivery: Delivery, whole: Path
) -> bytes:
    """A piece as a file of its own, made beside the whole one; one that comes out of the encoder with too high a peak is encoded
    again."""
    lower_db = 0.0
    with tempfile.TemporaryDirectory(whole.suffix, f"{whole.stem}-", whole.parent, ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "piece.mp3"
        for step in range(_TRIES):
            encode(sound_of(piece, lower_db), piece.sample_rate_hz, delivery, path)
            over_db = true_peak_dbtp(decode(path, delivery.n_channels), delivery.n_channels) - most_dbtp
            if over_db <= 0:
                break
            lower_db += lower_by(over_db, step)
        data = path.read_bytes()
    n_frames = sum(1 for _ in sound_frames(data))
    if n_frames < piece.n_samples // FRAME:
        raise SoundError(
            f"a piece of the MP3 has {n_frames} frames for {piece.n_samples} samples: this ffmpeg cannot be used, reinstall it"
        )
    return data
