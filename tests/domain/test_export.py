"""Files for spreadsheets and programs (A7)."""

import csv
import io
import json

import pytest

from bot.domain.export import Cell, Format, PersonId, Table, as_files, harmless

KARI = 312345678901234567


def table(*rows: tuple[Cell, Cell]) -> Table:
    return Table("check-ins", ("who", "words"), [{"who": who, "words": words} for who, words in rows])


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+47 999", "-2", "@SUM(A1)", "\tx", "\rx", "\nx", "  =cmd|' /C calc'!A0", "＝1+1", '=HYPERLINK("x")'],
)
def test_what_a_spreadsheet_would_run_is_defused(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "I tried = it worked", "3 - 2", "kari@nord.no", "“=1”", "1,5", "Å spørre"])
def test_ordinary_words_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize(
    ("text", "defused"),
    [
        ("I asked;=1+1", "I asked;'=1+1"),
        ("I asked; =cmd|' /C calc'!A0", "I asked;' =cmd|' /C calc'!A0"),
        ("\n=1+1", "'\n'=1+1"),
        ("I asked\n=1+1", "I asked\n'=1+1"),
        ("I asked\t@SUM(A1)", "I asked\t'@SUM(A1)"),
        ('I asked;"=1+1"', 'I asked;\'"=1+1"'),
    ],
)
def test_nor_does_it_run_where_columns_are_parted_by_semicolons_as_in_norway_and_italy(text: str, defused: str) -> None:
    assert harmless(text) == defused


def test_a_csv_opens_in_a_spreadsheet_with_every_letter_and_every_digit() -> None:
    [file] = as_files(table((PersonId(KARI), "Jeg spurte «hvorfor»,\nog så?")), Format.CSV, 10_000)

    assert file.name == "check-ins.csv"
    assert file.content.startswith(b"\xef\xbb\xbf")
    read = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig"), newline="")))
    assert read == [["who", "words"], [f"<@{KARI}>", "Jeg spurte «hvorfor»,\nog så?"]]


def test_a_json_keeps_words_as_they_are_and_ids_as_text() -> None:
    [file] = as_files(table((PersonId(KARI), "=1+1"), (None, True)), Format.JSON, 10_000)

    assert json.loads(file.content) == [{"who": str(KARI), "words": "=1+1"}, {"who": None, "words": True}]


def test_v2_who_was_forgotten_is_nobody_in_a_csv() -> None:
    [file] = as_files(table((PersonId(-7), "tried")), Format.CSV, 10_000)

    assert file.content.decode("utf-8-sig").splitlines()[1] == "forgotten,tried"


@pytest.mark.parametrize("format", list(Format))
def test_what_is_too_big_for_one_file_becomes_several_that_stand_by_themselves(format: Format) -> None:
    rows = [(PersonId(KARI + number), "å" * 100) for number in range(50)]

    files = as_files(table(*rows), format, 3_000)

    assert [file.name for file in files] == [f"check-ins-{number}.{format}" for number in range(1, len(files) + 1)]
    assert max(len(file.content) for file in files) <= 3_000
    whole = b"".join(file.content for file in files).decode()
    assert [whole.count(str(KARI + number)) for number in range(50)] == [1] * 50


def test_an_empty_table_is_a_file_with_its_headings() -> None:
    [file] = as_files(table(), Format.CSV, 1_000)

    assert file.content.decode("utf-8-sig") == "who,words\r\n"
