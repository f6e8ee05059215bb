"""Groups and who is in them."""

from collections.abc import Iterable

from whenever import Date, Time, Weekday

from bot.domain.experiments import Pause
from bot.domain.groups import Entry, Group, Membership, Role, name_key
from bot.domain.recurrence import WeeklyRhythm
from bot.domain.templates import Template
from bot.storage.database import Connection, Row, among, instant, instant_or_none, stored, stored_or_none


async def add(tx: Connection, group: Group) -> None:
    """Keep a new group, with a secret of its own that its pairs are drawn with and nobody is shown."""
    await tx.execute(
        "INSERT INTO groups"
        " (id, community_id, name, name_key, channel_id, language, weekday, prompt_time, zone, created_at,"
        " entry, rests_from, rests_until, ends_on, archived_at,"
        " template, workshop, pairing_secret)"
        " VALUES (:id, :community_id, :name, :name_key, :channel_id, :language, :weekday, :prompt_time, :zone,"
        " :created_at, :entry, :rests_from, :rests_until, :ends_on, :archived_at,"
        " :template, :workshop, RANDOM())",
        id=group.id,
        community_id=group.community_id,
        name=group.name,
        name_key=name_key(group.name),
        language=group.language,
        created_at=stored(group.created_at),
        template=group.template,
        workshop=group.workshop,
        **_changing(group),
    )


async def save(tx: Connection, group: Group) -> None:
    """Keeps what may change of a group as it is now: channel, rhythm, entry, pause, end, and whether
    it is in use."""
    await tx.execute(
        "UPDATE groups SET channel_id = :channel_id, weekday = :weekday, prompt_time = :prompt_time, zone = :zone,"
        " entry = :entry, rests_from = :rests_from, rests_until = :rests_until, ends_on = :ends_on,"
        " archived_at = :archived_at"
        " WHERE community_id = :community_id AND id = :id",
        community_id=group.community_id,
        id=group.id,
        **_changing(group),
    )


def _changing(group: Group) -> dict[str, object]:
    return {
        "channel_id": group.channel_id,
        "weekday": group.rhythm.weekday.value,
        "prompt_time": group.rhythm.time.format_iso(),
        "zone": group.rhythm.zone,
        "entry": group.entry,
        "rests_from": group.pause.first.format_iso() if group.pause else None,
        "rests_until": group.pause.last.format_iso() if group.pause else None,
        "ends_on": group.ends_on.format_iso() if group.ends_on else None,
        "archived_at": stored_or_none(group.archived_at),
    }


async def get(tx: Connection, community_id: int, group_id: int) -> Group | None:
    row = await tx.fetch_one(
        "SELECT * FROM groups WHERE community_id = :community_id AND id = :id", community_id=community_id, id=group_id
    )
    return _group(row) if row else None


async def of_member(tx: Connection, community_id: int, group_id: int, person_id: int) -> Group | None:
    """The group, if the person is in it."""
    row = await tx.fetch_one(
        "SELECT groups.* FROM groups JOIN memberships ON memberships.group_id = groups.id"
        " WHERE groups.community_id = :community_id AND groups.id = :id AND memberships.person_id = :person_id",
        community_id=community_id,
        id=group_id,
        person_id=person_id,
    )
    return _group(row) if row else None


async def of_rounds(tx: Connection, round_ids: Iterable[int]) -> dict[int, Group]:
    """The groups of rounds that are due, by the round's id; of every community, as the planner asks for them."""
    wanted, values = among(round_ids)
    rows = await tx.fetch_all(
        "SELECT groups.*, rounds.id AS round_id FROM rounds JOIN groups ON groups.id = rounds.group_id"
        f" WHERE rounds.id IN {wanted}",
        **values,
    )
    return {row["round_id"]: _group(row) for row in rows}


async def by_name(tx: Connection, community_id: int, name: str) -> Group | None:
    row = await tx.fetch_one(
        "SELECT * FROM groups WHERE community_id = :community_id AND name_key = :name_key",
        community_id=community_id,
        name_key=name_key(name),
    )
    return _group(row) if row else None


async def all_of(tx: Connection, community_id: int) -> list[Group]:
    """Those that are in use."""
    return [each for each in await all_kept(tx, community_id) if each.archived_at is None]


async def all_kept(tx: Connection, community_id: int) -> list[Group]:
    """Those that are archived, too."""
    rows = await tx.fetch_all(
        "SELECT * FROM groups WHERE community_id = :community_id ORDER BY name_key", community_id=community_id
    )
    return [_group(row) for row in rows]


async def led(tx: Connection, community_id: int) -> set[int]:
    """The ids of groups that somebody leads."""
    rows = await tx.fetch_all(
        "SELECT DISTINCT group_id FROM memberships WHERE community_id = :community_id AND role = 'facilitator'",
        community_id=community_id,
    )
    return {row["group_id"] for row in rows}


async def is_archived(tx: Connection, community_id: int, group_id: int) -> bool:
    row = await tx.fetch_one(
        "SELECT id FROM groups WHERE community_id = :community_id AND id = :id AND archived_at IS NOT NULL",
        community_id=community_id,
        id=group_id,
    )
    return row is not None


