"""Taking back an experiment, or one answer of it, for good: always with a second question."""

from collections.abc import Sequence
from typing import Any

from discord import ButtonStyle, SelectOption
from discord.ui import LayoutView, Select

from bot.domain.checkins import CheckIn
from bot.domain.things import Thing
from bot.services.own_words import Doomed, DoomedAnswer
from bot.wording.texts import Texts
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.controls import ChooseControl, PressControl, button
from cogs._shared.harmless import label
from cogs._shared.layout import Tone, panel, plain
from cogs._shared.replies import whisper_view
from cogs.experiments.words import outcome_name

OFFERED_MOST = 25
LABEL_MOST = 100


def answers_menu(texts: Texts, check_ins: Sequence[CheckIn]) -> list[Select[Any]]:
    """The latest answers first, to choose one from that is to go; nothing where there is none."""
    latest = list(reversed(check_ins))[:OFFERED_MOST]
    options = [SelectOption(label=label(_title(texts, each), LABEL_MOST), value=str(each.id)) for each in latest]
    menu: Select[Any] = Select(
        custom_id="experiment:answers", placeholder=texts.say("Delete an answer"), options=options
    )
    return [menu] if options else []


def about_to_delete(texts: Texts, doomed: Doomed) -> LayoutView:
    return panel(
        texts.say(
            "### Delete “{what}”?\nIt goes for good, with what others said to it and the lesson it came to. Rounds are "
            "counted without it.",
            what=plain(doomed.experiment.plan.what),
        ),
        texts.count("{n} answer goes with it.", "{n} answers go with it.", doomed.answers) if doomed.answers else "",
        texts.say("`/experiment finish` closes it and keeps what you learned."),
        tone=Tone.SORRY,
        controls=[
            button(texts.say("Delete for good"), f"experiment:delete:{doomed.experiment.id}", style=ButtonStyle.danger)
        ],
    )


def about_to_delete_answer(texts: Texts, doomed: DoomedAnswer) -> LayoutView:
    return panel(
        texts.say(
            "### Delete this answer?\n{answer}, on “{what}”. It goes for good, with what others said to it; its round "
            "is counted without it.",
            answer=_title(texts, doomed.check_in),
            what=plain(doomed.experiment.plan.what),
        ),
        tone=Tone.SORRY,
        controls=[
            button(
                texts.say("Delete for good"),
                f"experiment:delete-answer:{doomed.check_in.id}",
                style=ButtonStyle.danger,
            )
        ],
    )


def deleted(texts: Texts) -> LayoutView:
    return panel(texts.say("It is deleted, and off my messages within a minute."))


def _title(texts: Texts, check_in: CheckIn) -> str:
    return f"{texts.date(check_in.local_date)} · {outcome_name(texts, check_in.answer.outcome)}"


class ChooseAnswer(ChooseControl, template=r"experiment:answers"):
    thing = Thing.CHECK_IN

    async def act(self, interaction: Interaction) -> None:
        doomed = await interaction.client.services.own_words.look_at_check_in(actor_of(interaction), int(self.chosen))
        await whisper_view(interaction, about_to_delete_answer(texts_for(interaction), doomed))


class DeleteAnswer(PressControl, template=r"experiment:delete-answer:(?P<check_in_id>\d+)"):
    thing = Thing.CHECK_IN

    async def act(self, interaction: Interaction) -> None:
        own_words = interaction.client.services.own_words
        await own_words.delete_check_in(actor_of(interaction), int(self.state["check_in_id"]))
        await interaction.response.edit_message(view=deleted(texts_for(interaction)))


class DeleteExperiment(PressControl, template=r"experiment:delete:(?P<experiment_id>\d+)"):
    thing = Thing.EXPERIMENT

    async def act(self, interaction: Interaction) -> None:
        own_words = interaction.client.services.own_words
        await own_words.delete_experiment(actor_of(interaction), int(self.state["experiment_id"]))
        await interaction.response.edit_message(view=deleted(texts_for(interaction)))
