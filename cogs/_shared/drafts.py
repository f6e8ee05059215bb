"""*Edit again*: the form somebody sent in vain, with their own words in it."""

from bot.domain.things import Thing
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.controls import PressControl
from cogs._shared.forms import SEPARATOR, open_form


class EditAgain(PressControl, template=r"draft:edit:(?P<draft_id>\d+)"):
    thing = Thing.ONESELF
    only_reads = True

    async def act(self, interaction: Interaction) -> None:
        draft = await interaction.client.services.drafts.reopen(actor_of(interaction), int(self.state["draft_id"]))
        prefix, *args = draft.form.split(SEPARATOR)
        form = interaction.client.forms[prefix]
        await open_form(interaction, form.build(texts_for(interaction), args, draft.texts))
