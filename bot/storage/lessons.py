"""Lessons, and the index they are found by.

The index holds folded words in `terms` and, in `place`, one term for the community and one for the group. Both are
looked up in the index, so a common word costs no more in a large installation than in a small one.
"""

from collections.abc import Iterable, Sequence

from whenever import Instant

from bot.domain.lessons import Lesson, is_prefix
from bot.storage.database import Connection, Row, instant, stored
from bot.storage.experiments import experiment_from

_COLUMNS = "experiments.*, lessons.id AS lesson_id, lessons.learned_at"


async def add(tx: Connection, lesson: Lesson) -> None:
    """Keeps a lesson and makes it findable in its group."""
    experiment = lesson.experiment
    await tx.execute(
        "INSERT INTO lessons (id, community_id, group_id, experiment_id, person_id, verdict, learned_at)"
        " VALUES (:id, :community_id, :group_id, :experiment_id, :person_id, :verdict, :learned_at)",
        id=lesson.id,
        community_id=experiment.community_id,
        group_id=experiment.group_id,
        experiment_id=experiment.id,
        person_id=experiment.person_id,
        verdict=lesson.ending.verdict,
        learned_at=stored(lesson.learned_at),
    )
    await tx.execute(
        "INSERT INTO lesson_terms (rowid, place, terms) VALUES (:id, :place, :terms)",
        id=lesson.id,
        place=f"{_community(experiment.community_id)} {_group(experiment.group_id)}",
        terms=" ".join(lesson.words),
    )


async def get(tx: Connection, community_id: int, lesson_id: int) -> Lesson | None:
    row = await tx.fetch_one(
        f"SELECT {_COLUMNS} FROM lessons JOIN experiments ON experiments.id = lessons.experiment_id"
        " WHERE lessons.community_id = :community_id AND lessons.id = :id",
        community_id=community_id,
        id=lesson_id,
    )
    return _lesson(row) if row else None


async def like(
    tx: Connection, community_id: int, group_id: int, stems: Sequence[str], *, but_of: int, most: int
) -> list[Lesson]:
    """Lessons of a group that hold any of the stems, the likest first; none that `but_of` wrote."""
    if not stems:
        return []
    rows = await tx.fetch_all(
        f"SELECT {_COLUMNS} FROM lesson_terms"
        " JOIN lessons ON lessons.id = lesson_terms.rowid"
        " JOIN experiments ON experiments.id = lessons.experiment_id"
        " WHERE lesson_terms MATCH :sought AND lessons.community_id = :community_id AND lessons.group_id = :group_id"
        " AND lessons.person_id <> :but_of"
        " ORDER BY bm25(lesson_terms, 0.0, 1.0), lessons.id DESC LIMIT :most",
        sought=f"place : {_quoted(_group(group_id))} AND terms : ({_any_of(stems)})",
        community_id=community_id,
        group_id=group_id,
        but_of=but_of,
        most=most,
    )
    return [_lesson(row) for row in rows]


async def thank(tx: Connection, community_id: int, lesson_id: int, person_id: int, now: Instant) -> bool:
    """False if they said so before."""
    return bool(
        await tx.execute(
            "INSERT INTO lesson_thanks (community_id, lesson_id, person_id, thanked_at)"
            " VALUES (:community_id, :lesson_id, :person_id, :now) ON CONFLICT DO NOTHING",
            community_id=community_id,
            lesson_id=lesson_id,
            person_id=person_id,
            now=stored(now),
        )
    )


def _any_of(stems: Iterable[str]) -> str:
    return " OR ".join(f"{_quoted(stem)} *" if is_prefix(stem) else _quoted(stem) for stem in stems)


def _quoted(term: str) -> str:
    """A term as FTS5 takes it literally, whatever is in it."""
    return '"' + term.replace('"', '""') + '"'


def _community(community_id: int) -> str:
    return f"c{community_id}"


def _group(group_id: int) -> str:
    return f"g{group_id}"


def _lesson(row: Row) -> Lesson:
    return Lesson(row["lesson_id"], experiment_from(row), instant(row["learned_at"]))
