"""The buttons on what people are told of an ask."""

from bot.domain.asks import Worked
from bot.domain.things import Thing
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.controls import PressControl
from cogs._shared.replies import whisper_view
from cogs.asks.care_cards import passed_by
from cogs.asks.outcome_cards import looked_back


class NotThisTime(PressControl, template=r"ask:pass:(?P<ask_id>\d+)"):
    thing = Thing.ASK

    async def act(self, interaction: Interaction) -> None:
        await interaction.client.services.ask_matching.decline(actor_of(interaction), int(self.state["ask_id"]))
        await whisper_view(interaction, passed_by(texts_for(interaction)))


class SayWhetherItWorked(PressControl, template=r"ask:worked:(?P<worked>yes|partly|not_yet):(?P<ask_id>\d+)"):
    thing = Thing.ASK

    async def act(self, interaction: Interaction) -> None:
        outcomes, worked = interaction.client.services.ask_outcomes, Worked(self.state["worked"])
        seen = await outcomes.say(actor_of(interaction), int(self.state["ask_id"]), worked)
        await whisper_view(interaction, looked_back(texts_for(interaction), seen))
