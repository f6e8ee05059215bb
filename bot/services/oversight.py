"""What moderators see of deliveries and time: what reached nobody, trying it again, what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass

from whenever import Instant, TimeDelta

from bot.domain.audit import NO_FACTS, SERVER, Action, Fact
from bot.domain.communities import Decided
from bot.domain.deliveries import Delivery, Kind, Place, Reason, State
from bot.domain.errors import Missing
from bot.domain.experiments import Pause
from bot.domain.groups import Group
from bot.domain.held import Held
from bot.domain.oversight import (
    NAMES_NOBODY,
    NOT_LISTED,
    Again,
    NotAgain,
    Undelivered,
    first_due,
    is_of_a_round,
    judge,
)
from bot.domain.pages import turned_to
from bot.domain.people import Actor, must_moderate
from bot.domain.recurrence import Occurrence
from bot.domain.rounds import Round, Stage, Step, plan_round
from bot.services.audits import note
from bot.services.deliveries import FACTS
from bot.services.round_counts import Counted, counts
from bot.services.work import Work
from bot.storage import communities, deliveries, groups, held, posted, rounds, undelivered
from bot.storage.database import Connection

LISTED_FOR = TimeDelta(hours=24 * 30)
PAGE = 10
GROUPS_A_PAGE = 5
BATCH = 20  # retries a transaction; the writer is held for milliseconds, however long the list is


@dataclass(frozen=True)
class Leftover:
    """A delivery that reached nobody, as a moderator may see it: never what it says.

    `channel_id` is the group's, or the one that pairs meet under. `person_id` is None also where to name the person
    would tell what is theirs alone.
    """

    delivery_id: int
    kind: Kind
    place: Place
    reason: Reason | None
    group_name: str | None  # None for what is of the community as a whole
    channel_id: int | None
    person_id: int | None
    due_at: Instant
    not_again: NotAgain | None


@dataclass(frozen=True)
class Leftovers:
    """A page of them, counted from 1; `of` is how many pages there are, `total` how many deliveries."""

    rows: list[Leftover]
    page: int
    of: int
    total: int


@dataclass(frozen=True)
class RetriedAll:
    """How many go again, and how many are left as they are."""

    again: int
    left: int


@dataclass(frozen=True)
class Upcoming:
    """One thing a group's rhythm brings."""

    step: Step
    at: Instant


@dataclass(frozen=True)
class Outlook:
    """What comes next in a group, in order. `is_silent`: nobody has anything to try by the next prompt as it stands,
    so it would ask nobody and is not posted. `pause` is one that is not over."""

    group: Group
    upcoming: list[Upcoming]
    is_silent: bool
    pause: Pause | None


@dataclass(frozen=True)
class Schedule:
    groups: list[Outlook]
    page: int
    of: int


class Oversight:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def undelivered(self, actor: Actor, page: int = 1) -> Leftovers:
        """What reached nobody here in the last 30 days, the newest first; beyond the last page is the last.

        Reads. ModeratorsOnly.
        """
        must_moderate(actor)
        now = self._work.clock.now()
        async with self._work.reading() as tx:
            total = len(await undelivered.ids(tx, actor.community_id, now - LISTED_FOR))
            number, of = turned_to(page, total, PAGE)
            found = await undelivered.page(
                tx, actor.community_id, now - LISTED_FOR, skip=(number - 1) * PAGE, most=PAGE
            )
            about = await _about(tx, actor.community_id, found)
            return Leftovers([_leftover(each, about, now) for each in found], number, of, total)

    async def retry(self, actor: Actor, delivery_id: int) -> NotAgain | None:
        """Has a delivery go again, or says why not; asked twice, it goes once. What has nothing to say any more leaves
        the list.

        One transaction. ModeratorsOnly, Missing.
        """
        must_moderate(actor)
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            refused = await _retry(tx, actor.community_id, delivery_id, now)
            await self._note(tx, actor, int(refused is None), now)
            return refused

    async def retry_all(self, actor: Actor) -> RetriedAll:
        """Has everything on the list go again that still makes sense, the oldest first. A transaction for every 20.

        ModeratorsOnly.
        """
        must_moderate(actor)
        now = self._work.clock.now()
        async with self._work.reading() as tx:
            ids = await undelivered.ids(tx, actor.community_id, now - LISTED_FOR)
        again = 0
        for start in range(0, len(ids), BATCH):
            async with self._work.unit() as tx:
                batch = ids[start : start + BATCH]
                going = [await _retry(tx, actor.community_id, each, now) is None for each in batch]
                await self._note(tx, actor, sum(going), now)
                again += sum(going)
        return RetriedAll(again, len(ids) - again)

    async def _note(self, tx: Connection, actor: Actor, again: int, now: Instant) -> None:
        if again:
            did = Action.DELIVERIES_RETRIED
            await note(tx, self._work.ids, actor, did, SERVER, NO_FACTS, {Fact.HOW_MANY: again}, now)

    async def schedule(self, actor: Actor, page: int = 1) -> Schedule:
        """What comes next in each group; beyond the last page is the last. Reads. ModeratorsOnly."""
        must_moderate(actor)
        now = self._work.clock.now()
        async with self._work.reading() as tx:
            all_groups = await groups.all_of(tx, actor.community_id)
            number, of = turned_to(page, len(all_groups), GROUPS_A_PAGE)
            shown = all_groups[(number - 1) * GROUPS_A_PAGE : number * GROUPS_A_PAGE]
            return Schedule(await _outlooks(tx, actor.community_id, shown, now), number, of)


@dataclass(frozen=True)
class _About:
    """What a page of leftovers is about, read at once: `rounds`, `held` and `asks` by the subject of a delivery."""

    decided: Decided
    groups: dict[int, Group]
    rounds: dict[int, Round]
    held: dict[int, Held]
    asks: dict[int, tuple[Delivery, State]]


