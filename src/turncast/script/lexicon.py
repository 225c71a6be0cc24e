"""The show's pronunciation lexicon: lexicon.toml, beside its interviews.

[words]
Kasumigaseki = "/kˌɑsumiɡˈɑseki/"   # phonemes, for engines that take them
Nguyen = "win"                      # another spelling, for every engine
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from turncast.errors import ScriptError
from turncast.script.toml import read_toml

FILE = "lexicon.toml"


def read_lexicon(path: Path) -> Mapping[str, str]:
    """Written words to "/phonemes/" or another spelling. Raises ScriptError, which names the file, where it is none."""
    found = read_toml(path).unwrap()
    words = found.get("words")
    if set(found) != {"words"} or not isinstance(words, dict):
        raise ScriptError(f"{path}: expected one table [words] and nothing else")
    for word, said in words.items():
        if not isinstance(said, str) or not said.strip() or any(map(str.isspace, word)) or set(said) & set("()[]"):
            raise ScriptError(f'{path}: {word!r} is not understood; expected a line like Nguyen = "win", one word each')
    return dict(words)
