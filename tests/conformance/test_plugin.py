"""A test that sends what Discord would not take fails, whatever it asserts itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conformance.specification import Specification, place

ROOT = Path(__file__).parents[2]
IN_ORDER = '{"content": "x", "allowed_mentions": {"parse": []}}'
A_TEST = """
import aiohttp
import pytest

from sandbox import Sandbox


@pytest.mark.provokes({provoked!r})
@pytest.mark.parametrize("body", [{body}])
async def test_it(body):
    async with await Sandbox.start() as sandbox, aiohttp.ClientSession() as session:
        guild = sandbox.world.add_guild("Oslo founders", locale="{locale}")
        sandbox.world.install(guild)
        channel = guild.add_channel("general")
        headers = {{"Authorization": f"Bot {{sandbox.token}}"}}
        route = f"{{sandbox.api_base}}/channels/{{channel.id}}/messages"
        async with session.post(route, json=body, headers=headers) as response:
            assert response.status == {status}
        async with session.get(f"{{sandbox.api_base}}/guilds/{{guild.id}}", headers=headers) as response:
            assert response.status == 200
"""


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, specification: Specification) -> pytest.Pytester:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("DISCORD_OPENAPI", str(place()))
    return pytester


def outcome(
    pytester: pytest.Pytester,
    *,
    body: str = IN_ORDER,
    locale: str = "en-GB",
    status: int = 200,
    provoked: str = "",
) -> pytest.RunResult:
    pytester.makepyfile(A_TEST.format(body=body, locale=locale, status=status, provoked=provoked))
    return pytester.runpytest_subprocess("-p", "tests.conformance.plugin", "-o", "asyncio_mode=auto")


def test_a_test_in_order_passes_and_is_counted(run: pytest.Pytester) -> None:
    result = outcome(run)

    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["conformance: 2 operations and 0 events in 2 checks of * µs each"])


def test_a_message_that_does_not_state_whom_it_pings_fails_the_test_that_sent_it(run: pytest.Pytester) -> None:
    result = outcome(run, body='{"content": "x"}')

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["POST /channels/{channel_id}/messages * does not state that nobody is pinged *"])


def test_a_misspelt_field_fails_the_test_that_sent_it(run: pytest.Pytester) -> None:
    result = outcome(run, body='{"content": "x", "contents": "y"}')

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            "this departs from Discord's specification:",
            "POST /channels/{channel_id}/messages request at /: Additional properties are not allowed ('contents' *",
        ]
    )


def test_a_refusal_is_excused_for_the_faults_that_the_test_says_it_provokes(run: pytest.Pytester) -> None:
    body = IN_ORDER.replace("}}", '}, "flags": 1 << 15, "components": [{"type": 10, "content": "y"}]}')

    excused = outcome(run, body=body, status=400, provoked="MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2")
    other = outcome(run, body=body, status=400, provoked="BASE_TYPE_REQUIRED")

    excused.assert_outcomes(passed=1)
    other.assert_outcomes(failed=1)


def test_a_broken_answer_of_the_sandbox_fails_the_test_that_got_it(run: pytest.Pytester) -> None:
    result = outcome(run, locale="nb-NO")

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["GET /guilds/{guild_id} answer 200 at /preferred_locale: *"])


def test_without_the_specification_it_says_why_nothing_is_checked(
    run: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCORD_OPENAPI", "nowhere.json")

    result = outcome(run, locale="nb-NO")

    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["conformance: not checked, as neither *"])
