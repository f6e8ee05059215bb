"""`/experiment …`: committing to something, and seeing how it goes."""

from discord import app_commands
from discord.app_commands import Choice, Group, locale_str
from discord.ext import commands

from bot.domain.errors import ExperimentMissing
from bot.domain.experiments import DAYS_DEFAULT, TIMES_DEFAULT, Cadence, Frame, Way
from bot.gateway.client import Trellis
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.choices import name_choices
from cogs._shared.forms import open_form
from cogs._shared.replies import whisper_view
from cogs.experiments.cards import own_experiments, progress_card
from cogs.experiments.forms import start_form

MOST_CHOICES = 25
ID_DIGITS = 19
WAYS = [
    Choice(name=locale_str("A project to try it in"), value=Way.PROJECT),
    Choice(name=locale_str("A conversation or meeting to bring it into"), value=Way.CONVERSATION),
    Choice(name=locale_str("A stretch assignment"), value=Way.STRETCH),
    Choice(name=locale_str("A change in the regular workflow"), value=Way.WORKFLOW),
    Choice(name=locale_str("Another way"), value=Way.OTHER),
]
CADENCES = [
    Choice(name=locale_str("Every day"), value=Cadence.DAILY),
    Choice(name=locale_str("On weekdays"), value=Cadence.WEEKDAYS),
    Choice(name=locale_str("Several times a week"), value=Cadence.SEVERAL),
    Choice(name=locale_str("Once a week"), value=Cadence.WEEKLY),
]


class Experiments(commands.Cog):
    experiment = Group(
        name=locale_str("experiment"), description=locale_str("Try something for a month"), guild_only=True
    )

    def __init__(self, bot: Trellis) -> None:
        self._experiments = bot.services.experiments
        self._groups = bot.services.groups

    @experiment.command(name=locale_str("start"), description=locale_str("Commit to trying one thing"))
    @app_commands.rename(
        way=locale_str("way"),
        cadence=locale_str("cadence"),
        days=locale_str("days"),
        times=locale_str("times"),
        group=locale_str("group"),
    )
    @app_commands.describe(
        way=locale_str("How you will try it"),
        cadence=locale_str("How often you will try"),
        days=locale_str("For how many days, 7 to 90"),
        times=locale_str("How many times a week, if several"),
        group=locale_str("In which group; the one you joined last if you leave it out"),
    )
    @app_commands.choices(way=WAYS, cadence=CADENCES)
    async def start(
        self,
        interaction: Interaction,
        way: Choice[str],
        cadence: Choice[str] | None = None,
        days: int = DAYS_DEFAULT,
        times: int = TIMES_DEFAULT,
        group: str | None = None,
    ) -> None:
        frame = Frame(Way(way.value), Cadence(cadence.value) if cadence else Cadence.WEEKLY, times, days)
        chosen = await self._experiments.prepare(actor_of(interaction), group, frame)
        await open_form(interaction, start_form(texts_for(interaction), chosen.id, frame))

    @experiment.command(name=locale_str("list"), description=locale_str("Your experiments"))
    async def show_all(self, interaction: Interaction) -> None:
        own = await self._experiments.list_own(actor_of(interaction))
        await whisper_view(interaction, own_experiments(texts_for(interaction), own))

    @experiment.command(name=locale_str("show"), description=locale_str("One of your experiments, with its answers"))
    @app_commands.rename(experiment=locale_str("experiment"))
    @app_commands.describe(experiment=locale_str("Which experiment"))
    async def show(self, interaction: Interaction, experiment: str) -> None:
        progress = await self._experiments.show(actor_of(interaction), chosen_id(experiment))
        await whisper_view(interaction, progress_card(texts_for(interaction), progress))

    @start.autocomplete("group")
    async def suggest_group(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return name_choices(await self._groups.suggest(actor_of(interaction), typed))

    @show.autocomplete("experiment")
    async def suggest_experiment(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        own = await self._experiments.list_own(actor_of(interaction))
        titles = [(each.experiment.plan.what, str(each.experiment.id)) for each in own]
        return [
            Choice(name=title[:100], value=value) for title, value in titles if typed.casefold() in title.casefold()
        ][:MOST_CHOICES]


def chosen_id(value: str) -> int:
    """The id behind a choice; somebody may have typed words and picked nothing."""
    if not value.isdecimal() or len(value) > ID_DIGITS:
        raise ExperimentMissing
    return int(value)
