"""Spanish."""

from __future__ import annotations

from turncast.script.spoken.lexicon import Lexicon, counted, phrases, table

WORDS = Lexicon(
    language="es",
    dot="punto",
    at="arroba",
    slash="barra",
    dash="guion",
    underscore="guion bajo",
    to="a",
    clock="{} y {}",
    full_hour="{} horas",
    months=(
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ),
    date="{day} de {month} de {year}",
    signs=table("""
        & y; + más; = igual a; % por ciento; ‰ por mil; $ dólares; £ libras; € euros; ¥ yenes; § sección; @ arroba; × por
        ° grados; → a; ≈ alrededor de; ÷ entre; ± más menos; < menor que; > mayor que; ∞ infinito
        ≤ menor o igual que; ≥ mayor o igual que; ≠ distinto de; √ raíz de; ⇒ implica; ∑ la suma de; ∏ el producto de
        ∫ la integral de; ∇ nabla; ∆ delta; ∂ parcial; ∈ pertenece a; ∉ no pertenece a; ⊂ está incluido en; ⊆ está incluido en
        ∪ unión; ∩ intersección; ∀ para todo; ∃ existe; ¬ no; ∧ y; ∨ o; ∅ conjunto vacío; ≡ es equivalente a
        ≪ es mucho menor que; ≫ es mucho mayor que; ∝ es proporcional a; ∴ por lo tanto; ⇔ si y solo si; ′ prima
    """),
    before_number=table("""
        < menos de; > más de; ≤ como máximo; ≥ al menos; ~ alrededor de; ≈ alrededor de; ± más menos; − menos; § sección
        # número; № número; × por
    """),
    between_numbers=table("""
        × por; + más; = igual a; − menos; ÷ entre; ± más menos; & y; > mayor que; < menor que
        ⋅ por; · por
    """),
    after_number=table("% por ciento; ‰ por mil"),
    coins=counted("$ dólar(es); £ libra(s); € euro(s); ¥ yen(es); US$ dólar(es); EUR euro(s); USD dólar(es)"),
    change=" con ",
    large=table("""
        M millones; MM millones; mill. millones; millones millones; millón millón; mil mil; miles miles; billones billones
    """),
    of=("de ", "de "),
    grouped=".",
    decimal=",",
    point="coma",
    fractions=table("½ medio; ⅓ un tercio; ⅔ dos tercios; ¼ un cuarto; ¾ tres cuartos; ⅛ un octavo"),
    and_fraction=table("½ y medio; ⅓ y un tercio; ⅔ y dos tercios; ¼ y cuarto; ¾ y tres cuartos; ⅛ y un octavo"),
    units=counted("""
        km kilómetro(s); m metro(s); cm centímetro(s); mm milímetro(s); km/h kilómetro(s) por hora; m/s metro(s) por segundo
        m² metro(s) cuadrado(s); m³ metro(s) cúbico(s); ml mililitro(s); kWh kilovatio(s) hora; kW kilovatio(s); MW megavatio(s)
        km² kilómetro(s) cuadrado(s); kg kilogramo(s); g gramo(s); mg miligramo(s); l litro(s); ha hectárea(s); MB megabyte(s)
        GB gigabyte(s); TB terabyte(s); GHz gigahercio(s); h hora(s); min minuto(s)
        ° grado(s); °C grado(s) Celsius; °F grado(s) Fahrenheit
        ′ pie(s); ″ pulgada(s); °′ minuto(s); °″ segundo(s)
    """),
    powers=table("² al cuadrado; ³ al cubo"),
    power="elevado a {}",
    derivative="la derivada parcial de {} respecto a {}",
    per=table("""
        s por segundo; s² por segundo al cuadrado; h por hora; min por minuto; m² por metro cuadrado; m³ por metro cúbico
        cm³ por centímetro cúbico; kg por kilogramo; l por litro; ha por hectárea; km por kilómetro
    """),
    anywhere=table("""
        etc etcétera; aprox aproximadamente; Ud usted; Uds ustedes; Vd usted; Vds ustedes; pág página; págs páginas; tel teléfono
        máx máximo; mín mínimo; dpto departamento
    """),
    before_names=table(
        "Sr Señor; Sra Señora; Srta Señorita; Sres Señores; Dr Doctor; Dra Doctora; Prof Profesor; Av Avenida; Lic Licenciado"
    ),
    before_figures=table(
        "núm número; Núm número; n.º número; nº número; N.º número; art artículo; cap capítulo; fig figura; p página; vol volumen"
    ),
    short=table("""
        p.ej. por ejemplo; ee.uu. Estados Unidos; eeuu Estados Unidos; a.c. antes de Cristo; d.c. después de Cristo; w/ con
        rr.hh. recursos humanos; ff.aa. Fuerzas Armadas
    """),
    phrases=phrases("""
        p. ej. = por ejemplo; EE. UU. = Estados Unidos; a. C. = antes de Cristo; d. C. = después de Cristo
        RR. HH. = recursos humanos
        a. m. = a eme; p. m. = pe eme
    """),
)
