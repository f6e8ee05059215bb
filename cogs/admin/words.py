"""Deliveries in plain words: what it was, where it was going, why it is not there, what to do."""

from collections.abc import Callable, Sequence

from bot.domain.deliveries import Kind, Place, Reason
from bot.domain.oversight import NotAgain
from bot.services.oversight import Leftover
from bot.wording.texts import Texts
from cogs._shared.layout import person, plain
from cogs._shared.permissions import permission_names

GROUP_MOST = 36  # of a name, so that ten rows of the longest fit a message

# What goes into the thread of a pair that is there already; the others make theirs.
_INTO_A_THREAD = (Kind.MET, Kind.PAIR_ENDED)

# What the bot lacks in a group's channel as it stands now, by flag; None if the channel is not there.
Lacking = Sequence[str] | None


def kind_name(texts: Texts, kind: Kind) -> str:
    return {
        Kind.ASK: texts.say("Card of an ask"),
        Kind.ASK_ASTRAY: texts.say("Word about where an ask is"),
        Kind.ASK_CLOSED: texts.say("Word that an ask is closed"),
        Kind.ASK_EDIT: texts.say("Changed card of an ask"),
        Kind.RING: texts.say("Card of a ring"),
        Kind.RING_EDIT: texts.say("Changed card of a ring"),
        Kind.RING_ANSWER: texts.say("Answer in a ring"),
        Kind.RING_NUDGE: texts.say("Reminder half-way through a ring"),
        Kind.RING_CLOSED: texts.say("Word that a ring is over"),
        Kind.RING_EMPTY: texts.say("Word about a quiet ring"),
        Kind.HELP: texts.say("Word that somebody offers help"),
        Kind.HELP_ACCEPTED: texts.say("Word that help was accepted"),
        Kind.ASK_MATCH: texts.say("Ask that matches an offer"),
        Kind.ASK_UNANSWERED: texts.say("Word about an ask without an answer"),
        Kind.DID_IT_WORK: texts.say("Question whether it worked"),
        Kind.HELPED: texts.say("Word that help worked"),
        Kind.PROMPT: texts.say("Prompt"),
        Kind.LIVE_COUNT: texts.say("Count of answers"),
        Kind.EXPERIMENT: texts.say("Card of an experiment"),
        Kind.EXPERIMENT_EDIT: texts.say("Changed card of an experiment"),
        Kind.CLOSING: texts.say("Question on the last day"),
        Kind.ENDING: texts.say("Card of an ending"),
        Kind.WITNESS: texts.say("Word to a witness"),
        Kind.LESSON_HELPED: texts.say("Word that a lesson helped"),
        Kind.LESSON_ASKED: texts.say("Question beneath a message"),
        Kind.LESSON_ASKED_NOTE: texts.say("Question about a message"),
        Kind.LESSON_KEPT: texts.say("Word that a lesson was saved"),
        Kind.LESSON_NOT_KEPT: texts.say("Word that a lesson was not saved"),
        Kind.CHECK_IN: texts.say("Card of an answer"),
        Kind.CHECK_IN_EDIT: texts.say("Changed card of an answer"),
        Kind.RESPONSE: texts.say("Card of a response"),
        Kind.RESPONSE_NOTE: texts.say("Word about a response"),
        Kind.THANKS: texts.say("Thanks to somebody"),
        Kind.BLOCKER: texts.say("Word about what stands in somebody's way"),
        Kind.DO_NOW: texts.say("Question after “I do it now”"),
        Kind.NUDGE: texts.say("Half-way reminder"),
        Kind.SNOOZED: texts.say("Reminder asked for later"),
        Kind.MENTION: texts.say("Half-way mention in the thread"),
        Kind.DIGEST: texts.say("Digest"),
        Kind.GROUP_NEWS: texts.say("News of a group"),
        Kind.GROUP_INVITATION: texts.say("Invitation to a group"),
        Kind.HELLO: texts.say("Introduction of myself"),
        Kind.NOBODY_LEADS: texts.say("Word that nobody leads a group"),
        Kind.NOW_LEADING: texts.say("Word to somebody who leads a group now"),
        Kind.CANNOT_SEE: texts.say("Word about a channel somebody cannot see"),
        Kind.THREADS_SHORT: texts.say("Word that threads run short"),
        Kind.COULD_NOT_DELIVER: texts.say("Word to the moderators"),
        Kind.REMOVED: texts.say("Word to somebody who was taken out of a group"),
        Kind.LEADERS_FIRST: texts.say("Leaders first"),
        Kind.EMPTY_ROUND: texts.say("Word about a quiet round"),
        Kind.PAIR: texts.say("Thread of a pair"),
        Kind.PAIR_NOTE: texts.say("Word about a partner"),
        Kind.MET: texts.say("Question whether a pair met"),
        Kind.PAIR_ENDED: texts.say("Word that somebody left a pair"),
        Kind.PARTNER_CARD: texts.say("Card for a partner"),
        Kind.POOL_LEFT: texts.say("Word about a break from pairs"),
        Kind.INTRODUCTION_ASKED: texts.say("Question before an introduction"),
        Kind.INTRODUCTION: texts.say("Thread of an introduction"),
        Kind.INTRODUCTION_NOTE: texts.say("Word about an introduction"),
        Kind.INTRODUCED: texts.say("Word that an introduction came about"),
        Kind.TEXT_REMOVED: texts.say("Word that a text was removed"),
        Kind.BLANKED: texts.say("Message that words are taken off"),
    }[kind]


