"""The words that the rules know. To teach them another language, add its words here.

Everything is in lower case; where the code folds accents away before it looks, the words stand without them too.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# --- names ---------------------------------------------------------------------------------------------------------

HONORIFICS = _words("""
    mr mrs ms miss mx dr prof professor sir dame lord lady rev father sister hon president chair chairman chairwoman
    congressman congresswoman representative delegate secretary minister senator governor mayor admiral commander
    chairperson ambassador judge justice general colonel captain herr frau monsieur madame mme m señor señora sr sra
    don doña signor signora dott ing phd md jr
    tochter sohn schwester bruder mutter vater ehefrau ehemann kollege kollegin nachbar nachbarin
""")
"""Titles of respect in front of a name; and German for who people are to one another, written like a part of their name."""

ABBREVIATIONS = _words("mr mrs ms mx dr prof rev hon mme m sr sra dott ing phd md jr")
"""Titles that nobody is called by without a name; `Minister:` alone may speak."""

PARTICLES = _words("""
    de da di do dos del della der den du la le van von zu bin ibn al el ben af av y e ter ten
""")
"""Small words inside a name."""

ORGANISATIONS = _words("""
    interview interviews development episode podcast series spotlight overview story blog conversation questions answers
    nations department agency office university institute bureau project program programme team group committee
    council company corporation inc ltd gmbh foundation association society center centre school college ministry
    administration service services community district commission court bank news times magazine press network union
    party house street county state states city branch division staff desk editors admin media board linux web
    internet initiative challenge
""")
"""Words that people are not called, but what they work for is, and what is written about them."""

TITLES = _words("""
    director manager officer president chair chairman chief head specialist engineer developer editor reporter
    correspondent journalist writer author lead leader consultant analyst designer architect researcher professor
    scientist secretary minister coordinator strategist administrator assistant associate deputy vice senior junior
    executive founder co-founder ceo cto cio owner producer host moderator librarian historian artist musician
    teacher student doctor nurse lawyer spokesman spokeswoman spokesperson member photographer
""")
"""What people are; together with capital letters, `Web Manager` would look like a name."""

SMALL = _words("""
    the a an in on at of for from to by with and or but if when while as it its he she they we i you his her their
    our my your this that these those there here what who why how where which not no yes so then than now also
    however according after before since because although though during until under over about between both all some
    many most other another each every one two three first last finally today yesterday tomorrow recently currently
    still even just only such more less very has have had is are was were be been being do does did will would can
    could should may might must let speaking asked says said hello hi thanks thank please well ok okay q dear merci
    bonjour danke hallo gracias hola grazie ciao obrigado obrigada olá cher chère liebe lieber querido querida der
    die das den dem des ein eine einen einem und er sie es ich wir ihr wer wie wo wann warum wenn aber doch auch
    dann da seine seinen ihre mein meine unser unsere kein keine nach vor mit von zu im am um als bei seit heute
    früher hier dort viele alle le les un une et il elle nous je tu vous ils elles mais quand comme dans pour par
    sur avec son sa ses mon ma mes ce cette ces el los las una él ella yo nosotros pero y cuando como donde quien su
    sus mi mis lo con para por en gli uno lei lui io noi quando come dove per nel
""")
"""Words with which sentences begin and which are no part of a name."""

DATES = _words("""
    january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday
""")
"""Months and days: names in `May Brown`, not in `May 29`."""

# --- labels --------------------------------------------------------------------------------------------------------

ASKERS = _words("""
    q question questions questioner interviewer interviewers int reporter reporters press the host hosts moderator
    mod journalist media operator presenter narrator announcer frage interviewerin fragesteller pregunta
    entrevistador entrevistadora periodista domanda intervistatore pergunta journaliste vraag reportero repórter
    jornalista entrevistadora вопрос корреспондент ведущий ведущая журналист
    問 问 記者 记者 聞き手 質問 インタビュアー 編集部 主持人 提问
""") | {"the press", "audience member", "unidentified reporter", "unidentified speaker"}
"""Labels of those who ask."""

ANSWERERS = _words("""
    a answer answers interviewee guest respondent witness antwort respuesta risposta resposta réponse reponse
    antwoord svar odpowiedź ответ 答 回答 嘉宾
