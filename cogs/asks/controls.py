"""The buttons under an ask: each is one step of the chain."""

from collections.abc import Awaitable, Callable

from discord.ui import LayoutView

from bot.domain.people import Actor
from bot.domain.things import Thing
from bot.services.ask_facts import AskFacts
from bot.services.asks import Asks
from bot.wording.texts import Texts
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.controls import PressControl
from cogs._shared.live import bring_up_to_date
from cogs._shared.replies import whisper_view
from cogs.asks.replies import acceptance, deleted, offered, reopened, solved, taken_back, withdrawn


async def answer(interaction: Interaction, facts: AskFacts, said: LayoutView) -> None:
    """The card as it is now, if it was pressed there, and then a word to whoever pressed."""
    if interaction.message is not None:
        letter = await interaction.client.services.asks.as_posted(facts, interaction.message.id)
        await bring_up_to_date(interaction, letter)
    await whisper_view(interaction, said)


# What a button does, and what whoever presses it reads.
Step = Callable[[Asks, Actor, int], Awaitable[AskFacts]]
STEPS: dict[str, tuple[Step, Callable[[Texts, AskFacts], LayoutView]]] = {
    "help": (Asks.offer_help, offered),
    "back": (Asks.take_back, taken_back),
    "solved": (Asks.solve, solved),
    "withdraw": (Asks.withdraw, withdrawn),
    "reopen": (Asks.reopen, reopened),
}


class TakeStep(PressControl, template=rf"ask:(?P<step>{'|'.join(STEPS)}):(?P<ask_id>\d+)"):
    thing = Thing.ASK

    async def act(self, interaction: Interaction) -> None:
        step, said = STEPS[self.state["step"]]
        facts = await step(interaction.client.services.asks, actor_of(interaction), int(self.state["ask_id"]))
        await answer(interaction, facts, said(texts_for(interaction), facts))


class AcceptHelp(PressControl, template=r"ask:accept:(?P<ask_id>\d+)(?::(?P<helper_id>\d+))?"):
    thing = Thing.ASK

    async def act(self, interaction: Interaction) -> None:
        asks, helper = interaction.client.services.asks, self.state["helper_id"]
        said = await asks.accept(actor_of(interaction), int(self.state["ask_id"]), int(helper) if helper else None)
        await answer(interaction, said.facts, acceptance(texts_for(interaction), said))


class DeleteAsk(PressControl, template=r"ask:delete:(?P<ask_id>\d+)"):
    thing = Thing.ASK

    async def act(self, interaction: Interaction) -> None:
        await interaction.client.services.own_words.delete_ask(actor_of(interaction), int(self.state["ask_id"]))
        await interaction.response.edit_message(view=deleted(texts_for(interaction)))
