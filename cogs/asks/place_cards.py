"""What is said where an ask did not get its thread, and where nobody writes in it any more."""

from bot.domain.ask_threads import IDLE_AFTER
from bot.gateway.cards import Card
from bot.services.ask_facts import AskFacts
from bot.services.ask_places import Astray
from bot.services.letters import Letter
from bot.wording.texts import Texts
from cogs._shared.layout import Tone, panel, plain
from cogs._shared.reading import read_mine
from cogs._shared.why import why_this
from cogs.asks.cards import reopen_button, where

IDLE_DAYS = int(IDLE_AFTER.total("hours")) // 24


def astray_card(letter: Letter, texts: Texts) -> Card:
    """To who asked."""
    astray = letter.facts
    assert isinstance(astray, Astray)
    view = panel(
        f"**{plain(astray.about.ask.words.question)}**",
        _what_became_of_it(texts, astray),
        "" if astray.is_gone else where(texts, astray.about),
        tone=Tone.SORRY,
        controls=[why_this(texts, letter.delivery)],
    )
    return Card(view, push=texts.say("There's news about where your request is."))


def _what_became_of_it(texts: Texts, astray: Astray) -> str:
    if astray.about.ask.ring_id is not None:
        return texts.say(
            "I could not post your request yet: the thread of the ring does not let me. Your words are kept. The "
            "moderators see it and can have it go again; tell one of them if it is urgent."
        )
    if astray.is_gone:
        return texts.say(
            "Your ask was deleted where it stood, so I have closed it. If it still matters, `/ask` posts it anew."
        )
    if astray.about.posted is None:
        return texts.say(
            "I could not post your ask yet: the channel for asks does not let me. Your words are kept. The moderators "
            "see it and can have it go again; tell one of them if it is urgent."
        )
    if astray.is_elsewhere:
        return texts.say(
            "The forum for asks takes no more posts: Discord allows a server only so many at once. So your ask is in "
            "your group's channel, and people answer right there."
        )
    return texts.say(
        "Your ask is out, but without a thread: Discord allows a server only so many at once. So people answer right "
        "in the channel."
    )


def closed_card(letter: Letter, texts: Texts) -> Card:
    """In the ask's thread, which is put away after it."""
    facts = letter.facts
    assert isinstance(facts, AskFacts)
    view = panel(
        texts.count(
            "Nobody has written here for {n} day, so I close this ask. If it still matters, press *Reopen* or just "
            "write here: either opens it again.",
            "Nobody has written here for {n} days, so I close this ask. If it still matters, press *Reopen* or just "
            "write here: either opens it again.",
            IDLE_DAYS,
        ),
        controls=[reopen_button(texts, facts), read_mine(texts, letter.delivery.id)],
    )
    return Card(view, push=None, closes=True)
