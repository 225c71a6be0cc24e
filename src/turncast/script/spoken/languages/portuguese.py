"""Portuguese."""

from __future__ import annotations

from turncast.script.spoken.lexicon import Lexicon, counted, phrases, table

WORDS = Lexicon(
    language="pt",
    dot="ponto",
    at="arroba",
    slash="barra",
    dash="hífen",
    underscore="sublinhado",
    to="a",
    clock="{} e {}",
    full_hour="{} horas",
    months=(
        "janeiro",
        "fevereiro",
        "março",
        "abril",
        "maio",
        "junho",
        "julho",
        "agosto",
        "setembro",
        "outubro",
        "novembro",
        "dezembro",
    ),
    date="{day} de {month} de {year}",
    first="primeiro",
    signs=table("""
        & e; + mais; = igual a; % por cento; ‰ por mil; $ dólares; £ libras; € euros; ¥ ienes; § parágrafo; @ arroba; × vezes
        ° graus; → para; ≈ cerca de; ÷ dividido por; ± mais ou menos; < menor que; > maior que; ∞ infinito
        ≤ menor ou igual a; ≥ maior ou igual a; ≠ diferente de; √ raiz de; ⇒ implica; ∑ a soma de; ∏ o produto de
        ∫ a integral de; ∇ nabla; ∆ delta; ∂ parcial; ∈ pertence a; ∉ não pertence a; ⊂ está contido em; ⊆ está contido em
        ∪ união; ∩ interseção; ∀ para todo; ∃ existe; ¬ não; ∧ e; ∨ ou; ∅ conjunto vazio; ≡ é equivalente a
        ≪ é muito menor que; ≫ é muito maior que; ∝ é proporcional a; ∴ portanto; ⇔ se e somente se; ′ linha
    """),
    before_number=table("""
        < menos de; > mais de; ≤ no máximo; ≥ no mínimo; ~ cerca de; ≈ cerca de; ± mais ou menos; − menos; § parágrafo
        # número; № número; × vezes
    """),
    between_numbers=table("""
        × vezes; + mais; = igual a; − menos; ÷ dividido por; ± mais ou menos; & e; > maior que; < menor que
        ⋅ vezes; · vezes
    """),
    after_number=table("% por cento; ‰ por mil"),
    coins=counted("""
        $ dólar|dólares; £ libra(s); € euro(s); ¥ iene(s); R$ real|reais; US$ dólar|dólares; BRL real|reais; EUR euro(s)
        USD dólar|dólares
    """),
    change=" e ",
    large=table("""
        mi milhões; bi bilhões; milhões milhões; milhão milhão; bilhões bilhões; bilhão bilhão; mil mil; trilhões trilhões
    """),
    of=("de ", "de "),
    grouped=".",
    decimal=",",
    point="vírgula",
    fractions=table("½ meio; ⅓ um terço; ⅔ dois terços; ¼ um quarto; ¾ três quartos; ⅛ um oitavo"),
    and_fraction=table("½ e meio; ⅓ e um terço; ⅔ e dois terços; ¼ e um quarto; ¾ e três quartos; ⅛ e um oitavo"),
    units=counted("""
        km quilômetro(s); m metro(s); cm centímetro(s); mm milímetro(s); km/h quilômetro(s) por hora; m/s metro(s) por segundo
        m² metro(s) quadrado(s); m³ metro(s) cúbico(s); ml mililitro(s); kW quilowatt(s); kWh quilowatt-hora|quilowatts-hora
        km² quilômetro(s) quadrado(s); kg quilograma(s); g grama(s); mg miligrama(s); l litro(s); ha hectare(s); MB megabyte(s)
        GB gigabyte(s); TB terabyte(s); GHz giga-hertz; h hora(s); min minuto(s)
        ° grau|graus; °C grau Celsius|graus Celsius; °F grau Fahrenheit|graus Fahrenheit
        ′ pé(s); ″ polegada(s); °′ minuto(s); °″ segundo(s)
    """),
    powers=table("² ao quadrado; ³ ao cubo"),
    power="elevado a {}",
    derivative="a derivada parcial de {} em relação a {}",
    per=table("""
        s por segundo; s² por segundo ao quadrado; h por hora; min por minuto; m² por metro quadrado; m³ por metro cúbico
        cm³ por centímetro cúbico; kg por quilograma; l por litro; ha por hectare; km por quilômetro
    """),
    anywhere=table("""
        etc et cetera; aprox aproximadamente; pág página; págs páginas
        tel telefone; máx máximo; mín mínimo; séc século; av avenida
    """),
    before_names=table(
        "Sr Senhor; Sra Senhora; Srta Senhorita; Srs Senhores; Dr Doutor; Dra Doutora; Prof Professor; Profa Professora; Av Avenida"
    ),
    before_figures=table(
        "n.º número; nº número; Nº número; n° número; art artigo; cap capítulo; fig figura; p página; vol volume; núm número"
    ),
    short=table(
        "p.ex. por exemplo; a.c. antes de Cristo; d.c. depois de Cristo; eua Estados Unidos; sr. Senhor; sra. Senhora; w/ com"
    ),
    phrases=phrases("p. ex. = por exemplo; a. C. = antes de Cristo; d. C. = depois de Cristo"),
)
