"""Exchange is fair: work dressed up as a question is told from a question. In doubt it is a question.

Only an order counts: a sentence that has somebody make what is the asker's own, such as “write my …”, or “lag … for
meg”. How something is done, or what others think of it, may be asked about anything.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class _Orders:
    """How one language orders work: at the head of a sentence that is no question, or in a polite one that is."""

    told: re.Pattern[str]
    asked: re.Pattern[str]


def _orders(told: str, asked: str) -> _Orders:
    return _Orders(re.compile(told, re.IGNORECASE), re.compile(asked, re.IGNORECASE))


_EN_MAKE = r"(?:do|write|make|build|design|create|translate|code|draft|prepare|finish)"
_EN_OWN = (
    r"(?:my|our)\b|me (?:an?|the|some)\b(?! (?:line|note|message|word|favou?r|example|hint|list of)\b)|"
    r"\S+(?: \S+){0,6} for (?:me|us)\b"
)
_EN = _orders(
    rf"(?:please |just )*{_EN_MAKE} (?:{_EN_OWN})",
    rf"(?:please )?(?:can|could|would|will) (?:you|somebody|someone|anybody|anyone|one of you) (?:please )?"
    rf"{_EN_MAKE} (?:{_EN_OWN})|i (?:need|want|am looking for) (?:somebody|someone|you) to {_EN_MAKE} (?:{_EN_OWN})",
)

_NB_MAKE = r"(?:lag|skriv|gjør|bygg|oversett|design|tegn|programmer|ordn|fullfør)e?"
_NB_OWN = (
    r"(?:\S+ ){0,3}(?:min|mitt|mine|vår|vårt|våre)(?= \S|[ .!?]*$)|(?!det (?:klart|tydelig|lettere))\S+(?: \S+){0,6} "
    r"for (?:meg|oss)\b"
)
_NB = _orders(
    rf"(?:vær så snill og |bare )?{_NB_MAKE} (?:{_NB_OWN})",
    rf"(?:kan|kunne|vil|gidder) (?:du|dere|noen|en av dere) (?:være så snill å )?{_NB_MAKE} (?:{_NB_OWN})|"
    rf"jeg (?:trenger|vil ha) noen (?:til å|som kan) {_NB_MAKE} (?:{_NB_OWN})",
)

_IT_SMALL = r"un(?:o|a)? (?:esempio|elenco|favore|domanda|cenno|messaggio|riga)|un'idea|il punto"  # asked of anybody
_IT_THING = rf"(?!{_IT_SMALL})(?:(?:il|lo|la|i|gli|le|un|uno|una|del|dei|delle)\b|l'|un')"
_IT_OWN = (
    r"(?:(?:tu )?(?:il mio|la mia|i miei|le mie|il nostro|la nostra)\b|"
    r"\S+(?: \S+){0,6} (?:per me|al posto mio|al mio posto)\b)"
)
_IT_MAKE = r"(?:fai|scrivi|prepara|traduci|disegna|crea|finisci|compila)"
_IT_MAKE_ME = r"(?:fam|scrivi|prepara|traduci|disegna|crea|finisci|compila)mi"
_IT_TO_MAKE = r"(?:fare|scrivere|preparare|tradurre|disegnare|creare|finire|compilare)"
_IT_TO_MAKE_ME = r"(?:far|scriver|preparar|tradur|disegnar|crear|finir|compilar)mi"
_IT_WOULD = r"(?:puoi|potresti|potete|potreste|qualcuno può|qualcuno potrebbe)"
_IT = _orders(
    rf"(?:per favore,? )?(?:{_IT_MAKE_ME} {_IT_THING}|{_IT_MAKE} {_IT_OWN})",
    rf"(?:per favore,? )?(?:{_IT_WOULD} (?:{_IT_TO_MAKE_ME} {_IT_THING}|{_IT_TO_MAKE} {_IT_OWN})|"
    rf"mi (?:fai|fate|scrivi|scrivete|prepari|preparate|traduci|traducete) {_IT_THING})",
)
_ORDERS = (_EN, _NB, _IT)
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_ADDRESS_MOST = 3  # words before a comma that only say hello


def orders_work(question: str) -> bool:
    """Whether one of its sentences has others do somebody's work for them."""
    return any(_is_order(said) for sentence in _SENTENCE.findall(question) for said in _without_hello(sentence))


def _without_hello(sentence: str) -> list[str]:
    sentence = " ".join(sentence.split())
    hello, comma, rest = sentence.partition(", ")
    return [sentence, rest] if comma and len(hello.split()) <= _ADDRESS_MOST else [sentence]


def _is_order(sentence: str) -> bool:
    is_question = sentence.endswith("?")
    return any(each.asked.match(sentence) or (not is_question and each.told.match(sentence)) for each in _ORDERS)
