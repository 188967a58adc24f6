"""`clipper read`, `clipper add` and `clipper import`."""

import json
from pathlib import Path

import pytest

from clipper.library.library import Library
from clipper.model.codes import State
from clipper.model.draft import SURE
from tests.cli.conftest import Run


def test_read_answers_with_the_text_and_drafts_as_json(run: Run, mention: Path) -> None:
    answer = json.loads(run("read", mention, "--json").stdout)
    [draft] = answer["drafts"]
    assert draft["headline"] == "Harbour towns ask who pays for the longer season"
    assert draft["reporters"] == ["Petra Lindqvist"]
    assert draft["spokespeople"] == [{"name": "Amadou Kerr", "role": "quoted"}]
    assert (draft["outlet"], draft["published_on"]) == ("Coastal Ledger", "2017-11-14")
    [[start, end]] = draft["spans"]["headline"]
    assert answer["text"][start:end] == draft["headline"]


def test_read_touches_no_library(run: Run, mention: Path, tmp_path: Path) -> None:
    run("read", mention)
    assert not (tmp_path / "library.clipper").exists()


def test_read_answers_each_line_of_jsonl_also_an_empty_one(run: Run) -> None:
    lines = [{"id": "a", "text": "Nothing but words here.", "html": None}, {"id": "b", "text": "", "html": None}]
    done = run("read", "--jsonl", input="\n".join(map(json.dumps, lines)))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == ["a", "b"]
    assert answers[1]["drafts"] == []


def test_what_no_draft_uses_is_told_line_by_line_too(run: Run, tmp_path: Path) -> None:
    text = (
        "Good morning all\nCBC News, November 24, 2026: Ships wait for the tide, by Ann Lee\n"
        "La Presse, November 24, 2026: La brume reste au port, par Luc Roy\n"
    )
    (tmp_path / "list.txt").write_text(text, encoding="utf-8")
    done = run("read", "--jsonl", input=json.dumps({"id": "a", "text": text}))
    (answer,) = map(json.loads, done.stdout.splitlines())
    assert answer["unused"] == json.loads(run("read", tmp_path / "list.txt", "--json").stdout)["unused"]
    assert answer["unused"] == ["Good morning all"]


def test_a_line_of_jsonl_that_asks_nothing_costs_no_answer_of_another(run: Run, tmp_path: Path) -> None:
    lines = ['{"id": "a", "text": 5}', "rubbish", "[" * 100_000, "\xff", '{"id": 1e999, "text": "Words"}']
    lines.append('{"id": "b", "text": "Words", "html": ""}')
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(lines), encoding="latin-1")
    done = run("read", "--jsonl", file)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, done.stderr) == (2, "Line 1 is not a JSON object with id, text and html.\n")
    assert [answer["id"] for answer in answers] == [None, None, None, None, None, "b"]
    assert [len(answer["drafts"]) for answer in answers] == [0, 0, 0, 0, 0, 1]


def test_an_added_clipping_is_named_with_its_id_and_found_again(run: Run, mention: Path) -> None:
    assert run("add", mention).stdout == "1  Harbour towns ask who pays for the longer season\n"
    assert run("search", "ferry", "--count").stdout == "1\n"


def test_a_surname_that_may_be_that_of_several_people_is_told(run: Run) -> None:
    run("add", "-", input="Ships wait (feat. Ann Lee), The Guardian, November 3, 2026\n")
    run("add", "-", input="Ships sail (feat. Bob Lee), The Guardian, November 4, 2026\n")
    paragraph = "The last boat of the season leaves in December, and nobody has said who pays for the crew. " * 3
    said = "“It will not last,” Ms. Lee said on Monday of the winter."
    text = f"Harbour towns count the cost\nBy Maya Okafor\nNov. 17, 2026\n\n{said}\n\n{paragraph}\n"
    added = run("add", "-", input=text)
    assert added.stdout == "3  Harbour towns count the cost\n"
    assert added.stderr == "Please check who of your people is in it: Harbour towns count the cost\n"


def test_adding_the_same_mention_twice_names_and_skips_it(run: Run, mention: Path) -> None:
    run("add", mention)
    again = run("add", mention)
    assert (again.returncode, again.stdout) == (0, "")
    assert "already in the library as 1" in again.stderr
    assert run("search", "ferry", "--count").stdout == "1\n"


