"""Offers and lessons."""

from bot.domain import errors
from cogs._shared.layout import person, plain
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
    errors.Wordless: lambda texts, _: texts.say(
        "There are no words in this message that a lesson could keep. `/lesson save` takes yours."
    ),
    errors.WrittenByBot: lambda texts, _: texts.say(
        "A bot wrote this, and lessons come from people. `/lesson save` keeps what you learned from it."
    ),
    errors.AuthorAskedBefore: lambda texts, _: texts.say(
        "Its author has been asked about this message before, and once is enough."
    ),
    errors.TooManyHeld: lambda texts, error: texts.count(
        "{n} message that you want to keep waits for its author's answer. Once it has come you can ask about more.",
        "{n} messages that you want to keep wait for their authors' answers. Once one has come you can ask about more.",
        error.most,
    ),
    errors.AuthorsWord: lambda texts, error: texts.say(
        "These are {person}'s words, so it is for them to say. `/lesson save` keeps what you learned yourself.",
        person=person(error.author_id),
    ),
    errors.NoLongerHeld: lambda texts, _: texts.say(
        "That was more than a week ago, and the words are not held any more. *Save as lesson* in your message's own "
        "menu still keeps them."
    ),
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
