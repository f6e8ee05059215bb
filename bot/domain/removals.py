"""A removal: the bot was taken off a server. What is kept of its community waits for it to come back, then goes."""

from whenever import TimeDelta

KEPT_FOR = TimeDelta(hours=24 * 30)
