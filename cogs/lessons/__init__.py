from bot.gateway.client import Trellis
from cogs.lessons.cog import Lessons
from cogs.lessons.controls import ReadLesson, TurnLessons


async def setup(bot: Trellis) -> None:
    bot.add_controls(ReadLesson, TurnLessons)
    await bot.add_cog(Lessons(bot))
