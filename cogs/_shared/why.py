"""*Why this?*: every message that nobody asked for says why it came."""

from typing import Any

from discord.ui import Button

from bot.domain.deliveries import Delivery, Kind
from bot.domain.things import Thing
from bot.wording.texts import Texts
from cogs._shared.actors import Interaction, texts_for
from cogs._shared.controls import PressControl, button
from cogs._shared.replies import whisper


def why_this(texts: Texts, delivery: Delivery) -> Button[Any]:
    """Goes on every message to one person. Its custom id carries the delivery, as every message's must."""
    return button(texts.say("Why this?"), f"delivery:why:{delivery.kind}:{delivery.id}", emoji="💬")


def less_of_this(texts: Texts, delivery: Delivery) -> Button[Any]:
    """Goes on what counts against somebody's budget."""
    return button(texts.say("Less of this"), f"nudge:less:{delivery.id}")


class WhyThis(PressControl, template=r"delivery:why:(?P<kind>\w+):(?P<delivery_id>\d+)"):
    thing = Thing.ONESELF

    async def act(self, interaction: Interaction) -> None:
        await whisper(interaction, reason(texts_for(interaction), Kind(self.state["kind"])))


def reason(texts: Texts, kind: Kind) -> str:
    """Return why a message of this kind came. There is no reason that fits whatever nobody thought of, so there is no
    `case _`: mypy and tests/meta/test_audiences.py name the kind that has none."""
    match kind:
        case Kind.EMPTY_ROUND:
            return texts.say(
                "You lead this group, and nobody answered in the round that has just ended. I tell only you."
            )
        case Kind.RING_EMPTY:
            return texts.say("You lead this group, and nobody made a request in the ring. I tell only you.")
        case Kind.RING_NUDGE:
            return texts.say(
                "You made a request in the ring, and others in it still hope for an answer. I say it once, half-way. "
                "It counts as one of your reminders; `/my nudges` changes how many there are."
            )
        case Kind.GROUP_INVITATION:
            return texts.say("Somebody who leads the group asked me to invite you. I say it once.")
        case Kind.NOW_LEADING:
            return texts.say("Somebody passed the lead of the group to you, or shares it with you.")
        case Kind.CANNOT_SEE:
            return texts.say("You lead the group, and can ask for the channel to be opened. I say it once.")
        case Kind.REMOVED:
            return texts.say("A moderator took you out of the group, and you should know it from me. I say it once.")
        case Kind.TEXT_REMOVED:
            return texts.say("A moderator removed something you wrote, and you should know it from me. I say it once.")
        case Kind.NOBODY_LEADS | Kind.COULD_NOT_DELIVER | Kind.THREADS_SHORT:
            return texts.say(
                "You moderate this server, and `/admin settings` names no channel for moderators. Whoever of you comes "
                "by first reads it."
            )
        case Kind.LEADERS_FIRST:
            return texts.say("You lead the group, and leaders go first: I ask you a day before everybody else.")
        case Kind.CLOSING:
            return texts.say(
                "It is the last day of your experiment. I ask once how it ended, so that something is kept of it."
            )
        case Kind.WITNESS:
            return texts.say("You pressed “I back you” under this experiment, and now it is finished.")
        case Kind.LESSON_HELPED:
            return texts.say(
                "Somebody who starts something like it read what you had learned, and said that it helped."
            )
        case Kind.LESSON_ASKED_NOTE:
            return texts.say(
                "Somebody pointed at a message of yours, and I may not reply where it stands. I ask once, and keep "
                "nothing without your yes."
            )
        case Kind.LESSON_KEPT | Kind.LESSON_NOT_KEPT:
            return texts.say("You pressed “Save as lesson” on somebody else's message, and I said that you would hear.")
        case Kind.PAIR_NOTE:
            return texts.say("You take part in the pairs here, and this time there could be no thread for you.")
        case Kind.PARTNER_CARD:
            return texts.say(
                "You have answered in this round, and you are partners. It counts as one of your reminders; "
                "`/my nudges` changes how many there are."
            )
        case Kind.INTRODUCTION_ASKED:
            return texts.say("Somebody here thinks that the two of you should meet. I ask each of you once.")
        case Kind.INTRODUCTION_NOTE:
            return texts.say("Both of you said yes to being introduced, and there can be no thread for you here.")
        case Kind.INTRODUCED:
            return texts.say("You introduced them, and both of them said yes. I say it once.")
        case Kind.POOL_LEFT:
            return texts.say("You were paired in three rounds, and I did not hear from you in any of them.")
        case Kind.RESPONSE | Kind.RESPONSE_NOTE:
            return texts.say(
                "Somebody responded to your check-in. It counts as one of your reminders; "
                "`/my nudges` changes how many there are."
            )
        case Kind.HELP:
            return texts.say("You asked, and somebody would like to help. I say it as soon as they offer.")
        case Kind.ASK_MATCH:
            return texts.say(
                "You offer to teach something that matches the ask. It counts as one of your reminders; `/offer list` "
                "shows how often a month you said I may ask you."
            )
        case Kind.ASK_UNANSWERED:
            return texts.say(
                "You lead a group here, and for some days nobody has offered help with the ask. I say it once."
            )
        case Kind.DID_IT_WORK:
            return texts.say(
                "You asked, and somebody helped or you found the answer: I ask once what came of it. It counts as one "
                "of your reminders; `/my nudges` changes how many there are."
            )
        case Kind.HELPED:
            return texts.say("You helped with an ask, and whoever asked says that something came of it.")
        case Kind.ASK_ASTRAY:
            return texts.say("You asked, and your ask is not where asks go. I say it once.")
        case Kind.HELP_ACCEPTED:
            return texts.say("You offered to help with an ask, and whoever asked counts on you now.")
        case Kind.THANKS:
            return texts.say("Somebody here thanked you. Only the two of you read it; `/my thanks` keeps it.")
        case Kind.BLOCKER:
            return texts.say(
                "You lead this group, and what stands in the way has been there for two rounds. I say it once."
            )
        case Kind.DO_NOW:
            return texts.say("You pressed “Do it now”, which asks me to come back once.")
        case Kind.SNOOZED:
            return texts.say("You asked me to come back to it.")
        case Kind.MENTION:
            return texts.say(
                "You let the thread mention you, and had not answered half-way through the round. It happens at most "
                "once a round; `/my nudges` takes it back."
            )
        case Kind.NUDGE:
            return texts.say(
                "You have an open experiment and had not answered yet, half-way through the round. "
                "I remind you once a round; any answer, also “not yet”, is enough."
            )
        case (
            Kind.HELLO
            | Kind.ASK
            | Kind.ASK_EDIT
            | Kind.ASK_CLOSED
            | Kind.RING
            | Kind.RING_EDIT
            | Kind.RING_ANSWER
            | Kind.RING_CLOSED
            | Kind.PROMPT
            | Kind.LIVE_COUNT
            | Kind.EXPERIMENT
            | Kind.EXPERIMENT_EDIT
            | Kind.ENDING
            | Kind.LESSON_ASKED
            | Kind.CHECK_IN
            | Kind.CHECK_IN_EDIT
            | Kind.DIGEST
            | Kind.GROUP_NEWS
            | Kind.PAIR
            | Kind.MET
            | Kind.PAIR_ENDED
            | Kind.INTRODUCTION
            | Kind.BLANKED
        ):
            return texts.say("This one's for everyone here, not just for you.")
