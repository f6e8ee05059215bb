"""A lesson: what a finished experiment teaches, what it is found by, and which lessons are about something alike."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from whenever import Instant

from bot.domain.experiments import Ending, Experiment, Verdict
from bot.domain.stems import alike, forms, telling
from bot.domain.visibility import Visibility

TERMS_VERSION = 2  # goes up with whatever changes a lesson's terms; the index is then made anew at the next start
OFFERED_MOST = 2
SHARED_LEAST = 2  # words in common, where there are that many
ALIKE_MOST = 12  # words of a plan that are looked for, its title first
LETTERS_MOST = 60  # of a search: it has to fit the custom id of the button that turns its pages
PREFIX_LEAST = 3
BEGINNING_ONLY = 0.5  # of a place, where only the beginning of a word is held
OFTEN = 2  # held so many times, a word counts half of what it counts held always

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
        """What it is about: also what its person tried before they changed the plan."""
        plans = [former.plan for former in self.experiment.former] + [self.experiment.plan]
        tried = " ".join(f"{plan.what} {plan.obstacle}" for plan in plans)
        return telling(f"{tried} {self.ending.happened} {self.ending.advice}")

    @property
    def terms(self) -> list[str]:
        """What it is found by: the forms of every word once, and those of its title once more, which count for more."""
        title = _forms_of(telling(self.experiment.plan.what))
        return [*_forms_of(self.words), *title]


@dataclass(frozen=True)
class Indexed:
    """A lesson as the index has it: its terms, with a space before and after each."""

    id: int
    terms: str


def teaches(experiment: Experiment) -> bool:
    """Something is left of it for the others: it was closed with words, and they may read them."""
    ending = experiment.ending
    return bool(ending and (ending.happened or ending.advice)) and experiment.visibility is Visibility.GROUP


def sought(text: str) -> list[str]:
    """What to look for to find something alike: the telling words, each once."""
    return list(dict.fromkeys(telling(text)))[:ALIKE_MOST]


def asked(text: str) -> list[str]:
    """What somebody looks for: the telling words, each once, as many of the first as a button can remember."""
    words: list[str] = []
    for word in dict.fromkeys(telling(text)):
        room = LETTERS_MOST - len(" ".join([*words, ""]))
        if len(word) > room and words:
            break
        words.append(word[:room])
    return words


def half(words: Sequence[str]) -> int:
    """How many of the words a lesson must hold to be found: else what shares one with a long sentence had no end."""
    return (len(words) + 1) // 2


def is_prefix(word: str) -> bool:
    """A word that also stands for every word that begins with it; a very short one stands for itself."""
    return len(word) >= PREFIX_LEAST


def rank(words: Sequence[str], found: Sequence[Indexed], *, of: int, needed: int) -> list[int]:
    """The ids of what holds `needed` of the words among `of` lessons, the best first, of equals the newest.

    A word counts the more the fewer lessons hold it.
    """
    held = {word: {each.id: _held(word, each.terms) for each in found} for word in words}
    weight = {word: log(1 + of / (1 + sum(map(bool, places.values())))) for word, places in held.items()}
    scores = {
        each.id: sum(weight[word] * held[word][each.id] for word in words)
        for each in found
        if sum(bool(held[word][each.id]) for word in words) >= needed
    }
    return sorted(scores, key=lambda lesson_id: (scores[lesson_id], lesson_id), reverse=True)


def shared_least(words: Sequence[str]) -> int:
    """One shared word is chance, unless there are no more to share."""
    return min(SHARED_LEAST, len(words))


def offer(words: Sequence[str], found: Iterable[Lesson]) -> list[Lesson]:
    """Those of the lessons that are about something alike, dropped ones first: they teach most and are told least.

    `found` is in the order of likeness.
    """
    needed = shared_least(words)
    shared = [lesson for lesson in found if words and sum(alike(word, lesson.words) for word in words) >= needed]
    shared.sort(key=lambda lesson: _MOST_TAUGHT_FIRST[lesson.ending.verdict])
    return shared[:OFFERED_MOST]


def _forms_of(words: Iterable[str]) -> list[str]:
    return [form for word in dict.fromkeys(words) for form in sorted(forms(word))]


def _held(word: str, terms: str) -> float:
    """How much of a word a lesson holds, from 0 to 1: more where it is in the title, or held as it was typed."""
    times = sum(terms.count(f" {form} ") for form in forms(word))
    if not times and is_prefix(word) and f" {word}" in terms:
        return BEGINNING_ONLY / (1 + OFTEN)
    return times / (times + OFTEN)
