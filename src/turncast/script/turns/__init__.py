"""Article → Script: who says what."""

from __future__ import annotations

from turncast.script.turns.cover import check_cover
from turncast.script.turns.find import find_turns

__all__ = ["check_cover", "find_turns"]
