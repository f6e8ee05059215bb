"""A request as a route sees it, and what the route answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from sandbox.protocol.checks import UploadedFile
from sandbox.protocol.refusals import Refused, invalid
from sandbox.protocol.wire import Json
from sandbox.protocol.world import World


@dataclass(frozen=True, slots=True)
class Answer:
    """Status and JSON body; None is an empty body."""

    status: int
    body: Any = None


NOTHING = Answer(204)


def ok(body: Any) -> Answer:
    return Answer(200, body)


def created(body: Any) -> Answer:
    return Answer(201, body)


@dataclass(slots=True)
class Call:
    """One request, matched to its route, authorised, its body parsed."""

    world: World
    method: str
    path: str
    params: Mapping[str, str]
    query: Mapping[str, str]
    body: Any = None
    files: list[UploadedFile] = field(default_factory=list)

    def id(self, name: str) -> int:
        """A snowflake from the path."""
        value = self.params[name]
        if not value.isdigit():
            raise invalid((name,), "NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.')
        return int(value)

    def flag(self, name: str) -> bool:
        """A query parameter that is true; clients write 1 as well as true."""
        return self.query.get(name, "").lower() in ("1", "true")

    def number(self, name: str, default: int, *, least: int, most: int) -> int:
        """A query parameter that is a number within bounds."""
        value = self.query.get(name, str(default))
        if not value.lstrip("-").isdigit():
            raise invalid((name,), "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
        number = int(value)
        if number > most:
            raise invalid((name,), "NUMBER_TYPE_MAX", f"int value should be less than or equal to {most}.")
        if number < least:
            raise invalid((name,), "NUMBER_TYPE_MIN", f"int value should be greater than or equal to {least}.")
        return number

    @property
    def fields(self) -> Json:
        """The body of a route that takes an object."""
        if self.body is None:
            return {}
        if not isinstance(self.body, dict):
            raise Refused(50109)
        return self.body

    @property
    def bot_id(self) -> int:
        return self.world.bot.id


Handler: TypeAlias = Callable[[Call], Answer]
# Who may call: the bot by its token, whoever knows the interaction's token in the path, or anyone at all.
Door: TypeAlias = Literal["bot", "interaction", "anyone"]


@dataclass(frozen=True, slots=True)
class Route:
    """A method and a template, with what answers them; `simplified` says in what it is less than Discord's."""

    method: str
    template: str
    handler: Handler
    door: Door = "bot"
    bucketed: bool = True
    simplified: str = ""

    @property
    def name(self) -> str:
        return f"{self.method} {self.template}"


class Routes:
    """The routes of one resource, collected by decorators."""

    def __init__(self) -> None:
        self.all: list[Route] = []

    def add(
        self, method: str, template: str, *, door: Door = "bot", bucketed: bool = True, simplified: str = ""
    ) -> Callable[[Handler], Handler]:
        """Registers a function for a method and a template such as "/channels/{channel_id}"."""

        def register(handler: Handler) -> Handler:
            self.all.append(Route(method, template, handler, door, bucketed, simplified))
            return handler

        return register
