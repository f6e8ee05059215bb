"""*Save as lesson*, in the menu of a message: the one message somebody points at, with its words."""

import discord
from discord.app_commands import ContextMenu, locale_str

from bot.domain.errors import WrittenByBot
from bot.domain.held import Spoken, words_of
from bot.domain.lessons import told_in
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.checks import check_still_here
from cogs._shared.forms import open_form
from cogs._shared.replies import whisper_view
from cogs.lessons.asking import asked
from cogs.lessons.forms import save_form


async def save_as_lesson(interaction: Interaction, message: discord.Message) -> None:
    spoken = _spoken(message)
    if spoken.author_id == interaction.user.id:
        await _save_own(interaction, spoken)
    else:
        await check_still_here(interaction, spoken.author_id)
        held = await interaction.client.services.held.ask(actor_of(interaction), spoken)
        await whisper_view(interaction, asked(texts_for(interaction), held))


async def _save_own(interaction: Interaction, spoken: Spoken) -> None:
    teaching = interaction.client.services.teaching
    group = await teaching.prepare_from(actor_of(interaction), spoken.message_id, spoken.channel_ids)
    given = {"title": told_in(spoken.text).title, "learned": spoken.text}
    said = (spoken.channel_ids[0], spoken.message_id)
    await open_form(interaction, save_form(texts_for(interaction), group.id, given, said))


def _spoken(message: discord.Message) -> Spoken:
    """As it came with the interaction: without the message-content intent it cannot be asked for again.

    WrittenByBot; Wordless, also for what Discord itself says, such as that a thread was begun.
    """
    if message.author.bot or message.webhook_id:
        raise WrittenByBot
    text = words_of("" if message.is_system() else message.clean_content)
    channels = [message.channel.id]
    if isinstance(message.channel, discord.Thread):
        channels.append(message.channel.parent_id)
    return Spoken(message.id, tuple(channels), message.author.id, text)


SAVE_AS_LESSON = ContextMenu(name=locale_str("Save as lesson"), callback=save_as_lesson)
SAVE_AS_LESSON.guild_only = True
