"""`/help`: from where somebody stands to the next step, then by task."""

from discord import app_commands
from discord.app_commands import Choice, locale_str
from discord.ext import commands
from discord.ui import LayoutView

from bot.domain.things import Thing
from bot.gateway.client import Trellis
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.controls import ChooseControl
from cogs._shared.replies import whisper_view
from cogs.help.cards import CHOOSE, first_steps, topic_card
from cogs.help.topics import Topic

TOPICS = [
    Choice(name=locale_str("Experiments"), value=Topic.EXPERIMENTS),
    Choice(name=locale_str("Check-ins and rounds"), value=Topic.CHECK_INS),
    Choice(name=locale_str("Groups and partners"), value=Topic.PARTNERS),
    Choice(name=locale_str("Asking and offering"), value=Topic.ASKS),
    Choice(name=locale_str("Thanks and lessons"), value=Topic.LESSONS),
    Choice(name=locale_str("Reminders and what is mine"), value=Topic.MINE),
    Choice(name=locale_str("Leading a group"), value=Topic.LEADING),
    Choice(name=locale_str("Moderating the server"), value=Topic.MODERATING),
]


class Help(commands.Cog):
    def __init__(self, bot: Trellis) -> None:
        self._bot = bot

    @app_commands.command(
        name=locale_str("help"), description=locale_str("What I do, and what your next step could be")
    )
    @app_commands.rename(topic=locale_str("topic"))
    @app_commands.describe(topic=locale_str("What it is about"))
    @app_commands.choices(topic=TOPICS)
    @app_commands.guild_only()
    async def help(self, interaction: Interaction, topic: Choice[str] | None = None) -> None:
        await whisper_view(interaction, await _help(interaction, Topic(topic.value) if topic else None))


class ChooseTopic(ChooseControl, template=CHOOSE):
    thing = Thing.ONESELF

    async def act(self, interaction: Interaction) -> None:
        await interaction.response.edit_message(view=await _help(interaction, Topic(self.chosen)))


async def _help(interaction: Interaction, topic: Topic | None) -> LayoutView:
    footing = await interaction.client.services.footings.of(actor_of(interaction))
    texts = texts_for(interaction)
    return topic_card(texts, footing, topic) if topic else first_steps(texts, footing)
