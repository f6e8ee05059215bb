from bot.gateway.client import Trellis
from cogs.people.menus import WHO_IS_THIS


async def setup(bot: Trellis) -> None:
    bot.tree.add_command(WHO_IS_THIS)


async def teardown(bot: Trellis) -> None:
    bot.tree.remove_command(WHO_IS_THIS.name, type=WHO_IS_THIS.type)
