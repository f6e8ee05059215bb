from bot.domain.deliveries import Kind
from bot.gateway.client import Trellis
from cogs.nudges.cards import mention_card, nudge_card
from cogs.nudges.controls import LessOfThis, SkipRound, SnoozeNudge


async def setup(bot: Trellis) -> None:
    bot.cards[Kind.NUDGE] = nudge_card
    bot.cards[Kind.SNOOZED] = nudge_card
    bot.cards[Kind.MENTION] = mention_card
    bot.add_controls(SnoozeNudge, SkipRound, LessOfThis)
