"""Every voice as a short sound file, to choose by ear."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from turncast.audition import Engines
from turncast.errors import VoiceError
from turncast.model import Casting, Clip, Music, Part, Script, Speaker, Turn, Utterance, Voice
from turncast.progress import Progress
from turncast.script.utterances import utterances
from turncast.sound.master import master
from turncast.sound.meter import clip_loudness
from turncast.sound.stitch import stitch
from turncast.speech.clips import open_audio
from turncast.speech.engine import Samples, VoiceInfo
from turncast.speech.say import Studio, say
from turncast.store import Store, cache_dir

_FILE_NAME = re.compile(r"[^\w+-]")
GREETINGS = {
    "ar": "مرحبا، هكذا يبدو صوتي. في عام ألفين سألني سبعة أشخاص: من أنت؟",
    "de": "Guten Tag, so klinge ich. Sieben Leute haben mich heute schon gefragt: Und wer sind Sie?",
    "en": "Good morning, this is how I sound. Seven people have asked me today: and who are you?",
    "es": "Buenos días, así suena mi voz. Siete personas me han preguntado hoy: ¿y usted quién es?",
    "fr": "Bonjour, voici ma voix. Sept personnes m'ont demandé aujourd'hui : et vous, qui êtes-vous ?",
    "hi": "नमस्ते, मेरी आवाज़ ऐसी है। आज सात लोगों ने मुझसे पूछा: आप कौन हैं?",
    "it": "Buongiorno, questa è la mia voce. Oggi sette persone mi hanno chiesto: e lei chi è?",
    "ja": "こんにちは、私の声はこのように聞こえます。今日は七人の方に、どなたですかと聞かれました。",
    "ko": "안녕하세요, 제 목소리는 이렇습니다. 오늘 일곱 분이 저에게 누구냐고 물었습니다.",
    "nl": "Goedemorgen, zo klink ik. Zeven mensen vroegen me vandaag al: en wie bent u?",
    "pl": "Dzień dobry, tak brzmi mój głos. Siedem osób zapytało mnie dzisiaj: a kim pan jest?",
    "pt": "Bom dia, é assim que eu falo. Sete pessoas já me perguntaram hoje: e você, quem é?",
    "ru": "Доброе утро, вот как звучит мой голос. Сегодня семь человек спросили меня: а вы кто?",
    "sv": "God morgon, så här låter jag. Sju personer har frågat mig i dag: och vem är du?",
    "tr": "Günaydın, sesim böyle. Bugün yedi kişi bana sordu: peki siz kimsiniz?",
    "zh": "早上好，我的声音就是这样的。今天有七个人问我：请问您是谁？",
}
"""The same words in each language; a voice of another one speaks English."""


def preview(names: Sequence[str], language: str, folder: Path, progress: Progress) -> Iterator[Path]:
    """A mastered MP3 for each voice of these engines, "engine-voice.mp3" in the folder; of `language` alone unless it is ""."""
    engines = Engines(names[0], progress)
    infos = [(name, info) for name in names for info in engines[name].voices() if language in ("", _code(info), info.language)]
    voices = [_voice(name, info) for name, info in infos]
    if not voices:
        raise VoiceError(f"no voice of {', '.join(names)} speaks {language!r}; `turncast voices` lists what there is")
    greetings = [_greeting(voice, engines) for voice in voices]
    store = Store(cache_dir() / "clips")
    said = say([one for greeting in greetings for one in greeting], Studio(engines.used, store, clip_loudness, progress))
    spoken = dict(zip(said.utterances, said.clips, strict=True))

    def open_clip(clip: Clip | Music) -> Samples:
        return open_audio(store, clip)

    for voice, greeting in zip(voices, greetings, strict=True):
        path = folder / f"{voice.engine}-{_FILE_NAME.sub('-', voice.name)}.mp3"
        master(stitch(greeting, [spoken[one] for one in greeting]), open_clip, path)
        yield path


def _code(info: VoiceInfo) -> str:
    return info.language.partition("-")[0].lower()


def _voice(name: str, info: VoiceInfo) -> Voice:
    """The voice, in a language that it can greet in."""
    return Voice(name, info.name, info.language if _code(info) in GREETINGS else "en")


def _greeting(voice: Voice, engines: Engines) -> tuple[Utterance, ...]:
    text = GREETINGS[voice.language.partition("-")[0].lower()]
    script = Script(voice.name, voice.language, (Speaker("one", voice.name, "interviewee"),), (Turn("one", "speech", text),))
    return utterances(script, Casting((Part("one", voice),)), {voice.engine: engines[voice.engine].max_chars})
