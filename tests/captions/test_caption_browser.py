"""What a real browser, and the strict parsers that come from npm, make of our WebVTT and of our transcripts."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from html import unescape
from itertools import groupby
from pathlib import Path
from random import Random
from typing import Any

import imageio_ffmpeg
import pytest
from browser import Visit, package, visit
from caption_programmes import NAMES, english, hostile_programmes
from caption_readers import by_srt, clock_ms
from hypothesis import given, settings
from PIL import Image, ImageColor

from turncast.captions import write
from turncast.captions.cues import lay_out
from turncast.captions.formats.direction import directed
from turncast.captions.formats.options import CaptionOptions
from turncast.captions.formats.page import ON_PAPER_AND_NIGHT
from turncast.captions.rules import HOUSES, for_language
from turncast.model import Cue, TimedWord

pytestmark = pytest.mark.engines

PAGE_SCRIPT = Path(__file__).with_name("browser_page.js")
FORMS = {
    "plain": CaptionOptions(),
    "nameless": CaptionOptions(speakers="none"),
    "colours": CaptionOptions(speakers="color"),
    "words": CaptionOptions(words=True),
    "words and colours": CaptionOptions(words=True, speakers="color"),
}
BROKEN = {
    "no blank line": "WEBVTT\n00:01.000 --> 00:02.000\nYes\n",
    "a bare ampersand": "WEBVTT\n\n00:01.000 --> 00:02.000\nR&D\n",
    "a tag of nobody's": "WEBVTT\n\n00:01.000 --> 00:02.000\n<x>Yes\n",
    "no voice": "WEBVTT\n\n00:01.000 --> 00:02.000\n<v>Yes\n",
    "backwards": "WEBVTT\n\n00:02.000 --> 00:01.000\nYes\n",
    "a word too late": "WEBVTT\n\n00:01.000 --> 00:02.000\nYes <00:00:02.000>no\n",
}
TEXTS = {
    "marks": "R&D <3 --> a<b &amp; &lt;b&gt; <b>bold</b> <v Eve> </v> <00:00:01.000> “quoted” ' \" NOTE STYLE WEBVTT 00:01 \\N {x} "
    "&nbsp; &lrm",
    "scripts": "👩\u200d🚀 👍🏽 e\u0301te\u0301 o\u0308 n\u0303o नमस्ते ไทย 한국어 ﷽ 𝔘nicode Ẩ 🇫🇷 \u200b- ½ ﬁ",
    "right to left": "שלום לכם Ann אמרה R&D שלוש פעמים. مرحبا بكم في <3 BBC، قال: 1984؟ Ann قالت نعم.",
}
JAPANESE = "「氷が歌うんです。」佐藤さんは、R&Dの仕事を１９年も続けている。聞いたことがある人は、決して忘れないと言う。"
SPEAKERS = {"a": "Ann", "b": 'A <b> & "C", Dr. --> O\'Hara', "c": "佐藤 花子", "d": "ليلى", "e": ("Maximiliana " * 17)[:200]}
HOSTILE = (
    "<script>top.ran=1</script>",
    "</p><script>top.ran=1</script>",
    '"><img src=stolen onerror=top.ran=1>',
    "<svg/onload=top.ran=1>",
    "</title></style><script>top.ran=1</script>",
    "<iframe src=javascript:top.ran=1>",
    "javascript:top.ran=1",
    "<!--",
    "]]>",
    "&lt;b&gt;",
)
ELEMENTS = {"html", "head", "meta", "title", "style", "body", "main", "h1", "section", "cite", "time", "a", "p", "span"}


@dataclass(frozen=True)
class Reading:
    """Subtitles, how they were written, and what each reader made of the file."""

    name: str
    cues: tuple[Cue, ...]
    options: CaptionOptions
    by: dict[str, Any]

    def voice(self, cue: Cue) -> str:
        return "" if self.options.speakers == "none" else cue.speaker


def spoken(text: str, speakers: str = "ab") -> list[TimedWord]:
    """The words at an even pace, the speaker changing every four."""
    return [
        TimedWord(word, 500 + 500 * n, 950 + 500 * n, speakers[n // 4 % len(speakers)], n // 4, n // 4)
        for n, word in enumerate(text.split())
    ]


def japanese() -> list[TimedWord]:
    return [TimedWord(char, 500 + 150 * n, 650 + 150 * n, "c", 0, 0, space=False) for n, char in enumerate(JAPANESE)]


def programmes() -> dict[str, tuple[Cue, ...]]:
    told, duration_ms = english(Random(11))
    found = {f"house {house}": lay_out(told, NAMES, duration_ms, rules) for house, rules in HOUSES.items()}
    found |= {name: lay_out(spoken(text, "abcde"), SPEAKERS, 60_000) for name, text in TEXTS.items()}
    found["japanese"] = lay_out(japanese(), SPEAKERS, 60_000, for_language(HOUSES["netflix"], "ja"), "ja")
    found["hours"] = lay_out(
        [TimedWord("Yes.", ms, ms + 900, "a", n, n) for n, ms in enumerate((59_996, 3_599_999, 359_999_995))], SPEAKERS, 400_000_000
    )
    return found | {f"drawn {n}": lay_out(*programme) for n, programme in enumerate(drawn())}


def drawn() -> list[tuple[list[TimedWord], dict[str, str], int]]:
    """The same programmes on every run: one visit to the browser reads them all."""
    found = []

    @settings(max_examples=30, derandomize=True, database=None)
    @given(hostile_programmes())
    def keep(programme: tuple[list[TimedWord], dict[str, str], int]) -> None:
        words, names, duration_ms = programme
        # vtt.js knows no voice whose name holds a backslash, which no person's does
        found.append((words, {key: name.replace("\\", "/") for key, name in names.items()}, duration_ms))

    keep()
    return found


def page(call: str, *scripts: str) -> bytes:
    tags = "".join(f'<script src="{script}"></script>' for script in ("browser_page.js", *scripts))
    body = f'{tags}<script>seen({call})</script><img src="told" hidden>'
    return f'<!DOCTYPE html><meta charset="utf-8"><style>body {{ margin: 0 }}</style><body>{body}'.encode()


def opened(call: str, files: Mapping[str, bytes], *scripts: str, picture: Path | None = None) -> Visit:
    """What the function of our page finds in the files."""
    found = visit("page.html", {**files, "page.html": page(call, *scripts), PAGE_SCRIPT.name: PAGE_SCRIPT.read_bytes()}, picture)
    assert not isinstance(found.told, dict) or "error" not in found.told, found.told["error"]
    return found


# --- WebVTT ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def told(sample: Path) -> dict[str, Any]:
    """What the three readers found in every sheet, in the broken ones and in the sample's."""
    parser, vtt_js = package("webvtt-parser"), package("vtt.js") / "lib"
    scripts = {"parser.js": parser / "parser.js", "vtt.js": vtt_js / "vtt.js", "html-entities.json": parser / "html-entities.json"}
    sheets = {f"{name}.vtt": write(cues, "vtt", options) for name, cues, options in written()}
    sheets |= {f"{name}.vtt": text for name, text in BROKEN.items()}
    sheets["sample.vtt"] = sample.with_name("episode.vtt").read_text(encoding="utf-8")
    files = {name: path.read_bytes() for name, path in scripts.items()} | {name: text.encode() for name, text in sheets.items()}
    found: dict[str, Any] = opened(f"readSubtitles({json.dumps(list(sheets))})", files, "parser.js", "vtt.js").told
    return found


