"""What players show of an MP3: title, speakers and language, through mutagen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from turncast.store import refused

_ISO_639 = """
af=afr ar=ara bg=bul bn=ben bs=bos ca=cat cs=ces cy=cym da=dan de=deu el=ell en=eng eo=epo es=spa et=est eu=eus fa=fas fi=fin fr=fra
ga=gle gl=glg gu=guj he=heb hi=hin hr=hrv hu=hun hy=hye id=ind is=isl it=ita ja=jpn ka=kat kk=kaz kn=kan ko=kor la=lat lt=lit lv=lav
mk=mkd ml=mal mr=mar ms=msa mt=mlt nb=nob ne=nep nl=nld nn=nno no=nor pa=pan pl=pol pt=por ro=ron ru=rus sk=slk sl=slv sq=sqi sr=srp
sv=swe sw=swa ta=tam te=tel th=tha tl=tgl tr=tur uk=ukr ur=urd uz=uzb vi=vie zh=zho
"""
"""ISO 639-1 codes and their terminological ISO 639-2 ones, of the languages that voices speak."""
_LANGUAGES = dict(pair.split("=") for pair in _ISO_639.split())


def write_tags(mp3_path: Path, title: str, artists: Sequence[str], language: str) -> None:
    """Put ID3v2.3 tags with UTF-16 text, which every player reads, into a file; the same values give the same bytes.

    `language` is BCP 47. Raises OutputError where the file cannot be written.
    """
    from mutagen import MutagenError, id3

    # one value for all artists: v2.3 parts several by slashes
    texts = {id3.TIT2: title, id3.TPE1: ", ".join(artists), id3.TLAN: iso_639_2(language), id3.TSSE: "turncast"}
    tags = id3.ID3()
    for frame, text in texts.items():
        if text:
            tags.add(frame(encoding=id3.Encoding.UTF16, text=text))
    try:
        tags.save(mp3_path, v2_version=3, padding=lambda info: 0)
    except MutagenError as error:
        raise refused(mp3_path, OSError(*getattr(error.args[0], "args", error.args))) from error


def iso_639_2(language: str) -> str:
    """The three-letter code of a BCP 47 language, "" for one we do not know.

    >>> iso_639_2("pt-BR"), iso_639_2("EN"), iso_639_2("haw"), iso_639_2("x-mine")
    ('por', 'eng', 'haw', '')
    """
    primary = language.lower().partition("-")[0]
    return primary if len(primary) == 3 else _LANGUAGES.get(primary, "")
