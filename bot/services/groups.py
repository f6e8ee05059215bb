"""Making a group, joining and leaving it, seeing who is there."""

from dataclasses import dataclass, replace

from whenever import Instant

from bot.domain.errors import AlreadyMember, FacilitatorsOnly, GroupMissing, GroupNameTaken, ModeratorsOnly, NotInGroup
from bot.domain.groups import Group, Membership, Role, clean_name, name_key, weekly_rhythm
from bot.domain.people import Actor, Language, Person
from bot.domain.recurrence import WeeklyRhythm, next_after
from bot.domain.rounds import Round, plan_round, replan, replan_following
from bot.services.people import meet
from bot.services.work import Work
from bot.storage import groups, people, rounds
from bot.storage.database import Connection


@dataclass(frozen=True)
class NewGroup:
    """A group as a moderator described it; `weekday` counts from Monday = 1, `time` is as typed."""

    name: str
    channel_id: int
    weekday: int
    time: str
    zone: str
    language: Language
    facilitator_id: int


@dataclass(frozen=True)
class GroupWish:
    """What to change of a group; None and empty leave it as it is. `weekday` from Monday = 1, `time` as typed."""

    weekday: int | None = None
    time: str = ""
    zone: str = ""
    channel_id: int | None = None


@dataclass(frozen=True)
class GroupView:
    """A group as somebody sees it."""

    group: Group
    members: list[Membership]
    open_round: Round | None
    viewer_is_in: bool


@dataclass(frozen=True)
class Joined:
    view: GroupView
    person: Person


@dataclass(frozen=True)
class Left:
    """`is_led`: somebody still leads the group."""

    group: Group
    is_led: bool


class Groups:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def create(self, actor: Actor, new: NewGroup) -> GroupView:
        """Makes a group, its facilitator and its first round, which opens at the rhythm's next occurrence.

        One transaction. ModeratorsOnly, TimeUnreadable, ZoneUnknown, GroupNameTaken, Blank, TooLong.
        """
        if not actor.is_moderator:
            raise ModeratorsOnly
        now = self._work.clock.now()
        group = Group(
            id=self._work.ids.new(),
            community_id=actor.community_id,
            name=clean_name(new.name),
            channel_id=new.channel_id,
            language=new.language,
            rhythm=weekly_rhythm(new.weekday, new.time, new.zone),
            created_at=now,
        )
        first = plan_round(
            self._work.ids.new(), actor.community_id, group.id, group.rhythm, next_after(group.rhythm, now)
        )
        async with self._work.unit() as tx:
            if taken := await groups.by_name(tx, actor.community_id, group.name):
                raise GroupNameTaken(taken.name)
            await groups.add(tx, group)
            await rounds.add(tx, first)
            if await people.get(tx, new.facilitator_id) is None:
                # Not met yet: until they speak for themselves, the group's language and zone are the best guess.
                await people.save(tx, Person(new.facilitator_id, new.language, group.rhythm.zone), now)
            leader = Membership(actor.community_id, group.id, new.facilitator_id, Role.FACILITATOR, now)
            await groups.save_membership(tx, leader)
            return await _view(tx, group, actor)

    async def edit(self, actor: Actor, name: str, wish: GroupWish) -> GroupView:
        """Another channel at once; another weekday, time or zone from the next round on, none lost or doubled.

        One transaction. ModeratorsOnly, GroupMissing, TimeUnreadable, ZoneUnknown.
        """
        if not actor.is_moderator:
            raise ModeratorsOnly
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            group = await _named(tx, actor, name)
            kept = group.rhythm
            changed = replace(
                group,
                channel_id=wish.channel_id or group.channel_id,
                rhythm=weekly_rhythm(
                    wish.weekday or kept.weekday.value,
                    wish.time or kept.time.format_iso(unit="minute"),
                    wish.zone or kept.zone,
                ),
            )
            await groups.save(tx, changed)
            await _replan(tx, changed, kept, now)
            return await _view(tx, changed, actor)

    async def join(self, actor: Actor, name: str) -> Joined:
        """One transaction. GroupMissing, AlreadyMember."""
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            group = await _named(tx, actor, name)
            if await groups.membership(tx, actor.community_id, group.id, actor.person_id):
                raise AlreadyMember(group.name)
            person = await meet(tx, actor, now, zone=group.rhythm.zone)
            await groups.save_membership(
                tx, Membership(actor.community_id, group.id, actor.person_id, Role.MEMBER, now)
            )
            return Joined(await _view(tx, group, actor), person)

    async def leave(self, actor: Actor, name: str) -> Left:
        """Their experiments here rest until they join again. One transaction. GroupMissing, NotInGroup."""
        async with self._work.unit() as tx:
            group = await _named(tx, actor, name)
            membership = await groups.membership(tx, actor.community_id, group.id, actor.person_id)
            if membership is None:
                raise NotInGroup(group.name)
            await groups.remove_membership(tx, membership)
            remaining = await groups.members(tx, group.community_id, group.id)
            return Left(group, is_led=any(each.role is Role.FACILITATOR for each in remaining))

    async def show(self, actor: Actor, name: str) -> GroupView:
        """Reads. GroupMissing."""
        async with self._work.reading() as tx:
            return await _view(tx, await _named(tx, actor, name), actor)

    async def list_all(self, actor: Actor) -> list[GroupView]:
        """Every group of the community. Reads."""
        async with self._work.reading() as tx:
            return [await _view(tx, group, actor) for group in await groups.all_of(tx, actor.community_id)]

    async def suggest_led(self, actor: Actor, typed: str) -> list[str]:
        """Names, among the groups somebody leads, or of all for a moderator, that contain what was typed. Reads."""
        async with self._work.reading() as tx:
            if actor.is_moderator:
                led = await groups.all_of(tx, actor.community_id)
            else:
                led = await groups.led_by(tx, actor.community_id, actor.person_id)
        return _matching([group.name for group in led], typed)

    async def suggest(self, actor: Actor, typed: str) -> list[str]:
        """Names of groups that contain what was typed so far. Reads."""
        async with self._work.reading() as tx:
            return _matching([group.name for group in await groups.all_of(tx, actor.community_id)], typed)


