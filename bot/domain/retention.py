"""How long is kept what nobody has to erase."""

from whenever import TimeDelta

from bot.domain.deliveries import POLICIES, Kind, Place

NUDGES_KEPT_FOR = TimeDelta(hours=24 * 90)  # how somebody is reminded looks back on 60 of these
UNSENT_KEPT_FOR = TimeDelta(hours=24 * 90)
SAID_KEPT_FOR = TimeDelta(hours=24 * 90)
AUDITS_KEPT_FOR = TimeDelta(hours=24 * 365)

# Whose delivery is looked at as long as there is its subject: where its message is, whom it reached, what follows it.
KEPT_WITH_SUBJECT = frozenset(
    {
        *(policy.edits for policy in POLICIES.values() if policy.edits),
        Kind.PAIR,  # its thread is where the pair's other cards go
        Kind.ASK_MATCH,
        Kind.ASK_UNANSWERED,
        Kind.HELP,  # one ends where the next begins
        Kind.RESPONSE_NOTE,  # the same
        Kind.INTRODUCTION_ASKED,
    }
)
# Has no message of its own: where it was written onto is told by the delivery of that message.
WITHOUT_MESSAGE = frozenset(kind for kind, policy in POLICIES.items() if policy.place is Place.EDIT)
