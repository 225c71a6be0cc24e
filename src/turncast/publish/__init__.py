"""What an episode carries for those who play and list it.

`tags` writes names, cover, chapters and lyrics into the sound file (`id3_order`, `riff` and `lyrics` know the forms). `cover` draws
a picture (`typeface` has the letters, `title_lines` sets them), `own_cover` fits somebody's own. `chapters_json` lies beside the
sound.
"""
