"""The trace of an accident for the log, without what the person wrote: messages of errors like to quote it."""

import traceback
from collections.abc import Iterator, Mapping
from typing import Any

TELLING = 4  # letters; what is shorter is in every line of a program
WRITTEN = frozenset({"value", "values", "content"})  # in what Discord sends of a command, a form, a message
INSTEAD = "…"


def trace_of(error: BaseException, data: Mapping[str, Any]) -> str:
    """The error's trace; `data` is what came with the interaction."""
    trace = "".join(traceback.format_exception(error)).rstrip()
    for words in sorted(set(_written(data)), key=len, reverse=True):
        for quoted in (words, repr(words)[1:-1]):
            trace = trace.replace(quoted, INSTEAD)
    return trace


def _written(data: object, *, counts: bool = False) -> Iterator[str]:
    """All that was written, and each line of it."""
    if isinstance(data, Mapping):
        for name, value in data.items():
            yield from _written(value, counts=name in WRITTEN)
    elif isinstance(data, list):
        for value in data:
            yield from _written(value, counts=counts)
    elif counts and isinstance(data, str):
        yield from (words for words in (data.strip(), *data.splitlines()) if len(words) >= TELLING)
