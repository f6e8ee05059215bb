"""The three buttons under a prompt, and the private list of one's experiments."""

from typing import Any

from discord import ButtonStyle
from discord.ui import Button

from bot.domain.checkins import Outcome
from bot.domain.errors import ExperimentMissing
from bot.wording.texts import Texts
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.controls import ChooseControl, PressControl, button
from cogs._shared.forms import open_form
from cogs.checkins.forms import ask, check_in_form


def answer_buttons(texts: Texts, round_id: int) -> list[Button[Any]]:
    return [
        button(texts.say("I tried"), f"checkin:tried:{round_id}", style=ButtonStyle.success, emoji="🌱"),
        button(texts.say("I tried and it failed"), f"checkin:failed:{round_id}", style=ButtonStyle.primary, emoji="🔬"),
        button(texts.say("Not yet"), f"checkin:not_yet:{round_id}", emoji="⏳"),
    ]


class AnswerRound(PressControl, template=r"checkin:(?P<outcome>tried|failed|not_yet):(?P<round_id>\d+)"):
    async def act(self, interaction: Interaction) -> None:
        check_ins = interaction.client.services.check_ins
        ready = await check_ins.open_experiments(actor_of(interaction), int(self.state["round_id"]))
        await ask(interaction, Outcome(self.state["outcome"]), ready)


class ChooseExperiment(ChooseControl, template=r"checkin:experiment:(?P<outcome>tried|failed|not_yet)"):
    async def act(self, interaction: Interaction) -> None:
        ready = await interaction.client.services.check_ins.open_experiments(actor_of(interaction))
        if int(self.chosen) not in [experiment.id for experiment in ready]:
            raise ExperimentMissing
        outcome = Outcome(self.state["outcome"])
        await open_form(interaction, check_in_form(texts_for(interaction), int(self.chosen), outcome))
