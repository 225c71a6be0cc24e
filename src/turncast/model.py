"""The nouns, in the order in which an interview passes through them.

    source → Article → Script → Utterance* → Clip* → Track → Master + Cue* → Episode

Every noun is a frozen value: tuples inside, JSON-able, hashable, picklable, standard library only, no methods that do work.
Sound itself is never in here: a clip names its audio by digest. Times are integers: samples inside sound, milliseconds elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Role = Literal["reporter", "interviewee"]
BlockKind = Literal["title", "byline", "heading", "paragraph", "quote", "item", "boilerplate"]
TurnKind = Literal["title", "byline", "heading", "speech"]
Join = Literal["section", "turn", "paragraph", "sentence", "clause"]
Timing = Literal["engine", "aligned", "estimated"]
MarkKind = Literal["say", "pause", "leave out", "take"]

# --- what was written ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of characters in the source text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a block's text and where it stands in the source; the same characters unless markup was decoded."""

    text_start: int
    text_end: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Skip:
    """A range of the source that nobody reads aloud, and why."""

    span: Span
    reason: str
    """"label", "markup", "front matter", "boilerplate", "image", "table", "code", "link", "time", "stage direction" ..."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph-like piece of an article, as read, with its markup taken out."""

    kind: BlockKind
    text: str
    """Readable text; a line break of the source inside a paragraph is still one newline here."""
    runs: tuple[Run, ...]
    """In order; every character of the text is in exactly one run."""
    strong: tuple[Span, ...] = ()
    """Ranges of `text` (not of the source) that stand in bold."""
    level: int = 0
    """Of a heading, 1 to 6; of a list item, its depth."""


@dataclass(frozen=True, slots=True)
class Article:
    name: str
    """What the source is called: a file name, or "-"."""
    source: str
    """The decoded text that all spans count in."""
    title: str
    authors: tuple[str, ...]
    published: str
    """ISO date, or "" where the article has none."""
    language: str
    """BCP 47, such as "en" or "pt-BR"."""
    blocks: tuple[Block, ...]
    skipped: tuple[Skip, ...]
    """What the reader itself took out: markup, front matter, images ... in order."""
    description: str = ""
    """What it is about, in a sentence or two, as its own card says."""
    url: str = ""
    """Its page."""
    number: int = 0
    """Of the episode in its show; 0 where it has none."""


@dataclass(frozen=True, slots=True)
class Speaker:
    id: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Mark:
    """A direction that a person wrote into a turn."""

    start: int
    end: int
    """A half-open range of characters of the turn's text; empty for a pause and a take, which stand before the character."""
    kind: MarkKind
    value: str = ""
    """How the word is said, "/phonemes/" or another spelling; how long the pause is, in milliseconds; which take it is."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one person says until another speaks; a title or a heading stands alone."""

    speaker: str
    """A speaker's id."""
    kind: TurnKind
    text: str
    """As it is written, quote marks too; paragraphs parted by one empty line, no other newlines."""
    spans: tuple[Span, ...] = ()
    """In order; together exactly the source of `text`."""
    evidence: str = ""
    """The rule that gave the turn this speaker."""
    confidence: float = 1.0
    """0 to 1."""
    marks: tuple[Mark, ...] = ()
    """In order, without overlap, none of them across two paragraphs."""


@dataclass(frozen=True, slots=True)
class Script:
    title: str
    language: str
    speakers: tuple[Speaker, ...]
    """In order of importance within a role: the first reporter is the main one."""
    turns: tuple[Turn, ...]
    skipped: tuple[Skip, ...] = ()
    """Everything of the source that is in no turn."""


# --- who says it, and how --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Voice:
    engine: str
    name: str
    language: str = "en"
    rate: float = 1.0
    """Pace; 1 is the engine's own."""


@dataclass(frozen=True, slots=True)
class Part:
    """A speaker (by id) and the voice that plays them."""

    speaker: str
    voice: Voice


@dataclass(frozen=True, slots=True)
class Casting:
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Token:
    """One written word with the way it is spoken."""

    text: str
    """As written, with the punctuation that touches it: “1,200,” for instance."""
    spoken: str
    """What the voice is given; may be several words, never empty unless nothing in `text` can be said.
    A word with given phonemes is "[word](/phonemes/)"."""
    space: bool = True
    """Whether white space follows in the written text."""
    holds: bool | None = None
    """Whether it and the next word are one thing (adjective and noun, first and last name, verb and particle ...), as the parse of
    the sentence has it; None where nobody parsed it."""


def written(tokens: Iterable[Token]) -> str:
    """The text that the tokens were made of, with the white space behind the last one.

    >>> written([Token("At", "at"), Token("3", "three", space=False), Token("pm.", "p m")])
    'At 3pm. '
    """
    return "".join(token.text + " " * token.space for token in tokens)


@dataclass(frozen=True, slots=True)
class Utterance:
    """One sentence of a turn, as sent to a voice: the unit that is synthesised and kept."""

    turn: int
    """Index into Script.turns; a line of the show's own has one behind them."""
    speaker: str
    tokens: tuple[Token, ...]
    voice: Voice
    join: Join
    """What parts it from the utterance before."""
    take: int = 0
    pause_ms: int | None = None
    """The pause before it that a person asked for; the pacing decides where there is none."""


