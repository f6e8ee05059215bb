"""Finds the route of a request. A literal segment wins over a parameter."""

from __future__ import annotations

from collections.abc import Iterable

from sandbox.protocol.rest.call import Route


class Router:
    """All routes, by method and number of segments."""

    def __init__(self, routes: Iterable[Route]) -> None:
        self._by_shape: dict[tuple[str, int], list[tuple[list[str], Route]]] = {}
        self._methods: set[str] = set()
        for route in routes:
            segments = _segments(route.template)
            self._by_shape.setdefault((route.method, len(segments)), []).append((segments, route))
            self._methods.add(route.method)
        for candidates in self._by_shape.values():
            candidates.sort(key=lambda candidate: sum(segment.startswith("{") for segment in candidate[0]))

    def find(self, method: str, path: str) -> tuple[Route, dict[str, str]] | None:
        """The route and the parameters in its path."""
        given = _segments(path)
        for segments, route in self._by_shape.get((method, len(given)), ()):
            params = _match(segments, given)
            if params is not None:
                return route, params
        return None

    def knows(self, path: str) -> bool:
        """Whether some other method has a route there."""
        return any(self.find(method, path) for method in self._methods)


def _segments(path: str) -> list[str]:
    return path.strip("/").split("/")


def _match(segments: list[str], given: list[str]) -> dict[str, str] | None:
    params: dict[str, str] = {}
    for expected, actual in zip(segments, given, strict=True):
        if expected.startswith("{"):
            params[expected[1:-1]] = actual
        elif expected != actual:
            return None
    return params
