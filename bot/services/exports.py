"""Taking out what a community holds, as tables for a moderator."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass

from whenever import Instant

from bot.domain.audit import Action, Fact, Subject
from bot.domain.errors import GroupMissing
from bot.domain.export import Cell, PersonId, Table
from bot.domain.groups import Group
from bot.domain.people import Actor, must_moderate
from bot.domain.visibility import Visibility
from bot.services.audits import note
from bot.services.round_facts import count
from bot.services.work import Work
from bot.storage import exports, groups
from bot.storage.database import Connection
from bot.storage.exports import Answered

Row = dict[str, Cell]

EVER = Instant.from_timestamp(0)


@dataclass(frozen=True)
class _Asked:
    """What is read: of these groups, since then. `own` are the groups that whoever asks is in."""

    groups: list[Group]
    own: Collection[int]
    since: Instant


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
            asked = _Asked(wanted, own, EVER if days is None else now.subtract(hours=24 * days))
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
    return [
        {
            "group": group.name,
            "channel_id": str(group.channel_id),
            "language": group.language,
            "weekday": group.rhythm.weekday.value,
            "time": group.rhythm.time.format_iso()[:5],
            "zone": group.rhythm.zone,
            "entry": group.entry,
            "members": len(await groups.members(tx, group.community_id, group.id)),
            "created_at": group.created_at.format_iso(),
        }
        for group in asked.groups
    ]


async def _of_members(tx: Connection, asked: _Asked) -> list[Row]:
    return [
        {
            "user_id": PersonId(membership.person_id),
            "group": group.name,
            "role": membership.role,
            "joined_at": membership.joined_at.format_iso(),
        }
        for group in asked.groups
        for membership in await groups.members(tx, group.community_id, group.id)
    ]


async def _of_rounds(tx: Connection, asked: _Asked) -> list[Row]:
    rows: list[Row] = []
    for group in asked.groups:
        for round in await exports.rounds_of(tx, group, asked.since):
            told = await count(tx, group, round, round.digest_at)
            is_readable = group.id in asked.own
            rows.append(
                {
                    "group": group.name,
                    "date": round.local_date.format_iso(),
                    "prompt_at": round.prompt_at.format_iso(),
                    "digest_at": round.digest_at.format_iso(),
                    "people": told.of,
                    "answered": told.answered,
                    "tried": told.tried if is_readable else None,
                    "try_rate": told.try_rate if is_readable else None,
                }
            )
    return rows


async def _of_check_ins(tx: Connection, asked: _Asked) -> list[Row]:
    return [
        _check_in(group, answered, is_readable=group.id in asked.own)
        for group in asked.groups
        for answered in await exports.check_ins_of(tx, group, asked.since)
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
