from bot.gateway.client import Trellis
from cogs.admin.audit import TurnAudit
from cogs.admin.cog import Admin
from cogs.admin.deliveries import Retry, RetryAll, TurnUndelivered
from cogs.admin.files import InviteAll
from cogs.admin.schedule import TurnSchedule
from cogs.admin.settings import Remove


async def setup(bot: Trellis) -> None:
    bot.add_controls(TurnUndelivered, Retry, RetryAll, TurnSchedule, TurnAudit, Remove, InviteAll)
    await bot.add_cog(Admin(bot))
