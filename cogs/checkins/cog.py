"""`/checkin`: what happened?"""

from discord import app_commands
from discord.app_commands import Choice, locale_str
from discord.ext import commands

from bot.domain.checkins import Outcome
from bot.gateway.client import Trellis
from cogs._shared.actors import Interaction, actor_of
from cogs.checkins.forms import ask

OUTCOMES = [
    Choice(name=locale_str("I tried"), value=Outcome.TRIED),
    Choice(name=locale_str("I tried and it failed"), value=Outcome.FAILED),
    Choice(name=locale_str("Not yet"), value=Outcome.NOT_YET),
]


class CheckIns(commands.Cog):
    def __init__(self, bot: Trellis) -> None:
        self._check_ins = bot.services.check_ins

    @app_commands.command(name=locale_str("checkin"), description=locale_str("Say what happened in your experiment"))
    @app_commands.guild_only()
    @app_commands.rename(outcome=locale_str("outcome"))
    @app_commands.describe(outcome=locale_str("How it went; every answer is a good one"))
    @app_commands.choices(outcome=OUTCOMES)
    async def checkin(self, interaction: Interaction, outcome: Choice[str]) -> None:
        ready = await self._check_ins.open_experiments(actor_of(interaction))
        await ask(interaction, Outcome(outcome.value), ready)
