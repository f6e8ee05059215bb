"""Forgetting a person: what goes with them, and where somebody without a name stands in for them.

A stand-in is a person with a number below nothing, which Discord gives nobody. It keeps what others count by: a try in
a round, thanks received, a pair. Every column that names a person is in one of the lists here; a test walks the schema
and asks.
"""

from whenever import Instant

from bot.domain.people import Person
from bot.domain.privacy import Piece, Text
from bot.storage import people
from bot.storage.database import Connection

# Rows that are about the person alone; in an order that leaves nothing pointing at what is gone.
GOES = (
    ("members", "person_id"),
    ("memberships", "person_id"),
    ("aways", "person_id"),
    ("drafts", "person_id"),
    ("invitations", "person_id"),
    ("witnesses", "person_id"),
    ("nudges", "person_id"),
    ("avoids", "person_id"),
    ("pair_proposals", "person_id"),
    ("offers", "person_id"),
    ("ask_matches", "person_id"),
    ("introduction_answers", "person_id"),
)
# What others count by, or what tells a moderator why things are as they are.
STANDS_IN = (
    ("experiments", "person_id"),
    ("check_ins", "person_id"),
    ("responses", "person_id"),
    ("thanks", "giver_id"),
    ("thanks", "receiver_id"),
    ("lesson_thanks", "person_id"),
    ("asks", "person_id"),
    ("helps", "person_id"),
    ("pairing_people", "person_id"),
    ("introductions", "introducer_id"),
    ("introductions", "first_id"),
    ("introductions", "second_id"),
    ("held_messages", "author_id"),
    ("held_messages", "saver_id"),
    ("invitations", "invited_by"),
    ("rings", "started_by"),
    ("communities", "stopped_by"),
    ("blocks", "blocked_by"),
    ("audits", "actor_id"),
    ("audits", "person_id"),
)
EMPTIED = (
    ("deliveries", "person_id"),
    ("deliveries", "caused_by"),
    ("lessons", "saved_by"),
)
# Taken out one by one before, with the index they are found by.
GONE_BEFORE = (("lessons", "person_id"),)
# What others decided about the person, and would lose by it: forgetting must not be a way around either.
KEPT = (
    ("blocks", "person_id"),
    ("avoids", "avoided_id"),
)

_OWN = {
    Piece.EXPERIMENT: "SELECT community_id, id FROM experiments WHERE person_id = :person_id",
    Piece.RESPONSE: "SELECT community_id, id FROM responses WHERE person_id = :person_id",
    Piece.THANKS: "SELECT community_id, id FROM thanks WHERE :person_id IN (giver_id, receiver_id)",
    Piece.LESSON: "SELECT community_id, id FROM lessons WHERE person_id = :person_id",
    Piece.HELD: "SELECT community_id, id FROM held_messages WHERE :person_id IN (author_id, saver_id)",
    Piece.ASK: "SELECT community_id, id FROM asks WHERE person_id = :person_id",
    Piece.HELP: "SELECT community_id, id FROM helps WHERE person_id = :person_id",
    Piece.INTRODUCTION: "SELECT community_id, id FROM introductions"
    " WHERE :person_id IN (introducer_id, first_id, second_id)",
}
# Cards of others that name the person.
_NAMED_ON = {
    Piece.EXPERIMENT: "SELECT community_id, experiment_id AS id FROM witnesses WHERE person_id = :person_id",
    Piece.ASK: "SELECT community_id, ask_id AS id FROM helps WHERE person_id = :person_id",
}


async def own_texts(tx: Connection, person_id: int) -> list[Text]:
    """All that somebody wrote, and what was written to them, in every community."""
    return await _texts(tx, _OWN, person_id)


async def named_on(tx: Connection, person_id: int) -> list[Text]:
    """What others wrote, on whose cards they are named."""
    return await _texts(tx, _NAMED_ON, person_id)


async def _texts(tx: Connection, queries: dict[Piece, str], person_id: int) -> list[Text]:
    return [
        Text(row["community_id"], piece, row["id"])
        for piece, query in queries.items()
        for row in await tx.fetch_all(query, person_id=person_id)
    ]


async def communities_of(tx: Connection, person_id: int) -> list[int]:
    """Where somebody is in a group, asks, helps, is to be introduced, has a message held, or is owed something."""
    rows = await tx.fetch_all(
        "SELECT community_id FROM memberships WHERE person_id = :person_id"
        " UNION SELECT community_id FROM introductions WHERE :person_id IN (first_id, second_id)"
        " UNION SELECT community_id FROM helps WHERE person_id = :person_id"
        " UNION SELECT community_id FROM asks WHERE person_id = :person_id"
        " UNION SELECT community_id FROM held_messages WHERE :person_id IN (author_id, saver_id)"
        " UNION SELECT community_id FROM deliveries WHERE person_id = :person_id ORDER BY community_id",
        person_id=person_id,
    )
    return [row["community_id"] for row in rows]