@cache
def written() -> list[tuple[str, tuple[Cue, ...], CaptionOptions]]:
    return [(f"{name}, {form}", cues, options) for name, cues in programmes().items() for form, options in FORMS.items()]


@pytest.fixture(scope="module")
def readings(told: dict[str, Any]) -> list[Reading]:
    return [Reading(name, cues, options, told[f"{name}.vtt"]) for name, cues, options in written()]


def test_the_browser_shows_every_cue_at_its_time_with_its_text_and_voice(readings: list[Reading]) -> None:
    for one in readings:
        found = [(cue["start"], cue["end"], cue["voice"], cue["text"]) for cue in one.by["track"]]
        assert found == [(cue.start_ms, cue.end_ms, one.voice(cue), shown(cue)) for cue in one.cues], one.name


def test_the_browser_knows_when_each_word_inside_a_cue_begins(readings: list[Reading]) -> None:
    """It counts in seconds and tells times cut to whole milliseconds, so some are one less."""
    for one in readings:
        for cue, found in zip(one.cues, one.by["track"], strict=True):
            inside = sorted({word.start_ms for word in cue.words if cue.start_ms < word.start_ms < cue.end_ms})
            late = (
                [ms - clock_ms(time) for ms, time in zip(inside, found["words"], strict=True)]
                if one.options.words
                else found["words"]
            )
            assert set(late) <= {0, 1}, one.name


