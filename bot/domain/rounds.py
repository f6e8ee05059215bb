"""A round: one cycle of a group's rhythm, and what it does next.

A round's life is prompt → pairs → half-way → care → leaders first → digest. It takes answers from the moment the round
before it closed, so one given before the prompt counts too. After downtime a step whose moment is over is not made up
for: a prompt whose round has ended is not posted, a half-way nudge does not follow on the heels of a late prompt, nor
care on those of a late nudge. Only the leaders are asked however late, as it is about the round to come.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from whenever import Date, Instant, TimeDelta

from bot.domain.recurrence import Occurrence, WeeklyRhythm, instant_at, local_date, next_from, on_or_after

HALF_WAY_DAYS = 3
DIGEST_HOURS_BEFORE_NEXT = 1
CARE_HOURS_BEFORE_DIGEST = 48
LEAD_HOURS_BEFORE_NEXT = 24
WEEK = 7
DAY = TimeDelta(hours=24)


class Stage(StrEnum):
    """What has happened to a round so far."""

    AHEAD = "ahead"
    PROMPTED = "prompted"  # its pairs are still to be made
    PAIRED = "paired"
    NUDGED = "nudged"
    CARED = "cared"
    LED = "led"  # the round after it is planned, and its leaders are asked
    CLOSED = "closed"
    MISSED = "missed"  # the bot was away from prompt to digest


class Step(StrEnum):
    """What a round does when its next moment comes."""

    PROMPT = "prompt"
    PAIR = "pair"
    NUDGE = "nudge"
    CARE = "care"
    LEAD = "lead"
    DIGEST = "digest"
    SKIP = "skip"


@dataclass(frozen=True)
class Round:
    """`next_at` is the instant of the next step, None when the round is over."""

    id: int
    community_id: int
    group_id: int
    local_date: Date
    prompt_at: Instant
    half_way_at: Instant
    digest_at: Instant
    stage: Stage
    next_at: Instant | None

    @property
    def is_open(self) -> bool:
        return self.stage not in (Stage.CLOSED, Stage.MISSED)

    @property
    def care_at(self) -> Instant:
        """When partners are asked to look after each other."""
        return self.digest_at.subtract(hours=CARE_HOURS_BEFORE_DIGEST)

    @property
    def lead_at(self) -> Instant:
        """When the leaders are asked to go first in the round that follows."""
        return self.digest_at.add(hours=DIGEST_HOURS_BEFORE_NEXT).subtract(hours=LEAD_HOURS_BEFORE_NEXT)

    @property
    def last_day(self) -> Date:
        """The last local day that lies in the round from beginning to end."""
        until_next = self.digest_at.add(hours=DIGEST_HOURS_BEFORE_NEXT) - self.half_way_at
        # Rounded, as a clock change is an hour and not a day; from half-way, as the prompt may be brought forward.
        return self.local_date.add(days=HALF_WAY_DAYS + round(until_next / DAY) - 1)


def plan_round(
    id: int, community_id: int, group_id: int, rhythm: WeeklyRhythm, first: Occurrence, ends_on: Date | None = None
) -> Round:
    """The round that opens at `first`; its digest is an hour before the occurrence after it. A group that ends on a day
    has its last digest the morning after: what is left of its time by then is too short for a round of its own."""
    following = on_or_after(rhythm, first.local_date.add(days=1))
    half_way = instant_at(first.local_date.add(days=HALF_WAY_DAYS), rhythm.time, rhythm.zone)
    return Round(
        id=id,
        community_id=community_id,
        group_id=group_id,
        local_date=first.local_date,
        prompt_at=first.at,
        half_way_at=half_way,
        digest_at=_closing(rhythm, following, ends_on),
        stage=Stage.AHEAD,
        next_at=first.at,
    )


def leaders_asked_at(ahead: Round) -> Instant:
    """When those who lead the group are asked about a round that is still ahead."""
    return ahead.prompt_at.subtract(hours=LEAD_HOURS_BEFORE_NEXT)


def is_away_for(round: Round, away_until: Date, today: Date, zone: str) -> bool:
    """Whether somebody whose last day away is `away_until` is left out of the round: while they are away, and for the
    whole of it if they come back only after its half-way day. `zone` is theirs, as both dates are."""
    return away_until >= today or away_until >= local_date(round.half_way_at, zone)


def replan(
    round: Round,
    rhythm: WeeklyRhythm,
    former: WeeklyRhythm,
    now: Instant,
    *,
    earliest: Date | None = None,
    ends_on: Date | None = None,
) -> Round:
    """The open round of a group whose rhythm changes from `former` to `rhythm`.

    Neither skips nor doubles: a round still ahead moves to the new occurrence nearest to its old one, a round that is
    running keeps its prompt and ends an hour before the new occurrence nearest to its old end. Never into the past, to
    before `earliest`, or to where it would begin twice in a day.
    """
    if round.stage is Stage.AHEAD:
        first = _nearest(rhythm, round.local_date)
        if first.at <= now or (earliest and first.local_date < earliest):
            first = next_from(rhythm, now, earliest)
        return plan_round(round.id, round.community_id, round.group_id, rhythm, first, ends_on)
    following = _nearest(rhythm, on_or_after(former, round.local_date.add(days=1)).local_date)
    while following.local_date <= round.local_date or _closing(rhythm, following, ends_on) <= now:
        following = on_or_after(rhythm, following.local_date.add(days=1))
    return _on_from(replace(round, digest_at=_closing(rhythm, following, ends_on)), round.stage, now)


def reopened(ahead: Round, rhythm: WeeklyRhythm, first: Occurrence, ends_on: Date | None = None) -> Round:
    """A round still ahead, to open at `first` instead."""
    return plan_round(ahead.id, ahead.community_id, ahead.group_id, rhythm, first, ends_on)


def stopped(round: Round) -> Round:
    """As its group is put away: one that has begun is over, one that is ahead sleeps until the group comes back."""
    stage = round.stage if round.stage is Stage.AHEAD else Stage.CLOSED
    return replace(round, stage=stage, next_at=None)


def has_time_for_round(opening: Date, ends_on: Date | None) -> bool:
    """Whether a round that opens on that day still fits into the time of a group that ends."""
    return ends_on is None or opening.add(days=WEEK - 1) <= ends_on


def _closing(rhythm: WeeklyRhythm, following: Occurrence, ends_on: Date | None) -> Instant:
    """When a round ends behind which `following` would come."""
    at = following.at
    if ends_on and not has_time_for_round(following.local_date, ends_on) and following.local_date <= ends_on:
        at = instant_at(ends_on.add(days=1), rhythm.time, rhythm.zone)
    return at.subtract(hours=DIGEST_HOURS_BEFORE_NEXT)


def _nearest(rhythm: WeeklyRhythm, date: Date) -> Occurrence:
    """Of a weekly rhythm exactly one occurrence falls within three days of any date."""
    return on_or_after(rhythm, date.subtract(days=HALF_WAY_DAYS))


def brought_forward(round: Round, now: Instant) -> Round:
    """A round whose prompt goes out `now`, before its moment; the rest of it stays where it is."""
    return replace(round, prompt_at=now, next_at=now)


def next_step(round: Round, now: Instant) -> Step | None:
    """What `round` must do at `now`; None while its next moment is still ahead."""
    if round.next_at is None or now < round.next_at:
        return None
    if now >= round.digest_at:
        return Step.SKIP if round.stage is Stage.AHEAD else Step.DIGEST
    return {
        Stage.AHEAD: Step.PROMPT,
        Stage.PROMPTED: Step.PAIR,
        Stage.PAIRED: Step.NUDGE,
        Stage.NUDGED: Step.CARE,
        Stage.CARED: Step.LEAD,
    }.get(round.stage, Step.DIGEST)


def after_step(round: Round, step: Step, now: Instant) -> Round:
    """The round once `step` has been taken at `now`."""
    match step:
        case Step.PROMPT:
            return _on_from(round, Stage.PROMPTED, now)
        case Step.PAIR:
            return _on_from(round, Stage.PAIRED, now)
        case Step.NUDGE:
            return _on_from(round, Stage.NUDGED, now)
        case Step.CARE:
            return _on_from(round, Stage.CARED, now)
        case Step.LEAD:
            return _on_from(round, Stage.LED, now)
        case Step.DIGEST:
            return replace(round, stage=Stage.CLOSED, next_at=None)
        case Step.SKIP:
            return replace(round, stage=Stage.MISSED, next_at=None)


def _on_from(round: Round, stage: Stage, now: Instant) -> Round:
    """The round at `stage`, past what is not made up for, with its next moment."""
    if stage is Stage.PAIRED and now >= round.half_way_at:
        stage = Stage.NUDGED
    if stage is Stage.NUDGED and now >= round.care_at:
        stage = Stage.CARED
    next_at = {
        Stage.PROMPTED: round.prompt_at,
        Stage.PAIRED: round.half_way_at,
        Stage.NUDGED: round.care_at,
        Stage.CARED: round.lead_at,
    }.get(stage, round.digest_at)
    return replace(round, stage=stage, next_at=min(next_at, round.digest_at))
