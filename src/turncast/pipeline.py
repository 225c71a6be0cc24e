"""The order of things: source → article → script → utterances → clips → track → captions and master → episode.

Only this file knows it. Every stage is a function of values; each result is written as soon as it is whole.
"""

from __future__ import annotations

import codecs
import contextlib
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from turncast import captions, read
from turncast.audition import ENGINE_FOR_OTHER_LANGUAGES, Engines, casting_of, doubts, engine_for, readers, stand_ins, wish_of
from turncast.captions.cues import lay_out
from turncast.captions.formats.options import CaptionOptions
from turncast.captions.table import rules_from
from turncast.errors import OutputError, ScriptError, SourceError
from turncast.manifest import from_json, to_json
from turncast.model import Article, Casting, Episode, Script, Timing, Track, Utterance, Voice
from turncast.production import (
    CHAPTERS_FILE,
    COVER_FILE,
    Produced,
    Production,
    arrangement,
    framed,
    produce,
)
from turncast.progress import Progress
from turncast.read.language import language_of
from turncast.script.binding import bound
from turncast.script.lexicon import FILE as LEXICON
from turncast.script.lexicon import read_lexicon
from turncast.script.show import FILE as SHOW
from turncast.script.show import Show, read_show, remembered
from turncast.script.textform import Edited, compose, is_textform, is_untouched, parse, sealed
from turncast.script.turns import check_cover, find_turns
from turncast.script.unspoken import unspoken_note, unspoken_signs
from turncast.script.utterances import unspeakable
from turncast.sound.beds import with_beds, with_room
from turncast.sound.meter import clip_loudness
from turncast.sound.pacing import INTERVIEW
from turncast.sound.places import placed
from turncast.sound.stitch import stitch, timed_words
from turncast.speech.say import Studio, say
from turncast.store import Store, cache_dir, cache_limit_bytes, sweep, write_whole
from turncast.units import samples_to_ms
from turncast.wishes import Options, asked_of, check_wishes, wishes_of

ARTICLE_FILE, SCRIPT_FILE, TRACK_FILE, EPISODE_FILE = "article.json", "script.md", "track.json", "episode.json"
WRITTEN = (ARTICLE_FILE, SCRIPT_FILE, TRACK_FILE, EPISODE_FILE)
TRACK_RATE_HZ = 44_100
"""What podcast hosts ask for at least."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a run made."""

    folder: Path
    files: tuple[Path, ...]
    episode: Episode
    n_utterances: int
    n_spoken: int
    """Utterances spoken in this run; the others were kept from before."""
    voices: Mapping[str, tuple[Voice, ...]]
    """Who is heard, by speaker: the voice that speaks most goes first. Others than cast where an engine failed."""


@dataclass(frozen=True, slots=True)
class Read:
    """A source, understood: the article where there was one, and the script with the voices wished in it."""

    article: Article | None
    edited: Edited


def read_script(source: str, title: str | None = None, format: str | None = None) -> Read:
    """The script of a source: an article is parsed into turns and checked for lost characters, a script.md is read as it is.

    `format` names how the source is to be read, instead of by its name and looks.
    """
    data = read.load(source)
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))  # as a Windows shell writes what it redirects
    if is_textform(data[:400].decode("utf-16" if wide else "utf-8", "ignore")):
        found = Read(None, parse(read.decoded(data, source)))
    else:
        article = read.parse(data, source, format)
        script = find_turns(article)
        check_cover(article, script)
        if not script.turns:
            raise SourceError(f"{source}: nothing in it is meant to be read aloud; is this the interview itself?")
        found = Read(article, Edited(script, {}))
    script = found.edited.script
    wanted = " ".join((title or "").split())
    language = script.language or language_of(_plain(script))
    script = replace(script, title=wanted or script.title or _first_words(script), language=language)
    return replace(found, edited=replace(found.edited, script=script))


def _plain(script: Script) -> str:
    return "\n".join(turn.text for turn in script.turns)


def _first_words(script: Script) -> str:
    """A title for an interview that has none: how it begins."""
    words = script.turns[0].text.split()
    return " ".join(words[:8]) + ("…" if len(words) > 8 else "")


