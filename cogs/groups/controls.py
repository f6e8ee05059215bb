"""The buttons under a welcome."""

from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.controls import PressControl
from cogs._shared.replies import whisper_view
from cogs.groups.cards import messages_chosen


class AllowMessages(PressControl, template=r"person:messages:(?P<wanted>yes|no)"):
    async def act(self, interaction: Interaction) -> None:
        wanted = self.state["wanted"] == "yes"
        await interaction.client.services.people.choose_direct_messages(actor_of(interaction), wanted)
        await whisper_view(interaction, messages_chosen(texts_for(interaction), wanted))
