from bot.gateway.client import Trellis
from cogs.offers.cog import Offers
from cogs.offers.controls import RemoveOffer


async def setup(bot: Trellis) -> None:
    bot.add_controls(RemoveOffer)
    await bot.add_cog(Offers(bot))
