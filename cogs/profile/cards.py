"""What a person reads about their own settings."""

from discord.ui import LayoutView
from whenever import Date

from bot.wording.texts import Texts
from cogs._shared.layout import panel


def away(texts: Texts, last_day: Date) -> LayoutView:
    return panel(
        texts.say(
            "Have a good time. Until {date} inclusive nobody counts on an answer from you and I will not remind you. "
            "It ends by itself; `/my back` ends it sooner.",
            date=texts.date(last_day),
        )
    )


def back(texts: Texts) -> LayoutView:
    return panel(texts.say("Good to have you back. `/checkin` is there whenever you are ready."))
