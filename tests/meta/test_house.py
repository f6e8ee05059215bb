"""The rules of the house that no linter knows: who may import whom, how long a file is, who reads a clock."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.meta.pages import ROOT, named, python_files, tracked_files

LINES_MOST = 400
CLOCKS = {"bot/app.py", "sandbox/clock.py"}


def _holding(pattern: str, files: list[Path]) -> list[str]:
    """`file:line` for every line that the pattern is found in."""
    sought = re.compile(pattern)
    return [
        f"{named(file)}:{number}"
        for file in files
        for number, line in enumerate(file.read_text(encoding="utf-8", errors="replace").splitlines(), start=1)
        if sought.search(line)
    ]


def test_the_arrows_between_rooms_hold() -> None:
    linter = Path(sys.executable).with_name("lint-imports")

    told = subprocess.run([linter, "--no-cache", "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert told.returncode == 0, (
        f"{told.stdout}{told.stderr}\nMend the import, not the contract: ask a service, or pass the thing in from "
        "bot/app.py. docs/architecture.md shows which way the arrows point."
    )


def test_no_feature_imports_another() -> None:
    crossing = []
    for file in python_files("cogs"):
        own = file.relative_to(ROOT / "cogs").parts[0]
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            module = node.module or "" if isinstance(node, ast.ImportFrom) else ""
            _, _, inner = module.partition("cogs.")
            feature = inner.split(".")[0]
            if module.startswith("cogs.") and feature not in ("_shared", own):
                crossing.append(f"{named(file)}:{node.lineno} imports {module}")

    assert crossing == [], "Mend: what two features need belongs in cogs/_shared, or in a service that both ask."


def test_no_feature_reaches_for_another_by_name() -> None:
    found = _holding(r"\bget_cog\(", python_files("bot", "cogs", "sandbox"))

    assert found == [], "Mend: ask the service (`interaction.client.services`), not another cog."


def test_only_the_gate_finds_the_community_of_a_thing_without_knowing_it() -> None:
    found = _holding(r"\bbelongings\b|\bNOWHERE\b", python_files("bot/services"))

    assert {line.split(":")[0] for line in found} == {"bot/services/placing.py"}, (
        "Mend: a use case takes its actor's community as it is; under a direct message `Gate.place` finds it."
    )


@pytest.mark.parametrize("room", ["bot", "cogs", "sandbox"])
def test_no_file_is_longer_than_a_person_reads_at_once(room: str) -> None:
    lengths = {named(file): len(file.read_text(encoding="utf-8").splitlines()) for file in python_files(room)}

    long = {name: length for name, length in lengths.items() if length > LINES_MOST}

    assert long == {}, f"Mend: split it along its words; {LINES_MOST} lines is the most."


def test_time_is_read_in_one_place_a_program() -> None:
    files = [file for file in python_files("bot", "cogs", "sandbox") if named(file) not in CLOCKS]

    found = _holding(r"\b(datetime|Instant|ZonedDateTime)\.(now|utcnow|today)\(|\bdate\.today\(", files)

    assert found == [], "Mend: take the instant from the Clock you were given (`self._work.clock.now()`)."


def test_no_tracked_file_knows_a_machine() -> None:
    found = _holding(r"(?<![\w.:-])/(work|tmp|root|home)/", _but_this())

    assert found == [], "Mend: use `tmp_path` in tests, a setting or a path beside the file in code."


def test_no_tracked_file_names_a_registry() -> None:
    found = _holding(r"index[-_]url\s*[=\s]\s*\S|find[-_]links|pythonhosted\.|\bpypi\.|/simple/?\s*$", _but_this())

    assert found == [], "Mend: say what is needed and which version; where it comes from is each machine's affair."


def _but_this() -> list[Path]:
    return [file for file in tracked_files() if file != Path(__file__)]
