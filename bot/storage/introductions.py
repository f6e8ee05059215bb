"""Introductions. No query returns what somebody answered: two answers are only ever compared, here in `ready`."""

from collections.abc import Iterable

from whenever import Instant

from bot.domain.introductions import Introduction, IntroductionWords, Willing
from bot.storage.database import Connection, Row, among, instant, instant_or_none, stored
from bot.storage.gates import AT_WORK

# Both have said yes, it has not come about yet, and neither of the two has ruled the other out.
_READY = (
    "FROM introductions WHERE came_about_at IS NULL AND is_asked AND ends_at > :now"
    " AND (SELECT COUNT(*) FROM introduction_answers AS own WHERE own.introduction_id = introductions.id"
    " AND own.answer = 'yes') = 2"
    " AND NOT EXISTS (SELECT 1 FROM avoids WHERE avoids.community_id = introductions.community_id"
    " AND person_id IN (first_id, second_id) AND avoided_id IN (first_id, second_id))"
    f" AND {AT_WORK}"
)


async def add(tx: Connection, introduction: Introduction, *, is_asked: bool) -> None:
    """Keep an introduction. `is_asked` is no part of it, so that nothing which is made from one can tell it."""
    await tx.execute(
        "INSERT INTO introductions (id, community_id, introducer_id, first_id, second_id, ask_id, why, hope, question,"
        " proposed_at, ends_at, is_asked) VALUES (:id, :community_id, :introducer_id, :first_id, :second_id, :ask_id,"
        " :why, :hope, :question, :proposed_at, :ends_at, :is_asked)",
        id=introduction.id,
        community_id=introduction.community_id,
        introducer_id=introduction.introducer_id,
        first_id=introduction.first_id,
        second_id=introduction.second_id,
        ask_id=introduction.ask_id,
        why=introduction.words.why,
        hope=introduction.words.hope,
        question=introduction.words.question,
        proposed_at=stored(introduction.proposed_at),
        ends_at=stored(introduction.ends_at),
        is_asked=is_asked,
    )


async def by_ids(tx: Connection, community_id: int, introduction_ids: Iterable[int]) -> dict[int, Introduction]:
    """Return the introductions of these ids, by the id; none whose words were erased."""
    wanted, values = among(set(introduction_ids))
    rows = await tx.fetch_all(
        f"SELECT * FROM introductions WHERE community_id = :community_id AND why <> '' AND id IN {wanted}",
        community_id=community_id,
        **values,
    )
    return {row["id"]: _introduction(row) for row in rows}


async def get(tx: Connection, community_id: int, introduction_id: int) -> Introduction | None:
    """None also for one whose words were erased."""
    row = await tx.fetch_one(
        "SELECT * FROM introductions WHERE community_id = :community_id AND id = :id AND why <> ''",
        community_id=community_id,
        id=introduction_id,
    )
    return _introduction(row) if row else None


async def made_since(tx: Connection, community_id: int, introducer_id: int, since: Instant) -> list[Instant]:
    """Return when somebody brought two people up since then, whether or not anyone was asked; the oldest first."""
    rows = await tx.fetch_all(
        "SELECT proposed_at FROM introductions WHERE community_id = :community_id"
        " AND introducer_id = :introducer_id AND proposed_at > :since ORDER BY proposed_at",
        community_id=community_id,
        introducer_id=introducer_id,
        since=stored(since),
    )
    return [instant(row["proposed_at"]) for row in rows]


async def were_asked_since(tx: Connection, community_id: int, one_id: int, other_id: int, since: Instant) -> bool:
    """Return whether anybody has had these two asked since then."""
    row = await tx.fetch_one(
        "SELECT 1 AS found FROM introductions WHERE community_id = :community_id AND is_asked AND proposed_at > :since"
        " AND ((first_id = :one AND second_id = :other) OR (first_id = :other AND second_id = :one)) LIMIT 1",
        community_id=community_id,
        one=one_id,
        other=other_id,
        since=stored(since),
    )
    return row is not None


