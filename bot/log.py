"""Structured logging: an event's name and its facts; context such as the interaction is bound once, at the door."""

import logging
import re
import sys

import structlog
from structlog.types import EventDict, Processor

# What a library says below this holds what people wrote, and the tokens with which they are answered.
LIBRARIES_LEAST = logging.INFO
OURS = ("bot", "cogs", "__main__")
# An address of Discord's with an interaction's token in it, as errors name it.
_TOKEN = re.compile(r"(/(?:webhooks|interactions)/\d+/)[^\s/'\"?)]+")


def set_up_logging(level: str, *, as_json: bool) -> None:
    """Sends everything, the libraries' own logging included, to standard error in one shape."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    least = logging.getLevelNamesMapping()[level]
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
                _without_tokens,
                renderer,
            ],
            foreign_pre_chain=shared,
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(max(least, LIBRARIES_LEAST))
    for room in OURS:
        logging.getLogger(room).setLevel(least)
    # The library logs every retried request at warning; the outcome is logged by the courier, once.
    logging.getLogger("discord.http").setLevel(logging.ERROR)
    logging.getLogger("apscheduler").setLevel(logging.WARNING)


def _without_tokens(_logger: object, _method: str, facts: EventDict) -> EventDict:
    return {name: _TOKEN.sub(r"\1…", fact) if isinstance(fact, str) else fact for name, fact in facts.items()}
