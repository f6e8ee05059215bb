"""The three ways on from what looks like a piece of work; each finds the words in their draft."""

from bot.domain.drafts import Draft
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.controls import PressControl
from cogs._shared.forms import open_form
from cogs.asks.form import ask_form, kind_of, return_form, words_of
from cogs.asks.posting import tell_asked

HINT = "how"


class _WayOn(PressControl, template=r"never:way"):
    async def draft(self, interaction: Interaction) -> Draft:
        """What was typed. DraftMissing."""
        return await interaction.client.services.drafts.reopen(actor_of(interaction), int(self.state["draft_id"]))


class MakeItAQuestion(_WayOn, template=r"ask:reword:(?P<draft_id>\d+)"):
    async def act(self, interaction: Interaction) -> None:
        draft = await self.draft(interaction)
        await open_form(interaction, ask_form(texts_for(interaction), kind_of(draft), draft.texts, HINT))


class OfferInReturn(_WayOn, template=r"ask:return:(?P<draft_id>\d+)"):
    async def act(self, interaction: Interaction) -> None:
        draft = await self.draft(interaction)
        await open_form(interaction, return_form(texts_for(interaction), draft.id, {}))


class PostAsItIs(_WayOn, template=r"ask:post:(?P<draft_id>\d+)"):
    async def act(self, interaction: Interaction) -> None:
        draft, asks = await self.draft(interaction), interaction.client.services.asks
        said = await asks.ask(actor_of(interaction), kind_of(draft), words_of(draft.texts), as_it_is=True)
        await tell_asked(interaction, said)
