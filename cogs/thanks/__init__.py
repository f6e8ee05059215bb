from bot.domain.deliveries import Kind
from bot.gateway.client import Trellis
from cogs.thanks.cards import thanks_card, thanks_section
from cogs.thanks.cog import Recognition
from cogs.thanks.controls import ThankHelper
from cogs.thanks.form import ThanksForm
from cogs.thanks.menus import THANK, THANK_FOR_THIS


async def setup(bot: Trellis) -> None:
    bot.cards[Kind.THANKS] = thanks_card
    bot.digest_sections.append(thanks_section)
    bot.add_form(ThanksForm())
    bot.add_controls(ThankHelper)
    bot.tree.add_command(THANK)
    bot.tree.add_command(THANK_FOR_THIS)
    await bot.add_cog(Recognition(bot))
