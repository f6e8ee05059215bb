"""Structured logging: an event's name and its facts; context such as the interaction is bound once, at the door."""

import logging
import sys

import structlog
from structlog.types import Processor


def set_up_logging(level: str, *, as_json: bool) -> None:
    """Sends everything, the libraries' own logging included, to standard error in one shape."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    renderer: Processor = structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer()
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                renderer,
            ],
            foreign_pre_chain=shared,
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    # The library logs every retried request at warning; the outcome is logged by the courier, once.
    logging.getLogger("discord.http").setLevel(logging.ERROR)
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
