"""The REST routes, by resource."""

from itertools import chain

from sandbox.protocol.rest import (
    channels,
    commands,
    guilds,
    interactions,
    messages,
    reactions,
    scheduled_events,
    threads,
    users,
)

_MODULES = (channels, commands, guilds, interactions, messages, reactions, scheduled_events, threads, users)

ROUTES = list(chain.from_iterable(module.ROUTES.all for module in _MODULES))
