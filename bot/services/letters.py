"""A letter: a delivery with the facts, the language and the address that are read when it is sent."""

from dataclasses import dataclass

from bot.domain.deliveries import Delivery
from bot.domain.people import Language


@dataclass(frozen=True)
class Address:
    """Where a letter goes: a channel or thread, a message there to be edited, or a person.

    `delivery_id` is the delivery that posted the message to be edited; the message goes on carrying it. `reply_to` is
    the message in the channel that it answers. `instead_id`
    is the channel it goes to where the one it is meant for is a forum that takes no more posts.
    """

    channel_id: int | None = None
    message_id: int | None = None
    person_id: int | None = None
    delivery_id: int | None = None
    reply_to: int | None = None
    instead_id: int | None = None


@dataclass(frozen=True)
class Letter:
    """A delivery with all that is needed to say it: the facts, the language of its readers, the address."""

    delivery: Delivery
    facts: object
    language: Language
    to: Address
    has_waited: bool = False  # shown because the person came by, not because it was sent

    @property
    def carried_id(self) -> int:
        """The delivery that the message carries in a custom id: an edited one goes on carrying who posted it."""
        return self.to.delivery_id or self.delivery.id
