"""Discord's own OpenAPI document, found on this machine and compiled for checking."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

from jsonschema_rs import Draft202012Validator, Registry

from tests.conformance.differences import Side
from tests.conformance.table import DIFFERENCES
from tests.conformance.tightening import Schema, tightened

BESIDE = Path(__file__).parents[3] / "shared" / "discord-openapi.json"
METHODS = ("get", "post", "put", "patch", "delete")
_ADDRESS = "urn:discord"
Document: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a value: where, and in what way."""

    pointer: str
    message: str


@dataclass(frozen=True)
class Operation:
    """One method of one path."""

    id: str
    method: str
    path: str
    request: Mapping[str, Schema]  # by content type
    answers: Mapping[str, Schema | None]  # by status; None is an empty body
    query: frozenset[str]

    def answer(self, status: int) -> Schema | None:
        """What this status carries. Raises KeyError for a status that the operation does not have."""
        for form in (str(status), f"{status // 100}XX"):
            if form in self.answers:
                return self.answers[form]
        raise KeyError(status)


def place() -> Path | None:
    """Where the document is: as DISCORD_OPENAPI says, else beside the repository; None if it is not there."""
    named = os.environ.get("DISCORD_OPENAPI")
    path = Path(named) if named else BESIDE
    return path if path.is_file() else None


class Specification:
    """The operations, and a validator for any schema of them."""

    def __init__(self, path: Path) -> None:
        self.document = json.loads(path.read_text())
        self._validators: dict[tuple[Side, str], Draft202012Validator] = {}

    def operation(self, method: str, path: str) -> Operation | None:
        """The operation that answers a request; a literal segment wins over a parameter."""
        return next((op for pattern, op in self._patterns.get(method, ()) if pattern.fullmatch(path)), None)

    def faults(self, side: Side, schema: Schema, value: Any) -> list[Fault]:
        """Everything wrong with a value, innermost places only."""
        return [
            Fault("/" + "/".join(map(str, error.instance_path)), error.message)
            for error in self._validator(side, schema).iter_errors(value)
        ]

    def corrected(self, side: Side) -> Document:
        """The document with the known differences of that side in it."""
        document = deepcopy(self.document)
        of_operations = _json_bodies(document) if side == "request" else _json_answers(document)
        roots = {**document["components"]["schemas"], **dict(of_operations)}
        for difference in DIFFERENCES:
            if difference.side == side:
                difference.apply(roots)
        # A row for a component as a whole replaces it.
        document["components"]["schemas"] = {name: roots[name] for name in document["components"]["schemas"]}
        return document

    @cached_property
    def operations(self) -> list[Operation]:
        """Every operation; those with the fewest parameters in their path first."""
        requests, answers = self._sides["request"], self._sides["answer"]
        found = [
            Operation(
                described["operationId"],
                method.upper(),
                path,
                {kind: body["schema"] for kind, body in described.get("requestBody", {}).get("content", {}).items()},
                {
                    status: _answered(answer, answers.document)
                    for status, answer in answers.document["paths"][path][method]["responses"].items()
                },
                frozenset(named["name"] for named in described.get("parameters", ()) if named["in"] == "query"),
            )
            for path, method, described in _described(requests.document)
        ]
        return sorted(found, key=lambda operation: operation.path.count("{"))

    @cached_property
    def _patterns(self) -> dict[str, list[tuple[re.Pattern[str], Operation]]]:
        patterns: dict[str, list[tuple[re.Pattern[str], Operation]]] = {}
        for operation in self.operations:
            pattern = re.compile(re.sub(r"\{[^}]*\}", "[^/]+", operation.path))
            patterns.setdefault(operation.method, []).append((pattern, operation))
        return patterns

    def _validator(self, side: Side, schema: Schema) -> Draft202012Validator:
        text = json.dumps(schema, sort_keys=True)
        if (side, text) not in self._validators:
            rooted = json.loads(text.replace('"#/components', f'"{_ADDRESS}#/components'))
            wrapped = tightened(rooted, self._sides[side].components)
            registry = self._sides[side].registry
            self._validators[side, text] = Draft202012Validator(wrapped, registry=registry, validate_formats=True)
        return self._validators[side, text]

    @cached_property
    def _sides(self) -> dict[Side, _Corrected]:
        return {side: _Corrected(self.corrected(side)) for side in ("request", "answer")}


class _Corrected:
    """A corrected document, ready for checking against."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.components: dict[str, Schema] = document["components"]["schemas"]
        schemas = tightened(self.components, self.components)
        self.registry = Registry([(_ADDRESS, {"$id": _ADDRESS, "components": {"schemas": schemas}})])


def _described(document: Document) -> Iterator[tuple[str, str, Document]]:
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                yield path, method, item[method]


def _json_bodies(document: Document) -> Iterator[tuple[str, Schema]]:
    for _, _, described in _described(document):
        content = described.get("requestBody", {}).get("content", {})
        if "application/json" in content:
            yield described["operationId"], content["application/json"]["schema"]


def _json_answers(document: Document) -> Iterator[tuple[str, Schema]]:
    """What answers each operation that succeeds, with its schema within, so that a row can be about that one alone."""
    for _, _, described in _described(document):
        content = described["responses"].get("200", {}).get("content", {})
        if "application/json" in content:
            yield described["operationId"], content["application/json"]


def _answered(answer: Document, document: Document) -> Schema | None:
    if "$ref" in answer:
        answer = document["components"]["responses"][answer["$ref"].rpartition("/")[2]]
    content = answer.get("content", {}).get("application/json")
    return content["schema"] if content else None
