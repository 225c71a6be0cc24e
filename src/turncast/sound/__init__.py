"""Clips → track → finished programme.

`stitch` lays clips on a track with the pauses of `pacing`; `beds` places the `music` that a user brought beside them, and `places`
seats everybody where stereo is asked for. `master` has `levels` find the gains, sends what `render` mixes through `limiter` into
`ffmpeg` in one of the `formats`, and holds the decoded file to its loudness with `meter` and `rms`. `peaks` is what limiter and
meter share.
"""
