"""The tables that people write for a show, read with errors that name the file and the line."""

from __future__ import annotations

from pathlib import Path

import tomlkit
from tomlkit.exceptions import TOMLKitError

from turncast.errors import ScriptError


def read_toml(path: Path) -> tomlkit.TOMLDocument:
    """The document; plain values are `unwrap()`ed. Raises ScriptError where it cannot be read."""
    try:
        return tomlkit.parse(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, TOMLKitError) as error:
        reason = " ".join(str(error).split())
        raise ScriptError(f"{path}: cannot be read as TOML ({reason}); write it as told in the README") from error
