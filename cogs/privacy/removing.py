"""*Remove from Trellis*, in the menu of a message: for moderators, and only once they have said yes to what will go."""

import discord
from discord.app_commands import ContextMenu, locale_str

from bot.gateway.cards import custom_ids
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.controls import PressControl
from cogs._shared.replies import whisper_view
from cogs.privacy.cards import about_to_remove, removed


async def remove_from_trellis(interaction: Interaction, message: discord.Message) -> None:
    is_ours = message.author.id == interaction.application_id
    removal = interaction.client.services.text_removal
    found = await removal.look(actor_of(interaction), _carried(message), message.id, is_ours=is_ours)
    await whisper_view(interaction, about_to_remove(texts_for(interaction), found, message.id))


def _carried(message: discord.Message) -> list[int]:
    """What may be the delivery that a message is of: it comes last in a custom id."""
    endings = [custom_id.rpartition(":")[2] for custom_id in custom_ids(message)]
    return [int(ending) for ending in dict.fromkeys(endings) if ending.isdecimal()]


class RemoveText(PressControl, template=r"text:remove:(?P<delivery_id>\d+):(?P<message_id>\d+)"):
    async def act(self, interaction: Interaction) -> None:
        await interaction.client.services.text_removal.remove(
            actor_of(interaction), int(self.state["delivery_id"]), int(self.state["message_id"])
        )
        await interaction.response.edit_message(view=removed(texts_for(interaction)))


REMOVE_FROM_TRELLIS = ContextMenu(name=locale_str("Remove from Trellis"), callback=remove_from_trellis)
REMOVE_FROM_TRELLIS.guild_only = True
REMOVE_FROM_TRELLIS.default_permissions = discord.Permissions(manage_guild=True)
