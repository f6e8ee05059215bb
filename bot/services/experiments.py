"""Committing to an experiment, and seeing how it goes."""

from collections.abc import Sequence
from dataclasses import dataclass

from whenever import Date, Instant, Time, TimeDelta

from bot.domain.checkins import CheckIn
from bot.domain.course import begun_later, resting_with
from bot.domain.deliveries import Delivery, Kind
from bot.domain.errors import ExperimentMissing
from bot.domain.experiments import (
    USUAL_BEGINNING,
    Begin,
    Beginning,
    Experiment,
    Frame,
    Plan,
    Standing,
    check_beginning,
    check_frame,
    check_room,
    clean_plan,
    first_day,
    fresh_start,
    last_day,
)
from bot.domain.groups import Group
from bot.domain.ids import Ids
from bot.domain.lessons import Lesson
from bot.domain.people import DEFAULT_ZONE, Actor, Person
from bot.domain.recurrence import instant_at, local_date
from bot.domain.strength import strength
from bot.domain.visibility import Visibility
from bot.services.groups import chosen_group, own_group
from bot.services.lessons import lessons_for
from bot.services.people import meet
from bot.services.work import Work
from bot.storage import checkins, deliveries, experiments, groups, people, witnesses
from bot.storage.database import Connection

CARD_KEPT = TimeDelta(hours=48)
CLOSING_AT = Time(18)  # on the last day, by its person's own clock
CLOSING_KEPT = TimeDelta(hours=24 * 14)
CARD_WRITTEN_EVERY = 5  # seconds: who backs an experiment together shares one edit of its card


@dataclass(frozen=True)
class Commitment:
    """An experiment, the group it was made in, and who backs it; what the cards in the group speak of."""

    experiment: Experiment
    group: Group
    backed_by: Sequence[int] = ()
    begins_later: bool = False


@dataclass(frozen=True)
class Begun:
    """A new experiment; `fresh_start` is a better first day that is near, `lessons` what others learned from something
    alike, `asked_on` the day of the first prompt that asks about it."""

    experiment: Experiment
    group: Group
    begins_today: bool
    fresh_start: Begin | None
    fresh_on: Date | None
    lessons: Sequence[Lesson]
    asked_on: Date


@dataclass(frozen=True)
class Progress:
    """An experiment with every answer so far; `day` counts from 1, `strength` goes from 0 to 100. `away_until` is a day
    still to come."""

    experiment: Experiment
    group: Group
    check_ins: list[CheckIn]
    backed_by: Sequence[int]
    today: Date
    day: int
    strength: int
    away_until: Date | None

    @property
    def standing(self) -> Standing:
        return self.experiment.standing(self.today)


@dataclass(frozen=True)
class OwnExperiments:
    """One's own experiments, the newest first, and the day it is for their person."""

    own: Sequence[Experiment]
    today: Date


