"""`/experiment change`, `pause`, `resume`, `finish`, `delete`: what is done to an experiment on its way."""

from discord import app_commands
from discord.app_commands import Choice, locale_str
from discord.ext import commands

from bot.domain.experiments import Cadence, Standing
from bot.services import Services
from bot.services.changes import FrameWish
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.choices import chosen_id
from cogs._shared.forms import open_form
from cogs._shared.replies import whisper_view
from cogs.experiments.cards import paused, resumed
from cogs.experiments.deleting import about_to_delete
from cogs.experiments.finish_form import finish_form
from cogs.experiments.forms import change_form, given_plan
from cogs.experiments.group import CADENCES, experiment, suggest


class Course(commands.Cog):
    """Half of the cog: one command group belongs to one."""

    services: Services

    @experiment.command(name=locale_str("change"), description=locale_str("Change your plan, from tomorrow on"))
    @app_commands.rename(experiment=locale_str("experiment"), cadence=locale_str("cadence"), times=locale_str("times"))
    @app_commands.describe(
        experiment=locale_str("Which experiment"),
        cadence=locale_str("How often you will try"),
        times=locale_str("How many times a week, if several"),
    )
    @app_commands.choices(cadence=CADENCES)
    async def change(
        self,
        interaction: Interaction,
        experiment: str,
        cadence: Choice[str] | None = None,
        times: int | None = None,
    ) -> None:
        wish = FrameWish(Cadence(cadence.value) if cadence else None, times)
        chosen = await self.services.changes.prepare(actor_of(interaction), chosen_id(experiment), wish)
        await open_form(interaction, change_form(texts_for(interaction), chosen.id, wish, given_plan(chosen.plan)))

    @experiment.command(name=locale_str("pause"), description=locale_str("Let an experiment rest; its end moves along"))
    @app_commands.rename(experiment=locale_str("experiment"))
    @app_commands.describe(experiment=locale_str("Which experiment"))
    async def pause(self, interaction: Interaction, experiment: str) -> None:
        resting = await self.services.changes.pause(actor_of(interaction), chosen_id(experiment))
        await whisper_view(interaction, paused(texts_for(interaction), resting))

    @experiment.command(name=locale_str("resume"), description=locale_str("Take up an experiment that rests"))
    @app_commands.rename(experiment=locale_str("experiment"))
    @app_commands.describe(experiment=locale_str("Which experiment"))
    async def resume(self, interaction: Interaction, experiment: str) -> None:
        running = await self.services.changes.resume(actor_of(interaction), chosen_id(experiment))
        await whisper_view(interaction, resumed(texts_for(interaction), running))

    @experiment.command(name=locale_str("finish"), description=locale_str("Say how an experiment ended"))
    @app_commands.rename(experiment=locale_str("experiment"))
    @app_commands.describe(experiment=locale_str("Which experiment"))
    async def finish(self, interaction: Interaction, experiment: str) -> None:
        chosen = await self.services.endings.prepare(actor_of(interaction), chosen_id(experiment))
        await open_form(interaction, finish_form(texts_for(interaction), chosen.id, chosen.visibility))

    @experiment.command(name=locale_str("delete"), description=locale_str("Take an experiment back for good"))
    @app_commands.rename(experiment=locale_str("experiment"))
    @app_commands.describe(experiment=locale_str("Which experiment"))
    async def delete(self, interaction: Interaction, experiment: str) -> None:
        doomed = await self.services.own_words.look_at_experiment(actor_of(interaction), chosen_id(experiment))
        await whisper_view(interaction, about_to_delete(texts_for(interaction), doomed))

    @delete.autocomplete("experiment")
    async def suggest_any(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return await suggest(interaction, typed)

    @change.autocomplete("experiment")
    async def suggest_changeable(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return await suggest(interaction, typed, lambda own, today: own.is_unfinished(today))

    @pause.autocomplete("experiment")
    async def suggest_running(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return await suggest(interaction, typed, lambda own, today: own.is_open(today))

    @resume.autocomplete("experiment")
    async def suggest_paused(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return await suggest(interaction, typed, lambda own, today: own.standing(today) is Standing.PAUSED)

    @finish.autocomplete("experiment")
    async def suggest_closable(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return await suggest(interaction, typed, lambda own, today: own.can_be_closed(today))
