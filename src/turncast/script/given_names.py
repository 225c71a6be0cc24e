"""Given names that tell a gender, from many languages: a hint for casting where a person's own text gives none.

Left out on purpose: names that both bear (Alex, Kim, Robin, Sasha), and those that change with the language (Andrea, Jan, Jean,
Nicola, Simone, Joan).
"""

from __future__ import annotations

import unicodedata
from typing import Literal

_FEMALE = """
abigail ada adele adriana agnes agnieszka aisha alba alejandra aleksandra alessandra alexandra alice alicia alina alma amalia
amanda amelia amelie amina amy ana anastasia angela angelica anita anja anke ann anna anne anneliese annette annika antonia astrid
audrey aurora ayesha barbara beata beatrice beatriz berta bettina bianca birgit brenda bridget brigitte camila camille carla
carmen carol carolina caroline catalina catarina catherine cecilia celia charlotte chiara chloe christina christine claire clara
claudia cristina cynthia daniela danielle deborah debra diana diane dolores donna dorota dorothy edith eileen elaine elena elisa
elisabeth elise elizabeth ella ellen elsa emilia emily emma erika esmeralda esther eugenia eva eve evelyn fatima fatma fernanda
fiona florence frances francesca francisca franziska frieda gabriela gabriele gabriella gail genevieve georgia gertrud gertrude
gisela giulia gloria grace greta gudrun hanna hannah harriet heather heidi heike helen helena helene helga henrietta hilda hilde
ida ilse ines inga inge ingeborg ingrid irena irene irina irma isabel isabella isabelle jacqueline jana jane janet janice jasmine
jeanne jennifer jenny jessica joanna johanna josefina josephine joyce juana judith julia juliana julie juliette karen karin karla
karolina katarina kate katharina katherine kathleen kathryn katja katrin keiko khadija kirsten klara kristin kristina laura lauren
leila lena leonie leticia lidia lilian lina linda lisa liv lotte louisa louise lucia lucie lucy luisa luise lydia madeleine
magdalena maike maja malgorzata manuela mara marcela margaret margarita margarethe margherita margot maria mariana marianne marie
marina marlene marta martha martina mary mathilde matilda maureen mayumi megan melanie melissa mercedes michelle michiko miriam
mona monica monika monique nadia nadine nancy naomi natalia natalie natasha nina nora olga olivia ophelia pamela patricia paula
pauline petra phyllis pilar priya rachel raquel rebecca regina renata renee rita roberta rosa rosalie rosemary roxana ruth sabine
sabrina sachiko sally samantha sandra sara sarah sharon sheila shirley sigrid silke silvia simona sofia solveig sonia sonja sophia
sophie stefania stefanie stella stephanie susan susana susanna susanne suzanne svetlana sylvia sylvie tamara tanja tatiana teresa
teresita theresa therese tina ulrike ursula ute valentina valeria valerie vanessa vera veronica veronika victoria viktoria violeta
virginia viviana waltraud wendy xiomara yasmin yoko yolanda yuko yulia yvonne zainab zoe zofia zsuzsanna
"""
_MALE = """
aaron abdul abraham adam adrian ahmad ahmed akira alan albert alberto alejandro aleksander alessandro alexander alexandre alfred
ali alvaro amir anders andre andreas andrei andres andrew andrzej angus anthony antoine anton antonio antony armando arnold arthur
arturo axel barry bartosz ben benedikt benjamin bernard bernd bernhard bjorn boris brandon brian bruce bruno carl carlos cedric
cesar charles christian christoph christopher christophe claus clemens colin craig daisuke damian daniel daniele darren dave david
dennis derek diego dieter dietmar dirk dmitri dominik donald douglas duncan edgar edmund eduardo edward edwin einar emanuele emil
emmanuel enrique eric erik ernest ernesto erwin esteban etienne eugene fabian fabio federico felipe felix ferdinand fernando filip
florian francesco francisco francois frank frans franz fred frederic frederick friedrich fritz gary geoffrey georg george georges
gerald gerard gerhard gianni gilbert giovanni giuseppe gordon graham greg gregor gregory guido guillaume guillermo gunnar gunter
gustav guy hamid hans harald harold harry hassan heinrich heinz helmut hendrik henri henrik henry herbert hermann hernan hideo
hiroshi horst howard hubert hugh hugo husam hussein ian ibrahim ignacio igor isaac ismail ivan jack jacek jacob jacques jaime
jakob jakub james jason javier jay jeff jeffrey jens jeremy jerome jerry jesus jim joachim joao joaquin jochen joe joel johan
johann johannes john jonas jonathan jorge joris jose josef joseph joshua juan julian jurgen justin karim karl karsten kaspar keith
kenji kenneth kenta kevin klaus konrad konstantin krzysztof kurt lars laurent lawrence leif leon leonard leonardo lorenzo louis
luca lucas ludwig luigi luis lukas lukasz lutz maciej magnus mahmoud malcolm manfred manuel marc marcel marcelo marcin marco
marcos marcus mario marius mark markus martin massimo mateo matthew matthias mattias maurice mauricio mauro max maximilian michael
michal miguel mihail mikhail milan mohamed mohammad mohammed moritz moses muhammad murat mustafa nathan neil nelson nicholas
nicolas niels nigel niklas nikolai nils norbert norman oleg oliver olivier omar oscar oskar osman otto pablo paolo pascal patrick
paul pavel pawel pedro peter petr philip philipp philippe pierre piotr pieter rafael rainer ralf ralph ramon raphael rashid raul
raymond reinhard rene ricardo richard rob robert roberto rodrigo roger roland rolf roman ronald ruben rudolf rudy rupert russell
ryan salvador samuel santiago scott sean sebastian serge sergei sergey sergio seth siegfried simon soren stanislaw stefan stephan
stephen steven stuart sven takashi takeshi tariq ted terence thomas thorsten tim timothy tobias todd tomas tomasz tony torsten
tristan udo ulrich uwe victor viktor vincent vincenzo vladimir volker walter warren werner wilfried wilhelm willem william winston
wojciech wolfgang xavier yann yusuf yves zachary
"""
_GENDER: dict[str, Literal["female", "male"]] = {
    **dict.fromkeys(_FEMALE.split(), "female"),
    **dict.fromkeys(_MALE.split(), "male"),
}


def gender_of(name: str) -> Literal["female", "male", ""]:
    """What a full name's given name tells, "" where it tells nothing.

    >>> gender_of("Zoë Nowak"), gender_of("Jean-Luc Klee"), gender_of("Jürgen Klee"), gender_of("Kim Lee"), gender_of("Anna")
    ('female', '', 'male', '', 'female')
    """
    plain = "".join(one for one in unicodedata.normalize("NFKD", name.replace("ł", "l")) if not unicodedata.combining(one))
    first = plain.casefold().split()[:1]
    told = {_GENDER.get(part) for part in first[0].split("-")} if first else set()
    return (told.pop() or "") if len(told) == 1 else ""
