"""`/lesson …`: finding what others learned, and keeping what oneself did."""

from discord import app_commands
from discord.app_commands import Choice, Group, locale_str
from discord.ext import commands

from bot.domain.errors import LessonMissing
from bot.gateway.client import Trellis
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.choices import NAME_MOST, chosen_id, name_choices, title_choices
from cogs._shared.forms import open_form
from cogs._shared.harmless import label
from cogs._shared.replies import whisper_view
from cogs.lessons.cards import found, whole
from cogs.lessons.forms import save_form
from cogs.lessons.saving import deleted


class Lessons(commands.Cog):
    lesson = Group(name=locale_str("lesson"), description=locale_str("What others learned"), guild_only=True)

    def __init__(self, bot: Trellis) -> None:
        self._lessons = bot.services.lessons
        self._teaching = bot.services.teaching
        self._groups = bot.services.groups

    @lesson.command(name=locale_str("search"), description=locale_str("Find what others learned about something"))
    @app_commands.rename(what=locale_str("what"))
    @app_commands.describe(what=locale_str("What it is about, in your own words"))
    async def search(self, interaction: Interaction, what: str) -> None:
        shelf = await self._lessons.search(actor_of(interaction), what)
        await whisper_view(interaction, found(texts_for(interaction), shelf))

    @lesson.command(name=locale_str("show"), description=locale_str("One lesson, with all its words"))
    @app_commands.rename(lesson=locale_str("lesson"))
    @app_commands.describe(lesson=locale_str("Which lesson"))
    async def show(self, interaction: Interaction, lesson: str) -> None:
        taught = await self._lessons.show(actor_of(interaction), chosen_id(lesson, LessonMissing))
        await whisper_view(interaction, whole(texts_for(interaction), taught))

    @lesson.command(name=locale_str("save"), description=locale_str("Keep what you learned for others to find"))
    @app_commands.rename(group=locale_str("group"))
    @app_commands.describe(group=locale_str("For which group; the one you joined last if you leave it out"))
    async def save(self, interaction: Interaction, group: str | None = None) -> None:
        reader = await self._teaching.prepare(actor_of(interaction), group)
        await open_form(interaction, save_form(texts_for(interaction), reader.id, {}))

    @lesson.command(name=locale_str("delete"), description=locale_str("Take away a lesson that you learned or saved"))
    @app_commands.rename(lesson=locale_str("lesson"))
    @app_commands.describe(lesson=locale_str("Which lesson"))
    async def delete(self, interaction: Interaction, lesson: str) -> None:
        gone = await self._teaching.delete(actor_of(interaction), chosen_id(lesson, LessonMissing))
        await whisper_view(interaction, deleted(texts_for(interaction), gone))

    @save.autocomplete("group")
    async def suggest_group(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return name_choices(await self._groups.suggest(actor_of(interaction), typed))

    @delete.autocomplete("lesson")
    async def suggest_own(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        own = await self._teaching.own(actor_of(interaction))
        return title_choices([(each.told.title, str(each.id)) for each in own], typed)

    @show.autocomplete("lesson")
    async def suggest_lesson(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        suggested = await self._lessons.suggest(actor_of(interaction), typed)
        return [Choice(name=label(each.told.title, NAME_MOST), value=str(each.id)) for each in suggested]
