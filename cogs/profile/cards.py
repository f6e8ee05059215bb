"""What a person reads about their own settings."""

from discord.ui import LayoutView
from whenever import Date

from bot.domain.people import Contact, Person
from bot.services.people import Profile
from bot.wording.texts import Texts
from cogs._shared.consent import contact_buttons
from cogs._shared.layout import panel
from cogs._shared.profile import clock_button, clock_line, exchange_button, exchange_lines, give_first_line


def away(texts: Texts, last_day: Date) -> LayoutView:
    return panel(
        texts.say(
            "Have a good time. Until the end of {date} nobody expects an answer from you, and I will not remind you. "
            "It ends by itself; `/my back` ends it sooner.",
            date=texts.full_date(last_day),
        )
    )


def nudges(texts: Texts, person: Person) -> LayoutView:
    choices = person.choices
    if choices.none_wanted:
        return panel(
            texts.say("You get no reminders at all; the prompts in your groups' channels are still there."),
            texts.say("`/my nudges` brings them back."),
        )
    return panel(
        texts.count("At most {n} reminder a week,", "At most {n} reminders a week,", choices.per_week)
        + " "
        + texts.count("{n} a day.", "{n} a day.", choices.per_day),
        texts.say("No direct messages at any hour.")
        if choices.always_quiet
        else texts.say(
            "Quiet from {start} to {end}, by your own clock ({zone}).",
            start=texts.time(choices.quiet_from),
            end=texts.time(choices.quiet_until),
            zone=texts.city(person.zone),
        ),
        _contact(texts, person.contact),
        controls=contact_buttons(texts),
    )


def profile(texts: Texts, own: Profile) -> LayoutView:
    person = own.person
    return panel(
        clock_line(texts, person),
        texts.say("Your language: {language}, as your Discord is set.", language=texts.language_name(person.language)),
        _contact(texts, person.contact),
        *(exchange_lines(texts, own.exchange) or [give_first_line(texts)]),
        controls=[clock_button(texts), exchange_button(texts)],
    )


def _contact(texts: Texts, contact: Contact) -> str:
    match contact:
        case Contact.MESSAGE:
            return texts.say("Reminders reach you by direct message.")
        case Contact.MENTION:
            return texts.say("Reminders reach you by a mention in the round's thread.")
        case Contact.HERE:
            return texts.say("Reminders wait for you here, until you next use a command.")


def back(texts: Texts) -> LayoutView:
    return panel(texts.say("Good to have you back. `/checkin` is there whenever you are ready."))
