"""What only the person who presses reads."""

from typing import Any

from discord import ButtonStyle
from discord.ui import Button, LayoutView

from bot.domain.asks import HELPS_SHOWN, Ask, Help
from bot.services.ask_facts import AskFacts
from bot.services.asks import Acceptance, Asked
from bot.wording.texts import Texts
from cogs._shared.controls import button
from cogs._shared.layout import Tone, beside, panel, person, plain
from cogs.asks.cards import where


def asked(texts: Texts, said: Asked) -> LayoutView:
    sent = texts.say("### On its way\nYour ask goes to <#{channel}> now.", channel=said.channel_id)
    return _asked(texts, said.ask, sent)


def out(texts: Texts, facts: AskFacts) -> LayoutView:
    """The same once it is out."""
    return _asked(texts, facts.ask, texts.say("### Your ask is out"), where(texts, facts))


def _asked(texts: Texts, ask: Ask, *sent: str) -> LayoutView:
    return panel(
        *sent,
        f"**{plain(ask.words.question)}**",
        texts.say("I tell you when somebody offers help. *Accept help* on the card is up to you, and so is *Solved*."),
        tone=Tone.NEWS,
    )


def ways_on(texts: Texts, draft_id: int) -> LayoutView:
    """Before anything is posted, to who asks for what looks like a piece of work."""
    return panel(
        texts.say(
            "### Before it is posted\nThis may be more than a question: a piece of work for somebody. "
            "Nothing is posted yet, and your words are kept. Choose how to go on:"
        ),
        beside(
            texts.say("Ask how you can do it yourself. The form opens with what you wrote."),
            button(texts.say("Make it a question"), f"ask:reword:{draft_id}", style=ButtonStyle.primary, emoji="🎣"),
        ),
        beside(
            texts.say("Say what you give for it, and it is a fair exchange."),
            button(texts.say("Offer something in return"), f"ask:return:{draft_id}", emoji="🎁"),
        ),
        beside(
            texts.say("If I have it wrong, it goes out as you wrote it. In doubt, an ask gets an answer."),
            button(texts.say("Post it as it is"), f"ask:post:{draft_id}"),
        ),
    )


def offered(texts: Texts, facts: AskFacts) -> LayoutView:
    return panel(
        texts.say("### You are on the card\n{person} hears that you can help.", person=person(facts.ask.person_id)),
        texts.say("Do not wait: write in the thread what you would do, or when you have time."),
        where(texts, facts),
        controls=[button(texts.say("Take it back"), f"ask:back:{facts.ask.id}")],
    )


def taken_back(texts: Texts, facts: AskFacts) -> LayoutView:
    return panel(texts.say("You are no longer on the card. *I can help* is there if you think of something."))


def acceptance(texts: Texts, said: Acceptance) -> LayoutView:
    """Whose help it is, or the list to choose from."""
    if said.helper_id is None:
        return panel(
            texts.say("Whose help do you accept? You can accept that of several."),
            *(beside(person(each.person_id), _accept(texts, each)) for each in said.offered[:HELPS_SHOWN]),
            _unlisted(texts, len(said.offered) - HELPS_SHOWN),
        )
    return panel(
        texts.say(
            "### Accepted\n{person} hears it from me. The rest is up to the two of you.", person=person(said.helper_id)
        ),
        where(texts, said.facts),
        texts.say("Once it has helped, say so: a word of thanks takes a minute."),
        tone=Tone.NEWS,
        controls=[_thank(texts, said.facts.ask.id, said.helper_id)],
    )


def _unlisted(texts: Texts, number: int) -> str:
    if number <= 0:
        return ""
    return texts.count(
        "-# {n} more person has offered help. Accept that of somebody here, and they are listed next time.",
        "-# {n} more people have offered help. Accept that of somebody here, and they are listed next time.",
        number,
    )


def _accept(texts: Texts, help: Help) -> Button[Any]:
    return button(texts.say("Accept"), f"ask:accept:{help.ask_id}:{help.person_id}", emoji="🤝")


def _thank(texts: Texts, ask_id: int, person_id: int) -> Button[Any]:
    return button(texts.say("Thank"), f"thanks:ask:{ask_id}:{person_id}", emoji="🙏")


def solved(texts: Texts, facts: AskFacts) -> LayoutView:
    """With whom there is still to thank: those whose help was accepted, or else who offered."""
    helped = facts.accepted or facts.offered
    unthanked = [each.person_id for each in helped if each.person_id not in facts.thanked]
    return panel(
        texts.say("### Solved\nGood that you said so: now others know that there is an answer."),
        texts.say("Who helped you there?") if unthanked else "",
        *(beside(person(each), _thank(texts, facts.ask.id, each)) for each in unthanked[:HELPS_SHOWN]),
        texts.say("What you learned may be what somebody else needs next month."),
        tone=Tone.TRIED,
        controls=[button(texts.say("Save as lesson"), f"lesson:ask:{facts.ask.id}", emoji="💡")],
    )


def withdrawn(texts: Texts, facts: AskFacts) -> LayoutView:
    return panel(
        texts.say("It is withdrawn, and your words are off the card. *Reopen* brings them back."),
        controls=[_delete(texts, facts.ask.id)],
    )


def deleted(texts: Texts) -> LayoutView:
    return panel(texts.say("It is deleted, and off my messages within a minute."))


def _delete(texts: Texts, ask_id: int) -> Button[Any]:
    """Beneath the answer to *Withdraw*, so that what cannot be undone takes two presses."""
    return button(texts.say("Delete for good"), f"ask:delete:{ask_id}", style=ButtonStyle.danger)


def reopened(texts: Texts, facts: AskFacts) -> LayoutView:
    return panel(texts.say("It is open again. What is still missing? Say it in the thread."), where(texts, facts))
