"""What an episode gets besides speech: the show's lines and music, chapters, a cover, tags, and the master that holds it all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from turncast import __version__
from turncast.captions.chapters import chapters
from turncast.errors import ScriptError, UsageError
from turncast.manifest import from_json, to_json
from turncast.model import Article, Casting, Chapter, Cue, Episode, Master, Music, Script, Track, Turn, Utterance
from turncast.progress import Progress
from turncast.publish.chapters_json import chapters_json
from turncast.publish.cover import cover
from turncast.publish.own_cover import embedded, fitted_cover
from turncast.publish.tags import Tags, write_tags
from turncast.script.show import Show, Sounds, filled
from turncast.script.utterances import Pronunciations, utterances
from turncast.sound.beds import Arrangement
from turncast.sound.formats import FORMATS
from turncast.sound.master import PRESETS, MasterSettings, master
from turncast.sound.music import read_music
from turncast.speech.clips import keep_audio, open_audio
from turncast.store import Store, digest, file_digest, write_whole
from turncast.units import samples_to_ms

COVER_FILE, CHAPTERS_FILE = "cover.jpg", "chapters.json"


@dataclass(frozen=True, slots=True)
class Wanted:
    """How the sound is wanted."""

    audio: str = "mp3"
    loudness: str = "podcast"
    bit_rate_kbps: int = 0
    sample_rate_hz: int = 0
    """Zero for the format's own."""
    cover: Path | None = None
    stereo: bool | None = None
    """Whether everybody has a place of their own, and music its two channels; mono otherwise. None where the show decides."""
    number: int = 0
    """Of the episode in its show; 0 for the one in the article's card."""


def settings_of(wanted: Wanted) -> MasterSettings:
    """What the master is to measure. Raises UsageError for a format or a loudness that there is not."""
    if wanted.audio not in FORMATS:
        raise UsageError(f"there is no sound format {wanted.audio!r}: choose one of {', '.join(FORMATS)}")
    if wanted.loudness not in PRESETS:
        raise UsageError(f"there is no loudness {wanted.loudness!r}: choose one of {', '.join(PRESETS)}")
    preset = PRESETS[wanted.loudness]
    usual_kbps = preset.delivery.bit_rate_kbps if wanted.audio == "mp3" else 0
    delivery = replace(
        preset.delivery,
        format=wanted.audio,
        bit_rate_kbps=wanted.bit_rate_kbps or usual_kbps,
        sample_rate_hz=wanted.sample_rate_hz,
        n_channels=2 if wanted.stereo else 1,
    )
    return replace(preset, delivery=delivery)


# --- the show's own lines --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Framed:
    """A script with the show's own lines, which stand behind its turns, and everything in the order in which it is spoken."""

    script: Script
    spoken: tuple[Utterance, ...]


def framed(
    script: Script,
    casting: Casting,
    max_chars: Mapping[str, int],
    lexicon: Pronunciations,
    show: Show,
    path: Path | None,
    date: str,
) -> Framed:
    """The script's utterances between the opening and the closing of its show, where it has them.

    Raises ScriptError where a line names a place that is not filled in.
    """
    values = _values(script, show, date)
    lines = [filled(path or Path("show.toml"), line, values) for line in (show.sound.opening, show.sound.closing)]
    narrator = next((one.id for one in script.speakers if one.role == "reporter"), script.speakers[0].id)
    added = tuple(Turn(narrator, "byline", line, (), "show.toml", 1.0) for line in lines if line)
    whole = replace(script, turns=script.turns + added)
    body = len(script.turns)
    spoken = utterances(whole, casting, max_chars, lexicon)
    opening = [one for one in spoken if lines[0] and one.turn == body]
    closing = [one for one in spoken if one.turn >= body and one not in opening]
    told = [_opened(part) for part in (opening, [one for one in spoken if one.turn < body], closing)]
    return Framed(whole, tuple(one for part in told for one in part))


def _opened(part: Sequence[Utterance]) -> list[Utterance]:
    """The part, parted from what comes before it as sections are."""
    return [replace(part[0], join="section"), *part[1:]] if part else []


def _values(script: Script, show: Show, date: str) -> dict[str, str]:
    names = {role: ", ".join(one.name for one in script.speakers if one.role == role) for role in ("reporter", "interviewee")}
    return {"title": script.title, "show": show.title, **names, "date": date}


# --- music -----------------------------------------------------------------------------------------------------------


def arrangement(sounds: Sounds, path: Path | None, store: Store, sample_rate_hz: int, stereo: bool) -> Arrangement:
    """The show's music, read once and kept: in mono, or with its two channels where it has them.

    Raises SoundError, which names the file, where it cannot be had.
    """
    folder = path.parent if path else Path()

    def music(file: str) -> Music | None:
        return _music(folder / file, store, sample_rate_hz, stereo) if file else None

    return Arrangement(music(sounds.intro), music(sounds.outro), music(sounds.background), music(sounds.sting))


