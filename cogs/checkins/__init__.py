from bot.domain.deliveries import Kind
from bot.gateway.client import Trellis
from cogs.checkins.cards import check_in_card
from cogs.checkins.cog import CheckIns
from cogs.checkins.controls import AnswerAgain, AnswerRound, ChangeAnswer, ChooseExperiment, ResolveBlocker
from cogs.checkins.forms import CheckInForm
from cogs.checkins.leaders import leaders_first_card
from cogs.checkins.round_cards import digest_card, empty_round_card, prompt_card


async def setup(bot: Trellis) -> None:
    bot.cards[Kind.PROMPT] = prompt_card
    bot.cards[Kind.LIVE_COUNT] = prompt_card
    bot.cards[Kind.DIGEST] = digest_card
    bot.cards[Kind.EMPTY_ROUND] = empty_round_card
    bot.cards[Kind.CHECK_IN] = check_in_card
    bot.cards[Kind.CHECK_IN_EDIT] = check_in_card
    bot.cards[Kind.LEADERS_FIRST] = leaders_first_card
    bot.add_form(CheckInForm())
    bot.add_controls(AnswerRound, ChooseExperiment, ChangeAnswer, AnswerAgain, ResolveBlocker)
    await bot.add_cog(CheckIns(bot))
