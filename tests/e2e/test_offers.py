"""What members could teach each other, as they say it and find it, in three languages (K9, K10)."""

import pytest

from bot.demo.stage import Stage
from sandbox.people import Shown
from tests.e2e.acting import found, given_back, join, sentence_of

NOBODY_FOUND = "Nobody who is here at present has said that they could teach"


def _labels(shown: Shown) -> list[str]:
    return [button.label or "" for button in shown.message.buttons]


async def test_k9_k10_what_one_offers_is_found_by_the_others_in_three_languages(stage: Stage) -> None:
    await found(stage)
    await join(stage.henry)
    await stage.kari.slash("gruppe bli-med", navn="Founders")
    await stage.luca.slash("gruppo entra", nome="Founders")

    offered = await stage.kari.slash("tilbud legg-til", {"hva": "Å forhandle om lønn", "ganger": 3, "språk": "nb"})
    found_it = await stage.luca.slash("trova", cosa="lønn")
    found_en = await stage.henry.slash("find", what="LØNN")

    assert offered.ephemeral
    assert offered.text == (
        "Fint: **Å forhandle om lønn**, opptil 3 ganger i måneden · Norsk bokmål.\n"
        "De andre finner det med `/finn`, og leser det når de spør *Hvem er dette?* om deg.\n"
        "Når noen spør om det, sier jeg fra til deg, ikke oftere enn det. `/tilbud fjern` tar det tilbake."
    )
    assert (found_it.ephemeral, found_en.ephemeral) == (True, True)
    assert found_it.text == (
        "Chi potrebbe insegnare «lønn»:\n"
        "**Å forhandle om lønn**\nfino a 3 volte al mese · Norsk bokmål\n@Kari\n"
        "Scrivi loro, e di' cosa potresti dare in cambio. Puoi dirlo anche con `/offerta aggiungi`."
    )
    assert found_en.text.splitlines()[1:4] == [
        "**Å forhandle om lønn**",
        "up to 3 times a month · Norsk bokmål",
        "@Kari",
    ]
    assert [person.notifications for person in stage.everybody] == [[]] * len(stage.everybody)


async def test_k9_the_list_takes_one_back_where_it_stands(stage: Stage) -> None:
    await found(stage)
    await stage.grace.slash("offer add", what="Cold calls")
    await stage.grace.slash("offer add", what="Term sheets", times=1)

    shown = await stage.grace.slash("offer list")
    left = await stage.grace.press("Remove", on=shown, beside="Cold calls")

    assert _labels(shown) == ["Remove", "Remove"]
    assert left.text.splitlines()[:3] == ["What you could teach:", "**Term sheets**", "up to 1 time a month"]
    assert _labels(left) == ["Remove"]


async def test_k9_an_older_list_says_what_is_gone_and_takes_nothing_else(stage: Stage) -> None:
    await stage.henry.slash("offer add", what="Cold calls")
    await stage.henry.slash("offer add", what="Term sheets")
    older = await stage.henry.slash("offer list")
    newer = await stage.henry.slash("offer list")
    await stage.henry.press("Remove", on=newer, beside="Cold calls")

    refused = await stage.henry.press("Remove", on=older, beside="Cold calls")
    left = await stage.henry.slash("offer list")

    assert sentence_of(refused) == "I cannot find that among your offers. `/offer list` shows them."
    assert _labels(left) == ["Remove"]


async def test_k9_who_offers_nothing_is_asked_what_others_ask_them(stage: Stage) -> None:
    nothing = await stage.luca.slash("offerta elenca")

    assert sentence_of(nothing) == (
        "Qui non c'è ancora niente. Su cosa ti chiedono consiglio? Scrivilo in una riga con `/offerta aggiungi`."
    )