def _matching(names: list[str], typed: str) -> list[str]:
    wanted = name_key(typed) if typed.strip() else ""
    return [name for name in names if wanted in name_key(name)]


async def _replan(tx: Connection, group: Group, former: WeeklyRhythm, now: Instant) -> None:
    planned = await rounds.not_over(tx, group.community_id, group.id)
    if not planned:
        return
    current = replan(planned[0], group.rhythm, former, now)
    await rounds.save_plan(tx, current)
    for ahead in planned[1:]:
        await rounds.save_plan(tx, replan_following(ahead, current, group.rhythm))


async def own_group(tx: Connection, actor: Actor, group_id: int) -> Group:
    """A group the person asking is in. GroupMissing, NotInGroup."""
    group = await groups.get(tx, actor.community_id, group_id)
    if group is None:
        raise GroupMissing
    if await groups.membership(tx, actor.community_id, group_id, actor.person_id) is None:
        raise NotInGroup(group.name)
    return group


async def led_group(tx: Connection, actor: Actor, name: str | None) -> Group:
    """The group of that name, for who leads it and for moderators; without a name the one that the person asking leads
    and joined last. GroupMissing, FacilitatorsOnly."""
    if name is None:
        led = await groups.led_by(tx, actor.community_id, actor.person_id)
        if not led:
            raise FacilitatorsOnly
        return led[0]
    group = await _named(tx, actor, name)
    await must_lead(tx, actor, group)
    return group


async def must_lead(tx: Connection, actor: Actor, group: Group) -> None:
    """FacilitatorsOnly unless the person asking leads the group, or moderates the server."""
    if actor.is_moderator:
        return
    membership = await groups.membership(tx, actor.community_id, group.id, actor.person_id)
    if membership is None or membership.role is not Role.FACILITATOR:
        raise FacilitatorsOnly(group.name)


async def _named(tx: Connection, actor: Actor, name: str) -> Group:
    group = await groups.by_name(tx, actor.community_id, name) if name.strip() else None
    if group is None:
        raise GroupMissing(name)
    return group


async def _view(tx: Connection, group: Group, actor: Actor) -> GroupView:
    members = await groups.members(tx, group.community_id, group.id)
    return GroupView(
        group=group,
        members=members,
        open_round=await rounds.open_round(tx, group.community_id, group.id),
        viewer_is_in=any(membership.person_id == actor.person_id for membership in members),
    )
