"""A lesson: what somebody learned, what it is found by, and which lessons are about something alike."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from whenever import Instant

from bot.domain.errors import Field
from bot.domain.experiments import Experiment, Verdict
from bot.domain.legible import clean_line, clean_text, fitting, needed
from bot.domain.stems import alike, forms, telling
from bot.domain.visibility import Visibility

TERMS_VERSION = 2  # goes up with whatever changes a lesson's terms; the index is then made anew at the next start
TITLE_MOST = 150
LEARNED_MOST = 2000
ADVICE_MOST = 500
SAID_MOST = 4000  # what one message holds
OFFERED_MOST = 2
SHARED_LEAST = 2  # words in common, where there are that many
ALIKE_MOST = 12  # words of a plan that are looked for, its title first
LETTERS_MOST = 60  # of a search: it has to fit the custom id of the button that turns its pages
PREFIX_LEAST = 3
BEGINNING_ONLY = 0.5  # of a place, where only the beginning of a word is held
OFTEN = 2  # held so many times, a word counts half of what it counts held always

_MOST_TAUGHT_FIRST = {Verdict.DROP: 0, Verdict.ADAPT: 1, None: 1, Verdict.KEEP: 2}
_SENTENCE = re.compile(r".{12,}?[.!?…](?=\s|$)|.+")  # not the number of a list, nor a greeting


@dataclass(frozen=True)
class Told:
    """What a lesson says: what it is about, what its person learned, and their advice to the next one."""

    title: str
    learned: str = ""
    advice: str = ""


@dataclass(frozen=True)
class Said:
    """A message that a lesson was saved from, and who saved it: its author, or with their yes somebody else."""

    channel_id: int
    message_id: int
    saved_by: int


@dataclass(frozen=True)
class Solved:
    """An ask that was solved."""

    ask_id: int


Source = Experiment | Said | Solved


@dataclass(frozen=True)
class Lesson:
    """What `person_id` learned: for a group, or for everybody in the community where `group_id` is None.

    `source` is what it came of, if it was not written for its own sake. What came of an experiment says what that says.
    """

    id: int
    community_id: int
    group_id: int | None
    person_id: int
    told: Told
    learned_at: Instant
    source: Source | None = None

    @property
    def verdict(self) -> Verdict | None:
        """What became of the experiment it came of."""
        ending = self.source.ending if isinstance(self.source, Experiment) else None
        return ending.verdict if ending else None

    @property
    def saved_by(self) -> int:
        return self.source.saved_by if isinstance(self.source, Said) else self.person_id

    @property
    def words(self) -> list[str]:
        """What it is about: of an experiment also what its person tried before they changed the plan."""
        tried = _tried(self.source) if isinstance(self.source, Experiment) else self.told.title
        return telling(f"{tried} {self.told.learned} {self.told.advice}")

    @property
    def terms(self) -> list[str]:
        """What it is found by: the forms of every word once, and those of its title once more, which count for more."""
        return [*_forms_of(self.words), *_forms_of(telling(self.told.title))]

    def belongs_to(self, person_id: int) -> bool:
        """To who learned it, and to who saved it."""
        return person_id in (self.person_id, self.saved_by)


@dataclass(frozen=True)
class Indexed:
    """A lesson as the index has it: its terms, with a space before and after each."""

    id: int
    terms: str


def lesson_of(id: int, experiment: Experiment, learned_at: Instant) -> Lesson:
    """What a closed experiment teaches its group."""
    return Lesson(
        id,
        experiment.community_id,
        experiment.group_id,
        experiment.person_id,
        told_by(experiment),
        learned_at,
        experiment,
    )


def told_by(experiment: Experiment) -> Told:
    assert experiment.ending is not None  # it teaches once it is closed
    return Told(experiment.plan.what, experiment.ending.happened, experiment.ending.advice)


def told_in(message: str) -> Told:
    """A message as a lesson: its first sentence, or as much of it as a title holds, says what it is about."""
    text = clean_text(message)
    first = _SENTENCE.match(" ".join(text.split("\n", 1)[0].split()))
    assert first is not None  # there are words in it
    title = first[0] if len(first[0]) <= TITLE_MOST else _shortened(first[0])
    return Told(title, "" if title == text else text)


def clean_told(told: Told) -> Told:
    """As it is kept. Blank, TooLong."""
    return Told(
        needed(clean_line(told.title), Field.LESSON_TITLE, TITLE_MOST),
        needed(clean_text(told.learned), Field.LESSON_LEARNED, LEARNED_MOST),
        fitting(clean_text(told.advice), Field.LESSON_ADVICE, ADVICE_MOST),
    )


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
    shared.sort(key=lambda lesson: _MOST_TAUGHT_FIRST[lesson.verdict])
    return shared[:OFFERED_MOST]


def _tried(experiment: Experiment) -> str:
    plans = [former.plan for former in experiment.former] + [experiment.plan]
    return " ".join(f"{plan.what} {plan.obstacle}" for plan in plans)


def _shortened(sentence: str) -> str:
    """As many whole words as a title holds; of one endless word its beginning."""
    room = sentence[: TITLE_MOST - 1]
    words = room.rpartition(" ")[0] or room
    return f"{words.rstrip()}…"


def _forms_of(words: Iterable[str]) -> list[str]:
    return [form for word in dict.fromkeys(words) for form in sorted(forms(word))]


def _held(word: str, terms: str) -> float:
    """How much of a word a lesson holds, from 0 to 1: more where it is in the title, or held as it was typed."""
    times = sum(terms.count(f" {form} ") for form in forms(word))
    if not times and is_prefix(word) and f" {word}" in terms:
        return BEGINNING_ONLY / (1 + OFTEN)
    return times / (times + OFTEN)