def test_a_text_that_was_not_kept_is_told_with_the_way_to_have_it(run: Run, mention: Path) -> None:
    run("add", mention)
    longer = (
        f"{mention.read_text(encoding='utf-8')}\nThe council meets again in spring to hear what the crew has to say.\n"
    )
    again = run("add", "-", input=longer)
    assert "“clipper add --into 1 --replace text” takes it" in again.stderr
    assert "takes it" not in run("add", mention).stderr
    run("add", "-", "--into", "1", "--replace", "text", input=longer)
    assert "council meets again" in run("show", "1").stdout


def test_what_an_import_gave_to_what_was_there_is_told_to_scripts_as_changed(run: Run, tmp_path: Path) -> None:
    rows = [f"Permafrost road {n},https://www.cbc.ca/news/roads-1.{n}" for n in range(3)]
    for name, header, body in (
        ("alert.csv", "Headline,URL", rows[:2]),
        ("reporters.csv", "Headline,URL,Reporter", [f"{rows[0]},Ivan Semeniuk", f"{rows[1]},", f"{rows[2]},Ann Ice"]),
    ):
        (tmp_path / name).write_text("\n".join([header, *body, ""]), encoding="utf-8")
    run("import", tmp_path / "alert.csv")
    told = json.loads(run("import", tmp_path / "reporters.csv", "--json").stdout)
    assert (told["added"], told["changed"], told["unchanged"]) == (1, 1, 1)


def test_what_is_there_gets_what_it_lacks_of_what_is_added_or_imported_again(run: Run, tmp_path: Path) -> None:
    said = "Permafrost roads could fail,https://www.cbc.ca/news/roads-1.7"
    for name, header, row in (
        ("alert.csv", "Headline,URL", said),
        ("reporters.csv", "Headline,URL,Reporter", f"{said},Ivan Semeniuk"),
    ):
        (tmp_path / name).write_text(f"{header}\n{row}\n", encoding="utf-8")
    run("import", tmp_path / "alert.csv")
    done = run("import", tmp_path / "reporters.csv")
    assert done.stdout == "Nothing new, 1 in the library already, 1 of them given what it lacked (reporters).\n"
    assert "Ivan Semeniuk" in run("show", "1").stdout
    line = "Permafrost roads could fail, CBC News, November 26, 2026, https://www.cbc.ca/news/roads-1.7"
    added = run("add", "-", input=line)
    assert "1 was given what it lacked: " in added.stderr
    assert "date" in added.stderr
    assert "2026-11-26" in run("show", "1", "--json").stdout
    run("undo")
    assert "2026-11-26" not in run("show", "1", "--json").stdout


def test_two_drafts_of_one_mention_are_told_once_what_they_gave(run: Run, tmp_path: Path) -> None:
    link = "https://www.cbc.ca/news/roads-1.7"
    (tmp_path / "alert.csv").write_text(f"Headline,URL\nPermafrost roads could fail,{link}\n", encoding="utf-8")
    run("import", tmp_path / "alert.csv")
    line = f"CBC News, November 26, 2026: Permafrost roads could fail, by Ann Lee, {link}\n"
    added = run("add", "-", input=line * 2)
    assert added.stderr.count("Skipped, already in the library as 1") == 2
    assert added.stderr.count("1 was given what it lacked: reporters, date.") == 1


def test_the_same_piece_in_another_outlet_becomes_a_pick_up(run: Run, mention: Path) -> None:
    run("add", mention)
    other = mention.read_text(encoding="utf-8").replace("Coastal Ledger", "Inland Gazette")
    again = run("add", "-", input=other)
    assert "pick-up" in again.stderr
    stories = [json.loads(run("show", number, "--json").stdout)["story"] for number in (1, 2)]
    assert stories[0] is not None
    assert stories[0] == stories[1]


_MAY_BE = "{} may be the same as 1. Both are kept; “Likely duplicates” in the window shows them side by side."


ELSEWHERE = """Harbour towns ask who pays for the longer season
November 14, 2017

Nobody has decided who pays for the ferry to Port Gansey, which now runs until the second week of December.

Three mayors wrote to the minister on Monday.

Subscribe to the Coastal Ledger newsletter."""


def test_an_import_skips_only_what_is_identical_where_the_outlet_is_only_named_in_a_text(
    run: Run, mention: Path, tmp_path: Path
) -> None:
    run("add", mention)
    file = tmp_path / "elsewhere.txt"
    file.write_text(ELSEWHERE, encoding="utf-8")
    assert run("import", file).stdout == "1 new clipping.\n"
    assert run("import", file).stdout == "Nothing new, 1 in the library already.\n"


