from bot.domain.deliveries import Kind
from bot.gateway.client import Trellis
from cogs.groups.cog import Groups
from cogs.groups.controls import JoinGroup
from cogs.groups.letters import cannot_see_card, invitation_card, now_leading_card
from cogs.groups.news import news_card, nobody_leads_card


async def setup(bot: Trellis) -> None:
    bot.cards[Kind.GROUP_NEWS] = news_card
    bot.cards[Kind.NOBODY_LEADS] = nobody_leads_card
    bot.cards[Kind.GROUP_INVITATION] = invitation_card
    bot.cards[Kind.NOW_LEADING] = now_leading_card
    bot.cards[Kind.CANNOT_SEE] = cannot_see_card
    bot.add_controls(JoinGroup)
    await bot.add_cog(Groups(bot))
