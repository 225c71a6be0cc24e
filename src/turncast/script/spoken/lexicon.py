"""The words that each language says for symbols, units and the parts of an address. To teach them another language, add it here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What a language says; where a field is empty we do not know, and the text stays as it is written."""

    dot: str = ""
    at: str = "at"
    slash: str = "slash"
    dash: str = ""
    underscore: str = ""
    to: str = ""
    """Between the two ends of a range."""
    clock: str = ""
    """A time of day: hours, then minutes."""
    full_hour: str = ""
    signs: Mapping[str, str] = field(default_factory=dict)
    """A symbol that stands alone or is part of a name."""
    before_number: Mapping[str, str] = field(default_factory=dict)
    between_numbers: Mapping[str, str] = field(default_factory=dict)
    after_number: Mapping[str, str] = field(default_factory=dict)
    """A symbol that stands off behind its number, as in "5 %"."""
    units: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """A unit as written: how one of it is said, and how several are."""
    powers: Mapping[str, str] = field(default_factory=dict)


def lexicon(language: str) -> Lexicon:
    """The words of a language, by its BCP 47 name; nothing but "at" and "slash" where we do not know it.

    >>> lexicon("pt-BR").dot, lexicon("xx").dot
    ('ponto', '')
    """
    return _LEXICONS.get(base(language), _UNKNOWN)


def base(language: str) -> str:
    """The language without its region: "en" of "en-GB"."""
    return language.lower().replace("_", "-").partition("-")[0]


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def table(text: str) -> dict[str, str]:
    """A line, or a part of one up to a semicolon, is what is written and then what is said.

    >>> table("& and; ÷ divided by")
    {'&': 'and', '÷': 'divided by'}
    """
    lines = (line.split(maxsplit=1) for line in re.split(r"[;\n]", text) if line.strip())
    return {written: said.strip() for written, said in lines}


def counted(text: str) -> dict[str, tuple[str, str]]:
    """A table of things in the singular and the plural: what stands in round brackets is the plural's, or both are written out.

    >>> counted("m/s meter(s) per second; ft foot|feet; Hz hertz")
    {'m/s': ('meter per second', 'meters per second'), 'ft': ('foot', 'feet'), 'Hz': ('hertz', 'hertz')}
    """
    return {written: (_one(said), _several(said)) for written, said in table(text).items()}


def _one(said: str) -> str:
    return re.sub(r"\(\w+\)", "", said.partition("|")[0])


def _several(said: str) -> str:
    return re.sub(r"[()]", "", said.rpartition("|")[2])


_ENGLISH = Lexicon(
    dot="dot",
    dash="dash",
    underscore="underscore",
    to="to",
    signs=table("""
        & and; + plus; = equals; % percent; ‰ per mille; @ at; № number; $ dollars; £ pounds; € euros; ¥ yen
        ° degrees; → to; ⇒ to; ≈ about; × times; ÷ divided by; ± plus or minus; − minus; © copyright; § section; §§ sections
    """),
    before_number=table("""
        < less than; > more than; ≤ at most; ≥ at least; ~ about; ≈ about; ± plus or minus; − minus; × times; @ at
        # number; № number; § section; §§ sections; © copyright
    """),
    between_numbers=table("× times; + plus; = equals; ÷ divided by; − minus; ± plus or minus; & and"),
    after_number=table("% percent; ‰ per mille; $ dollars; £ pounds; € euros; ¥ yen; ₹ rupees; ¢ cents"),
    units=counted("""
        km kilometer(s); m meter(s); cm centimeter(s); mm millimeter(s); µm micrometer(s); nm nanometer(s)
        km/h kilometer(s) per hour; kph kilometer(s) per hour; m/s meter(s) per second; km² square kilometer(s)
        m² square meter(s)
        m³ cubic meter(s); kg kilogram(s); g gram(s); mg milligram(s)
        µg microgram(s); l liter(s); L liter(s); ml milliliter(s); mL milliliter(s)
        mi mile(s); yd yard(s); ft foot|feet; sq square; mph mile(s) per hour; lb pound(s); lbs pound(s); oz ounce(s); ha hectare(s)
        kB kilobyte(s); KB kilobyte(s); MB megabyte(s); GB gigabyte(s); TB terabyte(s); PB petabyte(s)
        Mbps megabit(s) per second; Gbps gigabit(s) per second; Hz hertz; kHz kilohertz; MHz megahertz; GHz gigahertz
        kW kilowatt(s); MW megawatt(s); GW gigawatt(s); kWh kilowatt hour(s); MWh megawatt hour(s); GWh gigawatt hour(s)
        TWh terawatt hour(s); kV kilovolt(s); mAh milliamp hour(s); dB decibel(s); kcal kilocalorie(s); kPa kilopascal(s)
        h hour(s); hr hour(s); hrs hour(s); min minute(s); mins minute(s); sec second(s); secs second(s); ms millisecond(s)
        yr year(s); yrs year(s); ppm part(s) per million; rpm revolution(s) per minute
        ° degree(s); °C degree(s) Celsius; °F degree(s) Fahrenheit
    """),
    powers=table("² squared; ³ cubed"),
)

