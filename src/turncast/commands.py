"""What the commands do: they call the pipeline and print what it tells.

Everything heavy is imported when a command runs: --help must not wait for it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from turncast.errors import TurncastError, UsageError, VoiceError

if TYPE_CHECKING:
    from turncast.pipeline import Made
    from turncast.recording import Aligned
    from turncast.speech.engine import Engine, VoiceInfo
    from turncast.wishes import Options

MOST_NOTES = 10
"""Sentences told of in each kind of note."""


def make(options: argparse.Namespace) -> None:
    from turncast import pipeline
    from turncast.progress import progress_for

    progress = progress_for(options.quiet)
    try:
        made = pipeline.make(options.source, _make_options(options), progress)
    finally:
        progress.close()
    if options.json:
        print(json.dumps(_facts(made), ensure_ascii=False))
    elif not options.quiet:
        print(_summary(made))


def _make_options(options: argparse.Namespace) -> Options:
    from turncast.production import Wanted
    from turncast.wishes import Options

    return Options(
        out=options.out,
        engine=options.engine,
        cast=options.cast,
        fallback=options.fallback,
        captions=options.captions,
        rules=options.rules,
        sound=Wanted(
            options.audio, options.loudness, options.bit_rate, options.sample_rate, options.cover, options.stereo, options.number
        ),
        align=not options.no_align,
        title=options.title,
        format=options.format,
    )


def _facts(made: Made) -> dict[str, Any]:
    """What was made, for programs."""
    episode = made.episode
    loudness = episode.master.loudness
    voices = {part.speaker: (part.voice,) for part in episode.casting.parts} | dict(made.voices)
    return {
        "title": episode.title,
        "language": episode.language,
        "folder": str(made.folder),
        "files": sorted(path.name for path in made.files),
        "duration_ms": episode.master.duration_ms,
        "integrated_lufs": round(loudness.integrated_lufs, 2),
        "true_peak_dbtp": round(loudness.true_peak_dbtp, 2),
        "speakers": [
            {
                "name": one.name,
                "role": one.role,
                "engine": voices[one.id][0].engine,
                "voice": voices[one.id][0].name,
                "rate": voices[one.id][0].rate,
                "heard": [f"{voice.engine}/{voice.name}" for voice in voices[one.id]],
            }
            for one in episode.speakers
        ],
        "voice_source": episode.voice_source,
        "timing": list(episode.timing),
        "chapters": [{"start_ms": one.start_ms, "title": one.title} for one in episode.chapters],
        "n_cues": episode.n_cues,
        "n_words": episode.n_words,
        "n_sentences": made.n_utterances,
        "n_spoken_now": made.n_spoken,
        "notes": list(episode.notes),
    }


def _summary(made: Made) -> str:
    """What was made, for people."""
    from turncast.units import spoken_duration

    facts = _facts(made)
    length = spoken_duration(facts["duration_ms"])
    lines = [
        f"{facts['title']}",
        f"  length    {length} at {facts['integrated_lufs']:.1f} LUFS, true peak {facts['true_peak_dbtp']:.1f} dBTP",
        *(f"  voice     {one['name']} ({one['role']}): {' and '.join(one['heard'])}" for one in facts["speakers"]),
        *([f"  from      {facts['voice_source']}"] if facts["voice_source"] else []),
        f"  chapters  {len(facts['chapters'])}",
        f"  subtitles {facts['n_cues']} cues, {facts['n_words']} words, times: {' and '.join(facts['timing'])}",
        f"  sentences {facts['n_sentences']}, of which {facts['n_spoken_now']} were spoken now",
        *(f"  note      {note}" for note in facts["notes"]),
        f"  where     {facts['folder']}",
    ]
    return "\n".join(lines)


def script(options: argparse.Namespace) -> None:
    from turncast.pipeline import read_script
    from turncast.script.directions import kept
    from turncast.script.textform import compose

    found = read_script(options.source, format=options.format).edited.script
    if not options.json:
        print(compose(found, explain=options.explain), end="")
        return
    by_id = {speaker.id: speaker for speaker in found.speakers}
    for turn in found.turns:
        speaker, text = by_id[turn.speaker], kept(turn)
        if not text:
            continue
        told: dict[str, Any] = {"speaker": speaker.name, "role": speaker.role, "text": text}
        if options.explain:
            spans = [[span.start, span.end] for span in turn.spans]
            told |= {"evidence": turn.evidence, "confidence": turn.confidence, "spans": spans}
        print(json.dumps(told, ensure_ascii=False))


def voices(options: argparse.Namespace) -> None:
    from turncast.progress import progress_for
    from turncast.speech.engines import load

    progress = progress_for(False)
    if options.get:
        name = options.engine or "kokoro"
        print(load(name).ready(progress.stage, again=True) or f"{name} has its voices")
        return
    if options.preview:
        from turncast.preview import preview

        for path in preview([options.engine or "kokoro"], options.language, options.preview, progress):
            print(path)
        return
    print("\n".join(_list_of_voices(options.engine, options.language)))


def _list_of_voices(name: str | None, language: str) -> Iterator[str]:
    """The engine of that name, or all engines, each with its voices. Raises VoiceError where there is nothing to list."""
    from turncast.speech.engines import load

    if name and (missing := load(name).missing()):
        raise VoiceError(f"the engine {name} cannot be used here: {missing}")
    told = [_listed(name, language)] if name else list(_all_listed(language))
    if language and not any(voices for _, voices in told):
        hint = "codes look like en or pt-BR, and `turncast voices` lists what there is"
        raise VoiceError(f"no voice here speaks {language!r}; {hint}")
    for about, voices in told:
        yield from (about, *voices)


def _all_listed(language: str) -> Iterator[tuple[str, list[str]]]:
    """Every engine with its voices, or why it cannot be used here."""
    from turncast.speech.engines import names

    for name in names():
        try:
            yield _listed(name, language)
        except TurncastError as error:
            yield f"{name}  not usable: {error}", []


def _listed(name: str, language: str) -> tuple[str, list[str]]:
    """What an engine is like, and its voices of that language. Raises VoiceError where it cannot be used here."""
    from turncast.speech.engines import load

    engine = load(name)
    if missing := engine.missing():
        raise VoiceError(missing)
    return _about(engine), [_voice_line(name, voice) for voice in engine.voices() if _speaks(voice, language)]


def _about(engine: Engine) -> str:
    return f"{engine.name}  " + ", ".join(
        [
            f"{engine.sample_rate_hz:,} Hz",
            f"{engine.max_chars:,} characters at once",
            "exact word times" if engine.tells_times else "word times by comparison",
            *(["several sentences in parallel"] if engine.in_processes or engine.at_once > 1 else []),
            *(["needs the internet"] if engine.needs_network else []),
            *([more] if (more := engine.more()) else []),
        ]
    )


def _speaks(voice: VoiceInfo, language: str) -> bool:
    """Whether it is a voice of that language, or of several ("mul")."""
    own, asked = voice.language.casefold(), language.casefold().replace("_", "-")
    return asked in ("", own, own.partition("-")[0]) or own == "mul"


def _voice_line(engine: str, voice: VoiceInfo) -> str:
    quality = f"  quality {voice.quality:.2f} of 5" if voice.quality else ""
    return f"  {engine}/{voice.name:<16} {voice.language:<6} {voice.gender:<8}{voice.about}{quality}".rstrip()


def take(options: argparse.Namespace) -> None:
    from turncast import pipeline
    from turncast.folder import TRACK_FILE
    from turncast.progress import progress_for
    from turncast.retake import another_take
    from turncast.store import write_whole

    found = pipeline.read_script(str(options.script))
    if found.article:
        raise UsageError(
            f"{options.script} is no script.md: run `turncast make` on it first, and then take on the script.md it writes"
        )
    text, sentence = another_take(found.edited, options.where, options.script.parent / TRACK_FILE)
    write_whole(options.script, text)
    progress = progress_for(options.quiet)
    progress.stage(f"another take of “{sentence}”")
    try:
        made = pipeline.make(str(options.script), pipeline.wishes_before(options.script.parent), progress)
    finally:
        progress.close()
    if not options.quiet:
        print(_summary(made))


def captions(options: argparse.Namespace) -> None:
    from turncast.captions.formats.options import CaptionOptions
    from turncast.recaption import caption_again, take_back

    if options.edited:
        found = take_back(options.folder, options.edited)
        for note in found.notes:
            print(f"note: {note}")
        print(f"{found.n_corrections} corrections in {options.folder / 'script.md'}; sentences that change: {len(found.sentences)}")
        for sentence in found.sentences:
            print(f"  {sentence}")
        return
    if options.out and len(options.format) > 1:
        raise UsageError("--out names one file, and several formats were asked for")
    told = CaptionOptions(speakers=options.speakers, words=options.words, offset_ms=options.offset)
    written = caption_again(options.folder, options.format, options.rules, told, options.out)
    for path in written.asked:
        print(path)
    for path in written.alike:
        print(f"{path}, by the same rules now")


def align(options: argparse.Namespace) -> None:
    from turncast.folder import local
    from turncast.pipeline import read_script
    from turncast.progress import progress_for
    from turncast.recording import FORMATS, AlignOptions, align_recording

    progress = progress_for(options.quiet)
    wanted = AlignOptions(options.out, options.formats or FORMATS, options.engine, options.overwrite, local(options.source))
    try:
        script = read_script(options.source, format=options.format).edited.script
        aligned = align_recording(options.audio, script, wanted, progress)
    finally:
        progress.close()
    if not options.quiet:
        print("\n".join(_aligned_summary(aligned)))


def _aligned_summary(aligned: Aligned) -> Iterator[str]:
    """What was found in a recording, for people."""
    from turncast.units import spoken_duration

    n_heard = aligned.n_sentences - len(aligned.missing)
    yield aligned.title
    yield f"  length    {spoken_duration(aligned.duration_ms)}"
    yield f"  subtitles {aligned.n_cues} cues, {aligned.n_words} words"
    yield f"  sentences {n_heard} of {aligned.n_sentences} heard, by comparison with {aligned.reader}"
    for told, some in (
        ("not heard, so no subtitle shows it", aligned.missing),
        ("times are estimated", aligned.estimated),
        ("something else may be read here", aligned.doubtful),
    ):
        yield from (f"  note      {told}: “{text}”" for text in some[:MOST_NOTES])
        if len(some) > MOST_NOTES:
            yield f"  note      {told}: {len(some) - MOST_NOTES} more sentences"
    yield from (f"  file      {path}" for path in aligned.files)


def check(options: argparse.Namespace) -> None:
    from turncast.check import check, report
    from turncast.check.evidence import planned
    from turncast.check.houses import programme
    from turncast.check.picture import draw

    if options.picture:
        loudness = options.loudness or planned(options.folder).episode.loudness
        draw(options.folder, options.picture, programme(loudness).target_lufs)
    findings = check(options.folder, options.rules, options.loudness)
    print(report.as_json(findings) if options.json else report.table(findings))
    broken = report.broken(findings)
    if broken:
        raise TurncastError(f"{options.folder} does not keep: {', '.join(broken)}")


def cache(options: argparse.Namespace) -> None:
    from turncast.store import Store, bytes_of, cache_dir, cache_limit_bytes

    usual_bytes = cache_limit_bytes()
    store = Store(cache_dir() / "clips")
    if options.clear or options.limit is not None:
        dropped = store.evict(0 if options.clear else bytes_of(options.limit, "--limit"), spare_s=0)
        print(f"dropped {dropped.n_entries} clips, {dropped.n_bytes / 1e6:.1f} MB")
    kept = store.usage()
    print(f"{kept.n_entries} clips, {kept.n_bytes / 1e6:.1f} MB of {usual_bytes / 1e6:.1f} at most, in {store.root}")
    others = sum(path.stat().st_size for path in cache_dir().rglob("*") if path.is_file() and store.root not in path.parents)
    print(f"models and voices, {others / 1e6:.1f} MB, in {cache_dir()}")
