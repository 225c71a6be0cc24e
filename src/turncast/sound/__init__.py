"""Clips → track → finished programme.

`stitch` lays clips on a track with the pauses of `pacing`; `master` has `levels` find the gains, sends what `render` mixes through
`limiter` into `ffmpeg`, and holds the decoded file to its loudness with `meter`. `peaks` is what limiter and meter share.
"""