def test_an_outlet_that_is_only_named_in_a_text_skips_nothing(run: Run, mention: Path) -> None:
    run("add", mention)
    done = run("add", "-", input=ELSEWHERE)
    assert done.stdout == "2  Harbour towns ask who pays for the longer season\n"
    assert _MAY_BE.format(2) in done.stderr
    again = run("add", "-", input=ELSEWHERE)
    assert (again.stdout, again.returncode) == ("", 0)
    assert "already in the library as 2" in again.stderr


def test_the_same_text_with_another_date_is_added_and_named(run: Run, mention: Path) -> None:
    run("add", mention)
    text = mention.read_text(encoding="utf-8").replace("November 14, 2017", "November 14, 2016")
    done = run("add", "-", input=text)
    assert done.stdout.startswith("2  ")
    assert _MAY_BE.format(2) in done.stderr
    assert "pick-up" not in done.stderr


def test_a_text_is_added_into_a_clipping_that_lacks_it(run: Run, mention: Path) -> None:
    run("add", "-", input="https://coastal-ledger.example/2017/11/ferry")
    done = run("add", "--into", 1, mention)
    assert (done.returncode, done.stdout) == (0, "1  Harbour towns ask who pays for the longer season\n")
    shown = json.loads(run("show", 1, "--json").stdout)
    assert shown["url"] == "https://coastal-ledger.example/2017/11/ferry"
    assert "Three mayors" in shown["body"]
    assert run("search", "ferry", "--count").stdout == "1\n"
    run("undo")
    assert json.loads(run("show", 1, "--json").stdout)["body"] is None


def test_adding_into_a_clipping_replaces_only_what_is_named(run: Run, mention: Path) -> None:
    run("add", mention)
    other = mention.read_text(encoding="utf-8").replace("Three mayors", "Four mayors").replace("14, 2017", "15, 2017")
    done = run("add", "--into", 1, "-", "--replace", "text", input=other)
    assert done.stderr.splitlines() == [
        "Left as it is: date. What was read is kept with the clipping.",
    ]
    shown = json.loads(run("show", 1, "--json").stdout)
    assert "Four mayors" in shown["body"]
    assert shown["published_on"] == "2017-11-14"


def test_several_files_are_added_or_filled_in_as_one_step(run: Run, tmp_path: Path) -> None:
    link, text = tmp_path / "link.txt", tmp_path / "text.txt"
    link.write_text("https://ledger.example/2017/11/14/ferry-to-run-until-winter\n", encoding="utf-8")
    text.write_text("Nobody has decided who pays, and three mayors wrote about it. " * 8, encoding="utf-8")
    assert run("add", link, text).returncode == 0
    assert len(run("history").stdout.splitlines()) == 1
    run("undo")
    assert run("search", "").returncode == 1
    run("add", "-", input="Harbour towns ask who pays\n")
    clipping_id = run("search", "harbour").stdout.split()[0]
    done = run("add", "--into", clipping_id, link, text)
    assert done.returncode == 0, done.stderr
    assert "Add" in run("history").stdout.splitlines()[0]
    shown = run("show", clipping_id).stdout
    assert "ferry-to-run" in shown
    assert "three mayors" in shown
    run("undo")
    shown = run("show", clipping_id).stdout
    assert "ferry-to-run" not in shown
    assert "three mayors" not in shown


def test_adding_into_nothing_is_refused(run: Run, mention: Path) -> None:
    assert run("add", mention, "--replace", "body").returncode == 2
    run("add", mention)
    assert run("add", "--into", 9, mention).returncode == 1
    refused = run("add", "--into", 1, mention, "--replace", "colour")
    assert refused.returncode == 2
    assert "There are: headline, deck," in refused.stderr
    assert "date, link, language, text" in " ".join(run("add", "--help").stdout.split())
    assert run("history").stdout.count("\n") == 1


def test_the_verbatim_paste_can_be_seen_again(run: Run, mention: Path) -> None:
    run("add", mention)
    assert run("show", 1, "--original").stdout == mention.read_text(encoding="utf-8")


def test_an_empty_paste_is_refused_in_one_sentence(run: Run) -> None:
    done = run("add", "-", input="  \n ")
    assert done.returncode == 2
    assert "empty" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_bytes_that_are_no_text_are_refused_or_kept_never_a_traceback(run: Run) -> None:
    done = run("add", "-", input=bytes(range(256)) * 400)
    assert done.returncode in (0, 2)


