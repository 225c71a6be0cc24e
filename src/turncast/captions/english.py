"""English words that hold on to the word after them, or to the one before."""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


DETERMINERS = _words("a an the my your his her its our their every")
PRONOUNS = _words("i you he she it we they who")
AUXILIARIES = _words(
    "am is are was were be been being have has had do does did will would shall should can could may might must cannot"
)
NEGATIONS = _words("not never no")
ADJECTIVES = _words(
    "bad best better big black blue brown certain cold common dark dear deep different early easy entire fast few final "
    "fine first free fresh full good grand great green grey happy hard heavy high hot huge human important kind large last "
    "late little local long low main major many narrow new next nice old only other own particular past poor private public "
    "quick quiet rare real recent red rich right sad same second serious several sharp short similar simple single slow "
    "small soft special strange strong sweet tall terrible thick thin third tiny true various warm white whole wide wild "
    "wonderful wooden worst wrong yellow young"
)
ADJECTIVE_ENDING = re.compile(r"[a-z]{2,}(al|ic|ive|ous|ful|able|ible|less)")
"""More of them; some nouns too, which then head a compound as often as not."""
CONJUNCTIONS = _words(
    "and but or nor so yet because although though while whereas if unless until when whenever where wherever since as "
    "that which who whom whose whether after before once why how what"
)
PREPOSITIONS = _words(
    "about above across against along among around at behind below beneath beside between beyond by despite during except "
    "for from in inside into like near of on onto outside over past per through throughout to toward towards under "
    "underneath upon via with within without"
)
INTENSIFIERS = _words(
    "almost even extremely fairly just more most quite rather really such too very this these those each some any"
)
NUMBERS = _words("one two three four five six seven eight nine ten twenty thirty forty fifty hundred thousand million")
TRAILERS = _words(
    "me him them us it you herself himself itself myself themselves yourself ago along away back down off out together too up"
)
"""Objects and particles: they belong to the verb before them."""
PAIRS = re.compile(
    "(able|according|going|next|used|want|wanted) to|(instead|kind|lots?|out|sort) of|(less|more|other) than"
    "|as well|at all|no one|of course"
)
CONTRACTION = re.compile(r".+(n['’]t|['’](m|re|ve|ll|d|s))")
ABBREVIATED_TITLE = re.compile(r"(Mr|Mrs|Ms|Dr|Prof|St|Sr|Rev|Gen|Capt|[A-HJ-Z])\.")
"""Or an initial."""
ABBREVIATION = re.compile(r"(\w\.){2,}|etc\.", re.IGNORECASE)

HOLDING = DETERMINERS | PRONOUNS | AUXILIARIES | NEGATIONS
"""A line never ends in one of these."""
LEANING = CONJUNCTIONS | PREPOSITIONS | INTENSIFIERS | NUMBERS | {"than"}
"""A line ends badly in one of these."""
FUNCTION_WORDS = HOLDING | LEANING | TRAILERS
