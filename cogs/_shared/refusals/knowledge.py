"""Offers and lessons."""

from bot.domain import errors
from cogs._shared.layout import plain
from cogs._shared.refusals.table import TYPED_SHOWN, Sentences

SENTENCES: Sentences = {
    errors.LessonMissing: lambda texts, _: texts.say("That lesson is no longer here, or no longer open to you."),
    errors.OfferMissing: lambda texts, _: texts.say("I cannot find that among your offers. `/offer list` shows them."),
    errors.OfferedAlready: lambda texts, error: texts.say(
        "You offer “{what}” already. `/offer list` shows all that you offer.", what=plain(error.what, TYPED_SHOWN)
    ),
    errors.TooManyOffers: lambda texts, error: texts.count(
        "You have {n} offer, which is as many as one person can keep up with. `/offer list` takes one back.",
        "You have {n} offers, which is as many as one person can keep up with. `/offer list` takes one back.",
        error.most,
    ),
    errors.NoGroupToLearnFrom: lambda texts, _: texts.say(
        "Most lessons stay in the group they were learned in, and you are in none here yet. `/group list` shows the "
        "groups, `/group join` takes you in."
    ),
    errors.SavedAlready: lambda texts, _: texts.say("That is a lesson already. `/lesson search` finds it."),
    errors.AskUnsolved: lambda texts, _: texts.say(
        "It becomes a lesson once you have said that it is solved: then you know what helped."
    ),
    errors.NothingToSeek: lambda texts, _: texts.say(
        "That is in half of all lessons, or in none. Name what it is about, such as “cold calls” or “feedback”."
    ),
    errors.ThankingOneself: lambda texts, _: texts.say(
        "This lesson is your own. Others will tell you if it helps them."
    ),
}
