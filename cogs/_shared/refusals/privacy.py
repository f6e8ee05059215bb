"""Erasing what somebody wrote."""

from bot.domain import errors
from cogs._shared.layout import plain
from cogs._shared.refusals.table import Sentences

SENTENCES: Sentences = {
    errors.WordDiffers: lambda texts, error: texts.say(
        "Nothing was erased. If you want it, type the word “{word}”.", word=plain(error.word)
    ),
    errors.NothingWritten: lambda texts, _: texts.say(
        "There is no text on this message that I hold. If the message itself is to go, Discord's own menu deletes it."
    ),
    errors.WrittenElsewhere: lambda texts, _: texts.say(
        "I did not post this message and hold nothing of it. Discord's own menu deletes it."
    ),
    errors.QuotesMany: lambda texts, _: texts.say(
        "This message is made of what several people wrote. Use *Remove from Trellis* on the card of the text you "
        "mean; this one then changes by itself."
    ),
}
