"""Where something is that somebody presses under a direct message: Discord names no community there, the thing does."""

from collections.abc import Awaitable, Callable, Mapping

from bot.domain.errors import AskMissing, ExperimentMissing, GroupMissing, Missing, RoundMissing, ServersOnly
from bot.domain.things import About, Thing
from bot.storage import belongings
from bot.storage.database import Connection

Belonging = Callable[[Connection, int, int], Awaitable[int | None]]

_PLACES: Mapping[Thing, tuple[Belonging, type[Missing]]] = {
    Thing.ROUND: (belongings.of_round, RoundMissing),
    Thing.EXPERIMENT: (belongings.of_experiment, ExperimentMissing),
    Thing.CHECK_IN: (belongings.of_check_in, Missing),
    Thing.PAIRING: (belongings.of_pairing, Missing),
    Thing.ASK: (belongings.of_ask, AskMissing),
    Thing.INTRODUCTION: (belongings.of_introduction, Missing),
    Thing.HELD: (belongings.of_held_message, Missing),
    Thing.INVITATION: (belongings.of_invitation, GroupMissing),
    Thing.DELIVERY: (belongings.of_delivery, Missing),
}


async def place_of(tx: Connection, person_id: int, about: About) -> int:
    """The community of a thing that the person has to do with. ServersOnly for what is of none; Missing, by its own
    name, where there is no such thing, or they have nothing to do with it."""
    if about.thing not in _PLACES:
        raise ServersOnly
    belonging, missing = _PLACES[about.thing]
    community_id = await belonging(tx, person_id, about.id)
    if community_id is None:
        raise missing
    return community_id
