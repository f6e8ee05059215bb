"""What is counted on a card that is out, such as “5 of 8 have answered” on a prompt."""

from whenever import Instant, TimeDelta

from bot.domain.deliveries import Delivery, Kind
from bot.domain.ids import Ids
from bot.domain.rounds import Round, Stage


def next_writing(posted_at: Instant, now: Instant) -> Instant:
    """When a card on which people are counted is next written: every 5 s in its first hour, every minute after."""
    every = 5 if now < posted_at + TimeDelta(hours=1) else 60
    return Instant.from_timestamp((now.timestamp() // every + 1) * every)


def owed_live_count(ids: Ids, round: Round, now: Instant) -> list[Delivery]:
    """Has the prompt's count written anew, while there is one to write it on. Answers that come together share one
    edit: they fall into one moment."""
    if round.stage is Stage.AHEAD or not round.is_open:
        return []
    due_at = next_writing(round.prompt_at, now)
    return [
        Delivery(
            id=ids.new(),
            community_id=round.community_id,
            kind=Kind.LIVE_COUNT,
            subject=round.id,
            occurrence=str(due_at.timestamp()),
            group_id=round.group_id,
            person_id=None,
            due_at=due_at,
            expires_at=round.digest_at,
        )
    ]
