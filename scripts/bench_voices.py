"""What is measured of Kokoro's voices: the pace of each, and which pairs of them a listener would take for one person.

    bench_voices.py [LANGUAGE[:VOICE,VOICE...] ...]      in .venv
All voices of a language speak the same sentences. Two are as far apart as the distance of their mean spectra (19 mel cepstra,
natural logarithms) and 1.2 for each semitone between their median pitches. Prints the paces, and the pairs from the nearest on:
the tables of turncast.speech.engines.kokoro_voices are taken from there.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import combinations

import numpy as np

from turncast.model import Casting, Part, Script, Speaker, Turn, Utterance, Voice, written
from turncast.script.utterances import utterances
from turncast.speech.engine import Engine, Samples, Speech, pace_of
from turncast.speech.engines import load
from turncast.speech.features import Frames, mean_spectrum
from turncast.speech.say import asked_words

TEXTS = {
    "en": """We met on a grey morning at the harbour, where she has worked for twenty years. The boats come in before six, and by
seven the fish is sold. Who buys it has changed a great deal. In the old days it went to the villages nearby. Now most
of it travels to the city in cold vans, and some of it goes abroad. She does not complain about that. A good price is
a good price, she says, and the sea does not ask where its fish are eaten.""",
    "es": """Nos vimos una mañana gris en el puerto, donde ella trabaja desde hace veinte años. Los barcos llegan antes de las seis
y a las siete ya se ha vendido el pescado. Quien lo compra ha cambiado mucho. Antes se quedaba en los pueblos
cercanos. Ahora casi todo viaja a la ciudad en camiones fríos. Ella no se queja. Un buen precio es un buen precio,
dice.""",
    "fr": """Nous nous sommes vus un matin gris au port, où elle travaille depuis vingt ans. Les bateaux rentrent avant six heures,
et à sept heures le poisson est vendu. Ceux qui l'achètent ont beaucoup changé. Autrefois il restait dans les villages
voisins. Maintenant presque tout part vers la ville dans des camions froids. Elle ne se plaint pas. Un bon prix est un
bon prix, dit-elle.""",
    "hi": """हम एक धुंधली सुबह बंदरगाह पर मिले, जहाँ वह बीस साल से काम करती है। नावें छह बजे से पहले आ जाती हैं और सात बजे तक मछली
बिक जाती है। खरीदने वाले अब बहुत बदल गए हैं। पहले सब कुछ पास के गाँवों में जाता था। अब ज़्यादातर मछली शहर भेजी जाती
है। वह शिकायत नहीं करती। अच्छा दाम अच्छा दाम है, वह कहती है।""",
    "it": """Ci siamo visti una mattina grigia al porto, dove lei lavora da venti anni. Le barche tornano prima delle sei e alle
sette il pesce è già venduto. Chi lo compra è molto cambiato. Una volta restava nei paesi vicini. Adesso quasi tutto
parte per la città nei camion freddi. Lei non si lamenta. Un buon prezzo è un buon prezzo, dice.""",
    "ja": """曇った朝、彼女が二十年働いている港で会いました。船は六時前に戻り、七時には魚が売れてしまいます。
買う人はずいぶん変わりました。昔は近くの村に運ばれていました。今はほとんどが冷たい車で町へ行きます。
彼女は文句を言いません。良い値段は良い値段だと言います。""",
    "pt": """Encontramo-nos numa manhã cinzenta no porto, onde ela trabalha há vinte anos. Os barcos chegam antes das seis e às
sete o peixe já está vendido. Quem compra mudou muito. Antes ficava nas aldeias vizinhas. Agora quase tudo vai para a
cidade em camiões frios. Ela não se queixa. Um bom preço é um bom preço, diz ela.""",
    "zh": """一个灰蒙蒙的早晨，我们在她工作了二十年的港口见面。船六点以前回来，七点鱼就卖完了。买鱼的人变了很多。
从前鱼都送到附近的村子里。现在大部分用冷藏车运到城里去。她并不抱怨。她说，好价钱就是好价钱。""",
}
A_SEMITONE = 1.2
PAIRS_SHOWN = 24
LOWEST_HZ, HIGHEST_HZ, WINDOW_S = 60, 400, 0.04


def main() -> None:
    engine = load("kokoro")
    engine.ready(lambda line: None)
    for wish in sys.argv[1:] or TEXTS:
        language, _, chosen = wish.partition(":")
        names = [one.name for one in engine.voices() if one.language.partition("-")[0] == language]
        measured(engine, language, [name for name in names if name in chosen.split(",") or not chosen])


def measured(engine: Engine, language: str, names: Sequence[str]) -> None:
    """Prints what is found of these voices."""
    spectra, pitches = {}, {}
    for name in names:
        asked = said(Voice("kokoro", name, language))
        spoken = {written(one.tokens): speech_of(engine, one) for one in asked}
        pace = pace_of(spoken.__getitem__, [list(spoken)])
        whole = np.concatenate([one.samples for one in spoken.values()])
        spectra[name], pitches[name] = mean_spectrum(whole, engine.sample_rate_hz), pitch_hz(whole, engine.sample_rate_hz)
        print(f"{language} {name:<14} {pace:5.1f} letters a second, {pitches[name]:4.0f} Hz", flush=True)
    pairs = {(a, b): apart(spectra[a], spectra[b], pitches[a], pitches[b]) for a, b in combinations(names, 2)}
    for pair in sorted(pairs, key=lambda pair: pairs[pair])[:PAIRS_SHOWN]:
        print(f"{language} {pairs[pair]:5.1f} apart: {' '.join(pair)}", flush=True)
    if pairs:
        print(f"{language} {np.median(list(pairs.values())):5.1f} apart: the median of {len(pairs)} pairs", flush=True)


def said(voice: Voice) -> tuple[Utterance, ...]:
    """The text's sentences, cast with that voice."""
    turn = Turn("one", "speech", " ".join(TEXTS[voice.language].split()))
    script = Script("", voice.language, (Speaker("one", "One", "reporter"),), (turn,))
    return utterances(script, Casting((Part("one", voice),)), {voice.engine: 1000}, {})


def speech_of(engine: Engine, utterance: Utterance) -> Speech:
    return engine.speak(engine.prepare(asked_words(utterance, engine), utterance.voice), utterance.voice)


def apart(first: Frames, second: Frames, first_hz: float, second_hz: float) -> float:
    return float(np.linalg.norm(first - second) + A_SEMITONE * abs(12 * np.log2(first_hz / second_hz)))


def pitch_hz(samples: Samples, sample_rate_hz: int) -> float:
    """The median over the voiced windows, by autocorrelation."""
    n_window, found = int(WINDOW_S * sample_rate_hz), []
    shortest, longest = sample_rate_hz // HIGHEST_HZ, sample_rate_hz // LOWEST_HZ
    for start in range(0, len(samples) - n_window, n_window // 2):
        window = samples[start : start + n_window] * np.hanning(n_window)
        spectrum = np.fft.rfft(window, 2 * n_window)
        alike = np.fft.irfft(np.abs(spectrum) ** 2)[:n_window] / (np.arange(n_window, 0, -1) / n_window)
        lag = shortest + int(np.argmax(alike[shortest:longest]))
        if alike[lag] > 0.5 * alike[0] > 1e-4:
            found.append(sample_rate_hz / lag)
    return float(np.median(found)) if found else 0.0


if __name__ == "__main__":
    main()
