"""The order of things: source → article → script → utterances → clips → track → captions and master → episode.

Only this file knows it. Every stage is a function of values; each result is written as soon as it is whole.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from turncast import __version__, captions, read
from turncast.captions.cues import lay_out
from turncast.errors import OutputError, ScriptError, UsageError, VoiceError
from turncast.manifest import from_json, to_json
from turncast.model import Article, Casting, Clip, Cue, Episode, Master, Role, Script, Timing, Track, Utterance, Voice
from turncast.progress import Progress
from turncast.publish.tags import write_tags
from turncast.script.casting import Cast, cast, wished_speaker
from turncast.script.textform import Edited, compose, is_textform, parse
from turncast.script.turns import check_cover, find_turns
from turncast.script.utterances import unspeakable, utterances
from turncast.sound.master import MasterSettings, master
from turncast.sound.meter import clip_loudness
from turncast.sound.stitch import stitch, timed_words
from turncast.speech.clips import open_audio
from turncast.speech.engine import Engine, Samples
from turncast.speech.engines import load
from turncast.speech.say import Said, say
from turncast.store import Store, cache_dir, digest, file_digest, write_whole
from turncast.units import samples_to_ms

DEFAULT_ENGINE = "kokoro"
CAPTION_FORMATS = ("srt", "vtt")
MASTER_FILE = "episode.mp3"
SCRIPT_FILE = "script.md"


@dataclass(frozen=True, slots=True)
class Options:
    """How an episode is to be made."""

    out: Path | None = None
    """Folder; where there is none, a script.md's own one, or output/<slug of the title>."""
    engine: str | None = None
    cast: Sequence[str] = ()
    """Each "SPEAKER_OR_ROLE=VOICE", the voice as "name" or "engine/name"."""
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """What a run made."""

    folder: Path
    episode: Episode
    n_utterances: int
    n_spoken: int
    """Utterances spoken in this run; the others were kept from before."""


@dataclass(frozen=True, slots=True)
class Read:
    """A source, understood: the article where there was one, and the script with the voices wished in it."""

    article: Article | None
    edited: Edited


def read_script(source: str, title: str | None = None) -> Read:
    """The script of a source: an article is parsed into turns and checked for lost characters, a script.md is read as it is."""
    data = read.load(source)
    if is_textform(data[:200].decode("utf-8", "ignore")):
        found = Read(None, parse(read.decoded(data, source)))
    else:
        article = read.parse(data, source)
        script = find_turns(article)
        check_cover(article, script)
        found = Read(article, Edited(script, {}))
    script = found.edited.script
    script = replace(script, title=title or script.title or _first_words(script), language=script.language or "en")
    return replace(found, edited=replace(found.edited, script=script))


def _first_words(script: Script) -> str:
    """A title for an interview that has none: how it begins."""
    words = script.turns[0].text.split()
    return " ".join(words[:8]) + ("…" if len(words) > 8 else "")


def make(source: str, options: Options, progress: Progress) -> Made:
    """The episode of a source, in its folder. Raises TurncastError; what was spoken until then is kept for the next run."""
    progress.stage(f"reading {source if source != '-' else 'standard input'}")
    found = read_script(source, options.title)
    script = found.edited.script
    folder = options.out or _usual_folder(source, found)
    _keep_edits(source, folder, script)

    engines = _Engines(options.engine or _engine_of(found.edited) or DEFAULT_ENGINE, progress)
    casting = cast(script, engines.offer(script.language), _wishes(found.edited, options, engines))
    voiced = {part.speaker: f"{part.voice.engine}/{part.voice.name}" for part in casting.parts}
    text = compose(script, voiced)
    if found.article:
        write_whole(folder / "article.json", to_json(found.article, indent=1))
    write_whole(folder / SCRIPT_FILE, text)

    spoken = utterances(script, casting, engines.max_chars(casting))
    store = Store(cache_dir() / "clips")
    said = _say(spoken, engines, store, progress)
    track = stitch(spoken, said.clips)
    write_whole(folder / "track.json", to_json(track))

    cues = _caption(track, script, folder)
    mastered = _master(track, script, store, folder, progress)
    episode = _episode(script, casting, engines, mastered, cues, track, text)
    write_whole(folder / "episode.json", to_json(episode, indent=1))
    return Made(folder, episode, len(spoken), said.n_spoken)


