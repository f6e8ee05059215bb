from bot.gateway.client import Trellis
from cogs.facilitate.cog import Facilitate
from cogs.facilitate.pairs import AnotherProposal
from cogs.facilitate.prompt import PostPrompt


async def setup(bot: Trellis) -> None:
    bot.add_controls(AnotherProposal, PostPrompt)
    await bot.add_cog(Facilitate(bot))
