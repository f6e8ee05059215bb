"""What Discord's refusals mean for a delivery."""

import discord
from whenever import TimeDelta

from bot.domain.deliveries import Failed, Impossible, Reason, SendOutcome, Waits
from bot.gateway.refusals import is_discords

TOO_MANY_MESSAGES = 40003
MESSAGES_REST = TimeDelta(hours=2)
INVALID_BODY, REFERENCE = 50035, "message_reference"  # what a reply to a message that is gone is refused for

# What Discord's error codes mean for a delivery; any other that comes with a refusal is one of the message itself.
MEANINGS: dict[int, SendOutcome] = {
    10003: Impossible(Reason.CHANNEL_GONE),
    10004: Impossible(Reason.CHANNEL_GONE),
    10008: Impossible(Reason.MESSAGE_GONE),
    10013: Waits(Reason.MESSAGES_CLOSED),
    50001: Impossible(Reason.NO_ACCESS),
    50013: Impossible(Reason.NO_ACCESS),
    160002: Impossible(Reason.NO_ACCESS),  # a reply where the history may not be read
    50007: Waits(Reason.MESSAGES_CLOSED),
    50278: Waits(Reason.MESSAGES_CLOSED),
    TOO_MANY_MESSAGES: Failed(Reason.BUSY, MESSAGES_REST),
    50006: Impossible(Reason.REFUSED),
    INVALID_BODY: Impossible(Reason.REFUSED),
    50083: Impossible(Reason.THREAD_LOCKED),  # archived, and not to be taken out of the archive
    160005: Impossible(Reason.THREAD_LOCKED),
    160006: Impossible(Reason.TOO_MANY_THREADS),
    160007: Impossible(Reason.TOO_MANY_THREADS),
    30046: Failed(Reason.BUSY, TimeDelta(hours=1)),  # edits of messages older than an hour
}


def meaning(refused: discord.HTTPException) -> SendOutcome:
    """A refusal as an outcome, by Discord's code. Without one it is not about the message: Discord is not well, or
    something on the way, such as Cloudflare, answers in its place."""
    if refused.code == INVALID_BODY and REFERENCE in refused.text:
        return Impossible(Reason.MESSAGE_GONE)
    if known := MEANINGS.get(refused.code):
        return known
    if refused.status in (401, 429) or refused.status >= 500:
        return Failed(Reason.BUSY)
    if not is_discords(refused):
        return Failed(Reason.OFFLINE)
    return Impossible(Reason.REFUSED, f"{refused.code}: {refused.text}")