def test_nothing_is_added_where_one_of_the_files_cannot_be_read(run: Run, mention: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    for other in (tmp_path / "nowhere.txt", tmp_path, empty):
        done = run("add", mention, other)
        assert (done.returncode, done.stdout) == (2, "")
        assert other.name in done.stderr
    assert run("search", "", "--count").stdout == "0\n"


def test_a_clipping_without_a_headline_takes_one_line(run: Run, tmp_path: Path) -> None:
    export = tmp_path / "some.jsonl"
    clipping = {"clipping": {"body": "The ferry runs.\n\nThe towns pay."}}
    export.write_text("\n".join(map(json.dumps, ({"format": "clipper", "version": 1}, clipping))), encoding="utf-8")
    run("import", export)
    assert run("search", "ferry").stdout == "1  The ferry runs. The towns pay.   (undated)\n"


def test_a_file_that_is_not_there_is_named(run: Run, tmp_path: Path) -> None:
    done = run("add", tmp_path / "nowhere.txt")
    assert done.returncode == 2
    assert "nowhere.txt" in done.stderr


def article(number: int) -> str:
    return (
        f"Harbour towns ask question {number}\n\nby Petra Lindqvist\n\nCoastal Ledger\nNovember {number}, 2017\n\n"
        f"Nobody has decided who pays for ferry {number}, and three mayors wrote to the minister about it on Monday.\n"
    )


@pytest.fixture
def articles(tmp_path: Path) -> list[Path]:
    files = [tmp_path / f"article {number}.txt" for number in (1, 2, 3)]
    for number, file in enumerate(files, start=1):
        file.write_text(article(number), encoding="utf-8")
    return files


def test_imported_files_arrive_as_new_in_one_step(run: Run, articles: list[Path]) -> None:
    done = run("import", *articles)
    assert (done.returncode, done.stdout, done.stderr) == (0, "3 new clippings.\n", "")
    assert run("search", "state:new", "--count").stdout == "3\n"
    assert run("undo").stdout == "Undone: Import 3 clippings from 3 files\n"
    assert run("search", "state:new", "--count").stdout == "0\n"


def test_importing_again_adds_nothing_and_says_so(run: Run, articles: list[Path]) -> None:
    run("add", articles[0])
    assert run("import", *articles).stdout == "2 new clippings, 1 in the library already.\n"
    again = run("import", *articles)
    assert (again.returncode, again.stdout) == (0, "Nothing new, 3 in the library already.\n")


def test_a_dry_run_says_what_would_be_imported_and_changes_nothing(run: Run, articles: list[Path]) -> None:
    assert run("import", "--dry-run", *articles).stdout == "3 new clippings. Nothing was changed.\n"
    assert "There is no library" in run("search", "state:new", "--count").stderr
    assert run("history").stdout == ""


def test_a_file_that_cannot_be_read_is_named_and_costs_none_of_the_others(run: Run, articles: list[Path]) -> None:
    articles[1].write_text(" \n", encoding="utf-8")
    done = run("import", *articles)
    assert (done.returncode, done.stdout) == (0, "2 new clippings, 1 problem.\n")
    assert done.stderr.startswith("article 2.txt: The file is empty.")
    alone = run("import", articles[1])
    assert (alone.returncode, alone.stdout) == (2, "")
    assert alone.stderr.startswith("article 2.txt: The file is empty.")


def test_a_file_of_another_format_than_the_one_named_is_refused(run: Run, articles: list[Path]) -> None:
    done = run("import", "--format", "html", *articles)
    assert (done.returncode, done.stderr) == (2, "article 1.txt is text, not html. Nothing was imported.\n")
    assert run("import", "--format", "text", *articles).stdout == "3 new clippings.\n"
    unknown = run("import", "--format", "papyrus", articles[0])
    assert unknown.returncode == 2
    assert "There is no format “papyrus”" in unknown.stderr


def test_exports_and_other_files_are_imported_together(run: Run, articles: list[Path], tmp_path: Path) -> None:
    run("add", articles[0])
    export = tmp_path / "all.jsonl"
    run("export", export)
    done = run("--library", tmp_path / "other.clipper", "import", export, articles[1])
    assert done.stdout == "1 added, 0 known already.\n1 new clipping.\n"


def test_an_export_is_no_file_of_another_format(run: Run, articles: list[Path], tmp_path: Path) -> None:
    run("add", articles[0])
    run("export", tmp_path / "all.jsonl")
    done = run("import", "--format", "text", tmp_path / "all.jsonl")
    assert (done.returncode, done.stdout) == (2, "")


def test_a_rejected_mention_is_not_imported_again_but_added_by_hand(
    run: Run, articles: list[Path], tmp_path: Path
) -> None:
    run("add", articles[0])
    with Library.open(tmp_path / "library.clipper") as library:
        library.set_state([1], State.REJECTED)
    assert run("search", "ferry").returncode == 1
    assert run("import", articles[0]).stdout == "Nothing new, 1 rejected before.\n"
    added = run("add", articles[0])
    assert added.stdout == "1  Harbour towns ask question 1\n"
    assert added.stderr == "1 was rejected before; it is kept again.\n"
    assert run("search", "ferry", "--count").stdout == "1\n"


def test_a_rejected_mention_is_left_out_of_a_list(run: Run, tmp_path: Path) -> None:
    lines = [f"Ferry number {number} waits by Ines Marlow, CBC News, May {number}, 2024\n" for number in (1, 2, 3)]
    run("add", "-", input="".join(lines[:2]))
    with Library.open(tmp_path / "library.clipper") as library:
        library.set_state([1], State.REJECTED)
    added = run("add", "-", input="".join(lines))
    assert added.stdout == "3  Ferry number 3 waits\n"
    assert "1 mention that was rejected before was left out. Add it by itself to keep it.\n" in added.stderr
    assert "not used" not in added.stderr
    assert run("search", "state:rejected", "--count").stdout == "1\n"


def test_a_file_keeps_its_name_with_the_original(run: Run, mention: Path, tmp_path: Path) -> None:
    run("add", mention)
    run("add", "-", input=article(7))
    with Library.open(tmp_path / "library.clipper") as library:
        sources = [original.source for number in (1, 2) if (original := library.original(number))]
    assert sources == ["mention.txt", None]


def test_the_html_of_a_clipboard_is_read_beside_its_text(run: Run, mention: Path, tmp_path: Path) -> None:
    html = tmp_path / "clip.html"
    html.write_text("<h1>Harbour towns ask who pays for the longer season</h1>", encoding="utf-8")
    [draft] = json.loads(run("read", mention, "--html", html, "--json").stdout)["drafts"]
    assert draft["headline"] == "Harbour towns ask who pays for the longer season"


def test_a_piece_of_html_is_read_whatever_its_file_is_called(run: Run, mention: Path, tmp_path: Path) -> None:
    piece = tmp_path / "clip.txt"
    piece.write_text('<time datetime="2020-01-02">then</time><h1>Harbour towns ask</h1>', encoding="utf-8")
    (tmp_path / "text.txt").write_text("Harbour towns ask\n\nthen\n\nThe ferry runs.", encoding="utf-8")
    [draft] = json.loads(run("read", tmp_path / "text.txt", "--html", piece, "--json").stdout)["drafts"]
    assert draft["published_on"] == "2020-01-02"


@pytest.mark.parametrize("data", [b"\xff\xd8\xff\xe0", b"MZ\x90\x00"])
def test_what_is_no_html_is_refused_by_its_name(run: Run, mention: Path, tmp_path: Path, data: bytes) -> None:
    picture = tmp_path / "picture.jpg"
    picture.write_bytes(data + bytes(range(256)) * 20)
    done = run("read", mention, "--html", picture)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("picture.jpg: This is ")


BROADCASTS = """\
Quiet ports, Harbour Gazette by Maya Okafor (feat. Ingrid Halvorsen), October 26, 2018
Power & Politics, CBC News Network, April 11, 2019 (1:08:00)
A rope is a promise, Harbour Gazette by Sam Whit, October 21, 2018
"""


def test_a_broadcast_that_a_list_names_by_its_programme_alone_goes_by_it(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "list.txt"
    file.write_text(BROADCASTS, encoding="utf-8")
    draft = json.loads(run("read", file, "--json").stdout)["drafts"][1]
    assert (draft["programme"], draft["headline"]) == ("Power & Politics", "Power & Politics (1:08:00)")
    assert draft["confidence"]["headline"] < SURE
    done = run("add", file)
    assert (done.returncode, done.stderr) == (0, "")
    assert "2  Power & Politics (1:08:00)" in done.stdout
    run("undo")
    assert run("import", file).stdout == "3 new clippings.\n"


def test_what_is_cut_off_a_very_long_text_is_said_and_kept_as_the_original(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "big.txt"
    lines = (f"The ferry waited for the tide of day {n}, and nobody minded at all." for n in range(25_000))
    text = "Ferry waits\n\nBy Maya Okafor\n\n" + "\n\n".join(lines)
    file.write_text(text, encoding="utf-8")
    done = run("add", file)
    [line] = [line for line in done.stderr.splitlines() if "longer" in line]
    with Library.open(tmp_path / "library.clipper") as library:
        body, original = library.get(1).body or "", library.original(1)
    assert original is not None
    assert original.text == text
    cut = len(text) - text.index(body[-60:]) - 60
    assert f"its last {cut:,} characters are in no clipping. The whole text is kept as the original." in line
    assert "This only shows what is read" in run("read", file).stderr
    assert "This only shows" not in done.stderr


LISTED = (
    "Quiet ports, Coast to Coast by Maya Okafor, October 26, 2026\n"
    "Three tides, CBC News by Sam Whit, October 24, 2026\n"
)


def test_lines_that_no_draft_uses_are_told(run: Run) -> None:
    listed = "In the media\n" + LISTED + "Subscribe to our letter\n"
    assert run("read", input=listed).stdout.endswith(
        "\n\nNot used: 2 lines\n  In the media\n  Subscribe to our letter\n"
    )
    assert json.loads(run("read", "--json", input=listed).stdout)["unused"] == [
        "In the media",
        "Subscribe to our letter",
    ]
    assert run("add", input=listed).stderr == "2 lines of the paste were not used.\n"
    asked = json.dumps({"id": "a", "text": listed})
    assert set(json.loads(run("read", "--jsonl", input=asked).stdout)) == {"id", "text", "drafts", "unused"}


def test_nothing_is_said_where_every_line_is_used(run: Run) -> None:
    assert "Not used" not in run("read", input=LISTED).stdout
    assert json.loads(run("read", "--json", input=LISTED).stdout)["unused"] == []
    assert run("add", input=LISTED).stderr == ""


def test_of_many_unused_lines_the_first_five_are_shown(run: Run) -> None:
    listed = LISTED + "\n" + "".join(f"Menu {n}\n" for n in range(7))
    shown = run("read", input=listed).stdout.splitlines()
    place = shown.index("Not used: 7 lines")
    assert shown[place + 1 :] == [*(f"  Menu {n}" for n in range(5)), "  …"]


def test_of_several_exports_none_is_imported_where_one_is_broken(run: Run, mention: Path, tmp_path: Path) -> None:
    run("add", mention)
    good, broken = tmp_path / "good.jsonl", tmp_path / "broken.jsonl"
    run("export", good)
    run("undo")
    broken.write_text("{ no export\n", encoding="utf-8")
    done = run("import", good, broken)
    assert done.returncode == 2
    assert "broken.jsonl" in done.stderr
    assert run("search", "").returncode == 1
    assert run("import", good).returncode == 0


def test_a_post_is_added_by_its_first_words_and_what_was_answered_is_told(run: Run) -> None:
    words = "The harbour still waits for its dredge. Nobody wrote back!"
    post = f"Odile Tanner\n@otanner\n{words}\n9:14 AM · Nov 27, 2025\n38 Likes\n"
    added = run("add", input=f"{post}Tom Verdun\n@tverdun\n2h\nWho pays?\n")
    assert added.stdout == "1  The harbour still waits for its dredge.\n"
    assert "4 lines stand outside every document and were left out, “Tom Verdun”." in added.stderr
    shown = json.loads(run("show", 1, "--json").stdout)
    assert (shown["medium"], shown["published_on"]) == ("social", "2025-11-27")
    assert (shown["reporters"], shown["body"]) == (
        ["Odile Tanner"],
        "The harbour still waits for its dredge. Nobody wrote back!",
    )


def test_a_pasted_alert_adds_each_of_its_results(run: Run) -> None:
    head = "Google\nharbour\nDaily update ⋅ November 27, 2025\nNEWS\n"
    items = "Harbour waits for its dredge\nCBC News\nThe town of Lorne says so ...\nFlag as irrelevant\n" * 2
    items = items.replace("Harbour waits", "Lorne pays", 1).replace("CBC News", "CTV News", 1)
    added = run("add", input=f"{head}{items}Unsubscribe\n")
    assert added.stdout == "1  Lorne pays for its dredge\n2  Harbour waits for its dredge\n"
