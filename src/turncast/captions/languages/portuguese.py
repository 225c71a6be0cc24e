"""Portuguese function words, of Brazil and of Portugal."""

from __future__ import annotations

import re

from turncast.captions.function_words import INITIAL, FunctionWords, listed

WORDS = FunctionWords(
    holding=listed(
        "o a os as um uma uns umas ao aos à às do da dos das no na nos nas pelo pela pelos pelas num numa dum duma "
        "meu minha meus minhas teu tua teus tuas seu sua seus suas nosso nossa nossos nossas cada "
        "eu tu ele ela você nós vós eles elas vocês me te se lhe lhes "
        "sou és é somos são era eras éramos eram fui foi foram será serão seria seriam ser sido "
        "estou estás está estamos estão estava estavam esteve tenho tens tem temos têm tinha tinham teve tive terá teria ter "
        "hei há havia houve vou vais vai vamos vão ia iam posso pode podemos podem podia poderia pôde devo deve devemos devem "
        "devia deveria quero quer queremos querem queria não nunca jamais nem"
    ),
    conjunctions=listed(
        "e ou mas porém todavia contudo porque pois que quem qual quais cujo cuja quando onde aonde como se enquanto embora "
        "conforme caso quanto quanta quantos quantas"
    ),
    prepositions=listed(
        "de em com por para pra sem sob sobre até após ante contra desde durante entre perante segundo trás exceto salvo"
    ),
    intensifiers=listed(
        "muito muita muitos muitas mais menos tão tanto tanta tantos tantas quase bastante demais pouco pouca poucos poucas todo "
        "toda todos todas algum alguma alguns algumas nenhum nenhuma vários várias este esta estes estas esse essa esses essas "
        "aquele aquela aqueles aquelas outro outra outros outras também ainda já só até mesmo"
    ),
    numbers=listed("dois duas três quatro cinco seis sete oito nove dez onze doze quinze vinte trinta quarenta cinquenta cem mil"),
    trailers=listed("mim ti si comigo contigo consigo conosco connosco mesmo mesma mesmos mesmas próprio"),
    adjectives=listed(
        "antigo antiga belo bela bom boa bons boas grande grandes jovem jovens má mau maior melhor melhores menor novo nova novos "
        "novas pequeno pequena pior primeiro primeira primeiros primeiras próximo próxima segundo segunda terceiro terceira último "
        "última últimos últimas único única velho velha verdadeiro verdadeira"
    ),
    pairs=re.compile(
        "(além|antes|depois|dentro|fora|perto|longe|atrás|diante|cima|apesar|através|em vez) (de|do|da|dos|das)"
        "|(mais|menos|melhor|pior|maior|menor|antes|já|assim|para|até|desde|do) que|(ter|tenho|tem|tinha|teve) (de|que)"
        "|por (que|isso|exemplo)|no entanto|às vezes|um pouco|a gente"
    ),
    abbreviated_title=re.compile(rf"(Sr|Sra|Srs|Dr|Dra|D|Prof|Profa|Eng)\.|{INITIAL}"),
    abbreviation=re.compile(r"(\w\.){2,}|(etc|pág|nº|aprox)\.", re.IGNORECASE),
)
