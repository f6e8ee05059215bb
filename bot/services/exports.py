"""Taking out what a community holds, as tables for a moderator."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from functools import cached_property

from whenever import Instant

from bot.domain.audit import Action, Fact, Subject
from bot.domain.checkins import Tally
from bot.domain.errors import GroupMissing
from bot.domain.export import Cell, PersonId, Table
from bot.domain.groups import Group
from bot.domain.people import Actor, must_moderate
from bot.domain.rounds import Round
from bot.domain.visibility import Visibility
from bot.services.audits import note
from bot.services.round_counts import Counted, counts
from bot.services.work import Work
from bot.storage import exports, groups
from bot.storage.database import Connection
from bot.storage.exports import Answered

Row = dict[str, Cell]

EVER = Instant.from_timestamp(0)


@dataclass(frozen=True)
class _Asked:
    """What is read: of these groups, since then. `own` are the groups that whoever asks is in."""

    community_id: int
    groups: list[Group]
    own: Collection[int]
    since: Instant

    @cached_property
    def by_id(self) -> dict[int, Group]:
        return {group.id: group for group in self.groups}

    @cached_property
    def place(self) -> dict[int, int]:
        """Where a group stands among those asked for: what is read of all at once is put in their order."""
        return {group.id: place for place, group in enumerate(self.groups)}


class Exports:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def tables(self, actor: Actor, group_name: str | None = None, days: int | None = None) -> list[Table]:
        """Groups, members, rounds and check-ins of the community or of one group; of rounds and check-ins those of the
        last `days`, or all.

        What a check-in says, and whatever is counted from that, is in it where it is for the whole group and whoever
        asks is in that group; otherwise it says only that somebody answered. Instants are UTC. Reads, then notes the
        export in one transaction. ModeratorsOnly, GroupMissing.
        """
        must_moderate(actor)
        now = self._work.clock.now()
        async with self._work.reading() as tx:
            wanted = await _groups(tx, actor, group_name)
            own = {group.id for group in await groups.of_person(tx, actor.community_id, actor.person_id)}
            since = EVER if days is None else now.subtract(hours=24 * days)
            asked = _Asked(actor.community_id, wanted, own, since)
            tables = [Table(name, columns, await read(tx, asked)) for name, (columns, read) in _TABLES.items()]
        rows = sum(len(table.rows) for table in tables)
        subject = Subject(wanted[0].id) if group_name is not None else Subject()
        async with self._work.unit() as tx:
            await note(tx, self._work.ids, actor, Action.EXPORTED, subject, {}, {Fact.HOW_MANY: rows}, now)
        return tables


async def _groups(tx: Connection, actor: Actor, name: str | None) -> list[Group]:
    if name is None:
        return await groups.all_kept(tx, actor.community_id)
    group = await groups.by_name(tx, actor.community_id, name)
    if group is None:
        raise GroupMissing(name)
    return [group]


async def _of_groups(tx: Connection, asked: _Asked) -> list[Row]:
    members = await groups.members_of_all(tx, asked.community_id)
    return [
        {
            "group": group.name,
            "channel_id": str(group.channel_id),
            "language": group.language,
            "weekday": group.rhythm.weekday.value,
            "time": group.rhythm.time.format_iso()[:5],
            "zone": group.rhythm.zone,
            "entry": group.entry,
            "members": len(members.get(group.id, [])),
            "created_at": group.created_at.format_iso(),
        }
        for group in asked.groups
    ]


async def _of_members(tx: Connection, asked: _Asked) -> list[Row]:
    members = await groups.members_of_all(tx, asked.community_id)
    return [
        {
            "user_id": PersonId(membership.person_id),
            "group": group.name,
            "role": membership.role,
            "joined_at": membership.joined_at.format_iso(),
        }
        for group in asked.groups
        for membership in members.get(group.id, [])
    ]


async def _of_rounds(tx: Connection, asked: _Asked) -> list[Row]:
    found = await exports.rounds_of(tx, asked.community_id, asked.by_id, asked.since)
    told = await counts(tx, asked.community_id, [Counted(round, round.digest_at) for round in found])
    return [
        _round(asked.by_id[round.group_id], round, tally, is_readable=round.group_id in asked.own)
        for round, tally in sorted(zip(found, told, strict=True), key=lambda each: asked.place[each[0].group_id])
    ]


def _round(group: Group, round: Round, told: Tally, *, is_readable: bool) -> Row:
    return {
        "group": group.name,
        "date": round.local_date.format_iso(),
        "prompt_at": round.prompt_at.format_iso(),
        "digest_at": round.digest_at.format_iso(),
        "people": told.of,
        "answered": told.answered,
        "tried": told.tried if is_readable else None,
        "try_rate": told.try_rate if is_readable else None,
    }


async def _of_check_ins(tx: Connection, asked: _Asked) -> list[Row]:
    found = await exports.check_ins_of(tx, asked.community_id, asked.by_id, asked.since)
    return [
        _check_in(asked.by_id[each.check_in.group_id], each, is_readable=each.check_in.group_id in asked.own)
        for each in sorted(found, key=lambda each: asked.place[each.check_in.group_id])
    ]


def _check_in(group: Group, answered: Answered, *, is_readable: bool) -> Row:
    """What is for the partner or for nobody is left out, also of who exports their own: a file is handed on."""
    check_in, answer = answered.check_in, answered.check_in.answer
    shown = is_readable and answered.visibility is Visibility.GROUP
    return {
        "group": group.name,
        "user_id": PersonId(check_in.person_id),
        "date": check_in.local_date.format_iso(),
        "answered_at": check_in.created_at.format_iso(),
        "experiment": answered.what if shown else None,
        "outcome": answer.outcome if shown else "answered",
        "tried": answer.tried if shown else None,
        "happened": answer.happened if shown else None,
        "learned": answer.learned if shown else None,
        "next_step": answer.next_step if shown else None,
        "blocker": answer.blocker if shown else None,
    }


_Reading = Callable[[Connection, _Asked], Awaitable[list[Row]]]

# File → its columns and what reads them. Names are for programs and for reading a file back: they stay as they are.
_TABLES: dict[str, tuple[tuple[str, ...], _Reading]] = {
    "groups": (
        ("group", "channel_id", "language", "weekday", "time", "zone", "entry", "members", "created_at"),
        _of_groups,
    ),
    "members": (("user_id", "group", "role", "joined_at"), _of_members),
    "rounds": (
        ("group", "date", "prompt_at", "digest_at", "people", "answered", "tried", "try_rate"),
        _of_rounds,
    ),
    "check-ins": (
        (
            "group", "user_id", "date", "answered_at", "experiment", "outcome",
            "tried", "happened", "learned", "next_step", "blocker",
        ),
        _of_check_ins,
    ),
}  # fmt: skip
