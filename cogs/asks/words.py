"""What an ask is called: its kind, how much time it asks for, where it is."""

from bot.domain.asks import A_QUESTION_TAKES, AskKind
from bot.domain.deliveries import Delivery
from bot.wording.texts import Texts

EMOJI = {
    AskKind.ADVICE: "🧭",
    AskKind.FEEDBACK: "🔎",
    AskKind.RESOURCE: "📚",
    AskKind.INTRODUCTION: "👋",
    AskKind.COMPARE: "🪞",
}


def kind_name(texts: Texts, kind: AskKind) -> str:
    """Also what the tag of a forum is called."""
    return {
        AskKind.ADVICE: texts.say("Advice"),
        AskKind.FEEDBACK: texts.say("Feedback"),
        AskKind.RESOURCE: texts.say("A resource"),
        AskKind.INTRODUCTION: texts.say("An introduction"),
        AskKind.COMPARE: texts.say("Compare notes"),
    }[kind]


def kind_words(texts: Texts, kind: AskKind) -> str:
    return f"{EMOJI[kind]} {kind_name(texts, kind)}"


def minutes_words(texts: Texts, minutes: int) -> str:
    if minutes > A_QUESTION_TAKES:
        return texts.say("More than an hour")
    return texts.count("{n} minute", "{n} minutes", minutes)


def link_to(posted: Delivery) -> str:
    """To a message that is out."""
    return f"https://discord.com/channels/{posted.community_id}/{posted.channel_id}/{posted.message_id}"
