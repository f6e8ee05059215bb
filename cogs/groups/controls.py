"""The button beside a group, and on an invitation."""

from bot.domain.things import Thing
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.arrivals import arrival_of
from cogs._shared.controls import PressControl
from cogs._shared.replies import whisper_view
from cogs.groups.cards import joined


class JoinGroup(PressControl, template=r"group:join:(?P<group_id>\d+)"):
    thing = Thing.INVITATION

    async def act(self, interaction: Interaction) -> None:
        joining = interaction.client.services.joining
        welcome = await joining.accept(actor_of(interaction), int(self.state["group_id"]), arrival_of(interaction))
        on_server = interaction.guild_id is not None
        await whisper_view(interaction, joined(texts_for(interaction), welcome, on_server=on_server))
