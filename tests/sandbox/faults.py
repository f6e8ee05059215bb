"""Reading a refusal: its code, and the faults of its tree by dotted path."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sandbox.protocol.refusals import Refused


def flatten(tree: dict[str, Any] | None, prefix: str = "") -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, value in (tree or {}).items():
        if key == "_errors":
            found[prefix] = [fault["code"] for fault in value]
        else:
            found |= flatten(value, f"{prefix}.{key}" if prefix else key)
    return found


def faults_of(check: Callable[[], None]) -> dict[str, list[str]]:
    with pytest.raises(Refused) as refused:
        check()

    assert refused.value.code == 50035
    return flatten(refused.value.errors)


def code_of(check: Callable[[], None]) -> int:
    with pytest.raises(Refused) as refused:
        check()

    return refused.value.code