async def of_person(tx: Connection, community_id: int, person_id: int) -> list[Group]:
    """The groups somebody is in, archived ones too, the one joined last first."""
    rows = await tx.fetch_all(
        "SELECT groups.* FROM groups JOIN memberships ON memberships.group_id = groups.id"
        " WHERE memberships.community_id = :community_id AND memberships.person_id = :person_id"
        " ORDER BY memberships.joined_at DESC, groups.id DESC",
        community_id=community_id,
        person_id=person_id,
    )
    return [_group(row) for row in rows]


async def led_by(tx: Connection, community_id: int, person_id: int) -> list[Group]:
    """The groups in use that somebody leads, the one joined last first."""
    rows = await tx.fetch_all(
        "SELECT groups.* FROM groups JOIN memberships ON memberships.group_id = groups.id"
        " WHERE memberships.community_id = :community_id AND memberships.person_id = :person_id"
        " AND memberships.role = 'facilitator' AND groups.archived_at IS NULL"
        " ORDER BY memberships.joined_at DESC, groups.id DESC",
        community_id=community_id,
        person_id=person_id,
    )
    return [_group(row) for row in rows]


async def save_membership(tx: Connection, membership: Membership) -> None:
    await tx.execute(
        "INSERT INTO memberships (community_id, group_id, person_id, role, joined_at)"
        " VALUES (:community_id, :group_id, :person_id, :role, :joined_at)"
        " ON CONFLICT (group_id, person_id) DO UPDATE SET role = excluded.role",
        community_id=membership.community_id,
        group_id=membership.group_id,
        person_id=membership.person_id,
        role=membership.role,
        joined_at=stored(membership.joined_at),
    )


async def remove_membership(tx: Connection, membership: Membership) -> None:
    await tx.execute(
        "DELETE FROM memberships"
        " WHERE community_id = :community_id AND group_id = :group_id AND person_id = :person_id",
        community_id=membership.community_id,
        group_id=membership.group_id,
        person_id=membership.person_id,
    )


async def membership(tx: Connection, community_id: int, group_id: int, person_id: int) -> Membership | None:
    row = await tx.fetch_one(
        "SELECT * FROM memberships"
        " WHERE community_id = :community_id AND group_id = :group_id AND person_id = :person_id",
        community_id=community_id,
        group_id=group_id,
        person_id=person_id,
    )
    return membership_of(row) if row else None


async def members(tx: Connection, community_id: int, group_id: int) -> list[Membership]:
    """Everybody in a group, facilitators first, then in the order they joined."""
    rows = await tx.fetch_all(
        "SELECT * FROM memberships WHERE community_id = :community_id AND group_id = :group_id"
        " ORDER BY CASE role WHEN 'facilitator' THEN 0 ELSE 1 END, joined_at, person_id",
        community_id=community_id,
        group_id=group_id,
    )
    return [membership_of(row) for row in rows]


async def members_of_all(tx: Connection, community_id: int) -> dict[int, list[Membership]]:
    """Everybody in every group of a community, by the group; in the same order."""
    rows = await tx.fetch_all(
        "SELECT * FROM memberships WHERE community_id = :community_id"
        " ORDER BY CASE role WHEN 'facilitator' THEN 0 ELSE 1 END, joined_at, person_id",
        community_id=community_id,
    )
    found: dict[int, list[Membership]] = {}
    for row in rows:
        found.setdefault(row["group_id"], []).append(membership_of(row))
    return found


async def by_ids(tx: Connection, community_id: int, group_ids: Iterable[int]) -> dict[int, Group]:
    """The groups of these ids, by the id."""
    wanted, values = among(set(group_ids))
    rows = await tx.fetch_all(
        f"SELECT * FROM groups WHERE community_id = :community_id AND id IN {wanted}",
        community_id=community_id,
        **values,
    )
    return {row["id"]: _group(row) for row in rows}


async def leaders_of_rounds(tx: Connection, round_ids: Iterable[int]) -> dict[int, list[int]]:
    """Who leads the groups of rounds that are due, by the round's id; of every community, as the planner asks."""
    wanted, values = among(round_ids)
    rows = await tx.fetch_all(
        "SELECT rounds.id AS round_id, memberships.person_id FROM rounds"
        " JOIN memberships ON memberships.group_id = rounds.group_id AND memberships.role = 'facilitator'"
        f" WHERE rounds.id IN {wanted} ORDER BY memberships.joined_at, memberships.person_id",
        **values,
    )
    leaders: dict[int, list[int]] = {}
    for row in rows:
        leaders.setdefault(row["round_id"], []).append(row["person_id"])
    return leaders


def _group(row: Row) -> Group:
    return Group(
        id=row["id"],
        community_id=row["community_id"],
        name=row["name"],
        channel_id=row["channel_id"],
        language=row["language"],
        rhythm=WeeklyRhythm(Weekday(row["weekday"]), Time.parse_iso(row["prompt_time"]), row["zone"]),
        created_at=instant(row["created_at"]),
        entry=Entry(row["entry"]),
        pause=_pause(row),
        ends_on=Date.parse_iso(row["ends_on"]) if row["ends_on"] else None,
        archived_at=instant_or_none(row["archived_at"]),
        template=Template(row["template"]),
        workshop=row["workshop"],
    )


def _pause(row: Row) -> Pause | None:
    if row["rests_from"] is None:
        return None
    return Pause(Date.parse_iso(row["rests_from"]), Date.parse_iso(row["rests_until"]))


def membership_of(row: Row) -> Membership:
    """A row of the table as the domain knows it."""
    return Membership(
        row["community_id"], row["group_id"], row["person_id"], Role(row["role"]), instant(row["joined_at"])
    )
