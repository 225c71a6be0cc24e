"""A whole episode in each language besides English that has a voice of its own here, judged from outside."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

import episode_judges as judges

INTERVIEWS = {
    "de": """Die Frau mit den Bienen

Reporterin: Wann haben Sie mit der Imkerei angefangen?

Hannah: Am 15. März 1987. Mein Großvater sagte: „Das Volk gehört jetzt dir.“

Reporterin: Wie viel Honig ernten Sie im Jahr?

Hannah: Rund 1.200 Kilo, also 30 % mehr als früher.
""",
    "es": """La mujer que cuenta estrellas

Periodista: ¿Cuándo empezó usted a mirar el cielo?

Lucía: El 15 de marzo de 1987. Mi abuela me dijo: «Cuéntalas todas».

Periodista: ¿Y cuántas ha contado?

Lucía: Unas 5.000, el 30 % de las que se ven.
""",
    "fr": """Le boulanger de minuit

Journaliste : Quand avez-vous ouvert cette boulangerie ?

Étienne : Le 3 mars 1995. Ma femme m'a dit : « Aujourd’hui ou jamais ! »

Journaliste : Combien de pains faites-vous par nuit ?

Étienne : Environ 1 200 ; c'est 30 % de plus.
""",
    "hi": """पतंग बनाने वाला

पत्रकार: आपने पतंग बनाना कब शुरू किया?

रमेश: 15 मार्च 1987 को। मेरे दादा ने कहा, “यह काम अब तुम्हारा है।”

पत्रकार: आप एक महीने में कितनी पतंगें बनाते हैं?

रमेश: लगभग 5,000, यानी पिछले साल से 30% ज़्यादा।
""",
    "it": """Il liutaio di montagna

Giornalista: Quando ha costruito il primo violino?

Matteo: Il 15 marzo 1987. Mio padre disse: «È un po' storto, ma canta».

Giornalista: Quanti ne ha venduti?

Matteo: Più di 1.200, e il 30% all'estero.
""",
    "ja": """灯台を守る人

聞き手：この灯台は、いつ建てられたのですか。

森田：1987年3月15日です。祖父が「ここに光が要る」と言いました。

聞き手：毎日、何時に起きますか？

森田：朝の4:30です。……いや、冬はNHKのニュースの後ですね。
""",
    "pt": """O homem das pontes

Repórter: Quando o senhor construiu a primeira ponte?

Joaquim: Em 15 de março de 1987. Minha mãe disse: “Você não tem medo?”

Repórter: Quantas pontes já fez?

Joaquim: Mais de 1.200, e 30% delas são de madeira.
""",
    "zh": """修钟表的人

记者：您是从什么时候开始修钟表的？

陈师傅：1986年3月15日。那天我父亲说：“你得学一门手艺。”

记者：您读过《时间简史》吗？

陈师傅：读了2遍。银行的行长还送了我一个iPhone。
""",
}
NEEDS = {"ja": "pyopenjtalk", "zh": "jieba"}


@pytest.mark.engines
@pytest.mark.parametrize("language", INTERVIEWS)
def test_an_interview_in_another_language_is_a_whole_episode(
    language: str, tmp_path: Path, kokoro_environment: dict[str, str]
) -> None:
    if language in NEEDS:
        pytest.importorskip(NEEDS[language])
    source = tmp_path / "interview.txt"
    source.write_text(INTERVIEWS[language], encoding="utf-8")
    run = judges.make(source, tmp_path / "out", environment=kokoro_environment)
    judges.judge_sound(run)
    judges.judge_captions(run)
    assert judges.script_text(run.folder) == letters_of(INTERVIEWS[language])
    assert run.facts["timing"] == ["engine"]
    assert {one["role"] for one in run.facts["speakers"]} == {"reporter", "interviewee"}
    episode = json.loads((run.folder / "episode.json").read_text(encoding="utf-8"))
    assert episode["language"].partition("-")[0] == language
    voices = [part["voice"] for part in episode["casting"]["parts"]]
    assert {voice["engine"] for voice in voices} == {"espeak" if language == "de" else "kokoro"}
    assert {voice["language"] for voice in voices} == {episode["language"]}
    judge_words(run)


def letters_of(interview: str) -> str:
    """What the interview says, without its labels and white space."""
    return "".join(re.sub(r"(?m)^[^\s:：]+ ?[:：]", "", interview).split())


def judge_words(run: judges.Run) -> None:
    """Words are in order, inside their clip, and none of more than three letters is over in an instant."""
    track = json.loads((run.folder / "track.json").read_text(encoding="utf-8"))
    for segment in track["segments"]:
        words = segment["clip"]["words"]
        length_ms = 1000 * segment["clip"]["n_samples"] / segment["clip"]["sample_rate_hz"]
        assert all(0 <= word["start_ms"] <= word["end_ms"] <= length_ms + 1 for word in words)
        assert all(before["end_ms"] <= after["start_ms"] for before, after in pairwise(words))
        assert all(word["end_ms"] - word["start_ms"] >= 40 for word in words if sum(map(str.isalnum, word["text"])) > 3)
