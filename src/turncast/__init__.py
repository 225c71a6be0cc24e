"""Turncast turns a written interview into a podcast episode with timed subtitles, word for word."""

__version__ = "0.1.0"
