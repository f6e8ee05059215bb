"""What spreadsheets make of a list of people (A7)."""

import pytest

from bot.domain.errors import RosterEmpty, RosterTooLong, RosterUnreadable
from bot.domain.roster import LINES_MOST, Flaw, FlawedLine, read_roster

KARI, OLA, LUCA = 312345678901234567, 412345678901234567, 1012345678901234567


@pytest.mark.parametrize(
    "text",
    [
        f"user_id\n{KARI}\n{OLA}\n",
        f"user_id,name\r\n{KARI},Kari\r\n{OLA},Ola\r\n",
        f"name;user_id\n“Kari; the first”;{KARI}\nOla;{OLA}\n".replace("“", '"').replace("”", '"'),
        f"Name\tUser ID\nKari\t{KARI}\nOla\t{OLA}\n",
        f"sep=;\nid;role\n{KARI};member\n{OLA};facilitator\n",
        f"{KARI}\n{OLA}\n",
        f"Kari,{KARI}\nOla,{OLA}\n",
        f"Bruker-ID;navn\n{KARI};Kåre\n{OLA};Ola\n",
        f"ID utente,nome\n{KARI},Niccolò\n{OLA},Ola\n",
        f"\n\nuser_id\n\n{KARI}\n \n{OLA}\n\n",
        f"user_id\n<@{KARI}>\n<@!{OLA}>\n",
        f"user_id\n'{KARI}\n'{OLA}\n",
        f'user_id\n="{KARI}"\n"{OLA}"\n',
        f"who,what\nKari,{KARI}\nOla,{OLA}\n",
    ],
)
def test_a_roster_is_read_however_it_was_saved(text: str) -> None:
    roster = read_roster(text.encode())

    assert roster.person_ids == [KARI, OLA]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252", "utf-8"])
def test_letters_of_any_program_are_no_hindrance(encoding: str) -> None:
    data = f"navn;bruker_id\nKåre Ødegård;{KARI}\n".encode(encoding)

    assert read_roster(data).person_ids == [KARI]


def test_each_line_that_names_nobody_new_says_which_it_is_and_why() -> None:
    text = f"user_id,name\n{KARI},Kari\nola,Ola\n{KARI},Kari again\n1.23457E+17,Luca\n,Nobody\n{LUCA},Luca\n"

    roster = read_roster(text.encode())

    assert roster.lines == {KARI: 2, LUCA: 7}
    assert roster.flawed == [
        FlawedLine(3, Flaw.NO_ID, "ola"),
        FlawedLine(4, Flaw.TWICE, str(KARI), first=2),
        FlawedLine(5, Flaw.ROUNDED, "1.23457E+17"),
        FlawedLine(6, Flaw.NO_ID, ""),
    ]


@pytest.mark.parametrize(
    "cell", ["12345", "9" * 20, "-312345678901234567", "312345678901234567.0", "=1+1", "@everyone"]
)
def test_what_is_no_id_is_not_taken_for_one(cell: str) -> None:
    roster = read_roster(f"user_id\n{cell}\n{KARI}\n".encode())

    assert roster.person_ids == [KARI]
    assert [flawed.line for flawed in roster.flawed] == [2]


@pytest.mark.parametrize("data", [b"", b"\n\n \n", b"user_id\n", b"\xef\xbb\xbf", b"sep=;\n"])
def test_a_roster_of_nobody_is_refused(data: bytes) -> None:
    with pytest.raises(RosterEmpty):
        read_roster(data)


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04\x14\x00\x06\x00rest of a spreadsheet",
        b"\x89PNG\r\n\x1a\n",
        b"%PDF-1.7",
        b"312345678901234567\0",
        b"\xff\xfe1",
        b"a\x81b\n",
        b'user_id\n"' + b"x" * 200_000,
    ],
)
def test_what_is_no_list_is_refused(data: bytes) -> None:
    with pytest.raises(RosterUnreadable):
        read_roster(data)


def test_as_many_lines_as_fit_are_read_and_no_more() -> None:
    people = "\n".join(str(KARI + number) for number in range(LINES_MOST))

    roster = read_roster(f"user_id\n{people}\n".encode())

    assert len(roster.person_ids) == LINES_MOST
    with pytest.raises(RosterTooLong):
        read_roster(f"user_id\n{people}\n{OLA}\n".encode())
