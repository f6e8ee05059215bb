"""Asks and the help they get."""

from bot.domain import errors
from cogs._shared.layout import moment
from cogs._shared.refusals.table import Sentences

SENTENCES: Sentences = {
    errors.AskMissing: lambda texts, _: texts.say("That ask is no longer here. `/ask` begins a new one."),
    errors.NoKnowledgeChannel: lambda texts, _: texts.say(
        "There is no channel for asks on this server yet. A moderator names one with `/admin settings`."
    ),
    errors.NotYourAsk: lambda texts, _: texts.say(
        "Only whoever asked decides this. If you know something that helps, write it in the thread."
    ),
    errors.HelpingOneself: lambda texts, _: texts.say(
        "This is your own ask. If you found the answer, press *Solved*, and others learn from it."
    ),
    errors.AskClosed: lambda texts, _: texts.say("This ask is closed. Whoever asked can press *Reopen* on its card."),
    errors.TooManyAsks: lambda texts, error: texts.count(
        "You have {n} open ask. Press *Solved* or *Withdraw* on it first, so that each gets an answer.",
        "You have {n} open asks. Press *Solved* or *Withdraw* on one of them first, so that each gets an answer.",
        error.most,
    ),
    errors.AskedEnough: lambda texts, error: texts.say(
        "You've asked a lot in one day, and people need time to answer. You can ask again from {moment}. Until then, "
        "write in the thread of a request you have, or take one up again with *Reopen*.",
        moment=moment(error.again_at),
    ),
    errors.LooksLikeWork: lambda texts, _: texts.say(
        "This reads like a piece of work rather than a question. Ask how you could do it yourself, "
        "or offer something in return."
    ),
    errors.HelpAccepted: lambda texts, _: texts.say(
        "Your help was accepted, and somebody counts on it. If it does not fit after all, write so in the thread."
    ),
    errors.NothingToLookBackOn: lambda texts, _: texts.say(
        "There is nothing to look back on yet. Once the ask is solved, press *Solved* on its card."
    ),
    errors.AskOpen: lambda texts, _: texts.say("This ask is open already."),
}
