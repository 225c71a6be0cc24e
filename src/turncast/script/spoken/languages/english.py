"""English: what it says for signs and units, and the names, coins, months and abbreviations that the rules know."""

from __future__ import annotations

from turncast.script.spoken.lexicon import Lexicon, counted, table, words

MAGNITUDES = table("k thousand; m million; mn million; mln million; bn billion; b billion; tn trillion; t trillion")
LARGE = words("hundred thousand million billion trillion")
CURRENCIES = counted("""
    $ dollar(s); £ pound(s); € euro(s); ¥ yen; ₹ rupee(s); ₩ won; ₽ ruble(s); ₺ lira; ₪ shekel(s); ฿ baht; ₴ hryvnia(s)
    ₫ dong; ₱ peso(s); ₦ naira; ¢ cent(s); ₿ bitcoin(s)
""")
CHANGE = counted("$ cent(s); £ penny|pence; € cent(s)")
"""The hundredth of a coin."""
COUNTRIES = table(
    "US US; A Australian; AU Australian; C Canadian; CA Canadian; NZ New Zealand; HK Hong Kong; S Singapore; NT Taiwan"
)
"""Whose dollar it is: the letters in front of the sign."""
CODES = counted("""
    USD US dollar(s); EUR euro(s); GBP pound(s); JPY yen; CHF Swiss franc(s); CAD Canadian dollar(s); AUD Australian dollar(s)
    NZD New Zealand dollar(s); HKD Hong Kong dollar(s); SGD Singapore dollar(s); CNY yuan; RMB yuan; INR rupee(s); Rs rupee(s)
    BTC bitcoin(s); KRW won; SEK Swedish krona|Swedish kronor; NOK Norwegian krone|Norwegian kroner
    DKK Danish krone|Danish kroner; RUB ruble(s); BRL real|reais; MXN Mexican peso(s); ZAR rand; PLN zloty; CZK Czech koruna(s)
    US$ US dollar(s); A$ Australian dollar(s); C$ Canadian dollar(s); NZ$ New Zealand dollar(s); HK$ Hong Kong dollar(s)
    S$ Singapore dollar(s); R$ real|reais; Rs. rupee(s)
""")
PRICED = words("""
    acquisition aid bailout bet bid bill bills bond bonds bonus bounty budget campaign cap check cheque coin coins
    contract cut deal deals
    debt deficit donation estate factory fee fees fine fines fund fundraise gap gift grant grants hole home house hit increase
    industry investment jackpot lawsuit loan loans loss mansion market mortgage note notes offer package payment plan plant
    price prize profit program programme project purchase question ransom rebate relief reward salary sale settlement shortfall
    stake stimulus subsidy surplus takeover tax ticket tickets upgrade valuation voucher wage
""")
"""Nouns that a price in front of them describes: "the $5 million prize"."""
NO_NOUNS = words("""
    a about after ago an and apart are as at away because before but by down during each every for from he if in is it
    less more not of off on
    or out over per she since so than that the they though to under until up was we were when where which while who with you
""")
"""What follows an amount without being described by it."""
NOT_COUNTED = words("""
    and are as at because before but by came could did for from had has have he I in is it on or our said saw she so
    that the their then there
    they this to until was we went were when where which while who will with would you your
""")
"""What follows a day of a month, and can hardly be what so many of are counted."""

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
SHORT_MONTHS = table("""
    Jan January; Feb February; Mar March; Apr April; Jun June; Jul July; Aug August; Sep September; Sept September; Oct October
    Nov November; Dec December
""")
DAYS = table("""
    Mon Monday; Tue Tuesday; Tues Tuesday; Wed Wednesday; Thu Thursday; Thur Thursday; Thurs Thursday; Fri Friday; Sat Saturday
    Sun Sunday
""")
"""Written with a full stop and a comma, or as the ends of a span: "He sat." is no day."""

CHOICES = words("he/she she/he him/her her/him his/her her/his his/hers himself/herself")
"""English says "or" at these slashes, and nothing at others."""

PER = table("""
    h hour; hr hour; hour hour; day day; d day; wk week; week week; mo month; month month; yr year; year year; person person
    head head; s second; s² second squared; sec second; min minute; L liter; l liter; dL deciliter; dl deciliter
    mL milliliter; ml milliliter
    kg kilogram; g gram; km kilometer; mi mile; gal gallon; ha hectare; m² square meter; m³ cubic meter; cm² square centimeter
    cm³ cubic centimeter; kWh kilowatt hour; MWh megawatt hour; GB gigabyte; MB megabyte; unit unit; game game; night night
""")
"""What a price or an amount may be counted by, behind a slash."""

