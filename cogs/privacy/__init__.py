from bot.domain.deliveries import Kind
from bot.gateway.client import Trellis
from cogs.privacy.cards import blanked_by, text_removed_card
from cogs.privacy.removing import REMOVE_FROM_TRELLIS, RemoveText


async def setup(bot: Trellis) -> None:
    bot.cards[Kind.BLANKED] = blanked_by(bot.cards)
    bot.cards[Kind.TEXT_REMOVED] = text_removed_card
    bot.add_controls(RemoveText)
    bot.tree.add_command(REMOVE_FROM_TRELLIS)