class Experiments:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def prepare(
        self, actor: Actor, group_name: str | None, frame: Frame, beginning: Beginning = USUAL_BEGINNING
    ) -> Group:
        """Checks what can be checked before the form opens, so that nobody writes in vain; finds the group.

        Without a name it is the group joined last. Reads. OutOfRange, TooManyExperiments, NotInAnyGroup,
        GroupMissing, NotInGroup.
        """
        check_frame(frame)
        check_beginning(beginning)
        async with self._work.reading() as tx:
            await self._check_room(tx, actor)
            return await chosen_group(tx, actor, group_name)

    async def prepare_again(self, actor: Actor, experiment_id: int) -> Experiment:
        """The experiment to be begun once more, before its form opens.

        Reads. ExperimentMissing, NotInGroup, TooManyExperiments.
        """
        async with self._work.reading() as tx:
            experiment = await own_experiment(tx, actor, experiment_id)
            await group_of(tx, actor, experiment)
            await self._check_room(tx, actor)
            return experiment

    async def start(
        self, actor: Actor, group_id: int, frame: Frame, plan: Plan, beginning: Beginning = USUAL_BEGINNING
    ) -> Begun:
        """Commits, in the person's own zone, from the day they chose; the group, or the partner, is shown a card if
        they may read it. On the evening of the last day the person is asked how it ended.

        One transaction. Blank, TooLong, OutOfRange, TooManyExperiments, GroupMissing, NotInGroup.
        """
        plan, frame, beginning, now = (
            clean_plan(plan),
            check_frame(frame),
            check_beginning(beginning),
            self._work.clock.now(),
        )
        async with self._work.unit() as tx:
            group = await own_group(tx, actor, group_id)
            await self._check_room(tx, actor)
            person = await meet(tx, actor, now, zone=group.rhythm.zone)
            starts_on = first_day(beginning.begin, person.today(now))
            experiment = Experiment(
                id=self._work.ids.new(),
                community_id=actor.community_id,
                group_id=group.id,
                person_id=person.id,
                plan=plan,
                frame=frame,
                started_on=starts_on,
                ends_on=last_day(starts_on, frame.days),
                created_at=now,
                visibility=beginning.visibility,
                reach=beginning.reach,
                rating=beginning.rating,
            )
            experiment = resting_with(group, experiment, person.today(now))
            await experiments.add(tx, experiment)
            if experiment.visibility is not Visibility.PRIVATE:
                await deliveries.add(tx, self._card(experiment, now))
            await owe_closing(tx, self._work.ids, experiment, person)
            return await _begun(tx, experiment, group, person.today(now), now)

    async def begin_later(self, actor: Actor, experiment_id: int, begin: Begin) -> Begun:
        """Moves the first day of an experiment that nobody has answered about, and with it the last.

        One transaction. ExperimentMissing, NotInGroup, ExperimentOver, ExperimentPaused, AlreadyAnswered.
        """
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            experiment = await own_experiment(tx, actor, experiment_id)
            group = await group_of(tx, actor, experiment)
            person = await meet(tx, actor, now)
            answered = await checkins.of_experiment(tx, actor.community_id, experiment.id)
            today = person.today(now)
            moved = begun_later(experiment, begin, today, is_answered=bool(answered))
            moved = resting_with(group, moved, today)
            await experiments.save(tx, moved)
            await owe_card_edit(tx, self._work.ids, moved, now)
            await owe_closing(tx, self._work.ids, moved, person)
            return await _begun(tx, moved, group, today, now)

    async def list_own(self, actor: Actor) -> list[Progress]:
        """One's own experiments here, newest first. Reads."""
        async with self._work.reading() as tx:
            own = await experiments.of_person(tx, actor.community_id, actor.person_id)
            return await self._progress_of(tx, actor.community_id, actor.person_id, own)

    async def choices(self, actor: Actor) -> OwnExperiments:
        """The same, only to choose from: asked at every letter somebody types. Reads."""
        async with self._work.reading() as tx:
            own = await experiments.of_person(tx, actor.community_id, actor.person_id)
            person = await people.get(tx, actor.person_id)
        zone = person.zone if person else DEFAULT_ZONE
        return OwnExperiments(own, local_date(self._work.clock.now(), zone))

    async def show(self, actor: Actor, experiment_id: int) -> Progress:
        """One of one's own experiments. Reads. ExperimentMissing."""
        async with self._work.reading() as tx:
            experiment = await own_experiment(tx, actor, experiment_id)
            return (await self._progress_of(tx, experiment.community_id, experiment.person_id, [experiment]))[0]

    async def _check_room(self, tx: Connection, actor: Actor) -> None:
        person = await people.get(tx, actor.person_id)
        if person is not None:
            own = await experiments.of_member(tx, actor.community_id, actor.person_id)
            today = person.today(self._work.clock.now())
            check_room(sum(experiment.is_unfinished(today) for experiment in own))

    async def _progress_of(
        self, tx: Connection, community_id: int, person_id: int, own: Sequence[Experiment]
    ) -> list[Progress]:
        """How far somebody has come with these of theirs; as many queries for one as for all."""
        person = await people.get(tx, person_id)
        if person is None or not own:
            return []
        now = self._work.clock.now()
        today = person.today(now)
        found = await groups.by_ids(tx, community_id, [each.group_id for each in own])
        answered = await checkins.of_experiments_of(tx, community_id, person_id)
        backed = await witnesses.of_experiments_of(tx, community_id, person_id)
        away = await people.days_away(tx, community_id, person_id)
        away_until = await people.away_until(tx, community_id, person_id)
        return [
            Progress(
                experiment=each,
                group=found[each.group_id],
                check_ins=answered.get(each.id, []),
                backed_by=backed.get(each.id, []),
                today=today,
                day=min(each.day(today), each.frame.days),
                strength=strength(
                    each,
                    answered.get(each.id, []),
                    today,
                    week_begins=found[each.group_id].rhythm.weekday,
                    away=away,
                ),
                away_until=away_until if away_until and away_until >= today else None,
            )
            for each in own
        ]

    def _card(self, experiment: Experiment, due_at: Instant) -> Delivery:
        return Delivery(
            id=self._work.ids.new(),
            community_id=experiment.community_id,
            kind=Kind.EXPERIMENT,
            subject=experiment.id,
            occurrence="started",
            group_id=experiment.group_id,
            person_id=None,
            due_at=due_at,
            expires_at=due_at + CARD_KEPT,
        )


