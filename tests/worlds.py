"""`--world NAME`: every sandbox of the run believes one thing otherwise. `make worlds` runs the end-to-end tests so.

Without it a test with `@pytest.mark.worlds("edit-adds", …)` runs as usual and once more in each of these worlds.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from sandbox import Sandbox
from sandbox.protocol.beliefs import WORLDS

USUAL = "usual"  # the world that is in no list


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--world", choices=sorted(WORLDS), help="the one belief about Discord that is otherwise")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "worlds(*names): runs also where Discord does otherwise what it leaves open")
    if name := config.getoption("--world"):
        opened = otherwise(name)
        opened.__enter__()
        config.add_cleanup(lambda: opened.__exit__(None, None, None))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    marker = metafunc.definition.get_closest_marker("worlds")
    if marker is None or metafunc.config.getoption("--world"):
        return
    assert set(marker.args) <= set(WORLDS), f"no such world: {set(marker.args) - set(WORLDS)}"
    metafunc.parametrize("belief", [USUAL, *marker.args], indirect=True)


@contextmanager
def otherwise(name: str) -> Iterator[None]:
    """Have every sandbox that starts meanwhile believe what is believed in that world."""

    def believe(sandbox: Sandbox) -> None:
        sandbox.world.beliefs = WORLDS[name]

    Sandbox.starting.append(believe)
    try:
        yield
    finally:
        Sandbox.starting.remove(believe)


@pytest.fixture(autouse=True)
def belief(request: pytest.FixtureRequest) -> Iterator[None]:
    """The world of a test that is marked with several; others are in that of the run."""
    name = getattr(request, "param", USUAL)
    if name == USUAL:
        yield
        return
    with otherwise(name):
        yield


if __name__ == "__main__":
    print(*WORLDS)
