"""Outlets and people from sheets: what is new, what is filled in, what stays, and what cannot be read."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.capture.formats.base import File
from clipper.capture.formats.table.registers import OUTLETS, PEOPLE, RegisterSheet, read_register
from clipper.library.library import Library
from clipper.library.register_sheets import dropped_words, import_register, preview_register
from clipper.model.codes import Medium, Rights
from clipper.model.errors import WrongUsage
from clipper.model.outlet import Outlet
from clipper.model.person import Person
from tests.profiles import of_hundred

TODAY = date(2026, 11, 29)
FRENCH = """\
Média;Alias;Site web;Type;Pays;Province;Langue;Niveau;Auditoire;Source;Date;Droits;Avis;Échéance;Émissions;AVE;Couleur
Le Phare;"Phare, LP";https://www.lephare.example/;Radio;Canada;Québec;français;1;250 000;Vividata;03/12/2025;\
Accordés;Extraits de 60 mots;31/12/2027;Midi | Soir;1 200;bleu
"""


def read(text: str, kind: str | None = None, name: str = "sheet.csv") -> RegisterSheet:
    return read_register(File(name, text.encode()), kind, TODAY)


def test_every_field_of_an_outlet_is_read_from_french_headings(library: Library) -> None:
    sheet = read(FRENCH)
    assert (sheet.kind, sheet.unused, sheet.dropped, sheet.problems) == (OUTLETS, ("Couleur",), ("AVE",), ())
    assert dropped_words(sheet).startswith("Not taken: AVE. ")
    step = import_register(library, sheet, "sheet.csv")
    assert [row.name for row in step.new] == ["Le Phare"]
    assert library.outlet("LP") == Outlet(
        *(
            "Le Phare",
            250_000,
            "Vividata",
            date(2025, 12, 3),
            Rights.GRANTED,
            "Extraits de 60 mots",
            date(2027, 12, 31),
        ),
        *(("LP", "Phare"), ("lephare.example",), Medium.RADIO, "CA", "Québec", "fr", 1, ("Midi", "Soir")),
    )
    done = library.undoable()
    assert done is not None
    assert done.title == "Import outlets from sheet.csv"
    library.undo()
    assert library.outlets() == []


def test_people_are_told_from_outlets_by_their_headings(library: Library) -> None:
    sheet = read("Name,Also called,Title,From,Until,Ours\nMarius Grinius,M. Grinius,Fellow,2011,,yes\nBo Snow,,,,,no\n")
    assert sheet.kind == PEOPLE
    import_register(library, sheet, "people.csv")
    assert library.people() == [
        (Person("Bo Snow"), False),
        (Person("Marius Grinius", ("M. Grinius",), "Fellow", 2011, None, ours=True), False),
    ]
    assert library.known().spokespeople == ("Marius Grinius",)
    assert read("Expert\nAnn Ice\n").kind == PEOPLE
    assert read("Outlet\nThe Tern\n").kind == OUTLETS


def test_a_workbook_is_read_as_well_with_its_days_and_its_headings_lower_down() -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for row in (["Our outlets"], [], ["Outlet", "Reach", "Reach date"], ["The Tern", 1200.0, date(2026, 5, 1)]):
        sheet.append(row)
    data = BytesIO()
    workbook.save(data)
    found = read_register(File("outlets.xlsx", data.getvalue()), None, TODAY)
    assert [(row.name, dict(row.values)) for row in found.rows] == [
        ("The Tern", {"reach": 1200, "reach_on": date(2026, 5, 1)})
    ]


def test_what_the_library_knows_stays_unless_it_may_be_replaced(library: Library) -> None:
    library.add_outlet("The Tern", reach=5, reach_source="Audit", tier=1, aliases=("TT",))
    library.add_outlet("Wren Post", aliases=("WP",))
    text = "Outlet,Aliases,Reach,Tier,Region\nTT,Sterne; WP,7,1,Ontario\nThe Tern,,,2,Ontario\n"
    before = library.outlets()
    preview = preview_register(library, read(text))
    assert library.outlets() == before
    done = import_register(library, read(text), "a.csv")
    assert done == preview
    ((_, first), (_, second)) = done.rows
    assert (first.name, first.is_new, set(first.filled)) == ("The Tern", False, {"aliases", "region"})
    assert (first.kept, first.owned) == (("reach",), (("WP", "Wren Post"),))
    assert (second.kept, second.filled) == (("tier",), ())
    assert library.outlet("The Tern") == Outlet(
        "The Tern", 5, "Audit", aliases=("Sterne", "TT"), region="Ontario", tier=1
    )
    assert done.told == [
        "No. 2: The Tern: kept as it is: reach.",
        "No. 2: The Tern: “WP” belongs to “Wren Post” already, and stays there.",
        "No. 3: The Tern: kept as it is: tier.",
    ]
    import_register(library, read(text), "a.csv", replaces=True)
    # A reach that another source told does not keep the source of the one before.
    assert library.outlet("The Tern") == Outlet("The Tern", 7, aliases=("Sterne", "TT"), region="Ontario", tier=2)


def test_what_cannot_be_read_is_told_by_its_line_and_the_rest_is_taken(library: Library) -> None:
    sheet = read("Outlet,Country,Tier,Reach\nThe Tern,Atlantis,9,many\n,CA,,\nWren,fr,2,1.5 million\n")
    assert [(problem.place, problem.sentence.split(";")[0]) for problem in sheet.problems] == [
        (2, "“Atlantis” in “Country” cannot be read"),
        (2, "“9” in “Tier” cannot be read"),
        (2, "“many” in “Reach” cannot be read"),
        (3, "This row has no name, so it was left out."),
    ]
    import_register(library, sheet, "a.csv")
    assert [one for one, _ in library.outlets()] == [
        Outlet("The Tern"),
        Outlet("Wren", 1_500_000, country="FR", tier=2),
    ]


def test_a_row_that_cannot_be_leaves_the_others(library: Library) -> None:
    done = import_register(library, read("Name,Title,From,Until\nA,Fellow,2020,2011\nB,Fellow,2011,\n"), "a.csv")
    assert [person.name for person, _ in library.people()] == ["B"]
    assert done.told == ["No. 2: A: The last year is before the first."]


def test_media_is_a_medium_beside_a_name_and_a_name_where_there_is_none() -> None:
    french = read("Média;Nom;Pays;Droits jusqu'au\nimprimé;Le Phare;CA;2027-01-31\n")
    assert [(row.name, dict(row.values)) for row in french.rows] == [
        ("Le Phare", {"medium": Medium.PRINT, "country": "CA", "rights_until": date(2027, 1, 31)})
    ]
    assert dict(read("Name,Media\nThe Tern,radio\n", OUTLETS).rows[0].values) == {"medium": Medium.RADIO}
    assert read("Media,Country\nThe Tern,CA\n").rows[0].name == "The Tern"


def test_a_domain_of_another_outlet_stays_there_and_the_sentence_says_whose_it_is(library: Library) -> None:
    library.add_outlet("The Tern", domains=("tern.example",))
    done = import_register(library, read("Outlet,Domains\nWren,tern.example; wren.example\n"), "a.csv")
    assert library.outlet("Wren").domains == ("wren.example",)
    assert done.told == ["No. 2: Wren: “tern.example” belongs to “The Tern” already, and stays there."]


@pytest.mark.parametrize(
    ("cell", "year"),
    [("2011", 2011), ("since 2011", 2011), ("2011.0", 2011), ("2011-05-01", 2011), ("May 3, 2011", 2011)],
)
def test_a_year_is_read_alone_or_of_a_day(cell: str, year: int) -> None:
    sheet = read(f'Name,From\nA,"{cell}"\n', PEOPLE)
    assert dict(sheet.rows[0].values) == {"active_from": year}


@pytest.mark.parametrize("cell", ["1899-99-99", "2011 or 2012", "201", "abc"])
def test_what_is_no_year_is_told(cell: str) -> None:
    sheet = read(f"Name,From\nA,{cell}\n", PEOPLE)
    assert (dict(sheet.rows[0].values), [problem.place for problem in sheet.problems]) == ({}, [2])


def test_a_name_that_is_no_name_but_a_text_is_told() -> None:
    sheet = read(f"Name\n{'x' * 201}\nB\n", PEOPLE)
    assert [row.name for row in sheet.rows] == ["B"]
    assert "longer than 200" in sheet.problems[0].sentence


def test_a_damaged_workbook_is_said_to_be_one() -> None:
    with pytest.raises(WrongUsage, match="damaged"):
        read("Name\nA\n", PEOPLE, "a.xlsx")
    # Programs write tables of text that end so.
    assert read("Name\tTitle\nA\tFellow\n", PEOPLE, "a.xls").rows[0].name == "A"


@pytest.mark.parametrize("text", ["", "Name\n", "Colour,Size\nblue,3\n"])
def test_a_file_without_names_or_rows_is_refused(text: str) -> None:
    with pytest.raises(WrongUsage):
        read(text)


def test_an_import_that_is_cancelled_keeps_nothing(library: Library) -> None:
    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_register(library, read("Outlet\nThe Tern\n"), "a.csv", stop)
    assert library.outlets() == []


_WORDS = st.sampled_from(["The Tern", "tern", "Wren", "Wren Post", "WP", "x.example", "1", "CA", "many", "", " "])


@of_hundred(30)
@given(rows=st.lists(st.tuples(_WORDS, _WORDS, _WORDS, _WORDS), min_size=1, max_size=6), replaces=st.booleans())
def test_any_sheet_imported_twice_changes_nothing_the_second_time(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]], replaces: bool
) -> None:
    text = "Outlet,Aliases,Domain,Tier\n" + "\n".join(",".join(row) for row in rows) + "\n"
    try:
        sheet = read(text)
    except WrongUsage:
        return
    with Library.open(tmp_path_factory.mktemp("sheet") / "a.clipper") as library:
        done = import_register(library, sheet, "a.csv")
        assert len(done.rows) + sum(problem.place is not None for problem in done.problems) >= len(sheet.rows)
        before = library.outlets()
        import_register(library, sheet, "a.csv")
        assert library.outlets() == before
