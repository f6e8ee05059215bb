"""The three ways on from what looks like a piece of work; each finds the words in their draft."""

from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.controls import PressControl
from cogs._shared.forms import open_form
from cogs._shared.replies import whisper_view
from cogs.asks.form import ask_form, kind_of, return_form, words_of
from cogs.asks.replies import asked

HINT = "how"


class MakeItAQuestion(PressControl, template=r"ask:reword:(?P<draft_id>\d+)"):
    async def act(self, interaction: Interaction) -> None:
        draft = await interaction.client.services.drafts.reopen(actor_of(interaction), int(self.state["draft_id"]))
        await open_form(interaction, ask_form(texts_for(interaction), kind_of(draft), draft.texts, HINT))


class OfferInReturn(PressControl, template=r"ask:return:(?P<draft_id>\d+)"):
    async def act(self, interaction: Interaction) -> None:
        draft = await interaction.client.services.drafts.reopen(actor_of(interaction), int(self.state["draft_id"]))
        await open_form(interaction, return_form(texts_for(interaction), draft.id, {}))


class PostAsItIs(PressControl, template=r"ask:post:(?P<draft_id>\d+)"):
    async def act(self, interaction: Interaction) -> None:
        actor, services = actor_of(interaction), interaction.client.services
        draft = await services.drafts.reopen(actor, int(self.state["draft_id"]))
        said = await services.asks.ask(actor, kind_of(draft), words_of(draft.texts), as_it_is=True)
        await whisper_view(interaction, asked(texts_for(interaction), said))
