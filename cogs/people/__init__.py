from bot.gateway.client import Trellis
from cogs.people.menus import WHO_IS_THIS


async def setup(bot: Trellis) -> None:
    bot.tree.add_command(WHO_IS_THIS)
