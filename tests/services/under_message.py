"""Somebody who presses something under a direct message, as the gate lets them in."""

from dataclasses import replace

from bot.domain.people import NOWHERE, Actor
from bot.domain.things import About, Thing
from bot.services import Services


async def pressing(services: Services, actor: Actor, thing: Thing, id: int) -> Actor:
    """Missing where it is not there for them; KeptOut, Stopped."""
    return await services.gate.place(replace(actor, community_id=NOWHERE), About(thing, id))
