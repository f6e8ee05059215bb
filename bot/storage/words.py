"""People's words: where they are, on which messages, and how they leave the tables.

What others count by stays, without its words: thanks for who was thanked, asks for who was told of them. What only its
writer counts by goes.
"""

from collections.abc import Iterable, Sequence

from whenever import Instant

from bot.domain.deliveries import Delivery, Kind, State
from bot.domain.privacy import Piece, Text
from bot.storage.database import Connection, Row, among, stored
from bot.storage.deliveries import delivery_of

# Out, or on its way and perhaps out as it was. What was shown privately is on nobody's screen once they look away.
_OUT = (
    "((message_id IS NOT NULL AND (reason IS NULL OR reason <> 'read')) OR state = 'claimed'"
    " OR (state = 'scheduled' AND tried_at IS NOT NULL))"
)


async def posted(tx: Connection, community_id: int, kinds: Iterable[Kind], subjects: Iterable[int]) -> list[Delivery]:
    """The deliveries of these kinds about these that are out, or may be."""
    wanted, values = among(subjects)
    rows = await tx.fetch_all(
        f"SELECT * FROM deliveries WHERE kind IN ({_listed(kinds)}) AND subject IN {wanted}"
        f" AND community_id = :community_id AND {_OUT}",
        community_id=community_id,
        **values,
    )
    return [delivery_of(row) for row in rows]


async def posted_to(tx: Connection, person_id: int) -> list[Delivery]:
    """What is out, or may be, to one person, in every community."""
    rows = await tx.fetch_all(f"SELECT * FROM deliveries WHERE person_id = :person_id AND {_OUT}", person_id=person_id)
    return [delivery_of(row) for row in rows]


async def notes_of_responses(tx: Connection, community_id: int, response_ids: Iterable[int]) -> list[Delivery]:
    """The words about responses in which these were told of: each tells of its subject and what followed it."""
    wanted, values = among(response_ids)
    rows = await tx.fetch_all(
        "SELECT * FROM deliveries AS note WHERE kind = 'response_note' AND community_id = :community_id"
        f" AND {_OUT} AND EXISTS (SELECT 1 FROM responses"
        " JOIN check_ins ON check_ins.id = responses.check_in_id WHERE responses.community_id = :community_id"
        f" AND responses.id IN {wanted} AND check_ins.person_id = note.person_id"
        " AND check_ins.group_id = note.group_id AND responses.id >= note.subject)",
        community_id=community_id,
        **values,
    )
    return [delivery_of(row) for row in rows]


async def find_posted(tx: Connection, community_id: int, delivery_id: int) -> tuple[Delivery, State] | None:
    """None also for what was shown privately: it cannot be written anew."""
    row = await tx.fetch_one(
        "SELECT * FROM deliveries WHERE community_id = :community_id AND id = :id"
        " AND (reason IS NULL OR reason <> 'read')",
        community_id=community_id,
        id=delivery_id,
    )
    return (delivery_of(row), State(row["state"])) if row else None


_AUTHORS = {
    Piece.EXPERIMENT: ("experiments", "person_id", "TRUE"),
    Piece.CHECK_IN: ("check_ins", "person_id", "TRUE"),
    Piece.RESPONSE: ("responses", "person_id", "text <> ''"),
    Piece.THANKS: ("thanks", "giver_id", "text <> ''"),
    Piece.LESSON: ("lessons", "person_id", "TRUE"),
    Piece.ASK: ("asks", "person_id", "question <> ''"),
    Piece.HELP: ("helps", "person_id", "text <> ''"),
    Piece.INTRODUCTION: ("introductions", "introducer_id", "why <> ''"),
}


async def author_of(tx: Connection, text: Text) -> int | None:
    """Who wrote it; None where there is no such text any more, or it is nobody's."""
    if text.piece not in _AUTHORS:
        return None
    table, column, is_there = _AUTHORS[text.piece]
    row = await tx.fetch_one(
        f"SELECT {column} AS author FROM {table} WHERE community_id = :community_id AND id = :id AND {is_there}",
        community_id=text.community_id,
        id=text.id,
    )
    return row["author"] if row else None


async def rounds_since(tx: Connection, community_id: int, group_id: int | None, since: Instant) -> list[int]:
    """The rounds of a group, or of all groups, that have quoted what was written then, or may."""
    rows = await tx.fetch_all(
        "SELECT id FROM rounds WHERE community_id = :community_id AND digest_at >= :since"
        " AND (:group_id IS NULL OR group_id = :group_id)",
        community_id=community_id,
        group_id=group_id,
        since=stored(since),
    )
    return _ids(rows)


async def check_ins_of(tx: Connection, community_id: int, experiment_id: int) -> list[int]:
    rows = await tx.fetch_all(
        "SELECT id FROM check_ins WHERE community_id = :community_id AND experiment_id = :experiment_id",
        community_id=community_id,
        experiment_id=experiment_id,
    )
    return _ids(rows)


async def responses_to(tx: Connection, community_id: int, check_in_ids: Iterable[int]) -> list[int]:
    return await _about(tx, "responses", "check_in_id", community_id, check_in_ids)


