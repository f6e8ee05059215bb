from bot.domain.deliveries import Kind
from bot.gateway.client import Trellis
from cogs.rings.cards import answer_card, closed_card, empty_card, nudge_card, ring_card
from cogs.rings.controls import Answer, AnswerOne, MyRequest
from cogs.rings.forms import AnswerForm, RequestForm


async def setup(bot: Trellis) -> None:
    bot.cards[Kind.RING] = ring_card
    bot.cards[Kind.RING_EDIT] = ring_card
    bot.cards[Kind.RING_ANSWER] = answer_card
    bot.cards[Kind.RING_NUDGE] = nudge_card
    bot.cards[Kind.RING_CLOSED] = closed_card
    bot.cards[Kind.RING_EMPTY] = empty_card
    bot.add_form(RequestForm())
    bot.add_form(AnswerForm())
    bot.add_controls(MyRequest, AnswerOne, Answer)
