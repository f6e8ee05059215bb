"""The first words on a server: said once, soon after the bot has come, or not at all."""

from dataclasses import dataclass

from whenever import Instant, TimeDelta

from bot.domain.people import Language

GREETED_WITHIN = TimeDelta(hours=72)  # an introduction days later, as after an outage, would only surprise


@dataclass(frozen=True)
class Arrival:
    """The bot has come to a server. `channel_id` is where it may say so; None where it may write nowhere."""

    community_id: int
    came_at: Instant
    channel_id: int | None
    language: Language


def is_fresh(arrival: Arrival, now: Instant) -> bool:
    return now - arrival.came_at <= GREETED_WITHIN