async def thanks_for(tx: Connection, community_id: int, check_in_ids: Iterable[int]) -> list[int]:
    return await _about(tx, "thanks", "check_in_id", community_id, check_in_ids)


async def helps_with(tx: Connection, community_id: int, ask_id: int) -> list[int]:
    return await _about(tx, "helps", "ask_id", community_id, [ask_id])


async def thanks_for_help(tx: Connection, community_id: int, ask_id: int) -> list[int]:
    """Those that repeat the question of an ask."""
    return await _about(tx, "thanks", "ask_id", community_id, [ask_id])


async def _about(tx: Connection, table: str, column: str, community_id: int, ids: Iterable[int]) -> list[int]:
    wanted, values = among(ids)
    rows = await tx.fetch_all(
        f"SELECT id FROM {table} WHERE community_id = :community_id AND {column} IN {wanted}",
        community_id=community_id,
        **values,
    )
    return _ids(rows)


async def remove_check_ins(tx: Connection, community_id: int, check_in_ids: Sequence[int]) -> None:
    """With what others said to them. Thanks for them stay: they are tied to nothing from then on."""
    wanted, values = among(check_in_ids)
    for statement in (
        f"DELETE FROM responses WHERE community_id = :community_id AND check_in_id IN {wanted}",
        f"UPDATE thanks SET check_in_id = NULL WHERE community_id = :community_id AND check_in_id IN {wanted}",
        f"DELETE FROM check_ins WHERE community_id = :community_id AND id IN {wanted}",
    ):
        await tx.execute(statement, community_id=community_id, **values)


async def remove_experiment(tx: Connection, community_id: int, experiment_id: int) -> None:
    """Once its answers and its lesson are gone."""
    for statement in (
        "DELETE FROM witnesses WHERE community_id = :community_id AND experiment_id = :id",
        "DELETE FROM experiments WHERE community_id = :community_id AND id = :id",
    ):
        await tx.execute(statement, community_id=community_id, id=experiment_id)


async def lesson_of(tx: Connection, community_id: int, experiment_id: int) -> int | None:
    row = await tx.fetch_one(
        "SELECT id FROM lessons WHERE community_id = :community_id AND experiment_id = :experiment_id",
        community_id=community_id,
        experiment_id=experiment_id,
    )
    return row["id"] if row else None


async def held_of_lesson(tx: Connection, community_id: int, lesson_id: int) -> list[int]:
    """The request it came of, where somebody else wanted to keep the message."""
    rows = await tx.fetch_all(
        "SELECT held_messages.id FROM held_messages"
        " JOIN lessons ON lessons.message_id = held_messages.message_id AND lessons.id = :lesson_id"
        " WHERE held_messages.community_id = :community_id AND lessons.community_id = :community_id",
        community_id=community_id,
        lesson_id=lesson_id,
    )
    return _ids(rows)


async def empty_response(tx: Connection, community_id: int, response_id: int) -> None:
    """It is still counted."""
    await tx.execute(
        "UPDATE responses SET text = '' WHERE community_id = :community_id AND id = :id",
        community_id=community_id,
        id=response_id,
    )


async def empty_thanks(tx: Connection, community_id: int, thanks_id: int) -> None:
    await tx.execute(
        "UPDATE thanks SET text = '' WHERE community_id = :community_id AND id = :id",
        community_id=community_id,
        id=thanks_id,
    )


async def empty_help(tx: Connection, community_id: int, help_id: int) -> None:
    await tx.execute(
        "UPDATE helps SET text = '' WHERE community_id = :community_id AND id = :id",
        community_id=community_id,
        id=help_id,
    )


async def empty_ask(tx: Connection, community_id: int, ask_id: int, now: Instant) -> None:
    """It is withdrawn for good, with what others wrote to it; who helped and who was told still counts."""
    for statement in (
        "UPDATE asks SET question = '', tried = '', able = '', hope = '', in_return = '', state = 'withdrawn',"
        " state_at = :now, next_at = NULL, look_at = NULL WHERE community_id = :community_id AND id = :id",
        "UPDATE helps SET text = '' WHERE community_id = :community_id AND ask_id = :id",
    ):
        await tx.execute(statement, community_id=community_id, id=ask_id, now=stored(now))


async def empty_introduction(tx: Connection, community_id: int, introduction_id: int, now: Instant) -> None:
    """Nobody is asked about it any more."""
    await tx.execute(
        "UPDATE introductions SET why = '', hope = '', question = '',"
        " ends_at = CASE WHEN came_about_at IS NULL THEN MIN(ends_at, :now) ELSE ends_at END"
        " WHERE community_id = :community_id AND id = :id",
        community_id=community_id,
        id=introduction_id,
        now=stored(now),
    )


def _listed(kinds: Iterable[Kind]) -> str:
    return ", ".join(f"'{kind}'" for kind in kinds) or "NULL"


def _ids(rows: Sequence[Row]) -> list[int]:
    return [row["id"] for row in rows]
