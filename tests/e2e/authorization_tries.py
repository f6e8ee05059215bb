"""A row of the table as somebody tries it, and whether they were refused."""

from discord.app_commands import TransformerError

from bot.domain.errors import Missing, NotAllowed
from tests.e2e.authorization_table import CONTROLS, FORMS, Row
from tests.e2e.authorization_town import Hand
from tests.e2e.past_the_client import Came, Crafted, Craftsman

# It is not for them, or not there for them; the last is the library's, of a person who is not on the server.
REFUSED = (NotAllowed, Missing, TransformerError)


def crafted(craftsman: Craftsman, hand: Hand, name: str, row: Row) -> Crafted:
    """The row with the ids of the things it names."""
    things = hand.things
    given = {key: value.format_map(things) if isinstance(value, str) else value for key, value in row.given.items()}
    if name in CONTROLS:
        chosen = None if row.chosen is None else row.chosen.format_map(things)
        return craftsman.control(hand, name.format_map(things), chosen, row.component)
    if name in FORMS:
        return craftsman.form(hand, name.format_map(things), given)
    if row.target == "message":
        return craftsman.on_message(name, things["message"])
    if row.target is not None:
        return craftsman.on_person(hand, name, things[row.target])
    return craftsman.command(hand, name, given)


def is_refused(came: Came) -> bool:
    return came.refusal is not None and issubclass(came.refusal, REFUSED)
