"""What people can see of what somebody typed, and what is kept of it: nothing hidden, and nothing where there is only
that. Names and texts of every kind come through here."""

import re
import unicodedata

from bot.domain.errors import Blank, Field, TooLong

# What shows nothing but takes room, and what takes none: fillers, soft hyphens, word joiners, overrides of direction,
# halves of letters. Unicode calls most of them default ignorable.
_BLANKS = dict.fromkeys((0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0, 0xFFFC, 0x13441, 0x13442, 0x1D159), " ")
_NOTHING = (
    (0x00, 0x08), (0x0E, 0x1B), (0x7F, 0x84), (0x86, 0x9F), (0xAD, 0xAD), (0x34F, 0x34F), (0x17B4, 0x17B5),
    (0x200B, 0x200B), (0x202A, 0x202E), (0x2060, 0x206F), (0xD800, 0xDFFF), (0xFEFF, 0xFEFF), (0xFFF0, 0xFFFB),
    (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE001F), (0xE0080, 0xE00FF), (0xE01F0, 0xE0FFF),
)  # fmt: skip
_HIDDEN = _BLANKS | {code: "" for first, last in _NOTHING for code in range(first, last + 1)}
# A word written from the right may need such a mark beside its punctuation; a name needs none.
_SIDES = dict.fromkeys((0x61C, 0x200E, 0x200F), "")

_JOINED_SCRIPTS = (
    "\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18aa\u1a20-\u1aaf\u1b00-\u1c4f\ua840-\ua87f\ua8e0-\ua8ff"
    "\ua980-\ua9df\uaa60-\uaa7f\uabc0-\uabff\ufb50-\ufdff\ufe70-\ufefc\U00010a00-\U00011fff\U0001e900-\U0001e95f"
)
_IDEOGRAPHS = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_EMOJI = (  # with the colours of skin
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u24c2\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff"
    "\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
_BESIDE = "\u180b-\u180f\u200c\u200d\ufe00-\ufe0f\U000e0020-\U000e007f\U000e0100-\U000e01ef"
# What is seen by what stands beside it: joiners, choosers of a letter's form, the letters in the flag of a part of a
# country. First where they change something, then wherever else they are. Each look is of a fixed length.
_SEEN_BESIDE = re.compile(
    f"(?=[{_BESIDE}])(?:((?<=[{_JOINED_SCRIPTS}])[\u200c\u200d](?=[{_JOINED_SCRIPTS}])"
    f"|(?<=[{_EMOJI}])\u200d(?=[{_EMOJI}])|(?<=[{_EMOJI}]\ufe0f)\u200d(?=[{_EMOJI}])"
    f"|(?<=[{_EMOJI}#*0-9])[\ufe0e\ufe0f]"
    f"|(?<=[\u1820-\u18aa])[\u180b-\u180f]|(?<=[{_IDEOGRAPHS}])[\ufe00-\ufe02\U000e0100-\U000e01ef]"
    f"|(?<=\U0001f3f4)[\U000e0030-\U000e0039\U000e0061-\U000e007a]{{2,6}}\U000e007f)|[{_BESIDE}]+)"
)


def legible(text: str) -> str:
    """The text without what hides in it. Joiners stay inside emoji, and between letters of scripts that need them."""
    return _SEEN_BESIDE.sub(r"\1", text.translate(_HIDDEN))


def is_blank(text: str) -> bool:
    """Whether there is nothing in it that anybody could see; an accent without its letter is nothing."""
    return not any(unicodedata.category(each)[0] in "LNPS" or _is_drawn(each) for each in legible(text))


def _is_drawn(letter: str) -> bool:
    """Private letters, and those of a later Unicode than ours, have some look or other."""
    return unicodedata.category(letter) in ("Co", "Cn")


def clean_text(text: str) -> str:
    """Somebody's words as they are kept: what can be seen of them, in lines; empty where that is nothing."""
    return "" if is_blank(text) else legible(text).strip()


def clean_line(text: str) -> str:
    """A name or a title as it is kept: on one line, with single blanks; empty where nobody could see it."""
    return "" if is_blank(text) else " ".join(legible(text).translate(_SIDES).split())


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
