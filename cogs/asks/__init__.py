from bot.domain.deliveries import Kind
from bot.gateway.client import Trellis
from cogs.asks.cards import accepted_card, ask_card, help_card
from cogs.asks.care_cards import match_card, unanswered_card
from cogs.asks.care_controls import NotThisTime, SayWhetherItWorked
from cogs.asks.cog import Asks
from cogs.asks.controls import AcceptHelp, DeleteAsk, TakeStep
from cogs.asks.digest import asks_section
from cogs.asks.form import AskForm, ReturnForm
from cogs.asks.outcome_cards import did_it_work_card, helped_card
from cogs.asks.place_cards import astray_card, closed_card
from cogs.asks.threads import thread_changed
from cogs.asks.ways_on import MakeItAQuestion, OfferInReturn, PostAsItIs


async def setup(bot: Trellis) -> None:
    bot.cards[Kind.ASK] = ask_card
    bot.cards[Kind.ASK_EDIT] = ask_card
    bot.cards[Kind.ASK_ASTRAY] = astray_card
    bot.cards[Kind.ASK_CLOSED] = closed_card
    bot.cards[Kind.HELP] = help_card
    bot.cards[Kind.HELP_ACCEPTED] = accepted_card
    bot.cards[Kind.ASK_MATCH] = match_card
    bot.cards[Kind.ASK_UNANSWERED] = unanswered_card
    bot.cards[Kind.DID_IT_WORK] = did_it_work_card
    bot.cards[Kind.HELPED] = helped_card
    bot.digest_sections.append(asks_section)
    bot.add_form(AskForm())
    bot.add_form(ReturnForm())
    bot.add_controls(TakeStep, AcceptHelp, DeleteAsk, NotThisTime, SayWhetherItWorked)
    bot.add_controls(MakeItAQuestion, OfferInReturn, PostAsItIs)
    bot.add_listener(thread_changed(bot), "on_raw_thread_update")
    await bot.add_cog(Asks(bot))
