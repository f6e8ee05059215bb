"""An offer: something a member could teach, and how often. And what to look for to find it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from whenever import Instant

from bot.domain.errors import Field, OfferedAlready, OutOfRange, TooManyOffers
from bot.domain.legible import clean_line, clean_text, fitting, needed
from bot.domain.people import Language
from bot.domain.stems import fold, telling

TERMS_VERSION = 2  # goes up with whatever changes an offer's terms; the index is then made anew at the next start
WHAT_MOST = 100
TIMES_LEAST, TIMES_USUAL, TIMES_MOST = 1, 2, 8  # a month
OFFERS_MOST = 10  # of one person in one community
FOUND_MOST = 10
STEMS_MOST = 12  # of what somebody looks for; more words than that are a story
PREFIX_LEAST = 3
CUT_LEAST = 6  # from here on two letters of ending are left out: what is looked for is the beginning of a word
ENDING_LETTERS = 2
LOOKS_FOR_MOST = 300


@dataclass(frozen=True)
class OfferWish:
    """What somebody asked to offer, as they typed it; no language is any language."""

    what: str
    times: int = TIMES_USUAL
    language: Language | None = None


@dataclass(frozen=True)
class Offer:
    """Its words are shown to everybody on the server."""

    id: int
    community_id: int
    person_id: int
    what: str
    times: int
    language: Language | None
    offered_at: Instant

    @property
    def words(self) -> list[str]:
        """What it is found by."""
        return fold(self.what)


@dataclass(frozen=True)
class Exchange:
    """What somebody gives and wants in one community: what they offer, the oldest first, and what they look for."""

    offers: tuple[Offer, ...] = ()
    looks_for: str = ""


@dataclass(frozen=True)
class ExchangeWish:
    """One offer and one ask, as they were typed. `offer_id` is the offer that was there to be changed, if any."""

    teaches: str = ""
    looks_for: str = ""
    offer_id: int | None = None


def clean_what(text: str) -> str:
    """The words of an offer as they are kept: on one line, of a length that fits a list. Blank, TooLong."""
    return needed(clean_line(text), Field.OFFER, WHAT_MOST)


def clean_offer(wish: OfferWish) -> OfferWish:
    """As it is kept. Blank, TooLong, OutOfRange."""
    if not TIMES_LEAST <= wish.times <= TIMES_MOST:
        raise OutOfRange(Field.TIMES_A_MONTH, wish.times, TIMES_LEAST, TIMES_MOST)
    return OfferWish(clean_what(wish.what), wish.times, wish.language)


def clean_looks_for(text: str) -> str:
    """As it is kept: stripped, of a length that fits a card. TooLong."""
    return fitting(clean_text(text), Field.ANSWER, LOOKS_FOR_MOST)


def check_new(own: Sequence[Offer], what: str) -> None:
    """There is room for one more, and it is not there yet. OfferedAlready, TooManyOffers."""
    if any(offer.what.casefold() == what.casefold() for offer in own):
        raise OfferedAlready(what)
    if len(own) >= OFFERS_MOST:
        raise TooManyOffers(OFFERS_MOST)


def looked_for(text: str) -> list[str]:
    """What to look for: the telling words without their endings, each once; where none tells anything, all of them."""
    stems = [beginning(word) for word in telling(text)]
    return list(dict.fromkeys(stems or fold(clean_line(text))))[:STEMS_MOST]


def beginning(word: str) -> str:
    """What is left of a folded word when its ending is left out."""
    return word[:-ENDING_LETTERS] if len(word) >= CUT_LEAST else word


def is_prefix(stem: str) -> bool:
    """A stem that stands for every word that begins with it; one that is very short stands for itself."""
    return len(stem) >= PREFIX_LEAST


def likest(stems: Sequence[str], found: Iterable[Offer]) -> list[Offer]:
    """Those that hold most of what was looked for first, otherwise in the order of likeness that `found` is in; none
    that hold nothing of it, though the index knows the letters no better."""
    held = [(-_held(stems, offer.words), offer) for offer in found]
    return [offer for shared, offer in sorted(held, key=lambda each: each[0]) if shared][:FOUND_MOST]


def _held(stems: Iterable[str], words: Sequence[str]) -> int:
    return sum(any(word.startswith(stem) if is_prefix(stem) else word == stem for word in words) for stem in stems)
