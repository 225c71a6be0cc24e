"""Rules for what people type into a browser: addresses, handles, hashtags."""

from __future__ import annotations

import re

from turncast.script.spoken.lexicon import Lexicon, words

_ENDINGS = words("""
    com org net edu gov mil int info biz io ai app dev eu uk ie de fr es nl ch at be pt pl se dk fi jp cn kr br ca au nz ru ua
""")
"""What makes "name.xx" an address without http or www; "is", "in", "it", "me", "no" and "so" are words of a glued sentence."""
_FILES = words("""
    js py md txt pdf html css csv json xml exe zip docx xlsx pptx mp3 mp4 wav jpg jpeg png gif svg tar gz yaml yml
    toml cfg conf ini log sh    sql ts tsx jsx cpp
""")
_LABEL = r"[^\W_](?:[\w-]*[^\W_])?"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})+")
_PROTOCOL = re.compile(r"(?:https?|ftp)://|mailto:|www\.(?=\w)", re.IGNORECASE)
_LONGEST_PATH = 40
"""Characters; a longer path is machine-made and nobody would read it out."""


def web_address(word: str, say: Lexicon) -> str:
    """The host and a short path, as people tell each other an address: no protocol, no www, no query.

    >>> from turncast.script.spoken.languages import lexicon
    >>> web_address("https://www.example.com/about-us?x=1", lexicon("en")), web_address("bbc.co.uk", lexicon("en"))
    ('example dot com slash about dash us', 'BBC dot co dot UK')
    >>> web_address("www.example.de", lexicon("de")), web_address("e.g", lexicon("en"))
    ('example Punkt de', 'e.g')
    """
    bare = _without_protocol(word)
    host, _, rest = bare.partition("/")
    host, _, port = host.partition("?")[0].partition("#")[0].partition(":")
    if say.language == "en" and port.isdecimal() and (host == "localhost" or re.fullmatch(r"\d+(?:\.\d+){3}", host)):
        return " ".join([host.replace(".", " dot "), f"port {port}", *_path(rest, say)])
    if not _HOST.fullmatch(host) or (bare == word and host.rpartition(".")[2] not in _ENDINGS | _FILES):
        return bare if bare != word and any(map(str.isalnum, bare)) else word
    if host.rpartition(".")[0].isdecimal():
        return word
    return " ".join([_host(host, say), *_path(rest, say)])


def leading_dot(word: str) -> str:
    """The dot that a name begins with is told; a stop glued to the next sentence is none.

    >>> leading_dot(".NET"), leading_dot(".com"), leading_dot(".And")
    ('dot NET', 'dot com', '.And')
    """
    name = re.fullmatch(r"\.(\w+)([.,;:!?]?)", word)
    return f"dot {name[1]}{name[2]}" if name and name[1].lower() in _ENDINGS | _FILES else word


def path(word: str, say: Lexicon) -> str:
    """A place on a disk.

    >>> from turncast.script.spoken.languages import lexicon
    >>> path("/etc/passwd", lexicon("en")), path("/s", lexicon("en")), path("and/or", lexicon("en"))
    ('slash etc slash passwd', '/s', 'and/or')
    """
    return " ".join(_path(word, say)) if re.fullmatch(r"(?:/[A-Za-z][\w.-]*){2,4}/?", word) and _path(word, say) else word


def _without_protocol(word: str) -> str:
    """The address alone; https and www may stand together."""
    for _ in range(2):
        found = _PROTOCOL.match(word)
        word = word[found.end() :] if found else word
    return word


def _host(host: str, say: Lexicon) -> str:
    if not say.dot:
        return host
    return f" {say.dot} ".join(_dashed(_letters(label) if say.language == "en" else label, say) for label in host.split("."))


def _letters(label: str) -> str:
    """A short label that is no syllable is spelled: capitals tell the voice.

    >>> _letters("bbc"), _letters("uk"), _letters("co"), _letters("example"), _letters("un")
    ('BBC', 'UK', 'co', 'example', 'UN')
    """
    spelled = len(label) <= 5 and label.isalpha() and not set(label.lower()) & set("aeiouy")
    return label.upper() if spelled or label in {"uk", "eu", "io", "ai", "un", "au"} else label


def _path(rest: str, say: Lexicon) -> list[str]:
    """Each step of a short path with its slash."""
    path = rest.partition("?")[0].partition("#")[0].strip("/")
    if not path or len(path) > _LONGEST_PATH or not re.fullmatch(r"[\w./-]+", path):
        return []
    steps = [_dashed(_dotted(step, say), say) for step in path.split("/") if step]
    return [f"{say.slash} {step}" for step in steps]


def _dotted(step: str, say: Lexicon) -> str:
    return step.replace(".", f" {say.dot} " if say.dot else ".")


def _dashed(label: str, say: Lexicon) -> str:
    """Hyphens and underscores in an address are told."""
    label = label.replace("_", f" {say.underscore} " if say.underscore else " ")
    return label.replace("-", f" {say.dash} " if say.dash else "-")


def mail_address(word: str, say: Lexicon) -> str:
    """Every sign of it is told.

    >>> from turncast.script.spoken.languages import lexicon
    >>> mail_address("a.b@example.org", lexicon("en")), mail_address("info@example.fr", lexicon("fr"))
    ('a dot b at example dot org', 'info arobase example point fr')
    """
    name, at, host = _without_protocol(word).partition("@")
    if not at or not re.fullmatch(r"[\w.+-]+", name) or not _HOST.fullmatch(host):
        return word
    plus = say.signs.get("+", "plus")
    told = _dashed(_dotted(name, say), say).replace("+", f" {plus} ")
    return f"{' '.join(told.split())} {say.at} {_host(host, say)}"


def handle(word: str, say: Lexicon) -> str:
    """A name on a network: the sign, then its words.

    >>> from turncast.script.spoken.languages import lexicon
    >>> handle("@ann_lee", lexicon("en"))
    'at ann lee'
    """
    return f"{say.at} {_camel(word[1:])}" if re.fullmatch(r"@\w[\w.-]*", word) else word


def hashtag(word: str) -> str:
    """The tag's words, apart from each other.

    >>> hashtag("#MeToo"), hashtag("#BlackLivesMatter2020"), hashtag("#5")
    ('hashtag Me Too', 'hashtag Black Lives Matter 2020', '#5')
    """
    return f"hashtag {_camel(word[1:])}" if re.fullmatch(r"#[\w-]*[^\W\d][\w-]*", word) else word


def _camel(name: str) -> str:
    return re.sub(r"(?<=[^\W\d_A-Z])(?=[A-Z0-9])|_+", " ", name).strip()
