from bot.gateway.client import Trellis
from cogs.groups.cog import Groups
from cogs.groups.controls import AllowMessages


async def setup(bot: Trellis) -> None:
    bot.add_dynamic_items(AllowMessages)
    await bot.add_cog(Groups(bot))
