"""`/my data`, through Discord's own uploads, for whoever asks (V1)."""

import json

from bot.demo.stage import Stage
from tests.e2e.acting import a_group, check_in
from tests.e2e.test_export_import import files_of


async def test_v1_also_who_is_kept_out_gets_everything_about_themselves_and_nobody_else_sees_it(stage: Stage) -> None:
    await a_group(stage, stage.grace, stage.henry, stage.kari, stage.luca)
    await check_in(stage.kari, tried="Jeg ringte én kunde")
    await check_in(stage.henry, tried="Called nobody at all")
    await stage.henry.slash("partner avoid", person=stage.kari)
    await stage.maria.slash("admin member block", person=stage.kari)

    shown = await stage.kari.slash("meg data")

    files = files_of(stage, shown)
    read, kept = files["trellis-data.txt"].decode("utf-8-sig"), json.loads(files["trellis-data.json"])
    [community] = kept["communities"]
    assert (shown.ephemeral, sorted(files)) == (True, ["trellis-data.json", "trellis-data.txt"])
    assert (kept["person_id"], community["name"]) == (str(stage.kari.user.id), stage.guild.name)
    assert [each["tried"] for each in community["check_ins"]] == ["Jeg ringte én kunde"]
    assert [each["blocked_at"][:10] for each in community["kept_out"]] == ["2026-09-03"]
    assert f"PÅ SERVEREN «{stage.guild.name}»" in read
    assert "Jeg ringte én kunde" in read
    assert [words for words in ("Called nobody", str(stage.henry.user.id)) if words in read] == []
