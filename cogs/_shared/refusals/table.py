"""What a table of sentences is: refusal → its sentence."""

from collections.abc import Callable
from typing import Any

from bot.wording.texts import Texts

TYPED_SHOWN = 100  # of what somebody typed, inside a sentence

Sentence = Callable[[Texts, Any], str]
Sentences = dict[type[Exception], Sentence]


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
