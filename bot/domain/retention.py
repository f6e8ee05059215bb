"""How long is kept what nobody has to erase."""

from whenever import TimeDelta

NUDGES_KEPT_FOR = TimeDelta(hours=24 * 90)  # how somebody is reminded looks back on 60 of these
UNSENT_KEPT_FOR = TimeDelta(hours=24 * 90)
AUDITS_KEPT_FOR = TimeDelta(hours=24 * 365)