def _usual_folder(source: str, found: Read) -> Path:
    """Where an episode goes that nobody named a folder for."""
    path = Path(source)
    if found.article is None and path.name == SCRIPT_FILE:
        return path.parent
    return Path("output") / slug(found.edited.script.title)


# --- voices ----------------------------------------------------------------------------------------------------------


class _Engines:
    """The engines of one run, each made ready when it is first used."""

    def __init__(self, default: str, progress: Progress) -> None:
        self.default = default
        self.used: dict[str, Engine] = {}
        self.sources: dict[str, str] = {}
        self._progress = progress

    def __getitem__(self, name: str) -> Engine:
        if name not in self.used:
            engine = load(name)
            if missing := engine.missing():
                raise VoiceError(f"the engine {name} cannot be used here: {missing}")
            self.sources[name] = engine.ready(self._progress.stage)
            self.used[name] = engine
        return self.used[name]

    def offer(self, language: str) -> Cast:
        """What the default engine offers in that language."""
        engine = self[self.default]
        roles: tuple[Role, ...] = ("reporter", "interviewee")
        spoken = language.partition("-")[0]
        voices = engine.voices()
        others = [one.name for one in voices if one.language.partition("-")[0] == spoken] or [one.name for one in voices]
        return Cast(self.default, {role: engine.pick(language, role) for role in roles}, others)

    def max_chars(self, casting: Casting) -> Mapping[str, int]:
        return {part.voice.engine: self[part.voice.engine].max_chars for part in casting.parts}


def _engine_of(edited: Edited) -> str:
    """The engine that a script names for its first voice, or ""."""
    return next((voice.partition("/")[0] for voice in edited.voices.values() if "/" in voice), "")


def _wishes(edited: Edited, options: Options, engines: _Engines) -> dict[str, Voice]:
    """Voices by speaker id or role: those in the script, unless another engine was asked for, then those of --cast."""
    language = edited.script.language
    found: dict[str, Voice] = {}
    for speaker, wish in edited.voices.items():
        voice = _voice(wish, language, engines)
        if options.engine in (None, voice.engine):
            found[speaker] = voice
    for wish in options.cast:
        who, equals, name = wish.partition("=")
        if not (equals and who.strip() and name.strip()):
            raise UsageError(f"--cast {wish!r} is not understood: write SPEAKER_OR_ROLE=VOICE, such as reporter=bf_emma")
        key = wished_speaker(who.strip(), edited.script)
        if key in ("reporter", "interviewee"):
            found = {one: voice for one, voice in found.items() if _role(edited.script, one) != key}
        found[key] = _voice(name.strip(), language, engines)
    return found


def _role(script: Script, key: str) -> str:
    return next((speaker.role for speaker in script.speakers if speaker.id == key), key)


def _voice(wish: str, language: str, engines: _Engines) -> Voice:
    """The voice meant by "name" or "engine/name". Raises VoiceError where there is none."""
    engine, slash, name = wish.rpartition("/")
    voice = Voice(engine if slash else engines.default, name, language)
    engines[voice.engine].fingerprint(voice)
    return voice


def _say(spoken: Sequence[Utterance], engines: _Engines, store: Store, progress: Progress) -> Said:
    """All clips; tells how far it is."""
    names = sorted({one.voice.engine for one in spoken})
    progress.stage(f"speaking {len(spoken)} sentences with {' and '.join(names)}")

    def told(n_done: int, n_missing: int, thousandths: int) -> None:
        progress.advance(f"{n_done} of {n_missing} sentences", thousandths)

    try:
        return say(spoken, {name: engines[name] for name in names}, store, clip_loudness, told)
    finally:
        progress.close()


# --- files -----------------------------------------------------------------------------------------------------------


def _caption(track: Track, script: Script, folder: Path) -> tuple[Cue, ...]:
    """The cues, written in every caption format."""
    names = {speaker.id: speaker.name for speaker in script.speakers}
    cues = lay_out(timed_words(track), names, samples_to_ms(track.n_samples, track.sample_rate_hz))
    for form in CAPTION_FORMATS:
        write_whole(folder / f"episode.{form}", captions.write(cues, form))
    return cues


