"""The command line: turncast make, script, voices."""

from __future__ import annotations

import argparse
import json
import signal
import sys
import threading
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from turncast import __version__
from turncast.errors import TurncastError, UsageError

if TYPE_CHECKING:
    from turncast.pipeline import Made, Options

EXAMPLES = """\
examples:
  turncast make interview.txt
  turncast make interview.md --cast reporter=bf_emma --cast interviewee=am_fenrir
  turncast make output/the-lighthouse-keeper/script.md    after correcting it
  turncast script interview.txt > script.md
"""
FORMAT_HELP = "read the source as text, markdown, html ... instead of by its name and looks"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit code: 0, 1 where something could not be done, 2 for a wrong call."""
    options = _parser().parse_args(arguments)
    for name in ("SIGTERM", "SIGHUP"):  # asked to stop in another way: as polite as Ctrl-C
        if hasattr(signal, name) and threading.current_thread() is threading.main_thread():
            signal.signal(getattr(signal, name), _interrupted)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # a Windows console would stop at the first curly quote
    try:
        options.run(options)
        sys.stdout.flush()
    except TurncastError as error:
        return _failed(str(error), options.debug, 2 if isinstance(error, UsageError) else 1)
    except KeyboardInterrupt:
        return _failed("stopped; what was spoken is kept: run the same command again to go on", options.debug, 1)
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has gone; nothing is left to be told
        return 1
    except Exception as error:  # noqa: BLE001 (the last door: a person gets one line, never a traceback)
        told = f"{type(error).__name__}: {' '.join(str(error).split())}"
        return _failed(f"something went wrong inside turncast ({told}); --debug shows where", options.debug, 1)
    return 0


def _interrupted(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def _failed(line: str, debug: bool, code: int) -> int:
    if debug:
        traceback.print_exc()
    print(f"turncast: {line}", file=sys.stderr)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="turncast",
        description="Turns a written interview into a podcast episode with timed subtitles, word for word.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"turncast {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    debug = argparse.ArgumentParser(add_help=False)
    debug.add_argument("--debug", action="store_true", help="show where an error came from")
    _add_make(commands, debug)
    _add_script(commands, debug)
    _add_voices(commands, debug)
    return parser


def _add_make(commands: Any, debug: argparse.ArgumentParser) -> None:
    make = commands.add_parser("make", parents=[debug], help="make an episode of an interview", description="Makes an episode.")
    make.add_argument("source", metavar="SOURCE", help="an interview, or a script.md you corrected; - reads standard input")
    make.add_argument(
        "--out", type=Path, metavar="DIR", help="folder for the files (output/<title>; an episode's script.md: its own)"
    )
    make.add_argument("--engine", metavar="NAME", help="who speaks: kokoro (default), piper, gtts, openai, espeak ...")
    make.add_argument(
        "--fallback",
        type=lambda names: [name.strip() for name in names.split(",")],
        default=[],
        metavar="NAMES",
        help="engines that may speak what the chosen one fails to, such as piper,espeak",
    )
    make.add_argument(
        "--cast",
        action="append",
        default=[],
        metavar="WHO=VOICE",
        help="give a speaker or a role (reporter, interviewee) a voice; may be repeated; `turncast voices` lists them",
    )
    make.add_argument("--title", metavar="T", help="title of the episode, instead of the interview's own")
    make.add_argument("--format", metavar="F", help=FORMAT_HELP)
    make.add_argument("--json", action="store_true", help="print what was made as one JSON object")
    make.add_argument("--quiet", action="store_true", help="say nothing but errors")
    make.set_defaults(run=_make)


def _add_script(commands: Any, debug: argparse.ArgumentParser) -> None:
    script = commands.add_parser("script", parents=[debug], help="show who says what", description="Prints the script to edit.")
    script.add_argument("source", metavar="SOURCE", help="an interview, or a script.md; - reads standard input")
    script.add_argument("--json", action="store_true", help="one JSON object a line: speaker, role, text")
    script.add_argument("--explain", action="store_true", help="tell of every turn why it is this speaker's, and how sure that is")
    script.add_argument("--format", metavar="F", help=FORMAT_HELP)
    script.set_defaults(run=_script)


def _add_voices(commands: Any, debug: argparse.ArgumentParser) -> None:
    voices = commands.add_parser(
        "voices", parents=[debug], help="list engines and voices", description="Lists engines and voices usable now."
    )
    voices.add_argument("--engine", metavar="NAME", help="only this one")
    voices.add_argument(
        "--get",
        action="store_true",
        help="get the voices of kokoro (or of --engine) now, and ask again where nothing was had before",
    )
    voices.set_defaults(run=_voices)


def _make(options: argparse.Namespace) -> None:
    from turncast.pipeline import make  # heavy: --help must not wait for it
    from turncast.progress import progress_for

    progress = progress_for(options.quiet)
    try:
        made = make(options.source, _make_options(options), progress)
    finally:
        progress.close()
    if options.json:
        print(json.dumps(_facts(made), ensure_ascii=False))
    elif not options.quiet:
        print(_summary(made))


def _make_options(options: argparse.Namespace) -> Options:
    from turncast.pipeline import Options

    return Options(
        out=options.out,
        engine=options.engine,
        cast=options.cast,
        fallback=options.fallback,
        title=options.title,
        format=options.format,
    )


def _facts(made: Made) -> dict[str, Any]:
    """What was made, for programs."""
    episode = made.episode
    loudness = episode.master.loudness
    voices = {part.speaker: part.voice for part in episode.casting.parts}
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
                "engine": voices[one.id].engine,
                "voice": voices[one.id].name,
                "rate": voices[one.id].rate,
            }
            for one in episode.speakers
        ],
        "voice_source": episode.voice_source,
        "timing": list(episode.timing),
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
        *(f"  voice     {one['name']} ({one['role']}): {one['engine']}/{one['voice']}" for one in facts["speakers"]),
        *([f"  from      {facts['voice_source']}"] if facts["voice_source"] else []),
        f"  subtitles {facts['n_cues']} cues, {facts['n_words']} words, times: {' and '.join(facts['timing'])}",
        f"  sentences {facts['n_sentences']}, of which {facts['n_spoken_now']} were spoken now",
        *(f"  note      {note}" for note in facts["notes"]),
        f"  where     {facts['folder']}",
    ]
    return "\n".join(lines)


def _script(options: argparse.Namespace) -> None:
    from turncast.pipeline import read_script
    from turncast.script.directions import kept
    from turncast.script.textform import compose

    script = read_script(options.source, format=options.format).edited.script
    if not options.json:
        print(compose(script, explain=options.explain), end="")
        return
    by_id = {speaker.id: speaker for speaker in script.speakers}
    for turn in script.turns:
        speaker, text = by_id[turn.speaker], kept(turn)
        if not text:
            continue
        told: dict[str, Any] = {"speaker": speaker.name, "role": speaker.role, "text": text}
        if options.explain:
            spans = [[span.start, span.end] for span in turn.spans]
            told |= {"evidence": turn.evidence, "confidence": turn.confidence, "spans": spans}
        print(json.dumps(told, ensure_ascii=False))


def _voices(options: argparse.Namespace) -> None:
    from turncast.progress import progress_for
    from turncast.speech.engines import load, names

    progress = progress_for(False)
    if options.get:
        name = options.engine or "kokoro"
        print(load(name).ready(progress.stage, again=True) or f"{name} has its voices")
        return
    for name in [options.engine] if options.engine else names():
        print("\n".join(_listed(name)))


def _listed(name: str) -> Iterator[str]:
    """An engine and its voices, or why it cannot be used here."""
    from turncast.speech.engines import load

    try:
        engine = load(name)
        missing, voices = engine.missing(), () if engine.missing() else engine.voices()
    except TurncastError as error:
        missing, voices = str(error), ()
    yield f"{name}" + (f"  not usable: {missing}" if missing else "  needs the internet" if engine.needs_network else "")
    for voice in voices:
        quality = f"  quality {voice.quality:.2f} of 5" if voice.quality else ""
        yield f"  {name}/{voice.name:<16} {voice.language:<6} {voice.gender:<8}{voice.about}{quality}".rstrip()
