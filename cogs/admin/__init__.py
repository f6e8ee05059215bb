from bot.gateway.client import Trellis
from cogs.admin.cog import Admin


async def setup(bot: Trellis) -> None:
    await bot.add_cog(Admin(bot))
