"""What goes wrong between the bot and Discord while it is being killed."""

import random
import re

from sandbox import Sandbox
from sandbox.protocol.faults import RestFault

POST, THREAD, EDIT, DIRECT, LOOK = (
    r"^POST /channels/\d+/messages$",
    r"^POST /channels/\d+/messages/\d+/threads$",
    r"^PATCH /channels/\d+/messages/\d+$",
    r"^POST /users/@me/channels$",
    r"^GET /channels/\d+/messages$",
)
ROUTES = (POST, POST, POST, THREAD, THREAD, EDIT, DIRECT, LOOK)
HANGS_SECONDS = 1.5  # longer than the bot waits
KINDS = (
    "429", "429", "503", "503", "500", "effect, then 500", "effect, then 503", "effect, then 503",
    "reset", "effect, then reset", "effect, then reset", "hangs", "effect, then hangs",
    "connection drops", "doubled dispatch", "doubled dispatch",
)  # fmt: skip


def make_trouble(sandbox: Sandbox, rng: random.Random) -> str:
    """One thing that goes wrong at the next chance; returns its name."""
    kind, route, faults = rng.choice(KINDS), rng.choice(ROUTES), sandbox.world.faults
    after_effect = kind.startswith("effect")
    match kind:
        case "429":
            faults.rate_limit(0.1, route, scope=rng.choice(("user", "shared", "global")))
        case "connection drops":
            faults.drop_gateway()
        case "doubled dispatch":
            faults.duplicate("INTERACTION_CREATE", times=3)
        case _ if kind.endswith("reset"):
            faults.reset_connection(route, after_effect=after_effect)
        case _ if kind.endswith("hangs"):
            faults.delay(HANGS_SECONDS, route, after_effect=after_effect)
        case _:
            faults.answer(int(kind[-3:]), route, after_effect=after_effect)
    return kind


def blind(sandbox: Sandbox) -> None:
    """The bot looks for what an earlier try left behind, and is shown an empty channel."""
    sandbox.world.faults.add(RestFault(re.compile(LOOK), None, status=200, body=b"[]"))
