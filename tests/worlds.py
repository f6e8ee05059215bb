"""`--world NAME`: every sandbox of the run believes one thing otherwise. `make worlds` runs the end-to-end tests so."""

import pytest

from sandbox import Sandbox
from sandbox.protocol.beliefs import WORLDS


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--world", choices=sorted(WORLDS), help="the one belief about Discord that is otherwise")


def pytest_configure(config: pytest.Config) -> None:
    name = config.getoption("--world")
    if name is None:
        return

    def believe(sandbox: Sandbox) -> None:
        sandbox.world.beliefs = WORLDS[name]

    Sandbox.starting.append(believe)
    config.add_cleanup(lambda: Sandbox.starting.remove(believe))


if __name__ == "__main__":
    print(*WORLDS)
