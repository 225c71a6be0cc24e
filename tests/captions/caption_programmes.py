"""Made-up programmes: an interview of our own, spoken at the pace and with the pauses of a real one."""

from __future__ import annotations

import re
from random import Random

from hypothesis import strategies as st

from turncast.model import TimedWord

SHORTEST_WORD_MS = 90
NAMES = {"q": "Ruth Amberley", "a": "Tomasz Kowal"}

INTERVIEW = """
q: The Bridge Keeper of Lower Marsh
q: Good evening, and welcome. My guest tonight is Tomasz Kowal, who has looked after the swing bridge at Lower Marsh for
thirty-one years. Mr. Kowal, thank you for coming.
a: Thank you.
q: When did you first see the bridge?
a: I must have been six. My father worked on the barges, you see, and on Saturdays he would take me along if the weather
was fine. I remember a man in a blue cap who leaned out of a window and waved at us, and I thought that he was the most
important person in the world.
q: Was he?
a: To a boy of six, yes. Nobody could pass unless he let them. The buses stopped, the milk cart stopped, and once even
the mayor had to wait for twenty minutes because a sand barge from Great Holm had run aground in the middle of the
opening.
q: And that was it? You decided to become a bridge keeper?
a: No, not at all. I wanted to be a pilot, then a baker, then for one terrible summer a poet. I came to the bridge by
accident, really. I had lost my job at the cannery in the autumn of 1989, and there was a card in the window of the post
office. It said that the council was looking for somebody who didn't mind being alone, could swim, and was able to read
a clock. I could do all three.

Of course it wasn't quite so simple. There were forty-two of us who had applied, and the harbour master, a very tall
woman called Henrietta Vane, asked each of us one question only. She wanted to know what we would do if two boats came
at the same time from opposite sides.
q: What did you say?
a: I said I'd put the kettle on.
q: Seriously?
a: Seriously. If they both have to wait, they'll both be angry; if they both get a cup of tea, they'll start to talk,
and by the time they have finished, one of them has usually remembered that he isn't in a hurry. She laughed so much
that she had to sit down. I started on the Monday.
q: I've read that the machinery is older than the town hall. Is that true?
a: It is. The big wheel was cast in 1874 at the Ironside works, about twelve miles up the river, and it came down on a
raft, because the road wouldn't have carried it. Every single tooth was filed by hand. When we took it apart in 2003 we
found the initials of the man who had made it, scratched on the inside where nobody would ever look, together with the
price of his lunch.
q: How much was it?
a: Fourpence. With beer.
q: People say that you know every boat on the river.
a: They exaggerate. I know most of them by their sound, that's all. A diesel that has been looked after has a kind of
hum; one that hasn't, coughs. There's a yellow tug, the Marguerite, that I can hear from beyond the second bend, even in
fog. Especially in fog. Fog carries sound in a way that I have never understood, although a professor from the
university once explained it to me for an hour and a half.
q: Did it help?
a: No. But he was good company.
q: Let me ask you about the night of the flood.
a: Yes.
q: You don't have to talk about it if you would rather not.
a: No, no. It's all right. It was the ninth of February, and the water had been rising since noon. By eight o'clock it
stood at 4.6 metres, which was more than anybody had ever measured, and the telephone line was gone. I knew that the
hospital boat would have to come through at some point during the night, because the road to Saint Brannock had been
closed, but I did not know when. So I opened the bridge and left it open, against every rule in the book, and I sat in
the cabin with a lamp in each window and waited.

It came at ten past four in the morning. There was no light on it, the current was terrifying, and I could hear someone
singing. That was the nurse, Philippa Oduya. She told me afterwards that she'd been singing for two hours so that the
people on the bank would know they were there. Eleven patients, two of them newborn. They went through with less than a
hand's breadth on either side.
q: Incredible.
a: I've never been so frightened, and I have never been so proud of a piece of iron.
q: And the council? What did the council say about the rules?
a: They sent me a letter. The first page said that I'd broken regulation fourteen, paragraph three. The second page said
thank you. I have framed the second page.
q: Next year the bridge will be run by a computer, forty kilometres away. How do you feel about that?
a: Oh, I'm not sentimental. A camera doesn't get cold, and it won't fall asleep, and it never has a dentist's
appointment. What it cannot do is put the kettle on. I have said so to the engineers, who are extremely clever and
extremely young, and one of them wrote it down in her notebook: "Kettle?" So there's hope.
q: What will you miss most?
a: The quarter of an hour before sunrise. Everything is grey, then there's a line, and then somebody's dog barks. That's
all. That is really all there is to it, and I would not have exchanged it for anything.
q: Mr. Kowal, thank you very much.
a: Thank you. Mind the step on your way out.
"""


