"""Erasing what somebody wrote."""

from bot.domain import errors
from cogs._shared.layout import plain
from cogs._shared.refusals.table import Sentences

SENTENCES: Sentences = {
    errors.WordDiffers: lambda texts, error: texts.say(
        "Nothing was erased. If you want it, type the word “{word}”.", word=plain(error.word)
    ),
}
