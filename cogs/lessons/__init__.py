from bot.gateway.client import Trellis
from cogs.lessons.cog import Lessons
from cogs.lessons.controls import ReadLesson, TurnLessons
from cogs.lessons.forms import AskForm, SaveForm


async def setup(bot: Trellis) -> None:
    bot.add_controls(ReadLesson, TurnLessons)
    bot.add_form(SaveForm())
    bot.add_form(AskForm())
    await bot.add_cog(Lessons(bot))
