"""Ideas for experiments: sentences a person may make their own, in each language.

`ideas.toml` says of every idea how it is tried and how far it reaches; `<language>.toml` says it in words. A
language is found by its file, and refused unless it says every idea.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from bot.wording.texts import SOURCE_LANGUAGE

_FRAMES = "ideas.toml"
_FRAME = {"way": str, "reach": int}
_WORDS = {"what": str, "when_then": str}


@dataclass(frozen=True)
class Idea:
    """Something to try for thirty days, in one language.

    `way` is a value of `Way` in the domain, which wording does not know. `reach` is how far outside the comfort
    zone it lies, 1 to 5.
    """

    key: str
    way: str
    reach: int
    what: str
    when_then: str


class IncompleteIdeas(Exception):
    """An idea is missing in a language, is known there alone, or lacks one of its parts."""


class Ideas:
    """The library, in every language there is."""

    def __init__(self, by_language: Mapping[str, Mapping[str, Idea]]) -> None:
        self._by_language = by_language

    @property
    def languages(self) -> Sequence[str]:
        return list(self._by_language)

    def in_language(self, language: str) -> Sequence[Idea]:
        """Every idea, way after way and the nearest reach first; in English where `language` has none."""
        return list(self._said_in(language).values())

    def find(self, language: str, key: str) -> Idea | None:
        """None for an idea that is no longer in the library, as a button of an older version may ask for."""
        return self._said_in(language).get(key)

    def _said_in(self, language: str) -> Mapping[str, Idea]:
        return self._by_language.get(language, self._by_language[SOURCE_LANGUAGE])


def load_ideas() -> Ideas:
    """The ideas written for this product. Reads every file once; raises IncompleteIdeas."""
    return read_ideas(resources.files(__name__))


def read_ideas(folder: Traversable) -> Ideas:
    frames = _entries(folder.joinpath(_FRAMES), _FRAME)
    files = sorted(file.name for file in folder.iterdir() if file.name.endswith(".toml") and file.name != _FRAMES)
    by_language = {name.removesuffix(".toml"): _ideas(frames, folder.joinpath(name)) for name in files}
    if SOURCE_LANGUAGE not in by_language:
        raise IncompleteIdeas(f"there is no {SOURCE_LANGUAGE}.toml, which stands in for every other language")
    return Ideas(by_language)


def _ideas(frames: Mapping[str, dict[str, Any]], file: Traversable) -> dict[str, Idea]:
    words = _entries(file, _WORDS)
    if uneven := sorted(frames.keys() ^ words.keys()):
        raise IncompleteIdeas(f"{file.name} and {_FRAMES} do not both know {', '.join(uneven)}")
    return {key: Idea(key, **frame, **words[key]) for key, frame in frames.items()}


def _entries(file: Traversable, parts: Mapping[str, type]) -> dict[str, dict[str, Any]]:
    """The tables of `file`, each with exactly these parts and none of them empty."""
    entries = tomllib.loads(file.read_text(encoding="utf-8"))
    for key, entry in entries.items():
        held = {name: type(value) for name, value in entry.items()} if isinstance(entry, dict) else {}
        if held != parts or "" in entry.values():
            raise IncompleteIdeas(f"{key} in {file.name} must say {' and '.join(parts)}, and nothing else")
    return entries
