"""English words that the rules know: coins, months, abbreviations, and what is counted in Roman numerals."""

from __future__ import annotations

from turncast.script.spoken.lexicon import counted, table, words

MAGNITUDES = table("k thousand; m million; mn million; bn billion; b billion; tn trillion; t trillion")
LARGE = words("hundred thousand million billion trillion")
CURRENCIES = counted("""
    $ dollar(s); £ pound(s); € euro(s); ¥ yen; ₹ rupee(s); ₩ won; ₽ ruble(s); ₺ lira; ₪ shekel(s); ฿ baht; ₴ hryvnia(s)
    ₫ dong; ₱ peso(s); ₦ naira; ¢ cent(s)
""")
SAID_BY_VOICES = words("$ £ €")
"""Coins whose plain prices every voice reads well."""

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")

SHORT = table("""
    w/ with; w/o without; w/out without; c/o care of; b/c because; &c et cetera; a.k.a. A K A; s/he she or he; co2 C O 2
    wwi World War 1; wwii World War 2
""")
"""Words that a voice would spell or miss; looked up in lower case."""

CHOICES = words("he/she she/he him/her her/him his/her her/his his/hers himself/herself")
"""English says "or" at these slashes, and nothing at others."""

BEFORE_NAMES = table("""
    Prof Professor; Gen General; Gov Governor; Sen Senator; Rep Representative; Lt Lieutenant; Col Colonel; Capt Captain
    Sgt Sergeant; Maj Major; Adm Admiral; Pres President; Rev Reverend; Hon Honorable; Supt Superintendent; St Saint
    Mt Mount; Ft Fort
""")
"""Written with a full stop, in front of a capital letter."""

BEFORE_FIGURES = table("""
    Fig figure; fig figure; Figs figures; figs figures; p page; pp pages; Vol volume; vol volume; ca circa; c circa
    Ch chapter; ch chapter; Sec section; sec section; Art article; art article; est established; Eq equation; No number
    no number; Nos numbers; Jan January; Feb February; Mar March; Apr April; Jun June; Jul July; Aug August; Sep September
    Sept September; Oct October; Nov November; Dec December
""")
"""Written with a full stop, in front of a figure."""

ANYWHERE = table("""
    approx approximately; incl including; excl excluding; govt government; Govt Government; Jr Junior; Sr Senior; Inc Inc
    Ltd Limited; Corp Corp; dept department; Bros Brothers; St Street; Ave Avenue; Blvd Boulevard; Rd Road
""")
"""Written with a full stop; the stop is heard only where the sentence ends."""

DAYS = table(
    "Mon Monday; Tue Tuesday; Tues Tuesday; Wed Wednesday; Thu Thursday; Thurs Thursday; Fri Friday; Sat Saturday; Sun Sunday"
)
"""Written with a full stop and a comma: "He sat." is no day."""

PER = table(
    "h hour; hr hour; hour hour; day day; wk week; week week; mo month; month month; yr year; year year; person person; head head"
)
"""What a price or an amount may be counted by, behind a slash."""

RULERS = words("""
    Abdullah Albert Alexander Alfonso Baldwin Benedict Carlos Catherine Charles Christian Clement Cleopatra Constantine
    Darius Edmund Edward Elizabeth Emmanuel Farouk Felipe Ferdinand Francis Franz Frederick George Gregory Gustaf Gustav
    Haakon Harald Henry Hussein Innocent Ivan James Joseph Leo Leopold Louis Malcolm Margrethe Mary Mehmed Murad Napoleon
    Nicholas Olav Otto Paul Peter Philip Pius Ptolemy Rama Ramesses Ramses Richard Robert Selim Thutmose Umberto Urban
    Wilhelm William Xerxes
""")
"""Names of kings, queens and popes: the numeral behind them is an ordinal."""

COUNTED = words("""
    Act Annex Apollo Appendix Article Book Bowl Category Chapter Class Division Episode Figure Group Level Mark Part Phase
    Rocky Round Schedule Season Section Stage Table Tier Title Type Vatican Volume War
""")
"""What is numbered in Roman numerals that are read as plain numbers."""
