"""How much time an ask asks for, and where it is."""

from bot.domain.asks import A_QUESTION_TAKES
from bot.domain.deliveries import Delivery
from bot.wording.texts import Texts


def minutes_words(texts: Texts, minutes: int) -> str:
    if minutes > A_QUESTION_TAKES:
        return texts.say("More than an hour")
    return texts.count("{n} minute", "{n} minutes", minutes)


def link_to(posted: Delivery) -> str:
    """To a message that is out."""
    return f"https://discord.com/channels/{posted.community_id}/{posted.channel_id}/{posted.message_id}"
