"""The buttons on a pair's cards and on one's own."""

from bot.domain.partners import Met
from bot.domain.things import Thing
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.controls import PressControl
from cogs._shared.replies import whisper_view
from cogs.partners.cards import answered
from cogs.partners.view import back


class AnswerMet(PressControl, template=r"partner:met:(?P<met>yes|not_yet|no):(?P<pairing_id>\d+)"):
    thing = Thing.PAIRING

    async def act(self, interaction: Interaction) -> None:
        partners, met = interaction.client.services.partners, Met(self.state["met"])
        own = await partners.answer_met(actor_of(interaction), int(self.state["pairing_id"]), met)
        await whisper_view(interaction, answered(texts_for(interaction), own))


class ComeBack(PressControl, template=r"partner:back"):
    thing = Thing.ONESELF

    async def act(self, interaction: Interaction) -> None:
        await interaction.client.services.partners.come_back(actor_of(interaction))
        await whisper_view(interaction, back(texts_for(interaction)))


class ComeBackFrom(PressControl, template=r"partner:back:(?P<delivery_id>\d+)"):
    thing = Thing.DELIVERY

    async def act(self, interaction: Interaction) -> None:
        partners = interaction.client.services.partners
        await partners.come_back_from(actor_of(interaction), int(self.state["delivery_id"]))
        await whisper_view(interaction, back(texts_for(interaction)))
