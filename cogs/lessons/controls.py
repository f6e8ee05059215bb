"""The buttons under what a search found."""

from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.controls import PressControl
from cogs._shared.replies import whisper_view
from cogs.lessons.cards import PAGE_ID, found, whole


class TurnLessons(PressControl, template=rf"{PAGE_ID}:(?P<page>\d+):(?P<what>.+)"):
    async def act(self, interaction: Interaction) -> None:
        lessons = interaction.client.services.lessons
        shelf = await lessons.search(actor_of(interaction), self.state["what"], int(self.state["page"]))
        await interaction.response.edit_message(view=found(texts_for(interaction), shelf))


class ReadLesson(PressControl, template=r"lesson:read:(?P<lesson_id>\d+)"):
    async def act(self, interaction: Interaction) -> None:
        taught = await interaction.client.services.lessons.show(actor_of(interaction), int(self.state["lesson_id"]))
        await whisper_view(interaction, whole(texts_for(interaction), taught))
