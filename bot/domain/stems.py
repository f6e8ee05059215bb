"""Words folded so that those that mean the same are found by each other, in whichever of the three languages.

Nobody says in which language they write, and many write in two. So a word stands for itself and for what is left of it
by the rules of each language; two words are alike if they have any of that in common. Done here and not in a database,
so that every database finds the same.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

WORD_LEAST = 2
STEM_LEAST = 3  # what is shorter is left of too many words
FORMS_KEPT = 20_000  # of the words seen last: the same few thousand come again and again

_WORD = re.compile(r"[^\W_]+")
_LETTERS_OF_THEIR_OWN = frozenset("åæø")  # not an a, e or o with something on it

# Words that half of all experiments hold, so that sharing them says nothing.
_COMMON = frozenset(
    _WORD.findall("""
    an as at be by do he if in is it me my of on or so to up us we
    and the for that this with from have has had was are not but you your what when then will would could should can
    one once more every each day days week weeks time times month before after into out about who how why all any
    they them their there than too very just only also some somebody something
    av da de di du ei en er et ha ho og om på så vi å
    jeg det som for med til den har var ikke men meg min mitt mine deg din ditt hva hvem hvor når skal vil kan kunne
    ville skulle blir ble være hver hvert dag dager uke uker gang ganger måned før etter ved fra inn eller noe noen
    alle også bare mer enn over under dette denne selv
    al ci ed il io la le lo ma mi ne se si su ti tu un
    che con per non una uno gli della delle dello degli del dei nel nella sono mio mia miei mie tuo tua come quando
    cosa chi dove perche ogni volta volte giorno giorni settimana settimane mese prima dopo piu meno tutto tutti
    questo questa quello quella anche solo fare faccio essere avere dal dalla alla allo alle agli
    """)
)

# Endings that a word loses, the longest that it has; one table a language.
_ENDINGS = (
    ("ings", "ing", "edly", "ers", "er", "es", "ed", "ly", "s", "e"),
    ("ingene", "ingen", "inger", "ing", "hetene", "heten", "heter", "ende", "ene", "ane", "est", "este",
     "ete", "ede", "te", "de", "er", "en", "et", "es", "a", "e", "t", "s"),
    ("azioni", "azione", "amente", "mente", "issimo", "issima", "assero", "eranno", "iranno", "avano", "evano",
     "ivano", "iamo", "ando", "endo", "are", "ere", "ire", "arsi", "ersi", "irsi", "arlo", "erlo", "arla", "ata",
     "ate", "ati", "ato", "uta", "ute", "uti", "uto", "ita", "ite", "iti", "ito", "avo", "evo", "ivo", "ava", "eva",
     "iva", "ano", "ono", "io", "ie", "ia", "ii", "a", "e", "i", "o"),
)  # fmt: skip
_LONGEST_FIRST = tuple(tuple(sorted(set(endings), key=len, reverse=True)) for endings in _ENDINGS)
_WEAK_VOWEL = re.compile(r"([^aeiouyåæø])\1?e(?=[lnr]$)")  # åpen, åpne; gammel, gamle; vakker, vakre
_SPELT = {"ch": "c", "gh": "g"}  # amico, amiche; lungo, lunghe


def fold(text: str) -> list[str]:
    """Its words as they are compared: small letters without accents; å, æ and ø are letters of their own."""
    small = unicodedata.normalize("NFKC", text).casefold()
    composed = unicodedata.normalize("NFKC", small)
    bare = "".join(
        letter
        if letter in _LETTERS_OF_THEIR_OWN
        else "".join(part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))
        for letter in composed
    )
    return _WORD.findall(bare)


def telling(text: str) -> list[str]:
    """Its folded words that say what it is about, in their order."""
    return [word for word in fold(text) if len(word) >= WORD_LEAST and word not in _COMMON]


@lru_cache(FORMS_KEPT)
def forms(word: str) -> frozenset[str]:
    """What a folded word is found by: itself, and what each language leaves of it."""
    stems = {_even(_without_ending(word, endings)) for endings in _LONGEST_FIRST}
    # The weak vowel comes and goes inside a word: åpen and åpent have it, åpne has not.
    weak = {_even(_WEAK_VOWEL.sub(r"\1", stem)) for stem in (word, word.removesuffix("t"))}
    return frozenset({word} | {stem for stem in stems | weak if len(stem) >= STEM_LEAST})


def alike(one: str, others: Iterable[str]) -> bool:
    """A folded word means the same as one of the others."""
    return any(not forms(one).isdisjoint(forms(other)) for other in others)


def _without_ending(word: str, endings: tuple[str, ...]) -> str:
    return next(
        (word[: -len(each)] for each in endings if word.endswith(each) and len(word) - len(each) >= STEM_LEAST), word
    )


def _even(stem: str) -> str:
    """Takes back what an ending does to the letters before it: stopped and stop, tries and try, amiche and amico."""
    spelt = stem[:-2] + _SPELT.get(stem[-2:], stem[-2:])
    if spelt.endswith("y"):
        return spelt[:-1] + "i"
    return spelt[:-1] if spelt[-1:] == spelt[-2:-1] and len(spelt) > STEM_LEAST else spelt