def _music(path: Path, store: Store, sample_rate_hz: int, stereo: bool) -> Music:
    most_channels = 2 if stereo else 1
    key = digest(f"music {most_channels} {file_digest(path)} {sample_rate_hz}".encode())
    kept = store.noted(key)
    if kept:
        try:
            found = from_json(kept, Music)
            if store.get(found.audio, ".flac") is not None:
                return found
        except ScriptError:
            store.forget(key)
    sound, loudness_lufs = read_music(path, sample_rate_hz, stereo)
    audio = keep_audio(store, sound, sample_rate_hz)
    music = Music(audio, sample_rate_hz, len(sound), round(loudness_lufs, 3), 1 if sound.ndim == 1 else 2)
    store.note(key, to_json(music))
    return music


# --- the master ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Production:
    """All that the master is made of."""

    track: Track
    script: Script
    """With the show's own lines."""
    cues: tuple[Cue, ...]
    show: Show
    show_file: Path | None
    article: Article | None
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class Produced:
    master: Master
    chapters: tuple[Chapter, ...]


def produce(
    made_of: Production, before: Episode | None, store: Store, folder: Path, progress: Progress, begin: Callable[[], None]
) -> Produced:
    """The mastered and tagged programme, its chapters and its cover; what was made by the same recipe and is whole stays as it is.

    `begin` is called before the first file of the episode before is replaced.
    """
    track, settings = made_of.track, settings_of(made_of.wanted)
    listed = chapters(track, made_of.script)
    tags, own = _tags(made_of, listed), _own_cover(made_of)
    path = folder / f"episode.{settings.delivery.format}"
    recipe = digest(repr((__version__, to_json(track), tags, file_digest(own) if own else "", settings)).encode())
    extras = folder / COVER_FILE, folder / CHAPTERS_FILE
    whole = before and before.master.recipe == recipe and before.master.sha256 == file_digest(path)
    if before and whole and all(extra.is_file() for extra in extras):
        return Produced(before.master, listed)
    given = fitted_cover(_read(own), str(own)) if own else b""
    progress.stage("mixing and mastering")

    def pictures() -> tuple[bytes, bytes]:
        """The cover, and its copy for the tags."""
        picture = given or cover(tags.title, tags.show, tags.artists, tags.language)
        return picture, embedded(picture)

    def report(share: float) -> None:
        progress.advance("mastered", round(1000 * share))

    def finish(temporary: Path) -> None:
        write_tags(temporary, replace(tags, cover=painted.result()[1]))
        begin()

    with ThreadPoolExecutor(1) as painter:  # not all that follows uses all cores
        painted = painter.submit(pictures)
        report(0.0)
        made = master(track, partial(open_audio, store), path, settings, report, finish, listed, store.kept)
    progress.close()
    write_whole(extras[0], painted.result()[0])
    write_whole(extras[1], chapters_json(listed, tags.title, tags.show))
    found = replace(made, recipe=recipe, sha256=file_digest(path), n_bytes=path.stat().st_size)
    return Produced(found, listed)


def _tags(made_of: Production, listed: tuple[Chapter, ...]) -> Tags:
    script, article, track, show = made_of.script, made_of.article, made_of.track, made_of.show
    number, url, description = (article.number, article.url, article.description) if article else (0, "", "")
    if article and article.name.startswith(("http://", "https://")):
        url = article.name
    return Tags(
        script.title,
        tuple(speaker.name for speaker in script.speakers),
        script.language,
        show=show.title,
        album_artist=show.author,
        date=article.published if article else "",
        number=made_of.wanted.number or number,
        comment=_disclosure(made_of),
        description=description or show.description,
        url=url or show.url,
        chapters=listed,
        end_ms=samples_to_ms(track.n_samples, track.sample_rate_hz),
        cues=made_of.cues,
    )


def _disclosure(made_of: Production) -> str:
    """Whose voices are heard: whoever finds the file should not have to guess that nobody said this aloud."""
    names = {speaker.id: speaker.name for speaker in made_of.script.speakers}
    heard = {(one.utterance.speaker, one.clip.voice) for one in made_of.track.segments}
    told = sorted(f"{names[speaker]} by {voice}" for speaker, voice in heard if voice)
    return f"Read by synthetic voices: {', '.join(told)}." if told else ""


def _own_cover(made_of: Production) -> Path | None:
    if made_of.wanted.cover:
        return made_of.wanted.cover
    return made_of.show_file.parent / made_of.show.cover if made_of.show_file and made_of.show.cover else None


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"the cover {path} cannot be read ({error.strerror or error}); give the name of a picture") from error