""")
"""Labels of those who answer."""

COUNTED = _words("""
    q question questions frage pregunta domanda pergunta vraag вопрос
    a answer answers antwort respuesta risposta resposta réponse reponse antwoord svar odpowiedź ответ
""")
"""Labels behind which a number counts the turns; behind the others it tells people apart: `Guest 2`."""

NARRATORS = frozenset({"narrator"})
"""Labels of those who ask, unless somebody else does and nobody answers: in oral history the narrator is interviewed."""

LETTER_PAIRS = (("q", "a"), ("q", "r"), ("d", "r"), ("p", "r"), ("f", "a"), ("v", "a"), ("в", "о"))
"""Single letters for question and answer; only together, as otherwise they are somebody's initial."""

OFFICES = _words("""
    host hosts moderator mod operator press presenter narrator announcer interpreter
""") | {"the press"}
"""Labels that are worth keeping as a name where no other is known."""

NOT_PEOPLE = _words("""
    note notes example warning caution tip source sources photo photos image video caption credit update updates
    correction disclaimer summary abstract conclusion introduction background keywords tags date time place location
    where when contact email phone website url link links see also read more related references reference step
    chapter part section figure table item option pros cons problem solution result results advice however remember
    important hint ps editor's editors editor’s about this that is one two three first second third finally today
    here there title author authors published language category categories subject topic topics nickname blog motto
    age born hometown favorite favourite occupation job homepage company twitter linkedin github http https download
    listen watch subscribe recorded transcript transcribed interview interviewed by text words from to cc re agenda
    day what why how who yes no and but so well ok okay key resources fact facts myth quote question of the
""")
"""What stands before a colon and is nobody."""

# --- attribution ---------------------------------------------------------------------------------------------------

SAYING = _words("""
    said says say saying told tells tell added adds add explained explains explain noted notes note shared shares
    recalled recalls commented comments remarked remarks stated states replied replies answered answers responded
    responds continued continues argued argues insisted insists admitted admits observed observes concluded
    concludes suggested suggests suggest wrote writes joked jokes laughed laughs remembered remembers reflected
    reflects emphasised emphasized emphasizes stressed stresses pointed warned warns claimed claims announced
    announces believes believed thinks thought confirmed confirms described describes declared declares mentioned
    mentions quipped urged cautioned acknowledged acknowledges agreed agrees asked asks wondered wonders exclaimed
    whispered began begins offered recounted recounts mused muses lamented laments countered counters revealed
    reveals vowed reasoned reasons remarked marveled marvelled confessed confesses complained complains emphasised
    summarised summarized summed sums elaborated clarified predicted predicts asserted asserts maintained maintains
    conceded concedes quips recommended recommends advised advises cautions urges promised promises sighed sighs
    grinned shrugged shrugs smiled smiles chuckled muttered testified boasted pleaded interjected volunteered offers
    sagt sagte sagen erklärt erklärte meint meinte erzählt erzählte berichtet berichtete betont betonte ergänzt fügt
    antwortet antwortete dit déclare déclaré explique expliqué ajoute raconte confie affirme précise souligne répond
    assure estime résume lance poursuit dice dijo explica explicó afirma afirmó añade añadió cuenta contó señala
    señaló recuerda responde comenta asegura spiega racconta afferma aggiunge ricorda sottolinea disse diz afirmou
    conta zegt zei vertelt aldus säger sa berättar mówi powiedział сказал сказала говорит рассказал рассказала
    отмечает объясняет добавил добавила ответил ответила отвечает спросил спросила спрашивает рассказывает вспоминает
    вспоминал вспоминала считает заявил заявила подчеркнул подчеркнула объяснил объяснила признаётся признался
    призналась уверен уверена
""")
"""Verbs of saying, in the forms in which newspapers use them."""

GENDERS = dict.fromkeys(("he", "er", "il", "él", "lui", "ele", "hij", "он"), "he") | dict.fromkeys(
    ("she", "sie", "elle", "ella", "lei", "ela", "zij", "она"), "she"
)
"""Pronouns of one person, by gender."""
