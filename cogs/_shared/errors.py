"""From a refusal to one clear sentence that says what to do. A table, looked up along the class hierarchy."""

from bot.wording.texts import Texts
from cogs._shared.refusals import (
    asks,
    checkins,
    communities,
    experiments,
    gates,
    general,
    groups,
    introductions,
    knowledge,
    partners,
    privacy,
    recognition,
    rings,
    roster,
)
from cogs._shared.refusals.table import Sentences

SENTENCES: Sentences = {
    **asks.SENTENCES,
    **checkins.SENTENCES,
    **communities.SENTENCES,
    **experiments.SENTENCES,
    **gates.SENTENCES,
    **general.SENTENCES,
    **groups.SENTENCES,
    **introductions.SENTENCES,
    **knowledge.SENTENCES,
    **partners.SENTENCES,
    **privacy.SENTENCES,
    **recognition.SENTENCES,
    **rings.SENTENCES,
    **roster.SENTENCES,
}


def explain(texts: Texts, error: Exception) -> str | None:
    """The sentence for an expected refusal; None for what nobody expected."""
    for kind in type(error).__mro__:
        if sentence := SENTENCES.get(kind):
            return sentence(texts, error)
    return None
