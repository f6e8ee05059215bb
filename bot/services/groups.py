"""Making a group, seeing it and who is in it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from whenever import Instant

from bot.domain.audit import NO_FACTS, Action, Subject, facts_of_group
from bot.domain.communities import Decided
from bot.domain.errors import (
    FacilitatorsOnly,
    GroupArchived,
    GroupMissing,
    GroupNameTaken,
    NotInAnyGroup,
    NotInGroup,
    ZoneNeeded,
)
from bot.domain.experiments import Pause
from bot.domain.groups import Entry, Group, Membership, Role, clean_name, clean_workshop, name_key, weekly_rhythm
from bot.domain.lookalikes import taken_for
from bot.domain.people import Actor, Language, Person, must_moderate
from bot.domain.rounds import Round, plan_round
from bot.domain.templates import Template, last_day_of
from bot.services.admission import must_not_be_blocked
from bot.services.audits import note
from bot.services.leaders import ask_leaders, tell_leader
from bot.services.missed_prompts import after_move
from bot.services.replanning import follow_rhythm
from bot.services.work import Work
from bot.storage import communities, deliveries, groups, people, rounds
from bot.storage.database import Connection


@dataclass(frozen=True)
class NewGroup:
    """A group as a moderator described it; `weekday` counts from Monday = 1, `time` is as typed.

    Where zone or language are left out, those of the server are taken; a language also of whoever makes the group. A
    group that follows up a workshop without a name takes its own.
    """

    name: str
    channel_id: int
    weekday: int
    time: str
    zone: str
    language: Language | None
    facilitator_id: int
    entry: Entry = Entry.OPEN
    template: Template = Template.MASTERMIND
    workshop: str = ""


@dataclass(frozen=True)
class GroupWish:
    """What to change of a group; None and empty leave it as it is. `weekday` from Monday = 1, `time` as typed."""

    weekday: int | None = None
    time: str = ""
    zone: str = ""
    channel_id: int | None = None
    entry: Entry | None = None


@dataclass(frozen=True)
class GroupView:
    """A group as somebody sees it."""

    group: Group
    members: list[Membership]
    open_round: Round | None
    viewer_is_in: bool
    pause: Pause | None = None  # one that is not over


class Groups:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def create(self, actor: Actor, new: NewGroup) -> GroupView:
        """Makes a group, its facilitator and its first round, which opens at the rhythm's next occurrence.

        Whoever leads hears of it, unless it is they who make the group, and is asked a day before that.

        One transaction. ModeratorsOnly, TimeUnreadable, ZoneUnknown, ZoneNeeded, GroupNameTaken, Blank, TooLong.
        """
        must_moderate(actor)
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            group = _described(self._work.ids.new(), actor, new, await communities.decided(tx, actor.community_id), now)
            opening = group.opening(now)
            group = replace(group, ends_on=last_day_of(group.template, opening.local_date))
            first_id = self._work.ids.new()
            first = plan_round(first_id, actor.community_id, group.id, group.rhythm, opening, group.ends_on)
            await _must_look_like_none(tx, group)
            await groups.add(tx, group)
            await rounds.add(tx, first)
            await known_member(tx, new.facilitator_id, group, now)
            leader = Membership(actor.community_id, group.id, new.facilitator_id, Role.FACILITATOR, now)
            await groups.save_membership(tx, leader)
            owed = ask_leaders(self._work.ids, first, [leader.person_id], now)
            if leader.person_id != actor.person_id:
                owed.append(tell_leader(self._work.ids, group, leader.person_id, actor.person_id, now))
            await deliveries.add_all(tx, owed)
            about = Subject(group.id, leader.person_id)
            await note(tx, self._work.ids, actor, Action.GROUP_CREATED, about, NO_FACTS, facts_of_group(group), now)
            return await view_of(tx, group, actor, now)

    async def edit(self, actor: Actor, name: str, wish: GroupWish) -> GroupView:
        """Another channel or entry at once; another weekday, time or zone from the next round on, none lost or doubled.

        One transaction. ModeratorsOnly, GroupMissing, TimeUnreadable, ZoneUnknown.
        """
        must_moderate(actor)
        async with self._work.unit() as tx:
            group = await named_group(tx, actor, name)
            return await self._changed(tx, actor, group, wish)

    async def change_rhythm(
        self, actor: Actor, name: str | None, weekday: int | None, time: str, zone: str
    ) -> GroupView:
        """The same by who leads the group, of its weekday, time and zone alone. Without a name it is the group they
        lead and joined last.

        One transaction. GroupMissing, FacilitatorsOnly, TimeUnreadable, ZoneUnknown.
        """
        async with self._work.unit() as tx:
            group = await led_group(tx, actor, name)
            return await self._changed(tx, actor, group, GroupWish(weekday, time, zone))

    async def _changed(self, tx: Connection, actor: Actor, group: Group, wish: GroupWish) -> GroupView:
        kept, now = group.rhythm, self._work.clock.now()
        changed = replace(
            group,
            channel_id=wish.channel_id or group.channel_id,
            entry=wish.entry or group.entry,
            rhythm=weekly_rhythm(
                wish.weekday or kept.weekday.value,
                wish.time or kept.time.format_iso(unit="minute"),
                wish.zone or kept.zone,
            ),
        )
        await groups.save(tx, changed)
        await follow_rhythm(tx, changed, kept, now)
        if changed.channel_id != group.channel_id:
            await after_move(tx, group.community_id, group.id, now)
        was, became = facts_of_group(group), facts_of_group(changed)
        await note(tx, self._work.ids, actor, Action.GROUP_EDITED, Subject(group.id), was, became, now)
        return await view_of(tx, changed, actor, now)

    async def show(self, actor: Actor, name: str) -> GroupView:
        """Reads. GroupMissing."""
        async with self._work.reading() as tx:
            return await view_of(tx, await named_group(tx, actor, name), actor, self._work.clock.now())

    async def members(self, actor: Actor, name: str | None) -> GroupView:
        """Who is in a group, for who leads it. Without a name it is the group they lead and joined last.

        Reads. GroupMissing, FacilitatorsOnly.
        """
        async with self._work.reading() as tx:
            return await view_of(tx, await led_group(tx, actor, name), actor, self._work.clock.now())

    async def list_all(self, actor: Actor) -> list[GroupView]:
        """Every group of the community. Reads."""
        async with self._work.reading() as tx:
            found = await groups.all_of(tx, actor.community_id)
            members = await groups.members_of_all(tx, actor.community_id)
            open_rounds = await rounds.open_of_all(tx, actor.community_id)
        now = self._work.clock.now()
        return [_seen(each, members.get(each.id, []), open_rounds.get(each.id), actor, now) for each in found]

    async def suggest_led(self, actor: Actor, typed: str) -> list[str]:
        """Names, among the groups somebody leads, or of all for a moderator, that contain what was typed. Reads."""
        async with self._work.reading() as tx:
            if actor.is_moderator:
                led = await groups.all_of(tx, actor.community_id)
            else:
                led = await groups.led_by(tx, actor.community_id, actor.person_id)
        return names_like(led, typed)

    async def suggest(self, actor: Actor, typed: str) -> list[str]:
        """Names of groups that contain what was typed so far. Reads."""
        async with self._work.reading() as tx:
            return names_like(await groups.all_of(tx, actor.community_id), typed)


def _described(id: int, actor: Actor, new: NewGroup, decided: Decided, now: Instant) -> Group:
    """The group that was described, with what the server has decided where that was left open."""
    zone = new.zone or decided.zone
    if not zone:
        raise ZoneNeeded
    return Group(
        id=id,
        community_id=actor.community_id,
        name=clean_name(new.name),
        channel_id=new.channel_id,
        language=new.language or decided.language or actor.language,
        rhythm=weekly_rhythm(new.weekday, new.time, zone),
        created_at=now,
        entry=new.entry,
        template=new.template,
        workshop=clean_workshop(new.workshop) or clean_name(new.name) if new.template is Template.FOLLOW_UP else "",
    )


async def known_member(tx: Connection, person_id: int, group: Group, now: Instant) -> Person:
    """Makes somebody known who was named by another: until they speak for themselves, the group's language and zone are
    the best guess. PersonBlocked."""
    await must_not_be_blocked(tx, group.community_id, person_id)
    person = await people.get(tx, person_id)
    if person is None:
        person = Person(person_id, Language(group.language), group.rhythm.zone)
        await people.save(tx, person, now)
    return person


async def own_group(tx: Connection, actor: Actor, group_id: int, *, or_archived: bool = False) -> Group:
    """A group the person asking is in. GroupMissing, NotInGroup; GroupArchived unless that makes no difference."""
    if own := await groups.of_member(tx, actor.community_id, group_id, actor.person_id):
        return own if or_archived else in_use(own)
    group = await groups.get(tx, actor.community_id, group_id)
    if group is None:
        raise GroupMissing
    raise NotInGroup(group.name)


async def chosen_group(tx: Connection, actor: Actor, name: str | None) -> Group:
    """The group of that name, for who is in it; without a name the one that the person asking joined last.

    NotInAnyGroup, GroupMissing, NotInGroup, GroupArchived.
    """
    if name is None:
        return (await groups_of(tx, actor))[0]
    group = await groups.by_name(tx, actor.community_id, name)
    if group is None:
        raise GroupMissing(name)
    return await own_group(tx, actor, group.id)


async def groups_of(tx: Connection, actor: Actor) -> list[Group]:
    """The groups in use that the person asking is in, the one joined last first. NotInAnyGroup."""
    own = [each for each in await groups.of_person(tx, actor.community_id, actor.person_id) if not each.archived_at]
    if not own:
        raise NotInAnyGroup
    return own


def group_met_in(found: Sequence[Group], channel_ids: Collection[int]) -> Group | None:
    """The one of these groups that meets in one of the channels."""
    return next((group for group in found if group.channel_id in channel_ids), None)


async def led_group(tx: Connection, actor: Actor, name: str | None) -> Group:
    """The group of that name, for who leads it and for moderators; without a name the one that the person asking leads
    and joined last. GroupMissing, GroupArchived, FacilitatorsOnly."""
    if name is None:
        led = await groups.led_by(tx, actor.community_id, actor.person_id)
        if not led:
            raise FacilitatorsOnly
        return led[0]
    group = await named_group(tx, actor, name)
    await must_lead(tx, actor, group)
    return group


async def must_lead(tx: Connection, actor: Actor, group: Group) -> None:
    """FacilitatorsOnly unless the person asking leads the group, or moderates the server. GroupArchived."""
    in_use(group)
    if actor.is_moderator:
        return
    membership = await groups.membership(tx, actor.community_id, group.id, actor.person_id)
    if membership is None or not membership.leads:
        raise FacilitatorsOnly(group.name)


async def named_group(tx: Connection, actor: Actor, name: str) -> Group:
    """GroupMissing, GroupArchived."""
    return in_use(await kept_group(tx, actor, name))


def in_use(group: Group) -> Group:
    """The group itself. GroupArchived."""
    if group.archived_at:
        raise GroupArchived(group.name)
    return group


def names_like(found: list[Group], typed: str) -> list[str]:
    """Names that contain what was typed so far, by the way in which two are the same."""
    wanted = name_key(typed) if typed.strip() else ""
    return [group.name for group in found if wanted in name_key(group.name)]


async def _must_look_like_none(tx: Connection, group: Group) -> None:
    """Nobody may take it for another group of the server, archived ones too. GroupNameTaken."""
    kept = {each.name: each for each in await groups.all_kept(tx, group.community_id)}
    if name := taken_for(group.name, kept):
        raise GroupNameTaken(name, is_archived=kept[name].archived_at is not None)


async def kept_group(tx: Connection, actor: Actor, name: str) -> Group:
    """The group of that name, archived or not. GroupMissing."""
    group = await groups.by_name(tx, actor.community_id, name) if name.strip() else None
    if group is None:
        raise GroupMissing(name)
    return group


async def view_of(tx: Connection, group: Group, actor: Actor, now: Instant) -> GroupView:
    """The group as the person asking sees it."""
    members = await groups.members(tx, group.community_id, group.id)
    return _seen(group, members, await rounds.open_round(tx, group.community_id, group.id), actor, now)


def _seen(group: Group, members: list[Membership], open_round: Round | None, actor: Actor, now: Instant) -> GroupView:
    return GroupView(
        group=group,
        members=members,
        open_round=open_round,
        viewer_is_in=any(membership.person_id == actor.person_id for membership in members),
        pause=group.pause_from(group.today(now)),
    )
