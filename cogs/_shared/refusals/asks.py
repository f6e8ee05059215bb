"""Asks and the help they get."""

from bot.domain import errors
from cogs._shared.refusals.table import Sentences

SENTENCES: Sentences = {
    errors.AskMissing: lambda texts, _: texts.say("That ask is no longer here. `/ask` begins a new one."),
    errors.NoKnowledgeChannel: lambda texts, _: texts.say(
        "There is no channel for asks on this server yet. A moderator names one with `/admin settings`."
    ),
    errors.NotYourAsk: lambda texts, _: texts.say("Only whoever asked decides this. You can help: press *I can help*."),
    errors.HelpingOneself: lambda texts, _: texts.say(
        "This is your own ask. If you found the answer, press *Solved*, and others learn from it."
    ),
    errors.AskClosed: lambda texts, _: texts.say(
        "This ask is closed. Whoever asked can press *Reopen*, and writing in its thread reopens it, too."
    ),
    errors.AskOpen: lambda texts, _: texts.say("This ask is open already."),
}
