"""The files that everything about somebody is given out in (V1)."""

import io
import json
import zipfile

from whenever import Instant

from bot.domain.export import File
from bot.domain.own_data import Entries, OwnData, Part, Sort, as_json, packed


def test_programs_read_each_community_under_its_name_and_ids_as_text() -> None:
    offers = Entries(Part.OFFERS, {"what": Sort.TEXT}, [{"what": "Åpne dører"}])
    taken = Instant.from_utc(2026, 9, 3, 10)
    own = OwnData(312345678901234567, taken, "Europe/Oslo", [], {10: [offers], 20: []})

    read = json.loads(as_json(own, {10: "Town"}))

    assert read == {
        "person_id": "312345678901234567",
        "taken_at": "2026-09-03T10:00:00Z",
        "communities": [
            {"community_id": "10", "name": "Town", "offers": [{"what": "Åpne dører"}]},
            {"community_id": "20", "name": None},
        ],
    }


def test_a_file_that_is_not_too_big_goes_as_it_is() -> None:
    file = File("a.txt", b"a" * 100)

    assert packed(file, 100) == file


def test_a_bigger_one_goes_as_an_archive_with_all_of_it() -> None:
    file = File("a.txt", b"a" * 101)

    archive = packed(file, 100)

    with zipfile.ZipFile(io.BytesIO(archive.content)) as opened:
        assert (archive.name, opened.namelist(), opened.read("a.txt")) == ("a.txt.zip", ["a.txt"], file.content)
