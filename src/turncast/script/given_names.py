"""Given names that tell a gender, from many languages: a hint for casting where a person's own text gives none.

Left out on purpose: names that both bear (Alex, Kim, Robin, Sasha), and those that change with the language (Andrea, Jan, Jean,
Nicola, Simone, Joan).
"""

from __future__ import annotations

import re
import unicodedata
from itertools import takewhile
from typing import Literal

_FEMALE = """
abby abigail ada adele adriana agnes agnieszka aisha alba alejandra aleksandra alessandra alexandra alice alicia alina alma amalia
amanda amelia amelie amina amy ana anastasia angela angelica anita anja anke ann anna anne anneliese annette annika antje antonia
astrid audrey aurora ava ayesha barbara beata beatrice beatriz becky berta beth bettina betty bianca birgit brenda bridget
brigitte brittany brooke camila camille carla carmen carol carolina caroline catalina catarina cath catherine cathy cecilia celia
charlotte chelsea chiara chloe christina christine claire clara claudia cristina crystal cynthia daniela danielle debbie deborah
debra diana diane dolores donna dorota dorothea dorothy edith eileen elaine elena elisa elisabeth elise elizabeth ella ellen ellie
elsa emilia emily emma erika erin esmeralda esther eugenia eva eve evelyn evie fatima fatma fernanda finja fiona florence frances
francesca francisca franziska frauke freya frieda gabriela gabriele gabriella gail gemma genevieve georgia gertrud gertrude gisela
giulia gloria grace greta gudrun gwen hanna hannah harriet hayley hazel heather heidi heidrun heike helen helena helene helga
henrietta hilda hilde holly ida ilona ilse imke imogen ines inga inge ingeborg ingrid irena irene irina irma isabel isabella
isabelle isla ivy jacqueline jade jana jane janet janice jasmine jeanne jen jennifer jenny jess jessica jill joanna joanne jodie
johanna josefina josephine josie joyce juana judith judy jule julia juliana julie juliette june karen karin karla karolina
katarina kate katharina katherine kathleen kathryn kathy katie katja katrin kayla keiko khadija kimberly kirsten kirsty klara
kristen kristin kristina kylie latoya laura lauren lea leah leila lena leonie leticia lidia lilian lily lina linda lisa liv liz
lizzie lori lotta lotte louisa louise lucia lucie lucinda lucy luisa luise lydia lynn lynne mabel madeleine maeve magdalena maggie
maike maja malgorzata mandy manuela mara marcela marcia maren margaret margarethe margarita marge margherita margot maria mariana
marianne marie marina marjorie marlene marta martha martina mary mathilde matilda maureen may mayumi meg megan melanie melinda
melissa mercedes mia michelle michiko mila millie minnie miranda miriam molly mona monica monika monique nadia nadine nancy naomi
natalia natalie natasha nele nell nellie nia niamh nicole nina nora olga olive olivia ophelia orla paige pam pamela patricia patty
paula pauline peggy penny petra phoebe phyllis pilar polly poppy priscilla priya rachel raquel rebecca regina renata renee rhonda
rita roberta roisin rosa rosalie rosemary rosie roxana roxanne ruby ruth sabine sabrina sachiko sadie sally samantha sandra
saoirse sara sarah sharon sheila sherry shirley sierra sigrid silke silvia simona sinead siobhan sofia solveig sonia sonja sonya
sophia sophie sophy stefania stefanie stella stephanie sue susan susana susanna susanne susie suzanne svenja svetlana swantje
sylvia sylvie tamara tammy tanja tara tatiana teresa teresita tess tessa theresa therese tiffany tilly tina tonya tricia trish
trudy ulrike una ursula ute valentina valeria valerie vanessa vera veronica veronika vicky victoria viktoria violeta virginia
vivian viviana waltraud wendy wiebke winnie xiomara yasmin yoko yolanda yuko yulia yvette yvonne zainab zoe zofia zsuzsanna
"""
_MALE = """
aaron abdul abraham adam adrian ahmad ahmed aidan akira alan albert alberto alejandro aleksander alessandro alexander alexandre
alfred ali alvaro amir anders andre andreas andrei andres andrew andrzej angus anthony antoine anton antonio antony archie armando
arnie arnold arthur arturo axel barney barry bartosz ben benedikt bengt benjamin bernard bernd bernhard bernie bill bjorn bob
boris brad brandon brett brian bruce bruno bryan carl carlos cedric cesar chad charles christian christoph christophe christopher
chuck claus clemens clint clive colin colm conor cormac craig curtis daisuke damian dan daniel daniele danny darren dave david
dean declan dennis derek desmond diego dieter dietmar dirk dmitri dominic dominik don donald doug douglas duncan dylan eddie edgar
edmund eduardo edward edwin einar eirik eli elijah emanuele emil emmanuel enrique eoin eric erik ernest ernesto erwin esteban
ethan etienne eugene fabian fabio federico felipe felix ferdinand fernando filip finn florian francesco francisco francois frank
frans franz fred frederic frederick friedrich fritz gareth gary gavin geir geoff geoffrey georg george georges gerald gerard
gerhard gianni gilbert giovanni giuseppe glenn goran gordon graham greg gregor gregory guido guillaume guillermo gunnar gunter gus
gustav guy hakan hamid hank hannes hans harald harold harry harvey hassan heinrich heinz helmut hendrik henning henri henrik henry
herbert hermann hernan hideo hiroshi horst howard hubert hugh hugo husam hussein ian ibrahim ignacio igor isaac isaiah ismail ivan
jacek jack jacob jacques jaime jake jakob jakub james jannik jared jason javier jay jeff jeffrey jens jeremy jermaine jerome jerry
jesper jesus jim jimmy joachim joao joaquin jochen joe joel johan johann johannes john johnny jon jonas jonathan jorge joris jose
josef joseph josh joshua juan julian jurgen justin karim karl karsten kaspar kasper keith ken kenji kenneth kenta kevin kjell
klaus knut konrad konstantin krzysztof kurt lance larry lars lasse laurent lawrence leif lenny leo leon leonard leonardo leroy
lewis liam lorenzo louis luca lucas ludwig luigi luis lukas lukasz luke luther lutz maciej magnus mahmoud malcolm malte manfred
manuel marc marcel marcelo marcin marco marcos marcus mario marius mark markus martin marvin mason massimo mateo mats matt matthew
matthias mattias maurice mauricio mauro max maximilian michael michal miguel mihail mike mikhail mikkel milan miles mitch mohamed
mohammad mohammed moritz morten moses muhammad murat mustafa nate nathan ned neil nelson neville nicholas nick nicolas niels nigel
niklas nikolai nils noah norbert norm norman olav oleg oliver olivier omar oscar oskar osman otto owen pablo paolo pascal patrick
paul pavel pawel pedro per perry pete peter petr phil philip philipp philippe pierre pieter piotr rafael rainer ralf ralph ramon
randy raphael rashid rasmus raul ray raymond reg reinhard rene rex ricardo richard rick rob robert roberto rod rodney rodrigo
roger roland rolf roman ron ronald rory ross roy ruben rudolf rudy rune rupert russell ryan salvador samuel santiago scott sean
sebastian serge sergei sergey sergio seth sid siegfried simon sindre soren spencer stan stanislaw stefan stephan stephen steve
steven stig stu stuart sven takashi takeshi tariq ted terence thomas thorsten till tim timothy tobias todd tom tomas tomasz tommy
tony torben torsten tristan tyler udo uli ulrich uwe victor viktor vince vincent vincenzo vladimir volker wade walt walter warren
wayne werner wes wesley wilfried wilhelm will willem william willy winston wojciech wolfgang xavier yann yusuf yves zach zachary
"""
_RUSSIAN_FEMALE = """
александра алина алла анастасия ангелина анна валентина валерия варвара вера вероника виктория галина дарья диана ева евгения
екатерина елена елизавета жанна зинаида зоя инна ирина карина кира клавдия кристина ксения лариса лидия любовь людмила маргарита
марина мария надежда наталия наталья нина оксана олеся ольга полина раиса светлана софия софья тамара татьяна ульяна юлия яна
"""
_RUSSIAN_MALE = """
александр алексей анатолий андрей антон аркадий арсений артем борис вадим валентин валерий василий виктор виталий владимир
владислав всеволод вячеслав геннадий георгий герман глеб григорий даниил денис дмитрий евгений егор иван игорь илья кирилл
константин лев леонид максим марк матвей михаил никита николай олег павел петр роман руслан семен сергей станислав степан тарас
тимофей федор эдуард юрий яков ярослав
"""
_GENDER: dict[str, Literal["female", "male"]] = {
    **dict.fromkeys((*_FEMALE.split(), *_RUSSIAN_FEMALE.split()), "female"),
    **dict.fromkeys((*_MALE.split(), *_RUSSIAN_MALE.split()), "male"),
}
_ADDRESSED_FEMALE = """
mrs ms miss mme mlle madame mademoiselle frau sra srta dra señora señorita senhora doña signora sig.ra dott.ssa mevrouw mevr
lady dame fru sister
"""
_ADDRESSED_MALE = "mr monsieur herr sr señor senhor signor sig meneer dhr sir lord herra father brother"
_ADDRESSES: dict[str, Literal["female", "male"]] = {
    **dict.fromkeys(_ADDRESSED_FEMALE.split(), "female"),
    **dict.fromkeys(_ADDRESSED_MALE.split(), "male"),
}
"""Forms of address that tell it by themselves."""
_TITLES = "dr prof professor doctor doktor dott dipl ing mag rev sen rep gov gen col capt lt sgt judge minister president"
"""Those that tell nothing, and stand before the name."""
_JAPANESE: dict[str, Literal["female", "male"]] = {
    **dict.fromkeys("子美恵香菜絵", "female"),
    **dict.fromkeys("郎男夫雄彦介太", "male"),
}
"""How most given names end that tell it; family names end so too, and Chinese names mean nothing by it."""
_KANJI_NAME = re.compile(r"[\u4e00-\u9fff]{2,3}[ 　・]?[\u4e00-\u9fff]{2,3}")