def where_to(texts: Texts, row: Leftover) -> str:
    if row.group_name is None:
        return _where_in_community(texts, row)
    group = plain(row.group_name, GROUP_MOST)
    if row.place is not Place.PERSON:
        return texts.say("“{group}” in <#{channel}>", group=group, channel=row.channel_id)
    if row.person_id is None:
        return texts.say("to a member of “{group}”", group=group)
    return texts.say("to {person}, “{group}”", person=person(row.person_id), group=group)


def _where_in_community(texts: Texts, row: Leftover) -> str:
    """Of what is of no group."""
    if row.place is not Place.PERSON:
        return texts.say("in <#{channel}>", channel=row.channel_id) if row.channel_id else ""
    return (
        texts.say("to {person}, on this server", person=person(row.person_id))
        if row.person_id
        else texts.say("to a member")
    )


def why(texts: Texts, row: Leftover, lacking: Lacking) -> str:
    return REASONS[row.reason](texts, row, lacking) if row.reason else ""


def why_not_again(texts: Texts, not_again: NotAgain) -> str:
    return {
        NotAgain.SETTLED: texts.say("It is no longer on this list: it is on its way again, or settled."),
        NotAgain.ROUND_OVER: texts.say("Its round is over, so it is not sent any more."),
        NotAgain.TOO_OLD: texts.say("It is more than two weeks old, so it is not sent any more."),
        NotAgain.MESSAGE_GONE: texts.say("There is no message any more that it could be written onto."),
        NotAgain.THREAD_GONE: texts.say("Its thread was deleted, so it is not sent any more."),
        NotAgain.NOTHING_TO_SAY: texts.say("There is nothing left to say, so it is not sent any more."),
    }[not_again]


def _no_way_in(texts: Texts, row: Leftover, lacking: Lacking) -> str:
    """The channel as it stands now: what was wrong may have been mended meanwhile."""
    if lacking is None and row.place is Place.PRIVATE_THREAD:
        return texts.say(
            "The pair's thread or the meeting channel is gone, or hidden from me. `/admin settings` names the channel."
        )
    if lacking is None and row.group_name is None and row.place in (Place.KNOWLEDGE, Place.EDIT):
        return texts.say("The channel for asks is gone, or hidden from me. `/admin settings` names another.")
    if lacking is None and row.place is Place.ASK_THREAD:
        return texts.say("The thread was deleted. There is nothing to mend.")
    if row.place is Place.PRIVATE_THREAD and row.reason is Reason.CHANNEL_GONE and row.kind in _INTO_A_THREAD:
        return texts.say("The pair's thread was deleted. There is nothing to mend.")
    if lacking is None:
        return texts.say(
            "The channel is gone, or hidden from me. Show it to me, or move the group with `/admin group edit`."
        )
    if not lacking:
        return texts.say("I could not write in <#{channel}> then, but now I can.", channel=row.channel_id)
    return texts.say(
        "I may not work in <#{channel}>. Grant me there: {permissions}.",
        channel=row.channel_id,
        permissions=texts.all_of(permission_names(texts, lacking)),
    )