_GERMAN = Lexicon(
    dot="Punkt",
    slash="Schrägstrich",
    dash="Minus",
    underscore="Unterstrich",
    to="bis",
    clock="{} Uhr {}",
    full_hour="{} Uhr",
    signs=table("& und; + plus; = gleich; % Prozent; $ Dollar; £ Pfund; € Euro; ¥ Yen; § Paragraf; @ at; × mal"),
    before_number=table("< weniger als; > mehr als; ~ etwa; ≈ etwa; − minus; § Paragraf"),
    between_numbers=table("× mal; + plus; = gleich; − minus"),
    after_number=table("% Prozent; $ Dollar; £ Pfund; € Euro; ¥ Yen"),
    units=counted("""
        km Kilometer; m Meter; cm Zentimeter; mm Millimeter; km/h Kilometer pro Stunde; m² Quadratmeter; km² Quadratkilometer
        kg Kilogramm; g Gramm; mg Milligramm; l Liter; ha Hektar; MB Megabyte; GB Gigabyte; TB Terabyte; Hz Hertz; GHz Gigahertz
        kW Kilowatt; MW Megawatt; kWh Kilowattstunde(n); ° Grad; °C Grad Celsius; °F Grad Fahrenheit
    """),
)

_FRENCH = Lexicon(
    dot="point",
    at="arobase",
    dash="tiret",
    underscore="tiret bas",
    to="à",
    clock="{} heures {}",
    full_hour="{} heures",
    signs=table("& et; + plus; = égale; % pour cent; $ dollars; £ livres; € euros; ¥ yens; § paragraphe; @ arobase; × fois"),
    before_number=table("< moins de; > plus de; ~ environ; ≈ environ; − moins; § paragraphe"),
    between_numbers=table("× fois; + plus; = égale; − moins"),
    after_number=table("% pour cent; $ dollars; £ livres; € euros; ¥ yens"),
    units=counted("""
        km kilomètre(s); m mètre(s); cm centimètre(s); mm millimètre(s); km/h kilomètre(s) à l'heure; m² mètre(s) carré(s)
        km² kilomètre(s) carré(s); kg kilogramme(s); g gramme(s); mg milligramme(s); l litre(s); ha hectare(s); kW kilowatt(s)
        MW mégawatt(s); Mo mégaoctet(s); Go gigaoctet(s); ° degré(s); °C degré(s) Celsius; °F degré(s) Fahrenheit
    """),
)

_SPANISH = Lexicon(
    dot="punto",
    at="arroba",
    slash="barra",
    dash="guion",
    underscore="guion bajo",
    to="a",
    clock="{} y {}",
    full_hour="{} horas",
    signs=table("& y; + más; = igual a; % por ciento; $ dólares; £ libras; € euros; ¥ yenes; § sección; @ arroba; × por"),
    before_number=table("< menos de; > más de; ~ alrededor de; ≈ alrededor de; − menos; § sección"),
    between_numbers=table("× por; + más; = igual a; − menos"),
    after_number=table("% por ciento; $ dólares; £ libras; € euros; ¥ yenes"),
    units=counted("""
        km kilómetro(s); m metro(s); cm centímetro(s); mm milímetro(s); km/h kilómetro(s) por hora; m² metro(s) cuadrado(s)
        km² kilómetro(s) cuadrado(s); kg kilogramo(s); g gramo(s); mg miligramo(s); l litro(s); ha hectárea(s); MB megabyte(s)
        GB gigabyte(s); TB terabyte(s); ° grado(s); °C grado(s) Celsius; °F grado(s) Fahrenheit
    """),
)

_ITALIAN = Lexicon(
    dot="punto",
    at="chiocciola",
    slash="barra",
    dash="trattino",
    underscore="trattino basso",
    to="a",
    clock="{} e {}",
    full_hour="{}",
    signs=table("& e; + più; = uguale a; % per cento; $ dollari; £ sterline; € euro; ¥ yen; § paragrafo; @ chiocciola; × per"),
    before_number=table("< meno di; > più di; ~ circa; ≈ circa; − meno; § paragrafo"),
    between_numbers=table("× per; + più; = uguale a; − meno"),
    after_number=table("% per cento; $ dollari; £ sterline; € euro; ¥ yen"),
    units=counted("""
        km chilometro|chilometri; m metro|metri; cm centimetro|centimetri; km/h chilometro all'ora|chilometri all'ora
        m² metro quadrato|metri quadrati; km² chilometro quadrato|chilometri quadrati; kg chilogrammo|chilogrammi; g grammo|grammi
        l litro|litri; ha ettaro|ettari; MB megabyte; GB gigabyte; TB terabyte; ° grado|gradi; °C grado Celsius|gradi Celsius
    """),
)

_PORTUGUESE = Lexicon(
    dot="ponto",
    at="arroba",
    slash="barra",
    dash="hífen",
    underscore="sublinhado",
    to="a",
    clock="{} e {}",
    full_hour="{} horas",
    signs=table("& e; + mais; = igual a; % por cento; $ dólares; £ libras; € euros; ¥ ienes; § parágrafo; @ arroba; × vezes"),
    before_number=table("< menos de; > mais de; ~ cerca de; ≈ cerca de; − menos; § parágrafo"),
    between_numbers=table("× vezes; + mais; = igual a; − menos"),
    after_number=table("% por cento; $ dólares; £ libras; € euros; ¥ ienes"),
    units=counted("""
        km quilômetro(s); m metro(s); cm centímetro(s); mm milímetro(s); km/h quilômetro(s) por hora; m² metro(s) quadrado(s)
        km² quilômetro(s) quadrado(s); kg quilograma(s); g grama(s); mg miligrama(s); l litro(s); ha hectare(s); MB megabyte(s)
        GB gigabyte(s); TB terabyte(s); ° grau|graus; °C grau Celsius|graus Celsius; °F grau Fahrenheit|graus Fahrenheit
    """),
)

_UNKNOWN = Lexicon()
_LEXICONS = {"en": _ENGLISH, "de": _GERMAN, "fr": _FRENCH, "es": _SPANISH, "it": _ITALIAN, "pt": _PORTUGUESE}
