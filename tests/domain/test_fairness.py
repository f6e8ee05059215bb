"""Work dressed up as a question is told from a question, in three languages; in doubt it is a question (K8)."""

import pytest

from bot.domain.fairness import orders_work

WORK = [
    "Do my tax return, please",
    "Please write my application for the grant.",
    "Write me a landing page that sells",
    "Make me a logo",
    "Can somebody do my slides by Friday?",
    "Could you please translate this contract for me?",
    "Hi all, can someone build my website?",
    "My deadline is tomorrow. Finish my business plan for me!",
    "I need somebody to write my thesis",
    "Create the whole campaign for us",
    "Lag en nettside for meg",
    "Skriv søknaden for meg",
    "Gjør regnskapet mitt",
    "Kan noen lage presentasjonen min til fredag?",
    "Hei, kan du skrive en CV for meg?",
    "Fristen er i morgen. Fullfør forretningsplanen min!",
    "Jeg trenger noen til å oversette kontrakten for meg",
    "Fai il mio bilancio",
    "Fammi il sito nuovo",
    "Scrivimi una lettera di presentazione",
    "Potresti scrivermi il curriculum?",
    "Ciao, qualcuno può preparare le slide per me?",
    "Mi fate il logo?",
    "Per favore, traducimi il contratto",
    "Domani scade. Scrivi tu la mia candidatura!",
]
QUESTIONS = [
    "How do I do my tax return?",
    "Do my slides convince you?",
    "What makes a landing page sell?",
    "How would you write my first line?",
    "Can you make me understand why they left?",
    "Could you write me a line when you know a good course?",
    "Who can help me write my application?",
    "Could somebody look at my slides for me?",
    "Does this make my offer clearer?",
    "I want to write my own thesis. Where do I begin?",
    "Can anyone recommend a designer for my logo?",
    "I do my best to listen, but they hang up: what do you say then?",
    "Would you read my plan and tell me what is missing?",
    "Hvordan lager jeg en nettside?",
    "Gjør presentasjonen min inntrykk?",
    "Hvem kan hjelpe meg med å skrive søknaden min?",
    "Kan du gjøre det klart for meg hvorfor de sa nei?",
    "Lag eller gruppe: hva passer for meg?",
    "Hva gjorde dere da det gikk galt for dere?",
    "Kan noen se på regnskapet mitt?",
    "Skriv gjerne hva dere mener",
    "Kan noen gi meg et eksempel på en god åpning?",
    "Kjenner noen en som kan lage nettside?",
    "Come faccio il mio bilancio?",
    "Fammi sapere che cosa ne pensi",
    "Mi fai un esempio di apertura che funziona?",
    "Potete farmi un esempio?",
    "Fammi capire dove sbaglio",
    "Chi mi aiuta a scrivere il curriculum?",
    "Scrivi spesso ai clienti? Ogni quanto?",
    "Qualcuno può dare un'occhiata al mio sito?",
    "Che cosa fai quando il cliente dice no?",
    "Conoscete qualcuno che sappia fare siti?",
]


@pytest.mark.parametrize("question", WORK)
def test_k8_an_order_is_work(question: str) -> None:
    assert orders_work(question)


@pytest.mark.parametrize("question", QUESTIONS)
def test_k8_whatever_is_not_an_order_is_a_question(question: str) -> None:
    assert not orders_work(question)


def test_k8_the_set_of_examples_is_large_and_goes_both_ways() -> None:
    assert len(WORK) + len(QUESTIONS) >= 40
    assert min(len(WORK), len(QUESTIONS)) >= 20
