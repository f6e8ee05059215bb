"""*Thank*, beside somebody who helped with an ask."""

from bot.domain.things import Thing
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.controls import PressControl
from cogs._shared.forms import open_form
from cogs.thanks.form import thanks_form


class ThankHelper(PressControl, template=r"thanks:ask:(?P<ask_id>\d+):(?P<person_id>\d+)"):
    thing = Thing.ASK
    only_reads = True

    async def act(self, interaction: Interaction) -> None:
        recognition, ask_id = interaction.client.services.recognition, int(self.state["ask_id"])
        to = await recognition.address_helper(actor_of(interaction), ask_id, int(self.state["person_id"]))
        await open_form(interaction, thanks_form(texts_for(interaction), to, {}))
