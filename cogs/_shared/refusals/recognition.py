"""Thanks."""

from bot.domain import errors
from cogs._shared.layout import moment, person
from cogs._shared.refusals.table import Sentences

SENTENCES: Sentences = {
    errors.ThankingBot: lambda texts, _: texts.say(
        "Kind of you! But I am a bot, and thanks are for people. Who helped you? `/thanks` lets them know."
    ),
    errors.SelfThanks: lambda texts, _: texts.say("Thanks go to somebody else. Who helped you get there?"),
    errors.ThanksForThanks: lambda texts, error: texts.say(
        "{person} has just thanked you, and thanks need no answer. If a check-in of theirs helped you, "
        "*Thank for this* in its menu works at once; anything else can wait until tomorrow.",
        person=person(error.person_id),
    ),
    errors.ThankedLately: lambda texts, error: texts.say(
        "You thanked {person} a short while ago; from {moment} on you can again. For a check-in of theirs "
        "*Thank for this* in its menu works at any time.",
        person=person(error.person_id),
        moment=moment(error.again_at),
    ),
    errors.ThankedForThis: lambda texts, _: texts.say("You have thanked for this already, and it was heard."),
}
