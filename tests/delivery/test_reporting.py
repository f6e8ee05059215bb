"""What the operator reads about what failed: a line where it is the database, its trace where it is us."""

from structlog.testing import capture_logs

from bot.domain.errors import DatabaseFull
from bot.reporting import Reporter

FULL = DatabaseFull("database or disk is full")


def told(*errors: Exception | None) -> list[tuple[str, bool]]:
    """Events, and whether there is a trace; None is a time when it worked."""
    reporter = Reporter("engine.failed")
    with capture_logs() as logs:
        for error in errors:
            reporter.failed(error) if error else reporter.worked()
    return [(log["event"], "exc_info" in log) for log in logs]


def test_a_full_disk_is_said_once_and_so_is_that_it_is_over() -> None:
    assert told(FULL, FULL, None, None, FULL) == [
        ("database.failing", False),
        ("database.works_again", False),
        ("database.failing", False),
    ]


def test_lanes_that_fail_together_for_the_disk_are_one_line() -> None:
    assert told(ExceptionGroup("lanes", [FULL, ExceptionGroup("inner", [FULL])])) == [("database.failing", False)]


def test_what_is_not_the_disks_doing_has_its_trace() -> None:
    assert told(ExceptionGroup("lanes", [FULL, KeyError("prompt")]), ValueError()) == [("engine.failed", True)] * 2
