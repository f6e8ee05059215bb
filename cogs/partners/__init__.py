from bot.domain.deliveries import Kind
from bot.gateway.client import Trellis
from cogs.partners.cards import care_card, met_card, pair_card, pair_note_card, parting_card, pool_card
from cogs.partners.cog import Partners
from cogs.partners.controls import AnswerMet, ComeBack, ComeBackFrom


async def setup(bot: Trellis) -> None:
    bot.cards[Kind.PAIR] = pair_card
    bot.cards[Kind.PAIR_NOTE] = pair_note_card
    bot.cards[Kind.MET] = met_card
    bot.cards[Kind.PAIR_ENDED] = parting_card
    bot.cards[Kind.PARTNER_CARD] = care_card
    bot.cards[Kind.POOL_LEFT] = pool_card
    bot.add_controls(AnswerMet, ComeBack, ComeBackFrom)
    await bot.add_cog(Partners(bot))
