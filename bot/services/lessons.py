"""Handing what somebody learned to whoever starts something alike or looks for it, and telling them that it helped."""

from collections.abc import Sequence
from dataclasses import dataclass

from whenever import Instant, TimeDelta

from bot.domain.deliveries import NO_GROUP, Delivery, Kind
from bot.domain.errors import LessonMissing, NoGroupToLearnFrom, NothingToSeek, SavedAlready, ThankingOneself
from bot.domain.experiments import Experiment
from bot.domain.groups import Group
from bot.domain.ids import Ids
from bot.domain.lessons import Lesson, asked, half, lesson_of, offer, rank, shared_least, sought, teaches
from bot.domain.people import Actor
from bot.services.people import meet
from bot.services.work import Work
from bot.storage import deliveries, groups, lessons
from bot.storage.database import Connection

HEARD_FOR = TimeDelta(hours=24 * 14)
OFFERED_FROM = 100  # of those that hold a word, the newest: whoever begins something holds the writer meanwhile
LOOKED_AT = 20  # of the likest, among which those that teach most come first
RANKED_MOST = 300  # of those that hold a word, the newest: more would keep whoever asks waiting
SHOWN_AT_ONCE = 5
SUGGESTED_MOST = 25
INDEXED_AT_ONCE = 200


@dataclass(frozen=True)
class Shelf:
    """A page of what a search found; `words` are what was looked for, `page` counts from 1."""

    words: Sequence[str]
    lessons: Sequence[Lesson]
    total: int
    page: int
    of: int


@dataclass(frozen=True)
class Taught:
    """A lesson and the group that may read it, None for everybody; `is_own` is whether its reader learned it."""

    lesson: Lesson
    group: Group | None
    is_own: bool


@dataclass(frozen=True)
class Kept:
    """A lesson that others find from now on, and the group it is for, None for everybody."""

    lesson: Lesson
    group: Group | None


@dataclass(frozen=True)
class Helped:
    """A lesson, and whom it helped."""

    lesson: Lesson
    person_id: int


