"""What whoever begins a ring reads."""

from discord.ui import LayoutView

from bot.services.rings import Begun
from bot.wording.texts import Texts
from cogs._shared.layout import Tone, moment, panel, plain


def begun(texts: Texts, said: Begun) -> LayoutView:
    return panel(
        texts.say(
            "### A ring begins\nIts card goes to <#{channel}> now. “{group}” makes requests and answers them until "
            "{moment}.",
            channel=said.group.channel_id,
            group=plain(said.group.name),
            moment=moment(said.ring.ends_at),
        ),
        texts.say("Leaders go first: a small, specific request of your own opens it for the others."),
        tone=Tone.NEWS,
    )
