"""Lessons, and the index they are found by.

Every term of the index carries whom the lesson that holds it is for: `g2szquestion` is another entry than that of any
other group, and `c…z` is for everybody in a community. So a search reads what is for its reader and nothing else,
however many others use the same word, and no word that somebody types can pass for a place.
"""

from collections.abc import Iterable, Sequence

from whenever import Instant

from bot.domain.experiments import Experiment
from bot.domain.lessons import TERMS_VERSION, Indexed, Lesson, Said, Solved, Source, Told, is_prefix, told_by
from bot.domain.stems import forms
from bot.storage.database import Connection, Row, among, instant, stored
from bot.storage.experiments import experiment_from

_OWN = (
    "id", "community_id", "group_id", "person_id", "ask_id", "channel_id", "message_id", "saved_by", "title", "learned",
    "advice", "learned_at",
)  # fmt: skip
_COLUMNS = f"experiments.*, {', '.join(f'lessons.{name} AS lesson_{name}' for name in _OWN)}"
_READ = f"SELECT {_COLUMNS} FROM lessons LEFT JOIN experiments ON experiments.id = lessons.experiment_id"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxy"


async def add(tx: Connection, lesson: Lesson) -> None:
    """Keeps a lesson and makes it findable by those it is for. The words of an experiment stay with the experiment."""
    kept = {**_source(lesson.source), **_words(lesson)}
    await tx.execute(
        "INSERT INTO lessons (id, community_id, group_id, person_id, learned_at, terms_version,"
        " experiment_id, ask_id, channel_id, message_id, saved_by, title, learned, advice)"
        " VALUES (:id, :community_id, :group_id, :person_id, :learned_at, :terms_version,"
        " :experiment_id, :ask_id, :channel_id, :message_id, :saved_by, :title, :learned, :advice)",
        id=lesson.id,
        community_id=lesson.community_id,
        group_id=lesson.group_id,
        person_id=lesson.person_id,
        learned_at=stored(lesson.learned_at),
        terms_version=TERMS_VERSION,
        **kept,
    )
    await _add_terms(tx, lesson)


async def remove(tx: Connection, lesson: Lesson) -> None:
    """Takes a lesson out of the list and the index, with the thanks for it; what it came of stays."""
    await tx.execute(
        "DELETE FROM lesson_thanks WHERE community_id = :community_id AND lesson_id = :id",
        community_id=lesson.community_id,
        id=lesson.id,
    )
    await tx.execute(
        "DELETE FROM lessons WHERE community_id = :community_id AND id = :id",
        community_id=lesson.community_id,
        id=lesson.id,
    )
    await tx.execute("DELETE FROM lesson_terms WHERE rowid = :id", id=lesson.id)


async def get(tx: Connection, community_id: int, lesson_id: int) -> Lesson | None:
    found = await all_of(tx, community_id, [lesson_id])
    return found[0] if found else None


async def all_of(tx: Connection, community_id: int, lesson_ids: Sequence[int]) -> list[Lesson]:
    """These lessons of a community, in this order."""
    wanted, values = among(lesson_ids)
    rows = await tx.fetch_all(
        f"{_READ} WHERE lessons.community_id = :community_id AND lessons.id IN {wanted}",
        community_id=community_id,
        **values,
    )
    found = {row["lesson_id"]: _lesson(row) for row in rows}
    return [found[id] for id in lesson_ids if id in found]


async def of_person(tx: Connection, community_id: int, person_id: int, most: int) -> list[Lesson]:
    """What somebody learned or saved, the newest first."""
    rows = await tx.fetch_all(
        f"{_READ} WHERE lessons.community_id = :community_id"
        " AND (lessons.person_id = :person_id OR lessons.saved_by = :person_id) ORDER BY lessons.id DESC LIMIT :most",
        community_id=community_id,
        person_id=person_id,
        most=most,
    )
    return [_lesson(row) for row in rows]


async def of_message(tx: Connection, community_id: int, message_id: int) -> Lesson | None:
    """The one lesson that was saved from a message."""
    row = await tx.fetch_one(
        f"{_READ} WHERE lessons.community_id = :community_id AND lessons.message_id = :message_id",
        community_id=community_id,
        message_id=message_id,
    )
    return _lesson(row) if row else None


async def of_ask(tx: Connection, community_id: int, ask_id: int) -> Lesson | None:
    """The one lesson that came of an ask."""
    row = await tx.fetch_one(
        f"{_READ} WHERE lessons.community_id = :community_id AND lessons.ask_id = :ask_id",
        community_id=community_id,
        ask_id=ask_id,
    )
    return _lesson(row) if row else None


async def newest(tx: Connection, community_id: int, group_ids: Iterable[int], most: int) -> list[Lesson]:
    """What was learned last in these groups, or for everybody."""
    wanted, values = among(group_ids)
    rows = await tx.fetch_all(
        f"{_READ} WHERE lessons.id IN (SELECT id FROM lessons WHERE {_open_to(wanted)} ORDER BY id DESC LIMIT :most)"
        " ORDER BY lessons.id DESC",
        community_id=community_id,
        most=most,
        **values,
    )
    return [_lesson(row) for row in rows]