async def led_alone(tx: Connection, person_id: int) -> list[str]:
    """The names of the groups in use that nobody else leads."""
    rows = await tx.fetch_all(
        "SELECT groups.name FROM memberships JOIN groups ON groups.id = memberships.group_id"
        " WHERE memberships.person_id = :person_id AND memberships.role = 'facilitator' AND groups.archived_at IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM memberships AS others WHERE others.group_id = groups.id"
        " AND others.role = 'facilitator' AND others.person_id <> :person_id) ORDER BY groups.name",
        person_id=person_id,
    )
    return [row["name"] for row in rows]


async def empty_own(tx: Connection, person_id: int) -> None:
    """The words of what stays to be counted; an experiment and its answers are for nobody's eyes from then on."""
    for statement in (
        "UPDATE experiments SET what = '', why = '', obstacle = '', when_then = '', learned_from = '',"
        " former_plans = '[]', ending = '', advice = '', reach = NULL, rating_before = NULL, rating_after = NULL,"
        " was_shared = MAX(was_shared, visibility = 'group'), visibility = 'private' WHERE person_id = :person_id",
        "UPDATE check_ins SET tried = '', happened = '', learned = '', next_step = '', blocker = ''"
        " WHERE person_id = :person_id",
        "DELETE FROM helps WHERE person_id = :person_id AND accepted_at IS NULL"
        " AND ask_id IN (SELECT id FROM asks WHERE ring_id IS NULL)",
        "DELETE FROM offer_terms WHERE rowid IN (SELECT id FROM offers WHERE person_id = :person_id)",
        # Others' answers to what does not come about any more are as good as not given.
        "DELETE FROM introduction_answers WHERE introduction_id IN (SELECT id FROM introductions"
        " WHERE came_about_at IS NULL AND :person_id IN (introducer_id, first_id, second_id))",
    ):
        await tx.execute(statement, person_id=person_id)


async def replace_person(tx: Connection, person_id: int, stand_in: Person, now: Instant) -> None:
    """Takes the person out of every table, with the stand-in in their place where others count by it."""
    both = {"person_id": person_id, "stand_in_id": stand_in.id}
    await people.save(tx, stand_in, now)
    await _replace_in_deliveries(tx, person_id, stand_in.id)
    for table, column in GOES:
        await tx.execute(f"DELETE FROM {table} WHERE {column} = :person_id", person_id=person_id)
    for table, column in STANDS_IN:
        await tx.execute(f"UPDATE {table} SET {column} = :stand_in_id WHERE {column} = :person_id", **both)
    for table, column in EMPTIED:
        await tx.execute(f"UPDATE {table} SET {column} = NULL WHERE {column} = :person_id", person_id=person_id)
    await tx.execute("DELETE FROM people WHERE id = :person_id", person_id=person_id)


async def _replace_in_deliveries(tx: Connection, person_id: int, stand_in_id: int) -> None:
    """What tells apart the times something is said names people between colons; a form names whom it is about so,
    and in a form somebody is chosen by their id, in a list of people among others."""
    named = {"named": f":{person_id}:", "like": f"%:{person_id}:%"}
    await tx.execute(
        "UPDATE deliveries SET state = 'cancelled', reason = 'no_longer_needed', finished_at = due_at"
        " WHERE person_id = :person_id AND state IN ('scheduled', 'waiting')",
        person_id=person_id,
    )
    for table in ("deliveries", "spent_keys"):
        await tx.execute(
            f"UPDATE {table} SET subject = :stand_in_id WHERE kind = 'cannot_see' AND subject = :person_id",
            stand_in_id=stand_in_id,
            person_id=person_id,
        )
        await tx.execute(
            f"UPDATE {table} SET occurrence = TRIM(REPLACE(':' || occurrence || ':', :named, :becomes), ':')"
            " WHERE (':' || occurrence || ':') LIKE :like",
            becomes=f":{stand_in_id}:",
            **named,
        )
    await tx.execute(
        "DELETE FROM drafts WHERE (':' || form || ':') LIKE :like OR REPLACE(texts, '\"', ' ') LIKE :listed",
        like=named["like"],
        listed=f"% {person_id} %",
    )


async def tidy_indexes(tx: Connection) -> None:
    """Deleted words stay in the pages of a full-text index until it is put together anew."""
    for index in ("lesson_terms", "offer_terms"):
        await tx.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
