"""Listens in on sandboxes and keeps what departs from Discord's specification."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any, Final

from sandbox import Sandbox
from sandbox.protocol.rest.call import Answer, Call
from tests.conformance.events import KNOWN, parts
from tests.conformance.mentions import unstated_mentions
from tests.conformance.requests import body_schema, unwritten_faults
from tests.conformance.specification import Fault, Operation, Specification
from tests.conformance.table import UNDOCUMENTED, UNDOCUMENTED_QUERY

# The codes by which a body is refused for its form: an invalid one, an empty message, what is not JSON, too few ids.
FORM_CODES: Final = frozenset({50035, 50006, 50109, 50016})
# What Discord words as a fault of the form, though nobody could know: the message replied to was deleted meanwhile.
GONE: Final = {"message_reference": {"_errors": [{"code": "REPLIES_UNKNOWN_MESSAGE", "message": "Unknown message"}]}}
# By which a card that is written anew learns that it went out as a layout, before lock screens had a line of it.
AS_A_LAYOUT: Final = "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"


@dataclass(frozen=True, slots=True)
class Violation:
    """What went over the wire and should not have."""

    where: str  # "POST /channels/1/messages request", "MESSAGE_CREATE event"
    pointer: str
    message: str

    def __str__(self) -> str:
        return f"{self.where} at {self.pointer}: {self.message}"


@dataclass
class Findings:
    """What was done, by Discord's names for it (operations: with success), and what was wrong with it."""

    violations: list[Violation] = field(default_factory=list)
    operations: set[str] = field(default_factory=set)
    events: set[str] = field(default_factory=set)
    checks: int = 0
    seconds: float = 0.0


class Watcher:
    """An observer of any number of sandboxes. `take` hands over what it found since it was last asked.

    `broken_on_purpose` excuses whatever the sandbox refused: the tests of its refusals send it. `provoked` are the
    codes of the only faults of form that are excused where it is not.
    """

    def __init__(self, specification: Specification, *, broken_on_purpose: bool = False) -> None:
        self._specification = specification
        self._findings = Findings()
        self.broken_on_purpose = broken_on_purpose
        self.is_of_the_bot = False  # whether whoever speaks is held to what the bot has to state
        self.provoked: frozenset[str] = frozenset()

    def watch(self, sandbox: Sandbox) -> None:
        sandbox.world.observers.append(self)

    def take(self) -> Findings:
        found, self._findings = self._findings, Findings()
        return found

    def answered(self, call: Call, answer: Answer) -> None:
        began = perf_counter()
        named = f"{call.method} {call.path}"
        operation = self._specification.operation(call.method, call.path)
        if operation is not None:
            named = f"{operation.method} {operation.path}"
            if answer.status < 400:
                self._findings.operations.add(operation.id)
            self._keep(f"{named} request", self._request_faults(call, operation, answer))
            self._keep(f"{named} answer {answer.status}", self._answer_faults(operation, answer))
        elif named not in UNDOCUMENTED and not self.broken_on_purpose:
            self._keep(f"{named} request", [Fault("/", "the specification has no such operation")])
        self._count(began)

    def dispatched(self, event: str, data: Any) -> None:
        began = perf_counter()
        if event in KNOWN:
            self._findings.events.add(event)
        for part in parts(event, data):
            faults = self._specification.faults("answer", part.schema, part.value)
            self._keep(f"{event} event", [Fault(part.pointer + fault.pointer, fault.message) for fault in faults])
        self._count(began)

    def _request_faults(self, call: Call, operation: Operation, answer: Answer) -> list[Fault]:
        taken = answer.status < 400
        if self.broken_on_purpose and not taken:
            return []
        unknown = set(call.query) - operation.query - UNDOCUMENTED_QUERY
        faults = [Fault(f"?{name}", "unknown query parameter") for name in unknown]
        if not taken and isinstance(answer.body, dict) and self._is_of_its_form(operation, answer.body):
            faults.append(Fault("/", f"refused for its form: {answer.body}"))
        schema = body_schema(call, operation)
        if schema is None or (call.body is None and not taken):
            return faults
        body = {} if call.body is None else call.body
        faults += self._specification.faults("request", schema, body)
        if self.is_of_the_bot:
            faults += unstated_mentions(call, operation.id)
        return [*faults, *(unwritten_faults(call, operation, answer) if taken else [])]

    def _is_of_its_form(self, operation: Operation, refusal: dict[str, Any]) -> bool:
        """Return whether the body is at fault, but for what a test provokes and for an edit that finds out that a
        message of an older version is a layout."""
        if refusal.get("code") not in FORM_CODES or refusal.get("errors") == GONE:
            return False
        if operation.id == "update_message" and _finds_a_layout(refusal.get("errors")):
            return False
        codes = set(_codes(refusal.get("errors")))
        return not codes or not codes <= self.provoked

    def _answer_faults(self, operation: Operation, answer: Answer) -> list[Fault]:
        try:
            schema = operation.answer(answer.status)
        except KeyError:
            return [Fault("/", f"{operation.id} has no answer with this status")]
        if schema is None:
            return [] if answer.body is None else [Fault("/", "a body where there is none")]
        return self._specification.faults("answer", schema, answer.body)

    def _keep(self, where: str, faults: list[Fault]) -> None:
        self._findings.violations += [Violation(where, fault.pointer, fault.message) for fault in faults]

    def _count(self, began: float) -> None:
        self._findings.checks += 1
        self._findings.seconds += perf_counter() - began


def _finds_a_layout(errors: Any) -> bool:
    """Return whether nothing else is wrong than that fields of a classic message were sent."""
    if not errors:
        return False
    return all(
        fault.get("code") == AS_A_LAYOUT for of_field in errors.values() for fault in of_field.get("_errors", [{}])
    )


def _codes(errors: Any) -> Iterator[str]:
    """Those in a tree of errors, however deep."""
    if isinstance(errors, dict):
        yield from (fault["code"] for fault in errors.get("_errors", ()))
        for below in errors.values():
            yield from _codes(below)
