from bot.gateway.client import Trellis
from cogs.profile.cog import Profile


async def setup(bot: Trellis) -> None:
    await bot.add_cog(Profile(bot))
