"""The buttons under a reminder."""

from bot.domain.things import Thing
from bot.services.nudges import Snooze
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.controls import PressControl
from cogs._shared.replies import whisper_view
from cogs.nudges.cards import less, skipped, snoozed


class SnoozeNudge(PressControl, template=r"nudge:(?P<snooze>later|tomorrow):(?P<delivery_id>\d+)"):
    thing = Thing.DELIVERY

    async def act(self, interaction: Interaction) -> None:
        nudges, snooze = interaction.client.services.nudges, Snooze(self.state["snooze"])
        result = await nudges.snooze(actor_of(interaction), int(self.state["delivery_id"]), snooze)
        await whisper_view(interaction, snoozed(texts_for(interaction), result.at, result.zone))


class SkipRound(PressControl, template=r"nudge:skip:(?P<delivery_id>\d+)"):
    thing = Thing.DELIVERY

    async def act(self, interaction: Interaction) -> None:
        await interaction.client.services.nudges.skip_round(actor_of(interaction), int(self.state["delivery_id"]))
        await whisper_view(interaction, skipped(texts_for(interaction)))


class LessOfThis(PressControl, template=r"nudge:less:(?P<delivery_id>\d+)"):
    thing = Thing.ONESELF

    async def act(self, interaction: Interaction) -> None:
        chosen = await interaction.client.services.people.want_less(actor_of(interaction))
        await whisper_view(interaction, less(texts_for(interaction), chosen))
