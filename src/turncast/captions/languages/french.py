"""French function words. What is elided (l', d', qu') is one written word with what follows, and cannot be parted."""

from __future__ import annotations

import re

from turncast.captions.function_words import INITIAL, FunctionWords, listed

WORDS = FunctionWords(
    holding=listed(
        "le la les un une des du au aux mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs ce cet cette ces chaque "
        "je tu il elle on nous vous ils elles me te se ne y en "
        "suis es est sommes êtes sont étais était étions étiez étaient serai seras sera serons serez seront serait seraient fut "
        "ai as a avons avez ont avais avait avions aviez avaient aura auront aurait auraient avoir être été "
        "vais vas va allons allez vont peux peut pouvons pouvez peuvent pouvait pourrait dois doit devons devez doivent devait "
        "devrait veux veut voulons voulez veulent voulait voudrait faut fallait pas plus jamais rien "
        "j'ai c'est c'était n'est n'a n'ai n'était qu'il qu'elle qu'on s'est m'a t'a l'a d'un d'une qu'un qu'une jusqu'au jusqu'aux"
    ),
    conjunctions=listed(
        "et ou mais donc or ni car que qui dont où quand lorsque lorsqu'il puisque puisqu'il comme si quoique afin parce "
        "pourquoi comment combien quel quelle quels quelles lequel laquelle lesquels lesquelles tandis"
    ),
    prepositions=listed(
        "à de en dans par pour sur sous avec sans chez vers entre contre depuis pendant avant après derrière devant dès durant "
        "malgré parmi selon jusque jusqu'à hors outre envers"
    ),
    intensifiers=listed(
        "très trop si aussi plus moins assez bien tout toute tous toutes même presque plutôt beaucoup peu encore déjà quelques "
        "plusieurs certains certaines aucun aucune tel telle tels telles"
    ),
    numbers=listed("deux trois quatre cinq six sept huit neuf dix onze douze quinze vingt trente quarante cinquante cent mille"),
    trailers=listed("moi toi lui eux soi moi-même lui-même elle-même là ci"),
    adjectives=listed(
        "ancien ancienne anciens anciennes autre autres beau bel belle beaux belles bon bonne bons bonnes dernier dernière "
        "derniers dernières grand grande grands grandes gros grosse jeune jeunes joli jolie long longue mauvais mauvaise meilleur "
        "meilleure nouveau nouvel nouvelle nouveaux nouvelles petit petite petits petites premier première premiers premières "
        "prochain prochaine propre second seconde seul seule vieil vieille vieux vrai vraie haut haute"
    ),
    pairs=re.compile(
        "(à|au) (côté|cause|lieu|sujet)|(afin|lors|près|loin|autour|au-delà) (de|du|des)|parce que|tandis que|alors que|bien que"
        "|(plus|moins|plutôt|autre) que|peut être|tout le|un peu"
    ),
    abbreviated_title=re.compile(rf"(M|MM|Mme|Mmes|Mlle|Dr|Me|Pr|St|Ste)\.?|{INITIAL}"),
    abbreviation=re.compile(r"(\w\.){2,}|(etc|av|apr|env|n)\.", re.IGNORECASE),
)
