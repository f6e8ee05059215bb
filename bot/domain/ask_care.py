"""How an ask is looked after while nobody has offered help: more members hear of it, then a facilitator does."""

from dataclasses import replace

from whenever import Instant, TimeDelta

from bot.domain.asks import Ask, AskStage

WIDENED_AFTER = TimeDelta(hours=24)
HANDED_OVER_AFTER = TimeDelta(hours=72)


def in_care(ask: Ask, now: Instant) -> Ask:
    """An ask that is asked, or reopened: whose offers match has been told, and a day later more of them are. A request
    stays with the group that it was made in, so of it only who leads hears."""
    if ask.ring_id is not None:
        return replace(ask, stage=AskStage.WIDENED, next_at=now + HANDED_OVER_AFTER)
    return replace(ask, stage=AskStage.TOLD, next_at=now + WIDENED_AFTER)


def handed_over(ask: Ask, now: Instant) -> Ask:
    """A request that nobody has answered by the end of its ring: who leads hears of it now."""
    return replace(in_care(ask, now), next_at=now)


def due_stages(ask: Ask, now: Instant) -> list[AskStage]:
    """The stages an ask enters now, in their order: after a downtime, each that was missed, once."""
    stages = []
    while ask.next_at is not None and ask.next_at <= now:
        ask = _next(ask)
        stages.append(ask.stage)
    return stages


def after_stages(ask: Ask, now: Instant) -> Ask:
    """The ask once it has entered them. With the last nothing is left to do, until somebody takes their help back or
    it is reopened."""
    for _ in due_stages(ask, now):
        ask = _next(ask)
    return ask


def _next(ask: Ask) -> Ask:
    assert ask.next_at is not None  # what has no next moment is not looked after
    if ask.stage is AskStage.TOLD:
        return replace(ask, stage=AskStage.WIDENED, next_at=ask.next_at + (HANDED_OVER_AFTER - WIDENED_AFTER))
    return replace(ask, stage=AskStage.HANDED_OVER, next_at=None)
