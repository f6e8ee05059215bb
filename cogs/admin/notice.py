"""What moderators are told, once, when something could not be delivered. Never what it says, nor to whom it was."""

from collections.abc import Callable

from bot.domain.deliveries import Reason
from bot.gateway.cards import Card
from bot.services.letters import Letter
from bot.services.notices import Notice
from bot.services.thread_room import ThreadsShort
from bot.wording.texts import Texts
from cogs._shared.layout import Tone, panel, plain
from cogs._shared.permissions import permission_names
from cogs._shared.reading import read_or_why
from cogs.admin.words import kind_name

NAME_MOST = 60
KINDS_SHOWN = 5

WHAT_TO_DO: dict[Reason, Callable[[Texts, Notice], str]] = {
    Reason.CHANNEL_GONE: lambda texts, _: texts.say(
        "The channel is gone, or hidden from me. Show it to me, or name another: `/admin setup` shows where."
    ),
    Reason.NO_ACCESS: lambda texts, notice: (
        texts.say("Grant me there: {permissions}.", permissions=texts.all_of(permission_names(texts, notice.missing)))
        if notice.missing
        else texts.say("I am not let in there. `/admin setup` tells what to grant, channel by channel.")
    ),
    Reason.NOT_ALL_THERE: lambda texts, _: texts.say(
        "Not everyone it's for can see the meeting channel. Show it to them, then retry."
    ),
    Reason.THREAD_LOCKED: lambda texts, _: texts.say("The thread is locked. Unlock it, or grant me Manage Threads."),
    Reason.TOO_MANY_THREADS: lambda texts, _: texts.say(
        "Discord allows no more threads in use on this server. Archive some old ones."
    ),
}


def notice_card(letter: Letter, texts: Texts) -> Card:
    notice = letter.facts
    assert isinstance(notice, Notice)
    view = panel(
        texts.count("### {n} message could not be delivered", "### {n} messages could not be delivered", notice.number),
        _where(texts, notice),
        texts.all_of(kind_name(texts, kind) for kind in notice.kinds[:KINDS_SHOWN]),
        WHAT_TO_DO[notice.reason](texts, notice),
        texts.say("Then press *Retry* under `/admin deliveries`. I say this once a day at most."),
        tone=Tone.SORRY,
        controls=[read_or_why(texts, letter)],
    )
    return Card(view, push=None)


def threads_short_card(letter: Letter, texts: Texts) -> Card:
    facts = letter.facts
    assert isinstance(facts, ThreadsShort)
    view = panel(
        texts.say("### Room for threads is running out"),
        texts.count(
            "Discord lets a server have {n} thread in use, and this one is close to that. I put my oldest ones "
            "away first.",
            "Discord lets a server have {n} threads in use, and this one is close to that. I put my oldest ones "
            "away first.",
            facts.most,
        ),
        texts.say(
            "Nothing is lost: where there's no room for another thread, I tell partners privately who they're with. "
            "To make room, archive threads you no longer need, or let some groups check in on another day."
        ),
        tone=Tone.NEWS,
        controls=[read_or_why(texts, letter)],
    )
    return Card(view, push=None)


def _where(texts: Texts, notice: Notice) -> str:
    channel, group = notice.channel_id, plain(notice.group_name or "", NAME_MOST)
    if notice.group_name and channel:
        return texts.say("“{group}”, <#{channel}>", group=group, channel=channel)
    if notice.group_name:
        return texts.say("“{name}”", name=group)
    return f"<#{channel}>" if channel else ""