def test_a_strict_parser_finds_no_error_and_the_same_cues(readings: list[Reading]) -> None:
    """It leaves escapes in annotations as they are, which the standard resolves (as the browser does)."""
    for one in readings:
        assert one.by["strict"]["errors"] == [], one.name
        found = [(cue["start"], cue["end"], unescape(cue["voice"]), cue["text"]) for cue in one.by["strict"]["cues"]]
        assert found == [(cue.start_ms, cue.end_ms, one.voice(cue), shown(cue)) for cue in one.cues], one.name


@pytest.mark.parametrize("name", BROKEN)
def test_the_strict_parser_is_strict(name: str, told: dict[str, Any]) -> None:
    assert told[f"{name}.vtt"]["strict"]["errors"]


def test_mozillas_parser_finds_no_error_and_the_same_cues(readings: list[Reading]) -> None:
    """It is older than style blocks, which it reports as one cue without a time, and it resolves escapes twice."""
    for one in readings:
        styled = one.options.speakers == "color" and any(cue.speaker for cue in one.cues)
        assert [error.partition("(")[0] for error in one.by["mozilla"]["errors"]] == ["Malformed timestamp: ::cue"] * styled, (
            one.name
        )
        found = [(cue["start"], cue["end"], unescape(cue["voice"]), cue["text"]) for cue in one.by["mozilla"]["cues"]]
        assert found == [(cue.start_ms, cue.end_ms, one.voice(cue), unescaped_again(shown(cue))) for cue in one.cues], one.name


def test_the_sample_is_read_by_all_three_as_its_subrip_twin_is_by_srt(sample: Path, told: dict[str, Any]) -> None:
    subrip = by_srt(sample.with_name("episode.srt").read_text(encoding="utf-8"))
    by = told["sample.vtt"]
    assert by["strict"]["errors"] == by["mozilla"]["errors"] == []
    for cues in (by["track"], by["strict"]["cues"], by["mozilla"]["cues"]):
        assert [(cue["start"], cue["end"]) for cue in cues] == [(start, end) for start, end, _ in subrip]
        for cue, (_, _, text) in zip(cues, subrip, strict=True):
            assert " ".join(text.split()) in (flat := " ".join(cue["text"].split()), f"{cue['voice']}: {flat}")


def shown(cue: Cue) -> str:
    return "\n".join(directed(cue.lines))


def unescaped_again(text: str) -> str:
    """As vtt.js has it: until nothing is left that looks like one of WebVTT's six escapes."""
    while escapes := re.findall(r"&(?:amp|lt|gt|lrm|rlm|nbsp);", text):
        text = text.replace(escapes[0], unescape(escapes[0]), 1)
    return text


def test_the_browser_paints_each_voice_in_its_colour(tmp_path: Path) -> None:
    """White for the first; yellow for the second, whose name is full of what means something in a style sheet."""
    cues = lay_out(spoken("We saw it all. And they did too."), SPEAKERS, 6000)
    files = {"talk.vtt": write(cues, "vtt", FORMS["colours"]).encode(), "darkness.webm": darkness(6)}
    for number, colour in enumerate(((255, 255, 255), (255, 255, 0))):
        picture = tmp_path / f"{number}.png"
        ms = (cues[number].start_ms + cues[number].end_ms) // 2
        told = opened(f"showSubtitle('darkness.webm', 'talk.vtt', {ms / 1000})", files, picture=picture).told
        assert [cue["text"] for cue in told] == [shown(cues[number])]
        (_, background), (n_pixels, lettering) = most_common(picture)[:2]
        assert (background, lettering) == ((0, 0, 0), colour)
        assert n_pixels > 500


def darkness(length_s: int) -> bytes:
    """A film without light."""
    command = [
        imageio_ffmpeg.get_ffmpeg_exe(),
        "-v",
        "error",
        "-f",
        "lavfi",
        "-i",
        f"color=black:size=320x180:rate=5:duration={length_s}",
    ]
    return subprocess.run([*command, "-c:v", "libvpx", "-f", "webm", "-"], capture_output=True, check=True).stdout


