"""One file for each subtitle format, and what several of them share."""
