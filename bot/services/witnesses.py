"""Backing somebody's experiment: they are seen, and whoever backs them hears how it ends."""

from whenever import Instant

from bot.domain.deliveries import Delivery
from bot.domain.errors import BackingOneself, ExperimentMissing, ExperimentOver
from bot.domain.experiments import Experiment
from bot.domain.people import Actor
from bot.domain.visibility import Viewer, may_read
from bot.services.experiments import Commitment, owe_card_edit
from bot.services.groups import own_group
from bot.services.pair_facts import partner_ids
from bot.services.people import meet
from bot.services.work import Work
from bot.storage import experiments, groups, people, witnesses
from bot.storage.database import Connection


class Witnesses:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def back(self, actor: Actor, experiment_id: int) -> Commitment:
        """Stands by somebody; the card says so. Said twice, it is as if said once.

        One transaction. ExperimentMissing, NotInGroup, BackingOneself, ExperimentOver.
        """
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            experiment = await experiments.get(tx, actor.community_id, experiment_id)
            if experiment is None:
                raise ExperimentMissing
            group = await own_group(tx, actor, experiment.group_id)
            viewer = Viewer(actor.person_id, True, await partner_ids(tx, actor.community_id, actor.person_id))
            if not may_read(experiment.visibility, experiment.person_id, viewer):
                raise ExperimentMissing
            if experiment.person_id == actor.person_id:
                raise BackingOneself
            await _must_go_on(tx, experiment, now)
            await meet(tx, actor, now)
            if await witnesses.add(tx, actor.community_id, experiment.id, actor.person_id, now):
                await owe_card_edit(tx, self._work.ids, experiment, now)
            backed_by = await witnesses.of_experiment(tx, actor.community_id, experiment.id)
            return Commitment(experiment, group, backed_by)


async def _must_go_on(tx: Connection, experiment: Experiment, now: Instant) -> None:
    author = await people.get(tx, experiment.person_id)
    assert author is not None  # a foreign key
    if not experiment.is_unfinished(author.today(now)):
        raise ExperimentOver(experiment.plan.what, experiment.ended_on)


async def witness_facts(tx: Connection, delivery: Delivery, _now: Instant) -> Commitment | None:
    """How the experiment ended, for who backed it and may still read it."""
    experiment = await experiments.get(tx, delivery.community_id, delivery.subject)
    group = await groups.get(tx, delivery.community_id, delivery.group_id)
    if experiment is None or group is None or experiment.ending is None or delivery.person_id is None:
        return None
    membership = await groups.membership(tx, delivery.community_id, group.id, delivery.person_id)
    partners = await partner_ids(tx, delivery.community_id, delivery.person_id)
    viewer = Viewer(delivery.person_id, membership is not None, partners)
    return Commitment(experiment, group) if may_read(experiment.visibility, experiment.person_id, viewer) else None
