from bot.domain.deliveries import Kind
from bot.gateway.client import Trellis
from cogs.introductions.cards import asked_card, introduced_card, introduction_card, introduction_note_card
from cogs.introductions.cog import Introducing
from cogs.introductions.controls import AnswerIntroduction, IntroduceToAsker
from cogs.introductions.form import IntroductionForm
from cogs.introductions.menus import INTRODUCE


async def setup(bot: Trellis) -> None:
    bot.cards[Kind.INTRODUCTION_ASKED] = asked_card
    bot.cards[Kind.INTRODUCTION] = introduction_card
    bot.cards[Kind.INTRODUCTION_NOTE] = introduction_note_card
    bot.cards[Kind.INTRODUCED] = introduced_card
    bot.add_controls(AnswerIntroduction, IntroduceToAsker)
    bot.add_form(IntroductionForm())
    bot.tree.add_command(INTRODUCE)
    await bot.add_cog(Introducing(bot))