def make(source: str, options: Options, progress: Progress) -> Made:
    """The episode of a source, in its folder. Raises TurncastError; what was spoken until then is kept for the next run."""
    limit_bytes = cache_limit_bytes()
    progress.stage(f"reading {source if source != '-' else 'standard input'}")
    found = read_script(source, options.title, options.format)
    script = found.edited.script
    folder = options.out or _usual_folder(source, found)
    _keep_edits(source, folder)
    show_file = _beside(source, folder, SHOW)
    show = read_show(show_file) if show_file else Show()
    table: Mapping[str, Any] = {"rules": options.rules} if options.rules else show.captions
    rules = rules_from(table, script.language)
    check_wishes(options)
    wanted = replace(options.sound, stereo=show.sound.stereo if options.sound.stereo is None else options.sound.stereo)
    store = Store(cache_dir() / "clips")
    music = arrangement(show.sound, show_file, store, TRACK_RATE_HZ, bool(wanted.stereo))

    engines = Engines(engine_for(found.edited, options.engine), progress)
    casting = casting_of(found.edited, engines, options.cast, show, options.engine is None)
    if show_file:
        _remember(show_file, script, casting)
    text = compose(script, {part.speaker: wish_of(part.voice) for part in casting.parts})
    if found.article:
        write_whole(folder / ARTICLE_FILE, to_json(found.article, indent=1))
    write_whole(folder / SCRIPT_FILE, text if _is_same(source, folder / SCRIPT_FILE) else sealed(text))

    lexicon = _beside(source, folder, LEXICON)
    pronunciations = read_lexicon(lexicon) if lexicon else {}
    article = found.article or _article_before(folder)
    date = article.published if article else ""
    plan = framed(script, casting, engines.max_chars(casting), pronunciations, show, show_file, date)
    fallbacks = stand_ins(script, options.fallback, engines)
    who_reads = readers(script, engines) if options.align else ()
    get_ready = partial(_get_ready, plan.spoken, script.language, store)
    said = say(plan.spoken, Studio(engines.used, store, clip_loudness, progress, fallbacks, who_reads, get_ready))
    said = replace(said, utterances=bound(said.utterances, script.language, store))

    track = with_beds(stitch(said.utterances, said.clips, with_room(INTERVIEW, music), TRACK_RATE_HZ), music)
    track = placed(track, script.speakers) if wanted.stereo else track
    names = {speaker.id: speaker.name for speaker in script.speakers}
    duration_ms = samples_to_ms(track.n_samples, track.sample_rate_hz)
    cues = lay_out(timed_words(track), names, duration_ms, rules, script.language)
    before = _episode_before(folder)
    production = Production(track, plan.script, cues, show, show_file, article, wanted)
    produced = produce(production, before, store, folder, progress, lambda: (folder / EPISODE_FILE).unlink(missing_ok=True))
    told = CaptionOptions(rules, title=script.title, language=script.language, duration_ms=duration_ms)
    texts = {f"episode.{captions.load(form).ending}": captions.write(cues, form, told) for form in options.captions}
    episode = _episode(script, casting, engines, produced, tuple(texts), len(cues), track)
    house, own = str(table.get("rules", "netflix")), tuple((name, value) for name, value in table.items() if name != "rules")
    episode = replace(
        episode, show=show.title, loudness=wanted.loudness, rules=house, own_rules=own, asked=asked_of(options, folder)
    )
    _write_results(folder, track, texts, episode)
    _drop_former(folder, before, episode)
    if said.n_spoken:
        store.keep_within(limit_bytes)
    files = [folder / name for name in (*WRITTEN, *_listed(episode)) if name != ARTICLE_FILE or found.article]
    return Made(folder, tuple(files), episode, len(plan.spoken), said.n_spoken, _heard(track))


def _get_ready(spoken: Sequence[Utterance], language: str, store: Store) -> None:
    """What the later stages will need, while workers still speak: the parse, which the store keeps, and a slow library."""
    bound(spoken, language, store)
    clip_loudness(np.zeros(TRACK_RATE_HZ, np.float32), TRACK_RATE_HZ)


def wishes_before(folder: Path) -> Options:
    """How the episode in a folder was made; how everything is usually made where there is none."""
    before = _episode_before(folder)
    return wishes_of(before, folder) if before else Options()


def _listed(episode: Episode) -> tuple[str, ...]:
    """The files of an episode that it may or may not have."""
    return (episode.master.file, *episode.captions, *((episode.cover, CHAPTERS_FILE) if episode.cover else ()))


def _drop_former(folder: Path, before: Episode | None, episode: Episode) -> None:
    """Files of the episode that was here before, which tell of another one now."""
    for name in set(_listed(before) if before else ()) - set(_listed(episode)):
        with contextlib.suppress(OSError):
            (folder / name).unlink()


def _usual_folder(source: str, found: Read) -> Path:
    """Where an episode goes that nobody named a folder for: a script.md's own folder where an episode was made before, else
    output/<slug of the title>, numbered where another interview has that name."""
    path = local(source)
    own = path.parent if path and path.name == SCRIPT_FILE and not found.article else None
    if own and any((own / made).exists() for made in (ARTICLE_FILE, TRACK_FILE, EPISODE_FILE)):
        return own
    folder = Path("output") / slug(found.edited.script.title)
    number = 2
    while found.article and _is_of_another(folder, found.article):
        folder = folder.with_name(f"{slug(found.edited.script.title)}-{number}")
        number += 1
    return folder


def _is_of_another(folder: Path, article: Article) -> bool:
    """Whether the folder holds an interview of another name and another text."""
    there = _article_before(folder)
    return there is not None and there.name != article.name and there.source != article.source


def local(source: str) -> Path | None:
    """The file that a source is, or None for standard input and web addresses."""
    try:
        return Path(source) if source != "-" and Path(source).is_file() else None
    except (OSError, ValueError):
        return None


