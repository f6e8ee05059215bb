from bot.gateway.client import Trellis
from cogs.help.cog import ChooseTopic, Help


async def setup(bot: Trellis) -> None:
    bot.add_controls(ChooseTopic)
    await bot.add_cog(Help(bot))
