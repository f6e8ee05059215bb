from bot.domain.deliveries import Kind
from bot.gateway.client import Trellis
from cogs.lessons.asking import lesson_asked_card, lesson_asked_note, lesson_kept_card, lesson_not_kept_card
from cogs.lessons.cog import Lessons
from cogs.lessons.controls import AnswerAuthor, ReadLesson, SaveFromAsk, TurnLessons
from cogs.lessons.forms import AskForm, SaveForm
from cogs.lessons.menus import SAVE_AS_LESSON


async def setup(bot: Trellis) -> None:
    bot.cards[Kind.LESSON_ASKED] = lesson_asked_card
    bot.cards[Kind.LESSON_ASKED_NOTE] = lesson_asked_note
    bot.cards[Kind.LESSON_KEPT] = lesson_kept_card
    bot.cards[Kind.LESSON_NOT_KEPT] = lesson_not_kept_card
    bot.add_controls(AnswerAuthor, ReadLesson, SaveFromAsk, TurnLessons)
    bot.add_form(SaveForm())
    bot.add_form(AskForm())
    bot.tree.add_command(SAVE_AS_LESSON)
    await bot.add_cog(Lessons(bot))
