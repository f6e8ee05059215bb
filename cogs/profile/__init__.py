from bot.gateway.client import Trellis
from cogs.profile.cog import Profile
from cogs.profile.forgetting import AskForWord, ForgetForm


async def setup(bot: Trellis) -> None:
    bot.add_controls(AskForWord)
    bot.add_form(ForgetForm())
    await bot.add_cog(Profile(bot))
