"""What Discord says when it refuses: one exception, one table of codes, statuses and words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, TypeAlias

Path: TypeAlias = tuple[str | int, ...]

INVALID_FORM_BODY = 50035

TABLE: dict[int, tuple[int, str]] = {
    10002: (404, "Unknown Application"),
    10003: (404, "Unknown Channel"),
    10004: (404, "Unknown Guild"),
    10007: (404, "Unknown Member"),
    10008: (404, "Unknown Message"),
    10009: (404, "Unknown Permission Overwrite"),
    10011: (404, "Unknown Role"),
    10013: (404, "Unknown User"),
    10014: (400, "Unknown Emoji"),
    10015: (404, "Unknown Webhook"),
    10062: (404, "Unknown interaction"),
    10063: (404, "Unknown application command"),
    10066: (404, "Unknown application command permissions"),
    10070: (404, "Unknown Guild Scheduled Event"),
    10071: (404, "Unknown Guild Scheduled Event User"),
    10087: (404, "Unknown Tag"),
    20001: (403, "Bots cannot use this endpoint"),
    20002: (403, "Only bots can use this endpoint"),
    20012: (403, "You are not authorized to perform this action on this application"),
    20016: (429, "This action cannot be performed due to slowmode rate limit"),
    20022: (429, "This message cannot be edited due to announcement rate limits"),
    20028: (429, "The write action you are performing on the channel has hit the write rate limit"),
    20029: (429, "The write action you are performing on the server has hit the write rate limit"),
    30003: (400, "Maximum number of pins reached (250)"),
    30005: (400, "Maximum number of server roles reached (250)"),
    30010: (400, "Maximum number of reactions reached (20)"),
    30013: (400, "Maximum number of server channels reached (500)"),
    30015: (400, "Maximum number of attachments in a message reached (10)"),
    30030: (400, "Maximum number of server categories has been reached (5)"),
    30032: (400, "Maximum number of application commands reached (100)"),
    30033: (400, "Max number of thread participants has been reached (1000)"),
    30034: (400, "Max number of daily application command creates has been reached (200)"),
    30038: (400, "Maximum number of uncompleted guild scheduled events reached (100)"),
    30046: (429, "Maximum number of edits to messages older than 1 hour reached. Try again later"),
    30047: (400, "Maximum number of pinned threads in a forum channel has been reached"),
    30048: (400, "Maximum number of tags in a forum channel has been reached"),
    30060: (400, "Maximum number of channel permission overwrites reached (1000)"),
    40001: (401, "Unauthorized"),
    40003: (403, "You are opening direct messages too fast"),
    40004: (403, "Send messages has been temporarily disabled"),
    40005: (413, "Request entity too large"),
    40041: (400, "An application command with that name already exists"),
    40058: (400, "Cannot send messages in a forum channel"),
    40060: (400, "Interaction has already been acknowledged."),
    40061: (400, "Tag names must be unique"),
    40062: (429, "Service resource is being rate limited"),
    40066: (400, "There are no tags available that can be set by non-moderators"),
    40067: (400, "A tag is required to create a forum post in this channel"),
    40094: (400, "This interaction has hit the maximum number of follow up messages"),
    50001: (403, "Missing Access"),
    50003: (403, "Cannot execute action on a DM channel"),
    50005: (403, "Cannot edit a message authored by another user"),
    50006: (400, "Cannot send an empty message"),
    50007: (403, "Cannot send messages to this user"),
    50008: (400, "Cannot send messages in a non-text channel"),
    50013: (403, "Missing Permissions"),
    50016: (
        400,
        "Provided too few or too many messages to delete."
        " Must provide at least 2 and fewer than 100 messages to delete.",
    ),
    50019: (400, "A message can only be pinned to the channel it was sent in"),
    50021: (403, "Cannot execute action on a system message"),
    50024: (400, "Cannot execute action on this channel type"),
    50025: (401, "Invalid OAuth2 access token"),
    50027: (401, "Invalid Webhook Token"),
    50028: (400, "Invalid Role"),
    50033: (400, "Invalid Recipient(s)"),
    50034: (400, "You can only bulk delete messages that are under 14 days old."),
    50035: (400, "Invalid Form Body"),
    50041: (400, "Invalid API version"),
    50045: (400, "File uploaded exceeds the maximum size"),
    50046: (400, "Invalid file uploaded"),
    50055: (404, "Invalid Guild"),
    50068: (400, "Invalid message type"),
    50074: (400, "Cannot delete a channel required for community servers"),
    50081: (400, "Invalid Sticker sent"),
    50083: (400, "Thread is archived"),
    50101: (400, "This server needs more boosts to perform this action"),
    50109: (400, "The request body contains invalid JSON."),
    50146: (400, "Uploaded file not found."),
    50278: (403, "Cannot send messages to this user due to having no mutual guilds"),
    110000: (202, "Index not yet available. Try again later"),
    130000: (503, "API resource is currently overloaded. Try again a little later"),
    160002: (403, "Cannot reply without permission to read message history"),
    160004: (400, "A thread has already been created for this message"),
    160005: (400, "Thread is locked"),
    160006: (400, "Maximum number of active threads reached"),
    160007: (400, "Maximum number of active announcement threads reached"),
    180000: (400, "Cannot update a finished event"),
    200000: (400, "Message was blocked by automatic moderation"),
    200001: (400, "Title was blocked by automatic moderation"),
    240000: (403, "Message blocked by harmful links filter"),
    520003: (400, "Cannot edit a poll message"),
}


# What Cloudflare answers on behalf of a server that does not; HTTP itself has no words for it.
_CLOUDFLARE = {520: "Web Server Returned an Unknown Error", 522: "Connection Timed Out", 524: "A Timeout Occurred"}


def _phrase(status: int) -> str:
    known = {one.value: one.phrase for one in HTTPStatus}
    return _CLOUDFLARE.get(status) or known.get(status, "Unknown")


class Refused(Exception):
    """A request Discord would not carry out.

    Status and words come from `TABLE` unless given. Code 0 is Discord's general error; its words are
    then the bare HTTP status ("404: Not Found"). `retry_after` is what a 429 tells in seconds.
    """

    def __init__(
        self,
        code: int,
        *,
        errors: dict[str, Any] | None = None,
        status: int | None = None,
        message: str | None = None,
        headers: Mapping[str, str] | None = None,
        retry_after: float | None = None,
    ) -> None:
        usual_status, usual_words = TABLE.get(code, (404 if code == 0 else 400, ""))
        self.code = code
        self.status = status if status is not None else usual_status
        self.message = message or usual_words or f"{self.status}: {_phrase(self.status)}"
        self.errors = errors
        self.headers = dict(headers or {})
        self.retry_after = retry_after
        super().__init__(f"{self.status} {self.code}: {self.message}")

    def body(self) -> dict[str, Any]:
        """The JSON object Discord answers with."""
        answer: dict[str, Any] = {"message": self.message, "code": self.code}
        if self.errors:
            answer["errors"] = self.errors
        if self.retry_after is not None:
            answer |= {"retry_after": self.retry_after, "global": False}
        return answer


class Missing(Refused):
    """Discord can do it, the sandbox cannot: a 404 that is logged as loudly as an unknown route."""

    def __init__(self, what: str) -> None:
        super().__init__(0, status=404, message=f"The sandbox does not {what}")


@dataclass(frozen=True, slots=True)
class Fault:
    """One leaf of the `errors` tree: Discord's own code for it and its words."""

    code: str
    message: str


class FormErrors:
    """Collects every fault of one body, and refuses it once with all of them."""

    def __init__(self) -> None:
        self.tree: dict[str, Any] = {}

    def __bool__(self) -> bool:
        return bool(self.tree)

    def add(self, path: Path, fault: Fault) -> None:
        """Notes a fault at a path such as `("embeds", 0, "title")`."""
        node = self.tree
        for key in path:
            node = node.setdefault(str(key), {})
        node.setdefault("_errors", []).append({"code": fault.code, "message": fault.message})

    def refuse(self) -> None:
        """Raises 50035 with the collected tree, if anything was collected."""
        if self.tree:
            raise Refused(INVALID_FORM_BODY, errors=self.tree)


def invalid(path: Path, code: str, message: str) -> Refused:
    """A ready 50035 with a single fault, for what only the server's state can tell."""
    errors = FormErrors()
    errors.add(path, Fault(code, message))
    return Refused(INVALID_FORM_BODY, errors=errors.tree)
