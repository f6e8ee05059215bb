"""The words Discord's own app puts around messages, and the page around phones, in the language of who looks."""

from __future__ import annotations

from typing import Final

_NORWEGIAN: Final = {
    "Only you can see this": "Bare du kan se dette",
    "Dismiss message": "Skjul melding",
    "(edited)": "(redigert)",
    "{name} is thinking…": "{name} tenker …",
    "used": "brukte",
    "Submit": "Send inn",
    "Cancel": "Avbryt",
    "Make a selection": "Velg",
    "Done": "Ferdig",
    "Message {place}": "Send melding til {place}",
    "Run": "Kjør",
    "optional": "valgfri",
    "Direct messages": "Direktemeldinger",
    "started a thread:": "startet en tråd:",
    "New": "Nytt",
    "Apps": "Apper",
    "Copy text": "Kopier tekst",
    "Copy message ID": "Kopier meldings-ID",
    "Copy user ID": "Kopier bruker-ID",
    "Direct message": "Direktemelding",
    "added you to {name}": "la deg til i {name}",
    "What their phone shows": "Hva telefonen viser",
    "What their phones show": "Hva telefonene viser",
    "Mentions, answers and messages reach somebody's lock screen, wherever they are. The newest comes first.": ""
    "Omtaler, svar og meldinger kommer på låseskjermen, uansett hvor folk er. Det nyeste står først.",
    "Nothing so far.": "Ingenting ennå.",
    "nothing but where it came from": "bare hvor det kommer fra",
}
_ITALIAN: Final = {
    "Only you can see this": "Solo tu puoi vedere questo messaggio",
    "Dismiss message": "Ignora messaggio",
    "(edited)": "(modificato)",
    "{name} is thinking…": "{name} sta pensando…",
    "used": "ha usato",
    "Submit": "Invia",
    "Cancel": "Annulla",
    "Make a selection": "Fai una scelta",
    "Done": "Fatto",
    "Message {place}": "Invia un messaggio in {place}",
    "Run": "Esegui",
    "optional": "facoltativo",
    "Direct messages": "Messaggi diretti",
    "started a thread:": "ha creato un thread:",
    "New": "Nuovi",
    "Apps": "App",
    "Copy text": "Copia testo",
    "Copy message ID": "Copia ID messaggio",
    "Copy user ID": "Copia ID utente",
    "Direct message": "Messaggio diretto",
    "added you to {name}": "ti ha aggiunto a {name}",
    "What their phone shows": "Cosa mostra il telefono",
    "What their phones show": "Cosa mostrano i telefoni",
    "Mentions, answers and messages reach somebody's lock screen, wherever they are. The newest comes first.": ""
    "Menzioni, risposte e messaggi arrivano sulla schermata di blocco, ovunque si sia. In cima il più recente.",
    "Nothing so far.": "Ancora niente.",
    "nothing but where it came from": "solo da dove arriva",
}
_BY_LOCALE: Final = {"no": _NORWEGIAN, "it": _ITALIAN}

LANGUAGES: Final = {"en-GB": "English", "en-US": "English (US)", "no": "Norsk", "it": "Italiano"}


def word(locale: str, english: str, **values: str) -> str:
    """The phrase in this language, or in English."""
    return _BY_LOCALE.get(locale, {}).get(english, english).format(**values)