# --- how it sounds ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Word:
    """When one spoken form is said, in its clip's own frame."""

    text: str
    """The spoken form: equal sounds are one clip, however they are written."""
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Clip:
    """The sound of one utterance, without the silence around it."""

    audio: str
    """Digest of the FLAC file in the store: mono, 16 bit."""
    sample_rate_hz: int
    n_samples: int
    words: tuple[Word, ...]
    """One for each token that has a spoken form, in order."""
    timing: Timing
    loudness_lufs: float
    """BS.1770 K-weighted level of the whole clip without gating, so that clips of any length can be averaged."""
    voice: str = ""
    """Who spoke it, as "engine/voice": where an engine failed, not the one that was asked."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A clip with its place on the track."""

    utterance: Utterance
    clip: Clip
    start: int
    """In samples of the track."""
    n_samples: int
    """In samples of the track: the clip's length after resampling."""
    gain_db: float
    pan: float = 0.0
    """Its speaker's place in stereo, -1 (left) to 1 (right); mono takes no notice."""


@dataclass(frozen=True, slots=True)
class Music:
    """Sound that a user brought, at the track's sample rate."""

    audio: str
    """Digest of the FLAC file in the store: 16 bit."""
    sample_rate_hz: int
    n_samples: int
    """Of one channel."""
    loudness_lufs: float
    """Integrated, of all channels together."""
    n_channels: int = 1


@dataclass(frozen=True, slots=True)
class Bed:
    """Music with its place on the track; from its end it begins again where the place is longer."""

    music: Music
    start: int
    """In samples of the track."""
    n_samples: int
    gain_db: float
    fade_in_ms: int
    fade_out_ms: int
    under_db: float
    """How much is added to the gain while somebody speaks; 0 or less."""


@dataclass(frozen=True, slots=True)
class Track:
    """All segments in order: a plan of the sound, not yet sound."""

    sample_rate_hz: int
    n_samples: int
    segments: tuple[Segment, ...]
    """In order, without overlap."""
    beds: tuple[Bed, ...] = ()
    """What sounds beside the speech."""


# --- what is published -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TimedWord:
    """One written word on the track."""

    text: str
    start_ms: int
    end_ms: int
    speaker: str
    turn: int
    utterance: int
    """Index of its segment: words with the same one are one sentence."""
    space: bool = True
    holds: bool | None = None
    """As its token has it."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One subtitle."""

    start_ms: int
    end_ms: int
    speaker: str
    """The name to show."""
    named: bool
    """Whether the speaker changes here, so that a format which writes names into the text writes it now."""
    lines: tuple[str, ...]
    """One or two; without the name."""
    words: tuple[TimedWord, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    start_ms: int
    title: str


@dataclass(frozen=True, slots=True)
class Loudness:
    integrated_lufs: float
    true_peak_dbtp: float
    range_lu: float


@dataclass(frozen=True, slots=True)
class Master:
    """The finished programme, as it lies on disk."""

    file: str
    codec: str
    sample_rate_hz: int
    n_samples: int
    """Of the decoded file."""
    duration_ms: int
    n_bytes: int
    loudness: Loudness
    """Measured on the decoded file."""
    recipe: str = ""
    """Digest of all it was made from: the same recipe need not be mastered again."""
    sha256: str = ""
    """Of the file."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for when an episode was made, where that is not the same as what it then has."""

    rules: str = ""
    """The house for subtitles, instead of the show's rules."""
    fallback: tuple[str, ...] = ()
    """Engines."""
    align: bool = True
    bit_rate_kbps: int = 0
    sample_rate_hz: int = 0
    """Zero for the format's own."""
    stereo: bool | None = None
    """None where the show decides."""
    cover: str = ""
    """A picture, from the episode's folder."""
    number: int = 0
    """Of the episode; 0 where the article's own card tells it."""


SpeakerStyle = Literal["prefix", "none", "color"]
"""By name, in a format's own place for it or before the text at each change; not at all; or by colours where it has them."""


@dataclass(frozen=True, slots=True)
class CaptionStyle:
    """How one subtitle format was asked for, where that is not the usual way."""

    form: str
    speakers: SpeakerStyle = "prefix"
    words: bool = False
    """Whether it tells when each word is spoken."""


@dataclass(frozen=True, slots=True)
class Episode:
    title: str
    language: str
    speakers: tuple[Speaker, ...]
    casting: Casting
    voice_source: str
    """Where the voices came from, in one line."""
    master: Master
    captions: tuple[str, ...]
    """File names beside the master."""
    n_cues: int
    n_words: int
    timing: tuple[Timing, ...]
    """The kinds of word times that are in it."""
    notes: tuple[str, ...] = ()
    """What the maker should know: one voice only, estimated times ..."""
    show: str = ""
    chapters: tuple[Chapter, ...] = ()
    cover: str = ""
    """File name beside the master."""
    loudness: str = "podcast"
    """What the master was made to measure."""
    rules: str = "netflix"
    """The house whose rules the subtitles keep."""
    own_rules: tuple[tuple[str, int], ...] = ()
    """What the show has otherwise than that house: names and values of its [captions] table."""
    asked: Asked | None = None
    """None in episodes that were made before it was kept."""
    styles: tuple[CaptionStyle, ...] = ()
    """Of the formats that keep one when they are written again."""
