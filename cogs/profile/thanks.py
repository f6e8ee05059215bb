"""`/my thanks`: what somebody has given and received, for their eyes alone, and nobody's beside it."""

from collections.abc import Iterable

from discord.ui import LayoutView
from whenever import Instant

from bot.services.recognition import OwnThanks
from bot.wording.texts import Texts
from cogs._shared.layout import moment, panel, person, plain

WORDS_MOST = 200


def own_thanks(texts: Texts, own: OwnThanks) -> LayoutView:
    given = [(each.given_at, each.receiver_id, each.text) for each in own.last_given]
    received = [(each.given_at, each.giver_id, each.text) for each in own.last_received]
    return panel(
        texts.say("### Your thanks\nOnly you see this."),
        "\n".join([texts.say("**Given**: {n}", n=own.given), *_lines(given)]),
        ""
        if own.gave_lately
        else texts.say("Who has helped you lately, perhaps without knowing it? `/thanks` lets them know."),
        "\n".join([texts.say("**Received**: {n}", n=own.received), *_lines(received)]),
        "" if own.got_lately else texts.say("Is there something you could use a hand with? `/ask` is there for it."),
    )


def _lines(thanks: Iterable[tuple[Instant, int, str]]) -> list[str]:
    return [f"- {moment(at)} · {person(other)}: {plain(text, WORDS_MOST)}" for at, other, text in thanks]
