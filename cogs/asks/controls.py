"""The buttons under an ask: each is one step of the chain."""

from discord.ui import LayoutView

from bot.services.ask_facts import AskFacts
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.controls import PressControl
from cogs._shared.live import bring_up_to_date
from cogs._shared.replies import whisper_view
from cogs.asks.replies import acceptance, offered, reopened, solved, taken_back, withdrawn


async def answer(interaction: Interaction, facts: AskFacts, said: LayoutView) -> None:
    """The card as it is now, if it was pressed there, and then a word to whoever pressed."""
    if interaction.message is not None:
        letter = await interaction.client.services.asks.as_posted(facts, interaction.message.id)
        await bring_up_to_date(interaction, letter)
    await whisper_view(interaction, said)


class OfferHelp(PressControl, template=r"ask:help:(?P<ask_id>\d+)"):
    async def act(self, interaction: Interaction) -> None:
        asks = interaction.client.services.asks
        facts = await asks.offer_help(actor_of(interaction), int(self.state["ask_id"]))
        await answer(interaction, facts, offered(texts_for(interaction), facts))


class TakeBack(PressControl, template=r"ask:back:(?P<ask_id>\d+)"):
    async def act(self, interaction: Interaction) -> None:
        asks = interaction.client.services.asks
        facts = await asks.take_back(actor_of(interaction), int(self.state["ask_id"]))
        await answer(interaction, facts, taken_back(texts_for(interaction), facts))


class AcceptHelp(PressControl, template=r"ask:accept:(?P<ask_id>\d+)(?::(?P<helper_id>\d+))?"):
    async def act(self, interaction: Interaction) -> None:
        asks, helper = interaction.client.services.asks, self.state["helper_id"]
        said = await asks.accept(actor_of(interaction), int(self.state["ask_id"]), int(helper) if helper else None)
        await answer(interaction, said.facts, acceptance(texts_for(interaction), said))


class Solve(PressControl, template=r"ask:solved:(?P<ask_id>\d+)"):
    async def act(self, interaction: Interaction) -> None:
        asks = interaction.client.services.asks
        facts = await asks.solve(actor_of(interaction), int(self.state["ask_id"]))
        await answer(interaction, facts, solved(texts_for(interaction), facts))


class Withdraw(PressControl, template=r"ask:withdraw:(?P<ask_id>\d+)"):
    async def act(self, interaction: Interaction) -> None:
        asks = interaction.client.services.asks
        facts = await asks.withdraw(actor_of(interaction), int(self.state["ask_id"]))
        await answer(interaction, facts, withdrawn(texts_for(interaction), facts))


class Reopen(PressControl, template=r"ask:reopen:(?P<ask_id>\d+)"):
    async def act(self, interaction: Interaction) -> None:
        asks = interaction.client.services.asks
        facts = await asks.reopen(actor_of(interaction), int(self.state["ask_id"]))
        await answer(interaction, facts, reopened(texts_for(interaction), facts))
