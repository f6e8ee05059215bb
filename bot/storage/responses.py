"""Responses to check-ins."""

from bot.domain.responses import Question, Response
from bot.storage.database import Connection, Row, instant, stored


async def add(tx: Connection, response: Response) -> None:
    await tx.execute(
        "INSERT INTO responses (id, community_id, check_in_id, person_id, question, text, created_at)"
        " VALUES (:id, :community_id, :check_in_id, :person_id, :question, :text, :created_at)",
        id=response.id,
        community_id=response.community_id,
        check_in_id=response.check_in_id,
        person_id=response.person_id,
        question=response.question,
        text=response.text,
        created_at=stored(response.created_at),
    )


async def get(tx: Connection, community_id: int, response_id: int) -> Response | None:
    """None also for one whose words were erased: it is there to be counted."""
    row = await tx.fetch_one(
        "SELECT * FROM responses WHERE community_id = :community_id AND id = :id AND text <> ''",
        community_id=community_id,
        id=response_id,
    )
    return _response(row) if row else None


async def count_of(tx: Connection, community_id: int, check_in_id: int) -> int:
    row = await tx.fetch_one(
        "SELECT COUNT(*) AS number FROM responses WHERE community_id = :community_id AND check_in_id = :check_in_id",
        community_id=community_id,
        check_in_id=check_in_id,
    )
    return int(row["number"]) if row else 0


async def count_by(tx: Connection, community_id: int, check_in_id: int, person_id: int) -> int:
    """How many of the responses to a check-in one person has given."""
    row = await tx.fetch_one(
        "SELECT COUNT(*) AS number FROM responses"
        " WHERE community_id = :community_id AND check_in_id = :check_in_id AND person_id = :person_id",
        community_id=community_id,
        check_in_id=check_in_id,
        person_id=person_id,
    )
    return int(row["number"]) if row else 0


async def count_in_round(tx: Connection, community_id: int, round_id: int) -> int:
    """Return how many responses there are to the answers of a round that the whole group may read."""
    row = await tx.fetch_one(
        "SELECT COUNT(*) AS number FROM responses JOIN check_ins ON check_ins.id = responses.check_in_id"
        " JOIN experiments ON experiments.id = check_ins.experiment_id AND experiments.visibility = 'group'"
        " WHERE check_ins.community_id = :community_id AND check_ins.round_id = :round_id",
        community_id=community_id,
        round_id=round_id,
    )
    return int(row["number"]) if row else 0


async def to_person(
    tx: Connection, community_id: int, group_id: int, person_id: int, first: int, before: int | None
) -> list[Response]:
    """Responses to somebody's answers in a group, from the one with the id `first` on, up to but not `before`."""
    rows = await tx.fetch_all(
        "SELECT responses.* FROM responses JOIN check_ins ON check_ins.id = responses.check_in_id"
        " WHERE check_ins.community_id = :community_id AND check_ins.group_id = :group_id"
        " AND check_ins.person_id = :person_id AND responses.id >= :first AND responses.text <> ''"
        " AND (:before IS NULL OR responses.id < :before) ORDER BY responses.id",
        community_id=community_id,
        group_id=group_id,
        person_id=person_id,
        first=first,
        before=before,
    )
    return [_response(row) for row in rows]


def _response(row: Row) -> Response:
    return Response(
        row["id"],
        row["community_id"],
        row["check_in_id"],
        row["person_id"],
        Question(row["question"]),
        row["text"],
        instant(row["created_at"]),
    )
