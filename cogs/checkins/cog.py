"""`/checkin`: what happened?"""

from discord import app_commands
from discord.app_commands import Choice, locale_str
from discord.ext import commands

from bot.domain.checkins import Outcome
from bot.gateway.client import Trellis
from cogs._shared.actors import Interaction, actor_of
from cogs._shared.choices import chosen_id, day_choices, title_choices
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
    @app_commands.rename(outcome=locale_str("outcome"), experiment=locale_str("experiment"), day=locale_str("day"))
    @app_commands.describe(
        outcome=locale_str("How it went; every answer is a good one"),
        experiment=locale_str("Which experiment"),
        day=locale_str("Which day; today if you leave it out, up to seven days back"),
    )
    @app_commands.choices(outcome=OUTCOMES)
    async def checkin(
        self, interaction: Interaction, outcome: Choice[str], experiment: str | None = None, day: str = ""
    ) -> None:
        experiment_id = chosen_id(experiment) if experiment else None
        ready = await self._check_ins.ready(actor_of(interaction), experiment_id=experiment_id, day=day)
        await ask(interaction, Outcome(outcome.value), ready)

    @checkin.autocomplete("experiment")
    async def suggest_experiment(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        own = await self._check_ins.suggest(actor_of(interaction))
        return title_choices([(each.plan.what, str(each.id)) for each in own], typed)

    @checkin.autocomplete("day")
    async def suggest_day(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return day_choices(interaction, await self._check_ins.days(actor_of(interaction)), typed)