def most_common(picture: Path) -> list[tuple[int, tuple[int, ...]]]:
    """How many pixels have each colour, most first."""
    with Image.open(picture) as image:
        found = image.convert("RGB").getcolors(image.width * image.height)
    return sorted(found, reverse=True)


# --- transcripts -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def transcripts() -> Visit:
    """What the browser found in an interview's transcripts and in those of a hostile one."""
    words, duration_ms = english(Random(11))
    cues = lay_out(words, NAMES, duration_ms)
    told = {f"{form}.html": write(cues, "html", replace(options, title="The bridge")) for form, options in FORMS.items()}
    hostile = lay_out(hostile_words(), dict(zip("ab", HOSTILE[:2], strict=True)), 9000)
    told |= {f"hostile {form}.html": write(hostile, "html", replace(options, title=HOSTILE[4])) for form, options in FORMS.items()}
    return read_transcripts(told)


def hostile_words() -> list[TimedWord]:
    return [TimedWord(text, 500 * n, 500 * n + 400, "ab"[n % 2], n, n) for n, text in enumerate(HOSTILE)]


def read_transcripts(transcripts: Mapping[str, str]) -> Visit:
    return opened(f"readTranscripts({json.dumps(list(transcripts))})", {name: text.encode() for name, text in transcripts.items()})


@pytest.mark.parametrize("form", FORMS)
def test_a_transcript_has_every_name_time_and_paragraph(form: str, transcripts: Visit) -> None:
    words, _ = english(Random(11))
    found = transcripts.told[f"{form}.html"]
    assert found["title"] == "The bridge"
    assert " ".join(found["paragraphs"]) == " ".join(word.text for word in words)
    turns = [NAMES[speaker] for speaker, _ in groupby(words, key=lambda word: word.speaker)]
    assert found["cites"] == ([] if form == "nameless" else [f"{name}:" for name in turns])
    starts = {f"PT{word.start_ms / 1000:.3f}".rstrip("0").rstrip(".") + "S": word.text for word in words}
    assert [starts.get(time) for time in found["times"]] == [text.split()[0] for text in found["paragraphs"]]
    assert found["ids"] == [f"t{time[2:-1]}" for time in found["times"]]


@pytest.mark.parametrize("form", FORMS)
def test_nothing_of_an_interview_runs_in_its_transcript(form: str, transcripts: Visit) -> None:
    found = transcripts.told[f"hostile {form}.html"]
    assert set(found["elements"]) <= ELEMENTS
    assert not found["ran"]
    assert not [path for path in transcripts.asked if "stolen" in path]
    assert found["title"] == HOSTILE[4]
    assert "".join("".join(found["paragraphs"]).split()) == "".join("".join(HOSTILE).split())


def test_what_would_run_is_seen() -> None:
    live = [text for text in HOSTILE if "top.ran" in text and "<" in text]
    found = read_transcripts({f"{n}.html": f"<!DOCTYPE html><title>x</title><p>{text}</p>" for n, text in enumerate(live)})
    assert [found.told[f"{n}.html"]["ran"] for n, _ in enumerate(live)] == [True] * len(live)
    assert "/stolen" in found.asked


@pytest.mark.parametrize("form", ["plain", "colours"])
def test_a_transcript_looks_like_a_page(form: str, tmp_path: Path) -> None:
    """Mostly paper, with some ink on it, and a line of each voice's colour."""
    words, duration_ms = english(Random(11))
    text = write(lay_out(words, NAMES, duration_ms), "html", replace(FORMS[form], title="The bridge keeper", language="en"))
    picture = tmp_path / "transcript.png"
    opened("readTranscripts(['transcript.html'])", {"transcript.html": text.encode()}, picture=picture)
    n_pixels = {colour: n for n, colour in most_common(picture)}
    assert max(n_pixels, key=lambda colour: n_pixels[colour]) == ImageColor.getrgb("#fdfcfa")
    ink = sum(n for colour, n in n_pixels.items() if max(colour) < 128) / sum(n_pixels.values())
    assert 0.02 < ink < 0.2
    lines = [n_pixels.get(ImageColor.getrgb(colour), 0) > 100 for colour in ON_PAPER_AND_NIGHT[:2]]
    assert lines == [form == "colours"] * 2
