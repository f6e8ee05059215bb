"""Interactions: what a person did, the token it gave the bot, and what the bot made of it."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from sandbox.clock import RealTime
from sandbox.protocol.channels import Channel
from sandbox.protocol.guilds import Guild
from sandbox.protocol.messages import Message
from sandbox.protocol.traffic import Traffic
from sandbox.protocol.users import User
from sandbox.protocol.wire import Json

COMMAND: Final = 2
COMPONENT: Final = 3
AUTOCOMPLETE: Final = 4
MODAL_SUBMIT: Final = 5

FIRST_RESPONSE_SECONDS: Final = 3.0
TOKEN_SECONDS: Final = 15 * 60.0

ResponseKind: TypeAlias = Literal[
    "message", "deferred", "deferred_update", "update", "choices", "modal", "edit", "followup"
]
State: TypeAlias = Literal["pending", "answered", "deferred", "expired"]


@dataclass(frozen=True, slots=True)
class Response:
    """One thing the bot did with the token. `data` is what it sent (a form, choices, a message's fields)."""

    kind: ResponseKind
    data: Json = field(default_factory=dict)
    message: Message | None = None
    ephemeral: bool = False


@dataclass(eq=False)
class Interaction:
    """One command, press, form or autocomplete.

    `state` goes from pending to answered, or to deferred and then answered; after three seconds without an
    answer it is expired. `original` is the message of the answer, `followups` those after it.
    """

    id: int
    type: int
    user: User
    guild: Guild | None
    channel: Channel
    data: Json
    message: Message | None
    locale: str
    real: RealTime
    traffic: Traffic
    triggered_by: Interaction | None = None
    token: str = field(default_factory=lambda: secrets.token_urlsafe(48))
    created: float = field(init=False)
    responses: list[Response] = field(default_factory=list)
    original: Message | None = None
    followups: list[Message] = field(default_factory=list)
    _waiting: list[asyncio.Future[None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.created = self.real.monotonic()

    @property
    def age(self) -> float:
        """Real seconds since it was sent."""
        return self.real.monotonic() - self.created

    @property
    def response(self) -> Response | None:
        """The first answer, whatever it was."""
        return self.responses[0] if self.responses else None

    @property
    def state(self) -> State:
        if self.response is None:
            return "expired" if self.age > FIRST_RESPONSE_SECONDS else "pending"
        if self.response.kind == "deferred" and not any(r.kind in ("edit", "followup") for r in self.responses):
            return "deferred"
        return "answered"

    @property
    def token_is_valid(self) -> bool:
        return self.state != "expired" and self.age <= TOKEN_SECONDS

    def note(self, response: Response) -> None:
        """Records what the bot did and wakes who waits for it."""
        self.responses.append(response)
        for future in self._waiting:
            if not future.done():
                future.set_result(None)
        self._waiting.clear()

    async def wait_response(self, timeout: float = FIRST_RESPONSE_SECONDS) -> Response:  # noqa: ASYNC109
        """The first answer. Raises TimeoutError if none came in so many real seconds."""
        await self._wait(lambda: bool(self.responses), timeout)
        return self.responses[0]

    async def wait_completed(self, timeout: float = 10.0) -> Response:  # noqa: ASYNC109
        """The answer, and if it was deferred what completed it. Raises TimeoutError.

        A deferred update may rightly be followed by nothing; then that is the answer.
        """
        await self._wait(lambda: self.state == "answered", timeout)
        return self.responses[1] if self.responses[0].kind == "deferred" else self.responses[0]

    async def wait_change(self, timeout: float = 10.0) -> Response:  # noqa: ASYNC109
        """What the bot does next with the token. Raises TimeoutError."""
        seen = len(self.responses)
        await self._wait(lambda: len(self.responses) > seen, timeout)
        return self.responses[seen]

    async def _wait(self, done: Callable[[], bool], seconds: float) -> None:
        async with asyncio.timeout(seconds):
            while not done():
                future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
                self._waiting.append(future)
                await future
        await self.traffic.quiet()

    @property
    def focused_type(self) -> int | None:
        """The type of the option that is being completed."""
        options = list(self.data.get("options") or [])
        while options:
            option = options.pop()
            if option.get("focused"):
                return int(option["type"])
            options.extend(option.get("options") or [])
        return None

    @property
    def name(self) -> str:
        """The command's full name, as a message tells where it came from."""
        words = [str(self.data.get("name", ""))]
        options = self.data.get("options") or []
        while options and options[0].get("type") in (1, 2):
            words.append(options[0]["name"])
            options = options[0].get("options") or []
        return " ".join(words)

    def owners(self) -> Json:
        """`authorizing_integration_owners`: installed in the guild, or met in the bot's own DM."""
        return {"0": str(self.guild.id) if self.guild else "0"}

    def metadata(self) -> Json:
        """The `interaction_metadata` of the messages that answer it."""
        answer: Json = {
            "id": str(self.id),
            "type": self.type,
            "user": self.user.payload(),
            "authorizing_integration_owners": self.owners(),
        }
        if self.type == COMMAND and "target_id" in self.data:
            answer.update(self._target())
        if self.type == COMPONENT and self.message is not None:
            answer["interacted_message_id"] = str(self.message.id)
        if self.type == MODAL_SUBMIT and self.triggered_by is not None:
            answer["triggering_interaction_metadata"] = self.triggered_by.metadata()
        return answer

    def _target(self) -> Json:
        target_id = self.data["target_id"]
        resolved = self.data.get("resolved") or {}
        if self.data.get("type") == 2:
            return {"target_user": resolved.get("users", {}).get(str(target_id), {})}
        return {"target_message_id": str(target_id)}

    def payload(self, *, app_permissions: int, user_permissions: int, bot_id: int) -> Json:
        """The interaction object as INTERACTION_CREATE carries it."""
        channel = self.channel.payload()
        if self.guild is not None:
            channel["permissions"] = str(user_permissions)
        answer: Json = {
            "id": str(self.id),
            "type": self.type,
            "token": self.token,
            "version": 1,
            "data": self.data,
            "channel_id": str(self.channel.id),
            "channel": channel,
            "locale": self.locale,
            "app_permissions": str(app_permissions),
            "entitlements": [],
            "authorizing_integration_owners": self.owners(),
            "context": 0 if self.guild else 1,
            "attachment_size_limit": 10 * 1024 * 1024,
        }
        if self.message is not None:
            answer["message"] = self.message.payload(viewer=bot_id)
        if self.guild is None:
            return {**answer, "user": self.user.payload()}
        guild = self.guild
        return {
            **answer,
            "guild_id": str(guild.id),
            "guild_locale": guild.preferred_locale,
            "guild": {"id": str(guild.id), "locale": guild.preferred_locale, "features": list(guild.features)},
            "member": {**guild.members[self.user.id].payload(), "permissions": str(user_permissions)},
        }
