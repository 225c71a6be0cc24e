"""The command line: turncast make, script, voices, take, captions, align, check, cache."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from turncast import __version__, commands
from turncast.errors import TurncastError, UsageError

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
    parsers = parser.add_subparsers(metavar="COMMAND", required=True)
    debug = argparse.ArgumentParser(add_help=False)
    debug.add_argument("--debug", action="store_true", help="show where an error came from")
    _add_make(parsers, debug)
    _add_script(parsers, debug)
    _add_voices(parsers, debug)
    _add_take(parsers, debug)
    _add_captions(parsers, debug)
    _add_align(parsers, debug)
    _add_check(parsers, debug)
    _add_cache(parsers, debug)
    return parser


def _add_make(parsers: Any, debug: argparse.ArgumentParser) -> None:
    make = parsers.add_parser("make", parents=[debug], help="make an episode of an interview", description="Makes an episode.")
    make.add_argument("source", metavar="SOURCE", help="an interview, or a script.md you corrected; - reads standard input")
    make.add_argument(
        "--out", type=Path, metavar="DIR", help="folder for the files (output/<title>; an episode's script.md: its own)"
    )
    make.add_argument("--engine", metavar="NAME", help="who speaks: kokoro (default), piper, gtts, openai, espeak ...")
    make.add_argument(
        "--fallback",
        type=_listed,
        default=[],
        metavar="NAMES",
        help="engines that may speak what the chosen one fails to, such as piper,espeak",
    )
    make.add_argument(
        "--cast",
        action="append",
        default=[],
        metavar="WHO=VOICE",
        help="give a speaker, or the main one of a role (reporter, interviewee), a voice; may be repeated; see `turncast voices`",
    )
    make.add_argument(
        "--captions",
        type=_listed,
        default=["srt", "vtt"],
        metavar="NAMES",
        help="srt,vtt (default), ass, ttml ...",
    )
    make.add_argument("--rules", default="", metavar="HOUSE", help="netflix (default), bbc, podcast, youtube, tiktok")
    make.add_argument("--audio", default="mp3", metavar="F", help="mp3 (default), m4a, m4b, opus, flac, wav")
    make.add_argument("--loudness", default="podcast", metavar="L", help="podcast (default), aes, spotify, broadcast, audiobook")
    make.add_argument(
        "--bit-rate", type=int, default=0, metavar="KBPS", help="kilobits a second, instead of the format's usual ones"
    )
    make.add_argument("--sample-rate", type=int, default=0, metavar="HZ", help="44100 (default), 48000 ...")
    make.add_argument(
        "--stereo",
        action=argparse.BooleanOptionalAction,
        help="seat everybody at a place of their own, a little to one side, and keep music as wide as it is",
    )
    make.add_argument("--cover", type=Path, metavar="FILE", help="a square picture, instead of a drawn cover")
    make.add_argument("--number", type=int, default=0, metavar="N", help="the episode's number in its show")
    make.add_argument("--no-align", action="store_true", help="estimate word times where an engine tells none: quicker, less exact")
    make.add_argument("--title", metavar="T", help="title of the episode, instead of the interview's own")
    make.add_argument("--format", metavar="F", help=FORMAT_HELP)
    make.add_argument("--json", action="store_true", help="print what was made as one JSON object")
    make.add_argument("--quiet", action="store_true", help="say nothing but errors")
    make.set_defaults(run=commands.make)


def _listed(names: str) -> list[str]:
    return [name.strip() for name in names.split(",") if name.strip()]


def _add_script(parsers: Any, debug: argparse.ArgumentParser) -> None:
    script = parsers.add_parser("script", parents=[debug], help="show who says what", description="Prints the script to edit.")
    script.add_argument("source", metavar="SOURCE", help="an interview, or a script.md; - reads standard input")
    script.add_argument("--json", action="store_true", help="one JSON object a line: speaker, role, text")
    script.add_argument("--explain", action="store_true", help="tell of every turn why it is this speaker's, and how sure that is")
    script.add_argument("--format", metavar="F", help=FORMAT_HELP)
    script.set_defaults(run=commands.script)


def _add_voices(parsers: Any, debug: argparse.ArgumentParser) -> None:
    voices = parsers.add_parser(
        "voices", parents=[debug], help="list engines and voices", description="Lists engines and voices usable now."
    )
    voices.add_argument("--engine", metavar="NAME", help="only this one")
    voices.add_argument(
        "--get",
        action="store_true",
        help="get the voices of kokoro (or of --engine) now, and ask again where nothing was had before",
    )
    voices.add_argument("--preview", type=Path, metavar="DIR", help="write a short MP3 of every voice into DIR, to choose by ear")
    voices.add_argument("--language", default="", metavar="CODE", help="only voices of this language, such as en or pt-BR")
    voices.set_defaults(run=commands.voices)


def _add_take(parsers: Any, debug: argparse.ArgumentParser) -> None:
    take = parsers.add_parser(
        "take",
        parents=[debug],
        help="have one sentence spoken another way",
        description="Has one sentence of an episode spoken another way, and makes the episode again.",
    )
    take.add_argument("script", type=Path, metavar="SCRIPT", help="the episode's script.md")
    take.add_argument(
        "where", metavar="WHERE", help="a part of the sentence as it is written, or the time it is heard at, such as 1:23"
    )
    take.add_argument("--quiet", action="store_true", help="say nothing but errors")
    take.set_defaults(run=commands.take)


def _add_captions(parsers: Any, debug: argparse.ArgumentParser) -> None:
    captions = parsers.add_parser(
        "captions",
        parents=[debug],
        help="write an episode's subtitles in another form, or take edited ones back",
        description="Writes subtitles again without touching the sound, or takes edited ones back into script.md.",
    )
    captions.add_argument("folder", type=Path, metavar="EPISODE_DIR", help="the folder that `turncast make` wrote")
    captions.add_argument(
        "--format",
        type=_listed,
        default=["srt"],
        metavar="NAMES",
        help="srt (default), vtt, ass, ttml, lrc, html ...",
    )
    captions.add_argument("--rules", default="", metavar="HOUSE", help="netflix, bbc ..., instead of those it was made with")
    captions.add_argument(
        "--speakers",
        choices=("prefix", "none", "color"),
        default="prefix",
        help="by name, not at all, or by colour",
    )
    captions.add_argument("--words", action="store_true", help="tell when each word is spoken, where there is a place for it")
    captions.add_argument("--offset", type=int, default=0, metavar="MS", help="add this to every time")
    captions.add_argument("--out", type=Path, metavar="FILE", help="write there instead of episode.<format> in the folder")
    captions.add_argument("--import", dest="edited", type=Path, metavar="FILE", help="take the words of an edited file back")
    captions.set_defaults(run=commands.captions)


def _add_align(parsers: Any, debug: argparse.ArgumentParser) -> None:
    align = parsers.add_parser(
        "align",
        parents=[debug],
        help="subtitle a recording of a script that people read",
        description="Times a script to a recording of it that was made elsewhere, and writes subtitles beside the recording.",
    )
    align.add_argument("audio", type=Path, metavar="AUDIO", help="the recording: any sound or film that ffmpeg reads")
    align.add_argument("source", metavar="SCRIPT", help="what is read in it: a script.md, or the interview; - reads standard input")
    align.add_argument("--out", type=Path, metavar="DIR", help="folder for the subtitles (the recording's own)")
    align.add_argument(
        "--formats",
        type=lambda names: [name.strip() for name in names.split(",")],
        metavar="NAMES",
        help="srt,vtt,words (default), ass, ttml, lrc, json, txt, html, csv, labels, otio",
    )
    align.add_argument("--engine", metavar="NAME", help="who reads for comparison: kokoro (default) or espeak, which is quicker")
    align.add_argument("--overwrite", action="store_true", help="replace subtitles of the same name")
    align.add_argument("--format", metavar="F", help=FORMAT_HELP)
    align.add_argument("--quiet", action="store_true", help="say nothing but errors")
    align.set_defaults(run=commands.align)


def _add_check(parsers: Any, debug: argparse.ArgumentParser) -> None:
    check = parsers.add_parser(
        "check",
        parents=[debug],
        help="measure an episode's files against the standards",
        description="Measures an episode's finished files against what players and standards ask; fails where a rule is not kept.",
    )
    check.add_argument("folder", type=Path, metavar="EPISODE_DIR", help="the folder that `turncast make` wrote")
    check.add_argument("--rules", default="", metavar="HOUSE", help="subtitle rules to judge by, instead of those it was made with")
    check.add_argument("--loudness", default="", metavar="L", help="the loudness to judge by, instead of the one it was made with")
    check.add_argument("--picture", type=Path, metavar="FILE", help="draw the episode too: who speaks when, how loud; .png or .svg")
    check.add_argument("--json", action="store_true", help="print the findings as one JSON object")
    check.set_defaults(run=commands.check)


def _add_cache(parsers: Any, debug: argparse.ArgumentParser) -> None:
    cache = parsers.add_parser(
        "cache",
        parents=[debug],
        help="show or clear what is kept",
        description="Shows what is kept of earlier runs. Everything in it can be made again.",
    )
    cache.add_argument("--clear", action="store_true", help="drop every clip; models and voices stay")
    cache.add_argument("--limit", metavar="GB", help="drop the clips that were not used for longest, down to this size")
    cache.set_defaults(run=commands.cache)
