"""Italian function words. What is elided (l', un', dell') is one written word with what follows, and cannot be parted."""

from __future__ import annotations

import re

from turncast.captions.function_words import INITIAL, FunctionWords, listed

WORDS = FunctionWords(
    holding=listed(
        "il lo la i gli le un uno una mio mia miei mie tuo tua tuoi tue suo sua suoi sue nostro nostra nostri nostre vostro vostra "
        "vostri vostre loro ogni io tu lui lei noi voi mi ti si ci vi ne "
        "al allo alla ai agli alle dal dallo dalla dai dagli dalle del dello della dei degli delle nel nello nella nei negli nelle "
        "sul sullo sulla sui sugli sulle "
        "sono sei è siamo siete era eri eravamo erano fu furono sarà saranno sarebbe sarebbero essere stato stata stati state "
        "ho hai ha abbiamo avete hanno avevo avevi aveva avevamo avevano avrà avranno avrebbe avere sto stai sta stiamo stanno "
        "stava posso puoi può possiamo possono poteva potrebbe devo deve dobbiamo devono doveva dovrebbe voglio vuole vogliamo "
        "vogliono voleva vorrei vorrebbe non mai né c'è c'era c'erano com'è dov'è cos'è"
    ),
    conjunctions=listed(
        "e ed o od ma però anzi dunque quindi perché poiché siccome che chi cui quale quali quando dove come se mentre sebbene "
        "benché affinché finché oppure cosa quanto quanta quanti quante"
    ),
    prepositions=listed(
        "a ad di da in con su per tra fra senza sotto sopra dentro fuori dopo prima durante contro verso presso lungo secondo "
        "oltre davanti dietro attraverso tranne salvo"
    ),
    intensifiers=listed(
        "molto molta molti molte più meno tanto tanta tanti tante troppo troppa troppi troppe poco poca pochi poche così quasi "
        "abbastanza assai tutto tutta tutti tutte qualche alcuni alcune nessun nessuno nessuna questo questa questi queste quel "
        "quello quella quei quegli quelle altro altra altri altre anche ancora già solo proprio"
    ),
    numbers=listed(
        "due tre quattro cinque sei sette otto nove dieci undici dodici quindici venti trenta quaranta cinquanta cento mille"
    ),
    trailers=listed("me te sé stesso stessa stessi stesse via giù su là lì qui qua"),
    adjectives=listed(
        "antico antica bel bell bella belle bei begli bello brutto brutta buon buona buoni buone buono caro cara giovane giovani "
        "gran grande grandi lungo lunga maggior maggiore migliore migliori nuovo nuova nuovi nuove piccola piccole piccoli piccolo "
        "peggiore primo prima primi prime prossimo prossima secondo seconda solito terzo terza ultimo ultima ultimi ultime unico "
        "unica vecchia vecchie vecchi vecchio vero vera"
    ),
    pairs=re.compile(
        "(a|in) (causa|proposito|mezzo|base)|(prima|dopo|fuori|dentro|invece|vicino|lontano|oltre) (di|del|della|dei|delle|a|al|da)"
        "|(più|meno|meglio|peggio|prima|dopo|dal|tanto|sempre) (che|di)|per (esempio|cui|sempre)|un po'|di nuovo|a volte"
    ),
    abbreviated_title=re.compile(rf"(Sig|Sigg|Sig\.ra|Dott|Dr|Prof|Ing|Avv|On|S)\.|{INITIAL}"),
    abbreviation=re.compile(r"(\w\.){2,}|(ecc|pag|n|ca)\.", re.IGNORECASE),
)
