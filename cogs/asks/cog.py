"""`/ask`: asking the whole community for help."""

from discord import app_commands
from discord.app_commands import Choice, locale_str
from discord.ext import commands

from bot.domain.asks import AskKind
from bot.gateway.client import Trellis
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.forms import open_form
from cogs.asks.form import USUAL, ask_form

KINDS = [
    Choice(name=locale_str("Advice: how would you do it?"), value=AskKind.ADVICE),
    Choice(name=locale_str("Feedback: what do you think of it?"), value=AskKind.FEEDBACK),
    Choice(name=locale_str("A resource: where do I find it?"), value=AskKind.RESOURCE),
    Choice(name=locale_str("An introduction: who knows somebody?"), value=AskKind.INTRODUCTION),
    Choice(name=locale_str("Compare notes: who is at it, too?"), value=AskKind.COMPARE),
]


class Asks(commands.Cog):
    def __init__(self, bot: Trellis) -> None:
        self._asks = bot.services.asks

    @app_commands.command(name=locale_str("ask"), description=locale_str("Ask everybody here for help with one thing"))
    @app_commands.guild_only()
    @app_commands.rename(kind=locale_str("kind"))
    @app_commands.describe(kind=locale_str("What kind of help you are looking for"))
    @app_commands.choices(kind=KINDS)
    async def ask(self, interaction: Interaction, kind: Choice[str]) -> None:
        await self._asks.prepare(actor_of(interaction))
        await open_form(interaction, ask_form(texts_for(interaction), AskKind(kind.value), USUAL))
