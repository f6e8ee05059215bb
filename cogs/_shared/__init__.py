"""What every feature's edge shares: who is asking, private replies, forms, controls, errors in words."""

from bot.gateway.client import Trellis
from cogs._shared import door
from cogs._shared.consent import ChooseContact
from cogs._shared.drafts import EditAgain
from cogs._shared.profile import AskClock, AskExchange, ClockForm, ExchangeForm
from cogs._shared.reading import ReadMine
from cogs._shared.why import WhyThis


async def setup(bot: Trellis) -> None:
    door.install(bot)
    bot.add_controls(AskClock, AskExchange, ChooseContact, EditAgain, ReadMine, WhyThis)
    bot.add_form(ClockForm())
    bot.add_form(ExchangeForm())
