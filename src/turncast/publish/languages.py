"""Three-letter language codes, which tags want."""

from __future__ import annotations

_ISO_639 = """
af=afr ar=ara bg=bul bn=ben bs=bos ca=cat cs=ces cy=cym da=dan de=deu el=ell en=eng eo=epo es=spa et=est eu=eus fa=fas fi=fin fr=fra
ga=gle gl=glg gu=guj he=heb hi=hin hr=hrv hu=hun hy=hye id=ind is=isl it=ita ja=jpn ka=kat kk=kaz kn=kan ko=kor la=lat lt=lit lv=lav
mk=mkd ml=mal mr=mar ms=msa mt=mlt nb=nob ne=nep nl=nld nn=nno no=nor pa=pan pl=pol pt=por ro=ron ru=rus sk=slk sl=slv sq=sqi sr=srp
sv=swe sw=swa ta=tam te=tel th=tha tl=tgl tr=tur uk=ukr ur=urd uz=uzb vi=vie zh=zho
"""
"""ISO 639-1 codes and their terminological ISO 639-2 ones, of the languages that voices speak."""
_LANGUAGES = dict(pair.split("=") for pair in _ISO_639.split())


def iso_639_2(language: str) -> str:
    """The three-letter code of a BCP 47 language, "" for one we do not know.

    >>> iso_639_2("pt-BR"), iso_639_2("EN"), iso_639_2("haw"), iso_639_2("x-mine")
    ('por', 'eng', 'haw', '')
    """
    primary = language.lower().partition("-")[0]
    return primary if len(primary) == 3 else _LANGUAGES.get(primary, "")
