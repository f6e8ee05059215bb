"""What moderators name for the server, and cannot be used."""

from bot.domain import errors
from bot.domain.channels import Use
from bot.wording.texts import Texts
from cogs._shared.layout import plain
from cogs._shared.refusals.table import TYPED_SHOWN, Sentences


def _unfit(texts: Texts, error: errors.ChannelUnfit) -> str:
    channel = error.channel_id
    return {
        Use.GROUP: texts.say("<#{channel}> cannot hold a group's prompts. Choose a text channel.", channel=channel),
        Use.KNOWLEDGE: texts.say("<#{channel}> cannot hold asks. Choose a text channel or a forum.", channel=channel),
        Use.MEETING: texts.say(
            "<#{channel}> cannot hold private threads. Choose an ordinary text channel.", channel=channel
        ),
        Use.MODERATORS: texts.say(
            "I cannot write to moderators in <#{channel}>. Choose a text channel.", channel=channel
        ),
    }[error.use]


SENTENCES: Sentences = {
    errors.ChannelUnfit: _unfit,
    errors.ChannelGone: lambda texts, _: texts.say("That channel is gone, or hidden from me. Choose another."),
    errors.ActionUnknown: lambda texts, error: texts.say(
        "I know of no kind of change called “{name}”. Pick one from the list.", name=plain(error.text, TYPED_SHOWN)
    ),
    errors.ZoneNeeded: lambda texts, _: texts.say(
        "Whose clock does the group go by? Name a city with it, or one for all new groups with `/admin settings`."
    ),
}
