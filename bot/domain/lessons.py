"""A lesson: what a finished experiment teaches, and which lessons are about something alike.

Words are folded here and not in a database, so that every database finds the same.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from whenever import Instant

from bot.domain.experiments import Ending, Experiment, Verdict
from bot.domain.visibility import Visibility

OFFERED_MOST = 2
WORD_LEAST = 3  # shorter ones say little in any of the languages
STEM_LEAST = 6  # from here on two letters of ending are left out: questions, spørsmålet, domande
ENDING_LETTERS = 2
PREFIX_LEAST = 4
SHARED_LEAST = 2  # words in common, where there are that many

_WORD = re.compile(r"[^\W_]+")
_LETTERS_OF_THEIR_OWN = frozenset("åæø")  # not an a, e or o with something on it

# Words that half of all experiments hold, so that sharing them says nothing.
_COMMON = frozenset(
    _WORD.findall("""
    and the for that this with from have has had was are not but you your what when then will would could should can
    one once more every each day days week weeks time times month before after into out about who how why all any
    they them their there than too very just only also some somebody something
    jeg det som for med til den har var ikke men meg min mitt mine deg din ditt hva hvem hvor når skal vil kan kunne
    ville skulle blir ble være hver hvert dag dager uke uker gang ganger måned før etter ved fra inn eller noe noen
    alle også bare mer enn over under dette denne selv
    che con per non una uno gli della delle dello degli del dei nel nella sono mio mia miei mie tuo tua come quando
    cosa chi dove perche ogni volta volte giorno giorni settimana settimane mese prima dopo piu meno tutto tutti
    questo questa quello quella anche solo fare faccio essere avere dal dalla alla allo alle agli
    """)
)

_MOST_TAUGHT_FIRST = {Verdict.DROP: 0, Verdict.ADAPT: 1, Verdict.KEEP: 2}


@dataclass(frozen=True)
class Lesson:
    """Its words are those of its experiment."""

    id: int
    experiment: Experiment
    learned_at: Instant

    @property
    def ending(self) -> Ending:
        assert self.experiment.ending is not None  # a lesson is made when an experiment is closed
        return self.experiment.ending

    @property
    def words(self) -> list[str]:
        """What it is found by: also what its person tried before they changed the plan."""
        plans = [former.plan for former in self.experiment.former] + [self.experiment.plan]
        tried = " ".join(f"{plan.what} {plan.obstacle}" for plan in plans)
        return fold(f"{tried} {self.ending.happened} {self.ending.advice}")


def teaches(experiment: Experiment) -> bool:
    """Something is left of it for the others: it was closed with words, and they may read them."""
    ending = experiment.ending
    return bool(ending and (ending.happened or ending.advice)) and experiment.visibility is Visibility.GROUP


def fold(text: str) -> list[str]:
    """Its words as they are compared: small letters without accents; å, æ and ø are letters of their own."""
    small = unicodedata.normalize("NFKC", text).casefold()
    composed = unicodedata.normalize("NFKC", small)
    bare = "".join(
        letter
        if letter in _LETTERS_OF_THEIR_OWN
        else "".join(part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))
        for letter in composed
    )
    return _WORD.findall(bare)


def sought(text: str) -> list[str]:
    """What to look for to find something alike: the telling words, without their endings, each once."""
    telling = (word for word in fold(text) if len(word) >= WORD_LEAST and word not in _COMMON)
    return list(dict.fromkeys(word[:-ENDING_LETTERS] if len(word) >= STEM_LEAST else word for word in telling))


def is_prefix(stem: str) -> bool:
    """A stem that stands for every word that begins with it; one that is very short stands for itself."""
    return len(stem) >= PREFIX_LEAST


def offer(stems: Sequence[str], found: Iterable[Lesson]) -> list[Lesson]:
    """Those of the lessons that are about something alike, dropped ones first: they teach most and are told least.

    `found` is in the order of likeness. One shared word is chance, unless there are no more to share.
    """
    needed = min(SHARED_LEAST, len(stems))
    alike = [lesson for lesson in found if stems and _shared(stems, lesson.words) >= needed]
    alike.sort(key=lambda lesson: _MOST_TAUGHT_FIRST[lesson.ending.verdict])
    return alike[:OFFERED_MOST]


def _shared(stems: Iterable[str], words: Sequence[str]) -> int:
    return sum(any(word.startswith(stem) if is_prefix(stem) else word == stem for word in words) for stem in stems)