RULERS = words("""
    Abdullah Albert Alexander Alfonso Baldwin Benedict Carlos Catherine Charles Christian Clement Cleopatra Constantine
    Darius Edmund Edward Elizabeth Emmanuel Farouk Felipe Ferdinand Francis Franz Frederick George Gregory Gustaf Gustav
    Haakon Harald Henry Hussein Innocent Ivan James Joseph Leo Leopold Louis Malcolm Margrethe Mary Mehmed Murad Napoleon
    Nicholas Olav Otto Paul Peter Philip Pius Ptolemy Rama Ramesses Ramses Richard Robert Selim Thutmose Umberto Urban
    Wilhelm William Xerxes
""")
"""Names of kings, queens and popes: the numeral behind them is an ordinal."""
CROWNS = words("King Queen Pope Emperor Empress Tsar Czar Prince Sultan Kaiser Shah")
"""In front of a ruler's name: behind both, "I" is a numeral."""

COUNTED = words("""
    Act Annex Apollo Appendix Article Book Bowl Category Chapter Class Division Episode Figure Group Level Mark Part Phase
    Rocky Round Schedule Season Section Stage Table Tier Title Type Vatican Volume War
""")
"""What is numbered in Roman numerals that are read as plain numbers."""

SOFTWARE = words("""
    Android Angular Chrome Clang Django Fedora Firefox GCC GNOME Go Java KDE Kubernetes LLVM Linux MySQL Node PHP Perl Postgres
    PostgreSQL Python React Redis Release Ruby Rust Version Vue iOS kernel macOS release version
""")
"""In front of a version: 3.12 is three point twelve there."""

DIALLED = words("call called dial phone telephone tel tel. fax mobile cell hotline number text whatsapp")
"""In front of a telephone number."""
STREETS = words("Bay Bond Broad Canal Church Elm Fleet High King Main Maple Market Oak Park Queen State Union Wall Water")
"""In front of "St.", which is no saint then."""

