"""French."""

from __future__ import annotations

from turncast.script.spoken.lexicon import Lexicon, counted, phrases, table

WORDS = Lexicon(
    language="fr",
    dot="point",
    at="arobase",
    dash="tiret",
    underscore="tiret bas",
    to="à",
    clock="{} heures {}",
    full_hour="{} heures",
    months=(
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ),
    date="{day} {month} {year}",
    first="1er",
    signs=table("""
        & et; + plus; = égale; % pour cent; ‰ pour mille; $ dollars; £ livres; € euros; ¥ yens; § paragraphe; @ arobase; × fois
        ° degrés; → vers; ≈ environ; ÷ divisé par; ± plus ou moins; < inférieur à; > supérieur à; ∞ infini
        ≤ inférieur ou égal à; ≥ supérieur ou égal à; ≠ différent de; √ racine de; ⇒ implique; ∑ somme de; ∏ produit de
        ∫ intégrale de; ∇ nabla; ∆ delta; ∂ d rond; ∈ appartient à; ∉ n'appartient pas à; ⊂ est inclus dans; ⊆ est inclus dans
        ∪ union; ∩ inter; ∀ pour tout; ∃ il existe; ¬ non; ∧ et; ∨ ou; ∅ ensemble vide; ≡ est équivalent à
        ≪ est très inférieur à; ≫ est très supérieur à; ∝ est proportionnel à; ∴ donc; ⇔ si et seulement si; ′ prime
    """),
    before_number=table("""
        < moins de; > plus de; ≤ au plus; ≥ au moins; ~ environ; ≈ environ; ± plus ou moins; − moins; § paragraphe
        # numéro; № numéro; × fois
    """),
    between_numbers=table("""
        × fois; + plus; = égale; − moins; ÷ divisé par; ± plus ou moins; & et; > supérieur à; < inférieur à
        ⋅ fois; · fois
    """),
    after_number=table("% pour cent; ‰ pour mille"),
    coins=counted("$ dollar(s); £ livre(s); € euro(s); ¥ yen(s); EUR euro(s); USD dollar(s); CHF franc(s) suisse(s)"),
    change=" ",
    large=table(
        "M millions; Md milliards; Mds milliards; millions millions; million million; milliards milliards; milliard milliard"
    ),
    of=("de ", "d'"),
    decimal=",",
    point="virgule",
    fractions=table("½ un demi; ⅓ un tiers; ⅔ deux tiers; ¼ un quart; ¾ trois quarts; ⅛ un huitième"),
    and_fraction=table("½ et demi; ⅓ un tiers; ⅔ deux tiers; ¼ un quart; ¾ trois quarts; ⅛ un huitième"),
    units=counted("""
        km kilomètre(s); m mètre(s); cm centimètre(s); mm millimètre(s); km/h kilomètre(s) à l'heure; m/s mètre(s) par seconde
        m² mètre(s) carré(s); m³ mètre(s) cube(s); ml millilitre(s)
        km² kilomètre(s) carré(s); kg kilogramme(s); g gramme(s); mg milligramme(s); l litre(s); ha hectare(s); kW kilowatt(s)
        MW mégawatt(s); GW gigawatt(s); kWh kilowattheure(s); Mo mégaoctet(s); Go gigaoctet(s); To téraoctet(s); GHz gigahertz
        MHz mégahertz; h heure(s); min minute(s)
        ° degré(s); °C degré(s) Celsius; °F degré(s) Fahrenheit
        ′ pied(s); ″ pouce(s); °′ minute(s); °″ seconde(s)
    """),
    powers=table("² au carré; ³ au cube"),
    power="puissance {}",
    derivative="la dérivée partielle de {} par rapport à {}",
    per=table("""
        s par seconde; s² par seconde au carré; h par heure; min par minute; m² par mètre carré; m³ par mètre cube
        cm³ par centimètre cube; kg par kilogramme; l par litre; ha par hectare; km par kilomètre
    """),
    anywhere=table("etc et cetera; env environ; av avenue; bd boulevard; tél téléphone; apr après; hab habitants"),
    before_names=table("M Monsieur; MM Messieurs; Dr Docteur; Pr Professeur; Mgr Monseigneur; St Saint; Ste Sainte"),
    bare_names=table("Mme Madame; Mmes Mesdames; Mlle Mademoiselle; MM Messieurs; Dr Docteur; Pr Professeur; Mgr Monseigneur"),
    before_figures=table(
        "n° numéro; N° numéro; no numéro; nº numéro; art article; chap chapitre; fig figure; p page; pp pages; vol volume"
    ),
    short=table("""
        c.-à-d. c'est-à-dire; mm. Messieurs; j.-c. Jésus-Christ
        s.v.p. s'il vous plaît; p.ex. par exemple; w/ avec
    """),
    phrases=phrases(
        "p. ex. = par exemple; av. J.-C. = avant Jésus-Christ; apr. J.-C. = après Jésus-Christ; c. à d. = c'est à dire"
    ),
)
