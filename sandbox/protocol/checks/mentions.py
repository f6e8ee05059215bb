"""Allowed mentions: which forms exclude each other, and who is notified in the end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from sandbox.protocol.checks.fields import Fields, boolean, listing, one_of, shape, snowflake
from sandbox.protocol.refusals import Fault, FormErrors, Path

IDS_PER_KIND = 100
KINDS = ("users", "roles", "everyone")
EXPLICIT_KINDS = ("users", "roles")

_DUPLICATE = Fault("SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value")
_USER = re.compile(r"<@!?(\d{1,20})>")
_ROLE = re.compile(r"<@&(\d{1,20})>")
_EVERYONE = re.compile(r"@(everyone|here)\b")
_CODE = re.compile(r"```.*?```|``.*?``|`[^`\n]+`", re.DOTALL)


def _exclusive(kind: str) -> Fault:
    words = f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
    return Fault("MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", words)


def _either_parsed_or_listed(mentions: dict[str, Any], path: Path, errors: FormErrors) -> None:
    parsed = mentions.get("parse")
    for kind in EXPLICIT_KINDS:
        if isinstance(parsed, list) and kind in parsed and mentions.get(kind):
            errors.add(path, _exclusive(kind))


def _no_id_twice(mentions: dict[str, Any], path: Path, errors: FormErrors) -> None:
    for kind in ("parse", *EXPLICIT_KINDS):
        listed = mentions.get(kind)
        seen: set[str] = set()
        for index, entry in enumerate(listed if isinstance(listed, list) else []):
            if str(entry) in seen:
                errors.add((*path, kind, index), _DUPLICATE)
            seen.add(str(entry))


_FIELDS: Fields = {
    "parse": listing(one_of(*KINDS), len(KINDS)),
    "users": listing(snowflake, IDS_PER_KIND),
    "roles": listing(snowflake, IDS_PER_KIND),
    "replied_user": boolean,
}
allowed_mentions = shape(_FIELDS, _either_parsed_or_listed, _no_id_twice)


@dataclass(frozen=True, slots=True)
class Notified:
    """Who a message pings: the people reached, and what its `mentions` fields then show."""

    users: frozenset[int]
    mentioned_users: tuple[int, ...]
    mentioned_roles: tuple[int, ...]
    everyone: bool


def notified_users(
    content: str,
    allowed: dict[str, Any] | None,
    *,
    default: Literal["channel", "interaction"],
    members_of_role: Callable[[int], Iterable[int]],
    everyone: Callable[[], Iterable[int]],
    may_mention_everyone: bool = True,
    replied_to: int | None = None,
) -> Notified:
    """Who is really notified by the text, under the allowed mentions it was sent with.

    Without `allowed_mentions` a channel message pings everybody it names, an interaction's answer only
    users. A role or @everyone needs the permission besides (`members_of_role` returns nobody for a role
    that cannot be mentioned). Text in code is not read for mentions. `content` holds the text displays of
    Components V2 too; embeds never ping.
    """
    allowed = _usual(default) if allowed is None else allowed
    visible = _CODE.sub(" ", content)
    users = _granted(_ids(_USER, visible), "users", allowed)
    roles = _granted(_ids(_ROLE, visible), "roles", allowed)
    everyone_named = may_mention_everyone and "everyone" in _parsed(allowed) and _EVERYONE.search(visible) is not None
    if replied_to is not None and allowed.get("replied_user"):
        users = tuple(dict.fromkeys((*users, replied_to)))
    reached = set(users).union(*(members_of_role(role) for role in roles), everyone() if everyone_named else ())
    return Notified(frozenset(reached), users, roles, everyone_named)


def _usual(default: Literal["channel", "interaction"]) -> dict[str, Any]:
    if default == "channel":
        return {"parse": list(KINDS), "replied_user": True}
    return {"parse": ["users"]}


def _parsed(allowed: dict[str, Any]) -> list[str]:
    return allowed.get("parse") or []


def _ids(pattern: re.Pattern[str], content: str) -> tuple[int, ...]:
    return tuple(dict.fromkeys(int(found) for found in pattern.findall(content)))


def _granted(named: tuple[int, ...], kind: str, allowed: dict[str, Any]) -> tuple[int, ...]:
    if kind in _parsed(allowed):
        return named
    listed = {int(entry) for entry in allowed.get(kind) or []}
    return tuple(entry for entry in named if entry in listed)
