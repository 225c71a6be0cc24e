"""Spanish function words."""

from __future__ import annotations

import re

from turncast.captions.function_words import INITIAL, FunctionWords, listed

WORDS = FunctionWords(
    holding=listed(
        "el la los las lo un una unos unas al del mi mis tu tus su sus nuestro nuestra nuestros nuestras vuestro vuestra cada "
        "yo tú él ella usted nosotros nosotras vosotros ellos ellas ustedes me te se nos os le les "
        "soy eres es somos sois son era eras éramos eran fui fue fueron será serán sería ser sido "
        "estoy estás está estamos están estaba estaban estuvo he has ha hemos habéis han había habías habíamos habían habrá habría "
        "haber hay hubo voy vas va vamos van iba iban puedo puedes puede podemos pueden podía podían pudo podría debo debe debemos "
        "deben debía debería quiero quiere queremos quieren quería no nunca jamás ni tampoco"
    ),
    conjunctions=listed(
        "y e o u pero sino mas aunque porque pues que quien quienes cual cuales cuyo cuya cuando donde adonde como si mientras "
        "qué quién cuál cuándo dónde cómo cuánto cuánta cuántos cuántas"
    ),
    prepositions=listed(
        "a ante bajo con contra de desde durante en entre hacia hasta mediante para por según sin sobre tras excepto salvo"
    ),
    intensifiers=listed(
        "muy más menos tan tanto tanta tantos tantas casi bastante demasiado poco mucho mucha muchos muchas todo toda todos todas "
        "algún alguna algunos algunas ningún ninguna varios varias este esta estos estas ese esa esos esas aquel aquella aquellos "
        "aquellas otro otra otros otras incluso también sólo solo ya aún todavía"
    ),
    numbers=listed(
        "uno dos tres cuatro cinco seis siete ocho nueve diez once doce quince veinte treinta cuarenta cincuenta cien mil"
    ),
    trailers=listed("mí ti sí conmigo contigo consigo mismo misma mismos mismas"),
    adjectives=listed(
        "antiguo antigua buen buena buenos buenas gran grandes joven mal mala malos malas mayor mejor mejores menor nuevo nueva "
        "nuevos nuevas peor pequeño pequeña primer primera primeros primeras próximo próxima segundo segunda tercer tercera último "
        "última últimos últimas único única viejo vieja verdadero verdadera"
    ),
    pairs=re.compile(
        "(a|en) (causa|pesar|lugar|través|torno|medio)"
        "|(además|antes|después|dentro|fuera|cerca|lejos|detrás|delante|encima|debajo) (de|del)"
        "|(más|menos|mejor|peor|mayor|menor|antes|ya|así|para|hasta|desde|sino) que|(tener|tengo|tiene|tenía|tuvo|hay) que"
        "|sin embargo|por (qué|eso|ejemplo|supuesto)|a veces|tal vez|un poco"
    ),
    abbreviated_title=re.compile(rf"(Sr|Sra|Srta|Sres|Dr|Dra|D|Dña|Lic|Ing|Prof)\.|{INITIAL}"),
    abbreviation=re.compile(r"(\w\.){2,}|(etc|pág|núm|aprox|EE|UU)\.", re.IGNORECASE),
)