WORDS = Lexicon(
    language="en",
    dot="dot",
    dash="dash",
    underscore="underscore",
    to="to",
    months=MONTHS,
    date="{month} {day}, {year}",
    signs=table("""
        & and; + plus; = equals; % percent; ‰ per mille; @ at; № number; $ dollar; £ pound; € euro; ¥ yen
        ° degrees; → to; ⇒ to; ≈ about; × times; ÷ divided by; ± plus or minus; − minus; © copyright; § section; §§ sections
        < is less than; > is greater than; ≤ is at most; ≥ is at least; ≠ is not equal to; ∞ infinity; √ root; ~ about
        ¢ cents; ₹ rupees; ₿ bitcoin; ¾ three quarters; ½ one half; ¼ one quarter
        ∑ the sum of; ∏ the product of; ∫ the integral of; ∇ nabla; ∆ delta; ∂ partial; ∈ is in; ∉ is not in; ⊂ is a subset of
        ⊆ is a subset of; ∪ union; ∩ intersection; ∀ for all; ∃ there exists; ¬ not; ∧ and; ∨ or; ∅ the empty set
        ≡ is equivalent to; ≪ is much less than; ≫ is much greater than; ∝ is proportional to; ∴ therefore; ⇔ if and only if
        ′ prime
    """),
    before_number=table("""
        < less than; > more than; ≤ at most; ≥ at least; ~ about; ≈ about; ± plus or minus; − minus; × times; @ at
        # number; № number; § section; §§ sections; © copyright; √ root
    """),
    between_numbers=table("""
        × times; + plus; = equals; ÷ divided by; − minus; ± plus or minus; & and; > is greater than; < is less than
        ≤ is at most; ≥ is at least; ≠ is not equal to; ≈ is about; @ at; # number; → to
        ⋅ times; · times
    """),
    after_number=table("% percent; ‰ per mille; ★ stars"),
    coins=CURRENCIES,
    large=MAGNITUDES,
    units=counted("""
        km kilometer(s); m meter(s); cm centimeter(s); mm millimeter(s); µm micrometer(s); nm nanometer(s)
        km/h kilometer(s) per hour; kph kilometer(s) per hour; m/s meter(s) per second; km² square kilometer(s)
        m² square meter(s); cm² square centimeter(s); cm³ cubic centimeter(s); mm² square millimeter(s)
        m³ cubic meter(s); kg kilogram(s); g gram(s); mg milligram(s)
        µg microgram(s); l liter(s); L liter(s); ml milliliter(s); mL milliliter(s); cl centiliter(s); dL deciliter(s)
        mi mile(s); yd yard(s); ft foot|feet; sq square; cu cubic; mph mile(s) per hour; lb pound(s); lbs pound(s); oz ounce(s)
        ha hectare(s); gal gallon(s); kn knot(s)
        kB kilobyte(s); KB kilobyte(s); MB megabyte(s); GB gigabyte(s); TB terabyte(s); PB petabyte(s)
        KiB kibibyte(s); MiB mebibyte(s); GiB gibibyte(s); Mb megabit(s); Gb gigabit(s); Mbit megabit(s); Gbit gigabit(s)
        kbps kilobit(s) per second; Mbps megabit(s) per second; Gbps gigabit(s) per second
        Hz hertz; kHz kilohertz; MHz megahertz; GHz gigahertz; THz terahertz; V volt(s); W watt(s)
        kW kilowatt(s); MW megawatt(s); GW gigawatt(s); TW terawatt(s); mW milliwatt(s)
        Wh watt hour(s); kWh kilowatt hour(s); MWh megawatt hour(s); GWh gigawatt hour(s)
        TWh terawatt hour(s); kV kilovolt(s); mV millivolt(s); mA milliamp(s); mAh milliamp hour(s); dB decibel(s)
        kJ kilojoule(s)
        kcal kilocalorie(s); kPa kilopascal(s); hPa hectopascal(s); mmol millimole(s); Nm newton meter(s)
        h hour(s); hr hour(s); hrs hour(s); min minute(s); mins minute(s); sec second(s); secs second(s); ms millisecond(s)
        µs microsecond(s); ns nanosecond(s)
        yr year(s); yrs year(s); ppm part(s) per million; ppb part(s) per billion; rpm revolution(s) per minute
        bpm beat(s) per minute
        pct percent; °N degree(s) north; °S degree(s) south; °E degree(s) east; °W degree(s) west
        ° degree(s); °C degree(s) Celsius; °F degree(s) Fahrenheit; °K degree(s) Kelvin; Ω ohm(s); kΩ kilohm(s)
        ′ foot|feet; ″ inch(es); °′ minute(s); °″ second(s)
    """),
    powers=table("² squared; ³ cubed"),
    power="to the power of {}",
    derivative="the partial derivative of {} with respect to {}",
    per={written: f"per {said}" for written, said in PER.items()},
    before_names=table("""
        Prof Professor; Gen General; Gov Governor; Sen Senator; Rep Representative; Lt Lieutenant; Col Colonel; Capt Captain
        Sgt Sergeant; Maj Major; Adm Admiral; Pres President; Rev Reverend; Hon Honorable; Supt Superintendent; St Saint
        Mt Mount; Ft Fort; Cpl Corporal; Cmdr Commander; Insp Inspector; Univ University
    """),
    bare_names=table("St Saint; Mt Mount; Ft Fort; Prof Professor; Lt Lieutenant; Sgt Sergeant; Capt Captain; Cpl Corporal"),
    days=DAYS,
    before_figures=table("""
        Fig figure; fig figure; Figs figures; figs figures; p page; pp pages; Vol volume; vol volume; ca circa; c circa
        Ch chapter; ch chapter; Sec section; sec section; Art article; art article; est established; Eq equation; No number
        no number; Nos numbers; nos numbers; Jan January; Feb February; Mar March; Apr April; Jun June; Jul July; Aug August
        Sep September; Sept September; Oct October; Nov November; Dec December; max maximum; min minimum; Max maximum; Min minimum
        ext extension; Ext extension; Apt apartment; apt apartment; Rm room; Ste suite; Rte Route; Hwy Highway; nº number
        n.º number
        n° number
    """),
    anywhere=table("""
        approx approximately; cf compare; incl including; excl excluding; govt government; Govt Government; Jr Junior
        Sr Senior; Inc Inc
        Ltd Limited; Corp Corp; dept department; Dept Department; Bros Brothers; St Street; Ave Avenue; Blvd Boulevard; Rd Road
        Assn Association; Intl International; Hwy Highway; avg average; al al; Pkwy Parkway; Sq Square
    """),
    short=table("""
        w/ with; w/o without; w/out without; c/o care of; b/c because; &c et cetera; a.k.a. A K A; s/he she or he; co2 C O 2
        wwi World War 1; wwii World War 2; n/a N A; n.b. N B; 50/50 50 50; 50-50 50 50
    """),
)
