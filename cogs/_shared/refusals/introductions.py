"""Introductions. None says what anybody answered, or that two were brought up before."""

from bot.domain import errors
from cogs._shared.layout import moment
from cogs._shared.refusals.table import Sentences

SENTENCES: Sentences = {
    errors.IntroducesOneself: lambda texts, _: texts.say(
        "An introduction is between two others. Would you like to meet somebody yourself? `/ask` takes that, too: "
        "choose an introduction there."
    ),
    errors.SameTwice: lambda texts, _: texts.say("An introduction takes two different people. Choose the other one."),
    errors.TooManyIntroductions: lambda texts, error: texts.count(
        "You've made {n} introduction in the last 24 hours. You can make the next one from {moment} on.",
        "You've made {n} introductions in the last 24 hours. You can make the next one from {moment} on.",
        error.most,
        moment=moment(error.again_at),
    ),
    errors.BothSaidYes: lambda texts, _: texts.say("You both said yes, so there is nothing left to answer."),
    errors.IntroductionOver: lambda texts, _: texts.say(
        "That question has closed by itself. If you would like to meet, just write to them."
    ),
}