def _beside(source: str, folder: Path, name: str) -> Path | None:
    """A show's file of that name: the first one beside the source, in the episode's folder, or in the one around it."""
    path = local(source)
    places = [*([path.parent] if path else []), folder, folder.parent]
    return next((place / name for place in places if (place / name).is_file()), None)


def _remember(show: Path, script: Script, casting: Casting) -> None:
    """Adds who is new in the show, so that they keep their voice."""
    names = {speaker.id: speaker.name for speaker in script.speakers}
    text = remembered(show, {names[part.speaker]: wish_of(part.voice) for part in casting.parts})
    if text != show.read_text(encoding="utf-8-sig"):
        write_whole(show, text)


# --- files -----------------------------------------------------------------------------------------------------------


def _write_results(folder: Path, track: Track, texts: Mapping[str, str], episode: Episode) -> None:
    """What lies beside the master, which is there already; what tells of it all comes last."""
    for name in (*WRITTEN, *_listed(episode)):
        sweep(folder / name)
    write_whole(folder / TRACK_FILE, to_json(track))
    for name, text in texts.items():
        write_whole(folder / name, text)
    write_whole(folder / EPISODE_FILE, to_json(episode, indent=1))


def _episode(
    script: Script, casting: Casting, engines: Engines, produced: Produced, names: tuple[str, ...], n_cues: int, track: Track
) -> Episode:
    timing: tuple[Timing, ...] = tuple(sorted({segment.clip.timing for segment in track.segments}))
    spoke = {voice.engine for voices in _heard(track).values() for voice in voices}
    return Episode(
        title=script.title,
        language=script.language,
        speakers=script.speakers,
        casting=casting,
        voice_source="; ".join(source for name, source in sorted(engines.sources.items()) if source and name in spoke),
        master=produced.master,
        captions=names,
        n_cues=n_cues,
        n_words=sum(len(segment.utterance.tokens) for segment in track.segments),
        timing=timing,
        notes=(*doubts(script, casting, engines), *_notes(script, casting, timing, track)),
        chapters=produced.chapters,
        cover=COVER_FILE,
    )


def _heard(track: Track) -> dict[str, tuple[Voice, ...]]:
    """Who is heard, by speaker: the voice that speaks most goes first."""
    voices: dict[str, list[Voice]] = {}
    for segment in track.segments:
        voices.setdefault(segment.utterance.speaker, []).append(segment.utterance.voice)
    return {speaker: tuple(voice for voice, _ in Counter(found).most_common()) for speaker, found in voices.items()}


def _notes(script: Script, casting: Casting, timing: Sequence[Timing], track: Track) -> tuple[str, ...]:
    """What the maker should know."""
    found = []
    if {part.voice.engine for part in casting.parts} == {ENGINE_FOR_OTHER_LANGUAGES}:
        found.append(
            "espeak's voices are robots, but they speak nearly every language; --engine gtts sounds better, over the internet"
        )
    if len({turn.speaker for turn in script.turns}) == 1:
        found.append("only one speaker was found, so one voice reads everything; if that is wrong, edit script.md")
    if "estimated" in timing:
        found.append("some word times are estimated, because the engine does not tell them; subtitles may be off by a word")
    asked = {part.speaker: part.voice for part in casting.parts}
    others = [one.utterance.voice.engine for one in track.segments if one.utterance.voice != asked[one.utterance.speaker]]
    if others:
        found.append(
            f"{len(others)} sentences were spoken by {' and '.join(sorted(set(others)))} instead; run again to replace them"
        )
    silent = unspeakable(script, (segment.utterance for segment in track.segments))
    found += [f"nothing in “{text[:40]}” can be said aloud, so it is left out" for text in silent]
    found += unspoken_note(unspoken_signs((segment.utterance for segment in track.segments), script.language))
    return tuple(found)


def _article_before(folder: Path) -> Article | None:
    """What was read when this folder's script.md was made from an article."""
    try:
        return from_json((folder / ARTICLE_FILE).read_text(encoding="utf-8"), Article)
    except (OSError, UnicodeDecodeError, ScriptError):
        return None


def _episode_before(folder: Path) -> Episode | None:
    """What was made in this folder before, if it can be read."""
    try:
        return from_json((folder / EPISODE_FILE).read_text(encoding="utf-8"), Episode)
    except (OSError, UnicodeDecodeError, ScriptError):
        return None


def _is_same(source: str, path: Path) -> bool:
    origin = local(source)
    return bool(origin and path.exists() and origin.samefile(path))


def _keep_edits(source: str, folder: Path) -> None:
    """Raises OutputError where a script.md that a person wrote or changed would be written over."""
    path = folder / SCRIPT_FILE
    if not path.exists() or _is_same(source, path):
        return
    if not is_untouched(read.decoded(read.load(path), str(path))):
        raise OutputError(f"{path} was edited: run `turncast make {path}` to use it, or move it away to start again from {source}")


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
