"""Dutch function words."""

from __future__ import annotations

import re

from turncast.captions.function_words import INITIAL, FunctionWords, listed

WORDS = FunctionWords(
    holding=listed(
        "de het een 't 'n mijn m'n jouw je uw zijn z'n haar ons onze jullie hun elke elk iedere ieder geen "
        "ik jij u hij zij ze wij we men "
        "ben bent is was waren geweest heb hebt heeft hebben had hadden word wordt worden werd werden zal zult zullen zou zouden "
        "kan kunt kunnen kon konden moet moeten moest moesten mag mogen mocht mochten wil wilt willen wilde wilden ga gaat gaan "
        "ging gingen niet nooit"
    ),
    conjunctions=listed(
        "en of maar want dus omdat doordat dat die wie wat welke welk waar wanneer waarom hoe als toen terwijl hoewel zodat "
        "voordat nadat sinds zodra zolang tenzij indien dan waarin waarop waarvan waarmee"
    ),
    prepositions=listed(
        "aan achter beneden bij binnen boven buiten door in langs met na naar naast om onder op over per rond sinds te ten ter "
        "tegen tegenover tijdens tot tussen uit van vanaf vanuit via volgens voor voorbij wegens zonder"
    ),
    intensifiers=listed(
        "heel erg zeer zo te bijna nog ook zelfs maar alleen vrij best meer minder veel vele weinig enkele sommige alle allemaal "
        "deze dit dat die zulke beide ongeveer"
    ),
    numbers=listed("één twee drie vier vijf zes zeven acht negen tien elf twaalf twintig dertig veertig vijftig honderd duizend"),
    trailers=listed("mij jou hem hen zich elkaar af heen mee neer terug toe weg samen geleden"),
    adjectives=listed(
        "andere ander beste eerste eigen enige goede goed grote groot hele hoge jonge kleine klein korte laatste lange lang mooie "
        "nieuwe nieuw oude oud tweede derde verschillende volgende vorige belangrijke"
    ),
    adjective_ending=re.compile(r"[a-zë]{3,}(ig|lijk|isch|baar|zaam)e?"),
    pairs=re.compile(
        "(meer|minder|anders|beter|groter|eerder) dan|(om|door|zonder) te|een (beetje|paar)|op (zoek|basis)|in plaats"
    ),
    abbreviated_title=re.compile(rf"(?i:dr|prof|mr|mw|dhr|ir|ing|drs|st)\.|{INITIAL}"),
    abbreviation=re.compile(r"(\w\.){2,}|(bijv|enz|ca|nr|blz)\.", re.IGNORECASE),
)
