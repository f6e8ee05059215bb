"""When a failed delivery is tried again: a pure table, so that a test can show the whole policy."""

from whenever import TimeDelta

WAITS = tuple(
    TimeDelta(seconds=seconds) for seconds in (2, 5, 15, 60, 300, 900, 1800, 3600)
)  # then hourly, until the delivery expires


class NotNow(Exception):
    """Nothing may go out for so long: not a failure, only too early."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"not for {seconds:.1f} s")
        self.wait = TimeDelta(seconds=seconds)


def wait_before(attempt: int, *, asked: TimeDelta | None = None) -> TimeDelta:
    """How long to leave a delivery that has failed `attempt` times (from 1); never less than Discord asked for."""
    planned = WAITS[min(attempt, len(WAITS)) - 1]
    return max(planned, asked) if asked else planned
