"""The order of things: source → article → script → utterances → clips → track → captions and master → episode.

Only this file knows it. Every stage is a function of values; each result is written as soon as it is whole.
"""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from turncast import captions, read
from turncast.audition import ENGINE_FOR_OTHER_LANGUAGES, Engines, casting_of, doubts, engine_for, readers, stand_ins, wish_of
from turncast.captions.cues import lay_out
from turncast.captions.formats.options import CaptionOptions
from turncast.captions.rules import CaptionRules
from turncast.captions.table import rules_from
from turncast.errors import SourceError
from turncast.folder import (
    ARTICLE_FILE,
    EPISODE_FILE,
    SCRIPT_FILE,
    WRITTEN,
    article_before,
    beside,
    drop_former,
    episode_before,
    is_same,
    keep_edits,
    listed,
    usual_folder,
    write_results,
)
from turncast.manifest import to_json
from turncast.model import Article, Casting, Episode, Script, Timing, Track, Voice
from turncast.production import (
    COVER_FILE,
    Framed,
    Produced,
    Production,
    Wanted,
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
from turncast.script.textform import Edited, compose, is_textform, parse, sealed
from turncast.script.turns import check_cover, find_turns
from turncast.script.unspoken import unspoken_note, unspoken_signs
from turncast.script.utterances import unspeakable
from turncast.sound.beds import with_beds, with_room
from turncast.sound.meter import clip_loudness
from turncast.sound.pacing import INTERVIEW
from turncast.sound.places import placed
from turncast.sound.stitch import stitch, timed_words
from turncast.speech.say import Said, Studio, say
from turncast.store import Store, cache_dir, cache_limit_bytes, write_whole
from turncast.units import samples_to_ms
from turncast.wishes import Options, asked_of, check_wishes, wishes_of

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


@dataclass(frozen=True, slots=True)
class _Task:
    """What is to be made of what, and where."""

    source: str
    options: Options
    found: Read
    folder: Path
    show: Show
    show_file: Path | None
    table: Mapping[str, Any]
    """[captions]: the show's, or the house that was asked for instead."""
    wanted: Wanted
    """Of the sound, where the show has been heard too."""

    @property
    def script(self) -> Script:
        return self.found.edited.script


def make(source: str, options: Options, progress: Progress) -> Made:
    """The episode of a source, in its folder. Raises TurncastError; what was spoken until then is kept for the next run."""
    limit_bytes = cache_limit_bytes()
    task = _understood(source, options, progress)
    rules = rules_from(task.table, task.script.language)
    store = Store(cache_dir() / "clips")
    music = arrangement(task.show.sound, task.show_file, store, TRACK_RATE_HZ, bool(task.wanted.stereo))
    engines = Engines(engine_for(task.found.edited, options.engine), progress, store)
    casting = _cast(task, engines)
    article = task.found.article or article_before(task.folder)
    plan = _planned(task, casting, engines, article)
    said = _said(task, plan, engines, store, progress)
    track = with_beds(stitch(said.utterances, said.clips, with_room(INTERVIEW, music), TRACK_RATE_HZ), music)
    track = placed(track, task.script.speakers) if task.wanted.stereo else track
    names = {speaker.id: speaker.name for speaker in task.script.speakers}
    duration_ms = samples_to_ms(track.n_samples, track.sample_rate_hz)
    cues = lay_out(timed_words(track), names, duration_ms, rules, task.script.language)
    production = Production(track, plan.script, cues, task.show, task.show_file, article, task.wanted)
    episode = _finished(task, production, rules, (casting, engines), store, progress)
    if said.n_spoken:
        store.keep_within(limit_bytes)
    files = [task.folder / name for name in (*WRITTEN, *listed(episode)) if name != ARTICLE_FILE or task.found.article]
    return Made(task.folder, tuple(files), episode, len(plan.spoken), said.n_spoken, _heard(track))


def _understood(source: str, options: Options, progress: Progress) -> _Task:
    """The source read, with its show. Raises TurncastError for all that can be known to go wrong before anything is spoken."""
    progress.stage(f"reading {source if source != '-' else 'standard input'}")
    found = read_script(source, options.title, options.format)
    folder = options.out or usual_folder(source, found.edited.script.title, found.article)
    keep_edits(source, folder)
    show_file = beside(source, folder, SHOW)
    show = read_show(show_file) if show_file else Show()
    table: Mapping[str, Any] = {"rules": options.rules} if options.rules else show.captions
    check_wishes(options)
    wanted = replace(options.sound, stereo=show.sound.stereo if options.sound.stereo is None else options.sound.stereo)
    return _Task(source, options, found, folder, show, show_file, table, wanted)


def _cast(task: _Task, engines: Engines) -> Casting:
    """Who plays whom, told to the show and written down in script.md, beside what was read."""
    casting = casting_of(task.found.edited, engines, task.options.cast, task.show, task.options.engine is None)
    if task.show_file:
        _remember(task.show_file, task.script, casting)
    text = compose(task.script, {part.speaker: wish_of(part.voice) for part in casting.parts})
    if task.found.article:
        write_whole(task.folder / ARTICLE_FILE, to_json(task.found.article, indent=1))
    path = task.folder / SCRIPT_FILE
    write_whole(path, text if is_same(task.source, path) else sealed(text))
    return casting


def _planned(task: _Task, casting: Casting, engines: Engines, article: Article | None) -> Framed:
    """All that is to be spoken."""
    lexicon = beside(task.source, task.folder, LEXICON)
    pronunciations = read_lexicon(lexicon) if lexicon else {}
    date = article.published if article else ""
    return framed(task.script, casting, engines.max_chars(casting), pronunciations, task.show, task.show_file, date)


def _said(task: _Task, plan: Framed, engines: Engines, store: Store, progress: Progress) -> Said:
    """All of it spoken, each word told whether it holds on to the next."""
    language = task.script.language
    fallbacks = stand_ins(task.script, task.options.fallback, engines)
    who_reads = readers(task.script, engines) if task.options.align else ()
    # the store keeps what is found, so it is there when all is spoken
    meanwhile = partial(bound, plan.spoken, language, store)
    said = say(plan.spoken, Studio(engines.used, store, clip_loudness, progress, fallbacks, who_reads, meanwhile))
    return replace(said, utterances=bound(said.utterances, language, store))


def _finished(
    task: _Task, made_of: Production, rules: CaptionRules, cast: tuple[Casting, Engines], store: Store, progress: Progress
) -> Episode:
    """The master, the subtitles and all that tells of them, written; what the episode before had and this one has not is gone."""
    folder, script, track = task.folder, task.script, made_of.track
    before = episode_before(folder)
    produced = produce(made_of, before, store, folder, progress, lambda: (folder / EPISODE_FILE).unlink(missing_ok=True))
    duration_ms = samples_to_ms(track.n_samples, track.sample_rate_hz)
    told = CaptionOptions(rules, title=script.title, language=script.language, duration_ms=duration_ms)
    styles = before.styles if before else ()
    texts = captions.files(made_of.cues, task.options.captions, told, styles)
    episode = replace(
        _episode(script, *cast, produced, tuple(texts), len(made_of.cues), track),
        show=task.show.title,
        loudness=task.wanted.loudness,
        rules=str(task.table.get("rules", "netflix")),
        own_rules=tuple((name, value) for name, value in task.table.items() if name != "rules"),
        asked=asked_of(task.options, folder),
        styles=styles,
    )
    write_results(folder, track, texts, episode)
    drop_former(folder, before, episode)
    return episode


def wishes_before(folder: Path) -> Options:
    """How the episode in a folder was made; how everything is usually made where there is none."""
    before = episode_before(folder)
    return wishes_of(before, folder) if before else Options()


def _remember(show: Path, script: Script, casting: Casting) -> None:
    """Adds who is new in the show, so that they keep their voice."""
    names = {speaker.id: speaker.name for speaker in script.speakers}
    text = remembered(show, {names[part.speaker]: wish_of(part.voice) for part in casting.parts})
    if text != show.read_text(encoding="utf-8-sig"):
        write_whole(show, text)


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
