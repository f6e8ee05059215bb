"""`/experiment …`: committing to something, and seeing how it goes."""

from dataclasses import replace

from discord import app_commands
from discord.app_commands import Choice, locale_str

from bot.domain.experiments import DAYS_DEFAULT, TIMES_DEFAULT, Begin, Beginning, Cadence, Frame, Way
from bot.domain.templates import usual_cadence
from bot.domain.visibility import Visibility
from bot.gateway.client import Trellis
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.choices import chosen_id, name_choices
from cogs._shared.forms import open_form
from cogs._shared.replies import whisper_view
from cogs.experiments import group as options
from cogs.experiments.course import Course
from cogs.experiments.forms import start_form
from cogs.experiments.group import suggest
from cogs.experiments.library import Wish, offer_ideas
from cogs.experiments.progress import own_experiments, progress_card


class Experiments(Course):
    experiment = options.experiment

    def __init__(self, bot: Trellis) -> None:
        self.services = bot.services

    @experiment.command(name=locale_str("start"), description=locale_str("Commit to trying one thing"))
    @app_commands.rename(
        way=locale_str("way"),
        cadence=locale_str("cadence"),
        days=locale_str("days"),
        times=locale_str("times"),
        group=locale_str("group"),
        begin=locale_str("begin"),
        visibility=locale_str("visibility"),
        reach=locale_str("reach"),
        now=locale_str("now"),
    )
    @app_commands.describe(
        way=locale_str("How you will try it"),
        cadence=locale_str("How often you will try"),
        days=locale_str("For how many days, 7 to 90"),
        times=locale_str("How many times a week, if several"),
        group=locale_str("In which group; the one you joined last if you leave it out"),
        begin=locale_str("When it begins; today if you leave it out"),
        visibility=locale_str("Who can read it; your group if you leave it out"),
        reach=locale_str("How far outside your comfort zone it lies"),
        now=locale_str("How good you are at it now, from 1 to 10; at the end you see what changed"),
    )
    @app_commands.choices(
        way=options.WAYS,
        cadence=options.CADENCES,
        begin=options.BEGINS,
        visibility=options.VISIBILITIES,
    )
    @app_commands.choices(reach=options.REACHES)
    async def start(
        self,
        interaction: Interaction,
        way: Choice[str],
        cadence: Choice[str] | None = None,
        days: int = DAYS_DEFAULT,
        times: int = TIMES_DEFAULT,
        group: str | None = None,
        begin: Choice[str] | None = None,
        visibility: Choice[str] | None = None,
        reach: Choice[int] | None = None,
        now: int | None = None,
    ) -> None:
        frame = Frame(Way(way.value), Cadence(cadence.value) if cadence else Cadence.WEEKLY, times, days)
        beginning = Beginning(
            begin=Begin(begin.value) if begin else Begin.TODAY,
            visibility=Visibility(visibility.value) if visibility else Visibility.GROUP,
            reach=reach.value if reach else None,
            rating=now,
        )
        chosen = await self.services.experiments.prepare(actor_of(interaction), group, frame, beginning)
        often = frame.cadence if cadence else usual_cadence(chosen.template)
        learned = {"learned_from": chosen.workshop}
        form = start_form(texts_for(interaction), chosen.id, replace(frame, cadence=often), beginning, learned)
        await open_form(interaction, form)

    @experiment.command(name=locale_str("list"), description=locale_str("Your experiments"))
    async def show_all(self, interaction: Interaction) -> None:
        own = await self.services.experiments.list_own(actor_of(interaction))
        await whisper_view(interaction, own_experiments(texts_for(interaction), own))

    @experiment.command(name=locale_str("show"), description=locale_str("One of your experiments, with its answers"))
    @app_commands.rename(experiment=locale_str("experiment"))
    @app_commands.describe(experiment=locale_str("Which experiment"))
    async def show(self, interaction: Interaction, experiment: str) -> None:
        progress = await self.services.experiments.show(actor_of(interaction), chosen_id(experiment))
        await whisper_view(interaction, progress_card(texts_for(interaction), progress))

    @experiment.command(name=locale_str("ideas"), description=locale_str("What you could try, and what others did"))
    @app_commands.rename(way=locale_str("way"), reach=locale_str("reach"))
    @app_commands.describe(
        way=locale_str("How you will try it"), reach=locale_str("How far outside your comfort zone it lies")
    )
    @app_commands.choices(way=options.WAYS)
    @app_commands.choices(reach=options.REACHES)
    async def ideas(
        self, interaction: Interaction, way: Choice[str] | None = None, reach: Choice[int] | None = None
    ) -> None:
        wish = Wish(Way(way.value) if way else None, reach.value if reach else None)
        await whisper_view(interaction, await offer_ideas(interaction, wish, number=0))

    @start.autocomplete("group")
    async def suggest_group(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return name_choices(await self.services.groups.suggest(actor_of(interaction), typed))

    @show.autocomplete("experiment")
    async def suggest_experiment(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return await suggest(interaction, typed)
