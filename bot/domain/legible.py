"""What people can see of what somebody typed, and what is kept of it: nothing hidden, and nothing where there is only
that. Names and texts of every kind come through here."""

import re
import unicodedata

from bot.domain.errors import Blank, Field, TooLong

# What shows nothing but takes room, and what takes none: fillers, soft hyphens, word joiners, overrides of direction,
# halves of letters. Unicode calls most of them default ignorable.
_FILLERS = re.compile("[\u115f\u1160\u2800\u3164\uffa0\ufffc\U00013441\U00013442\U0001d159]+")
_NOTHING = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u17b4\u17b5\u200b\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufeff"
    "\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e001f\U000e0080-\U000e00ff"
    "\U000e01f0-\U000e0fff"
)
# A word written from the right may need such a mark beside its punctuation; a name needs none.
_SIDES = re.compile("[\u061c\u200e\u200f]")

_JOINED_SCRIPTS = (
    "\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u180a\u1810-\u18aa\u1a20-\u1aaf\u1b00-\u1c4f\ua840-\ua87f\ua8e0-\ua8ff"
    "\ua980-\ua9df\uaa60-\uaa7f\uabc0-\uabff\ufb50-\ufdff\ufe70-\ufefc\U00010a00-\U00011fff\U0001e900-\U0001e95f"
)
_IDEOGRAPHS = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_EMOJI = (  # with the colours of skin
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u24c2\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff"
    "\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
_JOINERS = "\u200c\u200d"
_TAGS = "\U000e0020-\U000e007f"
_FORMS = "\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
# What is not seen. Joiners, choosers of a letter's form, and the letters in the flag of a part of a country are seen by
# what stands beside them: they stay where they change that. The pattern only drops, and looks back and ahead by a few
# letters at most, since this is asked of everything that anybody types.
_UNSEEN = re.compile(
    f"[{_NOTHING}{_JOINERS}{_FORMS}{_TAGS}](?!(?<=[{_JOINERS}])"
    f"(?:(?<=[{_JOINED_SCRIPTS}\u180b-\u180f].)[{_JOINED_SCRIPTS}]"
    f"|(?<=[{_EMOJI}\ufe0f]\u200d)[{_EMOJI}](?:(?<=[{_EMOJI}]..)|(?<=[{_EMOJI}]\ufe0f..)))"
    f"|(?<=[{_TAGS}])(?:(?<=[{_TAGS}][{_TAGS}])"
    f"|(?<=\U0001f3f4.)[\U000e0030-\U000e0039\U000e0061-\U000e007a]{{1,5}}\U000e007f(?![{_TAGS}]))"
    f"|(?<=[{_FORMS}])(?:(?<=[{_EMOJI}#*0-9][\ufe0e\ufe0f])"
    f"|(?<=[\u1820-\u18aa][\u180b-\u180f])|(?<=[{_IDEOGRAPHS}][\ufe00-\ufe02\U000e0100-\U000e01ef])"
    f"))[{_NOTHING}{_JOINERS}{_FORMS}{_TAGS}]*",
    re.DOTALL,
)


def legible(text: str) -> str:
    """The text without what hides in it. Joiners stay inside emoji, and between letters of scripts that need them."""
    return _UNSEEN.sub("", _FILLERS.sub(" ", text))


def is_blank(text: str) -> bool:
    """Whether there is nothing in it that anybody could see; an accent without its letter is nothing."""
    return not _shows(legible(text))


def _shows(seen: str) -> bool:
    return any(unicodedata.category(each)[0] in "LNPS" or _is_drawn(each) for each in set(seen))


def _is_drawn(letter: str) -> bool:
    """Private letters, and those of a later Unicode than ours, have some look or other."""
    return unicodedata.category(letter) in ("Co", "Cn")


def clean_text(text: str) -> str:
    """Somebody's words as they are kept: what can be seen of them, in lines; empty where that is nothing."""
    seen = legible(text)
    return seen.strip() if _shows(seen) else ""


def clean_line(text: str) -> str:
    """A name or a title as it is kept: on one line, with single blanks; empty where nobody could see it."""
    seen = legible(text)
    return " ".join(_SIDES.sub("", seen).split()) if _shows(seen) else ""


def needed(text: str, field: Field, most: int) -> str:
    """Words that are cleaned already, as there must be some. Blank, TooLong."""
    if not text:
        raise Blank(field)
    return fitting(text, field, most)


def fitting(text: str, field: Field, most: int) -> str:
    """Words that are cleaned already, and of a length that fits a card. TooLong."""
    if len(text) > most:
        raise TooLong(field, len(text), most)
    return text
