"""A message that somebody would like to keep as a lesson, held until its author has said whether it may be kept."""

from dataclasses import dataclass
from enum import StrEnum

from whenever import Instant, TimeDelta

from bot.domain.errors import AuthorsWord, NoLongerHeld, TooManyHeld, Wordless
from bot.domain.legible import clean_text

HELD_FOR = TimeDelta(hours=24 * 7)
REMEMBERED_FOR = TimeDelta(hours=24 * 30)  # without its words, so that nobody is asked twice about one message
AT_ONCE_MOST = 3


class Consent(StrEnum):
    """What its author says."""

    KEEP = "keep"
    LET_GO = "let_go"


@dataclass(frozen=True)
class Spoken:
    """A message as somebody points at it. `channel_ids` are where it stands, a thread before its channel."""

    message_id: int
    channel_ids: tuple[int, ...]
    author_id: int
    text: str


@dataclass(frozen=True)
class Held:
    """`text` is the message's, and empty as soon as it need not be held any more."""

    id: int
    community_id: int
    group_id: int
    channel_id: int
    message_id: int
    author_id: int
    saver_id: int
    text: str
    asked_at: Instant
    consent: Consent | None = None

    @property
    def held_until(self) -> Instant:
        return self.asked_at + HELD_FOR

    def is_open(self, now: Instant) -> bool:
        """Its author is still to say."""
        return self.consent is None and bool(self.text) and now < self.held_until

    def check_may_answer(self, person_id: int, now: Instant) -> None:
        """AuthorsWord, NoLongerHeld. Who has answered may press again."""
        if person_id != self.author_id:
            raise AuthorsWord(self.author_id)
        if self.consent is None and not self.is_open(now):
            raise NoLongerHeld


def words_of(text: str) -> str:
    """The words of a message as they are held. Wordless for one of pictures alone."""
    words = clean_text(text)
    if not words:
        raise Wordless
    return words


def check_room(open_count: int) -> None:
    """TooManyHeld: authors are not to be asked without end."""
    if open_count >= AT_ONCE_MOST:
        raise TooManyHeld(AT_ONCE_MOST)
