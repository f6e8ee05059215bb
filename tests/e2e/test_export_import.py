"""Files out and people in, through Discord's own uploads (A7)."""

import csv
import io
import json

from bot.demo.stage import Stage
from sandbox.people import Shown
from sandbox.protocol.checks import UploadedFile
from tests.e2e.acting import a_group, check_in, found, join, sentence_of


def files_of(stage: Stage, shown: Shown) -> dict[str, bytes]:
    attached = {int(each["id"]): each["filename"] for each in shown.message.attachments}
    return {name: stage.sandbox.world.attachments[id].data for id, name in attached.items()}


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


async def test_a7_a_moderator_takes_everything_out_and_reads_the_members_back_in(stage: Stage) -> None:
    await a_group(stage, stage.grace, stage.maria, stage.kari)
    await check_in(stage.kari, "tried", tried="=1+1")

    shown = await stage.maria.slash("admin export", group="Founders")
    as_json = await stage.maria.slash("admin export", format="json")

    files = files_of(stage, shown)
    assert shown.ephemeral
    assert sorted(files) == ["check-ins.csv", "groups.csv", "members.csv", "rounds.csv"]
    [answer] = table(files["check-ins.csv"])
    assert (answer["user_id"], answer["outcome"], answer["tried"]) == (f"<@{stage.kari.user.id}>", "tried", "'=1+1")
    [same] = json.loads(files_of(stage, as_json)["check-ins.json"])
    assert (same["user_id"], same["tried"]) == (str(stage.kari.user.id), "=1+1")

    back = UploadedFile("members.csv", "text/csv", files["members.csv"])
    looked = await stage.maria.slash("admin import", file=back, group="Founders")

    assert looked.text == (
        "### A look at the list for “Founders”\n**0** people would be invited\n3 are members already"
    )
    assert looked.message.buttons == []


async def test_a7_a_list_is_looked_at_line_by_line_and_invited_on_a_second_word(stage: Stage) -> None:
    await found(stage)
    await join(stage.henry)
    lines = [
        "bruker-id;navn",
        f"{stage.kari.user.id};Kåre",
        "kari;Kari",
        f"{stage.sandbox.world.bot.id};Trellis",
        "312345678901234567;Nobody",
        f"{stage.kari.user.id};Kari",
        f"{stage.henry.user.id};Henry",
        f"{stage.luca.user.id};Luca",
    ]
    roster = UploadedFile("list.csv", "text/csv", "\r\n".join(lines).encode("cp1252"))

    looked = await stage.maria.slash("admin import", file=roster, group="Founders")
    stage.luca.notifications.clear()
    done = await stage.maria.press("Invite 2 people", on=looked)
    again = await stage.maria.press("Invite 2 people", on=looked)
    read = await stage.kari.slash("gruppe liste")

    assert looked.text.splitlines() == [
        "### A look at the list for “Founders”",
        "**2** people would be invited",
        "1 is a member already",
        "Line 3: “kari” is no user id. It has 17 to 20 digits: *Copy User ID* in a person's menu.",
        "Line 4: this is a bot.",
        "Line 5: nobody with the id 312345678901234567 is on this server. Ask them to join it first.",
        "Line 6: the same person as in line 2.",
        "Nobody has been invited yet. Who is invited decides for themselves.",
        "[Invite 2 people]",
    ]
    assert done.text == (
        "2 people are invited to “Founders”. They read it at their next command, or as a message if they chose that."
    )
    assert again.text == "Everybody on the list is in “Founders” or has an invitation already."
    assert stage.luca.notifications == []
    assert "Founders" in read.text


async def test_a7_what_is_no_list_and_who_does_not_moderate_get_one_sentence(stage: Stage) -> None:
    await found(stage)
    picture = UploadedFile("cat.png", "image/png", b"\x89PNG\r\n\x1a\n")
    big = UploadedFile("big.csv", "text/csv", b"1" * 1_000_001)

    no_list = await stage.maria.slash("admin import", file=picture, group="Founders")
    too_big = await stage.maria.slash("admin import", file=big, group="Founders")
    no_group = await stage.maria.slash("admin export", group="Nowhere")

    assert sentence_of(no_list) == (
        "I cannot read that file as a list. Save it from your spreadsheet as CSV, with a user id a line."
    )
    assert sentence_of(too_big) == "That file is too big: a list has at most 1 MB. A user id a line is all I need."
    assert sentence_of(no_group) == ("There is no group called “Nowhere” here. `/group list` shows the ones there are.")
