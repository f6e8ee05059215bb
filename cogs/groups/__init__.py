from bot.gateway.client import Trellis
from cogs.groups.cog import Groups


async def setup(bot: Trellis) -> None:
    await bot.add_cog(Groups(bot))
