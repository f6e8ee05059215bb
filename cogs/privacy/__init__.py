from bot.domain.deliveries import Kind
from bot.gateway.client import Trellis
from cogs.privacy.cards import blanked_by


async def setup(bot: Trellis) -> None:
    bot.cards[Kind.BLANKED] = blanked_by(bot.cards)
