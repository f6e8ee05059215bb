"""The three buttons under a prompt, the private list of one's experiments, and what changes an answer."""

from typing import Any

from discord import ButtonStyle
from discord.ui import Button

from bot.domain.checkins import Outcome
from bot.domain.things import Thing
from bot.wording.texts import Texts
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.controls import ChooseControl, PressControl, button
from cogs._shared.forms import open_form
from cogs._shared.replies import whisper_view
from cogs.checkins.forms import ask, form_about, form_of_change
from cogs.checkins.replies import choose_outcome, resolved

ANSWERS = "tried|failed|not_yet"


def answer_buttons(texts: Texts, round_id: int) -> list[Button[Any]]:
    return [
        button(texts.say("I tried"), f"checkin:tried:{round_id}", style=ButtonStyle.success, emoji="🌱"),
        button(texts.say("I tried and it failed"), f"checkin:failed:{round_id}", style=ButtonStyle.primary, emoji="🔬"),
        button(texts.say("Not yet"), f"checkin:not_yet:{round_id}", emoji="⏳"),
    ]


class AnswerRound(PressControl, template=rf"checkin:(?P<outcome>{ANSWERS}):(?P<round_id>\d+)"):
    thing = Thing.ROUND
    only_reads = True

    async def act(self, interaction: Interaction) -> None:
        check_ins = interaction.client.services.check_ins
        ready = await check_ins.ready(actor_of(interaction), round_id=int(self.state["round_id"]))
        await ask(interaction, Outcome(self.state["outcome"]), ready)


class ChooseExperiment(
    ChooseControl,
    template=rf"checkin:experiment:(?P<outcome>{ANSWERS})(?::(?P<day>\d{{4}}-\d\d-\d\d))?(?::(?P<round_id>\d+))?",
):
    thing = Thing.EXPERIMENT
    only_reads = True

    async def act(self, interaction: Interaction) -> None:
        check_ins, day = interaction.client.services.check_ins, self.state["day"] or ""
        ahead = int(self.state["round_id"]) if self.state["round_id"] else None
        experiment_id = int(self.chosen)
        [ready] = await check_ins.ready(actor_of(interaction), round_id=ahead, experiment_id=experiment_id, day=day)
        await open_form(interaction, form_about(texts_for(interaction), Outcome(self.state["outcome"]), ready))


class ChangeAnswer(PressControl, template=r"checkin:change:(?P<check_in_id>\d+)"):
    thing = Thing.CHECK_IN
    only_reads = True

    async def act(self, interaction: Interaction) -> None:
        check_ins = interaction.client.services.check_ins
        facts = await check_ins.own_answer(actor_of(interaction), int(self.state["check_in_id"]))
        await whisper_view(interaction, choose_outcome(texts_for(interaction), facts))


class AnswerAgain(PressControl, template=rf"checkin:again:(?P<outcome>{ANSWERS}):(?P<check_in_id>\d+)"):
    thing = Thing.CHECK_IN
    only_reads = True

    async def act(self, interaction: Interaction) -> None:
        check_ins = interaction.client.services.check_ins
        facts = await check_ins.own_answer(actor_of(interaction), int(self.state["check_in_id"]))
        outcome = Outcome(self.state["outcome"])
        await open_form(interaction, form_of_change(texts_for(interaction), outcome, facts.check_in))


class ResolveBlocker(PressControl, template=r"checkin:resolved:(?P<check_in_id>\d+)"):
    thing = Thing.CHECK_IN

    async def act(self, interaction: Interaction) -> None:
        check_ins = interaction.client.services.check_ins
        facts = await check_ins.resolve_blocker(actor_of(interaction), int(self.state["check_in_id"]))
        await whisper_view(interaction, resolved(texts_for(interaction), facts))
