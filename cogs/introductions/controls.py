"""The two buttons under the question, and the one under an ask."""

from bot.domain.introductions import Willing
from bot.domain.things import Thing
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.controls import PressControl
from cogs._shared.replies import whisper_view
from cogs.introductions.cards import answered
from cogs.introductions.opening import open_introduction_for_ask


class AnswerIntroduction(PressControl, template=r"introduction:(?P<willing>yes|not_now):(?P<introduction_id>\d+)"):
    thing = Thing.INTRODUCTION

    async def act(self, interaction: Interaction) -> None:
        introductions, willing = interaction.client.services.introductions, Willing(self.state["willing"])
        await introductions.answer(actor_of(interaction), int(self.state["introduction_id"]), willing)
        await whisper_view(interaction, answered(texts_for(interaction)))


class IntroduceToAsker(PressControl, template=r"ask:introduce:(?P<ask_id>\d+)"):
    thing = Thing.ASK
    only_reads = True

    async def act(self, interaction: Interaction) -> None:
        await open_introduction_for_ask(interaction, int(self.state["ask_id"]))
