"""Handing what somebody learned to whoever starts something alike, and telling them that it helped."""

from dataclasses import dataclass

from whenever import Instant, TimeDelta

from bot.domain.deliveries import Delivery, Kind
from bot.domain.errors import LessonMissing, ThankingOneself
from bot.domain.experiments import Experiment
from bot.domain.ids import Ids
from bot.domain.lessons import Lesson, offer, sought, teaches
from bot.domain.people import Actor
from bot.services.people import meet
from bot.services.work import Work
from bot.storage import deliveries, groups, lessons
from bot.storage.database import Connection

HEARD_FOR = TimeDelta(hours=24 * 14)
LOOKED_AT = 20  # of the likest, among which those that teach most come first


@dataclass(frozen=True)
class Helped:
    """A lesson, and whom it helped."""

    lesson: Lesson
    person_id: int


class Lessons:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def thank(self, actor: Actor, lesson_id: int) -> Lesson:
        """Its author hears that it helped; said twice, they hear once.

        One transaction. LessonMissing, also for who is not in its group; ThankingOneself.
        """
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            lesson = await lessons.get(tx, actor.community_id, lesson_id)
            if lesson is None:
                raise LessonMissing
            experiment = lesson.experiment
            if await groups.membership(tx, actor.community_id, experiment.group_id, actor.person_id) is None:
                raise LessonMissing
            if experiment.person_id == actor.person_id:
                raise ThankingOneself
            await meet(tx, actor, now)
            if await lessons.thank(tx, actor.community_id, lesson.id, actor.person_id, now):
                await deliveries.add(tx, self._word(lesson, actor.person_id, now))
            return lesson

    def _word(self, lesson: Lesson, helped_id: int, now: Instant) -> Delivery:
        return Delivery(
            id=self._work.ids.new(),
            community_id=lesson.experiment.community_id,
            kind=Kind.LESSON_HELPED,
            subject=lesson.id,
            occurrence=f"person:{helped_id}",
            group_id=lesson.experiment.group_id,
            person_id=lesson.experiment.person_id,
            due_at=now,
            expires_at=now + HEARD_FOR,
        )


async def learn_from(tx: Connection, ids: Ids, experiment: Experiment, now: Instant) -> None:
    """Keeps what a closed experiment teaches, if it teaches anything the group may read."""
    if teaches(experiment):
        await lessons.add(tx, Lesson(ids.new(), experiment, now))


async def lessons_for(tx: Connection, experiment: Experiment) -> list[Lesson]:
    """What others in the group learned from something alike."""
    stems = sought(f"{experiment.plan.what} {experiment.plan.obstacle}")
    found = await lessons.like(
        tx,
        experiment.community_id,
        experiment.group_id,
        stems,
        but_of=experiment.person_id,
        most=LOOKED_AT,
    )
    return offer(stems, found)


async def helped_facts(tx: Connection, delivery: Delivery, _now: Instant) -> Helped | None:
    """Who says that which lesson helped."""
    lesson = await lessons.get(tx, delivery.community_id, delivery.subject)
    _, _, person_id = delivery.occurrence.partition(":")
    return Helped(lesson, int(person_id)) if lesson else None