async def _about(tx: Connection, community_id: int, found: Sequence[Undelivered]) -> _About:
    """In as many statements, whatever is on the page."""
    listed = [each.delivery for each in found]
    of_asks = [each.subject for each in listed if _is_into_an_ask(each)]
    return _About(
        decided=await communities.decided(tx, community_id),
        groups=await groups.by_ids(tx, community_id, [each.group_id for each in listed]),
        rounds=await rounds.by_ids(tx, community_id, [each.subject for each in listed if is_of_a_round(each.kind)]),
        held=await held.by_ids(tx, community_id, [each.subject for each in listed if each.policy.place is Place.REPLY]),
        asks=await posted.of_subjects(tx, community_id, Kind.ASK, of_asks),
    )


def _leftover(found: Undelivered, about: _About, now: Instant) -> Leftover:
    """Judged by the row alone. Whether there is still something to say is read where somebody retries, and not for
    everybody who looks: it would take people's words, a statement for each, and tell what they have done since."""
    delivery = found.delivery
    group = about.groups.get(delivery.group_id)
    round = about.rounds.get(delivery.subject) if is_of_a_round(delivery.kind) else None
    verdict = judge(found, round, now)
    return Leftover(
        delivery_id=delivery.id,
        kind=delivery.kind,
        place=delivery.policy.place,
        reason=found.reason,
        group_name=group.name if group else None,
        channel_id=_channel(delivery, group, about),
        person_id=None if delivery.kind in NAMES_NOBODY else delivery.person_id,
        due_at=first_due(delivery, round),
        not_again=verdict if isinstance(verdict, NotAgain) else None,
    )


def _channel(delivery: Delivery, group: Group | None, about: _About) -> int | None:
    place, decided = delivery.policy.place, about.decided
    if place is Place.PRIVATE_THREAD and decided.meeting_channel_id:
        return decided.meeting_channel_id
    if place is Place.REPLY and (asked := about.held.get(delivery.subject)):
        return asked.channel_id
    if place is Place.MODERATORS and decided.moderators_channel_id:
        return decided.moderators_channel_id
    if place is Place.KNOWLEDGE and group is None:
        return decided.knowledge_channel_id
    if _is_into_an_ask(delivery):
        card = about.asks.get(delivery.subject)
        return card[0].thread_id or card[0].channel_id if card else None
    return group.channel_id if group else delivery.channel_id


def _is_into_an_ask(delivery: Delivery) -> bool:
    return delivery.policy.place is Place.ASK_THREAD or delivery.policy.edits is Kind.ASK


async def _retry(tx: Connection, community_id: int, delivery_id: int, now: Instant) -> NotAgain | None:
    found = await undelivered.look_up(tx, community_id, delivery_id)
    if found is None or found.delivery.kind in NOT_LISTED:
        raise Missing
    verdict = await _verdict(tx, found, now)
    if verdict is NotAgain.NOTHING_TO_SAY:
        await undelivered.let_go(tx, community_id, delivery_id, now)
    if isinstance(verdict, NotAgain):
        return verdict
    await deliveries.send_again(tx, community_id, delivery_id, verdict, now)
    return None


async def _verdict(tx: Connection, found: Undelivered, now: Instant) -> Again | NotAgain:
    verdict = judge(found, await _round(tx, found), now)
    if isinstance(verdict, Again) and await FACTS[found.delivery.kind](tx, found.delivery, now) is None:
        return NotAgain.NOTHING_TO_SAY
    return verdict


async def _round(tx: Connection, found: Undelivered) -> Round | None:
    delivery = found.delivery
    return await rounds.get(tx, delivery.community_id, delivery.subject) if is_of_a_round(delivery.kind) else None


async def _outlooks(tx: Connection, community_id: int, shown: Sequence[Group], now: Instant) -> list[Outlook]:
    """As many statements for all of them as for one."""
    opened = await rounds.not_over_of(tx, community_id, [group.id for group in shown])
    coming = [_coming(group, opened[group.id][0]) for group in shown]  # the step that ends a round plans the next
    asking = [each.asking for each in coming if each.asking]
    told = await counts(tx, community_id, [Counted(round, max(now, round.prompt_at)) for round in asking])
    people = {round.group_id: tally.of for round, tally in zip(asking, told, strict=True)}
    return [
        Outlook(
            group,
            sorted(each.upcoming, key=lambda upcoming: upcoming.at),
            is_silent=people.get(group.id) == 0,
            pause=group.pause_from(group.today(now)),
        )
        for group, each in zip(shown, coming, strict=True)
    ]


@dataclass(frozen=True)
class _Coming:
    """What a group's rhythm brings, and the round that its next prompt opens, as it will be then."""

    upcoming: list[Upcoming]
    asking: Round | None


def _coming(group: Group, round: Round) -> _Coming:
    is_ahead = round.stage is Stage.AHEAD
    opens = Occurrence(round.local_date, round.prompt_at) if is_ahead else group.following(round)
    if opens is None:
        return _Coming([Upcoming(Step.DIGEST, round.digest_at)], None)
    # As it will be when it opens: nobody has answered in it yet.
    asking = plan_round(0, group.community_id, group.id, group.rhythm, opens)
    upcoming = [Upcoming(Step.PROMPT, asking.prompt_at), Upcoming(Step.DIGEST, round.digest_at)]
    if round.stage in (Stage.AHEAD, Stage.PROMPTED, Stage.PAIRED) and round.half_way_at < round.digest_at:
        upcoming.append(Upcoming(Step.NUDGE, round.half_way_at))
    return _Coming(upcoming, asking)
