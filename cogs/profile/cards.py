"""What a person reads about their own settings."""

from discord.ui import LayoutView
from whenever import Date

from bot.domain.people import Person
from bot.wording.texts import Texts
from cogs._shared.consent import messages_wanted
from cogs._shared.layout import panel


def away(texts: Texts, last_day: Date) -> LayoutView:
    return panel(
        texts.say(
            "Have a good time. Until the end of {date} nobody expects an answer from you, and I will not remind you. "
            "It ends by itself; `/my back` ends it sooner.",
            date=texts.full_date(last_day),
        )
    )


def nudges(texts: Texts, person: Person | None) -> LayoutView:
    return panel(
        texts.say("Once in a round I may remind you, half-way, of an experiment you have not answered about."),
        texts.say("At present: by direct message.")
        if person and person.direct_messages
        else texts.say("At present: here, the next time you use a command."),
        controls=messages_wanted(texts),
    )


def back(texts: Texts) -> LayoutView:
    return panel(texts.say("Good to have you back. `/checkin` is there whenever you are ready."))
