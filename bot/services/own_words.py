"""Taking back what oneself wrote: one experiment, one answer, one ask, for good."""

from dataclasses import dataclass

from bot.domain.checkins import CheckIn
from bot.domain.errors import Missing
from bot.domain.experiments import Experiment
from bot.domain.people import Actor
from bot.domain.privacy import Piece, Text
from bot.services.ask_facts import own_ask
from bot.services.erasing import erase
from bot.services.experiments import own_experiment
from bot.services.work import Work
from bot.storage import checkins, experiments, words


@dataclass(frozen=True)
class Doomed:
    """An experiment that is to be deleted, and how many answers go with it."""

    experiment: Experiment
    answers: int


@dataclass(frozen=True)
class DoomedAnswer:
    """An answer that is to be deleted, and what it is about."""

    check_in: CheckIn
    experiment: Experiment


class OwnWords:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def look_at_experiment(self, actor: Actor, experiment_id: int) -> Doomed:
        """What would go, before somebody says yes to it. Reads. ExperimentMissing."""
        async with self._work.reading() as tx:
            experiment = await own_experiment(tx, actor, experiment_id)
            return Doomed(experiment, len(await words.check_ins_of(tx, experiment.community_id, experiment.id)))

    async def delete_experiment(self, actor: Actor, experiment_id: int) -> Experiment:
        """Erases an experiment with its answers, what others said to them and the lesson it came to; rounds are counted
        without it from then on.

        One transaction. ExperimentMissing.
        """
        async with self._work.erasing() as tx:
            experiment = await own_experiment(tx, actor, experiment_id)
            text = Text(experiment.community_id, Piece.EXPERIMENT, experiment.id)
            await erase(tx, self._work.ids, text, actor.language, self._work.clock.now())
            return experiment

    async def look_at_check_in(self, actor: Actor, check_in_id: int) -> DoomedAnswer:
        """What would go, before somebody says yes to it. Reads. Missing."""
        async with self._work.reading() as tx:
            check_in = await checkins.get(tx, actor.community_id, check_in_id)
            if check_in is None or check_in.person_id != actor.person_id:
                raise Missing
            experiment = await experiments.get(tx, actor.community_id, check_in.experiment_id)
            assert experiment is not None  # foreign key
            return DoomedAnswer(check_in, experiment)

    async def delete_check_in(self, actor: Actor, check_in_id: int) -> None:
        """Erases an answer and what others said to it, as if it had not been given. One transaction. Missing."""
        async with self._work.erasing() as tx:
            check_in = await checkins.get(tx, actor.community_id, check_in_id)
            if check_in is None or check_in.person_id != actor.person_id:
                raise Missing
            text = Text(actor.community_id, Piece.CHECK_IN, check_in_id)
            await erase(tx, self._work.ids, text, actor.language, self._work.clock.now())

    async def delete_ask(self, actor: Actor, ask_id: int) -> None:
        """Erases the words of an ask, on its card and wherever it was told. One transaction. AskMissing, NotYourAsk."""
        async with self._work.erasing() as tx:
            ask = await own_ask(tx, actor, ask_id)
            text = Text(ask.community_id, Piece.ASK, ask.id)
            await erase(tx, self._work.ids, text, ask.language, self._work.clock.now())
