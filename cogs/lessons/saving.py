"""What somebody reads when a lesson is kept, or taken away."""

from discord.ui import LayoutView

from bot.domain.lessons import Lesson
from bot.services.lessons import Kept
from bot.wording.texts import Texts
from cogs._shared.layout import Tone, panel, plain


def kept(texts: Texts, saved: Kept) -> LayoutView:
    """To who saved it."""
    return panel(
        texts.say("### It is kept"),
        where_found(texts, saved),
        texts.say("`/lesson delete` takes it away again."),
        tone=Tone.NEWS,
    )


def where_found(texts: Texts, saved: Kept) -> str:
    title = plain(saved.lesson.told.title)
    if saved.group is None:
        return texts.say("Everybody here finds “{title}” with `/lesson search`.", title=title)
    group = plain(saved.group.name)
    return texts.say("Whoever is in “{group}” finds “{title}” with `/lesson search`.", group=group, title=title)


def deleted(texts: Texts, lesson: Lesson) -> LayoutView:
    return panel(texts.say("Done: “{title}” is no longer among the lessons.", title=plain(lesson.told.title)))
