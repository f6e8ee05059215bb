"""Whose offers match what somebody asks: who is told of an ask, and which two people have something for each other."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, takewhile

from whenever import Date, Instant, TimeDelta

from bot.domain.asks import Ask, AskWords
from bot.domain.offers import PREFIX_LEAST, Offer, beginning
from bot.domain.pairing_terms import Pair, pair
from bot.domain.people import Person
from bot.domain.stems import fold, forms, telling

TOLD_FIRST = 3  # whose offers match best, when it is asked
TOLD_LATER = 5  # a day later, if nobody has offered help
CAPACITY_OVER = TimeDelta(hours=24 * 30)  # what "a month" means in how often somebody offers to teach
SOUGHT_MOST = 24
TEXTS_KEPT = 5_000  # read last: the same offers are looked at for each ask
SHARED_LEAST = 2  # one word in common is chance, unless it is all that is offered

# Words that any question and any offer may hold, so that sharing them says nothing.
_ASKING = frozenset(
    fold("""
    help know knows need want wants looking look ask asking answer question tell give get gets getting make makes
    making take start started begin best better good great new right way ways thing things people person someone
    anybody anyone everybody work working use using used try tried trying think feel like really much many lot
    experience tips advice learn learning teach teaching show does did done doing which where while
    hjelp hjelpe hjelper trenger vet vite ønsker lurer spør spørre spørsmål svar gi gir få får fått lage lager ta tar
    starte begynne begynner best bedre god godt gode ny nytt nye riktig måte måter ting folk person jobb jobbe jobber
    bruke bruker prøve prøver prøvd tenke tenker føler liker mye mange erfaring råd tips lære lærer vise gjør gjøre
    hvordan hvorfor hvilken hvilket hvilke
    aiuto aiutare aiuta sapere sapete serve servono bisogno voglio vorrei cerco cercare chiedo chiedere domanda
    risposta dare dammi avere iniziare comincio cominciare meglio migliore bene buono buona nuovo nuova giusto modo
    modi cose persona persone gente qualcuno lavoro lavorare usare uso provo provare provato penso sento molto molti
    esperienza consigli consiglio imparare insegnare insegno mostrare quale quali posso potrei riesco
    """)
)


@dataclass(frozen=True)
class Teacher:
    """Somebody with an offer that an ask may be for. `told` counts the asks they were told of lately for its sake."""

    offer: Offer
    person: Person
    away_until: Date | None = None
    told: int = 0

    def is_free_for(self, ask: Ask, now: Instant) -> bool:
        """They are here, want to be told, have said that they can in this language, and not too often lately."""
        is_away = self.away_until is not None and self.away_until >= self.person.today(now)
        wants_none = self.person.choices.none_wanted
        speaks = self.offer.language in (None, ask.language)
        return speaks and not is_away and not wants_none and self.told < self.offer.times


@dataclass(frozen=True)
class Match:
    """Somebody is told of an ask for the sake of an offer of theirs. `declined_at`: when they said "not this time"."""

    community_id: int
    ask_id: int
    person_id: int
    offer_id: int
    told_at: Instant
    declined_at: Instant | None = None


@dataclass(frozen=True)
class Want:
    """What somebody looks for, as the words that say what it is about."""

    person_id: int
    words: Sequence[str]


def sought(words: AskWords) -> Sequence[str]:
    """What an ask is about: the question, then what its person wants to be able to do."""
    return about(f"{words.question} {words.able}")


@lru_cache(TEXTS_KEPT)
def about(text: str) -> tuple[str, ...]:
    """The words that tell one request from another, each once."""
    return tuple(dict.fromkeys(word for word in telling(text) if word not in _ASKING))[:SOUGHT_MOST]


def to_look_up(words: Iterable[str]) -> list[str]:
    """Beginnings that find every offer which has a word in common with these, and some that have none."""
    return list(dict.fromkeys(each for word in words for each in _beginnings(word)))


def matching(
    ask: Ask, found: Sequence[Teacher], now: Instant, *, but_for: Collection[int], is_wide: bool = False
) -> list[Teacher]:
    """Who may be told of an ask, the best first: most of it in common, then those who use its language.

    Each person once, with the offer that has most in common; nobody of `but_for`. If `is_wide`, one word in common is
    enough. `found` is in the order of likeness.
    """
    index = OfferWords([each.offer for each in found])
    fitting = [
        (-shared, found[number].person.language is not ask.language, number)
        for number, shared in index.held(sought(ask.words)).items()
        if (is_wide or index.fits(number, shared))
        and found[number].person.id not in but_for
        and found[number].is_free_for(ask, now)
    ]
    best: dict[int, Teacher] = {}
    for *_, number in sorted(fitting):
        best.setdefault(found[number].person.id, found[number])
    return list(best.values())


def fitting_pairs(wants: Iterable[Want], offers: Sequence[Offer]) -> frozenset[Pair]:
    """Two of whom one looks for what the other could teach."""
    index = OfferWords(offers)
    return frozenset(
        pair(want.person_id, offers[number].person_id)
        for want in wants
        for number, shared in index.held(want.words).items()
        if index.fits(number, shared) and offers[number].person_id != want.person_id
    )


def _beginnings(word: str) -> list[str]:
    """The shortest that the word begins with, and the forms that it does not begin with: excel and excl."""
    own = {beginning(word), *forms(word)}
    inside = {each for each in own if word.startswith(each)}
    return [min(inside, key=len), *sorted(own - inside)]


def own_words(offer: Offer) -> Sequence[str]:
    """What an offer is about; where nothing in it tells, all of its words."""
    return about(offer.what) or tuple(dict.fromkeys(offer.words))


class OfferWords:
    """The words of offers, to be held against those of many requests; offers are numbered as they come."""

    def __init__(self, offers: Sequence[Offer]) -> None:
        self._own = [own_words(offer) for offer in offers]
        self._holding: dict[str, list[int]] = {}
        for number, words in enumerate(self._own):
            for word in words:
                self._holding.setdefault(word, []).append(number)
        self._by_form: dict[str, list[str]] = {}
        for word in self._holding:
            for form in forms(word):
                self._by_form.setdefault(form, []).append(word)
        self._in_order = sorted(self._holding)

    def held(self, words: Iterable[str]) -> Counter[int]:
        """How many words of each offer mean the same as one of these, or begin like it; no offer that holds none."""
        same = {own for word in words for form in forms(word) for own in self._by_form.get(form, ())}
        same |= {own for word in words for own in self._beginning_with(beginning(word))}
        return Counter(number for own in same for number in self._holding[own])

    def fits(self, number: int, shared: int) -> bool:
        """So many words in common are enough: two, or all that is offered."""
        return shared >= min(SHARED_LEAST, len(self._own[number]))

    def _beginning_with(self, letters: str) -> Sequence[str]:
        if len(letters) < PREFIX_LEAST:
            return ()
        first = bisect_left(self._in_order, letters)
        return [*takewhile(lambda word: word.startswith(letters), islice(self._in_order, first, None))]
