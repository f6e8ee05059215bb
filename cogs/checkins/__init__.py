from bot.domain.deliveries import Kind
from bot.gateway.client import Trellis
from cogs.checkins.blocker_card import blocker_card
from cogs.checkins.cards import check_in_card
from cogs.checkins.cog import CheckIns
from cogs.checkins.controls import AnswerAgain, AnswerRound, ChangeAnswer, ChooseExperiment, ResolveBlocker
from cogs.checkins.digest import SECTIONS, digest_card
from cogs.checkins.forms import CheckInForm
from cogs.checkins.leaders import leaders_first_card
from cogs.checkins.not_yet import DoItNow, Rethink, do_now_card
from cogs.checkins.responding import Respond, ResponseForm, response_card, response_note_card
from cogs.checkins.round_cards import empty_round_card, prompt_card


async def setup(bot: Trellis) -> None:
    bot.cards[Kind.PROMPT] = prompt_card
    bot.cards[Kind.LIVE_COUNT] = prompt_card
    bot.cards[Kind.DIGEST] = digest_card(bot.digest_sections)
    bot.cards[Kind.EMPTY_ROUND] = empty_round_card
    bot.cards[Kind.LEADERS_FIRST] = leaders_first_card
    bot.cards[Kind.CHECK_IN] = check_in_card
    bot.cards[Kind.CHECK_IN_EDIT] = check_in_card
    bot.cards[Kind.RESPONSE] = response_card
    bot.cards[Kind.RESPONSE_NOTE] = response_note_card
    bot.cards[Kind.BLOCKER] = blocker_card
    bot.cards[Kind.DO_NOW] = do_now_card
    bot.digest_sections.extend(SECTIONS)
    bot.add_form(CheckInForm())
    bot.add_form(ResponseForm())
    bot.add_controls(AnswerRound, ChooseExperiment, ChangeAnswer, AnswerAgain, ResolveBlocker)
    bot.add_controls(Respond, DoItNow, Rethink)
    await bot.add_cog(CheckIns(bot))
