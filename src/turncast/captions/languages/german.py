"""German function words."""

from __future__ import annotations

import re

from turncast.captions.function_words import INITIAL, FunctionWords, listed

WORDS = FunctionWords(
    holding=listed(
        "der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner keines "
        "mein meine meinen meinem meiner meines dein deine deinen deinem deiner deines sein seine seinen seinem seiner seines "
        "ihr ihre ihren ihrem ihrer ihres unser unsere unseren unserem unserer unseres euer eure euren eurem eurer eures "
        "jede jeder jedes jeden jedem ich du er sie es wir man "
        "bin bist ist sind seid war warst waren wart wäre wären habe hast hat haben habt hatte hattest hatten hätte hätten "
        "werde wirst wird werden wurde wurden würde würden kann kannst können könnt konnte konnten könnte könnten "
        "muss musst müssen musste mussten müsste müssten soll sollst sollen sollte sollten will willst wollen wollte wollten "
        "darf darfst dürfen durfte durften mag mögen möchte möchten nicht nie niemals"
    ),
    conjunctions=listed(
        "und oder aber denn sondern sowie weil dass ob wenn als während obwohl damit bevor nachdem seit sobald solange falls indem "
        "wie wo wer was wann warum wieso weshalb wohin woher welche welcher welches welchen welchem dessen deren bis"
    ),
    prepositions=listed(
        "an am ans auf aufs aus außer bei beim durch durchs für fürs gegen gegenüber hinter in im ins innerhalb mit nach neben "
        "ohne seit statt trotz über übers um ums unter von vom vor wegen zu zum zur zwischen"
    ),
    intensifiers=listed(
        "sehr ganz so zu fast etwa nur noch auch sogar immer eher ziemlich besonders mehr weniger viel viele vielen einige einigen "
        "alle allen aller alles manche manchen diese dieser dieses diesen diesem jene jener jenes jenen jenem solche solchen beide"
    ),
    numbers=listed(
        "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig fünfzig hundert tausend"
    ),
    trailers=listed(
        "mich dich sich uns euch mir dir ihm ihn ihnen ab auf aus ein her hin los mit nach nieder vor weg zu zurück zusammen "
        "entlang"
    ),
    adjectives=listed(
        "alte alten alter altes ander andere anderen anderer anderes beste besten eigene eigenen erste ersten erster erstes "
        "ganze ganzen große großen großer großes gute guten guter gutes ganzes hohe hohen junge jungen kleine kleinen kleiner "
        "kleines kurze kurzen lange langen letzte letzten letzter letztes nächste nächsten neue neuen neuer neues schöne schönen "
        "viele wenige wichtige wichtigen zweite zweiten dritte dritten"
    ),
    adjective_ending=re.compile(r"[a-zäöüß]{3,}(ig|lich|isch|bar|sam|haft)e[nmrs]?"),
    pairs=re.compile(
        "(um|ohne|statt) zu|(mehr|weniger|anders|besser|größer) als|(vor|bei|zu|unter) allem|ein (paar|bisschen|wenig)"
    ),
    abbreviated_title=re.compile(rf"(Dr|Prof|Hr|Fr|St|Dipl|Ing)\.|{INITIAL}"),
    abbreviation=re.compile(r"(\w\.){2,}|(z|u|d|bzw|usw|ca|Nr|vgl|\d{1,2})\.", re.IGNORECASE),
    nouns_have_capitals=True,
)