class Lessons:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def search(self, actor: Actor, what: str, page: int = 1) -> Shelf:
        """What people in the actor's groups learned about something, or anybody for everybody, the best first.

        A page beyond the last is the last. Reads. NothingToSeek; NoGroupToLearnFrom where nothing is found and there is
        no group to look in.
        """
        words = asked(what)
        if not words:
            raise NothingToSeek
        async with self._work.reading() as tx:
            own = await groups.of_person(tx, actor.community_id, actor.person_id)
            found = await _best(tx, actor.community_id, [group.id for group in own], words, needed=half(words))
            if not found and not own:
                raise NoGroupToLearnFrom
            of = max(1, -(-len(found) // SHOWN_AT_ONCE))
            page = min(max(page, 1), of)
            shown = found[(page - 1) * SHOWN_AT_ONCE : page * SHOWN_AT_ONCE]
            return Shelf(words, await lessons.all_of(tx, actor.community_id, shown), len(found), page, of)

    async def show(self, actor: Actor, lesson_id: int) -> Taught:
        """Reads. LessonMissing, also for who may not read it."""
        async with self._work.reading() as tx:
            lesson = await _readable(tx, actor, lesson_id)
            group = await groups.get(tx, actor.community_id, lesson.group_id) if lesson.group_id else None
            return Taught(lesson, group, lesson.person_id == actor.person_id)

    async def suggest(self, actor: Actor, typed: str) -> list[Lesson]:
        """What fits what somebody has typed so far; the newest before they have. Reads."""
        async with self._work.reading() as tx:
            own = [group.id for group in await groups.of_person(tx, actor.community_id, actor.person_id)]
            if not (words := asked(typed)):
                return await lessons.newest(tx, actor.community_id, own, SUGGESTED_MOST)
            found = await _best(tx, actor.community_id, own, words, needed=half(words))
            return await lessons.all_of(tx, actor.community_id, found[:SUGGESTED_MOST])

    async def index_anew(self) -> int:
        """Gives some of the lessons whose terms are of an older version those of this one; 0 once there are none.

        One transaction. Begun again after a crash, it goes on where it was.
        """
        async with self._work.database.transaction() as tx:
            return await lessons.index_anew(tx, INDEXED_AT_ONCE)

    async def thank(self, actor: Actor, lesson_id: int) -> Lesson:
        """Its author hears that it helped; said twice, they hear once.

        One transaction. LessonMissing, also for who may not read it; ThankingOneself.
        """
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            lesson = await _readable(tx, actor, lesson_id)
            if lesson.person_id == actor.person_id:
                raise ThankingOneself
            await meet(tx, actor, now)
            if await lessons.thank(tx, actor.community_id, lesson.id, actor.person_id, now):
                await deliveries.add(tx, self._word(lesson, actor.person_id, now))
            return lesson

    def _word(self, lesson: Lesson, helped_id: int, now: Instant) -> Delivery:
        return Delivery(
            id=self._work.ids.new(),
            community_id=lesson.community_id,
            kind=Kind.LESSON_HELPED,
            subject=lesson.id,
            occurrence=f"person:{helped_id}",
            group_id=lesson.group_id or NO_GROUP,
            person_id=lesson.person_id,
            due_at=now,
            expires_at=now + HEARD_FOR,
            caused_by=helped_id,
        )


async def learn_from(tx: Connection, ids: Ids, experiment: Experiment, now: Instant) -> None:
    """Keeps what a closed experiment teaches, if it teaches anything the group may read."""
    if teaches(experiment):
        await lessons.add(tx, lesson_of(ids.new(), experiment, now))


async def lessons_for(tx: Connection, experiment: Experiment) -> list[Lesson]:
    """What others learned from something alike, for the group or for everybody."""
    words = sought(f"{experiment.plan.what} {experiment.plan.obstacle}")
    found = await _best(
        tx,
        experiment.community_id,
        [experiment.group_id],
        words,
        needed=shared_least(words),
        most=OFFERED_FROM,
        but_of=experiment.person_id,
    )
    return offer(words, await lessons.all_of(tx, experiment.community_id, found[:LOOKED_AT]))


async def must_be_new(tx: Connection, actor: Actor, message_id: int) -> None:
    """SavedAlready where a lesson came of the message before."""
    if await lessons.of_message(tx, actor.community_id, message_id):
        raise SavedAlready


async def helped_facts(tx: Connection, delivery: Delivery, _now: Instant) -> Helped | None:
    """Who says that which lesson helped."""
    lesson = await lessons.get(tx, delivery.community_id, delivery.subject)
    _, _, person_id = delivery.occurrence.partition(":")
    return Helped(lesson, int(person_id)) if lesson else None


async def _readable(tx: Connection, actor: Actor, lesson_id: int) -> Lesson:
    """A lesson for everybody, of a group that the actor is in, or of their own; LessonMissing."""
    lesson = await lessons.get(tx, actor.community_id, lesson_id)
    if lesson is None:
        raise LessonMissing
    if lesson.group_id is None or lesson.belongs_to(actor.person_id):
        return lesson
    if await groups.membership(tx, actor.community_id, lesson.group_id, actor.person_id) is None:
        raise LessonMissing
    return lesson


async def _best(
    tx: Connection,
    community_id: int,
    group_ids: Sequence[int],
    words: Sequence[str],
    *,
    needed: int,
    most: int = RANKED_MOST,
    but_of: int | None = None,
) -> list[int]:
    """The lessons of these groups, and of everybody, that hold `needed` of the words, the best first."""
    found = await lessons.holding(tx, community_id, group_ids, words, most=most, but_of=but_of)
    return rank(words, found, of=await lessons.count(tx, community_id, group_ids), needed=needed)
