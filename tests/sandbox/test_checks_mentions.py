"""Who is really notified by a message."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.protocol.checks import Notified, notified_users

ALICE, BOB, CARLA, HOSTS = 1, 2, 3, 70


def notified(content: str, allowed: dict[str, Any] | None, default: Any = "channel", **more: Any) -> Notified:
    return notified_users(
        content,
        allowed,
        default=default,
        members_of_role=lambda role: {BOB, CARLA} if role == HOSTS else set(),
        everyone=lambda: {ALICE, BOB, CARLA},
        **more,
    )


ROWS: list[tuple[str, str, dict[str, Any] | None, str, set[int]]] = [
    ("a user by default", "hi <@1>", None, "channel", {ALICE}),
    ("the older form of a mention", "hi <@!1>", None, "channel", {ALICE}),
    ("a role by default in a channel", "hi <@&70>", None, "channel", {BOB, CARLA}),
    ("a role by default in an answer", "hi <@&70> <@1>", None, "interaction", {ALICE}),
    ("everyone by default in a channel", "@everyone", None, "channel", {ALICE, BOB, CARLA}),
    ("here by default in an answer", "@here", None, "interaction", set()),
    ("nobody when nothing is parsed", "<@1> <@&70> @everyone", {"parse": []}, "channel", set()),
    ("only who is listed", "<@1> <@2>", {"parse": [], "users": [BOB]}, "channel", {BOB}),
    ("nobody listed who is not named", "hello", {"users": [BOB]}, "channel", set()),
    ("ids listed as text", "<@2>", {"users": ["2"]}, "channel", {BOB}),
    ("a listed role", "<@&70>", {"roles": ["70"]}, "interaction", {BOB, CARLA}),
    ("nobody named in code", "`<@1>` ```\n@everyone```", None, "channel", set()),
    ("nobody by an e-mail address", "me@everyoneelse.org", None, "channel", set()),
]


@pytest.mark.parametrize(("content", "allowed", "default", "reached"), [r[1:] for r in ROWS], ids=[r[0] for r in ROWS])
def test_a_message_notifies(content: str, allowed: dict[str, Any] | None, default: str, reached: set[int]) -> None:
    assert notified(content, allowed, default).users == reached


def test_everyone_is_not_reached_without_the_permission() -> None:
    assert notified("@everyone", None, may_mention_everyone=False).users == set()


@pytest.mark.parametrize(
    ("allowed", "reached"), [(None, {ALICE}), ({"parse": []}, set()), ({"parse": [], "replied_user": True}, {ALICE})]
)
def test_a_reply_notifies_its_author_as_asked(allowed: dict[str, Any] | None, reached: set[int]) -> None:
    assert notified("yes", allowed, replied_to=ALICE).users == reached


def test_the_mentions_shown_are_those_allowed() -> None:
    result = notified("<@1> <@2> <@&70> <@&71>", {"users": [2], "roles": [70]})

    assert (result.mentioned_users, result.mentioned_roles, result.everyone) == ((2,), (70,), False)