async def test_k9_one_is_taken_back_by_name_from_those_suggested(stage: Stage) -> None:
    await found(stage)
    await join(stage.henry)
    await stage.henry.slash("offer add", what="Cold calls")
    await stage.henry.slash("offer add", what="Term sheets")

    [suggested] = await stage.henry.complete("offer remove", "offer", "cold")
    gone = await stage.henry.slash("offer remove", offer=suggested["value"])
    again = await stage.henry.slash("offer remove", offer=suggested["value"])
    typed = await stage.henry.slash("offer remove", offer="Term sheets")
    nothing = await stage.grace.slash("find", what="cold calls")

    assert sentence_of(gone) == "Done: “Cold calls” is no longer offered. `/offer list` shows what you offer."
    missing = "I cannot find that among your offers. `/offer list` shows them."
    assert [sentence_of(each) for each in (again, typed)] == [missing, missing]
    assert sentence_of(nothing) == f"{NOBODY_FOUND} “cold calls”. Try another word for it."
    assert nothing.text.splitlines()[1] == "Give first: what could you teach? `/offer add` tells the others."


async def test_k9_what_cannot_be_offered_is_given_back_to_be_mended(stage: Stage) -> None:
    refused = await stage.kari.slash("tilbud legg-til", hva="Å ringe", ganger=9)

    assert sentence_of(refused) == "Antall ganger i måneden kan være fra 1 til 8; du skrev 9."
    assert given_back(refused) == "/tilbud legg-til hva:Å ringe ganger:9"


async def test_k9_who_is_in_no_group_hears_what_is_missing_to_be_found(stage: Stage) -> None:
    await found(stage)

    offered = await stage.henry.slash("offer add", what="Cold calls")
    before = await stage.grace.slash("find", what="cold")
    await join(stage.henry)
    after = await stage.grace.slash("find", what="cold")

    assert "Others find it with `/find` once you are in a group here: `/group join`." in offered.text
    assert sentence_of(before) == f"{NOBODY_FOUND} “cold”. Try another word for it."
    assert sentence_of(after) == "Who could teach “cold”:"


async def test_k10_who_is_away_is_not_shown_until_they_are_back(stage: Stage) -> None:
    await found(stage)
    await join(stage.henry)
    await stage.henry.slash("offer add", what="Cold calls")
    await stage.henry.slash("my away", until="24.12")

    away = await stage.grace.slash("find", what="cold")
    await stage.henry.slash("my back")
    back = await stage.grace.slash("find", what="cold")

    assert (sentence_of(away), sentence_of(back)) == (
        f"{NOBODY_FOUND} “cold”. Try another word for it.",
        "Who could teach “cold”:",
    )


async def test_j1_the_profile_and_the_list_speak_of_the_same_offers(stage: Stage) -> None:
    await found(stage)
    await join(stage.henry)
    await stage.henry.press("🤝 One offer, one ask")
    await stage.henry.submit(teaches="Cold calls")
    await stage.henry.slash("offer add", what="Term sheets")

    await stage.henry.slash("my profile")
    form = (await stage.henry.press("🤝 One offer, one ask")).text
    await stage.henry.submit(teaches="Cold mails")
    listed = await stage.henry.slash("offer list")
    seen = await stage.grace.use_on_person("Who is this?", stage.henry)

    assert "One thing you could teach somebody: Cold calls" in form
    assert [line for line in listed.text.splitlines() if line.startswith("**")] == ["**Cold mails**", "**Term sheets**"]
    assert "**Could teach**\n> Cold mails\n> Term sheets\n" in seen.text


HARMFUL = [
    pytest.param("🌱" * 98, "🌱" * 98, id="emoji"),
    pytest.param("@everyone <@&1> <#1>", "@\u200beveryone \\<@\u200b&1> \\<#1>", id="mentions"),
    pytest.param("# [press](javascript:alert(1)) ```", "# \\[press\\](javascript:alert(1)) \\`\\`\\`", id="markdown"),
    pytest.param("שלום\u202eabc", "שלוםabc", id="right to left"),
]


@pytest.mark.parametrize(("words", "harmless"), HARMFUL)
async def test_k9_what_somebody_offers_is_harmless_in_ten_of_it(stage: Stage, words: str, harmless: str) -> None:
    for number in range(10):
        await stage.henry.slash("offer add", what=f"{number} {words}")

    listed = await stage.henry.slash("offer list")

    shown = [line for line in listed.text.splitlines() if line.startswith("**")]
    assert shown == [f"**{number} {harmless}**" for number in range(10)]
    assert _labels(listed) == ["Remove"] * 10
    assert [person.notifications for person in stage.everybody] == [[]] * len(stage.everybody)
