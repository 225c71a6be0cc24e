"""English function words."""

from __future__ import annotations

import re

from turncast.captions.function_words import INITIAL, FunctionWords, listed

WORDS = FunctionWords(
    holding=listed(
        "a an the my your his her its our their every i you he she it we they who "
        "am is are was were be been being have has had do does did will would shall should can could may might must cannot "
        "not never no"
    ),
    conjunctions=listed(
        "and but or nor so yet because although though while whereas if unless until when whenever where wherever since as "
        "that which who whom whose whether after before once why how what than"
    ),
    prepositions=listed(
        "about above across against along among around at behind below beneath beside between beyond by despite during except "
        "for from in inside into like near of on onto outside over past per through throughout to toward towards under "
        "underneath upon via with within without"
    ),
    intensifiers=listed(
        "almost even extremely fairly just more most quite rather really such too very this these those each some any"
    ),
    numbers=listed("one two three four five six seven eight nine ten twenty thirty forty fifty hundred thousand million billion"),
    trailers=listed(
        "me him them us it you herself himself itself myself themselves yourself ago along away back down off out together too up"
    ),
    adjectives=listed(
        "bad best better big black blue brown certain cold common dark dear deep different early easy entire fast few final "
        "fine first free fresh full good grand great green grey happy hard heavy high hot huge human important kind large last "
        "late little local long low main major many narrow new next nice old only other own particular past poor private public "
        "quick quiet rare real recent red rich right sad same second serious several sharp short similar simple single slow "
        "small soft special strange strong sweet tall terrible thick thin third tiny true various warm white whole wide wild "
        "wonderful wooden worst wrong yellow young"
    ),
    adjective_ending=re.compile(r"[a-z]{2,}(al|ic|ive|ous|ful|able|ible|less)"),
    pairs=re.compile(
        "(able|according|going|next|used|want|wanted) to|(instead|kind|lots?|out|sort) of|(less|more|other) than"
        "|as well|at all|no one|of course"
    ),
    contraction=re.compile(r".+(n't|'(m|re|ve|ll|d|s))"),
    abbreviated_title=re.compile(rf"(Mr|Mrs|Ms|Dr|Prof|St|Sr|Rev|Gen|Capt)\.|{INITIAL}"),
    abbreviation=re.compile(r"(\w\.){2,}|etc\.|vs\.|No\.", re.IGNORECASE),
)