def gender_of(name: str) -> Literal["female", "male", ""]:
    """What a full name's form of address or given name tells, "" where it tells nothing.

    >>> gender_of("Zoë Nowak"), gender_of("Jean-Luc Klee"), gender_of("Jürgen Klee"), gender_of("Kim Lee"), gender_of("Anna")
    ('female', '', 'male', '', 'female')
    >>> gender_of("Dr. Maria Lopez"), gender_of("Dr. Martin"), gender_of("Herr Prof. Weber"), gender_of("佐藤花子")
    ('female', '', 'male', 'female')
    """
    if _KANJI_NAME.fullmatch(name.strip()):
        return _JAPANESE.get(name.strip()[-1], "")
    words = [word.rstrip(".") for word in name.casefold().split()]
    if len(words) > 1 and words[0] in _ADDRESSES:
        return _ADDRESSES[words[0]]
    titles = len(list(takewhile(_TITLES.split().__contains__, words)))
    if titles and len(words) < titles + 2:
        return ""  # what stands alone behind a title is a family name
    told = {_GENDER.get(part) for part in _plain(words[titles]).split("-")} if words[titles:] else set()
    return (told.pop() or "") if len(told) == 1 else ""


def _plain(word: str) -> str:
    """Without accents.

    >>> _plain("françois"), _plain("paweł"), _plain("алексей")
    ('francois', 'pawel', 'алексей')
    """
    latin = unicodedata.normalize("NFKD", word.replace("ł", "l").replace("ё", "е"))
    return unicodedata.normalize("NFC", "".join(one for one in latin if not unicodedata.combining(one) or one == "\u0306"))
