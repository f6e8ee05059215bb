"""What every feature's edge shares: who is asking, private replies, forms, controls, errors in words."""

from bot.gateway.client import Trellis
from cogs._shared import door
from cogs._shared.consent import ChooseContact
from cogs._shared.drafts import EditAgain
from cogs._shared.reading import ReadMine
from cogs._shared.why import WhyThis


async def setup(bot: Trellis) -> None:
    door.install(bot)
    bot.add_controls(ChooseContact, EditAgain, ReadMine, WhyThis)
