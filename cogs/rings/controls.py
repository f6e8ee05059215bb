"""The buttons of a ring: making one's request, being shown one to answer, answering it."""

from bot.domain.things import Thing
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.controls import PressControl
from cogs._shared.forms import open_form
from cogs._shared.replies import whisper_view
from cogs.rings.forms import answer_form, request_form, words_of
from cogs.rings.replies import one_to_answer


class MyRequest(PressControl, template=r"ring:request:(?P<ring_id>\d+)"):
    async def act(self, interaction: Interaction) -> None:
        ring_id = int(self.state["ring_id"])
        own = await interaction.client.services.ring_requests.prepare(actor_of(interaction), ring_id)
        await open_form(interaction, request_form(texts_for(interaction), ring_id, words_of(own)))


class AnswerOne(PressControl, template=r"ring:next:(?P<ring_id>\d+)"):
    async def act(self, interaction: Interaction) -> None:
        requests = interaction.client.services.ring_requests
        request = await requests.next_to_answer(actor_of(interaction), int(self.state["ring_id"]))
        await whisper_view(interaction, one_to_answer(texts_for(interaction), request))


class Answer(PressControl, template=r"ring:answer:(?P<ask_id>\d+)"):
    thing = Thing.ASK
    only_reads = True

    async def act(self, interaction: Interaction) -> None:
        requests = interaction.client.services.ring_requests
        ask = await requests.prepare_answer(actor_of(interaction), int(self.state["ask_id"]))
        await open_form(interaction, answer_form(texts_for(interaction), ask.id, ask.words.question, {}))
