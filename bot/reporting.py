"""What went wrong, for the operator: a database that fails us is one clear line, said once; all else has its trace."""

import structlog

from bot.domain.errors import DatabaseFault

log = structlog.get_logger()


class Reporter:
    """Says what failed under one event's name, and when it works again after the database has failed."""

    def __init__(self, event: str) -> None:
        self._event = event
        self._failing: str | None = None

    def failed(self, error: Exception) -> None:
        fault = _fault(error)
        if fault is None:
            log.error(self._event, exc_info=error)
            return
        if self._failing != str(fault):
            log.error("database.failing", kind=type(fault).__name__, reason=str(fault), during=self._event)
        self._failing = str(fault)

    def worked(self) -> None:
        if self._failing is not None:
            log.info("database.works_again", during=self._event)
        self._failing = None


def _fault(error: Exception) -> DatabaseFault | None:
    """The database's fault, if it is nothing but that; lanes that are served side by side fail together."""
    if isinstance(error, ExceptionGroup):
        faults = [_fault(each) for each in error.exceptions]
        return faults[0] if all(faults) else None
    return error if isinstance(error, DatabaseFault) else None
