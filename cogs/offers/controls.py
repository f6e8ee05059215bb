"""*Remove*, beside each of one's own offers."""

from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.controls import PressControl
from cogs.offers.cards import own_offers


class RemoveOffer(PressControl, template=r"offer:remove:(?P<offer_id>\d+)"):
    async def act(self, interaction: Interaction) -> None:
        actor, offers = actor_of(interaction), interaction.client.services.offers
        await offers.remove(actor, int(self.state["offer_id"]))
        view = own_offers(texts_for(interaction), await offers.list_own(actor))
        await interaction.response.edit_message(view=view)
