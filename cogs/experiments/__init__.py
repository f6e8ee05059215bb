from bot.domain.deliveries import Kind
from bot.gateway.client import Trellis
from cogs.experiments.cards import commitment_card
from cogs.experiments.cog import Experiments
from cogs.experiments.forms import StartForm


async def setup(bot: Trellis) -> None:
    bot.cards[Kind.EXPERIMENT] = commitment_card
    bot.add_form(StartForm())
    await bot.add_cog(Experiments(bot))
