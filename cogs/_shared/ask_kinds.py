"""What the kinds of asks are called."""

from bot.domain.asks import AskKind
from bot.wording.texts import Texts

EMOJI = {
    AskKind.ADVICE: "🧭",
    AskKind.FEEDBACK: "🔎",
    AskKind.RESOURCE: "📚",
    AskKind.INTRODUCTION: "👋",
    AskKind.COMPARE: "🪞",
}


def kind_name(texts: Texts, kind: AskKind) -> str:
    """Also what the tag of a forum is called."""
    return {
        AskKind.ADVICE: texts.say("Advice"),
        AskKind.FEEDBACK: texts.say("Feedback"),
        AskKind.RESOURCE: texts.say("A resource"),
        AskKind.INTRODUCTION: texts.say("An introduction"),
        AskKind.COMPARE: texts.say("Compare notes"),
    }[kind]


def kind_words(texts: Texts, kind: AskKind) -> str:
    return f"{EMOJI[kind]} {kind_name(texts, kind)}"
