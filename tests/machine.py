"""What the tests assume of a machine: nothing but Python."""

from __future__ import annotations

OFFLINE = {"TURNCAST_HUB": "http://127.0.0.1:9", "PATH": ""}
"""Neither a hub (port 9 is where nobody listens) nor npm: the voices that come with the install must do."""
