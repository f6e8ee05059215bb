"""Rings, and the requests made in them."""

from bot.domain import errors
from cogs._shared.layout import moment, plain
from cogs._shared.refusals.table import Sentences

SENTENCES: Sentences = {
    errors.RingMissing: lambda texts, _: texts.say(
        "That ring is no longer here. Whoever leads a group begins one with `/facilitate ring`."
    ),
    errors.RingRunning: lambda texts, error: texts.say(
        "A ring is going on in “{group}” already: you find it in <#{channel}>. It ends on {moment}.",
        group=plain(error.group_name),
        channel=error.channel_id,
        moment=moment(error.ends_at),
    ),
    errors.RingOver: lambda texts, _: texts.say(
        "This ring is over. Your question is welcome all the same: `/ask` brings it to everybody."
    ),
    errors.RequestAnswered: lambda texts, _: texts.say(
        "Your request has an answer already, so it stays as it is. Write in the thread to add to it."
    ),
    errors.AnsweredAlready: lambda texts, _: texts.say(
        "Your answer to this is in the thread already. Write there to add to it."
    ),
    errors.NothingToAnswer: lambda texts, _: texts.say(
        "There is nothing here for you to answer yet. As soon as others make their requests, this button shows you one."
    ),
}
