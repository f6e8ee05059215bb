"""Pairs."""

from bot.domain import errors
from cogs._shared.refusals.table import Sentences

SENTENCES: Sentences = {
    errors.RoundOver: lambda texts, _: texts.say(
        "That round is over, and so is the pair. `/partner show` tells who you are with now."
    ),
    errors.AvoidsSelf: lambda texts, _: texts.say("You are never paired with yourself. Name somebody else."),
    errors.TooManyAvoided: lambda texts, error: texts.count(
        "You've named {n} person, and that's as many as I can keep. Take someone off the list first.",
        "You've named {n} people, and that's as many as I can keep. Take someone off the list first.",
        error.most,
    ),
    errors.BotNeverPaired: lambda texts, _: texts.say("Bots are not paired with anybody. Name a person."),
}
