"""The buttons under what a search found, and under the question to the author of a message."""

from bot.domain.held import Consent
from bot.domain.things import Thing
from bot.gateway.cards import Card
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.controls import PressControl
from cogs._shared.forms import open_form
from cogs._shared.live import write_over
from cogs._shared.reading import delivery_read_on
from cogs._shared.replies import whisper_view
from cogs.lessons.asking import answered, settled
from cogs.lessons.cards import PAGE_ID, found, whole
from cogs.lessons.forms import ask_form, given_told


class TurnLessons(PressControl, template=rf"{PAGE_ID}:(?P<page>\d+):(?P<what>.+)"):
    async def act(self, interaction: Interaction) -> None:
        lessons = interaction.client.services.lessons
        shelf = await lessons.search(actor_of(interaction), self.state["what"], int(self.state["page"]))
        await interaction.response.edit_message(view=found(texts_for(interaction), shelf))


class AnswerAuthor(PressControl, template=r"lesson:(?P<consent>keep|let_go):(?P<held_id>\d+)"):
    """Where others read along, the question gives way to that it was answered; how is for its author alone."""

    thing = Thing.HELD

    async def act(self, interaction: Interaction) -> None:
        actor, texts, held = actor_of(interaction), texts_for(interaction), interaction.client.services.held
        said = await held.answer(actor, int(self.state["held_id"]), Consent(self.state["consent"]))
        message = interaction.message
        delivery_id = delivery_read_on(message) if message else None
        if delivery_id is None:
            await write_over(interaction, Card(answered(texts, said), push=""))
        else:
            await write_over(interaction, settled(texts, said.held.author_id, delivery_id))
            await whisper_view(interaction, answered(texts, said))


class SaveFromAsk(PressControl, template=r"lesson:ask:(?P<ask_id>\d+)"):
    thing = Thing.ASK
    only_reads = True

    async def act(self, interaction: Interaction) -> None:
        ask_id, teaching = int(self.state["ask_id"]), interaction.client.services.teaching
        told = await teaching.prepare_from_ask(actor_of(interaction), ask_id)
        await open_form(interaction, ask_form(texts_for(interaction), ask_id, given_told(told)))


class ReadLesson(PressControl, template=r"lesson:read:(?P<lesson_id>\d+)"):
    async def act(self, interaction: Interaction) -> None:
        taught = await interaction.client.services.lessons.show(actor_of(interaction), int(self.state["lesson_id"]))
        await whisper_view(interaction, whole(texts_for(interaction), taught))
