"""`python -m bot demo`: what a newcomer sees first."""

import asyncio
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SECONDS = 30
LINES = 760  # it is a little longer or shorter, as the pairs fall; more is no month to read before lunch
ENTRY = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}  \S")


@dataclass(frozen=True)
class Run:
    code: int | None
    out: str
    err: str


@pytest.fixture(scope="module")
def run() -> Run:
    """The demo, played once in a process of its own."""
    return asyncio.run(_demo())


async def _demo() -> Run:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "demo",
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(SECONDS):
        out, err = await process.communicate()
    return Run(process.returncode, out.decode(), err.decode())


def _entries(run: Run) -> list[str]:
    """Without the first, which says how to read the others."""
    return run.out.strip().split("\n\n")[1:]


def test_the_demo_ends_well_and_complains_about_nothing(run: Run) -> None:
    assert (run.code, run.err) == (0, "")


def test_every_entry_begins_with_its_day_and_hour(run: Run) -> None:
    assert [entry for entry in _entries(run) if not ENTRY.match(entry)] == []


def test_the_entries_are_in_the_order_they_happened(run: Run) -> None:
    times = [entry[:16] for entry in _entries(run)]

    assert times == sorted(times)
    assert (times[0][:10], times[-1][:10]) == ("2026-09-03", "2026-10-05")


@pytest.mark.parametrize(
    "sentence",
    [
        "### You have begun: Open every one-to-one with a question instead of my agenda",
        "### Du er i gang: Ringe én tidligere kunde hver uke",
        "### Si parte: Chiudere la posta fino alle undici",
    ],
    ids=["English", "Norwegian", "Italian"],
)
def test_the_transcript_speaks_each_language(run: Run, sentence: str) -> None:
    assert f"    {sentence}" in run.out.splitlines()


def test_a_month_has_four_rounds(run: Run) -> None:
    prompts = [entry for entry in _entries(run) if "### “Founders”: what happened?" in entry and "edited" not in entry]
    digests = [entry for entry in _entries(run) if "### “Founders”: the round that began" in entry]

    assert [entry[:16] for entry in prompts] == [f"2026-09-{day:02} 09:00" for day in (7, 14, 21, 28)]
    assert [entry[:16] for entry in digests] == [
        *(f"2026-09-{day:02} 08:00" for day in (14, 21, 28)),
        "2026-10-05 08:00",
    ]


def test_what_waited_for_somebody_is_read_when_they_come_by(run: Run) -> None:
    first = next(entry for entry in _entries(run) if "### Half-way" in entry)

    assert first.splitlines()[0] == "2026-09-24 20:00  #accountability  [only Henry]"


@pytest.mark.parametrize(
    ("line", "reader"),
    [
        ("📱 “Founders”: how did it go this week?", "everyone"),
        ("📱 Kari: Et eksperiment du heier på, er avsluttet.", "only Kari"),
        ("📱 Luca: You have feedback on your check-in. @Luca", "everyone"),
        ("📱 Henry, Luca: You both said yes to meeting. Say hello! @Henry @Luca", "only Henry, Luca, Operator"),
        ("### “Founders”: leaders go first", "only Grace"),
        ("🤝 Backed by @Kari", "everyone, edited"),
        ("1. **What will you try before we meet again?**", "Operator"),
        ("> I told him that I am tired. He had known for a month.", "Maria, Operator"),
        ("> Give those who matter a number, and leave the rest for eleven?", "everyone"),
        ("### Did you meet?", "Maria, Operator"),
        ("🧭 Advice · @Grace asks", "everyone"),
        ("### 🙋 C'è chi chiede di qualcosa che potresti insegnare", "only Luca"),
        ("🤝 Accepted: @Luca", "everyone, edited"),
        ("> You failed at it twice and told us how. That is why I dare.", "only Grace"),
        ("→ Kari uses “Save as lesson” on a message", "only Kari"),
        ("### @Luca sa ja", "only Kari"),
        ("### Two weeks later: did it work?", "only Grace"),
        ("### Would you like to meet @Luca?", "only Henry"),
        ("### You two wanted to meet", "only Henry, Luca, Operator"),
        ("This was your plan:", "only Grace"),
        ("### Velkommen tilbake", "only Kari"),
        ("### Something has stood in @Luca's way for two rounds", "only Grace"),
        ("🌳 @Grace has come to the end of an experiment, and keeps it", "everyone"),
        ("### Du heiet på det: slik gikk det", "only Kari"),
        ("### Somebody here has tried something like it", "only Henry"),
        ("### What you learned helped somebody", "only Grace"),
        ("### A break from pairs in “Founders”", "only Henry"),
    ],
)
def test_the_month_shows_it_to_whom_it_is_for(run: Run, line: str, reader: str) -> None:
    shown = next(entry for entry in _entries(run) if f"    {line}" in entry.splitlines())

    assert shown.splitlines()[0].endswith(f"{reader}]")


def test_what_a_phone_shows_is_told_once_a_message_and_never_empty(run: Run) -> None:
    lines = [line.strip() for line in run.out.splitlines() if line.strip().startswith("📱")]
    prompts = [line for line in lines if line.endswith("how did it go this week?")]

    assert len(prompts) == 4
    assert [line for line in lines if "nothing but" in line] == []
    assert run.out.count("how did it go this week?") == 4


def test_nothing_that_was_read_before_makes_the_month_longer(run: Run) -> None:
    assert run.out.count("Twenty minutes will do") == 1
    assert len(run.out.splitlines()) < LINES
