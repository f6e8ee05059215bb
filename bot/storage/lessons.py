"""Lessons, and the index they are found by.

Every term of the index carries the group whose lesson holds it: `g2szquestion` is another entry than that of any other
group. So a search reads what its reader's groups wrote and nothing else, however many others use the same word, and no
word that somebody types can pass for a group.
"""

from collections.abc import Iterable, Sequence

from whenever import Instant

from bot.domain.lessons import TERMS_VERSION, Indexed, Lesson, is_prefix
from bot.domain.stems import forms
from bot.storage.database import Connection, Row, among, instant, stored
from bot.storage.experiments import experiment_from

_COLUMNS = "experiments.*, lessons.id AS lesson_id, lessons.learned_at"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxy"


async def add(tx: Connection, lesson: Lesson) -> None:
    """Keeps a lesson and makes it findable in its group."""
    experiment = lesson.experiment
    await tx.execute(
        "INSERT INTO lessons"
        " (id, community_id, group_id, experiment_id, person_id, verdict, learned_at, terms_version)"
        " VALUES (:id, :community_id, :group_id, :experiment_id, :person_id, :verdict, :learned_at, :terms_version)",
        id=lesson.id,
        community_id=experiment.community_id,
        group_id=experiment.group_id,
        experiment_id=experiment.id,
        person_id=experiment.person_id,
        verdict=lesson.ending.verdict,
        learned_at=stored(lesson.learned_at),
        terms_version=TERMS_VERSION,
    )
    await _add_terms(tx, lesson)


async def get(tx: Connection, community_id: int, lesson_id: int) -> Lesson | None:
    found = await all_of(tx, community_id, [lesson_id])
    return found[0] if found else None


async def all_of(tx: Connection, community_id: int, lesson_ids: Sequence[int]) -> list[Lesson]:
    """These lessons of a community, in this order."""
    wanted, values = among(lesson_ids)
    rows = await tx.fetch_all(
        f"SELECT {_COLUMNS} FROM lessons JOIN experiments ON experiments.id = lessons.experiment_id"
        f" WHERE lessons.community_id = :community_id AND lessons.id IN {wanted}",
        community_id=community_id,
        **values,
    )
    found = {row["lesson_id"]: _lesson(row) for row in rows}
    return [found[id] for id in lesson_ids if id in found]


async def newest(tx: Connection, community_id: int, group_ids: Iterable[int], most: int) -> list[Lesson]:
    """What was learned last in these groups."""
    wanted, values = among(group_ids)
    rows = await tx.fetch_all(
        f"SELECT {_COLUMNS} FROM lessons JOIN experiments ON experiments.id = lessons.experiment_id"
        f" WHERE lessons.community_id = :community_id AND lessons.group_id IN {wanted}"
        " ORDER BY lessons.id DESC LIMIT :most",
        community_id=community_id,
        most=most,
        **values,
    )
    return [_lesson(row) for row in rows]


async def count(tx: Connection, community_id: int, group_ids: Iterable[int]) -> int:
    wanted, values = among(group_ids)
    [row] = await tx.fetch_all(
        "SELECT COUNT(*) AS number FROM lessons"
        f" WHERE lessons.community_id = :community_id AND lessons.group_id IN {wanted}",
        community_id=community_id,
        **values,
    )
    return int(row["number"])


async def holding(
    tx: Connection,
    community_id: int,
    group_ids: Sequence[int],
    words: Sequence[str],
    *,
    most: int,
    but_of: int | None = None,
) -> list[Indexed]:
    """Lessons of these groups that hold any of the words, none that `but_of` wrote.

    Of each word the newest `most`, so that a word that everybody uses does not push out one that few do.
    """
    if not words or not group_ids:
        return []
    wanted, values = among(group_ids)
    each = (
        "SELECT id FROM (SELECT rowid AS id FROM lesson_terms WHERE lesson_terms MATCH :sought{number}"
        " ORDER BY rowid DESC LIMIT :most)"
    )
    rows = await tx.fetch_all(
        "SELECT lessons.id, lessons.group_id, lesson_terms.terms FROM"
        f" ({' UNION '.join(each.format(number=number) for number in range(len(words)))}) AS found"
        " JOIN lessons ON lessons.id = found.id JOIN lesson_terms ON lesson_terms.rowid = found.id"
        f" WHERE lessons.community_id = :community_id AND lessons.group_id IN {wanted}"
        " AND (:but_of IS NULL OR lessons.person_id <> :but_of)",
        community_id=community_id,
        most=most,
        but_of=but_of,
        **{f"sought{number}": _match(group_ids, word) for number, word in enumerate(words)},
        **values,
    )
    return [Indexed(row["id"], f" {row['terms']} ".replace(f" {_group(row['group_id'])}", " ")) for row in rows]


async def index_anew(tx: Connection, most: int) -> int:
    """Gives lessons whose terms are those of an older version the terms of this one; how many those were."""
    rows = await tx.fetch_all(
        f"SELECT {_COLUMNS} FROM lessons JOIN experiments ON experiments.id = lessons.experiment_id"
        " WHERE lessons.terms_version < :version LIMIT :most",
        version=TERMS_VERSION,
        most=most,
    )
    for lesson in map(_lesson, rows):
        await tx.execute("DELETE FROM lesson_terms WHERE rowid = :id", id=lesson.id)
        await _add_terms(tx, lesson)
        await tx.execute(
            "UPDATE lessons SET terms_version = :version WHERE community_id = :community_id AND id = :id",
            version=TERMS_VERSION,
            community_id=lesson.experiment.community_id,
            id=lesson.id,
        )
    return len(rows)


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


async def _add_terms(tx: Connection, lesson: Lesson) -> None:
    group = _group(lesson.experiment.group_id)
    await tx.execute(
        "INSERT INTO lesson_terms (rowid, terms) VALUES (:id, :terms)",
        id=lesson.id,
        terms=" ".join(group + term for term in lesson.terms),
    )


def _match(group_ids: Iterable[int], word: str) -> str:
    """Any form of a word in any of the groups, and whatever begins with it as it was typed."""
    sought = []
    for group in map(_group, group_ids):
        sought += [_quoted(group + form) for form in sorted(forms(word))]
        if is_prefix(word):
            sought.append(f"{_quoted(group + word)} *")
    return f"terms : ({' OR '.join(sought)})"


def _quoted(term: str) -> str:
    """A term as FTS5 takes it literally, whatever is in it."""
    return '"' + term.replace('"', '""') + '"'


def _group(group_id: int) -> str:
    """What the terms of a group begin with; `z` ends its number, which has every other letter."""
    digits = ""
    while group_id:
        group_id, digit = divmod(group_id, len(_DIGITS))
        digits = _DIGITS[digit] + digits
    return f"g{digits}z"


def _lesson(row: Row) -> Lesson:
    return Lesson(row["lesson_id"], experiment_from(row), instant(row["learned_at"]))
