"""What the edge asks before every request that nobody waits for."""

from typing import Protocol


class Permits(Protocol):
    async def permit(self, bucket: str, *, urgent: bool = False, community_id: int = 0) -> None:
        """Returns when one more request of a community's may go into the bucket; NotNow if that takes too long."""

    def note(self, bucket: str, left: int, seconds: float) -> None:
        """The bucket takes `left` more within the next `seconds`."""
