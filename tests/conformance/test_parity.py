"""The page that says what of Discord's routes is imitated, simplified and unknown is what the table of routes says."""

from __future__ import annotations

import re

import pytest

from sandbox.protocol.rest import ROUTES
from sandbox.protocol.rest.call import NOTHING, Route
from sandbox.protocol.rest.router import Router
from tests.conformance.parity import PAGE, matrix, rows
from tests.conformance.specification import Specification

# A word where the sandbox expects an id: refused as none, like anything else that is not one.
REFUSED_AS_IDS = {"guild_role_member_counts", "update_my_guild_member"}


def test_the_page_is_up_to_date(specification: Specification) -> None:
    written = PAGE.read_text(encoding="utf-8")

    assert written == matrix(specification), "Run `python -m tests.conformance.parity`."


def test_every_operation_of_discord_has_its_row(specification: Specification) -> None:
    ids = [row.id for row in rows(specification)]

    assert sorted(ids) == sorted(operation.id for operation in specification.operations)


def test_what_the_page_calls_unknown_finds_no_route_and_all_else_finds_its_own(specification: Specification) -> None:
    router = Router(ROUTES)
    found = {}
    for row in rows(specification):
        match = router.find(row.method, re.sub(r"\{[^}]*\}", "1", row.path))
        found[row.id] = match[0] if match else None

    wrong = {row.id for row in rows(specification) if found[row.id] != row.route}

    assert wrong == REFUSED_AS_IDS


def test_a_route_that_discord_does_not_have_is_noticed(specification: Specification) -> None:
    made_up = Route("GET", "/guilds/{guild_id}/weather", lambda _: NOTHING)

    with pytest.raises(LookupError, match=re.escape("GET /guilds/{guild_id}/weather")):
        rows(specification, [*ROUTES, made_up])


def test_why_a_route_is_less_stands_beside_it(specification: Specification) -> None:
    less = {row.id: row.route.simplified for row in rows(specification) if row.route and row.route.simplified}

    assert less["update_guild"] == "name and language only; anything else is unknown"
    assert less["delete_original_webhook_message"] == less["delete_webhook_message"]