def english(random: Random, n_words: int = 0) -> tuple[list[TimedWord], int]:
    """The interview, told again with other timings until it has `n_words`, and the programme's duration in milliseconds."""
    words: list[TimedWord] = []
    now, turns = random.randrange(300, 1000), 0
    while not words or len(words) < n_words:
        for turn in re.split(r"\n(?=[qa]: )", INTERVIEW.strip()):
            now = _speak(words, turn[3:], turn[0], turns, now, random) + random.randrange(300, 700)
            turns += 1
    return words, words[-1].end_ms + 1500


def _speak(words: list[TimedWord], text: str, speaker: str, turn: int, now: int, random: Random) -> int:
    """Append the words of a turn from `now` on; when the last one ends."""
    pace = random.uniform(0.92, 1.08)
    for paragraph in text.split("\n\n"):
        for sentence in re.split(r"(?<=[.?!])(?<!Mr\.)\s", paragraph):
            utterance = words[-1].utterance + 1 if words else 0
            for word in sentence.split():
                length = max(SHORTEST_WORD_MS, int((85 + 50 * len(word.strip(".,;:?!"))) * pace * random.uniform(0.8, 1.2)))
                words.append(TimedWord(word, now, now + length, speaker, turn, utterance))
                now += length + (random.randrange(100, 250) if word[-1] in ",;:" else 0)
            now += random.randrange(250, 600)
        now += random.randrange(200, 300)
    return words[-1].end_ms


PLAIN_WORDS = ("the", "I", "was", "not", "boats,", "over.", "Mr.", "Vane", "1984")
MARKUP = ("R&D", "<3", "-->", "<b>", "</v>", "&amp;", "\\N", "{x}")
WORDS = st.one_of(
    st.sampled_from(PLAIN_WORDS + MARKUP),
    st.text("abcdefgh-", min_size=1, max_size=70),
    st.text("日本語、。「」っー", min_size=1, max_size=3),
    st.text("مرحبا،؟", min_size=1, max_size=12),
    st.text("e\u0301o\u0308👩\u200d🚀👍🏽", min_size=1, max_size=12),
)
NAME = st.one_of(
    st.sampled_from(("Ann", "", "A & B <c>", "Dr. -->", "佐藤")),
    st.text(st.characters(exclude_categories=["C"]), max_size=200),
)


@st.composite
def hostile_programmes(draw: st.DrawFn) -> tuple[list[TimedWord], dict[str, str], int]:
    """Any words by up to three speakers, with pauses of any length or none, and enough time after them for every word."""
    words: list[TimedWord] = []
    now = turn = utterance = 0
    for text in draw(st.integers(0, 40).flatmap(lambda n: st.lists(WORDS, min_size=n, max_size=n))):
        turn += draw(st.integers(0, 9)) == 0
        utterance += draw(st.integers(0, 5)) == 0 or bool(words and words[-1].turn != turn)
        now += draw(st.sampled_from((0, 0, 0, 0, 150, 300, 450, 700, 1200, 3000)))
        end = now + draw(st.sampled_from((0, 1, 90, 250, 400, 800, 8000)))
        words.append(TimedWord(text, now, end, "aabbc"[turn % 5], turn, utterance, draw(st.integers(0, 4)) > 0))
        now = end
    return words, {speaker: draw(NAME) for speaker in "abc"}, now + 200 * (1 + len(words))
