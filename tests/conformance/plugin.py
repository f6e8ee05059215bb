"""Holds every sandbox of every test to Discord's specification.

A request, answer or event that departs from it fails the test in which it went over the wire.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from typing import Any

import pytest

from sandbox import Sandbox
from tests.conformance.specification import Specification, place
from tests.conformance.watching import Findings, Watcher

pytest_plugins = ["pytester"]  # by which the plugin itself is tested

WATCHER = pytest.StashKey[Watcher]()
NAMED = "conformance"
SHOWN = 20
SEND_BROKEN_BODIES = frozenset({"sandbox"})  # folders of tests that provoke refusals
OF_OTHER_CLIENTS = frozenset({"sandbox", "conformance", "browser"})  # folders in which others than the bot speak, too


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "provokes(*codes): sends what Discord refuses for these faults of form alone")
    path = place()
    if path is not None:
        config.stash[WATCHER] = watcher = Watcher(Specification(path))
        Sandbox.starting.append(watcher.watch)


def pytest_unconfigure(config: pytest.Config) -> None:
    watcher = config.stash.get(WATCHER, None)
    if watcher is not None:
        Sandbox.starting.remove(watcher.watch)


def pytest_report_header(config: pytest.Config) -> str:
    if WATCHER in config.stash:
        return f"conformance: checked against {place()}"
    return "conformance: not checked, as neither ../shared/discord-openapi.json nor DISCORD_OPENAPI is there"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None]:
    watcher = item.config.stash.get(WATCHER, None)
    if watcher is not None:
        watcher.broken_on_purpose = item.path.parent.name in SEND_BROKEN_BODIES
        watcher.is_of_the_bot = item.path.parent.name not in OF_OTHER_CLIENTS
        provoked = item.get_closest_marker("provokes")
        watcher.provoked = frozenset(provoked.args) if provoked else frozenset()
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    answer = yield
    _judge(item)
    return answer


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None]:
    answer = yield
    _judge(item)
    return answer


def _judge(item: pytest.Item) -> None:
    """Fails the test for what went over the wire so far, and remembers what it exercised."""
    watcher = item.config.stash.get(WATCHER, None)
    if watcher is None:
        return
    found = watcher.take()
    if found.checks:
        exercised = sorted(found.operations), sorted(found.events), found.checks, found.seconds
        item.user_properties.append((NAMED, exercised))
    if found.violations:
        pytest.fail(told(found), pytrace=False)


def told(found: Findings) -> str:
    """The violations, one a line, each once."""
    lines = list(dict.fromkeys(map(str, found.violations)))
    more = [f"… and {len(lines) - SHOWN} more"] if len(lines) > SHOWN else []
    return "\n".join(["this departs from Discord's specification:", *lines[:SHOWN], *more])


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """How much of Discord the tests have touched; with -v by name."""
    exercised = list(_exercised(terminalreporter.stats.values()))
    if not exercised:
        return
    operations = {name for operations, _, _, _ in exercised for name in operations}
    events = {name for _, events, _, _ in exercised for name in events}
    checks = sum(count for _, _, count, _ in exercised)
    each = sum(seconds for _, _, _, seconds in exercised) / checks * 1e6
    terminalreporter.write_line(
        f"conformance: {len(operations)} operations and {len(events)} events in {checks} checks of {each:.0f} µs each"
    )
    if terminalreporter.config.get_verbosity() > 0:
        terminalreporter.write_line(" ".join(sorted(operations | events)))


def _exercised(outcomes: Iterable[list[Any]]) -> Iterable[tuple[list[str], list[str], int, float]]:
    """Each phase's report repeats what those before it knew of the same test; the last one knows it all."""
    last: dict[str, list[Any]] = {}
    for reports in outcomes:
        for report in reports:
            known = [value for name, value in getattr(report, "user_properties", ()) if name == NAMED]
            if len(known) >= len(last.get(getattr(report, "nodeid", ""), ())):
                last[getattr(report, "nodeid", "")] = known
    for known in last.values():
        yield from known
