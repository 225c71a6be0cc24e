"""German."""

from __future__ import annotations

from turncast.script.spoken.lexicon import Lexicon, counted, phrases, table

WORDS = Lexicon(
    language="de",
    dot="Punkt",
    slash="Schrägstrich",
    dash="Minus",
    underscore="Unterstrich",
    to="bis",
    clock="{} Uhr {}",
    full_hour="{} Uhr",
    months=("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"),
    date="{day}. {month} {year}",
    signs=table("""
        & und; + plus; = gleich; % Prozent; ‰ Promille; $ Dollar; £ Pfund; € Euro; ¥ Yen; § Paragraf; §§ Paragrafen; @ at; × mal
        ° Grad; → nach; ≈ etwa; ÷ geteilt durch; ± plus minus; < kleiner als; > größer als; ∞ unendlich
        ≤ höchstens; ≥ mindestens; ≠ ungleich; √ Wurzel aus; ⇒ daraus folgt; ~ etwa; ∑ Summe von; ∏ Produkt von
        ∫ Integral von; ∇ Nabla; ∆ Delta; ∂ partiell; ∈ ist Element von; ∉ ist nicht Element von; ⊂ ist Teilmenge von
        ⊆ ist Teilmenge von; ∪ vereinigt mit; ∩ geschnitten mit; ∀ für alle; ∃ es gibt; ¬ nicht; ∧ und; ∨ oder; ∅ leere Menge
        ≡ ist äquivalent zu; ≪ ist viel kleiner als; ≫ ist viel größer als; ∝ ist proportional zu; ∴ also; ⇔ genau dann wenn
        ′ Strich
    """),
    before_number=table("""
        < weniger als; > mehr als; ≤ höchstens; ≥ mindestens; ~ etwa; ≈ etwa; ± plus minus; − minus; § Paragraf; §§ Paragrafen
        # Nummer; № Nummer; × mal
    """),
    between_numbers=table("""
        × mal; + plus; = gleich; − minus; ÷ geteilt durch; ± plus minus; & und; > größer als; < kleiner als
        ⋅ mal; · mal
    """),
    after_number=table("% Prozent; ‰ Promille"),
    coins=counted("$ Dollar; £ Pfund; € Euro; ¥ Yen; CHF Franken; EUR Euro; USD Dollar; Fr. Franken; ¢ Cent"),
    change=" ",
    large=table(
        "Tsd. Tausend; Mio. Millionen; Mrd. Milliarden; Mio Millionen; Mrd Milliarden; Millionen Millionen; Milliarden Milliarden"
    ),
    grouped=".",
    decimal=",",
    point="Komma",
    fractions=table("½ ein halb; ⅓ ein Drittel; ⅔ zwei Drittel; ¼ ein Viertel; ¾ drei Viertel; ⅛ ein Achtel"),
    and_fraction=table("½ einhalb; ⅓ ein Drittel; ⅔ zwei Drittel; ¼ ein Viertel; ¾ drei Viertel; ⅛ ein Achtel"),
    units=counted("""
        km Kilometer; m Meter; cm Zentimeter; mm Millimeter; km/h Kilometer pro Stunde; m/s Meter pro Sekunde; m² Quadratmeter
        km² Quadratkilometer; m³ Kubikmeter
        kg Kilogramm; g Gramm; mg Milligramm; l Liter; ml Milliliter; ha Hektar; MB Megabyte; GB Gigabyte; TB Terabyte; Hz Hertz
        kHz Kilohertz; MHz Megahertz; GHz Gigahertz; kW Kilowatt; MW Megawatt; GW Gigawatt; kWh Kilowattstunde(n)
        TWh Terawattstunde(n); Std. Stunde(n); Min. Minute(n); Sek. Sekunde(n)
        ° Grad; °C Grad Celsius; °F Grad Fahrenheit
        ′ Fuß; ″ Zoll; °′ Minute(n); °″ Sekunde(n)
    """),
    powers=table("² hoch zwei; ³ hoch drei"),
    power="hoch {}",
    derivative="die partielle Ableitung von {} nach {}",
    per=table("""
        s pro Sekunde; s² pro Quadratsekunde; h pro Stunde; min pro Minute; m² pro Quadratmeter; m³ pro Kubikmeter
        cm³ pro Kubikzentimeter; kg pro Kilogramm; l pro Liter; ha pro Hektar; km pro Kilometer
    """),
    anywhere=table("""
        usw und so weiter; bzw beziehungsweise; ca circa; evtl eventuell; inkl inklusive; exkl exklusive; vgl vergleiche
        etc et cetera
        ggf gegebenenfalls; Str Straße; sog sogenannte; zzgl zuzüglich; max maximal; bspw beispielsweise
        Nr Nummer; Tel Telefon; Jh Jahrhundert; Std Stunden; Mio Millionen; Mrd Milliarden; Abb Abbildung; Bd Band; Kap Kapitel
    """),
    before_names=table("Dr Doktor; Prof Professor; Hr Herr; Fr Frau; St Sankt; Hl Heiliger"),
    before_figures=table("S Seite; Art Artikel; Abs Absatz; min mindestens"),
    short=table("""
        z.b. zum Beispiel; d.h. das heißt; u.a. unter anderem; z.t. zum Teil; i.d.r. in der Regel; u.u. unter Umständen
        o.ä. oder Ähnliches; v.a. vor allem; s.o. siehe oben; s.u. siehe unten; u.s.w. und so weiter; w/ mit
    """),
    phrases=phrases("""
        z. B. = zum Beispiel; d. h. = das heißt; u. a. = unter anderem; z. T. = zum Teil; i. d. R. = in der Regel
        v. Chr. = vor Christus; n. Chr. = nach Christus; v. a. = vor allem; o. ä. = oder Ähnliches; u. U. = unter Umständen
    """),
)
