"""Introductions. None says what anybody answered, or by whom two were brought up before."""

from bot.domain import errors
from cogs._shared.layout import person
from cogs._shared.refusals.table import Sentences

SENTENCES: Sentences = {
    errors.IntroducesOneself: lambda texts, _: texts.say(
        "An introduction is between two others. Would you like to meet somebody yourself? `/ask` takes that, too: "
        "choose an introduction there."
    ),
    errors.SameTwice: lambda texts, _: texts.say("An introduction takes two different people. Choose the other one."),
    errors.IntroducedLately: lambda texts, error: texts.say(
        "{people} are together already, or were brought to each other's attention in the last weeks. "
        "Give it some time.",
        people=texts.all_of(map(person, (error.first_id, error.second_id))),
    ),
    errors.TooManyIntroductions: lambda texts, error: texts.count(
        "You have brought up {n} introduction since yesterday. The next one can wait until tomorrow.",
        "You have brought up {n} introductions since yesterday. The next one can wait until tomorrow.",
        error.most,
    ),
    errors.BothSaidYes: lambda texts, _: texts.say("You both said yes, so there is nothing left to answer."),
    errors.IntroductionOver: lambda texts, _: texts.say(
        "That question has closed by itself. If you would like to meet, just write to them."
    ),
}