def _master(track: Track, script: Script, store: Store, folder: Path, progress: Progress) -> Master:
    """The mastered and tagged programme; one that was made by the same recipe and is still whole stays as it is."""
    settings = MasterSettings()
    artists = tuple(speaker.name for speaker in script.speakers)
    recipe = digest(repr((__version__, to_json(track), script.title, artists, script.language, settings)).encode())
    path = folder / MASTER_FILE
    before = _episode_before(folder)
    if before and before.master.recipe == recipe and before.master.sha256 == file_digest(path):
        return before.master
    progress.stage("mixing and mastering")

    def open_clip(clip: Clip) -> Samples:
        return open_audio(store, clip)

    def tag(temporary: Path) -> None:
        write_tags(temporary, script.title, artists, script.language)

    made = master(track, open_clip, path, settings, lambda share: progress.advance("mastered", round(1000 * share)), tag)
    progress.close()
    return replace(made, recipe=recipe, sha256=file_digest(path), n_bytes=path.stat().st_size)


def _episode(
    script: Script, casting: Casting, engines: _Engines, mastered: Master, cues: Sequence[Cue], track: Track, text: str
) -> Episode:
    timing: tuple[Timing, ...] = tuple(sorted({segment.clip.timing for segment in track.segments}))
    return Episode(
        title=script.title,
        language=script.language,
        speakers=script.speakers,
        casting=casting,
        voice_source="; ".join(source for _, source in sorted(engines.sources.items()) if source),
        master=mastered,
        captions=tuple(f"episode.{form}" for form in CAPTION_FORMATS),
        n_cues=len(cues),
        n_words=sum(len(segment.clip.words) for segment in track.segments),
        timing=timing,
        script_sha256=digest(text.encode()),
        notes=_notes(script, timing),
    )


def _notes(script: Script, timing: Sequence[Timing]) -> tuple[str, ...]:
    """What the maker should know."""
    found = []
    if len({turn.speaker for turn in script.turns}) == 1:
        found.append("only one speaker was found, so one voice reads everything; if that is wrong, edit script.md")
    if "estimated" in timing:
        found.append("this engine does not tell when words are spoken: their times are estimated")
    found += [f"nothing in “{text[:40]}” can be said aloud, so it is left out" for text in unspeakable(script)]
    return tuple(found)


def _episode_before(folder: Path) -> Episode | None:
    """What was made in this folder before, if it can be read."""
    try:
        return from_json((folder / "episode.json").read_text(encoding="utf-8"), Episode)
    except (OSError, UnicodeDecodeError, ScriptError):
        return None


def _keep_edits(source: str, folder: Path, script: Script) -> None:
    """Raises OutputError where a script.md that a person changed would be written over."""
    path = folder / SCRIPT_FILE
    if not path.exists() or (source != "-" and Path(source).samefile(path)):
        return
    before = _episode_before(folder)
    if not (before and before.script_sha256 == file_digest(path)) and not _says(path, script):
        raise OutputError(f"{path} was edited: run `turncast make {path}` to use it, or move it away to start again from {source}")


def _says(path: Path, script: Script) -> bool:
    """Whether a script.md says this script, by whatever voices."""
    try:
        return compose(parse(path.read_text(encoding="utf-8")).script) == compose(script)
    except (OSError, UnicodeDecodeError, ScriptError):
        return False


_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
"""Names that Windows keeps for devices."""


def slug(title: str) -> str:
    """A folder name for a title: lower-case words joined by hyphens, at most 60 characters.

    >>> slug("What's next? Über 1,200 “things” — a talk"), slug("日本の現状"), slug("?")
    ('whats-next-uber-1-200-things-a-talk', '日本の現状', 'episode')
    """
    plain = "".join(one for one in unicodedata.normalize("NFKD", title) if not unicodedata.combining(one))
    words = re.findall(r"\w+", unicodedata.normalize("NFC", re.sub(r"['’]", "", plain)).lower())
    name = ""
    for word in words:
        longer = f"{name}-{word}" if name else word[:60]
        if len(longer) > 60:
            break
        name = longer
    name = name.strip("_") or "episode"
    return f"{name}-episode" if name in _RESERVED else name
