"""The buttons under experiments and lessons."""

from bot.domain.experiments import Begin, Beginning
from bot.domain.things import Thing
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.controls import PressControl
from cogs._shared.forms import open_form
from cogs._shared.layout import person
from cogs._shared.replies import whisper, whisper_view
from cogs.experiments.cards import backed, started
from cogs.experiments.finish_form import finish_form
from cogs.experiments.forms import given_plan, start_form


class BackExperiment(PressControl, template=r"experiment:back:(?P<experiment_id>\d+)"):
    async def act(self, interaction: Interaction) -> None:
        witnesses = interaction.client.services.witnesses
        commitment = await witnesses.back(actor_of(interaction), int(self.state["experiment_id"]))
        await whisper_view(interaction, backed(texts_for(interaction), commitment))


class BeginLater(PressControl, template=r"experiment:begin:(?P<begin>monday|first):(?P<experiment_id>\d+)"):
    thing = Thing.EXPERIMENT

    async def act(self, interaction: Interaction) -> None:
        experiments, begin = interaction.client.services.experiments, Begin(self.state["begin"])
        begun = await experiments.begin_later(actor_of(interaction), int(self.state["experiment_id"]), begin)
        await whisper_view(interaction, started(texts_for(interaction), begun))


class BeginAgain(PressControl, template=r"experiment:again:(?P<experiment_id>\d+)"):
    """The start form with the old plan in it, to be changed in the light of what happened."""

    thing = Thing.EXPERIMENT
    only_reads = True

    async def act(self, interaction: Interaction) -> None:
        experiments = interaction.client.services.experiments
        before = await experiments.prepare_again(actor_of(interaction), int(self.state["experiment_id"]))
        rating = before.ending.rating if before.ending else None
        beginning = Beginning(visibility=before.visibility, reach=before.reach, rating=rating)
        given = given_plan(before.plan)
        await open_form(
            interaction, start_form(texts_for(interaction), before.group_id, before.frame, beginning, given)
        )


class FinishExperiment(PressControl, template=r"experiment:finish:(?P<experiment_id>\d+)"):
    thing = Thing.EXPERIMENT
    only_reads = True

    async def act(self, interaction: Interaction) -> None:
        endings = interaction.client.services.endings
        experiment = await endings.prepare(actor_of(interaction), int(self.state["experiment_id"]))
        form = finish_form(texts_for(interaction), experiment.id, experiment.visibility)
        await open_form(interaction, form)


class LessonHelped(PressControl, template=r"lesson:helped:(?P<lesson_id>\d+)"):
    async def act(self, interaction: Interaction) -> None:
        lessons, texts = interaction.client.services.lessons, texts_for(interaction)
        lesson = await lessons.thank(actor_of(interaction), int(self.state["lesson_id"]))
        await whisper(
            interaction,
            texts.say("{person} hears from me that it helped you.", person=person(lesson.person_id)),
        )