def _too_late(texts: Texts, row: Leftover, _lacking: Lacking) -> str:
    if row.place is Place.PERSON:
        return texts.say("Nobody came by to read it in time. There is nothing to mend.")
    return texts.say("Its time was over before I could send it: Discord or I was out of reach.")


def _refused(texts: Texts, row: Leftover, _lacking: Lacking) -> str:
    return texts.say(
        "Discord did not take the message as I wrote it, which is my mistake. "
        "Tell whoever runs the bot this number: {reference}",
        reference=row.delivery_id,
    )


def _broken(texts: Texts, row: Leftover, _lacking: Lacking) -> str:
    return texts.say(
        "Something went wrong on my side. I try again by myself; tell whoever runs the bot this number: {reference}",
        reference=row.delivery_id,
    )


# A sentence for every reason, also for those that do not end a delivery for good.
REASONS: dict[Reason, Callable[[Texts, Leftover, Lacking], str]] = {
    Reason.SENT: lambda texts, *_: texts.say("It is out."),
    Reason.SENT_BEFORE_CRASH: lambda texts, *_: texts.say("It is out: I found it in the channel after a restart."),
    Reason.READ: lambda texts, *_: texts.say("It has been read."),
    Reason.FOR_MODERATORS: lambda texts, *_: texts.say("It waits for a moderator to come by."),
    Reason.NO_CONSENT: lambda texts, *_: texts.say(
        "They chose no direct messages, so it waits for their next command. There is nothing to mend."
    ),
    Reason.MESSAGES_CLOSED: lambda texts, *_: texts.say(
        "Their direct messages are closed, so it waits for their next command. There is nothing to mend."
    ),
    Reason.NOT_WANTED: lambda texts, *_: texts.say("They chose to have no reminders. There is nothing to mend."),
    Reason.QUIET_HOURS: lambda texts, *_: texts.say("It waits for the end of their quiet hours."),
    Reason.STOPPED: lambda texts, *_: texts.say("It waits until a moderator lets everything go on."),
    Reason.SERVER_LEFT: lambda texts, *_: texts.say("I was not on this server then; it goes on now."),
    Reason.AWAY: lambda texts, *_: texts.say("They are away; it waits until they are back."),
    Reason.BUDGET_SPENT: lambda texts, *_: texts.say("They have had as many reminders as they want for now; it waits."),
    Reason.SAID_TOGETHER: lambda texts, *_: texts.say("It was said together with another message to the same person."),
    Reason.SAID_OTHERWISE: lambda texts, *_: texts.say("It could not be said there, so it was said in another way."),
    Reason.TOO_LATE: _too_late,
    Reason.NO_LONGER_NEEDED: lambda texts, *_: texts.say("There was nothing left to say."),
    Reason.CHANNEL_GONE: _no_way_in,
    Reason.MESSAGE_GONE: lambda texts, *_: texts.say("The message it belongs to was deleted."),
    Reason.NO_ACCESS: _no_way_in,
    Reason.THREAD_LOCKED: lambda texts, row, _: texts.say(
        "The thread in <#{channel}> is locked. Unlock it, or grant me Manage Threads.", channel=row.channel_id
    ),
    Reason.NOT_ALL_THERE: lambda texts, row, _: texts.say(
        "Not everyone it's for can see <#{channel}>. Show it to them, then retry.",
        channel=row.channel_id,
    ),
    Reason.TOO_MANY_THREADS: lambda texts, *_: texts.say(
        "Discord allows no more threads in use on this server. Archive some old ones, then retry."
    ),
    Reason.WRONG_CHANNEL: lambda texts, row, _: texts.say(
        "<#{channel}> is neither a text channel nor a forum. Name another with `/admin settings`, then retry.",
        channel=row.channel_id,
    ),
    Reason.NO_TAG: lambda texts, row, _: texts.say(
        "The forum <#{channel}> demands a tag, and has none that everybody may set. Add one, then retry.",
        channel=row.channel_id,
    ),
    Reason.REFUSED: _refused,
    Reason.BUSY: lambda texts, *_: texts.say("Discord asked me to slow down. I try again by myself."),
    Reason.NOT_OUT_YET: lambda texts, *_: texts.say("It waits for the message it belongs to. I try again by myself."),
    Reason.OFFLINE: lambda texts, *_: texts.say("Discord could not be reached. I try again by myself."),
    Reason.BROKEN: _broken,
}