async def count(tx: Connection, community_id: int, group_ids: Iterable[int]) -> int:
    """How many lessons these groups may read."""
    wanted, values = among(group_ids)
    [row] = await tx.fetch_all(
        f"SELECT COUNT(*) AS number FROM lessons WHERE {_open_to(wanted)}", community_id=community_id, **values
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
    """Lessons of these groups, and of everybody, that hold any of the words, none that `but_of` wrote.

    Of each word the newest `most`, so that a word that everybody uses does not push out one that few do.
    """
    if not words:
        return []
    places = {group_id: _place(community_id, group_id) for group_id in (None, *group_ids)}
    wanted, values = among(group_ids)
    each = (
        "SELECT id FROM (SELECT rowid AS id FROM lesson_terms WHERE lesson_terms MATCH :sought{number}"
        " ORDER BY rowid DESC LIMIT :most)"
    )
    rows = await tx.fetch_all(
        "SELECT lessons.id, lessons.group_id, lesson_terms.terms FROM"
        f" ({' UNION '.join(each.format(number=number) for number in range(len(words)))}) AS found"
        " JOIN lessons ON lessons.id = found.id JOIN lesson_terms ON lesson_terms.rowid = found.id"
        f" WHERE {_open_to(wanted)} AND (:but_of IS NULL OR lessons.person_id <> :but_of)",
        community_id=community_id,
        most=most,
        but_of=but_of,
        **{f"sought{number}": _match(places.values(), word) for number, word in enumerate(words)},
        **values,
    )
    return [Indexed(row["id"], f" {row['terms']} ".replace(f" {places[row['group_id']]}", " ")) for row in rows]


async def index_anew(tx: Connection, most: int) -> int:
    """Gives lessons whose terms are those of an older version the terms of this one; how many those were."""
    rows = await tx.fetch_all(
        f"{_READ} WHERE lessons.terms_version < :version LIMIT :most", version=TERMS_VERSION, most=most
    )
    for lesson in map(_lesson, rows):
        await tx.execute("DELETE FROM lesson_terms WHERE rowid = :id", id=lesson.id)
        await _add_terms(tx, lesson)
        await tx.execute(
            "UPDATE lessons SET terms_version = :version WHERE community_id = :community_id AND id = :id",
            version=TERMS_VERSION,
            community_id=lesson.community_id,
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
    place = _place(lesson.community_id, lesson.group_id)
    await tx.execute(
        "INSERT INTO lesson_terms (rowid, terms) VALUES (:id, :terms)",
        id=lesson.id,
        terms=" ".join(place + term for term in lesson.terms),
    )


def _open_to(group_ids: str) -> str:
    """The condition for what these groups may read."""
    return f"lessons.community_id = :community_id AND (lessons.group_id IS NULL OR lessons.group_id IN {group_ids})"


def _match(places: Iterable[str], word: str) -> str:
    """Any form of a word in any of the places, and whatever begins with it as it was typed."""
    sought = []
    for place in places:
        sought += [_quoted(place + form) for form in sorted(forms(word))]
        if is_prefix(word):
            sought.append(f"{_quoted(place + word)} *")
    return f"terms : ({' OR '.join(sought)})"


def _quoted(term: str) -> str:
    """A term as FTS5 takes it literally, whatever is in it."""
    return '"' + term.replace('"', '""') + '"'


def _place(community_id: int, group_id: int | None) -> str:
    """What the terms of a group's lesson begin with, or of one for everybody; `z` ends the number, which has every
    other letter."""
    return f"c{_digits(community_id)}z" if group_id is None else f"g{_digits(group_id)}z"


def _digits(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, len(_DIGITS))
        digits = _DIGITS[digit] + digits
    return digits


def _source(source: Source | None) -> dict[str, object]:
    said = source if isinstance(source, Said) else None
    return {
        "experiment_id": source.id if isinstance(source, Experiment) else None,
        "ask_id": source.ask_id if isinstance(source, Solved) else None,
        "channel_id": said.channel_id if said else None,
        "message_id": said.message_id if said else None,
        "saved_by": said.saved_by if said else None,
    }


def _words(lesson: Lesson) -> dict[str, object]:
    own = None if isinstance(lesson.source, Experiment) else lesson.told
    return {
        "title": own.title if own else None,
        "learned": own.learned if own else None,
        "advice": own.advice if own else None,
    }


def _lesson(row: Row) -> Lesson:
    experiment = experiment_from(row) if row["id"] is not None else None
    return Lesson(
        id=row["lesson_id"],
        community_id=row["lesson_community_id"],
        group_id=row["lesson_group_id"],
        person_id=row["lesson_person_id"],
        told=told_by(experiment) if experiment else _told(row),
        learned_at=instant(row["lesson_learned_at"]),
        source=experiment or _said_or_solved(row),
    )


def _told(row: Row) -> Told:
    return Told(row["lesson_title"], row["lesson_learned"], row["lesson_advice"])


def _said_or_solved(row: Row) -> Source | None:
    if row["lesson_message_id"] is not None:
        return Said(row["lesson_channel_id"], row["lesson_message_id"], row["lesson_saved_by"])
    return Solved(row["lesson_ask_id"]) if row["lesson_ask_id"] is not None else None
