"""Italian."""

from __future__ import annotations

from turncast.script.spoken.lexicon import Lexicon, counted, phrases, table

WORDS = Lexicon(
    language="it",
    dot="punto",
    at="chiocciola",
    slash="barra",
    dash="trattino",
    underscore="trattino basso",
    to="a",
    clock="{} e {}",
    full_hour="{}",
    months=(
        "gennaio",
        "febbraio",
        "marzo",
        "aprile",
        "maggio",
        "giugno",
        "luglio",
        "agosto",
        "settembre",
        "ottobre",
        "novembre",
        "dicembre",
    ),
    date="{day} {month} {year}",
    first="primo",
    signs=table("""
        & e; + più; = uguale a; % per cento; ‰ per mille; $ dollari; £ sterline; € euro; ¥ yen; § paragrafo; @ chiocciola; × per
        ° gradi; → a; ≈ circa; ÷ diviso; ± più o meno; < minore di; > maggiore di; ∞ infinito
        ≤ minore o uguale a; ≥ maggiore o uguale a; ≠ diverso da; √ radice di; ⇒ implica; ∑ la somma di; ∏ il prodotto di
        ∫ l'integrale di; ∇ nabla; ∆ delta; ∂ parziale; ∈ appartiene a; ∉ non appartiene a; ⊂ è incluso in; ⊆ è incluso in
        ∪ unione; ∩ intersezione; ∀ per ogni; ∃ esiste; ¬ non; ∧ e; ∨ o; ∅ insieme vuoto; ≡ è equivalente a
        ≪ è molto minore di; ≫ è molto maggiore di; ∝ è proporzionale a; ∴ quindi; ⇔ se e solo se; ′ primo
    """),
    before_number=table("""
        < meno di; > più di; ≤ al massimo; ≥ almeno; ~ circa; ≈ circa; ± più o meno; − meno; § paragrafo; # numero; № numero
        × per
    """),
    between_numbers=table("""
        × per; + più; = uguale a; − meno; ÷ diviso; ± più o meno; & e; > maggiore di; < minore di
        ⋅ per; · per
    """),
    after_number=table("% per cento; ‰ per mille"),
    coins=counted("$ dollaro|dollari; £ sterlina|sterline; € euro; ¥ yen; EUR euro; USD dollaro|dollari"),
    change=" e ",
    large=table("mln milioni; mld miliardi; milioni milioni; milione milione; miliardi miliardi; miliardo miliardo"),
    of=("di ", "di "),
    grouped=".",
    decimal=",",
    point="virgola",
    fractions=table("½ mezzo; ⅓ un terzo; ⅔ due terzi; ¼ un quarto; ¾ tre quarti; ⅛ un ottavo"),
    and_fraction=table("½ e mezzo; ⅓ e un terzo; ⅔ e due terzi; ¼ e un quarto; ¾ e tre quarti; ⅛ e un ottavo"),
    units=counted("""
        km chilometro|chilometri; m metro|metri; cm centimetro|centimetri; mm millimetro|millimetri
        km/h chilometro all'ora|chilometri all'ora; m/s metro al secondo|metri al secondo
        m² metro quadrato|metri quadrati; km² chilometro quadrato|chilometri quadrati; m³ metro cubo|metri cubi
        kg chilogrammo|chilogrammi; g grammo|grammi; mg milligrammo|milligrammi; ml millilitro|millilitri
        l litro|litri; ha ettaro|ettari; MB megabyte; GB gigabyte; TB terabyte; kW chilowatt; kWh chilowattora; GHz gigahertz
        min minuto|minuti; h ora|ore
        ° grado|gradi; °C grado Celsius|gradi Celsius; °F grado Fahrenheit|gradi Fahrenheit
        ′ piede|piedi; ″ pollice|pollici; °′ minuto|minuti; °″ secondo|secondi
    """),
    powers=table("² al quadrato; ³ al cubo"),
    power="elevato a {}",
    derivative="la derivata parziale di {} rispetto a {}",
    per=table("""
        s al secondo; s² al secondo quadrato; h all'ora; min al minuto; m² al metro quadrato; m³ al metro cubo
        cm³ al centimetro cubo; kg al chilogrammo; l al litro; ha per ettaro; km al chilometro
    """),
    anywhere=table("""
        ecc eccetera; etc eccetera; pag pagina; pagg pagine; tel telefono
        ca circa; max massimo; min minimo; art articolo; cap capitolo
    """),
    before_names=table("""
        sig signor; Sig Signor; sigg signori; dott dottor; Dott Dottor; dr dottor; Dr Dottor; prof professor; Prof Professor
        ing ingegner; Ing Ingegner; avv avvocato; Avv Avvocato; on onorevole; On Onorevole; sig.ra signora; Sig.ra Signora
        dott.ssa dottoressa; Dott.ssa Dottoressa; prof.ssa professoressa; Prof.ssa Professoressa; p padre; S San
    """),
    before_figures=table("n numero; n° numero; nº numero; N numero; vol volume; fig figura; p pagina"),
    short=table("""
        a.c. avanti Cristo; d.c. dopo Cristo; sig.ra signora; dott.ssa dottoressa; prof.ssa professoressa; p.es. per esempio
        s.p.a. S P A; s.r.l. S R L; w/ con
    """),
    phrases=phrases("ad es. = ad esempio; p. es. = per esempio; a. C. = avanti Cristo; d. C. = dopo Cristo"),
)