async def own_experiment(tx: Connection, actor: Actor, experiment_id: int) -> Experiment:
    """ExperimentMissing, also for somebody else's."""
    experiment = await experiments.get(tx, actor.community_id, experiment_id)
    if experiment is None or experiment.person_id != actor.person_id:
        raise ExperimentMissing
    return experiment


async def group_of(tx: Connection, actor: Actor, experiment: Experiment, *, or_archived: bool = False) -> Group:
    """The group it was made in, if its person is still there. GroupMissing, NotInGroup; GroupArchived unless that makes
    no difference."""
    return await own_group(tx, actor, experiment.group_id, or_archived=or_archived)


async def owe_closing(tx: Connection, ids: Ids, experiment: Experiment, person: Person) -> None:
    """Asks its person, on the evening of its last day, how it ended. A last day that moves is asked for anew, and so is
    one that was withdrawn when they went, once they are back."""
    due_at = instant_at(experiment.ends_on, CLOSING_AT, person.zone)
    question = Delivery(
        id=ids.new(),
        community_id=experiment.community_id,
        kind=Kind.CLOSING,
        subject=experiment.id,
        occurrence=experiment.ends_on.format_iso(),
        group_id=experiment.group_id,
        person_id=experiment.person_id,
        due_at=due_at,
        expires_at=due_at + CLOSING_KEPT,
    )
    await deliveries.add_again(tx, [question])


async def owe_card_edit(tx: Connection, ids: Ids, experiment: Experiment, now: Instant) -> None:
    """Has the card in the group written anew. Changes that come together share one edit: they fall into one moment."""
    if experiment.visibility is Visibility.PRIVATE:
        return
    moment = (now.timestamp() // CARD_WRITTEN_EVERY + 1) * CARD_WRITTEN_EVERY
    due_at = Instant.from_timestamp(moment)
    await deliveries.add(
        tx,
        Delivery(
            id=ids.new(),
            community_id=experiment.community_id,
            kind=Kind.EXPERIMENT_EDIT,
            subject=experiment.id,
            occurrence=str(moment),
            group_id=experiment.group_id,
            person_id=None,
            due_at=due_at,
            expires_at=due_at + CARD_KEPT,
        ),
    )


async def commitment_facts(tx: Connection, delivery: Delivery, now: Instant) -> Commitment | None:
    """What the card of an experiment says; None where it is for nobody else. One for the partner goes to the pair."""
    experiment = await experiments.get(tx, delivery.community_id, delivery.subject)
    group = await groups.get(tx, delivery.community_id, delivery.group_id)
    author = await people.get(tx, experiment.person_id) if experiment else None
    if experiment is None or group is None or author is None or experiment.visibility is Visibility.PRIVATE:
        return None
    backed_by = await witnesses.of_experiment(tx, delivery.community_id, experiment.id)
    return Commitment(experiment, group, backed_by, begins_later=author.today(now) < experiment.started_on)


async def _begun(tx: Connection, experiment: Experiment, group: Group, today: Date, now: Instant) -> Begun:
    begins_today = experiment.started_on == today
    fresh = fresh_start(today) if begins_today else None
    eve = instant_at(experiment.started_on.subtract(days=1), Time(23, 59), group.rhythm.zone)
    return Begun(
        experiment=experiment,
        group=group,
        begins_today=begins_today,
        fresh_start=fresh,
        fresh_on=first_day(fresh, today) if fresh else None,
        lessons=await lessons_for(tx, experiment),
        asked_on=group.opening(max(now, eve)).local_date,
    )
