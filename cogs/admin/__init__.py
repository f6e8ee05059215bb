from bot.domain.deliveries import Kind
from bot.gateway.client import Trellis
from cogs.admin.audit import TurnAudit
from cogs.admin.cog import Admin
from cogs.admin.deliveries import Retry, RetryAll, TurnUndelivered
from cogs.admin.files import InviteAll
from cogs.admin.hello import SetUp, arrived, hello_card
from cogs.admin.member import Resume
from cogs.admin.member_cards import removed_card
from cogs.admin.notice import notice_card, threads_short_card
from cogs.admin.schedule import TurnSchedule
from cogs.admin.settings import Remove
from cogs.admin.setup import ChooseChannel, ChooseLanguage, GoTo, Leave, LookAgain
from cogs.admin.setup_forms import AskGroup, AskZone, GroupForm, ZoneForm


async def setup(bot: Trellis) -> None:
    bot.add_controls(TurnUndelivered, Retry, RetryAll, TurnSchedule, TurnAudit, Remove, InviteAll, Resume)
    bot.add_controls(GoTo, Leave, LookAgain, ChooseLanguage, ChooseChannel, AskZone, AskGroup, SetUp)
    bot.add_form(ZoneForm())
    bot.add_form(GroupForm())
    bot.cards[Kind.HELLO] = hello_card
    bot.cards[Kind.REMOVED] = removed_card
    bot.cards[Kind.COULD_NOT_DELIVER] = notice_card
    bot.cards[Kind.THREADS_SHORT] = threads_short_card
    for event in ("on_guild_join", "on_guild_available"):
        bot.add_listener(arrived(bot), event)
    await bot.add_cog(Admin(bot))
