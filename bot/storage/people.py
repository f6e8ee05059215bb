"""People, and what each is in one community. The person's own settings are the one thing that crosses communities."""

from collections.abc import Iterable

from whenever import Date, Instant, Time

from bot.domain.attention import Choices
from bot.domain.experiments import Pause
from bot.domain.people import Contact, Language, Person
from bot.storage.database import Connection, Row, among, stored


async def get(tx: Connection, person_id: int) -> Person | None:
    row = await tx.fetch_one("SELECT * FROM people WHERE id = :id", id=person_id)
    return person_of_row(row) if row else None


async def of_ids(tx: Connection, ids: Iterable[int]) -> dict[int, Person]:
    """Those of the people who are known, by id."""
    wanted, values = among(set(ids))
    rows = await tx.fetch_all(f"SELECT * FROM people WHERE id IN {wanted}", **values)
    return {row["id"]: person_of_row(row) for row in rows}


async def save(tx: Connection, person: Person, now: Instant) -> None:
    await tx.execute(
        "INSERT INTO people"
        " (id, language, zone, contact, nudges_per_week, nudges_per_day, quiet_from, quiet_until, created_at)"
        " VALUES (:id, :language, :zone, :contact, :per_week, :per_day, :quiet_from, :quiet_until, :created_at)"
        " ON CONFLICT (id) DO UPDATE SET language = excluded.language, zone = excluded.zone,"
        " contact = excluded.contact, nudges_per_week = excluded.nudges_per_week,"
        " nudges_per_day = excluded.nudges_per_day, quiet_from = excluded.quiet_from,"
        " quiet_until = excluded.quiet_until",
        id=person.id,
        language=person.language,
        zone=person.zone,
        contact=person.contact,
        per_week=person.choices.per_week,
        per_day=person.choices.per_day,
        quiet_from=person.choices.quiet_from.format_iso(),
        quiet_until=person.choices.quiet_until.format_iso(),
        created_at=stored(now),
    )


async def away_until(tx: Connection, community_id: int, person_id: int) -> Date | None:
    row = await tx.fetch_one(
        "SELECT away_until FROM members WHERE community_id = :community_id AND person_id = :person_id",
        community_id=community_id,
        person_id=person_id,
    )
    return Date.parse_iso(row["away_until"]) if row and row["away_until"] else None


async def set_away(tx: Connection, community_id: int, person_id: int, until: Date, today: Date) -> None:
    """Away from `today`, or from when they went before it, up to and including `until`; a day past means back."""
    where = "community_id = :community_id AND person_id = :person_id"
    who = {"community_id": community_id, "person_id": person_id}
    days = {"today": today.format_iso(), "until": until.format_iso()}
    await tx.execute(
        "INSERT INTO members (community_id, person_id, away_until) VALUES (:community_id, :person_id, :until)"
        " ON CONFLICT (community_id, person_id) DO UPDATE SET away_until = excluded.away_until",
        until=days["until"],
        **who,
    )
    await tx.execute(f"DELETE FROM aways WHERE {where} AND first_day >= :today", today=days["today"], **who)
    continued = await tx.execute(
        f"UPDATE aways SET last_day = :until WHERE {where} AND last_day >= :today", **days, **who
    )
    if until >= today and not continued:
        await tx.execute(
            "INSERT INTO aways (community_id, person_id, first_day, last_day)"
            " VALUES (:community_id, :person_id, :today, :until)",
            **days,
            **who,
        )


async def days_away(tx: Connection, community_id: int, person_id: int) -> list[Pause]:
    """When somebody was, is or will be away."""
    rows = await tx.fetch_all(
        "SELECT first_day, last_day FROM aways WHERE community_id = :community_id AND person_id = :person_id"
        " ORDER BY first_day",
        community_id=community_id,
        person_id=person_id,
    )
    return [Pause(Date.parse_iso(row["first_day"]), Date.parse_iso(row["last_day"])) for row in rows]


async def away_in_group(tx: Connection, community_id: int, group_id: int) -> list[tuple[Person, Date]]:
    """Members of a group who ever said they would be away, with their last day of it."""
    return (await away_in_groups(tx, community_id, [group_id])).get(group_id, [])


async def away_in_groups(
    tx: Connection, community_id: int, group_ids: Iterable[int]
) -> dict[int, list[tuple[Person, Date]]]:
    """Return what `away_in_group` does of several groups at once, by the group."""
    wanted, values = among(set(group_ids))
    rows = await tx.fetch_all(
        "SELECT people.*, members.away_until, memberships.group_id FROM memberships"
        " JOIN members ON members.community_id = memberships.community_id"
        " AND members.person_id = memberships.person_id"
        " JOIN people ON people.id = memberships.person_id"
        f" WHERE memberships.community_id = :community_id AND memberships.group_id IN {wanted}"
        " AND members.away_until IS NOT NULL",
        community_id=community_id,
        **values,
    )
    found: dict[int, list[tuple[Person, Date]]] = {}
    for row in rows:
        found.setdefault(row["group_id"], []).append((person_of_row(row), Date.parse_iso(row["away_until"])))
    return found


async def away_in_rounds(tx: Connection, round_ids: Iterable[int]) -> list[tuple[int, Person, Date]]:
    """For rounds that are due, `(round, member, last day away)`; of every community, as the planner asks for them."""
    wanted, values = among(round_ids)
    rows = await tx.fetch_all(
        "SELECT people.*, members.away_until, rounds.id AS round_id FROM rounds"
        " JOIN memberships ON memberships.group_id = rounds.group_id"
        " JOIN members ON members.community_id = memberships.community_id"
        " AND members.person_id = memberships.person_id"
        " JOIN people ON people.id = memberships.person_id"
        f" WHERE rounds.id IN {wanted} AND members.away_until IS NOT NULL",
        **values,
    )
    return [(row["round_id"], person_of_row(row), Date.parse_iso(row["away_until"])) for row in rows]


def person_of_row(row: Row) -> Person:
    """A person from a row that has all columns of `people`."""
    choices = Choices(
        per_week=row["nudges_per_week"],
        per_day=row["nudges_per_day"],
        quiet_from=Time.parse_iso(row["quiet_from"]),
        quiet_until=Time.parse_iso(row["quiet_until"]),
    )
    return Person(row["id"], Language(row["language"]), row["zone"], Contact(row["contact"]), choices)