async def answer(tx: Connection, introduction: Introduction, person_id: int, willing: Willing, now: Instant) -> None:
    """Keeps somebody's own answer in place of an earlier one."""
    await tx.execute(
        "INSERT INTO introduction_answers (community_id, introduction_id, person_id, answer, answered_at)"
        " VALUES (:community_id, :introduction_id, :person_id, :answer, :now)"
        " ON CONFLICT (introduction_id, person_id) DO UPDATE SET answer = excluded.answer,"
        " answered_at = excluded.answered_at",
        community_id=introduction.community_id,
        introduction_id=introduction.id,
        person_id=person_id,
        answer=willing,
        now=stored(now),
    )


async def ready(tx: Connection, now: Instant, most: int) -> list[Introduction]:
    """Those whose two are to meet now, the oldest first; of every community, as the planner asks for them."""
    rows = await tx.fetch_all(f"SELECT * {_READY} ORDER BY id LIMIT :most", now=stored(now), most=most)
    return [_introduction(row) for row in rows]


async def next_number(tx: Connection, community_id: int) -> int:
    row = await tx.fetch_one(
        "SELECT COALESCE(MAX(number), 0) + 1 AS number FROM introductions WHERE community_id = :community_id",
        community_id=community_id,
    )
    assert row is not None  # an aggregate has one row
    return int(row["number"])


async def come_about(tx: Connection, introduction: Introduction) -> None:
    """Keeps when it did, and its number."""
    assert introduction.came_about_at is not None  # that is what is kept
    await tx.execute(
        "UPDATE introductions SET came_about_at = :now, number = :number"
        " WHERE community_id = :community_id AND id = :id AND came_about_at IS NULL",
        now=stored(introduction.came_about_at),
        number=introduction.number,
        community_id=introduction.community_id,
        id=introduction.id,
    )


async def about_to_meet(tx: Connection, now: Instant, most: int) -> dict[int, set[int]]:
    """By community, the people of those that are ready; of every community, as the planner asks for them."""
    found: dict[int, set[int]] = {}
    for each in await ready(tx, now, most):
        found.setdefault(each.community_id, set()).update(each.people)
    return found


async def open_of_person(tx: Connection, community_id: int, person_id: int, now: Instant) -> list[Introduction]:
    """Those that somebody is one of the two of, and that may still be answered; the oldest first."""
    rows = await tx.fetch_all(
        "SELECT * FROM introductions WHERE community_id = :community_id AND :person_id IN (first_id, second_id)"
        " AND came_about_at IS NULL AND ends_at > :now ORDER BY id",
        community_id=community_id,
        person_id=person_id,
        now=stored(now),
    )
    return [_introduction(row) for row in rows]


async def told_to(tx: Connection, community_id: int, person_id: int, now: Instant) -> list[Introduction]:
    """Those of them that somebody has been asked about: the question has reached them."""
    rows = await tx.fetch_all(
        "SELECT introductions.* FROM introductions JOIN deliveries ON deliveries.kind = 'introduction_asked'"
        " AND deliveries.subject = introductions.id AND deliveries.person_id = :person_id"
        " AND deliveries.state = 'delivered'"
        " WHERE introductions.community_id = :community_id AND introductions.came_about_at IS NULL"
        " AND introductions.ends_at > :now AND :person_id IN (first_id, second_id) ORDER BY introductions.id",
        community_id=community_id,
        person_id=person_id,
        now=stored(now),
    )
    return [_introduction(row) for row in rows]


async def forget_answer(tx: Connection, introduction: Introduction, person_id: int) -> None:
    """As if they had said nothing."""
    await tx.execute(
        "DELETE FROM introduction_answers WHERE community_id = :community_id AND introduction_id = :introduction_id"
        " AND person_id = :person_id",
        community_id=introduction.community_id,
        introduction_id=introduction.id,
        person_id=person_id,
    )


def _introduction(row: Row) -> Introduction:
    return Introduction(
        id=row["id"],
        community_id=row["community_id"],
        introducer_id=row["introducer_id"],
        first_id=row["first_id"],
        second_id=row["second_id"],
        words=IntroductionWords(row["why"], row["hope"], row["question"]),
        proposed_at=instant(row["proposed_at"]),
        ends_at=instant(row["ends_at"]),
        ask_id=row["ask_id"],
        came_about_at=instant_or_none(row["came_about_at"]),
        number=row["number"],
    )
